"""The presets on longer texts: each learns what its lesson says, and is known again, whatever the distance."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rnn.analysis.baselines import bigram
from rnn.model.network import forward
from rnn.monitoring.loss_curve import recent_loss
from rnn.runs.link import from_query, to_query
from rnn.runs.presets import (
    ARITHMETIC,
    BRACKETS,
    NAMES,
    POEM,
    PRESETS,
    PROSE,
    REMEMBER,
    distance_of,
    preset_of,
    remembering,
)
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.server.text_store import TextStore
from rnn.text import corpora

DISTANCES = range(1, corpora.LONGEST_DISTANCE + 1)


@cache
def trained(settings: Settings) -> Run:
    """Return a run at the end of its film, trained once for all tests."""
    run = Run(settings)
    run.advance(epochs=settings.epochs)
    return run


def share_right_before_semicolons(distance: int) -> float:
    """Return at how many of the steps whose target stands before a semicolon the most likely character is right."""
    run = trained(remembering(distance).settings)
    letter = np.flatnonzero(run.targets == run.vocabulary.characters.index(";")) - 1
    said = forward(run.parameters, run.inputs).o.argmax(axis=1)
    return float((said[letter] == run.targets[letter]).mean())


@pytest.mark.parametrize("preset", [NAMES, ARITHMETIC, BRACKETS, REMEMBER, POEM], ids=lambda preset: preset.name)
def test_it_learns_more_than_pairs_of_neighbours_tell(preset):
    """At the end of its film the network says the text better than anybody could who sees only the last character."""
    run = trained(preset.settings)
    counted = bigram(run.inputs, run.targets, len(run.vocabulary)).loss(run.inputs, run.targets) / np.log(2)

    assert recent_loss(run, run.update) < 0.95 * counted


def test_prose_is_soon_below_pairs():
    """Its text has the length and the table of pairs that the lesson names; 2,500 updates take it below that table."""
    run = Run(PROSE.settings)
    run.advance(updates=2_500)
    counted = bigram(run.inputs, run.targets, len(run.vocabulary), added=0).loss(run.inputs, run.targets) / np.log(2)

    assert (round(len(run.inputs), -3), run.settings.updates) == (50_000, 20_000)
    assert (round(np.log2(len(run.vocabulary))), round(counted, 1)) == (6, 3.5)
    assert recent_loss(run, run.update) < 0.9 * counted


def test_over_ten_dots_the_letter_is_remembered_and_over_thirty_it_is_not():
    """The last letter of a line is right at least 95 times of 100 over 10 dots, and under 30 times over 30."""
    assert share_right_before_semicolons(5) >= 0.95
    assert share_right_before_semicolons(10) >= 0.95
    assert share_right_before_semicolons(30) < 0.3


@pytest.mark.parametrize("distance", DISTANCES)
def test_every_distance_is_known_again(distance):
    """The run of any distance is the preset, whose lesson names the distance and whose seed can be typed."""
    preset = remembering(distance)

    assert distance_of(preset.settings) == distance
    assert preset_of(preset.settings) == preset
    assert f"{distance} dot" in preset.lesson
    assert set(preset.seed) <= set(preset.settings.text)


def test_no_other_run_is_taken_for_it():
    """No other preset has a distance, nor has a run that differs in its window, its text or anything else."""
    near = remembering(5).settings
    others = (
        *(preset.settings for preset in PRESETS if preset is not REMEMBER),
        *(replace(near, window=window) for window in range(1, 60) if window != near.window),
        replace(near, text=near.text + "a"),
        replace(near, random_seed=1),
        replace(near, epochs=41),
        Settings(window=16),
    )

    assert [settings for settings in others if distance_of(settings) is not None] == []
    assert preset_of(replace(near, random_seed=1)) is None


@pytest.mark.parametrize("distance", [0, corpora.LONGEST_DISTANCE + 1])
def test_there_are_no_distances_but_one_to_thirty(distance):
    """Beyond them there is no such preset."""
    with pytest.raises(ValueError, match="whole number from 1 to 30"):
        remembering(distance)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_link_brings_every_preset_back(preset):
    """Its link is short enough for any server, and holds its text, or a fingerprint of one that every server has."""
    query = to_query(preset.settings)

    assert from_query(query, TextStore().find) == preset.settings
    assert ("fingerprint" in query) == (preset is PROSE)
    assert sum(len(name) + len(value) + 2 for name, value in query.items()) < 6500
