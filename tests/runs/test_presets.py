"""Presets: valid runs, and each does what its lesson says."""

from functools import cache
from itertools import pairwise

import pytest

from rnn.generation.continuation import PRIMINGS, generate
from rnn.runs.presets import ALPHABET, NOTEBOOK, PRESETS, RHYME, WORD, Preset, preset_of
from rnn.runs.run import Run
from rnn.runs.settings import Settings

A_TO_Z = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
every_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)


@cache
def trained(settings: Settings) -> Run:
    """Return the preset's whole run, trained once for all tests."""
    run = Run(settings)
    run.advance(epochs=settings.epochs)
    return run


def go_on(preset: Preset, length: int, seed: str | None = None, priming: str | None = None) -> str:
    """Return the preset's seed, or another, and what its trained network makes of it."""
    run, seed = trained(preset.settings), seed or preset.seed
    steps = generate(run.parameters, run.vocabulary, seed, length, priming or preset.priming)
    return seed + "".join(step.character for step in steps)


def said(preset: Preset) -> str:
    """Return the most likely character at every step of the text."""
    run = trained(preset.settings)
    return run.vocabulary.decode(run.trace().y_pred.argmax(axis=1))


@every_preset
def test_a_preset_can_be_started_from(preset):
    """Its seed can be typed, its priming exists, its lesson is a sentence, and its settings lead back to it."""
    preset.settings.vocabulary.encode(preset.seed)

    assert preset.seed
    assert preset.priming in PRIMINGS
    assert preset.lesson.endswith(".")
    assert preset_of(preset.settings) is preset


@pytest.mark.parametrize("preset", [NOTEBOOK, ALPHABET, WORD, RHYME], ids=lambda preset: preset.name)
def test_a_short_text_is_learnt_by_heart(preset):
    """At the end of its film, the most likely character is the right one at every step."""
    text = preset.settings.text
    assert said(preset) == (text if preset.settings.target == "copy" else text[1:])


def test_presets_have_names_of_their_own():
    """No two presets share a name or settings."""
    assert len({preset.name for preset in PRESETS}) == len({preset.settings for preset in PRESETS}) == len(PRESETS)


def test_other_settings_are_no_preset():
    """A run that differs in one field from every preset is none of them."""
    assert preset_of(Settings(random_seed=12345)) is None


def test_the_notebook_goes_on_though_it_only_learnt_to_repeat():
    """It repeats every letter of its text, and yet goes on with HIJK, if the last letter is fed twice, not once."""
    assert NOTEBOOK.settings == Settings()
    assert said(NOTEBOOK) == A_TO_Z
    assert go_on(NOTEBOOK, 4) == "ABCDEFGHIJK"
    assert go_on(NOTEBOOK, 4, priming="standard") == "ABCDEFGGHIJ"


def test_the_next_letter_spells_the_whole_alphabet():
    """It spells to Z from ABCDEFG, and from A alone; fed the notebook's way it skips H."""
    assert go_on(ALPHABET, 19) == A_TO_Z
    assert go_on(ALPHABET, 25, seed="A") == A_TO_Z
    assert go_on(ALPHABET, 4, priming="refeed") == "ABCDEFGIJKL"


def test_the_word_needs_memory_and_has_it():
    """From h it spells hello: the same l goes in twice, and once comes an l, once an o."""
    run = trained(WORD.settings)
    steps = list(generate(run.parameters, run.vocabulary, WORD.seed, 4, WORD.priming))

    assert go_on(WORD, 4) == "hello"
    assert [(step.input, step.character) for step in steps[2:]] == [("l", "l"), ("l", "o")]


def test_the_rhyme_is_said_to_its_end():
    """From tw it says the whole line, in which a t is followed by w, t, l and a, as the lesson says."""
    text = RHYME.settings.text

    assert go_on(RHYME, len(text) - len(RHYME.seed)) == text
    assert RHYME.lesson.startswith("A t is followed by w, t, l or a:")
    assert {after for before, after in pairwise(text) if before == "t"} == set("wtla")
