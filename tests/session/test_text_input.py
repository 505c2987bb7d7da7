"""The desk for a visitor's text: what they gave is kept, cleaned as they wish, and every change told."""

import pytest

from rnn.errors import InvalidInput
from rnn.runs.settings import Settings
from rnn.session.text_input import TextDesk

SETTINGS = Settings()


def test_a_text_is_read_and_its_changes_are_told():
    """Line ends of Windows become plain ones, which is said in a sentence; the text is kept as it was given."""
    desk = TextDesk()
    settings = desk.read("one\r\ntwo", SETTINGS)

    assert settings.text == "one\ntwo"
    assert desk.source == "one\r\ntwo"
    assert desk.changes == ("1 line end was replaced by a plain one.",)


def test_a_file_is_read_as_a_text():
    """The bytes of a file in UTF-8 are the text that they stand for."""
    assert TextDesk().read("Grüße".encode(), SETTINGS).text == "Grüße"


def test_cleaning_starts_from_what_was_given():
    """Lower case and back again: the capitals are there as at first."""
    desk = TextDesk()
    settings = desk.read("Hello  World", SETTINGS)
    small = desk.clean(settings, True, False)
    collapsed = desk.clean(small, True, True)
    again = desk.clean(collapsed, False, False)

    assert [one.text for one in (small, collapsed, again)] == ["hello  world", "hello world", "Hello  World"]


def test_a_text_of_a_preset_can_be_cleaned_and_comes_back():
    """Where nothing was given, cleaning starts from the run's own text."""
    desk = TextDesk()
    small = desk.clean(Settings(text="AbAb"), True, False)

    assert small.text == "abab"
    assert desk.clean(small, False, False).text == "AbAb"


@pytest.mark.parametrize(
    "source",
    ["", " \n", b"\x89PNG", b"\xff\xfea\x00", "é".encode("latin-1")],
    ids=["none", "spaces", "PNG", "UTF-16", "Latin-1"],
)
def test_what_cannot_be_learnt_leaves_what_is_learnt(source):
    """A text or file that is refused does not take the place of the one that is learnt, nor of what is told of it."""
    desk = TextDesk()
    settings = desk.read("one\r\ntwo", SETTINGS)
    with pytest.raises(InvalidInput) as problem:
        desk.read(source, settings)

    assert problem.value.field == "text"
    assert (desk.source, len(desk.changes)) == ("one\r\ntwo", 1)
    assert desk.clean(settings, True, False).text == "one\ntwo"


def test_a_refused_text_gets_another_chance_when_it_is_cleaned():
    """With capitals it has too many characters; in lower case it can be learnt, without giving it again."""
    pairs = [(chr(code), chr(code).lower()) for code in range(0x100, 0x530)]
    text = "".join(big + small for big, small in pairs if big != small and len(small) == 1)[:400]
    desk = TextDesk()
    with pytest.raises(InvalidInput, match="In lower case it would have"):
        desk.read(text, SETTINGS)
    settings = desk.clean(SETTINGS, True, False)

    assert settings.text == text.lower()
    assert (desk.source, desk.refused) == (text, None)


def test_a_way_of_cleaning_that_does_not_help_is_not_taken():
    """Where the text cannot be learnt so either, it is cleaned as before."""
    desk = TextDesk()
    with pytest.raises(InvalidInput, match="200,001 characters"):
        desk.read("a" * 200_001, SETTINGS)
    with pytest.raises(InvalidInput, match="200,001 characters"):
        desk.clean(SETTINGS, True, True)

    assert (desk.is_lower_case, desk.collapses_spaces) == (False, False)
    assert desk.refused == "a" * 200_001


def test_a_cleared_desk_is_a_new_one():
    """Nothing of what was given is left, nor how it was cleaned."""
    desk = TextDesk()
    desk.clean(desk.read("Hello\r\n", SETTINGS), True, True)
    desk.clear()

    assert desk == TextDesk()
