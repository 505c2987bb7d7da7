"""The backend: the kernel when it is ready, NumPy until then, and NumPy for good where there is no kernel."""

import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import rnn
from rnn.model import backend, kernel, kernel_arrays, numpy_training
from rnn.model.optimisers import Clipping
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.networks import random_case

HELLO = Settings(text="hello", target="next", hidden_size=6, learning_rate=0.1, initial_scale=0.1, epochs=60)
LARGE = (40, 20)  # H, K


def is_large(state) -> bool:
    """Tell whether a progress is that of a large network."""
    return kernel_arrays.is_large(*state.parameters.V.shape)


@pytest.fixture(autouse=True)
def new_process(monkeypatch):
    """Let each test find the backend as in a process that has just begun; afterwards it is as it was before."""
    monkeypatch.setattr(backend, "_sources", {})
    monkeypatch.setattr(backend, "_thread", None)
    yield
    if backend._thread is not None:  # what it has still to write would reach the next test
        backend._thread.join(timeout=60)


@pytest.fixture
def no_numba(monkeypatch):
    """Let the import of the kernel raise ImportError, as it does without Numba."""
    monkeypatch.delattr(rnn.model, "kernel")
    monkeypatch.setitem(sys.modules, "rnn.model.kernel", None)


@pytest.fixture
def slow_kernel(monkeypatch):
    """Put a kernel in place whose compiling takes until `.is_done` is set, and which counts its calls."""
    slow = SimpleNamespace(calls=0, has_begun=threading.Event(), is_done=threading.Event())

    def train(*arguments):
        slow.calls += 1
        slow.has_begun.set()
        assert slow.is_done.wait(timeout=60)
        return numpy_training.train(*arguments)

    monkeypatch.setattr(rnn.model, "kernel", SimpleNamespace(train=train))
    monkeypatch.setitem(sys.modules, "rnn.model.kernel", kernel)
    yield slow
    slow.is_done.set()


def train_once(train) -> np.ndarray:
    """Return theta of one small network after three epochs."""
    case = random_case()
    state = case.state()
    train(state, case.windows, np.full(3, 0.1), Clipping(), np.empty(3))
    return state.parameters.theta


def at_once(function, count: int = 8) -> None:
    """Call a function from many threads at the same moment, and wait until all have returned."""
    start = threading.Barrier(count)

    def run():
        start.wait()
        function()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def in_a_new_process(script: str) -> str:
    """Run a script in a Python of its own and return what it printed."""
    command, root = [sys.executable, "-c", script], Path(rnn.__file__).parent.parent
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


def test_the_kernel_trains_once_it_is_compiled():
    """Before, nothing is ready; after, training is the kernel's, bit for bit."""
    before = backend.is_compiled()

    backend.compile_kernel()

    assert (before, backend.is_compiled(), backend.is_missing()) == (False, True, False)
    np.testing.assert_array_equal(train_once(backend.train), train_once(kernel.train))


def test_training_waits_for_the_kernel_where_nobody_has_begun_to_compile():
    """Outside the app, as in a script, the first epoch is already the kernel's."""
    np.testing.assert_array_equal(train_once(backend.train), train_once(kernel.train))
    assert backend.is_compiled()


def test_without_numba_everything_works_in_numpy(no_numba):
    """Training, the film and generation work, give NumPy's numbers, and the backend says why."""
    run = Run(HELLO)

    run.advance(epochs=60)
    text = "".join(step.character for step in rnn.generate(run.parameters, run.vocabulary, "h", 4, "standard"))

    assert (backend.is_compiled(), backend.is_missing()) == (False, True)
    plain = Run(HELLO, numpy_training.train)
    plain.advance(epochs=60)
    np.testing.assert_array_equal(run.parameters.theta, plain.parameters.theta)
    np.testing.assert_array_equal(run.parameters_at(33).theta, plain.parameters_at(33).theta)
    assert len(text) == 4


def test_a_process_without_numba_can_train():
    """A new Python in which Numba cannot be imported imports the engine, trains, and finds the kernel missing."""
    script = (
        "import sys; sys.modules['numba'] = None\n"
        "import rnn; from rnn.model import backend\n"
        "run = rnn.Run(rnn.Settings(epochs=20)); backend.compile_in_background(); run.advance(epochs=20)\n"
        "backend._thread.join(); print(run.update, backend.is_missing(), backend.is_compiled())"
    )

    output = in_a_new_process(script)

    assert output.split() == ["20", "True", "False"]


def test_importing_the_engine_does_not_import_numba():
    """Numba takes its time, so it is imported when the kernel is compiled and not before."""
    script = "import sys, rnn; rnn.Run; print('numba' in sys.modules)"

    output = in_a_new_process(script)

    assert output.strip() == "False"


@pytest.mark.parametrize("error", [RuntimeError("no locator available"), OSError("disk full"), ValueError("of LLVM")])
def test_a_kernel_that_cannot_be_compiled_is_as_good_as_missing(error, monkeypatch):
    """Where Numba is there but fails, for want of a place for its cache or otherwise, NumPy trains as without it."""

    def fail(*arguments):
        raise error

    monkeypatch.setattr(kernel, "train", fail)

    theta = train_once(backend.train)

    assert (backend.is_compiled(), backend.is_missing()) == (False, True)
    np.testing.assert_array_equal(theta, train_once(numpy_training.train))


def test_training_goes_on_in_numpy_while_the_kernel_compiles(slow_kernel):
    """Compiling in the background returns at once, and until it is done nobody waits for it."""
    backend.compile_in_background()
    assert slow_kernel.has_begun.wait(timeout=60)

    theta = train_once(backend.train)

    assert (backend.is_compiled(), backend.is_missing(), slow_kernel.calls) == (False, False, 1)
    np.testing.assert_array_equal(theta, train_once(numpy_training.train))


def test_the_kernel_takes_over_when_it_is_ready(slow_kernel):
    """A run begun in NumPy is gone on with by the kernel."""
    backend.compile_in_background()
    run = Run(HELLO)
    run.advance(epochs=20)
    calls_before = slow_kernel.calls

    slow_kernel.is_done.set()
    backend._thread.join(timeout=60)
    run.advance(epochs=40)

    assert backend.is_compiled()
    assert calls_before <= 1
    assert slow_kernel.calls > 2  # one each to compile for small and for large networks, the others to train
    plain = Run(HELLO, numpy_training.train)
    plain.advance(epochs=60)
    np.testing.assert_allclose(run.losses, plain.losses, rtol=1e-12)


def test_small_networks_do_not_wait_for_what_large_ones_need(slow_kernel, monkeypatch):
    """While the kernel compiles for large networks, it trains small ones, and NumPy the large ones; then it trains all.

    Waiting for it is over when it is ready for the sizes that are waited for.
    """
    train = rnn.model.kernel.train

    def small_is_free(state, *rest):
        return (train if is_large(state) else numpy_training.train)(state, *rest)

    monkeypatch.setattr(rnn.model.kernel, "train", small_is_free)

    backend.compile_in_background()
    backend.wait_until_compiled(60)
    assert slow_kernel.has_begun.wait(timeout=60)
    backend.wait_until_compiled(0.01, *LARGE)

    assert (backend.is_compiled(), backend.fastest()) == (True, small_is_free)
    assert (backend.is_compiled(*LARGE), backend.fastest(*LARGE)) == (False, numpy_training.train)
    slow_kernel.is_done.set()
    backend.wait_until_compiled(60, *LARGE)
    assert (backend.is_compiled(*LARGE), backend.fastest(*LARGE)) == (True, small_is_free)


def test_however_many_ask_for_the_kernel_it_is_compiled_once(slow_kernel):
    """Eight threads that need it at the same moment wait for one of them."""
    threading.Thread(target=lambda: slow_kernel.has_begun.wait(60) and slow_kernel.is_done.set()).start()

    at_once(backend.compile_kernel)

    assert backend.is_compiled()
    assert slow_kernel.calls == 1


def test_however_many_visitors_begin_there_is_one_thread(slow_kernel, monkeypatch):
    """Eight visitors who arrive at the same moment start one compiling thread between them."""
    made = []

    class SlowlyMade(threading.Thread):
        def __init__(self, *arguments, **options):
            made.append(self)
            threading.Event().wait(0.05)  # long enough for the others to come in, if nothing kept them out
            super().__init__(*arguments, **options)

    monkeypatch.setattr(backend, "threading", SimpleNamespace(Thread=SlowlyMade))

    at_once(backend.compile_in_background)
    slow_kernel.is_done.set()
    backend._thread.join(timeout=60)

    assert len(made) == 1
    assert slow_kernel.calls == 2  # for small networks, and for large ones
