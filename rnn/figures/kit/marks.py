"""The marks that many figures share: a line, letters, and the diamond at what is chosen or where the playhead is."""

from __future__ import annotations

from rnn.figures.kit import style

FRAME = ((style.BACKGROUND, 8), (style.SELECTED, 4))  # colour and width of the rim, and of the frame on it


def line(x, y, name: str, colour: str, *, dash: str = "solid", width: float = 2, hover: str = "", **changes) -> dict:
    """Return a line through the points (x, y); None in them breaks it.

    hover  the hover text of its points; without one they have none
    """
    look = {"color": colour, "dash": dash, "width": width}
    return style.scatter(x=x, y=y, name=name, **{"mode": "lines", "line": look, **_hover(hover), **changes})


def dashed(x, y, name: str, width: float = 2) -> dict:
    """Return a grey dashed line to compare with, such as a threshold."""
    return line(x, y, name, style.QUIET, dash="dash", width=width)


def diamond(x, y, name: str, hover: str = "", **changes) -> dict:
    """Return the diamonds at the points (x, y), lists or arrays, that mark what is chosen or the playhead."""
    marker = {"color": style.SELECTED, "size": 13, "symbol": "diamond"}
    return style.scatter(x=x, y=y, name=name, **{"mode": "markers", "marker": marker, **_hover(hover), **changes})


def framed(x, y, name: str, **changes) -> list[dict]:
    """Return the frame through the points (x, y) around what is chosen, with a rim that parts it from any colour."""
    return [line(x, y, name, colour, width=width, **changes) for colour, width in FRAME]


def upright(at: float, words: str, words_at: float, **look) -> dict:
    """Return a line at x = `at` over the whole height, with words beside its upper end, as parts of a layout.

    words_at  the same place as an annotation has it: on a logarithmic axis a power of ten
    look      colour, dash and width of the line
    """
    place = {"yref": "y domain", "xref": "x"}
    label = {"text": words, "x": words_at, "y": 1, "xanchor": "left", "yanchor": "top", "showarrow": False}
    line = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": look}
    return {"shapes": [{**line, **place}], "annotations": [{**label, **place}]}


def letters(x, y, text, *, size: int, colour=style.TEXT, hover: str = "", **changes) -> dict:
    """Return characters, made visible, at the points (x, y); colour is one for all, or one for each."""
    font = {"family": style.CHARACTER_FONT, "size": size, "color": colour}
    return style.scatter(x=x, y=y, text=text, **{"mode": "text", "textfont": font, **_hover(hover), **changes})


def _hover(text: str) -> dict:
    return {"hovertemplate": f"{text}<extra></extra>"} if text else {"hoverinfo": "skip"}
