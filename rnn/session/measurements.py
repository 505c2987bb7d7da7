"""What is measured for a visitor's pages: kept as long as what it is of, and some of it a little at each redraw."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from rnn.analysis.backward_bugs import Comparison
from rnn.analysis.edited_networks import EditedNetworks, TextScores
from rnn.analysis.edits import Edit
from rnn.analysis.gradient_flow import GradientDecay, credit_assignment_matrix, measure_gradient_decay
from rnn.analysis.memory import Memory, measure_memory
from rnn.analysis.recall import recall
from rnn.analysis.scores import Scores
from rnn.analysis.surgery import Ranking, rank
from rnn.analysis.text_sample import sample_of
from rnn.model.network import BackwardTrace, backward_steps
from rnn.monitoring.baseline_losses import BaselineLosses, measure_baselines
from rnn.monitoring.gradient_norms import FilmNorms
from rnn.monitoring.held_out import HeldOut
from rnn.monitoring.spectrum import RunSpectrum
from rnn.runs.presets import remembered_distance
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.server.training_slots import TRAINING_SLOTS
from rnn.text.corpora import DOT


class SurgeryOverText:
    """The untouched network, the altered one, and each with one unit ablated, over a run's text or a sample of it.

    They are measured in this order, at one update; another update begins all anew, other edits the altered one alone.
    """

    def __init__(self, run: Run):
        self.run, self.sample = run, sample_of(run.windows)
        self._update: int | None = None
        self._edits: tuple[Edit, ...] = ()

    def aim_at(self, moment: Moment, edits: tuple[Edit, ...]) -> None:
        """Measure the network of this moment, which is one of the run, and with these edits from now on."""
        if moment.update != self._update:
            self._update, self._parameters = moment.update, moment.parameters
            self._untouched = self._scores(EditedNetworks.altered(self._parameters, ()))
            self._ablated = self._scores(EditedNetworks.ablated(self._parameters))
            self._edits, self._altered = (), self._untouched
        if edits != self._edits:
            altered = self._scores(EditedNetworks.altered(self._parameters, edits)) if edits else self._untouched
            self._edits, self._altered = edits, altered

    def is_complete_for(self, moment: Moment, edits: tuple[Edit, ...]) -> bool:
        """Whether there is nothing left to measure of this moment with these edits."""
        is_aimed = (moment.update, edits) == (self._update, self._edits)
        return is_aimed and all(scores.is_complete for _, scores in self._parts)

    def go_on(self, seconds: float) -> None:
        """Measure for about this many seconds, if the machine has a place free."""
        with TRAINING_SLOTS.slot(seconds) as is_open:
            until = perf_counter() + seconds
            for _, scores in self._parts:
                if is_open and not scores.is_complete and perf_counter() < until:
                    scores.go_on(until - perf_counter())

    @property
    def scores(self) -> tuple[Scores, Scores] | None:
        """The scores of the untouched and of the altered network, as soon as both are complete."""
        if self._untouched.is_complete and self._altered.is_complete:
            return self._scores_of(self._untouched), self._scores_of(self._altered)
        return None

    @property
    def ranking(self) -> Ranking | None:
        """The ranking of the units by their loss increase, in nats per character, as soon as it is complete."""
        if self._untouched.is_complete and self._ablated.is_complete:
            return rank(self._ablated.losses / self.sample.steps, self._untouched.losses[0] / self.sample.steps)
        return None

    @property
    def progress(self) -> str:
        """What is being measured, and how far: "the altered network, 1,200 of 4,210 characters read"; "" at the end."""
        total = self.sample.steps_to_read
        beside = "" if total == self.sample.steps else ", with those before each passage"
        for name, scores in self._parts:
            if not scores.is_complete:
                return f"{name}, {scores.read:,} of {total:,} characters read{beside}"
        return ""

    @property
    def where(self) -> str:
        """What is measured, with its size."""
        text = "training text" if self.run.settings.held_out else "text"
        if self.sample.is_whole:
            return f"the whole {text} ({self.sample.steps:,} predicted characters)"
        steps, of = self.sample.steps, len(self.run.windows.inputs)
        passages = len(self.sample.passages)
        return f"a sample of the {text} ({steps:,} of its {of:,} predicted characters, in {passages} passages)"

    @property
    def _parts(self) -> tuple[tuple[str, TextScores], ...]:
        units = len(self._ablated.losses)
        ablated = f"{units} networks, each with one unit ablated" if units > 1 else "the network with its unit ablated"
        altered = ("the untouched network", self._untouched), ("the altered network", self._altered)
        return (*altered, (ablated, self._ablated))

    def _scores(self, networks: EditedNetworks) -> TextScores:
        return TextScores(networks, self.sample)

    def _scores_of(self, one: TextScores) -> Scores:
        return Scores(float(one.losses[0]), int(one.right[0]), self.sample.steps)


def steps_back(moment: Moment, cache: Cache) -> BackwardTrace:
    """Return every derivative of the way back at the playhead."""
    return cache.keep("steps", moment, lambda: backward_steps(moment.parameters, moment.trace, moment.targets))


def credit_norms(moment: Moment, cache: Cache) -> np.ndarray:
    """Return the matrix of ‖∂L_k/∂a_t‖ at the playhead, (T, T)."""
    return cache.keep(
        "credit_norms", moment, lambda: credit_assignment_matrix(moment.parameters, moment.trace, moment.targets)
    )


def gradient_decay(moment: Moment, cache: Cache) -> GradientDecay:
    """Return how the error shrinks or grows with distance at the playhead."""
    norms = credit_norms(moment, cache)
    return cache.keep("gradient_decay", moment, lambda: measure_gradient_decay(norms))


def memory(moment: Moment, cache: Cache) -> Memory:
    """Return what W, the slope of tanh and the measured decay of the gradient say of the memory at the playhead."""
    decay = gradient_decay(moment, cache)
    return cache.keep("memory", moment, lambda: measure_memory(moment.parameters, moment.trace, decay))


def film_norms(player: Player, cache: Cache) -> FilmNorms:
    """Return the measurements along the run's film, as far as they have come."""
    return cache.keep("film norms", player.view, lambda: FilmNorms(player.run, player.view.window))


def comparison(moment: Moment, cache: Cache) -> Comparison:
    """Return the comparison of the backward passes from the run's first weights, as far as it has come."""
    run, excerpt = moment.run, moment.excerpt
    return cache.keep(
        "comparison",
        moment.view,
        lambda: Comparison(run.film.frame(0), excerpt.inputs, excerpt.targets, run.settings.learning_rate),
    )


def baseline_losses(moment: Moment, cache: Cache) -> BaselineLosses:
    """Return what counting would reach on the run's text."""
    run = moment.run
    return cache.keep("baselines", run, lambda: measure_baselines(run))


def held_out(moment: Moment, cache: Cache) -> HeldOut:
    """Return the losses on the text held out, as far as they are measured."""
    run = moment.run
    return cache.keep("held out", run, lambda: HeldOut(run))


def run_spectrum(moment: Moment, cache: Cache) -> RunSpectrum:
    """Return the spectra along the run's film, as far as they are measured."""
    view = moment.view
    return cache.keep("spectrum", view, lambda: RunSpectrum(view.run, view.window))


def recalled(moment: Moment, cache: Cache) -> dict[str, float]:
    """Return the share of the letters that the network repeats, as "recall", where its text asks for that."""
    if remembered_distance(moment.run.settings.text) is None:
        return {}
    steps, dot = moment.passage, int(moment.run.vocabulary.encode(DOT)[0])

    def measure() -> float:
        return recall(moment.passage_trace.y_pred.argmax(axis=1), steps.inputs, steps.targets, dot)

    return {"recall": cache.keep("recall", moment, measure)}
