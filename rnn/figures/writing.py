"""The text that the network writes: its seed and what follows, and the two ways to feed a seed side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.figures.kit import marks, shapes, style
from rnn.text.numbers import counted

COLUMNS = 20
LINES = 6  # of a long text that are drawn at once
READ = 100  # characters before and after the step shown, described to a reader who cannot see the figure
FED = 3
CELL_PIXELS = 18
CELL_HEIGHT, CELL_WIDTH = 0.8, 0.86
LINE, LINE_AND_PREDICTION = 44, 62  # pixels
EDGE = 0.28
PREDICTED = " Small, in purple: your prediction."
EXPECTED = "your prediction: %{text}"
HATCHING = {"shape": "/", "fillmode": "replace", "size": 6}
CHOSEN = {"color": style.SELECTED, "opacity": style.FULLEST, "pattern": HATCHING}
FRAME = {"color": "rgba(0,0,0,0)", "line": {"color": style.SELECTED, "width": 3}}
ROWS = ("last character<br>twice", "each character<br>once")


def text_figure(
    seed: list[str], written: list[str], length: int, number: int, taken: set[int], predicted: Sequence[str] = ()
) -> style.Figure:
    """Lay out seed and written characters in lines of 20, with the step shown framed; of many lines, those around it.

    seed, written  characters made visible     length  how many are to be written in the end
    number         the step shown, from 0, or -1 for none  taken   the steps at which the visitor chose the character
    predicted      what a learner expected at the first steps, a character or a mark each, small in the upper edge
    The cells carry their step as customdata, -1 for those of the seed. The height depends on seed and length, and on
    whether there are predictions.
    """
    lines = min(LINES, -(-(len(seed) + length) // COLUMNS))
    first = _first_line(len(seed), len(written), number, lines)
    inside = slice(COLUMNS * first, COLUMNS * (first + lines))
    letters = np.array([*seed, *written][inside])
    place = np.arange(len(letters))
    step, column, line = place + COLUMNS * first - len(seed), place % COLUMNS + 1, place // COLUMNS
    is_done = step <= number
    return style.figure(
        [
            _cells(column, line, step, letters, number, len(seed)),
            _overlay(column, line, np.isin(step, list(taken)), **CHOSEN),
            _overlay(column, line, (step == number) & (step >= 0), **FRAME),
            marks.letters(column[is_done], line[is_done], letters[is_done], size=17),
            marks.letters(column[~is_done], line[~is_done], letters[~is_done], size=17, opacity=style.FAINT),
            _predictions(column, line, step, predicted),
        ],
        title="Generated text",
        see=_see(written, number, len(taken))
        + (PREDICTED if len(predicted) else "")
        + _which_lines(len(seed) + length, lines),
        alt=_alt(seed, written, number),
        x=style.axis(f"characters, in lines of {COLUMNS}", range=[0.4, COLUMNS + 0.6], visible=False, fixedrange=True),
        y=style.hidden_axis(range=[lines - 0.4, -0.6]),
        height=50 + (LINE_AND_PREDICTION if len(predicted) else LINE) * lines,
        showlegend=False,
        barmode="overlay",
    )


def primings_figure(seed: list[str], twice: list[str], once: list[str], shift: int) -> style.Figure:
    """Draw what is fed and what is written, above with the seed's last letter fed twice, below with each fed once.

    twice, once  what is written either way, as many characters each
    shift        1 if the lower text is the upper one, a place later: lines then join the letters that agree so; else 0
    """
    x, run = np.arange(1, len(twice) + 1), _agreeing(twice, once, shift)
    return style.figure(
        [
            _two_rows([*seed, seed[-1]][-FED:], seed[-FED:], 0, style.FAINT, "fed: %{text}"),
            _two_rows(twice, once, len(x), 1.0, "character %{x}: %{text}"),
        ],
        title="The same seed, with both primings",
        see=f"Pale: the end of the seed as it is fed; then the generated text. {_on_agreement(run, shift, len(x))}",
        alt=f"Last character twice: {''.join(twice)}. Each character once: {''.join(once)}. "
        f"{_on_agreement(run, shift, len(x))}",
        x=style.axis(
            "character generated",
            range=[0.4 - FED, len(x) + 0.6],
            showgrid=False,
            fixedrange=True,
            tickvals=[1, *range(5, len(x) + 1, 5)],
        ),
        y=style.axis(None, range=[-0.6, 1.6], tickvals=[1, 0], ticktext=ROWS, showgrid=False, fixedrange=True),
        height=190,
        showlegend=False,
        shapes=[_joined(run, shift), shapes.lines([0.5], -0.5, 0.5, 1.5, style.LINE, 2)],
    )


def _two_rows(upper: list[str], lower: list[str], last: int, opacity: float, hover: str) -> dict:
    """Return the characters of both rows, each row ending in the column `last`."""
    columns = [np.arange(last - len(row) + 1, last + 1) for row in (upper, lower)]
    rows = np.repeat([1, 0], [len(upper), len(lower)])
    return marks.letters(
        np.concatenate(columns), rows, np.array([*upper, *lower]), size=15, opacity=opacity, hover=hover
    )


def _first_line(seed_length: int, written: int, number: int, lines: int) -> int:
    """Return the first line to be drawn, so that the step shown is in the middle where there is text on both sides."""
    last = (seed_length + written - 1) // COLUMNS
    return int(np.clip((seed_length + number) // COLUMNS - lines // 2, 0, max(0, last - lines + 1)))


def _which_lines(count: int, lines: int) -> str:
    return f" Drawn are the {lines} lines around the step shown." if count > COLUMNS * lines else ""


def _alt(seed: list[str], written: list[str], number: int) -> str:
    done, to_come = written[max(0, number + 1 - READ) : number + 1], written[number + 1 : number + 1 + READ]
    return (
        f"Seed {''.join(seed)}, generated {'…' * (number >= READ)}{''.join(done)}, still to come {''.join(to_come)}"
        f"{'…' * (len(written) > number + 1 + READ)}."
    )


def _see(written: list[str], number: int, chosen: int) -> str:
    if number < 0:
        return f"Grey: the seed; blue: the places of {counted(len(written), 'generated character')}."
    step = f" Step {number + 1} (framed): {written[number]}." if 0 <= number < len(written) else ""
    return (
        f"Grey: the seed; blue: {counted(len(written), 'generated character')}, {chosen} of them chosen by you "
        f"(hatched).{step} Click a character to go to its step."
    )


def _words(letter: str, step: int, seed_length: int) -> str:
    if step < 0:
        return f"seed, character {step + seed_length + 1}: {letter}"
    return f"generated at step {step + 1}: {letter}"


def _cells(column, line, step, letters, number: int, seed_length: int) -> dict:
    """Return one cell a character, as a bar that floats on its line, so that it is as wide as there is room."""
    return style.bar(
        x=column,
        base=(line - CELL_HEIGHT / 2).tolist(),
        y=np.full(len(step), CELL_HEIGHT),
        width=CELL_WIDTH,
        customdata=np.maximum(step, -1),
        hovertext=np.array([_words(letter, n, seed_length) for letter, n in zip(letters, step, strict=True)]),
        hovertemplate="%{hovertext}<extra></extra>",
        marker={
            "color": (step >= 0).astype(np.int8),
            "colorscale": [[0, style.QUIET], [1, style.SERIES[0]]],
            "cmin": 0,
            "cmax": 1,
            "opacity": np.select([step < 0, step <= number], [0.3, 0.4], 0.12),
        },
    )


def _overlay(column, row, is_marked, **marker) -> dict:
    """Return a mark over some cells: `marker` is its look."""
    return style.bar(
        x=column[is_marked],
        base=(row[is_marked] - CELL_HEIGHT / 2).tolist(),
        y=np.full(is_marked.sum(), CELL_HEIGHT),
        width=CELL_WIDTH,
        hoverinfo="skip",
        marker=marker,
    )


def _predictions(column, line, step, predicted: Sequence[str]) -> dict:
    """Return what was expected of the characters drawn, in the upper edge of their cells."""
    is_predicted = (step >= 0) & (step < len(predicted))
    words, hover = np.array(predicted, dtype=object)[step[is_predicted]], EXPECTED if len(predicted) else ""
    return marks.letters(
        column[is_predicted], line[is_predicted] - EDGE, words, size=11, colour=style.SELECTED, hover=hover
    )


def _agreeing(twice: list[str], once: list[str], shift: int) -> int:
    """Return how many characters of the first run agree, from the start, with the second run's `shift` places on."""
    pairs = zip(twice, once[shift:], strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(twice) - shift)


def _on_agreement(run: int, shift: int, length: int) -> str:
    where = "one place apart" if shift else "place by place"
    return f"The first {run} of {length - shift} agree {where} (joined by lines)."


def _joined(run: int, shift: int) -> dict:
    """Return lines from each character of the first run that agrees to its counterpart in the other row."""
    x = np.arange(1.0, run + 1)
    return shapes.lines(x, 0.78, x + shift, 0.22, style.QUIET, 2, name="agreement")
