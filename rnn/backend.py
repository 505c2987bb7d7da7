"""Which of the two sources trains: the compiled kernel once it is ready, plain NumPy until then or without Numba."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from rnn import descent
from rnn.course import Course, Progress
from rnn.kernel_arrays import SMALL, is_large
from rnn.optimisers import Clipping
from rnn.parameters import Parameters

# What trains small networks (False) and large ones (True), `kernel.train` or `descent.train`, once that is known.
_sources: dict[bool, Callable] = {}
_compiling = threading.Lock()
_found = threading.Condition()
_starting = threading.Lock()
_thread: threading.Thread | None = None


def is_compiled(hidden_size: int = 1, vocabulary_size: int = 1) -> bool:
    """Tell whether the kernel is ready for networks of these sizes; it is for small ones first."""
    return fastest(hidden_size, vocabulary_size) is not descent.train


def is_missing() -> bool:
    """Tell whether there is no kernel to be had, as without Numba, so that NumPy does all the training."""
    return _sources.get(False) is descent.train


def compile_kernel(hidden_size: int = 1, vocabulary_size: int = 1) -> None:
    """Compile the kernel for networks of these sizes, or load it from its cache; return when it is ready or missing."""
    large = is_large(hidden_size, vocabulary_size)
    with _compiling:
        if large in _sources:
            return
        try:
            from rnn import kernel

            course = Course.whole(np.zeros(2, np.int64), np.zeros(2, np.int64))
            network = Parameters.random(hidden_size, vocabulary_size)
            kernel.train(Progress.begin(network, course), course, np.ones(1), Clipping(), np.empty(1))
        except Exception:  # no Numba, no place for its cache, no room on the disk: NumPy can always train
            source = descent.train
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
    """Return what trains such networks fastest just now: the compiled `kernel.train`, or `descent.train` before."""
    return _sources.get(is_large(hidden_size, vocabulary_size), descent.train)


def train(progress: Progress, course: Course, rates: np.ndarray, clipping: Clipping, losses: np.ndarray) -> int:
    """Train with the compiled kernel if it is ready, else with NumPy; see `kernel.train`.

    Where nobody has begun to compile, this waits until the kernel is ready.
    """
    sizes = progress.parameters.hidden_size, progress.parameters.vocabulary_size
    if _thread is None:
        compile_kernel(*sizes)
    return fastest(*sizes)(progress, course, rates, clipping, losses)
