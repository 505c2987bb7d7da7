"""What a network writes at every frame of its film, from one seed and with the same random numbers."""

from __future__ import annotations

from rnn.generation.continuation import generate
from rnn.model.parameters import Parameters
from rnn.model.windows import TrainingState
from rnn.monitoring.frame_scan import FrameScan
from rnn.runs.film import FRAMES
from rnn.runs.run import Run

LENGTH = 60


class TrainingSamples:
    """One text a frame, each written once, coarse first.

    seed, priming, temperature, random_seed  as `generate` takes them
    """

    def __init__(self, run: Run, seed: str, priming: str, temperature: float, random_seed: int = 0):
        self._run = run
        self._seed = seed
        self._dials = {"priming": priming, "temperature": temperature, "random_seed": random_seed}
        self._survey = FrameScan(run, self._write_frame, most=FRAMES + 1)

    @property
    def is_complete(self) -> bool:
        """Whether every frame that is there has its text."""
        return self._survey.is_complete

    @property
    def texts(self) -> list[list[str] | None]:
        """The characters of each planned frame's text, None where it is not written yet."""
        return [self._survey.at(frame) for frame in range(len(self._run.film.updates))]

    def measure(self, seconds: float) -> None:
        """Write at frames that are there, for about this many seconds; at least at one if any is left."""
        self._survey.go_on(seconds)

    def write(self, parameters: Parameters) -> list[str]:
        """Return the characters that these parameters write."""
        steps = generate(parameters, self._run.vocabulary, self._seed, LENGTH, **self._dials)
        return [step.character for step in steps]

    def _write_frame(self, state: TrainingState) -> list[str]:
        return self.write(state.parameters)
