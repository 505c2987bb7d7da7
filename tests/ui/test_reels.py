"""What a component is sent of several moments: what differs, and nothing else."""

import json

import numpy as np
import pytest
from _plotly_utils.utils import to_typed_array_spec
from hypothesis import given
from hypothesis import strategies as st

from rnn.ui.components.reels import changes, encoded


def patched(base: dict, found: list, index: int) -> dict:
    """Put the values of one moment into the last one's data, as the browser does."""
    data = json.loads(json.dumps(base))
    for path, values in found:
        part = data
        for name in path[:-1]:
            part = part[name]
        part[path[-1]] = values[index]
    return data


FRAMES = st.lists(
    st.fixed_dictionaries(
        {
            "words": st.sampled_from(["a", "b"]),
            "figure": st.fixed_dictionaries(
                {
                    "data": st.tuples(st.lists(st.integers(0, 2), max_size=3), st.integers(0, 1)).map(
                        lambda pair: [{"z": pair[0], "name": "z"}, {"y": pair[1]}]
                    ),
                    "layout": st.fixed_dictionaries({"height": st.integers(1, 2)}),
                }
            ),
        }
    ),
    min_size=2,
    max_size=5,
)


@given(FRAMES)
def test_the_last_moment_and_what_differs_give_every_moment(frames):
    """With the values of a moment put in, the data are those of that moment."""
    found = changes(frames)

    assert [patched(frames[-1], found, index) for index in range(len(frames))] == frames


def test_what_is_the_same_is_not_sent():
    """Of two traces with a longer list each only the one that differs is named."""
    same = np.arange(100.0)
    frames = [{"figure": {"data": [{"x": same.copy()}, {"y": np.array([value])}]}} for value in (1.0, 2.0)]

    assert [path for path, _ in changes(frames)] == [["figure", "data", 1, "y"]]


@pytest.mark.parametrize("other", [np.zeros((4, 1)), np.zeros(4, dtype=np.float32), np.zeros(5), [0.0] * 4, None])
def test_arrays_of_other_shapes_or_numbers_are_other_arrays(other):
    """What the browser would get is not the same, although all that there is in it is 0."""
    assert changes([{"z": np.zeros(4)}, {"z": other}, {"z": np.zeros(4)}]) != []


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "uint8"])
@pytest.mark.parametrize("shape", [(), (0,), (4,), (2, 3), (3, 2, 2)])
def test_arrays_are_packed_as_plotly_packs_them(dtype: str, shape: tuple):
    """Of whatever numbers and shape, also one that is not contiguous, the browser gets what Plotly would send."""
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype).T
    by_plotly = to_typed_array_spec(array)

    assert json.loads(encoded({"z": array}))["z"] == (by_plotly if isinstance(by_plotly, dict) else array.tolist())


def test_arrays_are_packed():
    """An array of floats goes as base64, which is shorter and faster to write than its digits."""
    sent = json.loads(encoded({"z": np.zeros((2, 3), dtype=np.float32)}))

    assert (sent["z"]["dtype"], sent["z"]["shape"]) == ("f4", "2, 3")
