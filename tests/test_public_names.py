"""The library's public names: loaded when asked for, shown usefully, and open to NumPy's numbers."""

import ast
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import rnn
from rnn.runs.link import from_query, to_query

SETTINGS = rnn.Settings(text="hello, hello", target="next", hidden_size=3, epochs=30)


def test_every_public_name_is_there():
    """`from rnn import *`, dir(rnn) and attributes have the names of rnn.__all__; another is an AttributeError."""
    assert set(rnn.__all__) <= set(dir(rnn))
    assert all(getattr(rnn, name) is not None for name in rnn.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = rnn.Nothing


def test_a_name_is_loaded_when_it_is_asked_for():
    """`import rnn` alone loads no file of the engine; dir(rnn) neither."""
    script = "import sys, rnn; dir(rnn); print(*(name for name in sys.modules if name.startswith('rnn')))"

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.split() == ["rnn"]


def test_type_checkers_are_served_by_a_stub():
    """rnn/__init__.pyi, which editors and type checkers read, imports every public name from where it is defined."""
    stub = ast.parse((Path(rnn.__file__).parent / "__init__.pyi").read_text(encoding="utf-8"))
    imports = [node for node in stub.body if isinstance(node, ast.ImportFrom)]

    assert {alias.asname: node.module for node in imports for alias in node.names} == rnn._HOMES


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("hidden_size", np.int64(10), 10),
        ("epochs", np.uint16(7), 7),
        ("random_seed", np.array(3), 3),
        ("window", np.int8(5), 5),
        ("learning_rate", np.float32(0.25), 0.25),
        ("clip_norm", np.int32(2), 2.0),
        ("carry", np.bool_(False), False),
        ("target", np.str_("next"), "next"),
        ("text", np.str_("hello, hello"), "hello, hello"),
        ("changes", [rnn.Change(np.int64(5), "clip_norm", np.float32(0.5))], (rnn.Change(5, "clip_norm", 0.5),)),
    ],
)
def test_numbers_of_numpys_are_kept_as_pythons(field, given, kept):
    """Settings made from NumPy's values are those made from Python's: equal, of the same types, with the same link."""
    settings, expected = rnn.Settings(**{field: given}), rnn.Settings(**{field: kept})

    assert settings == expected and hash(settings) == hash(expected)
    assert type(getattr(settings, field)) is type(kept)
    assert repr(settings) == repr(expected)
    assert to_query(settings) == to_query(expected)
    assert from_query(to_query(settings)) == settings


def test_numbers_of_numpys_are_taken_everywhere():
    """Sizes, seeds, lengths, updates and numbers of steps may be NumPy's; results are those of Python's."""
    two, run, other = np.int64(2), rnn.Run(SETTINGS), rnn.Run(SETTINGS)
    run.advance(updates=two, seconds=np.float32(60))
    other.advance(updates=2, seconds=60.0)

    parameters = rnn.Parameters.random(two, np.uint8(3), np.int32(1), np.float64(0.5))
    assert type(parameters.hidden_size) is int
    assert parameters.theta.tobytes() == rnn.Parameters.random(2, 3, 1, 0.5).theta.tobytes()
    assert run.parameters_at(two).theta.tobytes() == other.parameters.theta.tobytes()
    dials = {"temperature": np.float32(0.5), "random_seed": two, "top_k": two, "top_p": np.float64(0.5)}
    steps = list(run.generate("he", two, user_chosen={np.int64(1): "o"}, **dials))
    plain_dials = {"temperature": 0.5, "random_seed": 2, "top_k": 2, "top_p": 0.5}
    expected = list(other.generate("he", 2, user_chosen={1: "o"}, **plain_dials))
    assert [step.character for step in steps] == [step.character for step in expected]
    assert [step.is_user_chosen for step in steps] == [False, True]


def test_what_is_shown_of_a_value_says_what_it_is():
    """repr has sizes and what differs from the defaults; a long text is cut, and no array is poured out."""
    run = rnn.Run(SETTINGS)
    trace = run.trace()
    shapes = f"s {trace.s.shape}, a {trace.a.shape}, o {trace.o.shape}, y_pred {trace.y_pred.shape}, a_start (3,)"

    assert repr(rnn.Settings()) == "Settings()"
    assert repr(SETTINGS) == "Settings(text='hello, hello', target='next', hidden_size=3, epochs=30)"
    assert eval(repr(SETTINGS), {"Settings": rnn.Settings}) == SETTINGS
    long = rnn.Settings(text="ab" * 500, window=9, epochs=5)
    assert repr(long) == f"Settings(text={'ab' * 20!r}… (1,000 code points), epochs=5, window=9)"
    assert repr(run) == f"<Run: update 0 of 30; {SETTINGS!r}>"
    run.advance(epochs=12)
    assert repr(run).startswith(f"<Run: update 12 of 30, last loss {run.losses[-1]:.4g}; Settings(text=")
    assert repr(run.parameters) == "<Parameters: W (3, 3), U (3, 7), b (3,), V (7, 3), c (7,)>".replace(
        "7", str(len(run.vocabulary))
    )
    assert repr(trace) == f"<Trace of 11 steps: {shapes}>"
    assert repr(rnn.Vocabulary([chr(100 + n) for n in range(50)])).endswith("… (50 characters))")
    assert repr(next(run.generate("he", 1))).startswith("<Step 0: reads 'e', writes '")


def test_a_run_that_diverged_says_so():
    """repr names the update at which the numbers were no longer finite."""
    run = rnn.Run(rnn.Settings(learning_rate=1e308))
    run.advance(epochs=5)

    assert "diverged at update 1;" in repr(run)


@pytest.mark.parametrize(("target", "priming"), [("copy", "refeed"), ("next", "standard")])
def test_priming_follows_what_the_network_was_trained_on(target, priming):
    """Without a priming, one trained to copy is fed the last letter twice, one trained on next letters once."""
    run = rnn.Run(rnn.Settings(text="hello, hello", target=target, initial_scale=1.0, epochs=30))
    run.advance(epochs=30)
    expected = [step.a.tobytes() for step in rnn.generate(run.parameters, run.vocabulary, "hel", 5, priming=priming)]

    assert [step.a.tobytes() for step in run.generate("hel", 5)] == expected
    named = rnn.generate(run.parameters, run.vocabulary, "hel", 5, target=target)
    assert [step.a.tobytes() for step in named] == expected
    assert [step.a.tobytes() for step in run.generate("hel", 5, priming)] == expected
