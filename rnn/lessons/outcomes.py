"""What a network really did, computed for the predictions of the lessons: which choice is true, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

import numpy as np

from rnn.analysis.gradient_flow import credit_assignment_matrix, measure_gradient_decay
from rnn.analysis.recall import recall
from rnn.model.network import forward
from rnn.monitoring.baseline_losses import measure_baselines
from rnn.monitoring.loss_curve import losses_at
from rnn.runs.presets import remembering
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.text.corpora import DOT
from rnn.text.numbers import counted, percent

COMPARED_EPOCHS, TRAINED_EPOCHS = 2_000, 10_000
CLIPPED_TO = 1.0
DISTANCES, MOST_STEPS = (2, 5, 10, 20), 5_000
HALF_LEARNT_EPOCHS, AS_MANY = 150, 0.9
SEED_LENGTH, WRITTEN = 7, 5
FADING_EPOCHS, A_TENTH, NEAR_LETTERS, FURTHEST = 300, 0.1, 3, 10
MOVED, CURVE_POINTS = 0.05, 16  # as a share: a loss that fell by more has begun to fall
NEAR = 0.02  # as a share: two losses that differ by less are called the same


@dataclass(frozen=True)
class Outcome:
    """Which choice is true, from 0, and what was computed, by the names that the sentences have for it.

    value  the number that was to be predicted, or the loss that a choice is about, in nats over the window, or None;
           with a curve, its heights are `curve`
    """

    choice: int
    numbers: Mapping[str, float | str]
    value: float | None = None
    curve: tuple[float, ...] = ()


class Measure(NamedTuple):
    """What computes an outcome of a run, and how many kinds of it there are."""

    compute: Callable[[Run], Outcome]
    kinds: int


def first_loss(run: Run) -> Outcome:
    """Compare the first loss, summed over the steps, with steps times ln K, that of equal probabilities.

    Choices: about 0, about T ln K, more than that.
    """
    loss = float(losses_at(run, np.array([0]))[0]) * run.settings.window_steps
    K, T = len(run.vocabulary), run.settings.window_steps
    uniform = T * float(np.log(K))
    numbers = {"loss": f"{loss:.4g}", "uniform": f"{uniform:.4g}", "steps": T, "characters": K}
    if abs(loss - uniform) <= NEAR * uniform:
        return Outcome(1, numbers, value=loss)
    return Outcome(0 if loss < uniform else 2, numbers, value=loss)


def when_the_loss_moves(run: Run) -> Outcome:
    """Find how long the loss stays near its first value: the share of the film, on its logarithmic axis.

    Choices: it stays for at least a third of the axis, it falls before. The curve is the loss at CURVE_POINTS updates
    that are equally far apart on that axis.
    """
    trained = _trained(run.settings, run.settings.epochs)
    last, T = trained.last_update, run.settings.window_steps
    curve = losses_at(trained, curve_updates(last, CURVE_POINTS)) * T
    updates = trained.film.updates[: len(trained.film)]
    moved = updates[losses_at(trained, updates) * T < (1 - MOVED) * curve[0]]
    at = int(moved[0]) if len(moved) else last
    numbers = {"unit": run.unit, "update": f"{at:,}", "first": f"{curve[0]:.3g}"}
    return Outcome(int(np.log1p(at) < np.log1p(last) / 3), numbers, curve=tuple(curve.tolist()))


def curve_updates(last: int, count: int) -> np.ndarray:
    """Return the updates (count,) at which a curve has its heights: equally far apart on the axis of log(1 + n)."""
    return np.rint(np.expm1(np.linspace(0, np.log1p(last), count))).astype(int)


def without_clipping(run: Run) -> Outcome:
    """Train for 2,000 epochs without clipping.

    Choices: a lower loss than at first, a higher one, none that is finite.
    """
    trained = _trained(replace(run.settings, clip_norm=0.0, clip_value=0.0), COMPARED_EPOCHS)
    first, last, highest = trained.losses[0], trained.loss_now(), trained.losses[: trained.update].max()
    numbers = {"loss": f"{last:.3g}", "first": f"{first:.3g}", "highest": f"{highest:.3g}"}
    if trained.diverged_at is not None:
        return Outcome(2, numbers, value=inf)
    return Outcome(int(last >= first), numbers, value=last)


def with_clipping(run: Run) -> Outcome:
    """Compare the loss after 2,000 epochs with that of gradients clipped to the norm 1.

    Choices: clipped it is less than a tenth, lower, not lower; a loss that is not finite is higher than any other.
    """
    loss, clipped = (loss_after(run, clip_norm=bound, clip_value=0.0) for bound in (0.0, CLIPPED_TO))
    numbers = {"loss": _finite(loss), "clipped": _finite(clipped)}
    return Outcome(0 if clipped < A_TENTH * loss else 1 if clipped < loss else 2, numbers, value=clipped)


def remembers_over(run: Run) -> Outcome:
    """Train a network for each of DISTANCES to repeat the first letter of a line, from the run's random seed.

    Choices: none of them repeats nine tenths of the letters, the furthest that does is the first of DISTANCES, ...
    """
    shares = []
    for distance in DISTANCES:
        settings = replace(remembering(distance).settings, random_seed=run.settings.random_seed)
        trained = _trained(settings, settings.epochs)
        inputs, targets = (steps[:MOST_STEPS] for steps in (trained.inputs, trained.targets))
        y_pred = forward(trained.parameters, inputs).y_pred
        shares.append(recall(y_pred.argmax(axis=1), inputs, targets, int(trained.vocabulary.encode(DOT)[0])))
    listed = ", ".join(f"{percent(share)} over {distance}" for distance, share in zip(DISTANCES, shares, strict=True))
    reached = [number for number, share in enumerate(shares, 1) if share >= AS_MANY]
    return Outcome(max(reached, default=0), {"shares": listed})


def copier_writes(run: Run) -> Outcome:
    """Let the run, trained for 10,000 epochs, go on from the first letters of its text.

    Choices: it repeats the last of them, it goes on as the text does, neither.
    """
    trained, text = _trained(run.settings, TRAINED_EPOCHS), run.settings.characters
    written = [step.character for step in trained.generate(text[:SEED_LENGTH], WRITTEN)]
    numbers = {"written": "".join(written)}
    if written == [text[SEED_LENGTH - 1]] * WRITTEN:
        return Outcome(0, numbers)
    return Outcome(1 if written == list(text[SEED_LENGTH : SEED_LENGTH + WRITTEN]) else 2, numbers)


def fades_within(run: Run) -> Outcome:
    """Measure after how many letters the gradient of a loss has less than a tenth of its first length, on average.

    The network is the run's after 300 epochs. Choices: 1 to 3 letters, 4 to 10, later or never.
    """
    trained = _trained(run.settings, FADING_EPOCHS)
    norms = credit_assignment_matrix(trained.parameters, trained.trace(), trained.targets)
    means = measure_gradient_decay(norms).means
    left = means / means[0]
    short = np.flatnonzero(left[: FURTHEST + 1] < A_TENTH)
    distance = int(short[0]) if len(short) else min(FURTHEST, len(left) - 1)
    numbers = {"letters": counted(distance, "letter"), "left": percent(float(left[distance]))}
    if not len(short):
        return Outcome(2, numbers)
    return Outcome(int(distance > NEAR_LETTERS), numbers, value=distance)


def free_running(run: Run) -> Outcome:
    """Count correct predictions after 150 epochs, shown the text (teacher forcing) or fed by itself (free running).

    Choices: at least nine tenths as many when fed by itself, fewer.
    """
    trained, text = _trained(run.settings, HALF_LEARNT_EPOCHS), run.settings.characters
    taught, T = correct_when_taught(run), len(trained.targets)
    written = [step.character for step in trained.generate(text[:1], T)]
    free = sum(character == true for character, true in zip(written, text[1:], strict=True))
    return Outcome(int(free < AS_MANY * taught), {"free": free, "taught": taught, "steps": T})


def correct_when_taught(run: Run) -> int:
    """Return how many predictions are correct after 150 epochs, where the network is shown the text."""
    trained = _trained(run.settings, HALF_LEARNT_EPOCHS)
    return int((trained.trace().y_pred.argmax(axis=1) == trained.targets).sum())


def network_or_table(run: Run) -> Outcome:
    """Compare the loss after 2,000 epochs with that of a table that counts pairs. Choices: network, table."""
    loss, table = loss_after(run), measure_baselines(run).bigram
    network = loss / run.settings.window_steps
    return Outcome(int(table <= network), {"network": _finite(network), "table": f"{abs(table):.3g}"}, value=loss)


def loss_after(run: Run, **changes: float) -> float:
    """Return the loss after 2,000 epochs with other settings, in nats over the whole text; infinite if it diverges."""
    other = _trained(replace(run.settings, **changes), COMPARED_EPOCHS)
    return inf if other.diverged_at is not None else other.loss_now()


def _trained(settings: Settings, epochs: int) -> Run:
    """Return a run of its own, so that the learner's stays where it is."""
    run = Run(settings)
    run.advance(epochs=epochs)
    return run


def _finite(loss: float) -> str:
    return f"{loss:.3g}" if np.isfinite(loss) else "no finite number of"


OUTCOMES = {
    measure.compute.__name__: measure
    for measure in (
        Measure(first_loss, 3),
        Measure(when_the_loss_moves, 2),
        Measure(without_clipping, 3),
        Measure(with_clipping, 3),
        Measure(remembers_over, len(DISTANCES) + 1),
        Measure(copier_writes, 3),
        Measure(fades_within, 3),
        Measure(free_running, 2),
        Measure(network_or_table, 2),
    )
}
