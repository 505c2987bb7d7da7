"""Which characters are similar to the network, as a heatmap of cosines."""

from __future__ import annotations

import numpy as np

from rnn.figures.kit import style
from rnn.figures.kit.axes import lettered_axis

CELL_PIXELS = 12
SHORTEST, TALLEST = 300, 480


def similarity_figure(similarities: np.ndarray, characters: list[str], title: str, see: str) -> style.Figure:
    """Draw the cosines (K, K) between the characters' vectors; characters made visible."""
    K = len(characters)
    height = int(np.clip(120 + CELL_PIXELS * K, SHORTEST, TALLEST))
    axis = lettered_axis("character", characters, height - 130)
    return style.figure(
        [
            style.heatmap(
                z=similarities.astype(np.float32),
                colorscale=style.DIVERGING,
                zmin=-1,
                zmax=1,
                colorbar=style.colour_bar("cosine, −1 to 1", len=0.9),
                hovertemplate="%{y} and %{x}: %{z:.3f}<extra></extra>",
            )
        ],
        title=title,
        see=see,
        alt=f"{K} by {K} characters; apart from the diagonal the cosines go from {_others(similarities).min():.2f} "
        f"to {_others(similarities).max():.2f}.",
        x=axis,
        y={**axis, "range": axis["range"][::-1]},
        height=height,
    )


def _others(similarities: np.ndarray) -> np.ndarray:
    K = len(similarities)
    return similarities[~np.eye(K, dtype=bool)] if K > 1 else similarities.ravel()
