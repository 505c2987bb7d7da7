"""Where a choice is drawn is where the network's loss, distance or characters would have to be for it to be true."""

from dataclasses import replace
from math import inf
from urllib.parse import parse_qsl

import pytest

from rnn import Settings
from rnn.lessons.outcomes import OUTCOMES
from rnn.lessons.places import PLACES, RIGHT, UNKNOWN, WRONG
from rnn.runs.link import from_query
from rnn.runs.run import Run
from rnn.session.chosen.learning import all_lessons

SEEDS = [None, 1, 2, 3]
CHOSEN = [step for lesson in all_lessons()[0] for step in lesson.steps if step.prediction and step.prediction.choices]
OF_THE_LOSS = [step for step in CHOSEN if step.prediction.picture == "loss"]


def run_of(step, random_seed: int | None, **changes) -> Run:
    """Return the run that the step asks about, or the same with another random seed."""
    settings = from_query(dict(parse_qsl(step.link)))
    return Run(replace(settings, random_seed=settings.random_seed if random_seed is None else random_seed, **changes))


@pytest.mark.parametrize("random_seed", SEEDS)
@pytest.mark.parametrize("step", OF_THE_LOSS, ids=lambda step: step.prediction.outcome)
def test_the_loss_is_in_the_range_of_the_true_choice_alone(step, random_seed):
    """The ranges of all choices lie one above the other, and what the network did is in that of the true one."""
    run, name, count = run_of(step, random_seed), step.prediction.outcome, len(step.prediction.choices)
    outcome, ranges = OUTCOMES[name].compute(run), [PLACES[name].find(run, choice) for choice in range(count)]
    holds = [place.lowest < outcome.value <= place.highest for place in ranges]

    assert [place.update for place in ranges] == [2000] * count
    assert holds == [choice == outcome.choice for choice in range(count)]
    assert (ranges[0].lowest, ranges[-1].highest) == (0, inf)
    assert [place.highest for place in ranges[:-1]] == [place.lowest for place in ranges[1:]]


def test_what_diverges_is_beyond_all_losses():
    """No finite loss has a place of its own, above every range."""
    run = run_of(OF_THE_LOSS[0], None, learning_rate=1e307)
    outcome = OUTCOMES["without_clipping"].compute(run)
    place = PLACES["without_clipping"].find(run, 2)

    assert (outcome.choice, outcome.value) == (2, inf)
    assert (place.lowest, place.highest) == (inf, inf)


@pytest.mark.parametrize(("choice", "letters"), [(0, "GGGGG"), (1, "HIJKL"), (2, UNKNOWN * 5)])
def test_the_characters_of_a_copier_are_those_that_it_would_write(choice, letters):
    """Written out: the last letter of ABCDEFG again and again, the alphabet as it goes on, neither."""
    assert "".join(PLACES["copier_writes"].find(Run(Settings()), choice)) == letters


@pytest.mark.parametrize("random_seed", SEEDS)
def test_as_many_correct_letters_are_marked_as_the_choice_asks_for(random_seed):
    """At least nine tenths of those that are correct when the network is shown the text; or one less at most."""
    step = next(step for step in CHOSEN if step.prediction.outcome == "free_running")
    run = run_of(step, random_seed)
    numbers = OUTCOMES["free_running"].compute(run).numbers
    as_many, fewer = (PLACES["free_running"].find(run, choice) for choice in (0, 1))

    assert as_many.count(RIGHT) == len(as_many)
    assert len(as_many) - 1 < 0.9 * numbers["taught"] <= len(as_many)
    assert len(fewer) - fewer.count(WRONG) == len(as_many) - 1
    assert len(fewer) == numbers["steps"]


@pytest.mark.parametrize(("choice", "distance"), list(enumerate([0, 3, 6, 11, 21])))
def test_a_letter_over_dots_is_one_further_back(choice, distance):
    """Over 2 dots the first letter is 3 characters before the last one."""
    assert PLACES["remembers_over"].find(Run(Settings()), choice) == distance
