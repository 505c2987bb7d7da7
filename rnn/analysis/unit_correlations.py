"""Which hidden units correlate with a feature of the text, and how closely.

The measure is Pearson's coefficient of correlation r between the activation a of a unit and the feature over the steps.
Where the feature is so or not so (1 or 0) it is also called the point-biserial correlation, and its sign says which way
the unit goes: above 0 where it is higher on steps that have the feature. r² is the share of the unit's variance that a
straight line through the feature explains. See https://en.wikipedia.org/wiki/Point-biserial_correlation_coefficient
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CHANCE_DEVIATIONS = 1.96  # standard deviations, between which 95 % of a normal distribution lie


@dataclass(frozen=True)
class UnitCorrelation:
    """How well the units correlate with a feature.

    correlations  (H,), -1 to 1                              best    the unit with the largest |r|, the first of equals
    with_feature, without_feature  each unit's mean activation, (H,), over the steps that have the feature and over the
                  others; for a number: over the steps where it is above its mean and over the others
    chance_limit  how large |r| gets by chance in 1 of 20 units, if all steps were independent: 1.96 / √n
    is_constant   whether the feature is the same at all steps, so that no unit can correlate with it
    """

    correlations: np.ndarray
    best: int
    with_feature: np.ndarray
    without_feature: np.ndarray
    chance_limit: float
    is_constant: bool


def find_units(a: np.ndarray, feature: np.ndarray) -> UnitCorrelation:
    """Return how well each unit correlates with a feature.

    a        (n, H) activations, one row a step       feature  (n,) bool or float, n >= 1
    """
    feature = np.asarray(feature, float)
    r = correlations(a, feature)
    has = feature > feature.mean()
    with_feature, without_feature = (_mean(a[rows]) for rows in (has, ~has))
    chance_limit = min(1.0, CHANCE_DEVIATIONS / np.sqrt(len(a)))
    return UnitCorrelation(
        r, int(np.abs(r).argmax()), with_feature, without_feature, chance_limit, bool(np.ptp(feature) == 0)
    )


def correlations(a: np.ndarray, feature: np.ndarray) -> np.ndarray:
    """Return Pearson's r between each column of a (n, H) and the feature (n,): (H,), -1 to 1.

    r = Σ (a - mean a)(f - mean f) / √(Σ (a - mean a)² Σ (f - mean f)²); 0 where a unit or the feature never changes.
    """
    a, feature = np.asarray(a, float), np.asarray(feature, float)
    units, steps = _directions(a), _directions(feature[:, None])
    return np.clip(units.T @ steps[:, 0], -1, 1)


def rank_units(correlations: np.ndarray) -> np.ndarray:
    """Return the units, (H,), the one with the largest |r| first; of equals, the one with the lower number."""
    return np.argsort(-np.abs(correlations), kind="stable")


def _directions(columns: np.ndarray) -> np.ndarray:
    """Return the columns less their means, and of length 1; 0 where a column never changes."""
    lowest, highest = columns.min(axis=0), columns.max(axis=0)
    spread = highest - lowest
    steady = np.divide(columns - lowest, spread, out=np.zeros_like(columns), where=spread > 0)  # squares that fit
    steady -= steady.mean(axis=0)
    lengths = np.linalg.norm(steady, axis=0)
    return np.divide(steady, lengths, out=np.zeros_like(steady), where=lengths > 0)


def _mean(rows: np.ndarray) -> np.ndarray:
    return rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1])
