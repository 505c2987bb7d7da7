"""How quick is training? Tables of ratios, all measured in this one process, each beside its target.

    python -m benchmarks.training                   about two minutes
    python -m benchmarks.training --quick           about half of one, and rougher
    python -m benchmarks.training --plot FILE.html  also draws how the time grows

Two tasks: the notebook's, 26 letters, 10 hidden units, the whole text at once; and min-char-rnn's, 65 characters, 100
hidden units, windows of 25 steps, Adagrad, clipped at 5. An update is forward, loss, backward and update. Then what a
film costs, how long a fresh process waits, how time grows with the sizes, and what the largest run needs of memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rnn
from benchmarks import memory, scaling
from benchmarks.competitors import c_train, char_rnn_train, notebook_train
from benchmarks.measuring import (
    Competitor,
    Task,
    check_same_work,
    measure_updates,
    print_updates,
    take_turns,
    trained,
    verdict,
)
from benchmarks.torch_competitor import torch_train
from rnn.model import backend, numpy_training

try:
    import torch
except ImportError:
    torch = None

TORCH_THREADS = torch and torch.get_num_threads()
ROOT = Path(rnn.__file__).parent.parent
KERNEL, NETWORK, C = "kernel.py", "network.py", "C, -O3 -march=native -ffast-math"
NOTEBOOK, NOTEBOOK_TWICE = "a loop like the notebook's", "the same, with its second forward pass"
CHAR_RNN = "a loop like min-char-rnn's"
SIGNS = [chr(number) for number in range(ord("!"), ord("!") + 65)]
RANDOM_TEXT = "".join(SIGNS[index] for index in np.random.RandomState(0).randint(65, size=2001))

WHOLE = Task(
    "The notebook's epoch",
    rnn.Settings(),
    checked_updates=300,
    agreement={"float64": 1e-9, "float32": 1e-3},
    targets={NOTEBOOK_TWICE: 45},
    torch_target=30,
    c_target=1.3,
)
WINDOWS = Task(
    "min-char-rnn's update",
    rnn.Settings(
        text=RANDOM_TEXT,
        target="next",
        hidden_size=100,
        window=25,
        epochs=100,
        optimiser="adagrad",
        learning_rate=0.1,
        clip_value=5.0,
    ),
    # Adagrad's first updates divide by the gradient's own size, and so make much of a rounding: float32 goes its own
    # way after some seven updates.
    checked_updates=5,
    agreement={"float64": 1e-6, "float32": 0.05},
    targets={CHAR_RNN: 7},
    torch_target=6,
    c_target=1.5,
)

START = """
import sys, time
import numpy
began = time.perf_counter()
import numba
imported = time.perf_counter()
from rnn.model import backend
backend.compile_kernel()
assert backend.is_compiled()
print(imported - began, time.perf_counter() - imported)
"""


def entrants(task: Task, folder: Path) -> list[Competitor]:
    """Return all that can do a task here; the folder is for what C compiles to."""
    if task is WHOLE:
        twice = Competitor(NOTEBOOK_TWICE, notebook_train(second_pass=True), 3)
        loops, many, some, few = [Competitor(NOTEBOOK, notebook_train(second_pass=False), 4), twice], 200, 20, 4
    else:
        loops, many, some, few = [Competitor(CHAR_RNN, char_rnn_train, 3)], 20, 5, 3
    found = [Competitor(KERNEL, backend.train, many), Competitor(NETWORK, numpy_training.train, some), *loops]
    if compiled := c_train(folder):
        found.append(Competitor(C, compiled, many))
    return found if torch is None else found + torch_competitors(task, few)


def torch_competitors(task: Task, updates: int) -> list[Competitor]:
    """Return PyTorch at both precisions, with one thread or with its default, whichever is the quicker here.

    That is found beforehand, as idle threads of PyTorch's would disturb whoever is measured after it.
    """
    seconds = {
        threads: min(trained(torch_train(torch, "float32", threads), task.settings, updates)[1] for _ in range(5))
        for threads in sorted({1, TORCH_THREADS})
    }
    quicker = min(seconds, key=seconds.get)
    print(f"PyTorch runs with {quicker} of its {TORCH_THREADS} threads: the quicker choice here.")
    return [
        Competitor(f"PyTorch nn.RNN, {precision}", torch_train(torch, precision, quicker), updates)
        for precision in ("float32", "float64")
    ]


def compare(task: Task, rounds: int) -> None:
    """Let all do a task, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = entrants(task, Path(folder))
        check_same_work(task, found, numpy_training.train)
        print_updates(task, measure_updates(found, task.settings, rounds), KERNEL, C)


def measure_film(epochs: int, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of a whole run with its film, and of the bare kernel for the same epochs."""

    def filmed() -> float:
        began = perf_counter()
        rnn.Run(WHOLE.settings).advance(epochs=epochs)
        return perf_counter() - began

    return take_turns({"bare": lambda: trained(backend.train, WHOLE.settings, epochs)[1], "filmed": filmed}, rounds)


def measure_start(rounds: int) -> dict[str, list[list[float]]]:
    """Return the seconds of `import numba` and of the kernel after it, in fresh processes: cache empty, then filled."""
    seconds = {"empty": [], "filled": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as cache:
            for state in ("empty", "filled", "filled", "filled"):
                seconds[state].append(start_process(cache))
    return seconds


def start_process(cache: str) -> list[float]:
    """Start Python, with Numba's cache in this folder. Returns the seconds of `import numba` and of the kernel."""
    environment = os.environ | {"NUMBA_CACHE_DIR": cache}
    command = [sys.executable, "-c", START]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    return [float(word) for word in output.split()]


def print_film(seconds: dict[str, list[float]], epochs: int) -> None:
    """Print what the film costs."""
    bare, filmed = min(seconds["bare"]), min(seconds["filmed"])
    print(f"\n{f'{epochs:,} epochs':42}{'best s':>10}{'median s':>11}{'ratio':>9}")
    print(f"{'the bare kernel':42}{bare:10.3f}{median(seconds['bare']):11.3f}{1:8.2f}x")
    print(f"{'a run with its film':42}{filmed:10.3f}{median(seconds['filmed']):11.3f}{verdict(filmed / bare, 1.2)}")


def print_start(seconds: dict[str, list[list[float]]]) -> None:
    """Print how long a fresh process waits for the kernel; the parts are those of the quickest process."""
    print(f"\n{'A fresh process, until the kernel is ready':42}{'numba s':>10}{'kernel s':>11}{'sum':>9}")
    rows = ("empty", "the first, which compiles", 3), ("filled", "the next, from the cache", 0.5)
    for state, label, target in rows:
        numba, kernel = min(seconds[state], key=sum)
        print(f"{label:42}{numba:10.2f}{kernel:11.2f}{verdict(numba + kernel, target, unit='s')}")


def main() -> None:
    """Measure and print it all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer turns and a shorter film")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw how the time grows, to an .html file")
    options = parser.parse_args()
    quick = options.quick
    if torch is None:
        print("PyTorch is left out: it is not installed.")
    backend.compile_kernel()
    threadpool_limits(1, user_api="blas")  # NumPy has one thread, as the kernel and C have
    compare(WHOLE, rounds=20 if quick else 200)
    compare(WINDOWS, rounds=10 if quick else 60)
    film_epochs = 20_000 if quick else WHOLE.settings.epochs
    print_film(measure_film(film_epochs, rounds=3 if quick else 7), film_epochs)
    print_start(measure_start(rounds=1 if quick else 4))
    scaling.print_growth(rounds=3 if quick else 10, plot=options.plot)
    memory.print_memory()


if __name__ == "__main__":
    main()
