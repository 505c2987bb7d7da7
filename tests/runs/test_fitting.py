"""Settings for another text: recommended or fitted, always valid, and what was chosen or changed is said."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rnn.analysis.baselines import bigram
from rnn.errors import InvalidInput
from rnn.monitoring.loss_curve import recent_loss
from rnn.runs.change import Change
from rnn.runs.fitting import USUAL_UPDATES, describe_recommendation, fit_to_text, is_recommended, recommend
from rnn.runs.presets import PRESETS
from rnn.runs.run import Run
from rnn.runs.settings import MAXIMUM_WINDOW, Settings
from rnn.text.characters import split
from rnn.text.cleaning import MOST_PARTS
from rnn.text.corpora import POEM

NEXT = Settings(target="next")


def text_of(characters: int) -> str:
    """Return a text of so many characters, of seven different ones at most."""
    return ("abcdefg" * (characters // 7 + 1))[:characters]


@given(st.sampled_from(PRESETS), st.integers(2, 3000), st.sampled_from([0.0, 0.1, 0.5]))
def test_any_preset_can_be_fitted_to_any_text(preset, characters, held_out):
    """What comes back has the text, the target and the network of before, and is valid, or it could not be made."""
    before = fit_to_text(preset.settings, text_of(300))[0]
    text = text_of(characters)
    fitted, said = fit_to_text(Settings(**{**vars_of(before), "held_out": held_out}), text)

    assert fitted.text == text
    assert (fitted.target, fitted.hidden_size, fitted.optimiser) == (
        before.target,
        before.hidden_size,
        before.optimiser,
    )
    assert (fitted.window, fitted.epochs) == (before.window, before.epochs) or said


def vars_of(settings: Settings) -> dict:
    """Return the fields of the settings by their names."""
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


def test_a_short_text_changes_nothing_else():
    """From one whole text to another, only the text is another, and there is nothing to report."""
    assert fit_to_text(NEXT, "hello") == (Settings(text="hello", target="next"), ())


def test_a_long_text_gets_windows_and_a_film_of_the_usual_length():
    """5,000 characters to copy have 200 windows of 25 steps; 250 passes are 50,000 updates; both are said."""
    fitted, said = fit_to_text(Settings(), text_of(5000))

    assert (fitted.window, fitted.epochs, fitted.updates) == (25, 250, USUAL_UPDATES)
    assert said == (
        "Window of 25 steps: this text is too long to be unrolled at once.",
        "Film of 250 epochs, of 200 updates each.",
    )


@pytest.mark.parametrize(("characters", "window"), [(MAXIMUM_WINDOW, 0), (MAXIMUM_WINDOW + 1, 25)])
def test_400_steps_are_the_longest_whole_text(characters, window):
    """A text to copy of 400 characters is learnt whole, one of 401 in windows of 25."""
    assert fit_to_text(Settings(), text_of(characters))[0].window == window


def test_back_to_a_short_text_the_film_keeps_its_updates():
    """A window longer than the text gives way to the whole text; 250 epochs of 200 updates become 50,000 of one."""
    long, _ = fit_to_text(Settings(), text_of(5000))
    fitted, said = fit_to_text(long, "hello")

    assert (fitted.window, fitted.epochs) == (0, 50_000)
    assert said == (
        "Window: the whole text, as it is shorter than the window was.",
        "Film of 50,000 epochs, of 1 update each.",
    )


def test_a_film_never_grows_beyond_what_it_was():
    """From 5,000 characters to 200,000, each pass has 40 times the updates, so that 6 passes are left of 250."""
    long, _ = fit_to_text(Settings(), text_of(5000))

    assert fit_to_text(long, text_of(200_000))[0].epochs == 6


def test_of_a_text_too_short_nothing_is_held_out():
    """Half of 21 characters can be held out, of 20 none, and that is said; two characters are no trouble either."""
    settings = Settings(text=text_of(100), target="next", held_out=0.5)

    assert fit_to_text(settings, text_of(21))[0].held_out == 0.5
    for text in (text_of(20), "ab"):
        fitted, said = fit_to_text(settings, text)
        assert fitted.held_out == 0.0
        assert said == ("Nothing is held out, as the text is short.",)


def test_changes_while_training_are_of_another_run():
    """Changes while it trained are dropped with another text, and that is said."""
    settings = Settings(changes=(Change(10, "learning_rate", 0.1),))
    fitted, said = fit_to_text(settings, "hello")

    assert fitted.changes == ()
    assert said == ("The changes made during training are dropped.",)


@pytest.mark.parametrize("text", ["", "a"])
def test_what_cannot_be_learnt_is_refused(text):
    """An empty text, or one character where the next is asked for, gets a sentence under the text."""
    with pytest.raises(InvalidInput) as problem:
        fit_to_text(NEXT, text)

    assert problem.value.field == "text"


@given(st.sampled_from([0.02, 0.05, 0.3]), st.integers(21, 60))
def test_a_share_that_rounds_to_nothing_is_not_held_out(held_out, characters):
    """Two per cent of 21 characters are none: the share gives way to 0, and the text is learnt all the same."""
    fitted, _ = fit_to_text(Settings(text=text_of(300), target="next", held_out=held_out), text_of(characters))

    assert fitted.held_out == (held_out if round(held_out * characters) >= 2 else 0.0)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    st.sampled_from([Settings(text=text_of(50)), Settings(text=text_of(50), target="next", window=5, carry=False)]),
    st.sampled_from([0.0, 0.03, 0.1, 0.5]),
    st.integers(0, 2**32 - 1),
)
def test_any_text_has_recommended_settings(text, before, held_out, random_seed):
    """They are valid, recommend themselves, and keep the random seed; only a single character is to be copied."""
    assume(max(map(len, split(text))) <= MOST_PARTS)
    before = replace(before, random_seed=random_seed, held_out=held_out)
    recommended = recommend(before, text)

    assert (recommended.text, recommended.random_seed) == (text, random_seed)
    assert recommended.target == ("copy" if len(recommended.characters) == 1 else "next")
    assert is_recommended(recommended)
    assert recommended.held_out in (before.held_out, 0.0)


@pytest.mark.parametrize("characters", [2, 41, 42, 101, 102, 10_001, 10_002, 50_000, 200_000])
def test_a_recommended_film_takes_some_seconds(characters):
    """It has 2,000 updates at least and hardly more than 20,000, passes over the text once at least, and says so."""
    settings = recommend(Settings(), text_of(characters))

    assert 2_000 <= settings.updates <= 20_000 * 1.2
    assert settings.window in (0, 50)
    assert f"{settings.updates:,} updates" in describe_recommendation(settings)
    assert f"{settings.hidden_size} hidden units" in describe_recommendation(settings)


def test_a_text_of_256_characters_has_recommended_settings():
    """The largest vocabulary is learnt in windows, with a valid film."""
    text = "".join(map(chr, range(0x4E00, 0x4F00))) * 80

    assert len(recommend(Settings(), text).vocabulary) == 256
    assert recommend(Settings(), text).window == 50


def test_a_change_while_training_leaves_a_recommendation_one():
    """A rate changed while it trains does not make own settings of them; another rate from the beginning does."""
    recommended = recommend(Settings(), "hello world")

    assert is_recommended(replace(recommended, changes=(Change(10, "learning_rate", 0.1),)))
    assert not is_recommended(replace(recommended, learning_rate=0.1))


@pytest.mark.parametrize(
    "text",
    ["hello", "hello world", "The sun was shining on the sea,\nShining with all his might:\n", POEM[:600]],
    ids=["5", "11", "60", "600"],
)
def test_what_is_recommended_beats_a_table_of_pairs(text):
    """At the end of its film, or after 1,000 updates, the loss is at most half of that of a table of pairs."""
    run = Run(recommend(Settings(), text))
    run.advance(updates=1_000)
    table = bigram(run.inputs, run.targets, len(run.vocabulary), added=0).loss(run.inputs, run.targets) / np.log(2)

    assert recent_loss(run, run.update) < 0.5 * table


def test_a_recommendation_is_said_with_its_numbers():
    """Short and long texts, and a single character: target, size, optimiser, rate, windows and film are named."""
    short, long, single = (describe_recommendation(recommend(Settings(), text)) for text in ("hello", POEM, "x"))

    assert short == (
        "Settings chosen for your 5 characters, to predict the next one: target next, 16 hidden units, first weights "
        "divided by √H, Adam with learning rate 0.005, halved every 500 updates, gradients clipped at norm 1, the "
        "whole text in each update, a film of 2,000 updates."
    )
    assert "64 hidden units" in long and "Adam with learning rate 0.005, halved every 2,125 updates" in long
    assert "windows of 50 steps, a film of 8,500 updates, which are 100 passes." in long
    assert single.startswith("A single character has no next one, so the network learns to copy it: target copy,")
