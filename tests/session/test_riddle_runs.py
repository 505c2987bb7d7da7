"""The riddle's networks: the visitor's own where it fits, and those trained for it."""

from dataclasses import replace

import pytest

from rnn import Run, Settings
from rnn.session.riddle_runs import TRAINED_FOR, RiddleRuns


def train_all(riddle_runs: RiddleRuns) -> None:
    """Train until the cast is ready."""
    for _ in range(1000):
        if riddle_runs.is_ready:
            return
        riddle_runs.train(1)
    raise AssertionError("it never became ready")


def test_the_visitor_s_own_network_copies():
    """The notebook's run tells the first part itself; only the network of next letters is trained."""
    own, riddle_runs = Run(Settings()), RiddleRuns()

    copying, spelling = riddle_runs.choose(own)

    assert copying is own
    assert spelling.settings == Settings(target="next", epochs=TRAINED_FOR)
    train_all(riddle_runs)
    assert spelling.epoch == TRAINED_FOR
    assert riddle_runs.progress == 1
    assert own.epoch == 0


def test_the_visitor_s_own_network_spells():
    """A run on next letters tells the second part, and the one that copies is the same in all but the target."""
    own = Run(Settings(target="next", hidden_size=7, random_seed=3))

    copying, spelling = RiddleRuns().choose(own)

    assert spelling is own
    assert copying.settings == replace(own.settings, target="copy", epochs=TRAINED_FOR)


@pytest.mark.parametrize("settings", [Settings(window=26), Settings(target="next", window=25)], ids=["copy", "next"])
def test_a_window_of_the_whole_text_is_no_hindrance(settings):
    """Told so or not, the whole text is one window: one run is the visitor's own, the other is alike."""
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
def test_a_run_in_windows_leaves_the_story_to_the_notebook(settings):
    """Whatever its length, a run that is not unrolled whole is neither of the two, and both are the notebook's."""
    copying, spelling = RiddleRuns().choose(Run(settings))

    assert copying.settings == Settings(epochs=TRAINED_FOR)
    assert spelling.settings == Settings(target="next", epochs=TRAINED_FOR)


def test_a_text_that_does_not_fit_leaves_the_story_to_the_notebook():
    """Of “hello” the story cannot be told: both networks are the notebook's."""
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
