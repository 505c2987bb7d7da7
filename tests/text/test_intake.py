"""Files are decoded, texts measured, and what cannot be learnt is refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.text.intake import MAXIMUM_BYTES, MAXIMUM_CHARACTERS, MAXIMUM_VOCABULARY, decode, take_in

FAMILY = "👩\u200d👩\u200d👧\u200d👦"


def refusal(function, *arguments, **options) -> str:
    """Return the sentence with which a function refuses its arguments; it is about the text."""
    with pytest.raises(InvalidInput) as error:
        function(*arguments, **options)
    assert error.value.field == "text"
    return str(error.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(lambda t: t[0] != "\ufeff"))
def test_a_file_in_utf_8_is_decoded(text):
    """With or without a byte-order mark, the text is the same."""
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("utf-8-sig")) == text


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"], ids=["nothing", "only a mark"])
def test_an_empty_file_is_refused(data):
    """A file without a character says that it is empty."""
    assert "file is empty" in refusal(decode, data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "a PNG picture"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04\x14", "a ZIP archive or an Office document"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        ("Grüße".encode("utf-16"), "a text in UTF-16"),
        ("Grüße".encode("utf-16-le"), "it has control characters"),
        (b"a" * 99 + b"\x00", "control characters (1 in its 100 bytes)"),
        (b"a\x1b\x07b" * 5, "control characters (10 in its 20 bytes)"),
    ],
    ids=["png", "pdf", "zip", "rtf", "utf-16", "utf-16 unmarked", "nul", "controls"],
)
def test_a_file_that_is_no_plain_text_is_called_what_it_is(data, kind):
    """The sentence names the kind of file where its first bytes give it away, and asks for UTF-8."""
    sentence = refusal(decode, data)

    assert kind in sentence
    assert "UTF-8" in sentence


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("ok\nété".encode("latin-1"), "byte 4, in line 2, is E9"),
        (b"\xef\xbb\xbfab\xff", "byte 6, in line 1, is FF"),
        ("€".encode()[:2], "byte 1, in line 1, is E2"),
        (b"\x80", "byte 1, in line 1, is 80"),
    ],
    ids=["latin-1", "after a mark", "cut off", "inside out"],
)
def test_the_byte_that_is_not_utf_8_is_shown(data, place):
    """The sentence names the byte, its place in the file, and to save the file as UTF-8."""
    sentence = refusal(decode, data)

    assert place in sentence
    assert "Save the file as UTF-8" in sentence


def test_a_file_may_have_a_megabyte_and_no_more():
    """The size is said, rounded up so that it never seems allowed."""
    assert len(decode(b"a" * MAXIMUM_BYTES)) == MAXIMUM_BYTES
    assert "1,001 kB; at most 1,000 kB (1 MB)" in refusal(decode, b"a" * (MAXIMUM_BYTES + 1))


def test_a_text_is_taken_in_clean():
    """What cleaning changed comes with the text, for the options too."""
    intake = take_in("Ein  Satz\r\n", lower_case=True, collapse_spaces=True)

    assert intake.text == "ein satz\n"
    assert len(intake.changes) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The text is empty."),
        (" \t\n\u3000", "only spaces"),
        ("\x00\ufeff\ud800", "Nothing of the text can be seen"),
        ("a" * (MAXIMUM_BYTES + 1), "1,001 kB; at most 1,000 kB"),
    ],
    ids=["empty", "spaces", "controls", "huge"],
)
def test_a_text_with_nothing_or_far_too_much_in_it_is_refused(text, sentence):
    """Nothing to learn, or more than can be looked at in time: a sentence says which."""
    assert sentence in refusal(take_in, text)


@pytest.mark.parametrize("character", ["a", "e\u0301", "漢", "क्षि"], ids=["a", "accent", "han", "conjunct"])
def test_a_texts_length_is_counted_in_characters(character):
    """As many characters as a reader sees are allowed, of however many code points, and one more is refused."""
    assert take_in(character * MAXIMUM_CHARACTERS).text
    assert "The text has 200,001 characters; at most 200,000" in refusal(take_in, character * (MAXIMUM_CHARACTERS + 1))


def test_the_length_is_that_of_the_clean_text():
    """What cleaning drops is not counted."""
    text = "a\r\n" * (MAXIMUM_CHARACTERS // 2)

    assert take_in(text).text == text.replace("\r", "")
    assert take_in(text + "  ", collapse_spaces=True).text == text.replace("\r", "")


def test_256_different_characters_can_be_learnt():
    """One more is refused with their number; in Chinese no lower case can help."""
    signs = [chr(0x4E00 + index) for index in range(MAXIMUM_VOCABULARY + 1)]

    assert take_in("".join(signs[:-1])).changes == ()
    sentence = refusal(take_in, "".join(signs))
    assert "257 different characters; at most 256" in sentence
    assert "lower case" not in sentence.lower()


def test_lower_case_is_suggested_where_it_helps():
    """Who has a few signs too many learns how many there would be in lower case; chosen, it is taken."""
    text = "".join(chr(0x4E00 + index) for index in range(220)) + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    assert "272 different characters" in refusal(take_in, text)
    assert "In lower case it would have 246" in refusal(take_in, text)
    assert take_in(text, lower_case=True).text == text.lower()


def test_an_emoji_of_many_parts_counts_once():
    """A family of seven code points is one of the 256 characters."""
    others = "".join(chr(0x4E00 + index) for index in range(MAXIMUM_VOCABULARY - 1))

    assert take_in(others + FAMILY * 3).text == others + FAMILY * 3


def test_a_character_of_too_many_parts_is_refused():
    """A letter under a heap of accents is named with its place; one of 40 code points is taken, in the usual form."""
    assert take_in("a\u0301\u0316" + "\u0301" * 37).text == "á\u0316" + "\u0301" * 37
    assert "Character 2 of the text is made of 41 code points" in refusal(take_in, "aa" + "\u0316" * 40)


@pytest.mark.parametrize("parts", ["\u0301\u0316", "👩\u200d", "क\u094d"], ids=["accents", "family", "conjunct"])
def test_an_endless_character_is_refused_at_once(parts):
    """What Unicode's rules take for one character may go on for the whole text: it is not put in order first."""
    assert "made of 800,000 code points" in refusal(take_in, parts * 400_000)


def test_a_text_of_flags_alone_is_taken_in_at_once():
    """A flag is said by all the signs before it, in a row of 200,000 flags too; one more is too many."""
    assert take_in("🇩🇪" * MAXIMUM_CHARACTERS).changes == ()
    assert "200,001 characters" in refusal(take_in, "🇩🇪" * MAXIMUM_CHARACTERS + "🇩")
