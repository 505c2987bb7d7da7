"""Settings: one frozen value, checked, and what follows from it."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.runs.change import Change
from rnn.runs.link import to_query
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.text.characters import split

characters = st.characters(exclude_categories=["Cs"])
rates = st.floats(0, allow_infinity=False)


def settings_with(target: str):
    """Return a Hypothesis strategy of all valid settings with a target."""
    return st.builds(
        Settings,
        text=st.text(characters, min_size=2 if target == "next" else 1, max_size=400),
        target=st.just(target),
        hidden_size=st.integers(1, 256),
        learning_rate=rates,
        initial_scale=st.floats(0, 1000),
        random_seed=st.integers(0, 2**32 - 1),
        epochs=st.integers(1, 1_000_000),
    )


any_settings = st.sampled_from(["copy", "next"]).flatmap(settings_with)


def test_the_defaults_are_the_notebooks():
    """Without a word, settings are those of the notebook."""
    assert Settings() == Settings(
        text="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        target="copy",
        hidden_size=10,
        learning_rate=0.01,
        initial_scale=0.01,
        random_seed=0,
        epochs=100_000,
        window=0,
        carry=True,
        optimiser="sgd",
        clip_value=0,
        clip_norm=0,
        half_life=0,
        held_out=0,
        initialisation="normal",
        changes=(),
    )


@given(any_settings)
def test_what_goes_in_and_what_should_come_out(settings):
    """With "copy" the target is the input; with "next" it is one character on, and there is one step less."""
    shift = 1 if settings.target == "next" else 0
    run, characters = Run(settings), split(settings.text)

    assert settings.steps == len(characters) - shift == len(run.inputs) == len(run.targets)
    assert run.vocabulary.decode(run.inputs) == "".join(characters[: settings.steps])
    assert run.vocabulary.decode(run.targets) == "".join(characters[shift:])
    assert set(settings.vocabulary.characters) == set(characters)


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("text", {"text": ""}, "The text is empty"),
        ("text", {"text": None}, "at least one character"),
        ("text", {"text": "a" * 200_001}, "200,001 characters; at most 200,000"),
        ("window", {"text": "a" * 401}, "401 steps, but at most 400 can be unrolled at once"),
        ("text", {"text": "a\ud800"}, "half of a character"),
        ("text", {"text": "a", "target": "next"}, "A single character has no next one"),
        ("target", {"target": "previous"}, "“copy” or “next”, not “previous”"),
        ("target", {"target": ""}, "“copy” or “next”"),
        ("target", {"target": None}, "“copy” or “next”"),
        ("hidden_size", {"hidden_size": 0}, "hidden units is a whole number from 1 to 256, not 0"),
        ("hidden_size", {"hidden_size": 257}, "from 1 to 256, not 257"),
        ("hidden_size", {"hidden_size": 5.0}, "whole number"),
        ("hidden_size", {"hidden_size": True}, "whole number"),
        ("hidden_size", {"hidden_size": "5"}, "whole number"),
        ("learning_rate", {"learning_rate": -0.01}, "The learning rate is a finite number, 0 or more, not -0.01"),
        ("learning_rate", {"learning_rate": float("nan")}, "not nan"),
        ("learning_rate", {"learning_rate": float("inf")}, "not inf"),
        ("learning_rate", {"learning_rate": 10**400}, "finite number"),
        ("learning_rate", {"learning_rate": "0.1"}, "finite number"),
        ("learning_rate", {"learning_rate": None}, "finite number"),
        ("learning_rate", {"learning_rate": True}, "finite number"),
        ("initial_scale", {"initial_scale": -1.0}, "The initial scale is a number from 0 to 1,000, not -1.0"),
        ("initial_scale", {"initial_scale": 1000.1}, "from 0 to 1,000"),
        ("initial_scale", {"initial_scale": float("nan")}, "not nan"),
        ("random_seed", {"random_seed": -1}, "The random seed is a whole number from 0 to 4,294,967,295, not -1"),
        ("random_seed", {"random_seed": 2**32}, "not 4294967296"),
        ("epochs", {"epochs": 0}, "The number of epochs is a whole number from 1 to 1,000,000, not 0"),
        ("epochs", {"epochs": 1_000_001}, "not 1000001"),
        ("epochs", {"epochs": 1e5}, "whole number"),
        (
            "text",
            {"text": "".join(map(chr, range(256, 513)))},
            "257 different characters; a vocabulary has 256 at most",
        ),
        ("window", {"window": -1}, "The window is a whole number from 0 to 400, not -1"),
        ("window", {"window": 401}, "not 401"),
        ("window", {"window": True}, "whole number"),
        ("window", {"window": 27}, "The window has 27 steps, but the text only 26. Give 26 at most, or 0"),
        ("window", {"window": 26, "target": "next"}, "but the text only 25"),
        ("window", {"window": 26, "held_out": 0.1}, "but the text only 23"),
        ("window", {"text": "a" * 402, "target": "next"}, "401 steps, but at most 400"),
        ("carry", {"carry": 1}, "The state is carried or not: true or false, not 1"),
        ("carry", {"carry": "False"}, "true or false"),
        ("optimiser", {"optimiser": "lbfgs"}, "The optimiser is one of “sgd”, .*“adam”, not “lbfgs”"),
        ("clip_value", {"clip_value": -5.0}, "The clip value is a finite number, 0 or more, not -5.0"),
        ("clip_value", {"clip_value": float("nan")}, "not nan"),
        ("clip_norm", {"clip_norm": float("inf")}, "The clip norm is a finite number, 0 or more, not inf"),
        ("half_life", {"half_life": -1}, "The half-life is a whole number from 0 to 2,000,000, not -1"),
        ("half_life", {"half_life": 2_000_001}, "not 2000001"),
        ("half_life", {"half_life": 0.5}, "whole number"),
        ("held_out", {"held_out": 0.51}, "The share held out is a number from 0 to 0.5, not 0.51"),
        ("held_out", {"held_out": -0.1}, "from 0 to 0.5"),
        ("held_out", {"text": "abc", "held_out": 0.1}, "too short to hold 10% of it out: both parts need 1"),
        ("held_out", {"text": "abc", "held_out": 0.5, "target": "next"}, "hold 50% of it out: both parts need 2"),
        ("initialisation", {"initialisation": "zeros"}, "“normal”, “scaled” or “orthogonal”, not “zeros”"),
        ("changes", {"changes": (Change(5, "window", 3),)}, "“window” cannot be changed while training"),
        (
            "changes",
            {"changes": (Change(-1, "learning_rate", 3),)},
            "change of learning_rate is a whole number",
        ),
        (
            "changes",
            {"changes": (Change(5, "clip_norm", -3.0),)},
            "clip norm is a finite number, .* not -3.0",
        ),
        ("changes", {"changes": (Change(5, "learning_rate", float("nan")),)}, "not nan"),
        (
            "epochs",
            {"text": "ab" * 50_000, "window": 25, "epochs": 501},
            "4,000 an epoch; .* Give 500 epochs or fewer",
        ),
    ],
)
def test_bad_settings_are_refused_in_a_sentence(field, wrong, sentence):
    """Whatever is wrong raises InvalidInput, a ValueError, which names the field and says what is allowed."""
    with pytest.raises(InvalidInput, match=sentence) as error:
        Settings(**wrong)

    assert isinstance(error.value, ValueError)
    assert error.value.field == field
    assert str(error.value).endswith(".")


def test_settings_cannot_be_changed():
    """Settings are frozen: another run needs other settings."""
    settings = Settings()

    with pytest.raises(FrozenInstanceError):
        settings.hidden_size = 20
    assert replace(settings, hidden_size=20) == Settings(hidden_size=20)


def test_equal_settings_are_one_key():
    """Settings can be the key of a cache: equal ones have one hash."""
    assert len({Settings(), Settings(hidden_size=10), Settings(learning_rate=0.01), Settings(epochs=5)}) == 2


@pytest.mark.parametrize("rate", [1, np.float64(1.0), 1.0], ids=["int", "NumPy", "float"])
def test_rates_are_plain_floats_whatever_they_were_given_as(rate):
    """A whole number or NumPy's is the same setting as the float, in a link too, so nothing is compiled twice."""
    settings = Settings(learning_rate=rate, initial_scale=rate)

    assert [type(settings.learning_rate), type(settings.initial_scale)] == [float, float]
    assert to_query(settings) == {"learning_rate": "1.0", "initial_scale": "1.0"}


def test_the_largest_runs_are_allowed():
    """200,000 characters, 256 of them different, 256 hidden units, a window of 400, two million updates."""
    text = "".join(chr(256 + n * n % 509 % 256) for n in range(200_000))

    settings = Settings(text=text, hidden_size=256, window=400, epochs=4000, optimiser="adam", changes=[])

    assert (settings.steps, settings.updates_per_epoch, settings.updates) == (200_000, 500, 2_000_000)
    assert len(settings.characters) == 200_000
    assert Settings(text=text[:400]).window_steps == 400


def test_characters_are_counted_as_a_reader_sees_them():
    """A text of 300 flags is 300 steps, though it has 600 code points; its end can be held out."""
    settings = Settings(text="🇩🇪🇫🇷🇮🇹" * 100, held_out=0.25)

    assert (settings.steps, len(settings.characters), len(settings.vocabulary)) == (225, 300, 3)
    assert "".join(settings.training_characters + settings.held_out_characters) == settings.text
    assert settings.held_out_characters[:2] == ("🇩🇪", "🇫🇷")


def test_changes_are_put_in_order():
    """In whatever order, and as whatever numbers they are given, the same changes are the same settings."""
    changes_made = [Change(9, "clip_norm", 2), Change(3, "learning_rate", np.float64(0.5))]

    assert Settings(changes=changes_made) == Settings(changes=tuple(reversed(changes_made)))
    assert [type(change.value) for change in Settings(changes=changes_made).changes] == [float, float]
    assert hash(Settings(changes=changes_made)) == hash(Settings(changes=tuple(changes_made)))
