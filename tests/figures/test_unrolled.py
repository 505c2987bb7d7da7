"""The network, unrolled: what the browser is given to draw, for any text and any number of units."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnn import Parameters, Vocabulary, forward
from rnn.figures.kit import style
from rnn.figures.unrolled import (
    COLOURS,
    COLUMNS,
    LINES_A_CHARACTER,
    MOST_ROWS,
    RECURRENT_LINES,
    strongest_units,
    unrolled_picture,
)


def case(text: str, hidden_size: int, random_seed: int = 0):
    """Return parameters, trace, inputs and labels of an untrained network that reads a text."""
    vocabulary = Vocabulary(text)
    inputs = vocabulary.encode(text)
    parameters = Parameters.random(hidden_size, len(vocabulary), random_seed, scale=0.5)
    return parameters, forward(parameters, inputs), inputs, vocabulary.visible


def picture(text: str, hidden_size: int, first: int = 0, selected: int | None = None):
    """Return the picture of a network that is to copy the text, with what it is of."""
    parameters, trace, inputs, labels = case(text, hidden_size)
    units = strongest_units(trace.a[first : first + COLUMNS], "at epoch 7", selected)
    drawn = unrolled_picture(parameters, trace, (inputs, inputs), labels, units, first, "At epoch 7,")
    return drawn, parameters, trace, inputs, labels, units.rows


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Mn"]), min_size=1, max_size=40),
    st.integers(1, 256),
    st.data(),
)
def test_any_text_and_size_has_a_picture(text, hidden_size, data):
    """At most 26 columns and 24 rows; cells, letters, shares and marks are those of the forward pass."""
    first = data.draw(st.integers(0, len(Vocabulary(text).encode(text)) - 1))
    drawn, _, trace, inputs, labels, units = picture(text, hidden_size, first)
    columns = len(drawn.fixed["letters"])
    cells = np.reshape(drawn.moving["a"], (columns, len(units)))
    predicted = trace.o[first : first + columns].argmax(axis=1)

    assert columns == min(COLUMNS, len(inputs) - first)
    assert len(units) == min(MOST_ROWS, hidden_size)
    np.testing.assert_allclose(cells, trace.a[first : first + columns][:, units], rtol=1e-6)
    assert drawn.moving["predicted"] == [labels[k] for k in predicted]
    assert drawn.moving["right"] == (predicted == inputs[first : first + columns]).astype(int).tolist()
    assert drawn.moving["shares"] == [round(100 * row.max()) for row in trace.y_pred[first : first + columns]]


def test_where_there_is_no_room_the_strongest_units_are_drawn():
    """Those with the largest mean |activation|, and the selected one in place of the weakest of them; it is said."""
    drawn, _, trace, *_, units = picture("hello world", 60)
    weakest = int(np.abs(trace.a).mean(axis=0).argmin())
    by_hand = sorted(range(60), key=lambda unit: -np.abs(trace.a[:, unit]).mean())[:MOST_ROWS]

    assert units.tolist() == sorted(by_hand)
    assert f"{MOST_ROWS} of 60 units, those with the largest mean activation at epoch 7" in drawn.see
    with_it, *_, units = picture("hello world", 60, selected=weakest)
    assert weakest in units and f"units, unit {weakest} and those" in with_it.see
    assert 59 in picture("hello world", 60, selected=200)[-1]  # chosen in a larger network
    assert "units, " not in picture("hello world", 5)[0].see


def test_the_lines_are_the_largest_weights():
    """Recurrent ones are the eight largest entries of W; two enter and two leave each column."""
    drawn, parameters, trace, inputs, *_ = picture("abcab", 6)
    lines = {name: np.asarray(flat) for name, flat in drawn.moving["lines"].items()}
    recurrent = lines["recurrent"].reshape(-1, 3)
    largest = np.sort(np.abs(parameters.W).ravel())[::-1][:RECURRENT_LINES]

    np.testing.assert_allclose(np.abs(recurrent[:, 2]), largest, rtol=1e-6)
    for origin, to, weight in recurrent:
        assert np.isclose(parameters.W[int(to), int(origin)], weight)
    entering = lines["entering"].reshape(len(inputs), LINES_A_CHARACTER, 2)
    leaving = lines["leaving"].reshape(len(inputs), LINES_A_CHARACTER, 2)
    for t, (x, k) in enumerate(zip(inputs, trace.o.argmax(axis=1), strict=True)):
        assert set(entering[t, :, 0]) == set(np.argsort(-np.abs(parameters.U[:, x]))[:LINES_A_CHARACTER])
        assert set(leaving[t, :, 0]) == set(np.argsort(-np.abs(parameters.V[k]))[:LINES_A_CHARACTER])


def test_the_words_have_the_numbers_of_the_moment():
    """The sentence begins with the epoch and counts the correct predictions; each colour has one meaning."""
    drawn, _, trace, inputs, *_ = picture("abcab", 6)
    right = int((trace.o.argmax(axis=1) == inputs).sum())

    assert drawn.see.startswith(f"At epoch 7, {right} of the 5 predictions shown are correct")
    assert f"{right} of 5 predictions shown are correct" in drawn.alt
    assert COLOURS == {
        "negative": style.NEGATIVE,
        "positive": style.POSITIVE,
        "correct": style.CORRECT,
        "wrong": style.WRONG,
        "selected": style.SELECTED,
    }
