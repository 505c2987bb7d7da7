"""How the time of an update grows with the hidden units, the characters and the window, beside its arithmetic.

    python -m benchmarks.scaling [FILE.html]

The arithmetic is counted in multiplications: 3 H (H + K) a step, for W a, V a, and two for each on the way back, and 3
for each of the numbers that Adagrad updates. Small networks pay more for each, as their exp and tanh are not counted;
beyond 128 hidden units the weights and their gradients no longer fit into the cache beside the core. Beside the kernel
stands `network.py`, whose products NumPy makes with matrices: one sees where those would pay.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

import rnn
from benchmarks.measuring import take_turns, trained, verdict
from benchmarks.torch_competitor import torch_train
from rnn.model import backend, numpy_training
from rnn.model.parameters import parameter_count

try:
    import torch
except ImportError:
    torch = None

LARGEST, TORCH_UPDATES, TORCH_TARGET = (256, 256, 25), 100, 4.5  # about as many as the app makes between two drawings
SIZES = {
    "hidden units H": [(H, 32, 25) for H in (8, 16, 32, 64, 128, 256)],
    "characters K": [(32, K, 25) for K in (8, 16, 32, 64, 128, 256)],
    "window": [(32, 32, window) for window in (10, 25, 50, 100, 200, 400)],
    "H and K together": [(size, size, 25) for size in (8, 16, 32, 64, 128, 256)],
}
MEASURED_SECONDS = 0.02
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # Okabe and Ito's, for every eye
NO_WORSE = 1.05  # than the arithmetic grows; a few per cent are noise


@dataclass(frozen=True)
class Measured:
    """One size: microseconds of an update by the kernel and by NumPy's matrices, and its multiplications."""

    size: tuple[int, int, int]
    kernel: float
    matrices: float
    multiplications: int

    @property
    def nanoseconds(self) -> float:
        """The kernel's time for one multiplication."""
        return 1000 * self.kernel / self.multiplications


@cache
def settings_of(H: int, K: int, window: int) -> rnn.Settings:
    """Return a run of these sizes; its text has two windows."""
    signs = np.r_[np.arange(K), np.random.RandomState(0).randint(K, size=max(0, 2 * window - K))]
    text = "".join(chr(0x4E00 + sign) for sign in np.random.RandomState(1).permutation(signs))
    return rnn.Settings(
        text=text,
        hidden_size=H,
        window=window,
        epochs=1000,
        optimiser="adagrad",
        learning_rate=0.01,
        clip_value=5.0,
        initialisation="orthogonal",
    )


def multiplications(H: int, K: int, window: int) -> int:
    """Return the multiplications of an update."""
    return window * 3 * H * (H + K) + 3 * parameter_count(H, K)


def measure(sizes: list[tuple[int, int, int]], rounds: int) -> list[Measured]:
    """Measure some sizes; all of them, and the kernel and the matrices at each, take turns."""

    def seconds(train, size, updates) -> float:
        return trained(train, settings_of(*size), updates)[1] / updates

    actions = {}
    for size in sizes:
        updates = max(4, int(MEASURED_SECONDS / (multiplications(*size) * 2e-10 + 2e-5)))
        actions["kernel", size] = partial(seconds, backend.train, size, updates)
        actions["matrices", size] = partial(seconds, numpy_training.train, size, max(2, updates // 20))
    best = {key: 1e6 * min(times) for key, times in take_turns(actions, rounds).items()}
    return [Measured(size, best["kernel", size], best["matrices", size], multiplications(*size)) for size in sizes]


def print_growth(rounds: int, plot: Path | None = None) -> None:
    """Measure all sizes and print a table of each row of them; draw them where a file is named."""
    rows = {}
    for name, sizes in SIZES.items():
        rows[name] = found = measure(sizes, rounds)
        heads = ("kernel us", "matrices us", "ratio", "million mult.", "ns per mult.")
        print(f"\n{f'By {name}':26}" + "".join(f"{head:>15}" for head in heads))
        for one in found:
            H, K, window = one.size
            label = f"H = {H}, K = {K}, window {window}"
            ratio, millions = one.matrices / one.kernel, one.multiplications / 1e6
            print(
                f"{label:26}{one.kernel:15.1f}{one.matrices:15.1f}{ratio:15.2f}{millions:15.3f}{one.nanoseconds:15.3f}"
            )
        grown = found[-1].nanoseconds / found[0].nanoseconds
        print(f"{'the time grows, as a share of how the arithmetic grows':63}{verdict(grown, NO_WORSE)}")
    if torch:
        print_torch(rounds)
    if plot:
        draw(rows, plot)
        print(f"\nDrawn to {plot}.")


def print_torch(rounds: int) -> None:
    """Print how many times as long as the kernel PyTorch takes at the largest size, one thread each, in float64."""

    def seconds(train) -> float:
        return trained(train, settings_of(*LARGEST), TORCH_UPDATES)[1] / TORCH_UPDATES

    trains = {"kernel": backend.train, "PyTorch": torch_train(torch, "float64", 1)}
    turns = take_turns({name: partial(seconds, train) for name, train in trains.items()}, rounds)
    best, H, K, window = {name: min(times) for name, times in turns.items()}, *LARGEST
    print(f"\n{f'H = {H}, K = {K}, window {window}, one thread':42}{'best us':>10}{'median us':>11}{'ratio':>9}")
    for name, times in turns.items():
        ratio = best[name] / best["kernel"]
        shown = verdict(ratio, TORCH_TARGET, at_least=True) if name == "PyTorch" else f"{ratio:8.2f}x"
        print(f"{name:42}{best[name] * 1e6:10.1f}{median(times) * 1e6:11.1f}{shown}")


def draw(rows: dict[str, list[Measured]], file: Path) -> None:
    """Write a figure of time against arithmetic, on logarithmic axes, to an HTML file."""
    import plotly.graph_objects as go

    figure = go.Figure()
    for color, (name, found) in zip(COLORS, rows.items(), strict=True):
        x = [one.multiplications for one in found]
        figure.add_scatter(x=x, y=[one.kernel for one in found], name=f"kernel, by {name}", line_color=color)
        figure.add_scatter(
            x=x, y=[one.matrices for one in found], name=f"matrices, by {name}", line={"dash": "dot", "color": color}
        )
    figure.update_layout(
        title="Time of an update against its arithmetic",
        xaxis={"type": "log", "title": "multiplications of an update"},
        yaxis={"type": "log", "title": "time of an update (µs)"},
    )
    figure.write_html(file, include_plotlyjs=True)


if __name__ == "__main__":
    backend.compile_kernel()
    threadpool_limits(1, user_api="blas")
    print_growth(rounds=10, plot=Path(sys.argv[1]) if sys.argv[1:] else None)
