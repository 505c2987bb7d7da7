"""What a network really did, computed for the predictions of the lessons: which choice is true, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rnn.monitoring.loss_curve import losses_at
from rnn.runs.run import Run

COMPARED_EPOCHS, TRAINED_EPOCHS = 2_000, 10_000
SEED_LENGTH, WRITTEN = 7, 5
NEAR = 0.02  # as a share: two losses that differ by less are called the same


@dataclass(frozen=True)
class Outcome:
    """Which choice is true, from 0, and what was computed, by the names that the sentences have for it."""

    choice: int
    numbers: Mapping[str, float | str]


def first_loss(run: Run) -> Outcome:
    """Compare the first loss, summed over the steps, with steps times ln K, that of equal probabilities.

    Choices: about 0, about T ln K, more than that.
    """
    loss = float(losses_at(run, np.array([0]))[0]) * run.settings.window_steps
    K, T = len(run.vocabulary), run.settings.window_steps
    uniform = T * float(np.log(K))
    numbers = {"loss": f"{loss:.4g}", "uniform": f"{uniform:.4g}", "steps": T, "characters": K}
    if abs(loss - uniform) <= NEAR * uniform:
        return Outcome(1, numbers)
    return Outcome(0 if loss < uniform else 2, numbers)


def ten_times_the_rate(run: Run) -> Outcome:
    """Compare the loss after 2,000 epochs with that of ten times the learning rate.

    Choices: lower, higher, no longer finite.
    """
    slow, fast = (_loss_after(run, times) for times in (1, 10))
    numbers = {"slow": f"{slow:.3g}", "fast": f"{fast:.3g}"}
    return Outcome(2 if not np.isfinite(fast) else int(fast >= slow), numbers)


def copier_writes(run: Run) -> Outcome:
    """Let the run, trained for 10,000 epochs, go on from the first letters of its text.

    Choices: it repeats the last of them, it goes on as the text does, neither.
    """
    trained, text = Run(run.settings), run.settings.characters
    trained.advance(epochs=TRAINED_EPOCHS)
    written = [step.character for step in trained.generate(text[:SEED_LENGTH], WRITTEN)]
    numbers = {"written": "".join(written)}
    if written == [text[SEED_LENGTH - 1]] * WRITTEN:
        return Outcome(0, numbers)
    return Outcome(1 if written == list(text[SEED_LENGTH : SEED_LENGTH + WRITTEN]) else 2, numbers)


def _loss_after(run: Run, times: float) -> float:
    """Return the loss after 2,000 epochs at so many times the learning rate, in nats over the whole text."""
    other = Run(replace(run.settings, learning_rate=times * run.settings.learning_rate))
    other.advance(epochs=COMPARED_EPOCHS)
    return float("nan") if other.diverged_at is not None else other.loss_now()


OUTCOMES: dict[str, Callable[[Run], Outcome]] = {
    "first_loss": first_loss,
    "ten_times_the_rate": ten_times_the_rate,
    "copier_writes": copier_writes,
}
