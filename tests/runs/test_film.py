"""The film: which epochs it keeps, and that what it keeps is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.model.optimisers import ADAM, SGD
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows
from rnn.runs.film import FEWEST_FRAMES, FILM_BYTES, FRAMES, Film, frame_updates


def progress_of(parameters: Parameters, optimiser=SGD) -> TrainingState:
    """Return the progress of a network of one step, before its first update."""
    return TrainingState.begin(parameters, TrainingWindows(np.zeros(1, int), np.zeros(1, int), 1, optimiser=optimiser))


def smallest() -> TrainingState:
    """Return the progress of the smallest of networks."""
    return progress_of(Parameters.zeros(1, 1))


@given(epochs=st.integers(1, 1_000_000), frames=st.integers(FEWEST_FRAMES, FRAMES))
def test_a_film_goes_from_0_to_the_end_in_rising_epochs_and_is_bounded(epochs, frames):
    """The first frame is epoch 0, the last is the run's last, all differ, and there are not more than asked."""
    kept = frame_updates(epochs, frames)

    assert kept[0] == 0
    assert kept[-1] == epochs
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= frames
    assert len(kept) >= min(epochs + 1, 0.9 * frames)


@given(epochs=st.integers(1, 1_000_000), frames=st.integers(FEWEST_FRAMES, FRAMES))
def test_a_film_is_even_in_the_logarithm_of_the_epoch(epochs, frames):
    """From a frame to the next the epoch grows by an even share of the logarithm at most, or to the next whole one."""
    kept = frame_updates(epochs, frames)[1:]

    even_share = epochs ** (1 / (frames - 2))
    rounding = 0.5 * even_share + 0.5  # of the one and of the other
    assert (kept[1:] <= np.maximum(kept[:-1] * even_share + rounding, kept[:-1] + 1.5)).all()


def test_the_notebooks_film_is_even_to_a_few_percent():
    """Over the last 99,000 of 100,000 epochs, where rounding to whole epochs is small, all ratios are the same."""
    kept = frame_updates(100_000)

    ratios = np.diff(np.log(kept[kept >= 1000]))
    assert ratios.max() / ratios.min() < 1.05


@pytest.mark.parametrize("epochs", [1, 2, 30, FRAMES - 1])
def test_a_short_run_is_kept_whole(epochs):
    """Where there is room for every epoch, none is left out."""
    assert frame_updates(epochs).tolist() == list(range(epochs + 1))


@pytest.mark.parametrize("optimiser", [SGD, ADAM], ids=["sgd", "adam"])
@pytest.mark.parametrize(("H", "K"), [(10, 26), (64, 100), (128, 100), (128, 256), (256, 65), (256, 256)])
def test_a_film_stays_under_its_bytes_however_wide_the_network(H, K, optimiser):
    """Wide networks get fewer frames, but a score at least; all together stay under 64 MB, where that many can."""
    state = progress_of(Parameters.zeros(H, K), optimiser)

    film = Film(1_000_000, state)

    numbers = (H * H + 2 * H * K + H + K) * (3 if optimiser is ADAM else 1)
    assert state.flat.nbytes == 8 * numbers
    assert len(film.updates) * 8 * numbers <= max(FILM_BYTES, 20 * 8 * numbers)
    assert 20 <= len(film.updates) <= FRAMES


def test_frames_come_in_the_order_of_the_plan():
    """A film begins with its first frame, says which epoch it waits for, and is complete after the last."""
    film = Film(3, smallest())

    waited_for = [film.next_update]
    for _ in range(3):
        film.append(smallest())
        waited_for.append(film.next_update)

    assert waited_for == [1, 2, 3, None]
    assert len(film) == 4
    assert film.last_update == 3


def test_frames_are_copies_in_and_out():
    """Neither what is done to the network later nor what a caller does to a frame changes the film."""
    state = progress_of(Parameters.random(2, 3, scale=1.0), ADAM)
    first = state.flat.copy()
    film = Film(5, state)

    state.flat += 1
    film.append(state)
    state.flat += 1
    film.frame(0).theta[:] = 9
    film.frame(1).W[:] = 9
    film.state(1).flat[:] = 9

    np.testing.assert_array_equal(film.state(0).flat, first)
    np.testing.assert_array_equal(film.state(1).flat, first + 1)
    np.testing.assert_array_equal(film.frame(0).theta, first[: len(film.frame(0).theta)])
    np.testing.assert_array_equal(film.frame(1).theta, film.state(1).parameters.theta)
    assert (film.frame(1).hidden_size, film.frame(1).vocabulary_size) == (2, 3)


@given(st.integers(1, 1_000_000), st.data())
def test_the_frame_before_an_epoch_is_the_nearest_that_is_not_after_it(epochs, data):
    """The frame found is at or before the epoch, and the next one is after it."""
    film = Film(epochs, smallest())
    epoch = data.draw(st.integers(0, epochs))

    index = film.frame_before(epoch)

    assert film.updates[index] <= epoch
    assert index + 1 == len(film.updates) or film.updates[index + 1] > epoch


def test_the_last_frame_can_be_dropped_but_never_the_first():
    """Dropping goes back one frame at a time, and stops at epoch 0."""
    film = Film(5, smallest())
    film.append(smallest())

    lengths = []
    for _ in range(3):
        film.drop_last()
        lengths.append(len(film))

    assert lengths == [1, 1, 1]
    assert film.next_update == 1
