"""What the network predicts at each step, and whether that is correct."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rnn.figures.kit import marks, style
from rnn.figures.kit.sentences import on_predictions

PALEST = 0.12  # opacity of a square whose character has hardly any probability


class Grid(NamedTuple):
    """How the steps are laid out: steps a line, pixels from line to line, pixels of a square and of a letter."""

    columns: int
    line: int
    square: int
    letter: int


# The grid for texts up to this many steps; the squares stay apart in a column of a desktop's page.
GRIDS = {65: Grid(13, 40, 22, 17), 200: Grid(20, 28, 16, 14), 10**9: Grid(25, 24, 13, 12)}


def predicted_characters_figure(y_pred: np.ndarray, targets: np.ndarray, characters: list[str]) -> style.Figure:
    """Lay out the most likely character of each step, in lines of 13 to 25; cross out the wrong ones.

    y_pred (T, K), targets (T,); characters: the K characters made visible
    """
    predicted = y_pred.argmax(axis=1)
    correct, letters = predicted == targets, [characters[k] for k in predicted]
    own = y_pred[np.arange(len(targets)), targets]
    words = on_predictions(own, int((~correct).sum()), [characters[k] for k in targets])
    grid = next(grid for steps, grid in GRIDS.items() if len(predicted) <= steps)
    columns = grid.columns
    column, line = np.arange(len(predicted)) % columns + 1, np.arange(len(predicted)) // columns
    probability = y_pred.max(axis=1).round(2)
    hover = {"hover": "%{customdata}", "customdata": _hover_words(predicted, targets, probability, characters)}
    lines = int(line[-1]) + 1
    return style.figure(
        [
            _correct_cells(column[correct], line[correct], grid, probability[correct]),
            _wrong_cells(column[~correct], line[~correct], grid),
            marks.letters(column, line, letters, size=grid.letter, showlegend=False, **hover),
        ],
        title="Predicted characters",
        see=f"The most likely character at each step; the fuller the square, the higher its probability. {words}",
        alt=f"Predicted: {''.join(letters)}. {words}",
        x=style.axis(f"step, in lines of {columns}", range=[0.3, columns + 0.7], showgrid=False, fixedrange=True),
        y=style.hidden_axis(range=[lines - 0.4, -0.6]),
        height=140 + grid.line * lines,
    )


def _hover_words(
    predicted: np.ndarray, targets: np.ndarray, probability: np.ndarray, characters: list[str]
) -> list[str]:
    return [
        f"step {t + 1}: predicted {characters[k]} ({probability[t]:.0%}), target {characters[targets[t]]}"
        for t, k in enumerate(predicted)
    ]


def _correct_cells(x, y, grid: Grid, probability: np.ndarray) -> dict:
    opacity = (PALEST + (style.FULLEST - PALEST) * probability).tolist()
    return _cells(x, y, grid, "correct", symbol="square", color=style.CORRECT, opacity=opacity)


def _wrong_cells(x, y, grid: Grid) -> dict:
    return _cells(x, y, grid, "wrong", symbol="square-x-open", color=style.WRONG, opacity=0.9)


def _cells(x, y, grid: Grid, name: str, **marker) -> dict:
    return style.scatter(x=x, y=y, name=name, mode="markers", marker={"size": grid.square, **marker}, hoverinfo="skip")
