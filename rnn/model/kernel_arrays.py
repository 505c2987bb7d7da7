"""What the compiled kernel works on: a progress as arrays laid out for its loops, and the rules of the updates.

W, U and V are transposed, so that every inner loop runs over neighbouring numbers. A network is laid out before the
first of many updates, and its progress put back after the last.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from rnn.model.optimisers import Clipping
from rnn.model.parameters import Parameters, parameter_count
from rnn.model.windows import TrainingState, TrainingWindows

STRIP = 16
SMALL = 512  # up to this H K, as in the notebook's case, updates are made step by step, and round as they always have


def is_large(hidden_size: int, vocabulary_size: int) -> bool:
    """Tell whether a network of H hidden units and K characters is trained by the loops for large ones."""
    return hidden_size * vocabulary_size > SMALL


class Arrays(NamedTuple):
    """All that updates change; theta, gradient, m and v are vectors of W.T, U.T, b, V.T and c, one after the other.

    theta, gradient     (N,) the parameters, and dL/dtheta, which is 0 between two updates
    weights, gradients  W.T (H, H), U.T (K, H), b (H,), V.T (H, K), c (K,): views on these two
    m, v                (N,) what the optimiser keeps; (0,) what it does not
    a, ds               (window + 1, H) a[t + 1] and dL/ds[t + 1] are step t's, a[0] the state before the first step
    do                  (window, K) dL/do
    """

    theta: np.ndarray
    weights: tuple
    gradient: np.ndarray
    gradients: tuple
    m: np.ndarray
    v: np.ndarray
    a: np.ndarray
    ds: np.ndarray
    do: np.ndarray


class Room(NamedTuple):
    """What networks of one size are trained in.

    key     H, K, window and the optimiser's slots        arrays  for the loops
    row     (1, H) room for W.T ds in a large network; None in a small one. Numba compiles each kind at its first call,
            without what `row is None` excludes: small networks need not wait for what is for large ones
    places  where the parameters and all that is kept go: five views each
    """

    key: tuple
    arrays: Arrays
    row: np.ndarray | None
    places: list[tuple]


class Rules(NamedTuple):
    """What updates follow, as in Course, Optimiser and Clipping; carries is whether a state is carried here.

    bound, norm  how large each number of a gradient, and its length, may be; infinity where there is no bound
    """

    inputs: np.ndarray
    targets: np.ndarray
    window: int
    windows: int
    carries: bool
    constants: tuple
    is_corrected: bool
    bound: float
    norm: float


# Room that a call has done with, by its key, for the next: to make it takes longer than an update. Between two calls
# the gradient is 0; all else is written anew. Taking one out is one step, so that two threads never have the same.
_spare: dict[tuple, Room] = {}
SPARES = 2


def rules_of(state: TrainingState, windows: TrainingWindows, clipping: Clipping) -> Rules:
    """Return the rules for these updates of a progress."""
    text, optimiser, carries = (windows.inputs, windows.targets), windows.optimiser, len(state.a) > 0
    bounds = float(clipping.value or math.inf), float(clipping.norm or math.inf)
    return Rules(*text, windows.length, windows.count, carries, optimiser.constants, optimiser.is_corrected, *bounds)


def lay_out(state: TrainingState, windows: TrainingWindows) -> Room:
    """Return room for a progress, filled with its numbers; nobody else has it until they are put back."""
    H, K = state.parameters.hidden_size, state.parameters.vocabulary_size
    key = H, K, windows.length, windows.optimiser.slots
    room = _spare.pop(key, None) or _new_room(*key)
    for numbers, place in zip(_numbers(state), room.places, strict=True):
        _copy_transposed(numbers, place)
    room.arrays.a[0] = 0.0
    room.arrays.a[0, : len(state.a)] = state.a
    return room


def put_back(room: Room, state: TrainingState) -> None:
    """Write the numbers to the progress that they were laid out for; the room is free for the next."""
    for numbers, place in zip(_numbers(state), room.places, strict=True):
        _copy_transposed(place, numbers)
    state.a[:] = room.arrays.a[0, : len(state.a)]
    if len(_spare) >= SPARES:
        _spare.clear()
    _spare[room.key] = room


def _new_room(H: int, K: int, window: int, slots: tuple[int, ...]) -> Room:
    """Return room for networks of these sizes, all 0; slots are those of Optimiser."""
    N = parameter_count(H, K)
    theta, gradient = _zeros(N), _zeros(N)
    m, v = kept = [_zeros(N if slot in slots else 0) for slot in (0, 1)]
    a, ds, do = _zeros(window + 1, H), _zeros(window + 1, H), _zeros(window, K)
    arrays = Arrays(theta, _views(theta, H, K), gradient, _views(gradient, H, K), m, v, a, ds, do)
    places = [arrays.weights, *(_views(kept[slot], H, K) for slot in slots)]
    return Room((H, K, window, slots), arrays, _zeros(1, H) if is_large(H, K) else None, places)


def _numbers(state: TrainingState) -> list[Parameters]:
    """Return the parameters and each vector of all that is kept, as five arrays each."""
    H, K = state.parameters.hidden_size, state.parameters.vocabulary_size
    return [state.parameters, *(Parameters(vector, H, K) for vector in state.memory)]


def _zeros(*shape: int) -> np.ndarray:
    """Return zeros that begin where a line of the cache (64 bytes) does: a vector across two lines is slow to read."""
    size = math.prod(shape)
    space = np.zeros(size + 7)
    first = -space.__array_interface__["data"][0] % 64 // 8
    return space[first : first + size].reshape(shape)


def _views(flat: np.ndarray, H: int, K: int) -> tuple:
    """Return the views W.T (H, H), U.T (K, H), b (H,), V.T (H, K), c (K,) on a flat vector."""
    W, U, b, V, c = np.split(flat, np.cumsum([H * H, H * K, H, K * H]))
    return W.reshape(H, H), U.reshape(K, H), b, V.reshape(H, K), c


def _copy_transposed(arrays, places) -> None:
    """Transpose five arrays into their places, strip by strip: a large array would not stay in the cache."""
    for array, place in zip(arrays, places, strict=True):
        for i in range(0, len(array), STRIP):
            place[..., i : i + STRIP] = array[i : i + STRIP].T
