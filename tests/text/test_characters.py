"""Texts are split into characters as a reader sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.text.characters import split

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
ANY_CODE_POINT = st.characters(codec=None, categories=None)  # lone surrogates too
PIECES = st.sampled_from(
    ["\r", "\n", "e", "\u0301", "🇩", "🇪", "👍", "🏽", "\u200d", "각", "\u1100", "क", "\u094d", "ि"]
)


@pytest.mark.parametrize(
    "characters",
    [
        ["a", "b", "b", " ", "\n", "\x00"],
        ["a", "\r\n", "\n", "\r", "\r\n", "b"],
        ["é", "\r\n", "\n", "\r"],
        ["e\u0301", "a", "o\u0302\u0323", "x"],
        ["x", FAMILY, "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3"],
        ["🇩🇪", "🇫🇷", "🇯"],
        ["🇩", "x", "🇩🇪\u0301", "🇫🇷\u200d", "\u0600🇩🇪", "🇫\u0301", "🇷"],
        ["각", "\u1100\u1161\u11a8", "가"],
        ["न", "म", "स्ते"],
        ["क्षि", "त्र"],
        ["ש\u05b8", "ל", "ו", "ם"],
        ["漢", "字", "仮", "名"],
        ["\ud800", "a", "\udc00"],
    ],
)
def test_a_character_is_what_the_eye_takes_for_one(characters):
    """Accents, joined emoji, flags and syllables stay whole; the examples are those of Unicode's Annex 29."""
    assert split("".join(characters)) == characters


def test_an_empty_text_has_no_characters():
    """Nothing gives nothing."""
    assert split("") == []


@given(st.text(ANY_CODE_POINT) | st.lists(PIECES).map("".join))
def test_the_characters_together_are_the_text(text):
    """Nothing is lost or added, whatever the text holds, and no character is empty."""
    characters = split(text)

    assert "".join(characters) == text
    assert "" not in characters


@given(st.text(st.characters(max_codepoint=127)) | st.text("a\r\n"))
def test_ascii_is_split_as_any_text_is(text):
    """ASCII goes a shorter way; with a letter beside it that is not ASCII it goes the long one, to the same end."""
    assert [*split(text), "漢"] == split(text + "漢")


@given(st.text(ANY_CODE_POINT) | st.lists(PIECES).map("".join))
def test_a_character_cannot_be_split_again(text):
    """Each character, taken alone, is one."""
    assert all(split(character) == [character] for character in split(text))
