"""What the largest of runs needs of memory, its film complete: in a process of its own.

    python -m benchmarks.memory

200,000 characters, 65 of them different, 256 hidden units, windows of 25, Adam, two million updates. The memory does
not depend on what the numbers are, so only the first update of each call is made, and the others are counted as made.
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np

import rnn
from benchmarks.measuring import verdict
from rnn.model import backend

ROOT = Path(rnn.__file__).parent.parent
TARGET = 150
SLICE = 10_000  # updates at a time; in the app it is what a hundredth of a second allows


def largest_settings() -> rnn.Settings:
    """Return the largest run of 65 characters."""
    text = "".join(chr(48 + index) for index in np.random.RandomState(0).randint(65, size=200_000))
    return rnn.Settings(text=text, hidden_size=256, window=25, optimiser="adam", learning_rate=0.001, epochs=250)


def first_update_only(state, windows, rates, clipping, losses):
    """Make the first of the updates asked for, and say that all are made."""
    backend.train(state, windows, rates[:1], clipping, losses[:1])
    losses[1:] = losses[0]
    state.update += len(losses) - 1
    return len(losses)


def resident_megabytes(highest: bool = False) -> float:
    """Return the memory that this process has now, or the most that it ever had."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:" if highest else "VmRSS:")[1].split()[0]) * 1024 / 1e6


def measure() -> dict[str, float]:
    """Train the largest run here. Returns megabytes: of its arrays, of the process, and the most there was."""
    backend.compile_kernel()
    settings = largest_settings()
    before = resident_megabytes()
    run = rnn.Run(settings, first_update_only)
    while run.advance(updates=SLICE):
        pass
    assert run.film.next_update is None
    frames = len(run.film) * run.film.state(0).flat.nbytes
    arrays = frames + run.losses.nbytes + run.inputs.nbytes + run.targets.nbytes
    return {
        "its film": frames / 1e6,
        "film, losses, inputs and targets": arrays / 1e6,
        "the process, more than before": resident_megabytes() - before,
        "the most there was, more than before": resident_megabytes(highest=True) - before,
    }


def traced() -> float:
    """Return the megabytes that Python and NumPy allocated at most for the largest run, its text included."""
    backend.compile_kernel()
    tracemalloc.start()
    run = rnn.Run(largest_settings(), first_update_only)
    while run.advance(updates=SLICE):
        pass
    return tracemalloc.get_traced_memory()[1] / 1e6


def print_memory() -> None:
    """Measure in two fresh processes, and print each number beside what it has to stay below."""
    print(f"\n{'Memory of the largest run, film complete':42}")
    for line in _child("print('\\n'.join(f'{name}:{number}' for name, number in memory.measure().items()))"):
        name, number = line.split(":")
        print(f"{name:63}{verdict(float(number), TARGET, unit='MB ')}")
    allocated = float(_child("print(memory.traced())")[0])
    print(f"{'allocated at most, as tracemalloc counts':63}{verdict(allocated, TARGET, unit='MB ')}")


def _child(statement: str) -> list[str]:
    command = [sys.executable, "-c", f"from benchmarks import memory; {statement}"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")[:-1]


if __name__ == "__main__":
    print_memory()
