"""Which of the two sources trains: the compiled kernel once it is ready, plain NumPy until then or without Numba."""

from __future__ import annotations

import threading

import numpy as np

from rnn.model import numpy_training
from rnn.model.optimisers import Clipping
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows

_compiled = None
_missing = False
_compiling = threading.Lock()
_starting = threading.Lock()
_thread: threading.Thread | None = None


def is_compiled() -> bool:
    """Return whether the kernel is ready."""
    return _compiled is not None


def is_missing() -> bool:
    """Return whether there is no kernel to be had, as without Numba, so that NumPy does all the training."""
    return _missing


def compile_kernel() -> None:
    """Import Numba and compile the kernel, or load it from its cache, and return when it is ready or known missing."""
    global _compiled, _missing
    with _compiling:
        if _compiled or _missing:
            return
        try:
            from rnn.model import kernel

            windows = TrainingWindows.whole(np.arange(2), np.arange(2))
            kernel.train(
                TrainingState.begin(Parameters.random(2, 2), windows), windows, np.ones(1), Clipping(), np.empty(1)
            )
        except Exception:  # no Numba, no place for its cache, no room on the disk: NumPy can always train
            _missing = True
        else:
            _compiled = kernel.train


def compile_in_background() -> None:
    """Begin to compile, once a process, and return at once; training goes on in NumPy meanwhile."""
    global _thread
    with _starting:
        if _thread is None:
            _thread = threading.Thread(target=compile_kernel, name="compile-kernel", daemon=True)
            _thread.start()


def wait_until_compiled(seconds: float) -> None:
    """Wait until the kernel is ready or known missing, but no longer than this many seconds."""
    if _thread is not None:
        _thread.join(seconds)


def fastest():
    """Return what trains fastest now: the compiled `kernel.train`, or `numpy_training.train` while there is none."""
    return _compiled or numpy_training.train


def train(
    state: TrainingState, windows: TrainingWindows, rates: np.ndarray, clipping: Clipping, losses: np.ndarray
) -> int:
    """Train with the compiled kernel if it is ready, else with NumPy; see `kernel.train`.

    Where nobody has begun to compile, this waits until the kernel is ready.
    """
    if _thread is None:
        compile_kernel()
    return fastest()(state, windows, rates, clipping, losses)
