"""From a step's logits to its character, stage by stage: temperature, softmax, truncation, random number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.figures.composition import round_limit
from rnn.figures.kit import style
from rnn.figures.kit.axes import escaped_html
from rnn.figures.kit.stacked_axes import Row, Stack, stack
from rnn.figures.random_number import link, random_number_axes, random_number_traces
from rnn.generation.continuation import Step
from rnn.generation.sampling import Sampling, intervals, kept
from rnn.text.numbers import logit, share

CHARACTER_PIXELS = 12
MOST_COLUMNS, MOST_LIKELY = 40, 30  # of a larger vocabulary the 30 most likely have a column each, and the rest one
PANEL, LETTERS, LINE = 90, 46, 44  # heights, in pixels
FLAT = 0.2  # a distribution that nowhere rises above this is drawn on a shorter axis
ROLES = [[0, style.QUIET], [0.5, style.PROBABILITY], [1, style.SELECTED]]
REST = "…"


@dataclass(frozen=True)
class Choice:
    """What came of a step: the index of the character taken, and of the one that the network itself would take."""

    taken: int
    own: int


@dataclass(frozen=True)
class Panel:
    """One stage: what it is called, and a logit or a probability for each character (K,); those removed by
    truncation are drawn pale."""

    heading: str
    values: np.ndarray
    is_probability: bool = True
    is_cut: np.ndarray | None = None


@dataclass(frozen=True)
class Drawing:
    """The parts of a figure as they come together: traces, layouts of axes by name, shapes."""

    data: list[dict]
    axes: dict[str, dict]
    shapes: list[dict]


def panels_of(step: Step, sampling: Sampling) -> list[Panel]:
    """Return the stages that lead to the step's character; for a greedy choice the logits and their softmax."""
    if sampling.is_greedy:
        return [
            Panel("logits o: the largest is chosen", step.o, False),
            Panel("softmax of o: the probabilities", step.y_pred),
        ]
    T, is_cut = sampling.temperature, ~kept(step.before_truncation, sampling.top_k, sampling.top_p)
    panels = [
        Panel("logits o", step.o, False),
        Panel(f"o divided by the temperature {T:g}", step.o / T, False),
        Panel("softmax of these: the probabilities", step.before_truncation, True, is_cut),
    ]
    if sampling.has_cut:
        panels.append(Panel(f"truncated by {_truncation(sampling)}, divided by their sum", step.distribution))
    return panels


def columns_of(y_pred: np.ndarray) -> np.ndarray:
    """Return the indices of the characters that have a column: all, in their order, or the most likely, best first."""
    if len(y_pred) <= MOST_COLUMNS:
        return np.arange(len(y_pred))
    return np.argsort(-y_pred, kind="stable")[:MOST_LIKELY]


def microscope_figure(step: Step, sampling: Sampling, characters: list[str], choice: Choice) -> style.Figure:
    """Draw the stages of one step's choice, a column a character, and the random number below.

    characters  all K of them, made visible
    The bars carry their character's index as customdata, -1 for the rest; a click above or below one is a click on it.
    """
    panels, shown = panels_of(step, sampling), columns_of(step.y_pred)
    letters = [characters[k] for k in shown] + [REST] * (len(shown) < len(characters))
    own = shown.tolist().index(choice.own) if choice.own in shown else len(shown)
    is_drawn = not sampling.is_greedy
    places = _places(panels, _on_random_number(step, characters[choice.own]) if is_drawn else None)
    drawn = _drawn_panels(panels, places, shown, characters, choice)
    bottom = places.domains[len(panels) - 1][0]
    drawn.shapes.append(_band(own, bottom))
    if is_drawn:
        number, top_of_line, lines = len(panels) + 1, places.domains[-1][1], intervals(step.distribution)
        drawn.data.extend(random_number_traces(lines, step.u, characters, choice.own, f"y{number}"))
        drawn.axes.update(random_number_axes(number, top_of_line))
        drawn.shapes.append(link(own, len(letters), lines[choice.own], bottom, top_of_line))
    return style.figure(
        drawn.data,
        title="From the logits to the character",
        see=_see(step, sampling, characters, choice) + _on_rest(len(letters) - 1 if letters[-1] == REST else 0),
        alt=_alt(panels, step, characters, choice, is_drawn),
        x=_character_axis(letters, anchor=f"y{len(panels)}"),
        y=drawn.axes.pop("yaxis1"),
        **drawn.axes,
        annotations=places.headings,
        shapes=drawn.shapes,
        height=52 + places.pixels + 40,
        hovermode="x",
        showlegend=False,
        bargap=0.15,
        margin={"l": 8, "r": 8, "t": 44, "b": 40},
    )


def _places(panels: list[Panel], of_random_number: str | None) -> Stack:
    """Place the panels, and below them the letters and the line of the random number, if it has a heading."""
    rows = [Row(panel.heading, PANEL) for panel in panels]
    if of_random_number is not None:
        rows = [*rows[:-1], Row(panels[-1].heading, PANEL, below=LETTERS), Row(of_random_number, LINE)]
    return stack(rows)


def _drawn_panels(
    panels: list[Panel], places: Stack, shown: np.ndarray, characters: list[str], choice: Choice
) -> Drawing:
    limit = round_limit(max(float(np.abs(panel.values).max()) for panel in panels if not panel.is_probability))
    data = [_bars(panel, n, shown, characters, choice) for n, panel in enumerate(panels, start=1)]
    axes = {
        f"yaxis{n}": _height_axis(panel, domain, limit)
        for n, (panel, domain) in enumerate(zip(panels, places.domains, strict=False), start=1)
    }
    return Drawing(data, axes, [])


def label(value: float, is_probability: bool) -> str:
    """Write a logit with three digits that count, and a probability in percent."""
    return share(value) if is_probability else logit(value)


def _bars(panel: Panel, number: int, shown: np.ndarray, characters: list[str], choice: Choice) -> dict:
    values, indices = panel.values[shown], shown
    if len(shown) < len(characters):
        rest = panel.values.sum() - values.sum() if panel.is_probability else np.nan
        values, indices = np.append(values, rest), np.append(shown, -1)
    role = np.select([indices == choice.own, indices == choice.taken], [1, 2], 0)
    names = [characters[k] if k >= 0 else "all others" for k in indices]
    words = [f"{name}: {label(v, panel.is_probability)}" for name, v in zip(names, values, strict=True)]
    is_cut = panel.is_cut[indices] if panel.is_cut is not None else np.zeros(len(indices), dtype=bool)
    return style.bar(
        x=np.arange(len(indices)),
        y=values.astype(np.float32),
        yaxis="y" if number == 1 else f"y{number}",
        text=["" if r == 0 else label(v, panel.is_probability) for r, v in zip(role, values, strict=True)],
        customdata=indices,
        hovertext=[word + (", removed" if out else "") for word, out in zip(words, is_cut, strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        marker={"color": role, "colorscale": ROLES, "cmin": 0, "cmax": 2, "opacity": np.where(is_cut, 0.3, 1.0)},
    )


def _height_axis(panel: Panel, domain: list[float], limit: float) -> dict:
    look = {
        "domain": domain,
        "fixedrange": True,
        "zeroline": True,
        "zerolinecolor": style.QUIET,
        "tickfont": {"size": 11},
    }
    if not panel.is_probability:
        return style.axis("logit", range=[-1.4 * limit, 1.4 * limit], tickvals=[-limit, 0, limit], **look)
    top = 1.0 if panel.values.max() > FLAT else 0.25
    return style.axis("probability", range=[0, 1.4 * top], tickvals=[0, top / 2, top], tickformat=".0%", **look)


def _character_axis(letters: list[str], anchor: str) -> dict:
    return style.axis(
        None,
        range=[-0.7, len(letters) - 0.3],
        tickvals=np.arange(len(letters)),
        ticktext=letters,
        showgrid=False,
        fixedrange=True,
        tickangle=0,
        tickfont={"family": style.CHARACTER_FONT},
        anchor=anchor,
    )


def _band(own: int, bottom: float) -> dict:
    return {
        "type": "rect",
        "x0": own - 0.5,
        "x1": own + 0.5,
        "y0": bottom,
        "y1": 1,
        "xref": "x",
        "yref": "paper",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": style.PROBABILITY,
        "opacity": 0.13,
        "name": "column",
    }


def _truncation(sampling: Sampling) -> str:
    top_k = [f"top-k {sampling.top_k}"] if sampling.top_k else []
    return ", ".join([*top_k, *([f"top-p {sampling.top_p:g}"] if sampling.top_p < 1 else [])])


def _on_random_number(step: Step, character: str) -> str:
    return f"random number u = {step.u:.3f}: in the interval of {escaped_html(character)}"


def _see(step: Step, sampling: Sampling, characters: list[str], choice: Choice) -> str:
    own, taken = characters[choice.own], characters[choice.taken]
    probability = label(step.distribution[choice.own], True)
    way = (
        f"Temperature 0: the largest logit is chosen, {own} ({label(step.o[choice.own], False)})."
        if sampling.is_greedy
        else f"Sampled: u = {step.u:.3f} (▼) lies in the interval of {own} (teal), which is {probability} of the line."
    )
    changed = f" You chose {taken} instead (purple)." if choice.taken != choice.own else ""
    return f"{way}{changed} Click a character to choose it."


def _on_rest(shown: int) -> str:
    return f" The {shown} most likely have a column each; {REST}: all others." if shown else ""


def _alt(panels: list[Panel], step: Step, characters: list[str], choice: Choice, is_drawn: bool) -> str:
    stages = "; ".join(f"{panel.heading} {label(panel.values[choice.own], panel.is_probability)}" for panel in panels)
    best = np.argsort(-step.y_pred, kind="stable")[:3]
    likely = ", ".join(f"{characters[k]} {label(step.y_pred[k], True)}" for k in best)
    u = f" The random number {step.u:.3f} lies in its interval." if is_drawn else ""
    return f"{characters[choice.own]}: {stages}.{u} Chosen: {characters[choice.taken]}. Most likely: {likely}."
