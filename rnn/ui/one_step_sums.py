"""The worksheet on the screen: each sum as a waterfall, its equation with the live numbers, and the lines that do it.

A click on a term leads to where its number comes from.
"""

from __future__ import annotations

import streamlit as st

from rnn.figures.softmax import softmax_figure
from rnn.figures.waterfall import NARROWEST, number
from rnn.figures.worksheet import (
    MOST_TERMS,
    MOST_TERMS_OF_A_PART,
    gradient_figure,
    logit_figure,
    pre_activation_figure,
    tanh_figure,
)
from rnn.ui import symbols
from rnn.ui.lines import show_lines
from rnn.ui.live_plotly import live_plotly
from rnn.ui.one_step_place import Place
from rnn.ui.session import Session, remember
from rnn.worksheet import Worksheet

EVERY = 10_000


def show_pre_activation(session: Session, place: Place, sheet: Worksheet, is_whole: bool) -> None:
    """Draw the sum into s."""
    t, i, _ = place

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (unit := mark["customdata"][2]) is not None and t > 0:
            remember("unit", unit)
            remember("step", t - 1)

    figure = pre_activation_figure(sheet, t + 1, i, EVERY if is_whole else MOST_TERMS)
    live_plotly(figure, key="pre_activation", on_click=follow, minimum_width=NARROWEST)
    st.latex(symbols.pre_activation(sheet, t + 1, i))
    T, H, K = _sizes(session)
    show_lines(
        "pre-activation",
        f"U.T ({K}, {H}) and b ({H},) give s ({T}, {H}), W ({H}, {H}) adds to its row; s[{t}, {i}] = "
        f"{number(sheet.s.total)}.",
    )


def show_activation(session: Session, place: Place, sheet: Worksheet) -> None:
    """Draw tanh with the point on it."""
    t, i, _ = place
    live_plotly(tanh_figure(sheet.s.total, sheet.a), key="tanh")
    st.latex(symbols.activation(sheet, t + 1, i))
    T, H, _ = _sizes(session)
    show_lines("activation", f"a has the shape ({T}, {H}); a[{t}, {i}] = {number(sheet.a)}.")


def show_gradient(session: Session, place: Place, sheet: Worksheet, is_whole: bool) -> None:
    """Draw the sum into ∂L/∂a and ∂L/∂s."""
    t, i, _ = place

    def follow(mark: dict) -> None:
        if mark["trace"] > 1 or (source := mark["customdata"][2]) is None:
            return
        if mark["trace"] == 0:
            remember("character", source)
        else:
            remember("unit", source)
            remember("step", t + 1)

    figure = gradient_figure(sheet.gradient, t + 1, i, EVERY if is_whole else MOST_TERMS_OF_A_PART)
    live_plotly(figure, key="gradient", on_click=follow, minimum_width=NARROWEST)
    _show_gradient_lines(session, place, sheet)


def show_logit(session: Session, place: Place, sheet: Worksheet, is_whole: bool) -> None:
    """Draw the sum into o."""
    t, _, k = place
    character = session.player.run.vocabulary.visible[k]

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (unit := mark["customdata"][2]) is not None:
            remember("unit", unit)

    figure = logit_figure(sheet, t + 1, character, EVERY if is_whole else MOST_TERMS)
    live_plotly(figure, key="logit", on_click=follow, minimum_width=NARROWEST)
    st.latex(symbols.logit(sheet, t + 1, character))
    T, H, K = _sizes(session)
    show_lines(
        "logits",
        f"a ({T}, {H}), V.T ({H}, {K}) and c ({K},) give o ({T}, {K}); o[{t}, {k}] = {number(sheet.o.total)}.",
    )


def show_probability(session: Session, place: Place, sheet: Worksheet, is_whole: bool) -> None:
    """Draw the division into y_pred, and the loss of the step."""
    t, _, k = place
    visible, probability = session.player.run.vocabulary.visible, sheet.probability

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (character := mark["customdata"][2]) is not None:
            remember("character", character)

    rows = {"most": EVERY} if is_whole else {}
    live_plotly(softmax_figure(probability, k, visible, **rows), key="softmax", on_click=follow,
                minimum_width=NARROWEST)  # fmt: skip
    st.latex(symbols.softmax(sheet, t + 1, k, visible[k]))
    T, _, K = _sizes(session)
    show_lines("softmax", f"e and y_pred have the shape ({T}, {K}); y_pred[{t}, {k}] = {number(probability.y_pred)}.")


def show_loss(session: Session, place: Place, sheet: Worksheet) -> None:
    """Draw the loss of the step as an equation."""
    visible, probability = session.player.run.vocabulary.visible, sheet.probability
    st.latex(symbols.loss(sheet, place.t + 1, visible[probability.target]))
    T, _, _ = _sizes(session)
    show_lines("loss", f"one loss a step, ({T},); the loss at this step is {number(probability.loss)} nats.")


def show_output_error(session: Session, place: Place, sheet: Worksheet) -> None:
    """Draw the error of the chosen character as an equation: where the way back begins."""
    (t, _, k), probability = place, sheet.probability
    st.latex(symbols.output_error(sheet, t + 1, k, session.player.run.vocabulary.visible[k]))
    T, _, K = _sizes(session)
    error = probability.y_pred - (k == probability.target)
    show_lines("output error", f"do has the shape ({T}, {K}); do[{t}, {k}] = {number(error)}.")


def _show_gradient_lines(session: Session, place: Place, sheet: Worksheet) -> None:
    (t, i, _), back = place, sheet.gradient
    T, H, K = _sizes(session)
    st.latex(symbols.activation_gradient(sheet, t + 1, i))
    show_lines(
        "from this step",
        f"do ({T}, {K}) and V ({K}, {H}); da_output[{t}, {i}] = {number(back.from_output.total)}.",
    )
    show_lines(
        "from the future",
        f"W.T ({H}, {H}) and ds of the step after; da_future[{t}, {i}] = {number(back.from_future.total)}.",
    )
    st.latex(symbols.pre_activation_gradient(sheet, t + 1, i))
    show_lines(
        "pre-activation gradient",
        f"ds ({T}, {H}); tanh_slope[{t}, {i}] = {number(back.tanh_slope)}, ds[{t}, {i}] = {number(back.ds)}.",
    )


def _sizes(session: Session) -> tuple[int, int, int]:
    """Return T, H and K."""
    run = session.player.run
    return len(run.inputs), run.settings.hidden_size, len(run.vocabulary)
