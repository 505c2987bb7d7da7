"""How well each hidden unit correlates with a feature of the text, as bars."""

from __future__ import annotations

import numpy as np

from rnn.analysis.unit_correlations import UnitCorrelation
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import number_axis

HEIGHT = 300


def unit_ranking_figure(correlation: UnitCorrelation, feature: str, unit: int) -> style.Figure:
    """Draw the correlation of each unit with the feature, in the order of the units, the chosen one marked.

    feature  its name, which may hold a visitor's character in our words
    """
    r, H = correlation.correlations, len(correlation.correlations)
    bars = style.bar(
        x=np.arange(H),
        y=r,
        marker={"color": np.where(r < 0, style.NEGATIVE, style.POSITIVE).tolist()},
        hovertemplate="unit %{x}: r = %{y:.3f}<extra></extra>",
    )
    return style.figure(
        [_luck_lines(correlation.luck, H), bars, marks.diamond([unit], [r[unit]], "chosen unit", cliponaxis=False)],
        title="How well each unit tells it",
        see="Orange units are higher where it is so, blue ones lower; the diamond marks the chosen unit. A bar between "
        "the dashed lines may be luck: of units that tell nothing, 1 in 20 goes beyond them. Click a bar to see its "
        "unit on the text above.",
        alt=f"Feature: {feature}. Of {H} units, unit {correlation.best} tells it best with "
        f"r = {r[correlation.best]:.3f}; unit {unit} has {r[unit]:.3f}.",
        x=number_axis("hidden unit", H, range=[-0.6, H - 0.4]),
        y=style.axis("correlation r (−1 to 1)", range=[-1.05, 1.05], **style.ZERO_LINE),
        height=HEIGHT,
        showlegend=False,
        uirevision=f"{H} units",
    )


def _luck_lines(luck: float, H: int) -> dict:
    ends = [-0.5, H - 0.5]
    return marks.dashed([*ends, None, *ends], [luck] * 2 + [None] + [-luck] * 2, "luck", width=1)
