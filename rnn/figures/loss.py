"""The loss along the film, in a unit of choice, with the baselines and the held-out loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from rnn.analysis.loss_units import NATS, LossUnit
from rnn.figures.kit import marks, style
from rnn.figures.kit.legends import legend_below
from rnn.monitoring.loss_curve import LossCurves

DASHES = ("dash", "dot", "dashdot")
HELD_OUT = style.SERIES[3]
HEIGHT = 470
ROOM_TO_DRAW = np.array([0.01, 2.0])  # times the loss at the playhead
BEYOND, FAR_BELOW = 2.0, 1e-3  # times the highest loss, where an open range ends; times the bound above it
CROSS = {"symbol": "x", "size": 11, "color": style.TEXT}
BEYOND_ALL = {"symbol": "triangle-up", "size": 14, "color": style.SELECTED}
NO_LOSS = 1e-9  # a level of none has no place on a logarithmic axis


class Along(NamedTuple):
    """Losses of a character in nats, (n,), at updates (n,) of a film."""

    updates: np.ndarray
    losses: np.ndarray


class Chosen(NamedTuple):
    """What a learner chose of the loss at an update: that it lies between two losses, and what it came to, or None.

    Losses are of a character, in nats; two that are infinite stand for a loss that is no finite number.
    """

    update: int
    lowest: float
    highest: float
    did: float | None


NOTHING = Along(np.array([], dtype=int), np.array([]))


def loss_figure(
    curves: LossCurves,
    levels: Mapping[str, float],
    playhead: tuple[int, float],
    unit: LossUnit = NATS,
    is_logarithmic: bool = True,
    held_out: Along = NOTHING,
    guess: Along = NOTHING,
    chosen: Chosen | None = None,
    is_for_drawing: bool = False,
) -> style.Figure:
    """Draw the loss while training, with a marker at the playhead.

    levels    the baselines, by name, to be drawn as lines across
    playhead  its update, and the loss there
    held_out  the loss on text held out, as far as it is measured
    guess     the losses that a learner predicted
    chosen    what a learner chose of the loss at an update, or None
    is_for_drawing  whether a learner is to draw their prediction: the axis then leaves room down to a hundredth
    All losses are a character's, in nats, and drawn in `unit`. The axis shows the whole film from the start.
    """
    offset = 1 if is_logarithmic else 0  # a logarithmic axis has no 0: update n is drawn at n + 1

    def line(updates, losses, name: str, **look) -> dict:
        drawn = unit.convert(np.asarray(losses, dtype=float), curves.window)
        return _line(np.asarray(updates) + offset, drawn, name, **look)

    update, loss = playhead
    now = float(unit.convert(np.float64(loss), curves.window))
    data = [
        *_train_lines(curves, line),
        *_level_lines(levels, curves.end, line),
        *([line(*held_out, "held out", colour=HELD_OUT, mode="lines+markers")] if len(held_out.updates) else []),
        *([line(*guess, "your prediction", colour=style.SELECTED, dash="dash", width=3)] if len(guess.updates) else []),
        *(_chosen_lines(chosen, curves, line) if chosen else []),
        marks.diamond([update + offset], [now], "playhead", f"the playhead: {curves.unit} {update:,}, {now:.4g}"),
    ]
    return style.figure(
        data,
        title="Loss during training",
        see=_see(curves, levels, playhead, unit, is_logarithmic),
        alt=_alt(curves, levels, playhead, unit),
        **_axes(curves, unit, is_logarithmic, ROOM_TO_DRAW * now if is_for_drawing else None),
        **legend_below(HEIGHT, rows=2),
        **_end(curves, is_logarithmic),
    )


def _end(curves: LossCurves, is_logarithmic: bool) -> dict:
    """Return a line where the run diverged, with its words, as parts of a layout; nothing where it did not."""
    if curves.diverged_at is None:
        return {}
    at = curves.diverged_at + is_logarithmic
    words = f"diverged at {curves.unit} {curves.diverged_at:,}"
    return marks.upright(at, words, np.log10(at) if is_logarithmic else at, color=style.TEXT, dash="dashdot")


def _train_lines(curves: LossCurves, line) -> list[dict]:
    if curves.mean is None:
        return [
            line(curves.at, curves.train, "train"),
            line(curves.at, curves.after, "train, after the update", colour=style.SERIES[1], dash="dot"),
        ]
    name = f"train, mean of {curves.mean_of}"
    return [
        line(curves.at, curves.train, "train, each window", width=1, opacity=0.35),
        line(curves.at + 1, curves.mean, name, width=3),
    ]


def _level_lines(levels: Mapping[str, float], end: int, line) -> list[dict]:
    return [
        line([0, end], [level] * 2, name, colour=style.QUIET, dash=dash)
        for (name, level), dash in zip(levels.items(), DASHES, strict=False)
        if level > NO_LOSS
    ]


def _chosen_lines(chosen: Chosen, curves: LossCurves, line) -> list[dict]:
    """Return an upright bar from the lowest loss that was chosen to the highest, and a cross at what it came to."""
    lowest, highest = chosen.lowest, chosen.highest
    known = np.array([*curves.train, lowest, highest, chosen.did or 0.0], dtype=float)
    top = BEYOND * known[np.isfinite(known)].max()
    bottom = lowest or (highest if np.isfinite(highest) else top) * FAR_BELOW  # a logarithmic axis has no 0
    words = "your prediction" if np.isfinite(lowest) else "your prediction: no finite number"
    heights = [min(bottom, top), min(highest, top)]
    drawn = [line([chosen.update] * 2, heights, words, colour=style.SELECTED, width=12, opacity=0.45, mode="lines")]
    if heights[0] == heights[1]:
        drawn = [line([chosen.update], [top], words, colour=style.SELECTED, mode="markers", marker=BEYOND_ALL)]
    if chosen.did is not None:
        did = min(max(chosen.did, NO_LOSS), top)
        drawn.append(line([chosen.update], [did], "what the network did", mode="markers", marker=CROSS))
    return drawn


def _line(x, y, name: str, *, colour=style.SERIES[0], **look) -> dict:
    drawn = np.asarray(y, dtype=np.float32)
    return marks.line(x, drawn, name, colour, **{"hover": name + ": %{y:.4g}", "marker": {"size": 4}, **look})


def _axes(curves: LossCurves, unit: LossUnit, is_logarithmic: bool, room: np.ndarray | None) -> dict:
    kind, offset = ("log", 1) if is_logarithmic else ("linear", 0)
    span = np.array([0, curves.end], dtype=float) + offset
    x_range = (np.log10(span) if is_logarithmic else span).tolist()
    return {
        "x": style.axis(f"{curves.unit} + 1" if is_logarithmic else curves.unit, type=kind, range=x_range),
        "y": style.axis(unit.axis, type=kind, exponentformat="power", **_range(room, is_logarithmic)),
    }


def _range(room: np.ndarray | None, is_logarithmic: bool) -> dict:
    return {} if room is None else {"range": (np.log10(room) if is_logarithmic else room).tolist()}


def _see(
    curves: LossCurves,
    levels: Mapping[str, float],
    playhead: tuple[int, float],
    unit: LossUnit,
    is_logarithmic: bool,
) -> str:
    loss = unit.say(playhead[1], curves.window)
    sentences = [f"At the playhead the loss is {loss}{_beside_levels(levels, playhead[1])}."]
    if curves.mean is None:
        sentences.append(
            "“Train, after the update” (the notebook's test loss) is the loss on the same characters after the update, "
            "and so the train loss of the next epoch."
        )
    else:
        sentences.append(f"Bold: the mean over the last {curves.mean_of} updates; pale: the loss of each window.")
    if is_logarithmic:
        sentences.append(f"{curves.unit.capitalize()} n is drawn at n + 1.")
    return " ".join(sentences)


def _beside_levels(levels: Mapping[str, float], loss: float) -> str:
    """Return the end of a sentence: which of the baselines that are drawn the loss is below, and which not."""
    drawn = {name: level for name, level in levels.items() if level > NO_LOSS}
    beaten = [name for name, level in drawn.items() if loss < level]
    others = [name for name in drawn if name not in beaten]
    sides = (("below", beaten), ("not below", others))
    parts = [f"{how} the {_listed(names)}" for how, names in sides if names]
    return f", {' but '.join(parts)}" if parts else ""


def _listed(names: list[str]) -> str:
    """Return the names of baselines as a list in a sentence: "unigram and bigram baselines"."""
    *most, last = names
    return f"{', '.join(most)} and {last} baselines" if most else f"{last} baseline"


def _alt(curves: LossCurves, levels: Mapping[str, float], playhead: tuple[int, float], unit: LossUnit) -> str:
    update, loss = playhead
    lines = "; ".join(f"{name}: {unit.say(level, curves.window)}" for name, level in levels.items())
    return f"At {curves.unit} {update:,} the loss is {unit.say(loss, curves.window)}. Baselines: {lines}."
