"""What the health of a run is judged by: its loss and accuracy now, its loss earlier, saturation, and what is held out.

The loss and the accuracy are always those of the same characters, and say of which.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnn.analysis.scores import score
from rnn.model.excerpts import read_window
from rnn.model.network import Trace
from rnn.model.parameters import Parameters
from rnn.monitoring.held_out import OVERFITTING, Verdict
from rnn.monitoring.loss_curve import block_means, losses_at, updates_averaged
from rnn.runs.run import Run
from rnn.runs.schedule import value_at

SATURATED = 0.97  # beyond it, tanh has less than 6 % of its slope left
SATURATED_SHARE = 0.8  # of the activations, from which on a network is called saturated


@dataclass(frozen=True)
class Measurements:
    """What a diagnosis rests on. Losses are a character's, in nats.

    loss, of              the loss, and of what: "Whole text", "First window" or "Mean of the last 100 updates"
    right, steps          correct predictions of those characters; None where the loss is a mean over many updates
    most_frequent         how many are correct where the most frequent target is always predicted; None likewise
    lowest, lowest_at     the smallest loss there ever was, and after which update
    middle, middle_at     the loss after half of the updates so far; infinite where it is not known
    saturated, saturated_at_first  shares, 0 to 1, of activations beyond ±SATURATED: now, and before the first update;
                          the second is None where it is not needed
    uniform, unigram      the losses of the two baselines
    rate                  the learning rate of the next update
    update, unit          where the playhead is; "epoch" where one update holds the whole text, else "update"
    is_at_end             whether that is the end of the film
    diverged_at           the update at which the run diverged, at its last frame only; else None
    overfits_since        the update at which the held-out loss was lowest, where the network overfits since; else None
    is_held_out           whether part of the text is held out
    """

    loss: float
    of: str
    right: int | None
    steps: int | None
    most_frequent: int | None
    lowest: float
    lowest_at: int
    middle: float
    middle_at: int
    saturated: float
    saturated_at_first: float | None
    uniform: float
    unigram: float
    rate: float
    update: int
    unit: str = "epoch"
    is_at_end: bool = False
    diverged_at: int | None = None
    overfits_since: int | None = None
    is_held_out: bool = False


def measure_health(run: Run, update: int, trace: Trace, targets: np.ndarray, window: int = 0) -> Measurements:
    """Measure what `diagnose` rests on, at an update that the run has made; nothing is known of a text held out yet.

    trace, targets  of the window that is looked at: the whole text where one window holds it
    window          its number, from 0
    """
    is_whole = run.windows.count == 1
    scores = score(trace, targets)
    loss = scores.loss / scores.steps if is_whole else float(losses_at(run, np.array([update]))[0])
    saturated = saturated_share(trace)
    is_last = run.diverged_at is not None and update >= run.last_update
    return Measurements(
        loss=loss,
        of=_of(run, update),
        right=scores.right if is_whole else None,
        steps=scores.steps if is_whole else None,
        most_frequent=int(np.bincount(targets).max()) if is_whole else None,
        **_earlier(run, update, loss),
        saturated=saturated,
        saturated_at_first=_saturated_at_first(run, window) if saturated > SATURATED_SHARE else None,
        uniform=float(np.log(len(run.vocabulary))),
        unigram=unigram_loss(run.targets),
        rate=value_at(run.settings, "learning_rate", update),
        update=update,
        unit=run.unit,
        is_at_end=update >= run.settings.updates,
        diverged_at=run.diverged_at if is_last else None,
        is_held_out=run.settings.held_out > 0,
    )


def with_verdict(measurements: Measurements, verdict: Verdict) -> Measurements:
    """Return the measurements with what was found on the text held out."""
    return replace(measurements, overfits_since=verdict.best_at if verdict.kind == OVERFITTING else None)


def norms(parameters: Parameters) -> dict[str, float]:
    """Return the length of each of W, U, b, V, c, or of their gradients: the root of the sum of squares."""
    return {name: float(np.linalg.norm(array)) for name, array in parameters.items()}


def update_ratios(parameters: Parameters, changes: Parameters) -> dict[str, float]:
    """Return how large an update is relative to the weights it changes: ‖change‖ / ‖weights‖.

    About 0.001 is usual, above 0.1 is large. Infinite where the weights are all 0 but their change is not, such as
    the biases before the first update; 0 where both are.
    """
    updates, lengths = norms(changes), norms(parameters)
    return {
        name: update / lengths[name] if lengths[name] else (np.inf if update else 0.0)
        for name, update in updates.items()
    }


def saturated_share(trace: Trace) -> float:
    """Return the share of all activations, 0 to 1, that lie beyond ±SATURATED, where tanh is flat."""
    return float((np.abs(trace.a) > SATURATED).mean())


def unigram_loss(targets: np.ndarray) -> float:
    """Return the loss a character, in nats, of the best model that never looks at the input.

    It knows how often each character occurs: the entropy of the targets (T,). Example: ln 26 = 3.26 for A to Z.
    """
    counts = np.bincount(targets)
    frequencies = counts[counts > 0] / counts.sum()
    return float(-(frequencies * np.log(frequencies)).sum()) + 0.0  # never -0.0


def _earlier(run: Run, update: int, loss: float) -> dict[str, float]:
    """Return the fields of Measurements on the losses before: the lowest, and the one after half of the updates."""
    history, at = _history(run, update, loss)
    lowest, middle = int(history.argmin()), int(np.searchsorted(at, update // 2, side="right")) - 1
    return {
        "lowest": float(history[lowest]),
        "lowest_at": int(at[lowest]),
        "middle": float(history[middle]) if at[middle] else np.inf,
        "middle_at": int(at[middle]),
    }


def _history(run: Run, update: int, loss: float) -> tuple[np.ndarray, np.ndarray]:
    """Return losses of a character up to an update, the last of them `loss`, and the updates after which they were."""
    if run.windows.count == 1:
        return np.r_[run.losses[:update] / len(run.inputs), loss], np.arange(update + 1)
    means, span = block_means(run, update)
    first = losses_at(run, np.array([0]))
    return np.r_[first, means, loss], np.r_[np.arange(len(means) + 1) * span, update]


def _of(run: Run, update: int) -> str:
    if run.windows.count == 1:
        return "Whole text"
    if update == 0:
        return "First window"
    count = min(update, updates_averaged(run.windows))
    return "Last update" if count == 1 else f"Mean of the last {count} updates"


def _saturated_at_first(run: Run, window: int) -> float:
    return saturated_share(read_window(run.film.frame(0), run.windows, window))
