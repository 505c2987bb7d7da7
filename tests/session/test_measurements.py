"""What surgery measures over the text, a little at a time."""

import pytest

from rnn.analysis.edits import HoldUnit
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.measurements import SurgeryOverText
from rnn.session.moment import Moment, WindowView

ROSE = Settings(text="a rose is a rose is a rose. " * 20, target="next", hidden_size=5, window=25, epochs=5)
HOLD = (HoldUnit(2, 0.5),)


def begun(settings: Settings = ROSE, edits=()) -> tuple[SurgeryOverText, Moment]:
    """Return measurements aimed at the last update of a run, with nothing measured yet, and that moment."""
    run = Run(settings)
    run.advance(epochs=5)
    moment = Moment(WindowView(run, 0), run.update)
    over_text = SurgeryOverText(run)
    over_text.aim_at(moment, edits)
    return over_text, moment


def test_nothing_is_said_before_it_is_measured():
    """At first there are neither scores nor a ranking, but a progress of 0; at the end there is no progress left."""
    over_text, moment = begun()

    assert (over_text.scores, over_text.ranking) == (None, None)
    assert over_text.progress == "the untouched network, 0 of 559 characters read"
    assert not over_text.is_complete_for(moment, ())
    over_text.go_on(0.001)
    assert over_text.progress
    assert over_text.ranking is None
    over_text.go_on(60)
    assert over_text.progress == ""
    assert over_text.is_complete_for(moment, ())
    assert over_text.scores[0] == over_text.scores[1]
    assert over_text.scores[0].steps == 559
    assert over_text.ranking.loss == pytest.approx(over_text.scores[0].loss / 559)


def test_other_edits_begin_the_altered_network_anew_and_nothing_else():
    """The untouched network and the ranking stay measured; undoing the edits needs no measuring at all."""
    over_text, moment = begun()
    over_text.go_on(60)
    ranking, untouched = over_text.ranking, over_text.scores[0]

    over_text.aim_at(moment, HOLD)

    assert not over_text.is_complete_for(moment, HOLD)
    assert over_text.progress == "the altered network, 0 of 559 characters read"
    assert over_text.scores is None
    assert (over_text.ranking.losses == ranking.losses).all()
    over_text.go_on(60)
    assert over_text.scores[0] == untouched
    assert over_text.scores[1].loss != untouched.loss
    over_text.aim_at(moment, ())
    assert over_text.is_complete_for(moment, ())
    assert over_text.scores == (untouched, untouched)


def test_another_window_of_the_same_moment_needs_no_measuring():
    """What is measured is of the text: to unroll another window changes nothing."""
    over_text, moment = begun(edits=HOLD)
    over_text.go_on(60)

    other = Moment(WindowView(moment.run, 7), moment.update)
    over_text.aim_at(other, HOLD)

    assert over_text.is_complete_for(other, HOLD)


def test_another_update_begins_all_anew():
    """Nothing of one network is shown of another."""
    over_text, moment = begun(edits=HOLD)
    over_text.go_on(60)
    before = over_text.scores

    earlier = Moment(moment.view, 3)
    assert not over_text.is_complete_for(earlier, HOLD)
    over_text.aim_at(earlier, HOLD)

    assert (over_text.scores, over_text.ranking) == (None, None)
    over_text.go_on(60)
    assert over_text.scores != before


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        (ROSE, "the whole text (559 predicted characters)"),
        (Settings(), "the whole text (26 predicted characters)"),
        (
            Settings(text="ab " * 100, target="next", window=30, held_out=0.1),
            "the whole training text (269 predicted characters)",
        ),
        (
            Settings(text="ab " * 4000, target="next", window=25, hidden_size=3, epochs=5),
            "a sample of the text (2,000 of its 11,999 predicted characters, in 4 passages)",
        ),
    ],
)
def test_what_is_measured_is_named_with_its_size(settings, where):
    """The whole text with its size, or the sample with its own and that of the text."""
    assert SurgeryOverText(Run(settings)).where == where


def test_a_network_of_one_unit_is_measured():
    """The only unit is ranked, and the progress speaks of one network."""
    over_text, _ = begun(Settings(text="ab " * 100, target="next", window=30, hidden_size=1, epochs=5))
    while "untouched" in over_text.progress:
        over_text.go_on(0.0001)

    assert over_text.progress.startswith("the network with its unit ablated, ")
    over_text.go_on(60)
    assert over_text.ranking.order.tolist() == [0]


def test_what_is_read_before_passages_is_in_the_progress():
    """Of a sample the steps read before its passages count too, and the sentence says so."""
    over_text, _ = begun(Settings(text="ab " * 4000, target="next", window=25, hidden_size=3, epochs=5))

    total = over_text.sample.steps_to_read
    assert total == 2000 + 3 * 1000
    assert (
        over_text.progress == f"the untouched network, 0 of {total:,} characters read, with those before each passage"
    )
