"""Links: all settings there and back, texts of any length, and what a mangled link says."""

import base64
import hashlib
import zlib
from dataclasses import fields
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rnn.errors import InvalidInput
from rnn.model.optimisers import OPTIMISERS
from rnn.runs import link
from rnn.runs.change import CHANGEABLE, Change
from rnn.runs.link import from_query, to_query
from rnn.runs.settings import Settings

numbers = st.floats(0, allow_infinity=False)
changes = st.builds(Change, st.integers(0, 2_000_000), st.sampled_from(CHANGEABLE), numbers)
FIELDS = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=250),
    "target": st.sampled_from(["copy", "next"]),
    "hidden_size": st.integers(1, 256),
    "learning_rate": numbers,
    "initial_scale": st.floats(0, 1000),
    "random_seed": st.integers(0, 2**32 - 1),
    "epochs": st.integers(1, 8000),
    "window": st.integers(0, 250),
    "carry": st.booleans(),
    "optimiser": st.sampled_from(list(OPTIMISERS)),
    "clip_value": numbers,
    "clip_norm": numbers,
    "half_life": st.integers(0, 2_000_000),
    "held_out": st.floats(0, 0.5),
    "initialisation": st.sampled_from(["normal", "scaled", "orthogonal"]),
    "changes": st.lists(changes, max_size=6),
}
LONG = "A rose is a rose is a rose, said Gertrude. " * 400
NOISE = "".join(chr(33 + byte % 90) for byte in hashlib.shake_256(b"noise").digest(60_000))


def long(text: str, **more) -> Settings:
    """Return settings of a long text."""
    return Settings(text=text, window=25, epochs=10, **more)


@st.composite
def valid_settings(draw) -> Settings:
    """Draw settings, any fields of which differ from the defaults."""
    wanted = draw(st.sets(st.sampled_from(list(FIELDS))))
    try:
        return Settings(**{field: draw(FIELDS[field]) for field in FIELDS if field in wanted})
    except InvalidInput:
        assume(False)


def through_a_url(settings: Settings, **more) -> Settings:
    """Return what comes out of the link of these settings."""
    url = urlencode(to_query(settings))
    return from_query(dict(parse_qsl(url, keep_blank_values=True, strict_parsing=bool(url))), **more)


def test_every_field_is_tried():
    """The strategy above knows all fields of Settings."""
    assert list(FIELDS) == [field.name for field in fields(Settings)]


@given(valid_settings())
def test_any_settings_come_back_from_a_link_exactly(settings):
    """Every field is the same to the last bit and of the same type, and the link names only what is not the default."""
    back = through_a_url(settings)

    assert back == settings
    assert hash(back) == hash(settings)
    for field in fields(Settings):
        value = getattr(back, field.name)
        assert (type(value), repr(value)) == (type(field.default), repr(getattr(settings, field.name)))
    differing = {field.name for field in fields(Settings) if getattr(settings, field.name) != field.default}
    assert set(to_query(settings)) == differing
    assert all(isinstance(written, str) for written in to_query(settings).values())


def test_the_notebooks_link_is_empty():
    """Nothing needs to be said to get the notebook's own run."""
    assert to_query(Settings()) == {}
    assert from_query({}) == Settings()


def test_parameters_of_others_are_left_alone():
    """A link may hold more than settings, such as the playhead."""
    assert from_query({"epoch": "12", "hidden_size": "5", "utm": "x"}) == Settings(hidden_size=5)


def test_changes_are_written_to_be_read():
    """A setting, the update at which it changes, and the value; in the order of the updates."""
    given_so = [Change(2000, "clip_norm", 1), Change(500, "learning_rate", np.float64(0.05))]
    settings = Settings(changes=given_so)

    assert to_query(settings) == {"changes": "learning_rate@500=0.05,clip_norm@2000=1.0"}
    assert through_a_url(settings) == settings == Settings(changes=tuple(reversed(given_so)))


def test_a_short_text_stands_in_the_link_as_it_is():
    """Up to 400 code points can be read in the address."""
    assert set(to_query(Settings(text="ab" * 200))) == {"text"}
    assert set(to_query(Settings(text="ab" * 200 + "c", window=1, epochs=10))) == {"packed", "window", "epochs"}


def test_a_longer_text_is_packed():
    """A text of 17,200 characters comes back from less than 6,000 signs, which need no escaping."""
    settings = long(LONG + "äöü 🇩🇪 漢字")

    query = to_query(settings)
    assert len(query["packed"]) < 6000
    assert urlencode({"packed": query["packed"]}) == "packed=" + query["packed"]
    assert through_a_url(settings) == settings


def test_a_text_that_packs_badly_is_named_by_its_fingerprint():
    """It is the first half of the SHA-256 of the text, and the server gives the text back."""
    settings = long(NOISE)
    digits = hashlib.sha256(NOISE.encode()).hexdigest()[:32]

    assert to_query(settings) == {"fingerprint": digits, "window": "25", "epochs": "10"}
    assert link.fingerprint(NOISE) == digits != link.fingerprint(NOISE + " ")
    assert through_a_url(settings, find_text={digits: NOISE}.get) == settings


def test_a_fingerprint_that_nobody_knows_says_what_to_do():
    """Without its text there is no run, but a sentence that says how it comes back."""
    with pytest.raises(
        InvalidInput, match=r"Give the same text again in the sidebar, and the run comes back\.$"
    ) as error:
        through_a_url(long(NOISE))

    assert error.value.field == "fingerprint"


@given(st.integers(1, 200))
def test_a_packed_text_that_was_cut_is_never_another_text(cut):
    """However much of its end is missing, there is the very same text, or a sentence."""
    packed = to_query(long(LONG))["packed"]

    try:
        text = from_query({"packed": packed[:-cut], "window": "10", "epochs": "1"}).text
    except InvalidInput as error:
        assert (error.field, str(error)) == ("text", "Its text cannot be unpacked: a part of the link is missing.")
    else:
        assert text == LONG


def test_a_small_link_cannot_unpack_into_much():
    """Gigabytes hidden in a link are refused at 4 MB, before they are unpacked."""
    packer = zlib.compressobj(9)
    hidden = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()

    with pytest.raises(InvalidInput, match="cannot be unpacked"):
        from_query({"packed": base64.urlsafe_b64encode(hidden).decode()})


@pytest.mark.parametrize(
    ("field", "query", "sentence"),
    [
        ("hidden_size", {"hidden_size": "ten"}, "The hidden size is a number, not “ten”"),
        ("hidden_size", {"hidden_size": "5.5"}, "is a number, not “5.5”"),
        ("hidden_size", {"hidden_size": "0"}, "from 1 to 256"),
        ("learning_rate", {"learning_rate": ""}, "The learning rate is a number, not “”"),
        ("learning_rate", {"learning_rate": "1e999"}, "finite number"),
        ("learning_rate", {"learning_rate": "nan"}, "finite number"),
        ("initial_scale", {"initial_scale": "0,1"}, "not “0,1”"),
        ("random_seed", {"random_seed": "-3"}, "from 0 to"),
        ("random_seed", {"random_seed": "9" * 5000}, "is a number, not “9{40}”"),
        ("epochs", {"epochs": "1e5"}, "not “1e5”"),
        ("target", {"target": "x"}, "“copy” or “next”"),
        ("text", {"text": ""}, "The text is empty"),
        ("text", {"packed": "!"}, "cannot be unpacked"),
        ("text", {"packed": "漢字"}, "cannot be unpacked"),
        ("text", {"packed": "aGVsbG8"}, "cannot be unpacked"),
        ("text", {"packed": base64.urlsafe_b64encode(zlib.compress(b"\xff\xfe")).decode()}, "cannot be unpacked"),
        ("text", {"packed": base64.urlsafe_b64encode(zlib.compress(b"")).decode()}, "The text is empty"),
        ("carry", {"carry": "yes"}, "The carry is True or False, not “yes”"),
        ("carry", {"carry": ""}, "True or False"),
        ("window", {"window": "ten"}, "The window is a number, not “ten”"),
        ("window", {"window": "2.5"}, "is a number, not “2.5”"),
        ("clip_norm", {"clip_norm": "much"}, "The clip norm is a number, not “much”"),
        ("half_life", {"half_life": "1e3"}, "The half life is a number, not “1e3”"),
        ("held_out", {"held_out": "nan"}, "The share held out is a number from 0 to 0.5, not nan"),
        ("optimiser", {"optimiser": "ADAM"}, "not “ADAM”"),
        ("initialisation", {"initialisation": "xavier"}, "“normal”, “scaled” or “orthogonal”, not “xavier”"),
        ("changes", {"changes": "faster"}, "A change is written as learning_rate@1000=0.05, not “faster”"),
        ("changes", {"changes": "learning_rate@1000"}, "written as"),
        ("changes", {"changes": "learning_rate@x=1"}, "written as"),
        ("changes", {"changes": "learning_rate@5=0.1;clip_norm@6=1"}, "written as"),
        ("changes", {"changes": "hidden_size@5=3"}, "“hidden_size” cannot be changed while training"),
        ("changes", {"changes": "learning_rate@-5=3"}, "from 0 to 2,000,000, not -5"),
        ("changes", {"changes": "learning_rate@5=-3"}, "a finite number, 0 or more, not -3"),
        ("changes", {"changes": "clip_value@5=inf"}, "a finite number, 0 or more, not inf"),
    ],
)
def test_a_mangled_link_is_refused_in_a_sentence(field, query, sentence):
    """What cannot be read is named, and what is allowed is said."""
    with pytest.raises(InvalidInput, match=sentence) as error:
        from_query(query)

    assert error.value.field == field
    assert str(error.value).endswith(".")


@given(st.dictionaries(st.sampled_from([*FIELDS, "packed", "fingerprint"]), st.text(max_size=20)))
def test_any_link_is_either_settings_or_one_kind_of_error(query):
    """However a link was mangled, there is a run, which has a link of its own, or a sentence about a field."""
    try:
        settings = from_query(query)
    except InvalidInput as error:
        assert error.field in {*FIELDS, "fingerprint"}
    else:
        assert through_a_url(settings) == settings
