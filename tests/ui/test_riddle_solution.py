"""What the riddle says of a run's film, and what its six answers come to, for any of them."""

import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn import Run, Settings
from rnn.analysis.disorder import copy_other_orders, other_orders
from rnn.analysis.riddle import Alphabet
from rnn.session.riddle_runs import copying_film, scan_copying
from rnn.ui.riddle.chapters import AS_IN_THE_NOTEBOOK, CHAPTERS, FILM, solution
from tests.support.alphabets import LATIN, SIGNS, Notebook, trained


@cache
def story_of_a_film(text: str, random_seed: int, learning_rate: float, epochs: int) -> tuple[Run, list]:
    """Return a copying run, and what the notebook's code copies at each frame: in its own order, and in others."""
    run = trained(Settings(text=text, random_seed=random_seed, learning_rate=learning_rate, epochs=epochs))
    alphabet = Alphabet(tuple(text))
    orders = [[text[place] for place in order] for order in other_orders(len(text))]
    frames = [Notebook(run.film.frame(n), alphabet) for n in range(len(run.film))]
    return run, [(one.copied(text), np.mean([one.copied(order) for order in orders])) for one in frames]


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from([Settings().text, SIGNS[:12]]),
    st.integers(0, 1),
    st.sampled_from([0.02, 30.0]),
    st.sampled_from([1, 60, 600]),
    st.floats(0, 1),
)
def test_the_step_on_the_film_says_what_was_copied_when(text, random_seed, learning_rate, epochs, at):
    """Maximum, last frame and playhead are the notebook's counts; unlearning is claimed only where they show it."""
    run, frames = story_of_a_film(text, random_seed, learning_rate, epochs)
    epoch, T = round(at * run.last_update), len(text)
    scan = scan_copying(run)
    scan.go_on(60)
    now = copy_other_orders(run.parameters_at(epoch), Alphabet(tuple(text)))
    film = copying_film(scan, now, epoch)
    sentence, means = FILM.sentence(film), [mean for _, mean in frames]

    most, last, end = max(means), means[-1], int(run.film.last_update)
    best_epoch = int(run.film.updates[means.index(most)])
    answer = 2 if most < 0.4 * T else 0 if 2 * last > most else 1
    assert FILM.answer(film) == answer
    assert f"copies most at epoch {best_epoch:,}: {most:.1f} of {T}." in sentence
    assert (
        f"At epoch {end:,}, the last one measured, it copies {last:.1f}, and in the order of its text {frames[-1][0]}."
        in sentence
    )
    assert (f"At epoch {epoch:,}, where this network is now, it copies {now.mean:.1f}" in sentence) == (epoch != end)
    assert ("first learns to copy, and then unlearns it" in sentence) == (answer == 1 and best_epoch > 0)
    if answer == 1:
        halved = int(re.search(r"every epoch measured from ([\d,]+) on", sentence)[1].replace(",", ""))
        assert all((2 * mean <= most) or at < halved for at, mean in zip(run.film.updates, means, strict=False))
        before = [mean for at, mean in zip(run.film.updates, means, strict=False) if at < halved]
        assert 2 * before[-1] > most


def test_both_kinds_of_film_are_among_those_above():
    """At a rate of 0.02 the alphabet is learnt to be copied and unlearnt by epoch 600; by epoch 60 it is not yet."""
    films = [story_of_a_film(Settings().text, 0, 0.02, epochs)[1] for epochs in (60, 600)]
    shares = [[mean / 26 for _, mean in frames] for frames in films]

    assert shares[0][-1] > 0.4
    assert max(shares[1]) > 0.8 and shares[1][-1] < 0.4


def answers_of(settings: Settings, epoch: int | None = None) -> tuple[int, ...]:
    """Return the answers of all steps for the networks of these settings; the one that copies at this epoch."""
    answers = []
    for chapter in CHAPTERS:
        run = trained(Settings(random_seed=settings.random_seed, target=chapter.target, epochs=10_000))
        at = run.last_update if epoch is None or chapter.target == "next" else epoch
        parameters = run.parameters_at(at)
        if chapter.play:
            outcome = chapter.play(parameters, LATIN)
        else:
            scan = scan_copying(run)
            scan.go_on(60)
            outcome = copying_film(scan, copy_other_orders(parameters, LATIN), at)
        answers.append(chapter.answer(outcome))
    return tuple(answers)


def test_the_notebook_s_answers_are_those_of_its_network():
    """What is called the notebook's is what its settings give after 10,000 epochs."""
    assert answers_of(Settings()) == AS_IN_THE_NOTEBOOK
    assert solution(AS_IN_THE_NOTEBOOK).startswith("So two things make a network that was trained to copy go on")


@pytest.mark.parametrize("random_seed", range(4))
def test_at_epoch_300_it_copies_and_luck_is_not_spoken_of(random_seed):
    """At epoch 300 networks of all random seeds copy truly: the solution says so, and nothing of going on."""
    answers = answers_of(Settings(random_seed=random_seed), 300)

    assert (answers[0], answers[2], answers[3]) == (0, 0, 0)
    assert solution(answers).startswith("This network does what its target asks: it copies most characters")
    assert "luck" not in solution(answers) and "go on" not in solution(answers)


def test_a_network_that_departs_early_is_called_so():
    """With random seed 4 the place is predicted and HRST is written: the solution names both, and the other steps."""
    answers = answers_of(Settings(random_seed=4))

    assert answers[0] == 2
    assert "departs from its text within four characters" in solution(answers)
    assert solution(answers).endswith("are: 2, 3, 4, 5, 6.")


@given(st.tuples(*[st.integers(0, 2)] * 6))
def test_the_solution_lists_the_steps_that_are_the_notebook_s(answers):
    """Whatever the answers, the steps listed are those that agree, and “two things” is said of the notebook's alone."""
    text = solution(answers)
    same = [n + 1 for n in range(6) if answers[n] == AS_IN_THE_NOTEBOOK[n]]

    assert ("two things" in text) == (len(same) == 6)
    if len(same) < 6:
        assert text.endswith(f"are: {', '.join(map(str, same)) or 'none'}.")
