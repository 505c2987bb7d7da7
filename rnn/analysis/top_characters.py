"""Which of many characters a picture shows, where there is no room for all."""

from __future__ import annotations

import numpy as np

MOST = 40


def top_characters(targets: np.ndarray, usual: np.ndarray, most: int = MOST) -> np.ndarray:
    """Return the indices of the characters that matter for these targets, in order: all K where K is at most `most`.

    First come the targets, the more frequent first, then the characters that are usual in the text; of equals the
    lower index. The predictions have no influence, so that a picture keeps its rows while the network learns.

    targets  (T,) indices        usual  (K,) how often each character occurs in the whole text
    """
    here = np.bincount(targets, minlength=len(usual))
    order = np.lexsort((np.arange(len(usual)), -np.asarray(usual), -here))
    return np.sort(order[:most])


def likeliest(o: np.ndarray, target: int, most: int = MOST) -> np.ndarray:
    """Return the indices of the `most` largest logits o (K,), the largest first; the target is always among them.

    A target that is less likely than all of them takes the place of the last. Of equals the lower index comes first.
    """
    order = np.argsort(-o, kind="stable")[:most]
    return order if target in order else np.append(order[:-1], target)


def with_rest(values: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """Return the columns `shown` of the values (..., K), and after them the sum of the others if there are any."""
    rest = np.delete(values, shown, axis=-1)
    parts = [values[..., shown]] + ([rest.sum(axis=-1, keepdims=True)] if rest.shape[-1] else [])
    return np.concatenate(parts, axis=-1)


def places(shown: np.ndarray, K: int) -> np.ndarray:
    """Return for each of K characters the column of `with_rest` that it is in, (K,)."""
    columns = np.full(K, len(shown))
    columns[shown] = np.arange(len(shown))
    return columns
