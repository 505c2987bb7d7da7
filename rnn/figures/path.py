"""The path of the hidden state over the text, in two or three principal components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.figures.kit import style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html
from rnn.figures.kit.legends import ABOVE_LEFT
from rnn.monitoring.spectrum import FilmBasis
from rnn.text.numbers import counted

MOST_LETTERS = 60
ROOM = 1.15
HEIGHT = 560


@dataclass(frozen=True)
class Route:
    """A path to draw: the states (n, H) in their order, and the character, made visible, shown at each."""

    name: str
    states: np.ndarray
    letters: list[str]
    colour: str
    dash: str


def path_figure(routes: list[Route], fitted: FilmBasis, dimensions: int = 2) -> style.Figure:
    """Draw the routes on axes that stay the same over the whole film, with the zero state that every run starts from.

    dimensions  2 or 3 principal components
    """
    start = fitted.basis.project(np.zeros_like(fitted.basis.mean))
    reach = np.where(fitted.reach > 0, fitted.reach, fitted.reach.max() or 1) * ROOM
    titles = [f"component {n + 1} ({share:.0%} of the variance)" for n, share in enumerate(fitted.basis.shares)]
    points = [fitted.basis.project(route.states) for route in routes]
    first = points[0][-1]
    shown = fitted.basis.shares[:dimensions].sum()
    explained = f"These components explain {shown:.0%} of the variance of the film's states."
    common = {
        "title": f"Path of the hidden state, in {dimensions} principal components",
        "see": f"Each point is the hidden state after one character. {explained} Points that are close here may be far "
        f"apart in all {counted(len(fitted.basis.mean), 'dimension')}.",
        "alt": f"{explained} The path ends at {first[0]:.2f}, {first[1]:.2f}.",
        "height": HEIGHT,
        **ROOM_ABOVE,
        "legend": ABOVE_LEFT,
    }
    draw = _in_space if dimensions == 3 else _in_plane
    return draw(routes, points, start, reach, titles, common)


def _in_plane(routes, points, start, reach, titles, common) -> style.Figure:
    data = [
        style.scatter(x=path[:, 0], y=path[:, 1], line=_line(route), **_look(route))
        for route, path in zip(routes, points, strict=True)
    ]
    data.append(style.scatter(x=start[:1], y=start[1:2], **_start()))
    return style.figure(
        data,
        x=style.axis(titles[0], range=[-reach[0], reach[0]]),
        y=style.axis(titles[1], range=[-reach[1], reach[1]]),
        **common,
    )


def _in_space(routes, points, start, reach, titles, common) -> style.Figure:
    data = [
        style.scatter3d(x=path[:, 0], y=path[:, 1], z=path[:, 2], line=_solid(route), **_look(route))
        for route, path in zip(routes, points, strict=True)
    ]
    data.append(style.scatter3d(x=start[:1], y=start[1:2], z=start[2:3], **_start()))
    axes = {
        f"{letter}axis": {
            "title": {"text": title, "font": {"size": 12}},
            "range": [-far, far],
            "gridcolor": style.LINE,
            "zerolinecolor": style.LINE,
            "backgroundcolor": "rgba(0,0,0,0)",
            "color": style.TEXT,
        }
        for letter, title, far in zip("xyz", titles, reach, strict=True)
    }
    scene = {
        **axes,
        "aspectmode": "cube",
        "camera": {"eye": {"x": 1.6, "y": 1.5, "z": 0.9}, "center": {"x": 0, "y": 0, "z": -0.15}},
    }
    return style.figure(data, x=style.hidden_axis(), y=style.hidden_axis(), scene=scene, **common)


def _look(route: Route) -> dict:
    letters = [escaped_html(letter) for letter in route.letters]
    has_letters = len(letters) <= MOST_LETTERS
    return {
        "name": route.name,
        "mode": "lines+markers+text" if has_letters else "lines+markers",
        "text": letters,
        "customdata": list(range(1, len(letters) + 1)),
        "textposition": "top center",
        "textfont": {"family": style.CHARACTER_FONT, "size": 14, "color": style.TEXT},
        "marker": {"color": route.colour, "size": 4},
        "hovertemplate": f"{route.name}, point " + "%{customdata}: after %{text}<extra></extra>",
    }


def _solid(route: Route) -> dict:
    return {"color": route.colour, "width": 2, "dash": route.dash}


def _line(route: Route) -> dict:
    """Return the look of a line that lets the letters on it be read; in space, what is half transparent turns pale."""
    red, green, blue = (int(route.colour[i : i + 2], 16) for i in (1, 3, 5))
    return {"color": f"rgba({red},{green},{blue},0.45)", "width": 2, "dash": route.dash}


def _start() -> dict:
    return {
        "name": "start (a = 0)",
        "mode": "markers",
        "marker": {"color": style.TEXT, "size": 9, "symbol": "square"},
        "hovertemplate": "the state before the first step<extra></extra>",
    }
