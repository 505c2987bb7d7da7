"""Two remedies against updates that are too large."""

from rnn.monitoring.suggested_fixes import from_the_start, suggested_fixes
from rnn.runs.change import Change
from rnn.runs.schedule import value_at
from rnn.runs.settings import Settings


def test_a_tenth_of_the_rate_and_a_bound_of_five():
    """From where the knobs stand at the playhead, turns of them counted."""
    settings = Settings(learning_rate=0.3, changes=(Change(100, "learning_rate", 5.0),))

    rate, bound = suggested_fixes(settings, 10)
    assert (rate.name, rate.value, bound.name, bound.value) == ("learning_rate", 0.03, "clip_norm", 5)
    assert suggested_fixes(settings, 100)[0].what_it_does == "Sets the learning rate from 5 to 0.5."


def test_a_gradient_that_is_clipped_already_is_clipped_shorter():
    """At 5 or below, to a fifth; from further out, to 5."""
    assert suggested_fixes(Settings(clip_norm=5.0), 0)[1].value == 1
    assert suggested_fixes(Settings(clip_norm=50.0), 0)[1].label == "Clip gradient at 5"


def test_a_new_run_has_the_remedy_from_its_first_update_on():
    """Turns of that knob are forgotten, those of others kept."""
    turns = (Change(5, "clip_value", 1.0), Change(9, "learning_rate", 5.0))
    settings = from_the_start(Settings(changes=turns), suggested_fixes(Settings(changes=turns), 9)[0])

    assert [value_at(settings, "learning_rate", update) for update in (0, 9)] == [0.5, 0.5]
    assert settings.changes == turns[:1]
