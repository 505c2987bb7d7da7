"""A change of a setting while a network trains, and which settings may be changed so."""

from __future__ import annotations

from dataclasses import dataclass

CHANGEABLE = ("learning_rate", "clip_value", "clip_norm")


@dataclass(frozen=True, order=True)
class Change:
    """From this update on, the setting has this value. Updates are counted from 0: that of the first is the setting.

    Example: Change(5_000, "learning_rate", 0.05) leaves 5,000 updates as they were.
    """

    update: int
    name: str
    value: float
