"""How quick is training? One table of ratios, all measured in this one process, each beside its target.

    python benchmarks/training.py           about a minute
    python benchmarks/training.py --quick   about fifteen seconds, and rougher

The task is the notebook's: 26 letters, 10 hidden units, one epoch being forward, loss, backward and update. The
competitors take turns, many times over, so that whatever else the machine does meets all of them; a ratio is between
the best times, as other programs can only make a program slower.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rnn
from benchmarks.competitors import c_train, notebook_train, torch_train
from rnn import backend, descent

try:
    import torch
except ImportError:
    torch = None

ROOT = Path(rnn.__file__).parent.parent
SETTINGS = rnn.Settings()
KERNEL, NETWORK, C = "kernel.py", "network.py", "C, -O3 -march=native -ffast-math"
NOTEBOOK, NOTEBOOK_TWICE = "a loop like the notebook's", "the same, with its second forward pass"
CHECKED_EPOCHS = 300

START = """
import sys, time
import numpy
began = time.perf_counter()
import numba
imported = time.perf_counter()
from rnn import backend
backend.compile_kernel()
assert backend.is_compiled()
print(imported - began, time.perf_counter() - imported)
"""


@dataclass(frozen=True)
class Competitor:
    """Who trains: a name for the table, the function, and for how many epochs at a time it is measured."""

    name: str
    train: Callable
    epochs: int


def competitors(folder: Path) -> list[Competitor]:
    """Return all that can run here; what is missing is printed. The folder is for what C compiles to."""
    backend.compile_kernel()
    found = [
        Competitor(KERNEL, backend.train, 200),
        Competitor(NETWORK, descent.train, 20),
        Competitor(NOTEBOOK, notebook_train(second_pass=False), 4),
        Competitor(NOTEBOOK_TWICE, notebook_train(second_pass=True), 3),
    ]
    if compiled := c_train(folder):
        found.append(Competitor(C, compiled, 200))
    else:
        print("C is left out: there is no C compiler here.")
    if torch is None:
        print("PyTorch is left out: it is not installed.")
        return found
    return found + torch_competitors()


def torch_competitors() -> list[Competitor]:
    """Return PyTorch at both precisions, with one thread or with its default, whichever is the quicker here.

    That is found beforehand, as idle threads of PyTorch's would disturb whoever is measured after it.
    """
    default = torch.get_num_threads()
    seconds = {
        threads: min(trained(torch_train(torch, "float32", threads), 4)[1] for _ in range(5))
        for threads in sorted({1, default})
    }
    quicker = min(seconds, key=seconds.get)
    print(f"PyTorch runs with {quicker} of its {default} threads: the quicker choice here.")
    return [
        Competitor(f"PyTorch nn.RNN, {precision}", torch_train(torch, precision, quicker), 4)
        for precision in ("float32", "float64")
    ]


def trained(train, epochs: int) -> tuple[np.ndarray, float]:
    """Train the notebook's network from its start. Returns the losses, (epochs,), and how long it took in seconds."""
    run, losses = rnn.Run(SETTINGS), np.empty(epochs)
    began = perf_counter()
    done = train(run.parameters, run.inputs, run.targets, SETTINGS.learning_rate, losses)
    seconds = perf_counter() - began
    if done != epochs:
        raise SystemExit(f"Only {done} of {epochs} epochs were done.")
    return losses, seconds


def check_same_work(entrants: list[Competitor]) -> None:
    """Compare everyone's loss after the same epochs with network.py's. Exits if one differs: it did other work."""
    right = trained(descent.train, CHECKED_EPOCHS)[0][-1]
    for entrant in entrants:
        loss = trained(entrant.train, CHECKED_EPOCHS)[0][-1]
        if not np.isclose(loss, right, rtol=1e-3 if "float32" in entrant.name else 1e-9):
            raise SystemExit(f"{entrant.name} has loss {loss!r} after {CHECKED_EPOCHS} epochs instead of {right!r}.")
    print(f"The same work: after {CHECKED_EPOCHS} epochs all have the loss {right:.9g} (float32: to 3 digits).")


def take_turns(actions: dict, rounds: int) -> dict[str, list[float]]:
    """Call each action once a round; an action returns seconds. Returns the seconds of each, (rounds,), by its name."""
    seconds = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            seconds[name].append(action())
    return seconds


def measure_epochs(entrants: list[Competitor], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that one epoch takes each competitor, once a round."""
    return take_turns(
        {
            entrant.name: lambda entrant=entrant: trained(entrant.train, entrant.epochs)[1] / entrant.epochs
            for entrant in entrants
        },
        rounds,
    )


def measure_film(epochs: int, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of a whole run with its film, and of the bare kernel for the same epochs."""

    def filmed() -> float:
        began = perf_counter()
        rnn.Run(SETTINGS).advance(epochs=epochs)
        return perf_counter() - began

    return take_turns({"bare": lambda: trained(backend.train, epochs)[1], "filmed": filmed}, rounds)


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


def verdict(value: float, target: float, at_least: bool = False, unit: str = "x") -> str:
    """Put a value beside its target, as "51.2x  target >= 45x  ok"."""
    reached = value >= target if at_least else value <= target
    sign = ">=" if at_least else "<="
    return f"{value:8.2f}{unit}   target {sign} {target:g}{unit:<3}{'ok' if reached else 'MISSED'}"


def print_epochs(seconds: dict[str, list[float]]) -> None:
    """Print each competitor's time for an epoch, and how many times the kernel's it is."""
    kernel = min(seconds[KERNEL])
    targets = {NOTEBOOK_TWICE: 45}
    if torch_times := {name: min(times) for name, times in seconds.items() if "PyTorch" in name}:
        targets[min(torch_times, key=torch_times.get)] = 30
    print(f"\n{'One epoch':42}{'best us':>10}{'median us':>11}{'ratio':>9}")
    for name, times in sorted(seconds.items(), key=lambda item: min(item[1])):
        ratio = min(times) / kernel
        shown = verdict(ratio, targets[name], at_least=True) if name in targets else f"{ratio:8.2f}x"
        print(f"{name:42}{min(times) * 1e6:10.2f}{median(times) * 1e6:11.2f}{shown}")
    if C in seconds:
        print(f"{'the kernel to C':63}{verdict(kernel / min(seconds[C]), 1.3)}")


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
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        entrants = competitors(Path(folder))
        check_same_work(entrants)
        print_epochs(measure_epochs(entrants, rounds=20 if quick else 200))
    film_epochs = 20_000 if quick else SETTINGS.epochs
    print_film(measure_film(film_epochs, rounds=3 if quick else 7), film_epochs)
    print_start(measure_start(rounds=1 if quick else 4))


if __name__ == "__main__":
    main()
