"""The riddle's pictures: what is shown and predicted, what wrong characters give, and what is copied along the film."""

from __future__ import annotations

import numpy as np

from rnn.analysis.disorder import CopyingFilm
from rnn.figures.kit import style
from rnn.figures.kit.axes import ROOM_ABOVE, escaped_html, lettered_axis, minimum_width

COLUMN_PIXELS = 26
SHOWN, PREDICTED = 1.0, 0.0
EDGE = 1.03  # room for the playhead at the end
LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"}


def predicted_figure(
    fed: np.ndarray,
    predicted: np.ndarray,
    expected: np.ndarray,
    labels: list[str],
    title: str,
    expected_name: str = "the one that follows in the text",
    seed_steps: int | None = None,
) -> style.Figure:
    """Lay out what is shown and what is predicted, one column a case; each prediction is compared with two characters.

    fed, predicted  (n,) indices of the K characters; labels: the characters made visible
    expected        (n,) the index of the other character that each prediction is compared with; -1 for none
    expected_name   what that character is
    seed_steps      how many columns read the seed: a line follows them; None where there is no seed
    """
    shown, says = [labels[k] for k in fed], [labels[k] for k in predicted]
    n, columns = len(fed), np.arange(1, len(fed) + 1)
    is_same, is_expected = predicted == fed, predicted == expected
    kinds = [
        ("the character shown", is_same, style.SELECTED, "circle-open"),
        (expected_name, is_expected, style.CORRECT, "square-open"),
        ("another", ~is_same & ~is_expected, style.WRONG, "x-thin"),
    ]
    has_line = seed_steps is not None and seed_steps < n
    return style.figure(
        [
            _letters(columns, SHOWN, shown, "shown", style.TEXT),
            *(_frames(columns[chosen], name, colour, symbol) for name, chosen, colour, symbol in kinds),
            _letters(columns, PREDICTED, says, "predicted", style.TEXT),
        ],
        title=title,
        see="Above the character shown, below the one that the network predicts: the character shown (purple circle), "
        f"{expected_name} (green square), or another (red cross below it)."
        + (" Right of the line it is shown what it wrote itself." if has_line else ""),
        alt=f"Shown: {''.join(shown)}. Predicted: {''.join(says)}. {int(is_same.sum())} of {n} are the character "
        f"shown, {int(is_expected.sum())} are {expected_name}.",
        x=style.hidden_axis(range=[0.3, n + 0.7]),
        y=style.axis(
            None,
            range=[-0.75, 1.5],
            tickvals=[SHOWN, PREDICTED],
            ticktext=["shown", "predicted"],
            showgrid=False,
            fixedrange=True,
        ),
        height=250,
        shapes=_line_after(seed_steps) if has_line else [],
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def asked_figure(seed: list[str], count: int) -> style.Figure:
    """Lay out the seed that a network is shown, and as many empty places as it is to write; nothing of its answer."""
    columns = np.arange(1, len(seed) + count + 1)
    return style.figure(
        [
            _letters(columns[: len(seed)], SHOWN, seed, "shown", style.TEXT),
            _letters(columns[len(seed) :], SHOWN, ["?"] * count, "to be written", style.SELECTED),
        ],
        title="What will it write?",
        see="Left of the line: the seed that it is shown. Right of it: what it writes, one character after another.",
        alt=f"The seed {''.join(seed)}, then {count} characters that it is to write.",
        x=style.hidden_axis(range=[0.3, len(columns) + 0.7]),
        y=style.hidden_axis(range=[0.4, 1.6]),
        height=120,
        showlegend=False,
        shapes=_line_after(len(seed)),
    )


def wrong_characters_figure(
    copied: np.ndarray, of_place: np.ndarray, others: np.ndarray, places: list[str]
) -> style.Figure:
    """Stack, place by place, what the wrong characters there give.

    copied, of_place, others  (T,) how many of the K - 1 wrong characters of each place are copied, give the character
                              of the place, and give another; the three add up to K - 1
    places                    the T characters of the text made visible
    """
    wrong = int(copied[0] + of_place[0] + others[0])
    steps = np.arange(1, len(places) + 1)
    kinds = [
        ("the character shown", copied, style.SELECTED),
        ("the character of the place", of_place, style.CORRECT),
        ("another", others, style.WRONG),
    ]
    pixels = minimum_width(len(places))
    return style.figure(
        [
            style.bar(
                x=steps,
                y=counts,
                name=name,
                marker={"color": colour},
                hovertemplate=f"place %{{x}}: %{{y}} of {wrong} give {name}<extra></extra>",
            )
            for name, counts, colour in kinds
        ],
        title="What a wrong character gives, place by place",
        see=f"The text is right up to a place, and there each of the {wrong} wrong characters is shown once: how many "
        "give the character shown, the character that belongs there, or another.",
        alt=f"From the second place on, of {wrong * (len(places) - 1):,} cases "
        + ", ".join(f"{int(counts[1:].sum()):,} give {name}" for name, counts, _ in kinds)
        + f". At the first place: {', '.join(str(int(counts[0])) for _, counts, _ in kinds)}.",
        x=lettered_axis("character that belongs to the place", places, pixels, first=1),
        y=style.axis("wrong characters shown", range=[0, wrong]),
        height=320,
        barmode="stack",
        bargap=0.15,
        **ROOM_ABOVE,
        legend={**LEGEND, "traceorder": "normal"},
    )


def copying_figure(film: CopyingFilm) -> style.Figure:
    """Draw how many characters are copied along the film, in the order of the text and in others, with the playhead."""
    last_tick = float(np.log10(film.epochs[-1] + 1))
    return style.figure(
        [
            _copies(film.epochs, film.in_order, "in the order of its text", style.SERIES[0], "dash"),
            _copies(film.epochs, film.in_others, "in other orders, mean", style.SERIES[1], "solid"),
            style.scatter(
                x=[film.epoch + 1],
                y=[film.now],
                name="playhead",
                mode="markers",
                marker={"color": style.SELECTED, "size": 13, "symbol": "diamond"},
                hovertemplate=f"the playhead: epoch {film.epoch:,}, {film.now:.1f} in other orders<extra></extra>",
            ),
        ],
        title="Characters copied along the film",
        see="The dashed line is the text in its own order, on which the network is trained; the solid one is the same "
        "characters in other orders. Epoch n is drawn at n + 1.",
        alt=f"In other orders it copies {film.most:.1f} of {film.steps} at most, at epoch {film.epochs[film.best]:,}, "
        f"and {film.last:.1f} at epoch {film.epochs[-1]:,}; in the order of its text {int(film.in_order[-1])} there. "
        f"At the playhead, epoch {film.epoch:,}, it copies {film.now:.1f} in other orders.",
        x=style.axis(
            "epoch + 1",
            type="log",
            range=[0, last_tick * EDGE + EDGE - 1],
            exponentformat="power",
        ),
        y=style.axis("characters copied", range=[0, film.steps * 1.05]),
        height=360,
        **ROOM_ABOVE,
        legend=LEGEND,
    )


def _copies(epochs: np.ndarray, copied: np.ndarray, name: str, colour: str, dash: str) -> dict:
    return style.scatter(
        x=epochs + 1,
        y=copied.astype(np.float32),
        customdata=epochs,
        name=name,
        mode="lines",
        line={"color": colour, "dash": dash, "width": 2},
        hovertemplate="epoch %{customdata:,}: %{y:.1f} " + name + "<extra></extra>",
    )


def _letters(columns: np.ndarray, row: float, letters: list[str], name: str, colour: str) -> dict:
    return style.scatter(
        x=columns,
        y=np.full(len(columns), row),
        text=[escaped_html(letter) for letter in letters],
        name=name,
        mode="text",
        textfont={"family": style.CHARACTER_FONT, "size": 17, "color": colour},
        hovertemplate=f"column %{{x}}: {name} %{{text}}<extra></extra>",
        showlegend=False,
    )


def _frames(columns: np.ndarray, name: str, colour: str, symbol: str) -> dict:
    is_cross = symbol == "x-thin"
    return style.scatter(
        x=columns,
        y=np.full(len(columns), PREDICTED - 0.5 * is_cross),
        name=escaped_html(name),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": 9 if is_cross else 25,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        hoverinfo="skip",
        showlegend=True,
    )


def _line_after(column: int) -> list[dict]:
    x = column + 0.5
    return [{"type": "line", "x0": x, "x1": x, "y0": -0.75, "y1": 1.5, "line": {"color": style.QUIET, "dash": "dot"}}]
