"""The project's own lines, read from the running code, so that a page can show them beside the numbers they made."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rnn.analysis import surgery
from rnn.generation import continuation
from rnn.model import network

# What a page explains: the function that computes it, and a piece of each line that does.
EQUATIONS: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "pre-activation": (network.forward, ("s = U.T[inputs] + b", "s_t += W @ a_previous")),
    "activation": (network.forward, ("np.tanh(s_t",)),
    "logits": (network.forward, ("o = a @ V.T + c",)),
    "softmax": (network.softmax, ("e = np.exp(", "return e / e.sum(")),
    "loss": (network.step_losses, ("return -np.log(",)),
    "output error": (network.backward_steps, ("do = trace.y_pred", "targets] -= 1")),
    "from this step": (network.backward_steps, ("da_output = do @ V",)),
    "from the future": (network.backward_steps, ("W.T @ ds[t]",)),
    "tanh slope": (network.backward_steps, ("tanh_slope = 1 -",)),
    "pre-activation gradient": (network.backward_steps, ("ds[t] = (",)),
    "dW": (network.accumulate_gradients, ("dW +=",)),
    "dU": (network.accumulate_gradients, ("np.add.at(dU.T",)),
    "db": (network.accumulate_gradients, ("db +=",)),
    "dV": (network.accumulate_gradients, ("dV +=",)),
    "priming": (continuation._prime, ("read = indices if priming", "return int(indices[-1]), a")),
    "held units": (surgery.step_with, ("a[hold.unit] = hold.value",)),
    "dc": (network.accumulate_gradients, ("dc +=",)),
}


@dataclass(frozen=True)
class SourceLines:
    """Neighbouring lines of one function.

    lines              the lines, without the indent that all of them share
    first_line_number  the number of lines[0] in its file, counted from 1
    marked             indices into lines: the ones in question
    place              "network.py, line 68", or "lines 64 and 67": where the marked lines are
    """

    lines: tuple[str, ...]
    first_line_number: int
    marked: tuple[int, ...]
    place: str

    @property
    def code(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


@cache
def equation(name: str, context: int = 1) -> SourceLines:
    """Return the lines that compute what EQUATIONS calls `name`, with `context` lines around them."""
    function, containing = EQUATIONS[name]
    return source_lines(function, *containing, context=context)


def source_lines(function: Callable, *containing: str, context: int | None = None) -> SourceLines:
    """Read lines from a function's source and mark those that contain the given pieces of text.

    containing  pieces of text, each in exactly one line of the function
    context     how many lines to keep before the first marked line and after the last; the whole function if None
    Raises LookupError if a piece of text is in no line of the function, or in more than one.
    """
    lines, first_line_number = inspect.getsourcelines(function)
    marked = sorted({_only_line(function.__qualname__, lines, text) for text in containing})
    start, end = 0, len(lines)
    if context is not None and marked:
        start, end = max(0, marked[0] - context), min(len(lines), marked[-1] + context + 1)
    kept = textwrap.dedent("".join(lines[start:end])).splitlines()
    file = Path(inspect.getsourcefile(function)).name
    numbers = [first_line_number + index for index in marked] or [first_line_number]
    place = f"{file}, line{'s' if len(numbers) > 1 else ''} {' and '.join(map(str, numbers))}"
    return SourceLines(tuple(kept), first_line_number + start, tuple(index - start for index in marked), place)


def _only_line(name: str, lines: list[str], text: str) -> int:
    """Return the index of the one line that contains the text."""
    found = [index for index, line in enumerate(lines) if text in line]
    if len(found) != 1:
        raise LookupError(f"{len(found)} lines of {name} contain {text!r}; exactly one should.")
    return found[0]
