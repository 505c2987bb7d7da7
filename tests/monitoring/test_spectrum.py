"""The film's measurements: equal to those made at once, a little at a time, and a basis that holds still."""

import numpy as np
import pytest

from rnn import Run, Settings
from rnn.monitoring.spectrum import RunSpectrum


@pytest.fixture
def run() -> Run:
    """A short run, trained half-way."""
    run = Run(Settings(text="abcab", hidden_size=4, learning_rate=0.1, initial_scale=0.3, epochs=300))
    run.advance(100)
    return run


def test_radii_are_measured_a_few_at_a_time(run):
    """Without time one frame is measured a call; at the end all are, each as numpy.linalg has it."""
    study = RunSpectrum(run)

    study.measure(0)
    study.measure(0)
    assert len(study.radii) == 2
    study.measure(10)

    expected = [np.abs(np.linalg.eigvals(run.film.frame(n).W)).max() for n in range(len(run.film))]
    assert study.radii == pytest.approx(expected)
    assert not study.is_complete


def test_measuring_follows_the_film(run):
    """Frames that come later are measured then, and the study is complete with the film."""
    study = RunSpectrum(run)
    study.measure(10)
    run.advance(1000)
    study.measure(10)

    assert len(study.radii) == len(run.film)
    assert study.is_complete


def test_the_basis_holds_still_while_the_pictures_move(run):
    """A longer film changes the basis at rest; while it moves, not."""
    study = RunSpectrum(run)
    first = study.basis()
    run.advance(50)

    assert study.basis(is_moving=True) is first
    second = study.basis()
    assert second is not first
    assert (second.update, second.is_whole) == (run.film.last_update, False)
    run.advance(1000)
    assert study.basis(is_moving=True) is second
    assert study.basis().is_whole
    assert study.basis() is study.basis(is_moving=True)


def test_a_basis_of_the_first_frame_gives_way_to_that_of_the_whole_film():
    """A film that began to move at its first frame gets its basis once, when it is whole."""
    run = Run(Settings(text="abcab", hidden_size=4, initial_scale=0.3, epochs=300))
    study = RunSpectrum(run)
    first = study.basis(is_moving=True)
    run.advance(100)
    assert study.basis(is_moving=True) is first

    run.advance(300)

    whole = study.basis(is_moving=True)
    assert (whole.is_whole, whole.frames) == (True, len(run.film))
    assert study.basis(is_moving=True) is whole


def test_every_fitted_state_is_within_reach(run):
    """The states of the last frame, which was fitted, lie within the reach of each axis."""
    fitted = RunSpectrum(run).basis()
    states = run.trace(run.film.frame(len(run.film) - 1)).a

    assert np.all(np.abs(fitted.basis.project(states)) <= fitted.reach + 1e-12)


def test_a_run_that_diverged_has_a_whole_film():
    """The film of a run that diverged ends early, and is studied up to there."""
    run = Run(Settings(text="abcab", learning_rate=1e308, initial_scale=3, epochs=300))
    run.advance(300)
    study = RunSpectrum(run)
    study.measure(10)

    assert run.diverged_at is not None
    assert study.is_complete
    assert study.basis().is_whole
