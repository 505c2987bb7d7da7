"""The worksheet on the screen: each sum as a waterfall, its equation with the live numbers, and the lines that do it.

A click on a term leads to where its number comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rnn.analysis.worksheet import Worksheet, fill_worksheet
from rnn.figures.kit.style import Figure
from rnn.figures.kit.waterfall import NARROWEST, narrowest, steady_reel
from rnn.figures.softmax import softmax_figure
from rnn.figures.worksheet import (
    MOST_TERMS,
    MOST_TERMS_OF_A_PART,
    gradient_figure,
    logit_figure,
    pre_activation_figure,
    tanh_figure,
)
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.one_step import symbols
from rnn.ui.one_step.place import Place

EVERY = 10_000


@dataclass(frozen=True)
class Work:
    """What the page has worked out.

    sheets      the arithmetic at the place, at each moment of the reel
    characters  made visible; sizes: T, H and K
    is_whole    whether every term is shown
    """

    place: Place
    sheets: list[Worksheet]
    characters: list[str]
    sizes: tuple[int, int, int]
    is_whole: bool
    select: Callable[..., None]


def work_out(reel: Reel, selection: Selection, place: Place, is_whole: bool) -> Work:
    """Work out everything at a place, for the network at each moment of the reel."""
    run = reel.now.run
    characters = run.vocabulary.visible
    sheets = [
        fill_worksheet(moment.parameters, moment.trace, moment.inputs, moment.targets, place, characters)
        for moment in reel
    ]
    sizes = len(reel.now.inputs), run.settings.hidden_size, len(characters)
    return Work(place, sheets, characters, sizes, is_whole, selection.select)


def show_pre_activation(work: Work) -> None:
    """Draw the sum into s."""
    t, i, _ = work.place

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (unit := mark["customdata"][2]) is not None and t > 0:
            work.select(unit=unit, step=t - 1)

    figures = [pre_activation_figure(sheet, t + 1, i, EVERY if work.is_whole else MOST_TERMS) for sheet in work.sheets]
    _show_waterfalls(figures, "pre_activation", follow)
    T, H, K = work.sizes
    show_lines(
        "pre-activation",
        f"U.T ({K}, {H}) and b ({H},) give s ({T}, {H}), then W ({H}, {H}) adds to each row. Above is s[{t}, {i}].",
        latex=[symbols.pre_activation(sheet, t + 1, i) for sheet in work.sheets],
    )


def _show_waterfalls(figures: list[Figure], key: str, follow: Callable[[dict], None]) -> None:
    """Draw one sum at each moment of the reel; wider than a phone, it scrolls in its own box."""
    steady_reel(figures)
    live_plotly(figures, key, follow, minimum_width=narrowest(figures[-1]))


def show_activation(work: Work) -> None:
    """Draw tanh with the point on it."""
    t, i, _ = work.place
    live_plotly([tanh_figure(sheet.s.total, sheet.a) for sheet in work.sheets], key="tanh")
    T, H, _ = work.sizes
    show_lines(
        "activation",
        f"a has the shape ({T}, {H}). Above is a[{t}, {i}].",
        latex=[symbols.activation(sheet, t + 1, i) for sheet in work.sheets],
    )


def show_gradient(work: Work) -> None:
    """Draw the sum into ∂L/∂a and ∂L/∂s."""
    t, i, _ = work.place

    def follow(mark: dict) -> None:
        if mark["trace"] > 1 or (source := mark["customdata"][2]) is None:
            return
        if mark["trace"] == 0:
            work.select(character=source)
        else:
            work.select(unit=source, step=t + 1)

    figures = [
        gradient_figure(sheet.gradient, t + 1, i, EVERY if work.is_whole else MOST_TERMS_OF_A_PART)
        for sheet in work.sheets
    ]
    _show_waterfalls(figures, "gradient", follow)
    _show_gradient_lines(work)


def show_logit(work: Work) -> None:
    """Draw the sum into o."""
    t, _, k = work.place
    character = work.characters[k]

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (unit := mark["customdata"][2]) is not None:
            work.select(unit=unit)

    figures = [logit_figure(sheet, t + 1, character, EVERY if work.is_whole else MOST_TERMS) for sheet in work.sheets]
    _show_waterfalls(figures, "logit", follow)
    T, H, K = work.sizes
    show_lines(
        "logits",
        f"a ({T}, {H}), V.T ({H}, {K}) and c ({K},) give o ({T}, {K}). Above is o[{t}, {k}].",
        latex=[symbols.logit(sheet, t + 1, character) for sheet in work.sheets],
    )


def show_probability(work: Work) -> None:
    """Draw the division into y_pred, and the loss of the step."""
    t, _, k = work.place
    visible = work.characters

    def follow(mark: dict) -> None:
        if mark["trace"] == 0 and (character := mark["customdata"][2]) is not None:
            work.select(character=character)

    rows = {"most": EVERY} if work.is_whole else {}
    figures = [softmax_figure(sheet.probability, k, visible, **rows) for sheet in work.sheets]
    live_plotly(figures, key="softmax", on_click=follow, minimum_width=NARROWEST)
    T, _, K = work.sizes
    show_lines(
        "softmax",
        f"e and y_pred have the shape ({T}, {K}). Above is y_pred[{t}, {k}].",
        latex=[symbols.softmax(sheet, t + 1, k, visible[k]) for sheet in work.sheets],
    )


def show_loss(work: Work) -> None:
    """Draw the loss of the step as an equation."""
    target = work.characters[work.sheets[-1].probability.target]
    T, _, _ = work.sizes
    show_lines(
        "loss",
        f"one loss a step, ({T},), in nats. Above is that of step {work.place.t + 1}.",
        latex=[symbols.loss(sheet, work.place.t + 1, target) for sheet in work.sheets],
    )


def show_output_error(work: Work) -> None:
    """Draw the error of the chosen character as an equation: where the way back begins."""
    t, _, k = work.place
    T, _, K = work.sizes
    show_lines(
        "output error",
        f"do has the shape ({T}, {K}). Above is do[{t}, {k}], where the way back begins.",
        latex=[symbols.output_error(sheet, t + 1, k, work.characters[k]) for sheet in work.sheets],
    )


def _show_gradient_lines(work: Work) -> None:
    t, i, _ = work.place
    T, H, K = work.sizes
    show_lines(
        "from this step",
        f"do ({T}, {K}) times V ({K}, {H}). The first number above is da_output[{t}, {i}].",
        latex=[symbols.activation_gradient(sheet, t + 1, i) for sheet in work.sheets],
    )
    show_lines(
        "from the future",
        f"W.T ({H}, {H}) times ds of the step after. The second number above is da_future[{t}, {i}].",
    )
    show_lines(
        "pre-activation gradient",
        f"ds and tanh_slope have the shape ({T}, {H}). Above is ds[{t}, {i}].",
        latex=[symbols.pre_activation_gradient(sheet, t + 1, i) for sheet in work.sheets],
    )
