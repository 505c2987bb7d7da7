"""What happens in each phase of one update, with its numbers, in Markdown."""

from __future__ import annotations

import numpy as np

from rnn.analysis.one_update import OneUpdate
from rnn.model.optimisers import optimiser_named
from rnn.session.moment import Moment
from rnn.text.numbers import DIGITS, MOST_DIGITS, counted, number, percent, setting
from rnn.ui.markdown import plain

TINY = 1e-12  # a probability below which the 10⁻¹⁵ in the loss can be seen


def describe_phase(phase: str, moment: Moment, one: OneUpdate) -> str:
    """Return what happens in a phase, and why no update is made where none is."""
    describe = {"forward": _forward, "loss": _loss, "backward": _backward, "update": _update}[phase]
    words = [] if phase == "update" and not one.is_made else [describe(moment, one)]
    return "  \n".join([*words, *_end(moment, one)])


def _forward(moment: Moment, one: OneUpdate) -> str:
    run, T = moment.run, len(one.window)
    what = "text" if run.windows.count == 1 else "window"
    right = int((one.trace.y_pred.argmax(axis=1) == one.window.targets).sum())
    start = "at 0"
    if one.window.first and run.windows.carries:
        start = f"in the one that the window before it ended in, of norm {_norm(one.trace.a_start)}"
    return (
        f"**Forward.** The {what} has {counted(T, 'time step')}; its state begins {start}. At {right:,} of them the "
        "most probable character is the target."
    )


def _loss(moment: Moment, one: OneUpdate) -> str:
    losses, T = one.losses, len(one.window)
    worst = int(losses.argmax())
    target = plain(moment.run.vocabulary.characters[one.window.targets[worst]])
    p = float(one.trace.y_pred[worst, one.window.targets[worst]])
    words = (
        f"**Loss.** L = −Σ ln p = **{number(losses.sum())} nats** over {counted(T, 'time step')}, "
        f"{number(losses.mean())} per step. Largest: step {worst + 1}, where the target {target} gets {percent(p)} and "
        f"the loss is {number(losses[worst])}."
    )
    added = " To each p, 10⁻¹⁵ is added, so that the loss is finite where p is 0."
    return words + added * bool(one.trace.y_pred[np.arange(T), one.window.targets].min() < TINY)


def _backward(moment: Moment, one: OneUpdate) -> str:
    ds, T = one.steps.ds, len(one.window)
    words = f"**Backward.** At step {T} the error comes from that step's loss alone, and has norm {_norm(ds[-1])}."
    if T > 1:
        words += (
            f" At each step before, the error is its own loss's and what the step after it sends back through W; at "
            f"step 1 it has norm {_norm(ds[0])}."
        )
    if one.window.first and moment.run.windows.carries:
        words += " It is cut there: nothing goes back into the window before, whose state was carried over."
    return (
        f"{words} Summed over the steps, these errors give the gradients of W, U and b, and the outputs' errors those "
        f"of V and c; the gradient of all {len(one.gradient):,} parameters has norm {_norm(one.gradient)}."
    )


def _update(moment: Moment, one: OneUpdate) -> str:
    before, after = float(one.losses.sum()), float(one.losses_after.sum())
    optimiser = optimiser_named(moment.run.settings.optimiser).label
    change = _norm(one.change.theta)
    return (
        f"**Update.** The gradient has norm {_norm(one.gradient)}{_clipped(one)}. {optimiser} with learning rate "
        f"{number(one.rate)} changes the {len(one.gradient):,} parameters by a vector of norm **{change}** (their own "
        f"is {_norm(one.before.theta)}). The loss of this {'text' if moment.run.windows.count == 1 else 'window'} "
        f"{_from_to(before, after)}."
    )


def _from_to(before: float, after: float) -> str:
    """Return how the loss goes from before to after, with as many digits as it takes to see a difference."""
    if before == after:
        return f"stays at **{number(before)} nats**"
    went = "falls" if after < before else "rises" if after > before else "goes"
    digits = next((n for n in range(DIGITS, MOST_DIGITS) if number(before, n) != number(after, n)), MOST_DIGITS)
    return f"{went} from {number(before, digits)} to **{number(after, digits)} nats**"


def _clipped(one: OneUpdate) -> str:
    """Return what the bounds of the gradient did, as the sentence goes on."""
    value, norm = one.clipping.value, one.clipping.norm
    if not value and not norm:
        return ", and is not clipped"
    bounds = [f"each number within ±{setting(value)}"] * bool(value) + [f"a norm of {setting(norm)}"] * bool(norm)
    bound = f"the bound is {bounds[0]}" if len(bounds) == 1 else f"the bounds are {' and '.join(bounds)}"
    if np.array_equal(one.gradient, one.clipped):
        return f", which needs no clipping ({bound})"
    return f", after clipping {_norm(one.clipped)} ({bound})"


def _end(moment: Moment, one: OneUpdate) -> list[str]:
    """Return the sentence on an update that is not made, or on the end of a run that diverged."""
    run = moment.run
    if moment.update >= run.settings.updates:
        return [
            f"The run ends at {run.unit} {moment.update:,}, so **no update follows**. Go back along the film, or train "
            "for more epochs."
        ]
    if not one.is_made:
        return [
            "**Training diverges here**: after this update not all numbers would be finite. Go back along the film."
        ]
    if run.diverged_at is not None and moment.update >= run.last_update:
        return [f"The film ends here, as training diverged at {run.unit} {run.diverged_at:,}."]
    return []


def _norm(vector: np.ndarray) -> str:
    """Return the norm as it is written; of numbers whose squares are too large for the computer too."""
    if not np.isfinite(vector).all():
        return "beyond the computer's range"
    largest = float(np.abs(vector).max())
    return number(largest * float(np.linalg.norm(vector / (largest or 1.0))))
