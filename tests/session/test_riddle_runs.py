"""The riddle's networks: the visitor's own where it fits, and those trained for it."""

from dataclasses import replace

import numpy as np
import pytest

from rnn import Run, Settings
from rnn.analysis.disorder import copy_other_orders
from rnn.analysis.riddle import Alphabet
from rnn.session.riddle_runs import TRAINED_FOR, RiddleRuns, copying_film, fits, scan_copying


def train_all(riddle_runs: RiddleRuns) -> None:
    """Train until both are ready."""
    for _ in range(1000):
        if riddle_runs.is_ready:
            return
        riddle_runs.train(1)
    raise AssertionError("it never became ready")


def test_the_visitor_s_own_network_copies():
    """The notebook's run plays the first part itself; only the network of next letters is trained."""
    own, riddle_runs = Run(Settings()), RiddleRuns()

    copying, spelling = riddle_runs.choose(own)

    assert copying is own
    assert spelling.settings == Settings(target="next", epochs=TRAINED_FOR)
    train_all(riddle_runs)
    assert spelling.epoch == TRAINED_FOR
    assert riddle_runs.progress == 1
    assert own.epoch == 0


def test_the_visitor_s_own_network_spells():
    """A run on next letters plays the second part, and the one that copies is the same in all but the target."""
    own = Run(Settings(target="next", hidden_size=7, random_seed=3))

    copying, spelling = RiddleRuns().choose(own)

    assert spelling is own
    assert copying.settings == replace(own.settings, target="copy", epochs=TRAINED_FOR)


@pytest.mark.parametrize("settings", [Settings(window=26), Settings(target="next", window=25)], ids=["copy", "next"])
def test_a_window_of_the_whole_text_is_no_hindrance(settings):
    """Given so or not, the whole text is one window: one run is the visitor's own, the other is alike."""
    own = Run(settings)

    riddle_runs = RiddleRuns().choose(own)

    assert own in riddle_runs
    assert [run.settings.target for run in riddle_runs] == ["copy", "next"]
    assert [run.windows.count for run in riddle_runs] == [1, 1]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(text="abc " * 50_000, window=25, epochs=100),
        Settings(window=5),
        Settings(held_out=0.1),
    ],
    ids=["long", "in windows", "held out"],
)
def test_a_run_in_windows_leaves_the_riddle_to_the_notebook(settings):
    """Whatever its length, a run that is not unrolled whole is neither of the two, and both are the notebook's."""
    copying, spelling = RiddleRuns().choose(Run(settings))

    assert copying.settings == Settings(epochs=TRAINED_FOR)
    assert spelling.settings == Settings(target="next", epochs=TRAINED_FOR)


def test_a_text_that_does_not_fit_leaves_the_riddle_to_the_notebook():
    """“hello” does not fit: both networks are the notebook's."""
    copying, spelling = RiddleRuns().choose(Run(Settings(text="hello", target="next")))

    assert (copying.settings.text, copying.settings.target) == (Settings().text, "copy")
    assert (spelling.settings.text, spelling.settings.target) == (Settings().text, "next")


def test_networks_are_kept_and_let_go():
    """The same run finds its network again, trained as it was; another run gets another and the old one goes."""
    own, riddle_runs = Run(Settings()), RiddleRuns()
    _, spelling = riddle_runs.choose(own)
    riddle_runs.train(0.01)

    assert riddle_runs.choose(own)[1] is spelling
    assert riddle_runs.progress > 0
    riddle_runs.choose(Run(Settings(random_seed=1)))
    assert spelling not in riddle_runs.runs.values()


def test_a_longer_film_is_the_same_network():
    """The length of the film does not make a run another one for the riddle."""
    own = Run(Settings(epochs=20_000))

    assert RiddleRuns().choose(own)[0] is own


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Settings().text, True),
        ("hello", False),
        ("ABCDEFGHIJK", False),
        ("ABCDEFGHIJKA", False),
        ("🇩🇪e\u0301abcdefghij", True),
    ],
)
def test_the_riddle_needs_a_text_without_repeats(text, expected):
    """A short text, or one with a character twice, does not fit; what a reader sees as one character is one."""
    assert fits(Settings(text=text)) is expected


@pytest.mark.parametrize(
    ("guesses", "kept"),
    [([], []), ([2, 0, 1], [2, 0, 1]), ([1, 3, 0], [1]), ([-1], []), ([0] * 9, [0] * 6), (["1"], [])],
)
def test_guesses_of_another_visit_are_taken_up_to_the_first_that_is_none(guesses, kept):
    """Six guesses at most, each 0, 1 or 2; the list is the same object, and what was guessed before is forgotten."""
    riddle_runs = RiddleRuns()
    riddle_runs.guesses.append(2)
    before = riddle_runs.guesses

    riddle_runs.resume(guesses)

    assert riddle_runs.guesses is before
    assert before == kept


def test_the_film_is_measured_a_slice_at_a_time():
    """A slice measures a frame at least; in the end every frame is measured, as its own network copies."""
    run, alphabet = Run(Settings(learning_rate=0.05, epochs=300)), Alphabet(tuple(Settings().text))
    run.advance(300)
    scan = scan_copying(run)
    now = copy_other_orders(run.parameters, alphabet)

    scan.go_on(0)
    assert len(copying_film(scan, now, 0).epochs) == 1
    scan.go_on(60)

    film = copying_film(scan, now, 300)
    np.testing.assert_array_equal(film.epochs, run.film.updates)
    expected = [copy_other_orders(run.film.frame(n), alphabet) for n in range(len(run.film))]
    assert film.in_others.tolist() == [one.mean for one in expected]
    assert film.in_order.tolist() == [one.in_order for one in expected]
    assert (film.steps, film.epoch, film.now) == (26, 300, film.in_others[-1])


def test_a_film_that_trains_on_is_measured_on():
    """Frames that are trained later are measured then; a playhead beyond the last of them is measured too."""
    run, alphabet = Run(Settings(epochs=1000)), Alphabet(tuple(Settings().text))
    scan = scan_copying(run)
    scan.go_on(60)
    assert scan.is_complete
    run.advance(500)
    assert not scan.is_complete
    scan.go_on(60)

    film = copying_film(scan, copy_other_orders(run.parameters, alphabet), 500)

    assert run.film.last_update < 500
    assert film.epochs.tolist() == [*run.film.updates[: len(run.film)], 500]
    assert film.last == film.now


def test_a_button_pressed_twice_guesses_once():
    """The second press, and one without a choice, leave the guesses as they are."""
    riddle_runs = RiddleRuns()

    riddle_runs.guess(0, None)
    riddle_runs.guess(0, 2)
    riddle_runs.guess(0, 2)
    riddle_runs.guess(1, 3)

    assert riddle_runs.guesses == [2]
