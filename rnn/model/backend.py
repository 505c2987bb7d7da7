"""Which of the two sources trains: the compiled kernel once it is ready, plain NumPy until then or without Numba."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from rnn.model import numpy_training
from rnn.model.kernel_arrays import SMALL, is_large
from rnn.model.optimisers import Clipping
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState, TrainingWindows

# What trains small networks (False) and large ones (True): `kernel.train` or `numpy_training.train`, once known.
_sources: dict[bool, Callable] = {}
_compiling = threading.Lock()
_found = threading.Condition()
_starting = threading.Lock()
_thread: threading.Thread | None = None


def is_compiled(hidden_size: int = 1, vocabulary_size: int = 1) -> bool:
    """Return whether the kernel is ready for networks of these sizes; it is for small ones first."""
    return fastest(hidden_size, vocabulary_size) is not numpy_training.train


def is_missing() -> bool:
    """Return whether there is no kernel to be had, as without Numba, so that NumPy does all the training."""
    return _sources.get(False) is numpy_training.train


def compile_kernel(hidden_size: int = 1, vocabulary_size: int = 1) -> None:
    """Compile the kernel for networks of these sizes, or load it from its cache; return when it is ready or missing."""
    large = is_large(hidden_size, vocabulary_size)
    with _compiling:
        if large in _sources:
            return
        try:
            from rnn.model import kernel

            windows = TrainingWindows.whole(np.zeros(2, np.int64), np.zeros(2, np.int64))
            network = Parameters.random(hidden_size, vocabulary_size)
            kernel.train(TrainingState.begin(network, windows), windows, np.ones(1), Clipping(), np.empty(1))
        except Exception:  # no Numba, no place for its cache, no room on the disk: NumPy can always train
            source = numpy_training.train
        else:
            source = kernel.train
        with _found:
            _sources[large] = source
            _found.notify_all()


def compile_in_background() -> None:
    """Begin to compile, once a process, and return at once; training goes on in NumPy meanwhile."""
    global _thread
    with _starting:
        if _thread is None:
            _thread = threading.Thread(target=_compile_both, name="compile-kernel", daemon=True)
            _thread.start()


def _compile_both() -> None:
    """Compile first what a visitor's first network needs; what is for large ones need not be waited for."""
    compile_kernel()
    compile_kernel(SMALL + 1)


def wait_until_compiled(seconds: float, hidden_size: int = 1, vocabulary_size: int = 1) -> None:
    """Wait until the kernel is ready for networks of these sizes, or known missing, but no longer than so long."""
    if _thread is not None:
        with _found:
            _found.wait_for(lambda: is_large(hidden_size, vocabulary_size) in _sources, seconds)


def fastest(hidden_size: int = 1, vocabulary_size: int = 1) -> Callable:
    """Return what trains such networks fastest now: the compiled `kernel.train`, or `numpy_training.train` before."""
    return _sources.get(is_large(hidden_size, vocabulary_size), numpy_training.train)


def train(
    state: TrainingState, windows: TrainingWindows, rates: np.ndarray, clipping: Clipping, losses: np.ndarray
) -> int:
    """Train with the compiled kernel if it is ready, else with NumPy; see `kernel.train`.

    Where nobody has begun to compile, this waits until the kernel is ready.
    """
    sizes = state.parameters.hidden_size, state.parameters.vocabulary_size
    if _thread is None:
        compile_kernel(*sizes)
    return fastest(*sizes)(state, windows, rates, clipping, losses)
