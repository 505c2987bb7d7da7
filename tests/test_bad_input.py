"""Whatever the library's public names are given: they work, or say in a sentence what is wrong."""

import base64
import inspect
import math
import re
import zlib
from functools import wraps
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import rnn
from rnn.runs.link import from_query, to_query

TEXT = "hello, hello"
VOCABULARY = rnn.Vocabulary(TEXT)
PARAMETERS = rnn.Parameters.random(3, len(VOCABULARY), scale=0.5)
INPUTS = VOCABULARY.encode(TEXT)
TRACE = rnn.forward(PARAMETERS, INPUTS)
RUN = rnn.Run(rnn.Settings(text=TEXT, hidden_size=3, epochs=30))
RUN.advance(epochs=20)


@wraps(rnn.Run.advance)
def advance(**arguments):
    """Advance a run that nothing else has."""
    return rnn.Run(RUN.settings).advance(**arguments)


@wraps(rnn.generate)
def generate(**arguments):
    """Generate all the steps."""
    return list(rnn.generate(**arguments))


@wraps(rnn.Run.generate)
def run_generate(**arguments):
    """Generate all the steps, from the run."""
    return list(RUN.generate(**arguments))


# Each public callable, and arguments that are right.
CALLS = {
    "Parameters": (rnn.Parameters, {"theta": np.zeros(21), "hidden_size": 2, "vocabulary_size": 3}),
    "Parameters.zeros": (rnn.Parameters.zeros, {"hidden_size": 2, "vocabulary_size": 3}),
    "Parameters.random": (
        rnn.Parameters.random,
        {"hidden_size": 2, "vocabulary_size": 3, "random_seed": 1, "scale": 0.1, "initialisation": "scaled"},
    ),
    "Vocabulary": (rnn.Vocabulary, {"text": TEXT}),
    "encode": (VOCABULARY.encode, {"text": TEXT}),
    "decode": (VOCABULARY.decode, {"indices": [0, 1]}),
    "one_hot": (VOCABULARY.one_hot, {"text": TEXT}),
    "in": (lambda character: character in VOCABULARY, {"character": "h"}),
    "softmax": (rnn.softmax, {"o": TRACE.o}),
    "forward": (rnn.forward, {"parameters": PARAMETERS, "inputs": INPUTS, "a_start": np.zeros(3)}),
    "cross_entropy": (rnn.cross_entropy, {"y_pred": TRACE.y_pred, "targets": INPUTS}),
    "backward": (rnn.backward, {"parameters": PARAMETERS, "trace": TRACE, "inputs": INPUTS, "targets": INPUTS}),
    "generate": (
        generate,
        {"parameters": PARAMETERS, "vocabulary": VOCABULARY, "seed": "he", "length": 4, "priming": "refeed"}
        | {"temperature": 0.5, "random_seed": 1, "user_chosen": {0: "l"}, "top_k": 2, "top_p": 0.9, "target": "next"},
    ),
    "Settings": (
        rnn.Settings,
        {"text": TEXT, "target": "next", "hidden_size": 3, "learning_rate": 0.1, "initial_scale": 0.1}
        | {"random_seed": 1, "epochs": 5, "window": 4, "carry": False, "optimiser": "adam", "clip_value": 1.0}
        | {"clip_norm": 2.0, "half_life": 9, "held_out": 0.2, "initialisation": "scaled", "changes": ()},
    ),
    "Run": (rnn.Run, {"settings": RUN.settings}),
    "advance": (advance, {"epochs": 2}),
    "advance by updates": (advance, {"updates": 2}),
    "advance by seconds": (advance, {"seconds": 0.001}),
    "trace": (RUN.trace, {"parameters": RUN.parameters}),
    "parameters_at": (RUN.parameters_at, {"update": 7}),
    "state_at": (RUN.state_at, {"update": 7}),
    "replay": (RUN.replay, {"update": 7, "seconds": 0.001}),
    "forked": (RUN.forked, {"settings": RUN.settings, "update": 7}),
    "run.generate": (run_generate, {"seed": "he", "length": 4}),
    "from_query": (from_query, {"query": {"text": TEXT}}),
}

BAD_NUMBERS = [math.nan, math.inf, -math.inf, -1, 0, 1, 2.5, 1e308, 10**9, 10**400, -(10**30), 1j, True, None]
BAD_OBJECTS = [
    "",
    "hot",
    "copy",
    "a\ud800",
    "e\u0301",
    b"",
    b"hello",
    [],
    (),
    {},
    set(),
    [None],
    [[]],
    ["h"],
    [[1], [2, 3]],
]
BAD_CHOICES = [{-1: "h"}, {9: "h"}, {0: 5}, {None: "h"}, {0.5: "h"}, {0: ""}, object(), int, len, range(3)]
BAD_SCALARS = [
    np.full(21, np.nan),
    np.array(["h"]),
    np.int64(-1),
    np.float32(0.1),
    np.bool_(True),
    np.datetime64("2020-01-01"),
    np.array(3),
]
BAD_ARRAYS = [
    np.zeros(0),
    np.zeros((3, 4)),
    np.zeros(3, complex),
    np.array([0.0, 1.0]),
    np.eye(3) > 0,
    np.full(21, np.nan),
]
BAD_INDICES = [np.full(21, np.nan), np.array([-1, 2**62]), np.array([2**64 - 1], np.uint64), np.array([None, 1])]
OTHERS = [PARAMETERS, rnn.Parameters.zeros(2, 3), VOCABULARY, rnn.Vocabulary("xyz"), TRACE, RUN, RUN.settings]
WRONG = st.one_of(
    *map(st.sampled_from, [BAD_NUMBERS, BAD_OBJECTS, BAD_CHOICES, BAD_SCALARS, BAD_ARRAYS, BAD_INDICES, OTHERS]),
    st.builds(rnn.Trace, *[st.sampled_from([None, TRACE.a, TRACE.y_pred, np.zeros(3), "h"])] * 5),
    st.lists(st.builds(rnn.Change, *[st.sampled_from([5, -1, None, "clip_norm", math.nan])] * 3), max_size=2),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(-2, 9), max_size=13),
)


@st.composite
def calls(draw):
    """Draw a public callable, with one to three of its arguments replaced."""
    function, right = CALLS[draw(st.sampled_from(sorted(CALLS)))]
    replaced = draw(st.lists(st.sampled_from(sorted(right)), min_size=1, max_size=3, unique=True))
    return function, right | {argument: draw(WRONG) for argument in replaced}


@hypothesis_settings(max_examples=1000)
@given(calls())
def test_a_wrong_argument_is_refused_in_a_sentence_that_names_it(call):
    """A public name works, or raises InvalidInput: a sentence, and the name of an argument; and nothing has changed."""
    function, arguments = call
    before = RUN.update, RUN.losses.tobytes(), PARAMETERS.theta.tobytes()

    try:
        with np.errstate(all="ignore"):
            function(**arguments)
    except rnn.InvalidInput as refusal:
        names = {*inspect.signature(function).parameters, *({"epoch"} if "update" in arguments else ())}
        names |= set(inspect.signature(rnn.Settings).parameters) if function is from_query else set()
        assert refusal.field in names
        assert re.fullmatch(r"[A-Z“t0-9Å].{10,400}[.?]", str(refusal), re.DOTALL)
    assert (RUN.update, RUN.losses.tobytes(), PARAMETERS.theta.tobytes()) == before


def packed(text: str) -> str:
    """Return a text as a link carries a long one."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode())).decode().rstrip("=")


FIELDS = list(inspect.signature(rnn.Settings).parameters)
NUMBERS = ["0", "1", "-1", "5", "2.5", "1e3", "1e400", "nan", "inf", "0x10", "1_0", "٣", "", " 7 ", "9" * 5000, "True"]
NAMES = ["copy", "next", "sgd", "adam", "normal", "scaled", "True", "False", "true", "hello", "\ud800", "a" * 500]
CHANGES = [
    "learning_rate@5=0.1",
    "learning_rate@5=0.1,clip_norm@3=1",
    "window@5=1",
    "a@b=c",
    "@=",
    ",",
    "clip_norm@-1=2",
]
OTHER_VALUES = [packed("hello"), packed("hello")[:-3], packed(""), None, 5, b"5", ["5"]]


def any_value(random: Random):
    """Return what may be written in a link: a value of some field, a number of some size, signs of any kind."""
    return random.choice(
        [
            random.choice([*NUMBERS, *NAMES, *CHANGES, *OTHER_VALUES]),
            str(random.randint(-3, 500)),
            repr(random.lognormvariate(0, 3)),
            "".join(chr(random.choice([random.randrange(128), random.randrange(0x110000)])) for _ in range(3)),
        ]
    )


@hypothesis_settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_any_link_is_a_run_or_a_sentence(seed):
    """Of a hundred links each, most near to right: settings that come again from their own link, or a sentence."""
    random = Random(seed)
    for _ in range(100):
        names = random.sample([*FIELDS, "packed", "fingerprint", "page", ""], random.randint(0, 4))
        query = {name: any_value(random) for name in names}
        try:
            settings = from_query(query)
        except rnn.InvalidInput as refusal:
            assert refusal.field in {*FIELDS, "fingerprint"}, query
            assert str(refusal).endswith("."), query
        else:
            assert from_query(to_query(settings)) == settings, query


@pytest.mark.parametrize(
    ("call", "field", "words"),
    [
        (lambda: rnn.backward(PARAMETERS, TRACE, INPUTS, INPUTS[:-1]), "targets", "as many as the steps of the trace"),
        (lambda: rnn.Parameters.random(3, 5, initialisation="xavier"), "initialisation", "“orthogonal”, not “xavier”"),
        (lambda: rnn.Parameters.random(10**9, 5), "hidden_size", "from 1 to 2,048, not 1000000000"),
        (lambda: RUN.advance(updates=2.5), "updates", "whole number .* not 2.5"),
        (lambda: rnn.Settings(text=b"hello"), "text", "a str, not bytes. Decode it first"),
        (lambda: rnn.Vocabulary(b"hello"), "text", "a str, not bytes"),
        (lambda: rnn.Run("hello world"), "settings", r"Write Run\(Settings\(text=...\)\)"),
        (lambda: rnn.generate(PARAMETERS, VOCABULARY, "h", 4, temperature="hot"), "temperature", "not “hot”"),
        (lambda: rnn.Settings(changes=None), "changes", "a tuple of Change"),
        (lambda: RUN.parameters_at(1.5), "epoch", "1.5 is outside the film, which goes from 0 to 20"),
        (lambda: RUN.generate("h", 4, user_chosen={-1: "e"}), "user_chosen", "from 0 to 1,999, not -1"),
        (lambda: RUN.generate("h", 4, user_chosen={4: "e"}), "user_chosen", "Step 4 is not among the 4"),
        (lambda: rnn.generate(PARAMETERS, rnn.Vocabulary("abc"), "a", 4), "vocabulary", "has 3 .* the network [56]"),
        (lambda: rnn.forward(PARAMETERS, [0, -1]), "inputs", "indices from 0 to .; -1 is not one"),
        (lambda: rnn.forward(PARAMETERS, [0, 9]), "inputs", "indices from 0 to .; 9 is not one"),
        (lambda: rnn.forward(PARAMETERS, "hello"), "inputs", "vocabulary.encode"),
        (lambda: rnn.forward(PARAMETERS, [0.0]), "inputs", "whole numbers, one for each step"),
        (lambda: rnn.forward(PARAMETERS, [0], np.zeros(4)), "a_start", r"the shape \(3,\), not \(4,\)"),
        (lambda: rnn.cross_entropy(TRACE.o * 9, INPUTS), "y_pred", "probabilities from 0 to 1"),
        (lambda: RUN.forked(rnn.Settings(), 3), "settings", "differ from those of this run before update 3"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_misuse_that_once_went_wrong_is_refused(call, field, words):
    """What once gave garbage, stopped half-way or raised an error of NumPy's now says which argument is wrong."""
    with pytest.raises(rnn.InvalidInput, match=words) as refusal:
        call()

    assert refusal.value.field == field
