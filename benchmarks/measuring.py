"""How the benchmarks measure: who trains takes turns, and what counts is the best time.

Whatever else the machine does then meets all of them, and other programs can only make a program slower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter

import numpy as np

import rnn
from rnn.model.optimisers import Clipping
from rnn.model.windows import TrainingState


@dataclass(frozen=True)
class Competitor:
    """Who trains: a name for the table, the function, and for how many updates at a time it is measured."""

    name: str
    train: Callable
    updates: int


@dataclass(frozen=True)
class Task:
    """What all do, and what is to be reached: how many times as long the others take, and the kernel to C.

    Before anybody is measured their losses are compared after checked_updates, to a relative difference of agreement,
    which has one for "float64" and one for "float32".
    """

    name: str
    settings: rnn.Settings
    checked_updates: int
    agreement: dict[str, float]
    targets: dict[str, float]
    torch_target: float
    c_target: float


@cache
def run_of(settings: rnn.Settings) -> rnn.Run:
    """Return the run of these settings, untrained; nobody trains it."""
    return rnn.Run(settings)


def trained(train: Callable, settings: rnn.Settings, updates: int) -> tuple[np.ndarray, float]:
    """Train a network from its start. Returns the losses, (updates,), and how long it took in seconds."""
    run, losses = run_of(settings), np.empty(updates)
    state, rates = TrainingState.begin(run.parameters, run.windows), np.full(updates, settings.learning_rate)
    clipping = Clipping(settings.clip_value, settings.clip_norm)
    began = perf_counter()
    done = train(state, run.windows, rates, clipping, losses)
    seconds = perf_counter() - began
    if done != updates:
        raise SystemExit(f"Only {done} of {updates} updates were done.")
    return losses, seconds


def take_turns(actions: dict, rounds: int) -> dict[str, list[float]]:
    """Call each action once a round; an action returns seconds. Returns the seconds of each, (rounds,), by its name."""
    seconds = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            seconds[name].append(action())
    return seconds


def measure_updates(entrants: list[Competitor], settings: rnn.Settings, rounds: int) -> dict[str, list[float]]:
    """Return the seconds that one update takes each competitor, once a round."""
    return take_turns(
        {
            entrant.name: lambda entrant=entrant: trained(entrant.train, settings, entrant.updates)[1] / entrant.updates
            for entrant in entrants
        },
        rounds,
    )


def check_same_work(task: Task, entrants: list[Competitor], right: Callable) -> None:
    """Compare everyone's last losses with those of one who is right. Exits if one differs: it did other work."""
    count, last = task.checked_updates, slice(-10, None)
    expected = trained(right, task.settings, count)[0][last].sum()
    for entrant in entrants:
        loss = trained(entrant.train, task.settings, count)[0][last].sum()
        precision = "float32" if "float32" in entrant.name else "float64"
        if not np.isclose(loss, expected, rtol=task.agreement[precision]):
            raise SystemExit(f"{entrant.name}: loss {loss!r} in the last of {count} updates instead of {expected!r}.")
    print(f"The same work: in the last {min(10, count)} of {count} updates all have the loss {expected:.9g}.")


def verdict(value: float, target: float, at_least: bool = False, unit: str = "x") -> str:
    """Put a value beside its target, as "51.2x  target >= 45x  ok"."""
    reached = value >= target if at_least else value <= target
    sign = ">=" if at_least else "<="
    return f"{value:8.2f}{unit}   target {sign} {target:g}{unit:<3}{'ok' if reached else 'MISSED'}"


def print_updates(task: Task, seconds: dict[str, list[float]], kernel_name: str, c_name: str) -> None:
    """Print each competitor's time for an update, and how many times the kernel's it is."""
    kernel = min(seconds[kernel_name])
    targets = dict(task.targets)
    if torch_times := {name: min(times) for name, times in seconds.items() if "PyTorch" in name}:
        targets[min(torch_times, key=torch_times.get)] = task.torch_target
    print(f"\n{task.name:42}{'best us':>10}{'median us':>11}{'ratio':>9}")
    for name, times in sorted(seconds.items(), key=lambda item: min(item[1])):
        ratio = min(times) / kernel
        shown = verdict(ratio, targets[name], at_least=True) if name in targets else f"{ratio:8.2f}x"
        print(f"{name:42}{min(times) * 1e6:10.2f}{median(times) * 1e6:11.2f}{shown}")
    if c_name in seconds:
        print(f"{'the kernel to C':63}{verdict(kernel / min(seconds[c_name]), task.c_target)}")
