"""The samples: each frame's text is what that frame's network writes, with the same random numbers at every frame."""

import numpy as np
import pytest

from rnn.generation.continuation import generate
from rnn.monitoring.samples import LENGTH, TrainingSamples
from rnn.runs.run import Run
from rnn.runs.settings import Settings


def trained(updates: int, epochs: int = 500) -> Run:
    """Return a run on a short word."""
    run = Run(Settings(text="hello", target="next", hidden_size=5, learning_rate=0.1, epochs=epochs))
    run.advance(updates=updates)
    return run


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_every_sample_is_what_its_frame_writes(temperature):
    """From one seed with the same random numbers, at the temperature asked for."""
    run = trained(500)
    training_samples = TrainingSamples(run, "he", "standard", temperature, random_seed=3)
    training_samples.measure(seconds=60)

    assert training_samples.is_complete
    for frame, text in enumerate(training_samples.texts):
        steps = generate(run.film.frame(frame), run.vocabulary, "he", LENGTH, "standard", temperature, 3)
        assert text == [step.character for step in steps]


def test_it_grows_from_noise_to_the_word():
    """The first sample is a blind guess, the last one goes on with what was learnt."""
    training_samples = TrainingSamples(trained(500), "h", "standard", 0.0)
    training_samples.measure(seconds=60)

    assert "".join(training_samples.texts[-1]).startswith("ello")
    assert not "".join(training_samples.texts[0]).startswith("ello")


def test_samples_are_written_a_few_at_a_time_and_coarse_first():
    """Without time one is written; the first few lie far apart, and those not trained yet stay empty."""
    run = trained(500)
    training_samples = TrainingSamples(run, "h", "refeed", 1.0)
    for _ in range(4):
        training_samples.measure(seconds=0)
    written = np.flatnonzero([text is not None for text in training_samples.texts])

    assert len(written) == 4 and np.diff(written).min() > 20
    half = TrainingSamples(trained(10), "h", "refeed", 1.0)
    half.measure(seconds=60)
    assert half.is_complete and half.texts[-1] is None
    assert len(half.texts) == len(run.film.updates)
