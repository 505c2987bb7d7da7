"""The desk for a visitor's text: what they gave is kept, cleaned as they wish, and every change told."""

import pytest

from rnn.errors import InvalidInput
from rnn.runs.settings import Settings
from rnn.session.text_input import TextInput

SETTINGS = Settings()


def test_a_text_is_read_and_its_changes_are_told():
    """Line ends of Windows become plain ones, which is said in a sentence; the text is kept as it was given."""
    text_input = TextInput()
    settings = text_input.read("one\r\ntwo", SETTINGS)

    assert settings.text == "one\ntwo"
    assert text_input.source == "one\r\ntwo"
    assert text_input.changes == ("1 line end was replaced by a plain one.",)


def test_a_file_is_read_as_a_text():
    """The bytes of a file in UTF-8 are the text that they stand for."""
    assert TextInput().read("Grüße".encode(), SETTINGS).text == "Grüße"


def test_cleaning_starts_from_what_was_given():
    """Lower case and back again: the capitals are there as at first."""
    text_input = TextInput()
    settings = text_input.read("Hello  World", SETTINGS)
    small = text_input.clean(settings, True, False)
    collapsed = text_input.clean(small, True, True)
    again = text_input.clean(collapsed, False, False)

    assert [one.text for one in (small, collapsed, again)] == ["hello  world", "hello world", "Hello  World"]


def test_a_text_of_a_preset_can_be_cleaned_and_comes_back():
    """Where nothing was given, cleaning starts from the run's own text."""
    text_input = TextInput()
    small = text_input.clean(Settings(text="AbAb"), True, False)

    assert small.text == "abab"
    assert text_input.clean(small, False, False).text == "AbAb"


@pytest.mark.parametrize(
    "source",
    ["", " \n", b"\x89PNG", b"\xff\xfea\x00", "é".encode("latin-1")],
    ids=["none", "spaces", "PNG", "UTF-16", "Latin-1"],
)
def test_what_cannot_be_learnt_leaves_what_is_learnt(source):
    """A text or file that is refused does not take the place of the one that is learnt, nor of what is told of it."""
    text_input = TextInput()
    settings = text_input.read("one\r\ntwo", SETTINGS)
    with pytest.raises(InvalidInput) as problem:
        text_input.read(source, settings)

    assert problem.value.field == "text"
    assert (text_input.source, len(text_input.changes)) == ("one\r\ntwo", 1)
    assert text_input.clean(settings, True, False).text == "one\ntwo"


def test_a_refused_text_gets_another_chance_when_it_is_cleaned():
    """With capitals it has too many characters; in lower case it can be learnt, without giving it again."""
    pairs = [(chr(code), chr(code).lower()) for code in range(0x100, 0x530)]
    text = "".join(big + small for big, small in pairs if big != small and len(small) == 1)[:400]
    text_input = TextInput()
    with pytest.raises(InvalidInput, match="In lower case it would have"):
        text_input.read(text, SETTINGS)
    settings = text_input.clean(SETTINGS, True, False)

    assert settings.text == text.lower()
    assert (text_input.source, text_input.refused) == (text, None)


def test_a_way_of_cleaning_that_does_not_help_is_not_taken():
    """Where the text cannot be learnt so either, it is cleaned as before."""
    text_input = TextInput()
    with pytest.raises(InvalidInput, match="200,001 characters"):
        text_input.read("a" * 200_001, SETTINGS)
    with pytest.raises(InvalidInput, match="200,001 characters"):
        text_input.clean(SETTINGS, True, True)

    assert (text_input.is_lower_case, text_input.collapses_spaces) == (False, False)
    assert text_input.refused == "a" * 200_001


def test_a_cleared_desk_is_a_new_one():
    """Nothing of what was given is left, nor how it was cleaned."""
    text_input = TextInput()
    text_input.clean(text_input.read("Hello\r\n", SETTINGS), True, True)
    text_input.clear()

    assert text_input == TextInput()
