"""The run: the same bits whatever the pieces, exact replay, one loss an epoch, and where it stops."""

from dataclasses import replace

import numpy as np
import pytest

from rnn.errors import InvalidInput
from rnn.model import backend
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support import notebook
from tests.support.runs import advanced, sources, stopping_at, thetas

HELLO = Settings(text="hello, hello", target="next", hidden_size=7, learning_rate=0.1, initial_scale=0.1, epochs=300)
WIDE = Settings(text="a rose is a rose", hidden_size=40, initial_scale=0.1, epochs=250)
AS_THE_NOTEBOOK = [HELLO, WIDE, Settings(text="x", epochs=30), Settings(text="ba", target="next", epochs=30)]


@sources
@pytest.mark.parametrize("settings", AS_THE_NOTEBOOK, ids=["hello", "wide", "one letter", "two letters"])
def test_any_run_is_the_notebooks_loop(settings, train):
    """Train and test losses and parameters of 30 epochs are those of the notebook's loop, for any text and sizes."""
    run = advanced(settings, train, [30])

    vocab_list = sorted(set(settings.text))
    W, U, V, b, c = notebook.draw_parameters(0, settings.hidden_size, len(vocab_list), settings.initial_scale)
    X = notebook.one_hot_encoded(settings.text[: settings.steps], vocab_list)
    y_true = notebook.one_hot_encoded(settings.text[-settings.steps :], vocab_list)
    train_losses, test_losses = notebook.train(W, U, V, b, c, X, y_true, settings.learning_rate, 30)
    np.testing.assert_allclose(run.losses, train_losses, rtol=1e-10, atol=1e-14 * settings.steps)
    np.testing.assert_allclose(run.test_losses, test_losses, rtol=1e-10, atol=1e-14 * settings.steps)
    for array, expected in zip(run.parameters, (W, U, b.ravel(), V, c.ravel()), strict=True):
        np.testing.assert_allclose(array, expected, rtol=1e-9, atol=1e-12)


@sources
@pytest.mark.parametrize("settings", [HELLO, WIDE], ids=["hello", "wide"])
def test_the_pieces_a_run_is_advanced_in_change_no_bit(settings, train):
    """One by one, by sevens, at once or by the clock: parameters, losses and frames are the same bit for bit."""
    by_the_clock = Run(settings, train)
    while not by_the_clock.is_finished:
        by_the_clock.advance(seconds=0.003)
    pieces = [1] * settings.epochs, [7] * settings.epochs, [settings.epochs]

    for run in (by_the_clock, *(advanced(settings, train, piece) for piece in pieces)):
        assert run.update == settings.epochs
        assert len(run.losses) == settings.epochs
        np.testing.assert_array_equal(run.parameters.theta, thetas(settings, train)[-1])
        np.testing.assert_array_equal(run.losses, by_the_clock.losses)
        frames = [run.film.frame(index).theta for index in range(len(run.film))]
        np.testing.assert_array_equal(frames, [thetas(settings, train)[epoch] for epoch in run.film.updates])


@sources
@pytest.mark.parametrize("settings", [HELLO, WIDE], ids=["hello", "wide"])
def test_every_epoch_of_the_film_can_be_had_exactly(settings, train):
    """parameters_at gives, bit for bit, what a network trained just that far has, between frames too."""
    run = advanced(settings, train, [settings.epochs])

    between = set(range(settings.epochs + 1)) - set(run.film.updates.tolist())
    assert len(between) >= 50
    for epoch in range(settings.epochs + 1):
        np.testing.assert_array_equal(run.parameters_at(epoch).theta, thetas(settings, train)[epoch])


@sources
def test_an_unfinished_run_shows_every_epoch_it_has_reached(train):
    """Between its last frame and the next, too, a run can show where it is and where it was."""
    run = advanced(HELLO, train, [int(Run(HELLO).film.updates[-2]) + 1])

    for epoch in range(run.update - 3, run.update + 1):
        np.testing.assert_array_equal(run.parameters_at(epoch).theta, thetas(HELLO, train)[epoch])


def test_looking_at_an_epoch_leaves_the_run_alone():
    """What a caller does to parameters it was given changes neither the run nor its film."""
    run = advanced(HELLO, backend.train, [250])

    for epoch in (0, 1, 101, 249, 250):
        run.parameters_at(epoch).theta[:] = 5
    run.advance(epochs=50)

    np.testing.assert_array_equal(run.parameters.theta, thetas(HELLO)[-1])
    np.testing.assert_array_equal(run.parameters_at(101).theta, thetas(HELLO)[101])


@pytest.mark.parametrize("epoch", [-1, 13, 10**9])
def test_an_epoch_outside_the_film_is_refused(epoch):
    """An epoch below 0 or not reached yet is an error that says how far the film goes."""
    run = advanced(HELLO, backend.train, [12])

    with pytest.raises(InvalidInput, match=r"outside the film, which goes from 0 to 12\.") as error:
        run.parameters_at(epoch)

    assert error.value.field == "epoch"


def test_a_new_run_is_at_epoch_0():
    """Before any training there is no loss, one frame, and the parameters as drawn."""
    run = Run(HELLO)

    assert (run.update, run.last_update, run.is_finished, run.diverged_at) == (0, 300, False, None)
    assert (len(run.losses), len(run.test_losses), len(run.film)) == (0, 0, 1)
    np.testing.assert_array_equal(run.parameters_at(0).theta, run.parameters.theta)


def test_there_is_one_loss_for_each_epoch_however_many():
    """Losses already there do not change when room is made for more."""
    run = Run(Settings(text="ab", hidden_size=2, epochs=6000))

    kept = []
    for epochs in (1000, 1000, 3000, 5000):
        run.advance(epochs=epochs)
        assert len(run.losses) == len(run.test_losses) == run.update
        np.testing.assert_array_equal(run.losses[: len(kept)], kept)
        kept = run.losses.copy()

    assert run.update == 6000
    np.testing.assert_array_equal(run.test_losses[:-1], run.losses[1:])


def test_the_last_test_loss_is_the_loss_of_the_next_update():
    """The loss after the last update so far is what the next epoch begins with, up to rounding."""
    run = advanced(HELLO, backend.train, [40])

    last = run.test_losses[-1]
    run.advance(epochs=1)

    assert run.losses[40] == pytest.approx(last, rel=1e-12)


@pytest.mark.parametrize("wish", [{"epochs": 900}, {"seconds": 3600.0}, {"epochs": 900, "seconds": 3600.0}])
def test_a_run_never_goes_past_the_end_of_its_film(wish):
    """Asked for more epochs, or for an hour, it does what is left and says how much that was."""
    run = Run(HELLO)

    done = [run.advance(epochs=20), run.advance(**wish), run.advance(**wish)]

    assert done == [20, 280, 0]
    assert (run.update, run.is_finished, run.film.next_update) == (300, True, None)


def test_a_number_of_epochs_bounds_a_time():
    """With both given, the epochs are not exceeded however much time is left."""
    run = Run(HELLO)

    assert run.advance(epochs=5, seconds=3600.0) == 5


@pytest.mark.parametrize("wish", [{"epochs": 0}, {"seconds": 0.0}, {"epochs": 10, "seconds": 0.0}])
def test_no_time_and_no_epochs_are_no_training(wish):
    """Asked for nothing, a run stays where it is."""
    run = Run(HELLO)

    assert run.advance(**wish) == 0
    np.testing.assert_array_equal(run.parameters.theta, thetas(HELLO)[0])


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({}, "Say how far to advance"),
        ({"epochs": -1}, "The number of epochs is a whole number from 0 .*, not -1"),
        ({"epochs": True}, "The number of epochs .* not True"),
        ({"updates": 2.5}, "The number of updates is a whole number .* not 2.5"),
        ({"updates": "5"}, "The number of updates .* not “5”"),
        ({"seconds": -0.1}, "The number of seconds is a finite number, 0 or more, not -0.1"),
        ({"seconds": float("nan")}, "The number of seconds .* not nan"),
    ],
)
def test_a_wish_without_meaning_is_refused(wish, sentence):
    """advance needs whole epochs or updates, or seconds, none of them negative; it says so before it trains."""
    run = Run(HELLO)

    with pytest.raises(InvalidInput, match=sentence):
        run.advance(**wish)
    assert run.update == 0


@sources
@pytest.mark.parametrize(("learning_rate", "diverged_at"), [(1e308, 1), (1e307, 2)], ids=["first step", "second step"])
def test_an_absurd_rate_stops_the_run_where_numbers_are_still_numbers(learning_rate, diverged_at, train):
    """The epoch is named; what the run shows is finite, forward pass and losses too; further calls do nothing."""
    run = Run(Settings(learning_rate=learning_rate), train)

    with np.errstate(over="ignore"):
        done = run.advance(epochs=50)
        shown = [run.parameters.theta, run.losses, run.test_losses, run.trace().y_pred]

    assert run.diverged_at == diverged_at
    assert done == run.update == run.last_update == run.film.last_update <= diverged_at
    assert all(np.isfinite(array).all() for array in shown)
    assert run.is_finished
    assert run.advance(epochs=10) == 0
    assert run.advance(seconds=10.0) == 0


@pytest.mark.parametrize("pieces", [[300], [7] * 50, [1] * 300], ids=["at once", "by sevens", "one by one"])
@pytest.mark.parametrize("last", [0, 1, 137, 276])
def test_a_run_that_diverges_goes_back_to_its_last_finite_frame(last, pieces):
    """Whatever the pieces, the epoch is named, and every epoch up to the frame before it is still there exactly."""
    run = advanced(HELLO, stopping_at(last), pieces)

    frames = [epoch for epoch in Run(HELLO).film.updates if epoch <= last]
    assert run.diverged_at == last
    assert run.update == run.last_update == frames[-1]
    assert len(run.film) == len(frames)
    assert len(run.losses) == len(run.test_losses) == run.update
    np.testing.assert_array_equal(run.parameters.theta, thetas(HELLO)[run.update])
    np.testing.assert_array_equal(run.film.frame(len(run.film) - 1).theta, thetas(HELLO)[run.update])


def test_an_epoch_after_the_last_finite_frame_is_outside_the_film():
    """A run that diverged shows nothing beyond the frame it went back to."""
    run = advanced(HELLO, stopping_at(276), [300])

    with pytest.raises(InvalidInput, match="outside the film"):
        run.parameters_at(run.update + 1)


@pytest.mark.parametrize(("settings", "loss"), [(Settings(), 26 * np.log(26)), (HELLO, 11 * np.log(6))])
def test_guessing_costs_the_logarithm_of_the_choices(settings, loss):
    """A network that gives every character the same probability has the loss T ln K."""
    all_zero = advanced(replace(settings, initial_scale=0.0), backend.train, [1])
    assert all_zero.losses[0] == pytest.approx(loss, rel=1e-12)
