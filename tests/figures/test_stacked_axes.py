"""Panels one below the other: none overlaps another, and each lies under its heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.figures.kit.stacked_axes import HEADING_PIXELS, Row, stack

rows = st.lists(st.builds(Row, st.text("ab"), st.integers(1, 300), st.integers(0, 80)), min_size=1, max_size=6)


@given(rows)
def test_every_row_has_its_height_below_its_heading(rows):
    """From the top down each row has its heading, its panel and its free room, and together they fill the figure."""
    places = stack(rows)

    above = 1.0
    for row, (bottom, top), heading in zip(rows, places.domains, places.headings, strict=True):
        assert above - top == pytest.approx(HEADING_PIXELS / places.pixels)
        assert top - bottom == pytest.approx(row.height / places.pixels)
        assert heading["y"] == top
        above = bottom - row.below / places.pixels
    assert above == pytest.approx(0, abs=1e-12)
    assert min(bottom for bottom, _ in places.domains) >= 0


def test_rows_are_numbered():
    """A heading is its number and its words, so that a sentence can speak of the second panel."""
    assert [heading["text"] for heading in stack([Row("one", 10), Row("two", 10)]).headings] == [
        "<b>1</b>  one",
        "<b>2</b>  two",
    ]
