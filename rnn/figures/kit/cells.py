"""The numbers of a heatmap as they are sent: of a large one in whole per cents, a byte each, to keep redraws small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_CELLS = 15_000  # of four bytes each; more would make a redraw of hundreds of kilobytes


@dataclass(frozen=True)
class Cells:
    """A matrix to be drawn.

    trace  z, zmin and zmax of the heatmap        value  how the hover text writes a cell's number
    bar    what the colour bar needs to show the numbers themselves
    """

    trace: dict
    value: str
    bar: dict


def cells_of(values: np.ndarray, low: float, high: float, digits: str) -> Cells:
    """Return a matrix (rows, columns) for a heatmap whose colours go from low to high.

    digits  the format of a number in the hover text, such as ".4f"
    Of more than 15,000 numbers each is rounded to a whole per cent of the range's larger end, and written as that.
    """
    if values.size <= MOST_CELLS:
        z = values.astype(np.float32)
        return Cells({"z": z, "zmin": low, "zmax": high}, f"%{{z:{digits}}}", {})
    end = max(abs(low), abs(high))
    z = np.rint(100 * np.clip(values / end, -1, 1)).astype(np.int8)
    at = [low, (low + high) / 2, high]
    bar = {"tickvals": [100 * value / end for value in at], "ticktext": [f"{value:g}" for value in at]}
    return Cells({"z": z, "zmin": 100 * low / end, "zmax": 100 * high / end}, f"%{{z}} % of {end:g}", bar)
