"""Two fixes for updates that are too large."""

import numpy as np
import pytest

from rnn.monitoring.suggested_fixes import from_the_start, suggested_fixes
from rnn.runs.change import Change
from rnn.runs.schedule import value_at
from rnn.runs.settings import Settings


def test_a_tenth_of_the_rate_and_a_bound_of_five():
    """From the settings in force at the playhead, changes while training counted."""
    settings = Settings(learning_rate=0.3, changes=(Change(100, "learning_rate", 5.0),))

    rate, bound = suggested_fixes(settings, 10)
    assert (rate.name, rate.value, bound.name, bound.value) == ("learning_rate", 0.03, "clip_norm", 5)
    assert rate.can_help and bound.can_help
    assert suggested_fixes(settings, 100)[0].what_it_does == "Sets the learning rate from 5 to 0.5."


def test_a_gradient_that_is_clipped_already_is_clipped_shorter():
    """At 5 or below, to a fifth; from further out, to 5."""
    assert suggested_fixes(Settings(clip_norm=5.0), 0)[1].value == 1
    assert suggested_fixes(Settings(clip_norm=50.0), 0)[1].label == "Clip gradient at 5"


@pytest.mark.parametrize(
    ("clip_norm", "length", "bound"), [(0, 80, 5), (0, 2.0, 0.4), (1.0, 80, 0.2), (50.0, 3.0, 0.6), (0, np.nan, 5)]
)
def test_the_bound_is_shorter_than_the_gradient(clip_norm, length, bound):
    """A bound that the gradient never reaches would change nothing."""
    assert suggested_fixes(Settings(clip_norm=clip_norm), 0, length)[1].value == bound


def test_what_cannot_help_says_so():
    """A rate of 0 cannot be lowered, and a gradient of 0, or updates of 0, cannot be shortened."""
    assert [fix.can_help for fix in suggested_fixes(Settings(learning_rate=0), 0)] == [False, False]
    assert [fix.can_help for fix in suggested_fixes(Settings(), 0, gradient_length=0.0)] == [True, False]


def test_a_new_run_has_the_fix_from_its_first_update_on():
    """Later changes of that setting are forgotten, those of others kept."""
    changes = (Change(5, "clip_value", 1.0), Change(9, "learning_rate", 5.0))
    settings = from_the_start(Settings(changes=changes), suggested_fixes(Settings(changes=changes), 9)[0])

    assert [value_at(settings, "learning_rate", update) for update in (0, 9)] == [0.5, 0.5]
    assert settings.changes == changes[:1]
