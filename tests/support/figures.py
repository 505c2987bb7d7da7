"""Every figure of the app, drawn of small numbers that show all its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np

from rnn.analysis.backward_bugs import BACKWARD_BUGS, broken_backward
from rnn.analysis.composition import compose
from rnn.analysis.disorder import CopyingFilm
from rnn.analysis.expectation import Expectation
from rnn.analysis.gradient_check import compare_gradients, numerical_gradients
from rnn.analysis.gradient_flow import credit_assignment_matrix, measure_gradient_decay, split_flow
from rnn.analysis.surgery import Ranking
from rnn.analysis.unit_correlations import UnitCorrelation
from rnn.analysis.worksheet import fill_worksheet
from rnn.figures.clipping import clipping_figure
from rnn.figures.composition import state_figure
from rnn.figures.credit_assignment import credit_assignment_figure, gradient_decay_figure
from rnn.figures.divergence import divergence_figure
from rnn.figures.generation import Choice, microscope_figure
from rnn.figures.gradient_check import check_figure, comparison_figure, errors_figure
from rnn.figures.hidden import VIEWS, hidden_heatmap_figure, unit_figure, vector_figure
from rnn.figures.kit import style
from rnn.figures.loss import Along, loss_figure
from rnn.figures.norms import gradient_norms_figure, ratios_figure
from rnn.figures.path import Route, path_figure
from rnn.figures.predicted import predicted_characters_figure
from rnn.figures.predictions import ORDERS, distribution_figure, expectations_figure
from rnn.figures.replay import addition_figure, flow_figure, passed_on_figure, running_sum_figure
from rnn.figures.riddle import asked_figure, copying_figure, predicted_figure, wrong_characters_figure
from rnn.figures.similarity import similarity_figure
from rnn.figures.softmax import softmax_figure
from rnn.figures.spectrum import radius_figure, spectrum_figure
from rnn.figures.surgery import continuations_figure, distributions_figure, ranking_figure
from rnn.figures.unit_ranking import unit_ranking_figure
from rnn.figures.weights import entering_figure, leaving_figure
from rnn.figures.worksheet import gradient_figure, logit_figure, map_figure, pre_activation_figure, tanh_figure
from rnn.figures.writing import primings_figure, text_figure
from rnn.generation.continuation import Step
from rnn.generation.sampling import Sampling, distribution_at, truncate
from rnn.monitoring.gradient_norms import NormCurves
from rnn.monitoring.loss_curve import read_curves
from rnn.monitoring.spectrum import RunSpectrum
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from tests.support.networks import random_case

CASE = random_case(T=6, H=4, K=5)
LETTERS, CHARACTERS = list("abcdea"), list("abcde")
STATES = VIEWS[1]
ODD_STEPS = np.arange(3)
Make = Callable[[], style.Figure]


def figures() -> Iterator[tuple[str, Make]]:
    """Return the name of each figure function, and a function that draws it; a name may come more than once."""
    for of in (_backward, _generated, _hidden, _one_step, _predicted, _riddle, _training, _weights, _edited):
        yield from ((make.__name__, lambda make=make, given=given: make(*given[0], **given[1])) for make, given in of())


def _backward():
    trace = CASE.trace
    norms = credit_assignment_matrix(CASE.parameters, trace, CASE.targets)
    gradients = broken_backward(CASE.parameters, trace, CASE.inputs, CASE.targets, BACKWARD_BUGS[1])
    numerical = numerical_gradients(CASE.parameters, CASE.inputs, CASE.targets, CASE.a_start)
    check = compare_gradients(gradients, numerical)
    losses = {bug: [3.0, 2.0] for bug in BACKWARD_BUGS}
    yield flow_figure, _given(split_flow(CASE.parameters, CASE.steps), 2, LETTERS)
    yield passed_on_figure, _given(CASE.steps.ds @ CASE.parameters.W, 2)
    yield addition_figure, _given(CASE.parameters.W, 2, 3.0)
    yield running_sum_figure, _given(CASE.parameters.W, 2, 3.0)
    yield credit_assignment_figure, _given(norms, 2, LETTERS)
    yield gradient_decay_figure, _given(measure_gradient_decay(norms), norms, 2)
    yield check_figure, _given(check)
    yield errors_figure, _given(check)
    yield comparison_figure, _given(losses, BACKWARD_BUGS[1], 10)


def _generated():
    o, a = np.array([-1.0, 1.0, 0.0, 2.0, 0.5]), CASE.trace.a
    before, none = distribution_at(o, 0.7), np.zeros(1)
    after = truncate(before, 3, 1.0)
    step = Step(0, "a", none, none, none, o, distribution_at(o, 1.0), before, after, 0.5, "a", is_user_chosen=True)
    yield text_figure, _given(["a"], ["b", "c", "d"], 3, 1, {0})
    yield primings_figure, _given(["a"], ["b", "c"], ["a", "b"], 1)
    yield state_figure, _given(compose(CASE.parameters, 2, a[0]), a[1], a[0])
    yield microscope_figure, _given(step, Sampling(0.7, top_k=3), CHARACTERS, Choice(0, 3))


def _hidden():
    r = np.array([0.9, -0.5, 0.1, 0.0])
    for make in (hidden_heatmap_figure, unit_figure, vector_figure):
        yield make, _given(STATES, CASE.trace.a, LETTERS, 1, 2)
        yield make, _given(VIEWS[2], VIEWS[2].values(CASE.trace), LETTERS, 1, 2)
    yield unit_ranking_figure, _given(UnitCorrelation(r, 0, r, r, 0.4, False), "vowel", 1)


def _one_step():
    sheet = fill_worksheet(CASE.parameters, CASE.trace, CASE.inputs, CASE.targets, (2, 1, 0), "abcde")
    yield pre_activation_figure, _given(sheet, 3, 1)
    yield tanh_figure, _given(sheet.s.total, sheet.a)
    yield gradient_figure, _given(sheet.gradient, 3, 1)
    yield logit_figure, _given(sheet, 3, "a")
    yield softmax_figure, _given(sheet.probability, 0, "abcde", 4)
    yield map_figure, _given(CASE.trace.a, 2, 1, "abcdea")


def _predicted():
    y_pred, targets = CASE.trace.y_pred, CASE.trace.y_pred.argmax(axis=1)
    targets[0] = (targets[0] + 1) % 5
    yield predicted_characters_figure, _given(y_pred, targets, CHARACTERS)
    yield expectations_figure, _given(y_pred, targets, LETTERS, CHARACTERS, 1)
    yield distribution_figure, _given(Expectation(CASE.trace.o[0], int(targets[0])), CHARACTERS, ORDERS[1], 3.0, 0)


def _riddle():
    counts = np.array([2, 1, 0]), np.array([0, 1, 1]), np.array([0, 0, 1])
    film = CopyingFilm(ODD_STEPS, np.ones(3, int), np.linspace(0, 2, 3), 3, 1, 1.0)
    yield asked_figure, _given(list("abc"), 4)
    yield predicted_figure, _given(np.zeros(3, int), ODD_STEPS, np.ones(3, int), list("abc"), "Title", seed_steps=2)
    yield wrong_characters_figure, _given(*counts, list("abc"))
    yield copying_figure, _given(film)


@cache
def _run() -> Run:
    run = Run(Settings(text="hello", target="next", hidden_size=3, learning_rate=0.1, epochs=10))
    run.advance(epochs=10)
    return run


def _training():
    run, now = _run(), dict.fromkeys("WUbVc", 1.0)
    rows = np.ones((3, 5))
    curves = NormCurves(ODD_STEPS, rows, rows, np.ones((3, 2)))
    held_out = Along(np.array([0, 10]), np.array([1.0, 2.0]))
    run.diverged_at = 10
    yield loss_figure, _given(read_curves(run, True), {"uniform": 1.4}, (3, 1.0), held_out=held_out)
    yield gradient_norms_figure, _given(curves, 1, now, 10)
    yield ratios_figure, _given(curves, 1, now, 10)
    yield clipping_figure, _given(curves, np.ones(3), (1, (3.0, 2.0)), 10)


def _weights():
    W, U, b, V, c = CASE.parameters
    states, of_W = _run().trace().a, np.array([0.5 + 0.5j, 0.5 - 0.5j])
    routes = [
        Route("teacher-forced", states, list("hello"), style.SERIES[0], "solid"),
        Route("free-running", states, list("hello"), style.SERIES[1], "dot"),
    ]
    yield entering_figure, _given(W, U, b, CHARACTERS, 3.0, "now")
    yield leaving_figure, _given(V, c, CHARACTERS, None, "now")
    yield similarity_figure, _given(np.eye(5), CHARACTERS, "Similarity", "See.")
    yield spectrum_figure, _given(of_W, of_W / 2, 1, "a", 1.5)
    yield radius_figure, _given(ODD_STEPS, np.ones(3), 1, 1.0, 10, 1.5)
    yield path_figure, _given(routes, RunSpectrum(_run()).basis())
    yield path_figure, _given(routes, RunSpectrum(_run()).basis(), 3)
    yield divergence_figure, _given(np.array([0.1, 0.9]), list("ab"), list("ac"))


def _edited():
    ranking = Ranking(np.array([2.0, 3.0]), np.array([1.0, 2.0]), np.array([1, 0]), 1.0)
    yield ranking_figure, _given(ranking, {0}, of="the text", unit="nats")
    yield distributions_figure, _given(np.full(5, 0.2), np.full(5, 0.2), CHARACTERS, 1, 2)
    yield continuations_figure, _given(["a"], ["b", "c"], ["b", "d"])


def _given(*arguments, **named) -> tuple[tuple, Mapping]:
    return arguments, named
