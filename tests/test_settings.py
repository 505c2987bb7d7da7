"""Settings: one frozen value, checked, that fits into a link and comes back from it."""

from dataclasses import FrozenInstanceError, fields, replace
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.characters import split
from rnn.errors import InvalidInput
from rnn.settings import Settings
from rnn.training import Run

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
    )


@given(any_settings)
def test_settings_come_back_from_a_link_exactly(settings):
    """Written into a URL and read from it, every setting is the same to the last bit and of the same type."""
    url = urlencode(settings.to_query())

    back = Settings.from_query(dict(parse_qsl(url, strict_parsing=bool(url))))

    assert back == settings
    for field in fields(Settings):
        value = getattr(back, field.name)
        assert (type(value), repr(value)) == (type(field.default), repr(getattr(settings, field.name)))


@given(any_settings)
def test_a_link_holds_only_what_differs_from_the_notebook(settings):
    """The parameters of a link are just the fields that are not at their defaults, as text."""
    query = settings.to_query()

    assert set(query) == {field.name for field in fields(Settings) if getattr(settings, field.name) != field.default}
    assert all(isinstance(value, str) for value in query.values())


def test_the_notebooks_link_is_empty():
    """Nothing needs to be said to get the notebook's own run."""
    assert Settings().to_query() == {}
    assert Settings.from_query({}) == Settings()


def test_parameters_of_others_are_left_alone():
    """A link may hold more than settings, such as the playhead."""
    assert Settings.from_query({"epoch": "12", "hidden_size": "5", "utm": "x"}) == Settings(hidden_size=5)


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
    ],
)
def test_bad_settings_are_refused_in_a_sentence(field, wrong, sentence):
    """Whatever is wrong raises InvalidInput, a ValueError, which names the field and says what is allowed."""
    with pytest.raises(InvalidInput, match=sentence) as error:
        Settings(**wrong)

    assert isinstance(error.value, ValueError)
    assert error.value.field == field
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"hidden_size": "ten"}, "The hidden size is a number, not “ten”"),
        ({"hidden_size": "5.5"}, "is a number, not “5.5”"),
        ({"hidden_size": "0"}, "from 1 to 256"),
        ({"learning_rate": ""}, "The learning rate is a number, not “”"),
        ({"learning_rate": "1e999"}, "finite number"),
        ({"learning_rate": "nan"}, "finite number"),
        ({"initial_scale": "0,1"}, "not “0,1”"),
        ({"random_seed": "-3"}, "from 0 to"),
        ({"random_seed": "9" * 5000}, "is a number, not “9{40}”"),
        ({"epochs": "1e5"}, "not “1e5”"),
        ({"target": "x"}, "“copy” or “next”"),
        ({"text": ""}, "The text is empty"),
    ],
)
def test_a_link_that_was_tampered_with_is_refused_in_a_sentence(query, sentence):
    """A parameter that cannot be read, or is out of range, raises InvalidInput with its name, and nothing else."""
    with pytest.raises(InvalidInput, match=sentence) as error:
        Settings.from_query(query)

    assert [error.value.field] == list(query)


@given(st.dictionaries(st.sampled_from([field.name for field in fields(Settings)]), st.text(max_size=20)))
def test_any_link_is_either_settings_or_a_sentence(query):
    """However a link was mangled, there is a run or one kind of error that names one of its parameters."""
    try:
        settings = Settings.from_query(query)
    except InvalidInput as error:
        assert error.field in {*query, "text"}
    else:
        assert Settings.from_query(settings.to_query()) == settings


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
    assert settings.to_query() == {"learning_rate": "1.0", "initial_scale": "1.0"}
