"""A logarithmic axis whose ticks are whole powers of ten, as many as there is room for."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import style

MOST_TICKS = 8


def powers_axis(title: str, values) -> dict:
    """Return the layout of a logarithmic axis for these positive values; NaN and infinity are left out."""
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values) & (values > 0)]
    decades = np.ptp(np.log10(values)) if len(values) else 0
    return style.axis(title, type="log", exponentformat="power", dtick=max(1, int(np.ceil(decades / MOST_TICKS))))


def drawable(values: np.ndarray) -> np.ndarray:
    """Return the values with gaps where a logarithmic axis has no place for them."""
    return np.where(np.isfinite(values) & (values > 0), values, np.nan)
