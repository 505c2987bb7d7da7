"""The free run: equal to what generation writes, beside the states that the text leads to."""

import numpy as np
import pytest

from rnn import Run, Settings, generate
from rnn.analysis.free_run import run_free


@pytest.mark.parametrize(("target", "priming"), [("copy", "refeed"), ("copy", "standard"), ("next", "standard")])
def test_a_free_run_is_what_generation_writes(target, priming):
    """What is predicted is what `generate` writes at temperature 0, and each character predicted is fed next."""
    run = Run(Settings(text="abcdefgh", target=target, hidden_size=6, learning_rate=0.1, epochs=400))
    run.advance(400)
    text = run.vocabulary.encode(run.settings.text)

    free = run_free(run.parameters, run.trace(), text, target, 3, priming)

    steps = list(generate(run.parameters, run.vocabulary, "abc", 5, priming))
    assert run.vocabulary.decode(free.predicted) == "".join(step.character for step in steps)
    assert run.vocabulary.decode(free.fed) == "".join(step.input for step in steps)
    assert run.vocabulary.decode(free.right) == "defgh"
    np.testing.assert_allclose(free.states, [step.a for step in steps])


@pytest.mark.parametrize(("target", "first"), [("copy", 3), ("next", 2)])
def test_forced_states_are_those_that_must_say_it(target, first):
    """To copy d the state has read d; to say d as the next character it has read c."""
    run = Run(Settings(text="abcdefgh", target=target, hidden_size=6))
    trace = run.trace()

    free = run_free(run.parameters, trace, run.vocabulary.encode("abcdefgh"), target, 3)

    assert np.array_equal(free.teacher_forced_states, trace.a[first:])
    assert len(free.teacher_forced_states) == len(free.states) == len(free.right) == 5


def test_while_it_is_right_it_does_not_part():
    """A network of next characters that spells its text stays where the text leads it."""
    run = Run(Settings(text="abcdefgh", target="next", hidden_size=8, learning_rate=0.1, epochs=3000))
    run.advance(3000)

    free = run_free(run.parameters, run.trace(), run.vocabulary.encode("abcdefgh"), "next", 3, "standard")

    assert np.array_equal(free.predicted, free.right)
    np.testing.assert_allclose(free.states, free.teacher_forced_states)
