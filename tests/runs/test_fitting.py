"""Settings fitted to another text: always valid, changed only where they have to be, and every change told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.runs.change import Change
from rnn.runs.fitting import USUAL_UPDATES, as_long_text, fit_to_text
from rnn.runs.presets import PRESETS
from rnn.runs.settings import MAXIMUM_WINDOW, Settings

NEXT = Settings(target="next")


def text_of(characters: int) -> str:
    """Return a text of so many characters, of seven different ones at most."""
    return ("abcdefg" * (characters // 7 + 1))[:characters]


@given(st.sampled_from(PRESETS), st.integers(2, 3000), st.sampled_from([0.0, 0.1, 0.5]))
def test_any_preset_can_be_fitted_to_any_text(preset, characters, held_out):
    """What comes back has the text, the target and the network of before, and is valid, or it could not be made."""
    before = fit_to_text(preset.settings, text_of(300))[0]
    text = text_of(characters)
    fitted, told = fit_to_text(Settings(**{**vars_of(before), "held_out": held_out}), text)

    assert fitted.text == text
    assert (fitted.target, fitted.hidden_size, fitted.optimiser) == (
        before.target,
        before.hidden_size,
        before.optimiser,
    )
    assert (fitted.window, fitted.epochs) == (before.window, before.epochs) or told


def vars_of(settings: Settings) -> dict:
    """Return the fields of the settings by their names."""
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


def test_a_short_text_changes_nothing_else():
    """From one whole text to another, only the text is another, and there is nothing to tell."""
    assert fit_to_text(NEXT, "hello") == (Settings(text="hello", target="next"), ())


def test_a_long_text_gets_windows_and_a_film_of_the_usual_length():
    """5,000 characters to copy have 200 windows of 25 steps; 250 passes are 50,000 updates; both are told."""
    fitted, told = fit_to_text(Settings(), text_of(5000))

    assert (fitted.window, fitted.epochs, fitted.updates) == (25, 250, USUAL_UPDATES)
    assert told == (
        "Window of 25 steps: so long a text cannot be unrolled at once.",
        "Film of 250 epochs, of 200 updates each.",
    )


@pytest.mark.parametrize(("characters", "window"), [(MAXIMUM_WINDOW, 0), (MAXIMUM_WINDOW + 1, 25)])
def test_400_steps_are_the_longest_whole_text(characters, window):
    """A text to copy of 400 characters is learnt whole, one of 401 in windows of 25."""
    assert fit_to_text(Settings(), text_of(characters))[0].window == window


def test_back_to_a_short_text_the_film_keeps_its_updates():
    """A window longer than the text gives way to the whole text; 250 epochs of 200 updates become 50,000 of one."""
    long, _ = fit_to_text(Settings(), text_of(5000))
    fitted, told = fit_to_text(long, "hello")

    assert (fitted.window, fitted.epochs) == (0, 50_000)
    assert told == (
        "Window: the whole text, as it is shorter than the window was.",
        "Film of 50,000 epochs, of 1 update each.",
    )


def test_a_film_never_grows_beyond_what_it_was():
    """From 5,000 characters to 200,000, each pass has 40 times the updates, so that 6 passes are left of 250."""
    long, _ = fit_to_text(Settings(), text_of(5000))

    assert fit_to_text(long, text_of(200_000))[0].epochs == 6


def test_of_a_text_too_short_nothing_is_held_out():
    """Half of 21 characters can be held out, of 20 none, and that is told; two characters are no trouble either."""
    settings = Settings(text=text_of(100), target="next", held_out=0.5)

    assert fit_to_text(settings, text_of(21))[0].held_out == 0.5
    for text in (text_of(20), "ab"):
        fitted, told = fit_to_text(settings, text)
        assert fitted.held_out == 0.0
        assert told == ("Nothing is held out of so short a text.",)


def test_turns_of_knobs_are_of_another_run():
    """With another text the knobs stand as at first, and that is told."""
    settings = Settings(changes=(Change(10, "learning_rate", 0.1),))
    fitted, told = fit_to_text(settings, "hello")

    assert fitted.changes == ()
    assert told == ("Knobs that were turned stand as at first.",)


@pytest.mark.parametrize("text", ["", "a"])
def test_what_cannot_be_learnt_is_refused(text):
    """An empty text, or one character where the next is asked for, gets a sentence under the text."""
    with pytest.raises(InvalidInput) as problem:
        fit_to_text(NEXT, text)

    assert problem.value.field == "text"


def test_a_long_text_is_learnt_as_min_char_rnn_does():
    """Its button gives next characters, 100 units, windows of 25, Adagrad at 0.1, and a bound of 5 on each number."""
    long = as_long_text(fit_to_text(Settings(), text_of(5000))[0])

    assert (long.target, long.hidden_size, long.window) == ("next", 100, 25)
    assert (long.optimiser, long.learning_rate, long.clip_value) == ("adagrad", 0.1, 5.0)
    assert (long.random_seed, long.epochs) == (0, 250)


@given(st.integers(2, 1000), st.integers(1, 30), st.sampled_from(["copy", "next"]))
def test_the_long_texts_settings_go_with_any_text_in_windows(characters, window, target):
    """However short the text and its windows: the result is valid, its window 25 or the whole text."""
    steps = characters - (target == "next")
    settings = Settings(text=text_of(characters), target=target, window=min(window, steps), epochs=500)

    assert as_long_text(settings).window == (25 if characters > 25 else 0)


def test_the_long_texts_settings_need_next_characters_in_both_parts():
    """Of four characters, one of them held out, there is no next one in what is held out: a sentence says so."""
    with pytest.raises(InvalidInput, match="too short to hold 25% of it out"):
        as_long_text(Settings(text="abca", held_out=0.25, window=1))
