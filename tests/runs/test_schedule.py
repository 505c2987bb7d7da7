"""Changes while training: the value of each setting at any update, by hand, and what a change drops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model.optimisers import Clipping
from rnn.runs.change import CHANGEABLE, Change
from rnn.runs.schedule import clipping_at, next_clipping, rates, value_at, with_change
from rnn.runs.settings import Settings

CHANGED = Settings(
    learning_rate=0.1,
    clip_norm=5.0,
    changes=(
        Change(3, "learning_rate", 0.2),
        Change(5, "clip_value", 0.5),
        Change(5, "learning_rate", 0.4),
        Change(8, "clip_norm", 0.0),
    ),
)
any_changes = st.lists(
    st.builds(Change, st.integers(0, 30), st.sampled_from(CHANGEABLE), st.sampled_from([0.0, 0.5, 1.0, 2.0])),
    max_size=8,
)


def test_a_rate_stands_where_it_was_turned_to_from_that_update_on():
    """Updates 0 to 2 have the setting, 3 and 4 the first change, all from 5 on the second; any part of them alike."""
    by_hand = [0.1, 0.1, 0.1, 0.2, 0.2, 0.4, 0.4, 0.4, 0.4, 0.4]

    assert rates(CHANGED, 0, 10).tolist() == by_hand
    assert [rates(CHANGED, update, 1)[0] for update in range(10)] == by_hand
    assert rates(CHANGED, 4, 3).tolist() == [0.2, 0.4, 0.4]
    assert rates(CHANGED, 4, 0).tolist() == []


def test_a_rate_halves_every_half_life():
    """With a half-life of 4 the rate is 1/2 after 4 updates, 1/√2 after 2, 1/8 after 12; a turn is halved as well."""
    decaying = Settings(learning_rate=1.0, half_life=4)
    assert rates(decaying, 0, 13)[[0, 2, 4, 8, 12]] == pytest.approx([1, 0.5**0.5, 0.5, 0.25, 0.125], rel=1e-15)

    set_anew = Settings(learning_rate=1.0, half_life=4, changes=(Change(8, "learning_rate", 2.0),))
    assert rates(set_anew, 7, 6) == pytest.approx([2**-1.75, 0.5, 2**-1.25, 2**-1.5, 2**-1.75, 0.25], rel=1e-15)


def test_the_rate_of_an_update_does_not_depend_on_where_one_begins_to_ask():
    """Bit for bit: a run in pieces has the same rates as one at once."""
    decaying = Settings(learning_rate=0.3, half_life=777, changes=CHANGED.changes)

    whole = rates(decaying, 0, 5000)

    for first, count in [(0, 1), (1, 7), (4, 2000), (4999, 1)]:
        np.testing.assert_array_equal(rates(decaying, first, count), whole[first : first + count])


def test_bounds_stand_where_they_were_turned_to():
    """The bound of each number comes at update 5, and that of the length goes at update 8."""
    assert [clipping_at(CHANGED, update) for update in (0, 4, 5, 7, 8, 99)] == [
        *[Clipping(0.0, 5.0)] * 2,
        *[Clipping(0.5, 5.0)] * 2,
        *[Clipping(0.5, 0.0)] * 2,
    ]
    assert [next_clipping(CHANGED, update) for update in (0, 4, 5, 7, 8)] == [5, 5, 8, 8, np.inf]


@given(any_changes, st.integers(0, 40))
def test_a_knob_stands_at_its_last_turn(changes, update):
    """Of the changes up to an update the last counts; without one, the setting."""
    settings = Settings(learning_rate=9.0, clip_value=9.0, clip_norm=9.0, changes=tuple(changes))

    for name in CHANGEABLE:
        changes_made = sorted((change.update, change.value) for change in changes if change.name == name)
        past = [value for at, value in changes_made if at <= update]
        assert value_at(settings, name, update) == (past[-1] if past else 9.0)
    assert rates(settings, update, 1)[0] == value_at(settings, "learning_rate", update)


@given(any_changes, st.integers(0, 30), st.sampled_from(CHANGEABLE))
def test_a_turn_forgets_later_turns_of_the_same_knob_alone(changes, update, name):
    """Before it all is as it was; from it on this setting keeps its value, and the others change as they did."""
    settings = Settings(changes=tuple(changes))

    after = Settings(changes=with_change(settings, update, name, 7))

    assert list(after.changes) == sorted(after.changes)
    for number in range(40):
        for other in CHANGEABLE:
            is_turned = other == name and number >= update
            assert value_at(after, other, number) == (7.0 if is_turned else value_at(settings, other, number))
    assert [change for change in after.changes if change.name == name][-1] == Change(update, name, 7.0)
