"""Texts are cleaned of what no reader sees, and all that is changed is said."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.text.cleaning import clean

ANY_CODE_POINT = st.characters(codec=None, categories=None)  # lone surrogates too
AWKWARD = st.sampled_from(
    [*"aAÅΣİ \t\r\n\x00\x85\ufeff\u2028\u00a0\u3000\u212b\u0301\u0345\u0f73", "\ud800", "e\u0301"]
)
texts = st.text(ANY_CODE_POINT, max_size=30) | st.lists(AWKWARD, max_size=20).map("".join)
options = st.fixed_dictionaries({"lower_case": st.booleans(), "collapse_spaces": st.booleans()})


@pytest.mark.parametrize(
    ("text", "cleaned", "said"),
    [
        ("\ufeffone", "one", "1 byte-order mark was dropped."),
        ("a\r\nb\rc\n", "a\nb\nc\n", "2 line ends were replaced by a plain one."),
        ("a\u2028b", "a\nb", "1 line end was replaced by a plain one."),
        ("a\x00b\x1b[\x7f\x9b\tc", "ab[\tc", "4 control characters were dropped."),
        ("a\ud83d", "a", "1 half of a character (a lone surrogate) was dropped."),
        (
            "e\u0301te\u0301 \u212b",
            "été Å",
            "3 characters were normalised (Unicode NFC), looking the same.",
        ),
    ],
    ids=["mark", "line ends", "separator", "controls", "surrogate", "accents"],
)
def test_what_is_dropped_or_changed_is_said(text, cleaned, said):
    """Each change has its sentence, with how often it was made."""
    result = clean(text)

    assert result.text == cleaned
    assert result.changes == (said,)


@pytest.mark.parametrize(
    "text",
    [
        "To be,\n\tor  not to be \n\n\n",
        "שלום עולם",
        "漢字かな",
        "क्षि",
        "👩\u200d👩\u200d👧",
        "می\u200cخواهم",
        "Ünïcödé",
    ],
    ids=["english", "hebrew", "chinese", "devanagari", "emoji", "persian", "umlauts"],
)
def test_what_a_reader_sees_stays(text):
    """Spaces, capitals and every script stay as they are unless asked otherwise, and no change is said."""
    assert clean(text).text == text
    assert clean(text).changes == ()


def test_capital_letters_are_made_small_if_asked():
    """Lower case says how many letters it changed."""
    assert clean("Abc DÉF", lower_case=True).text == "abc déf"
    assert clean("Abc DÉF", lower_case=True).changes == ("4 capital letters were changed to lower case.",)


def test_white_space_is_collapsed_if_asked():
    """One space, one blank line, nothing before a line's end; an indented line keeps one space."""
    cleaned = clean("a  b\tc \n\n\n\n  d\u00a0e\n\nf\t", collapse_spaces=True)

    assert cleaned.text == "a b c\n\n d e\n\nf"
    assert cleaned.changes == (
        "5 runs of spaces or tabs were made one space.",
        "2 spaces at line ends were dropped.",
        "1 run of blank lines was made one blank line.",
    )


@given(texts, options)
def test_a_clean_text_stays_as_it_is(text, options):
    """Cleaning a second time changes nothing and reports nothing."""
    once = clean(text, **options).text

    assert clean(once, **options).text == once
    assert clean(once, **options).changes == ()


@given(texts, options)
def test_a_change_is_said_exactly_if_there_was_one(text, options):
    """Silence means that the text is the very same."""
    cleaned = clean(text, **options)

    assert (cleaned.changes == ()) == (cleaned.text == text)


@given(texts, options)
def test_a_clean_text_holds_nothing_unseen(text, options):
    """No control characters but line ends and tabs, no surrogates, all NFC; if asked, no capitals or double spaces."""
    cleaned = clean(text, **options).text

    assert {unicodedata.category(character) for character in cleaned if character not in "\n\t"}.isdisjoint(
        {"Cc", "Cs"}
    )
    assert unicodedata.is_normalized("NFC", cleaned)
    if options["lower_case"]:
        assert cleaned == unicodedata.normalize("NFC", cleaned.lower())
    if options["collapse_spaces"]:
        assert not any(pair in cleaned for pair in ("  ", "\t", " \n", "\n\n\n"))
