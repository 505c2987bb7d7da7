"""A visitor's text: what they gave is kept, cleaned as they wish, learnt as recommended, and every change said."""

from dataclasses import replace

import pytest

from rnn.errors import InvalidInput
from rnn.runs.fitting import fit_to_text, recommend
from rnn.runs.presets import PRESETS, remembering
from rnn.runs.settings import Settings
from rnn.session.text_input import TextInput, has_chosen_settings

SETTINGS = Settings()


def test_a_text_is_read_and_its_changes_are_said():
    """Line ends of Windows become plain ones, which is said in a sentence; the text is kept as it was given."""
    text_input = TextInput()
    settings = text_input.read("one\r\ntwo", SETTINGS)

    assert settings.text == "one\ntwo"
    assert text_input.source == "one\r\ntwo"
    assert text_input.cleaned == ("1 line end was replaced by a plain one.",)
    assert text_input.sentences(settings)[0] == "1 line end was replaced by a plain one."


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
    """A text or file that is refused does not take the place of the one that is learnt, nor of what is said of it."""
    text_input = TextInput()
    settings = text_input.read("one\r\ntwo", SETTINGS)
    with pytest.raises(InvalidInput) as problem:
        text_input.read(source, settings)

    assert problem.value.field == "text"
    assert (text_input.source, len(text_input.cleaned)) == ("one\r\ntwo", 1)
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


def test_an_own_text_is_learnt_as_recommended_and_that_can_be_undone():
    """In place of a preset's text it is learnt to be continued; undone, it is learnt as the preset's was."""
    text_input = TextInput()
    settings = text_input.read("hello world", SETTINGS)
    assert settings == recommend(SETTINGS, "hello world")
    assert "target next, 16 hidden units" in text_input.sentences(settings)[0]
    undone = text_input.undo(settings)

    assert undone == replace(SETTINGS, text="hello world")
    assert (text_input.before(undone), text_input.sentences(undone)) == (None, ())


def test_a_recommended_run_stays_one_with_other_texts_and_is_undone_to_what_was_first():
    """The second text gets settings of its own length; undone, it has those from before the first."""
    text_input = TextInput()
    first = text_input.read("hello world", SETTINGS)
    second = text_input.read("hello world, " * 20, first)

    assert second == recommend(SETTINGS, "hello world, " * 20)
    assert text_input.undo(second) == fit_to_text(SETTINGS, "hello world, " * 20)[0]


@pytest.mark.parametrize("change", [{"hidden_size": 7}, {"learning_rate": 0.3}, {"target": "copy"}])
def test_settings_chosen_for_an_own_text_are_kept(change):
    """What was changed by hand stays with another text, nothing is to be undone, and the sentence is gone."""
    text_input = TextInput()
    chosen = replace(text_input.read("hello world", SETTINGS), **change)
    assert text_input.sentences(chosen) == ()
    settings = text_input.read("la la land", chosen)

    assert settings == replace(chosen, text="la la land")
    assert text_input.before(settings) is None


def test_settings_that_were_undone_are_kept_and_can_be_recommended_again():
    """After Undo the next text is learnt with the settings of before, until the recommendation is asked for."""
    text_input = TextInput()
    text_input.read("hello world", SETTINGS)
    undone = text_input.undo(text_input.read("hello world", SETTINGS))
    kept = text_input.read("la la land", undone)
    recommended = text_input.recommend(kept)

    assert kept == replace(SETTINGS, text="la la land")
    assert recommended == recommend(SETTINGS, "la la land")
    assert text_input.undo(recommended) == kept


def test_a_cleaned_text_stays_recommended_and_a_cleaned_preset_stays_the_presets():
    """Cleaning an own text fits its settings anew; cleaning a preset's text changes the text alone."""
    text_input = TextInput()
    settings = text_input.clean(text_input.read("Hello  World", SETTINGS), True, True)

    assert settings == recommend(SETTINGS, "hello world")
    assert TextInput().clean(SETTINGS, True, False) == replace(SETTINGS, text=SETTINGS.text.lower())


def test_what_a_recommendation_drops_is_said():
    """Of 20 characters nothing is held out, and that is said beside what is recommended."""
    settings = Settings(text="ab" * 20, target="next", held_out=0.2)
    text_input = TextInput()
    text_input.read("x" * 20, recommend(settings, settings.text))

    assert "Nothing is held out of so short a text." in text_input.fit.sentences


def test_a_single_character_is_copied_and_undone_with_a_sentence():
    """It is recommended to be copied; settings that ask for the next one do not go with it."""
    text_input = TextInput()
    settings = text_input.read("x", Settings(text="hello", target="next"))

    assert settings.target == "copy"
    with pytest.raises(InvalidInput, match="no next one"):
        text_input.undo(settings)
    assert text_input.before(settings).text == "hello"


@pytest.mark.parametrize(
    ("text", "is_said"), [("abcdefgh", True), ("aaaa", True), ("ab", True), ("hello", False), ("abac", False)]
)
def test_why_no_memory_is_needed_is_said_where_it_is_true(text, is_said):
    """Where each character determines the next, a sentence says so; else there is none."""
    text_input = TextInput()
    said = " ".join(text_input.sentences(text_input.read(text, SETTINGS)))

    assert ("no memory is needed" in said) == is_said


def test_all_texts_of_presets_are_known():
    """Those of all presets, and of every distance over which a letter is remembered, are not a visitor's own."""
    texts = [*(preset.settings.text for preset in PRESETS), remembering(1).settings.text, remembering(30).settings.text]

    assert not any(has_chosen_settings(Settings(text=text, window=1, epochs=1)) for text in texts)
    assert has_chosen_settings(Settings(text="a;b..;"))
    assert not has_chosen_settings(recommend(SETTINGS, "a;b..;"))
