"""A network too large for the loops that are compiled first."""

import numpy as np

from rnn import Run, Settings
from rnn.model import backend
from rnn.session.player import Player


def arrived(player: Player) -> Player:
    """Let the player reach where it is going."""
    while player.goal is not None:
        player.tick()
    return player


def test_a_large_network_is_trained_again_once_the_kernel_is_ready_for_large_ones(monkeypatch):
    """Ready for small networks alone, the kernel leaves a large one to NumPy, and takes it over from its first update.

    What was trained by the one is never gone on with by the other.
    """
    settings = Settings(text="the cat sat on the mat. " * 4, hidden_size=60, window=8, epochs=20)
    backend.compile_kernel(60, 10)
    monkeypatch.setattr(backend, "_sources", {False: backend.fastest()})
    player = arrived(Player(settings, update=30))
    by_numpy = player.run
    monkeypatch.undo()
    player.tick()
    arrived(player)
    whole = Run(settings, backend.fastest(60, 10))
    whole.advance(updates=30)

    assert by_numpy._train is not player.run._train
    np.testing.assert_array_equal(player.moment.parameters.theta, whole.parameters.theta)
