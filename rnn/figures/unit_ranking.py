"""How well each hidden unit correlates with a feature of the text, as bars."""

from __future__ import annotations

import numpy as np

from rnn.analysis.unit_correlations import UnitCorrelation
from rnn.figures.kit import marks, style
from rnn.figures.kit.axes import number_axis
from rnn.text.numbers import counted, signed

HEIGHT = 300


def unit_ranking_figure(correlation: UnitCorrelation, feature: str, unit: int) -> style.Figure:
    """Draw the correlation of each unit with the feature, in the order of the units, the chosen one marked.

    feature  its name, which may hold a visitor's character in our words
    """
    r, H, best = correlation.correlations, len(correlation.correlations), correlation.best
    beyond = int((np.abs(r) > correlation.chance_limit).sum())
    most = f"Unit {best} correlates most, r = {signed(r[best])}" if r[best] else "No unit correlates with it, r = 0"
    bars = style.bar(
        x=np.arange(H),
        y=r,
        marker={"color": np.where(r < 0, style.NEGATIVE, style.POSITIVE).tolist()},
        hovertemplate="unit %{x}: r = %{y:.3f}<extra></extra>",
    )
    return style.figure(
        [
            _chance_lines(correlation.chance_limit, H),
            bars,
            marks.diamond([unit], [r[unit]], "chosen unit", cliponaxis=False),
        ],
        title="Correlation of each unit with the feature",
        see=f"{most}. Beyond the dashed lines: {beyond} of {counted(H, 'unit')}; by chance, 1 in 20 unrelated units "
        "would be. Click a bar to choose its unit.",
        alt=f"Feature: {feature}. {most}; unit {unit} has r = {r[unit]:.3f}.",
        x=number_axis("hidden unit", H, range=[-0.6, H - 0.4]),
        y=style.axis("correlation r (−1 to 1)", range=[-1.05, 1.05], **style.ZERO_LINE),
        height=HEIGHT,
        showlegend=False,
        uirevision=f"{H} units",
    )


def _chance_lines(end: float, H: int) -> dict:
    """Return the lines between which a correlation may be chance."""
    ends = [-0.5, H - 0.5]
    return marks.dashed([*ends, None, *ends], [end] * 2 + [None] + [-end] * 2, "chance", width=1)
