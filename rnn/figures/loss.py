"""The loss along the film."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from rnn.figures import style

POINTS = 400


def loss_figure(
    losses: np.ndarray,
    test_losses: np.ndarray,
    guessing_loss: float,
    epoch: int,
    loss: float,
    epochs: int,
    is_logarithmic: bool = True,
    diverged_at: int | None = None,
) -> go.Figure:
    """Draw train and test loss, thinned to 400 points that are even on the axis, with a marker at the playhead.

    losses, test_losses  (epochs so far,) in nats     guessing_loss  T ln K     epoch, loss  where the playhead stands
    epochs               the length of the film, in epochs: the axis shows it all from the start
    """
    shown = _thinned(len(losses), is_logarithmic)
    at = shown + 1 if is_logarithmic else shown  # a logarithmic axis has no 0: epoch e is drawn at e + 1
    offset = 1 if is_logarithmic else 0
    data = [
        _line(at, losses[shown], "train", style.SERIES[0], "solid"),
        _line(at, test_losses[shown], "test (after the update)", style.SERIES[1], "dot"),
        _line([offset, epochs + offset], [guessing_loss] * 2, "guessing, T·ln K", style.QUIET, "dash"),
        style.scatter(
            x=[epoch + offset],
            y=[loss],
            name="playhead",
            mode="markers",
            marker={"color": style.MARKER, "size": 13, "symbol": "diamond"},
            hovertemplate=f"the playhead: epoch {epoch:,}, {loss:.4g} nats<extra></extra>",
        ),
    ]  # fmt: skip
    kind = "log" if is_logarithmic else "linear"
    span = np.array([offset, epochs + offset], dtype=float)
    span = np.log10(span) if is_logarithmic else span
    figure = style.figure(
        data,
        title="Loss while training",
        see="Where the curve leaves the dashed line, the network knows more than how many characters there are. "
        + ("Both axes are logarithmic; epoch e is drawn at e + 1." if is_logarithmic else "Both axes are linear."),
        alt=f"At epoch {epoch:,} the loss is {loss:.4g} nats; guessing would cost {guessing_loss:.4g}.",
        x=style.axis("epoch + 1" if is_logarithmic else "epoch", type=kind, range=span.tolist()),
        y=style.axis("loss (nats, summed over the steps)", type=kind, exponentformat="power"),
        height=420,
    )  # fmt: skip
    if diverged_at is not None:
        figure.add_vline(diverged_at + offset, line={"color": style.WRONG, "dash": "dashdot"},
                         annotation_text=f"diverged at epoch {diverged_at:,}")  # fmt: skip
    return figure


def _thinned(count: int, is_logarithmic: bool) -> np.ndarray:
    """Return the indices of at most about 400 of `count` epochs, even on the axis, the last among them."""
    if count == 0:
        return np.array([], dtype=int)
    even = np.geomspace(1, count, POINTS) - 1 if is_logarithmic else np.linspace(0, count - 1, POINTS)
    return np.unique(np.rint(even).astype(int))


def _line(x, y, name: str, colour: str, dash: str) -> dict:
    return style.scatter(
        x=x,
        y=np.asarray(y, dtype=np.float32),
        name=name,
        mode="lines",
        line={"color": colour, "dash": dash, "width": 2},
        hovertemplate=name + ": %{y:.4g} nats<extra></extra>",
    )
