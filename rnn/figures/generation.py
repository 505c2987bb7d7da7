"""One generated character: the distribution that it was taken from, and the dice."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures import style

CHARACTER_PIXELS = 12
FLAT = 0.2  # a distribution that nowhere rises above this is drawn on a shorter axis
LABELLED_PROBABILITY = 0.05
LABELLED_STRETCH = 0.025
ROLES = [[0, style.QUIET], [0.5, style.STRONG], [1, style.POSITIVE]]


def distribution_figure(
    shown: np.ndarray, y_pred: np.ndarray, characters: list[str], chosen: int, own: int
) -> go.Figure:
    """Draw the probabilities `shown` (K,) as bars, and the network's own y_pred (K,) as dashes where they differ.

    chosen  the character that was taken; own: the one that the network would have taken
    A click anywhere above or below a character is a click on its bar.
    """
    K = len(characters)
    role = np.zeros(K, dtype=np.int8)
    role[chosen], role[own] = 2, 1
    differs = not np.array_equal(shown, y_pred)
    top = 1.0 if max(shown.max(), y_pred.max()) > FLAT else 0.25
    return style.figure(
        [
            style.bar(
                x=np.arange(K),
                y=shown.astype(np.float32),
                text=np.array([_label(p) for p in shown]),
                customdata=np.array(characters),
                textposition="outside",
                textangle=0,
                constraintext="none",
                cliponaxis=False,
                marker={"color": role, "colorscale": ROLES, "cmin": 0, "cmax": 2},
                hovertemplate="%{customdata}: %{y:.2%}; click to take it<extra></extra>",
            ),
            style.scatter(
                x=np.arange(K) if differs else [],
                y=y_pred.astype(np.float32) if differs else [],
                mode="markers",
                marker={"symbol": "line-ew", "size": 12, "line": {"color": style.TEXT, "width": 2}},
                hoverinfo="skip",
            ),
        ],
        title="What may come next",
        see="Blue is the network's choice, orange yours where you took another. Click any character to take it instead "
        "and go on from there." + (" Dashes: the network's own probabilities, at temperature 1." if differs else ""),
        alt=f"Taken: {characters[chosen]}, {shown[chosen]:.1%}. The most likely: {_most_likely(shown, characters)}.",
        x=style.axis("character", range=[-0.7, K - 0.3], tickvals=np.arange(K), ticktext=np.array(characters),
                     showgrid=False, fixedrange=True, tickangle=0, tickfont={"family": style.CHARACTER_FONT}),
        y=style.axis("probability", range=[0, 1.12 * top], tickformat=".0%", dtick=0.25 if top == 1 else 0.05,
                     fixedrange=True),
        height=300,
        hovermode="x",
        showlegend=False,
        bargap=0.15,
    )  # fmt: skip


def dice_figure(stretches: np.ndarray, dice: float, characters: list[str], own: int) -> go.Figure:
    """Lay the characters' stretches (K, 2) side by side from 0 to 1, with the dice where it fell: on `own`."""
    start, length = stretches[:, 0], stretches[:, 1] - stretches[:, 0]
    K = len(characters)
    return style.figure(
        [
            style.bar(
                x=length,
                base=start.tolist(),
                y=np.zeros(K),
                orientation="h",
                text=[c if size >= LABELLED_STRETCH else "" for c, size in zip(characters, length, strict=True)],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"family": style.CHARACTER_FONT, "color": style.TEXT},
                customdata=[
                    f"{c}: from {a:.3f} to {b:.3f}" for c, (a, b) in zip(characters, stretches, strict=True)
                ],
                marker={
                    "color": style.STRONG,
                    "opacity": np.where(np.arange(K) == own, 0.75, 0.25),
                    "line": {"color": style.BACKGROUND, "width": 1},
                },
                hovertemplate="%{customdata}<extra></extra>",
            ),
            style.scatter(
                x=[dice],
                y=[0.62],
                mode="markers",
                marker={"symbol": "triangle-down", "size": 15, "color": style.MARKER},
                hovertemplate=f"the dice: {dice:.3f}<extra></extra>",
            ),
        ],
        title="Where the dice fell",
        see="Each character's stretch is as long as its probability; the purple mark is the dice, from 0 to 1. "
        "The stretch that it falls on is what the network takes.",
        alt=f"The dice {dice:.3f} fell on {characters[own]}, "
        f"from {stretches[own, 0]:.3f} to {stretches[own, 1]:.3f}.",
        x=style.axis("probabilities, added up", range=[-0.01, 1.01], fixedrange=True, showgrid=False),
        y=style.hidden_axis(range=[-0.5, 0.8]),
        height=150,
        showlegend=False,
        bargap=0.0,
    )  # fmt: skip


def _label(probability: float) -> str:
    if probability < LABELLED_PROBABILITY:
        return ""
    return f"{probability:.1%}" if 0.995 <= probability < 0.9995 else f"{probability:.0%}"


def _most_likely(shown: np.ndarray, characters: list[str]) -> str:
    best = np.argsort(-shown, kind="stable")[:3]
    return ", ".join(f"{characters[k]} {shown[k]:.1%}" for k in best)
