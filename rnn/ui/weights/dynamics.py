"""The network as a dynamical system: its spectrum, the path of its state, and where a free run parts."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from rnn.analysis.dynamics import Basis, eigenvalues, find_divergence, step_jacobians
from rnn.analysis.free_run import FreeRun, run_free
from rnn.analysis.memory import Memory, measure_memory
from rnn.analysis.nearness import StatePair, measure_nearness
from rnn.figures.divergence import divergence_figure
from rnn.figures.kit import style
from rnn.figures.path import Route, path_figure
from rnn.figures.spectrum import radius_figure, reach_of, spectrum_figure
from rnn.monitoring.spectrum import RunSpectrum
from rnn.runs.presets import Preset
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.reel import Reel
from rnn.session.measurements import memory, run_spectrum
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.server.training_slots import TRAINING_SLOTS
from rnn.session.writing import Writing
from rnn.text.numbers import compact
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_one, choose_step
from rnn.ui.markdown import plain
from rnn.ui.state import bind

OF_THE_WHOLE_FILM = ("spectrum", "path")  # views of the page
PREPARING_SECONDS, PREPARING_SECONDS_WHILE_PLAYING = 0.09, 0.03
MEASURING_SECONDS = 0.05
MOST_WHILE_PLAYING = 1e7  # (steps times units)², to follow the error back within some milliseconds
PRIMINGS = {"refeed": "twice (the notebook's)", "standard": "once"}


def is_preparing(moment: Moment, choices: Choices, cache: Cache) -> bool:
    """Say whether the view that is shown still waits for what is measured of the whole film."""
    return choices["weights_view"] in OF_THE_WHOLE_FILM and not run_spectrum(moment, cache).is_complete


def prepare(player: Player, cache: Cache) -> RunSpectrum:
    """Train a slice of what is missing of the film, measure what is there, and say how far that is."""
    run = player.run
    study = run_spectrum(player.moment, cache)
    if not run.is_finished:
        seconds = PREPARING_SECONDS_WHILE_PLAYING if player.is_moving else PREPARING_SECONDS
        with TRAINING_SLOTS.slot(seconds) as is_open:
            if is_open:
                run.advance(seconds=seconds)
    study.measure(MEASURING_SECONDS)
    if study.is_complete:
        st.caption(f"Measured over the whole film, {len(run.film)} frames up to {run.unit} {run.update:,}.")
    else:
        st.caption(f"The rest of the film is being trained, to measure all of it: at {run.unit} {run.update:,}…")
    return study


JACOBIAN = r"\small \frac{\partial a_t}{\partial a_{t-1}} = \mathrm{diag}(1 - a_t^2)\, W"
JACOBIAN_HELP = (
    "The Jacobian of one step: what a small change of the state becomes one step later, and what the error is "
    "multiplied by on its way back. 1 − a² is the slope of tanh."
)


def show_spectrum(player: Player, reel: Reel, selection: Selection, cache: Cache, study: RunSpectrum) -> None:
    """Draw the eigenvalues of W and of one step, and the spectral radius along the film."""
    run, now, radii = player.run, reel.now, study.radii
    left, right = st.columns(2)
    with left:
        eigen = st.container()
        step = choose_step(selection, now.letters)
    of_W = [eigenvalues(moment.parameters.W) for moment in reel]
    of_step = [eigenvalues(step_jacobians(moment.parameters, moment.trace, step)) for moment in reel]
    radius = [float(np.abs(values[0])) for values in of_W]
    reach = reach_of(max(*radius, float(np.nanmax(radii, initial=0)), 0.0))
    character = run.vocabulary.visible[now.inputs[step]]
    with eigen:
        live_plotly(
            [spectrum_figure(*both, step, character, reach) for both in zip(of_W, of_step, strict=True)], "spectrum"
        )
    with right:
        updates, last = run.film.updates[: len(radii)], run.settings.updates
        figures = [
            radius_figure(updates, radii, moment.update, one, last, reach, run.unit)
            for moment, one in zip(reel, radius, strict=True)
        ]
        live_plotly(figures, "radius")
        st.latex(JACOBIAN, help=JACOBIAN_HELP)
    at_step = [float(np.abs(values[0])) for values in of_step]
    show_words([_describe_radius(*both, step) for both in zip(radius, at_step, strict=True)], "radius_words")
    show_words([_memory(player, moment, cache).sentence for moment in reel], "memory", is_caption=True)


def show_path(
    player: Player, reel: Reel, choices: Choices, writing: Writing, preset: Preset | None, study: RunSpectrum
) -> None:
    """Draw the state's path over the text and that of a free run, and say where the two diverge."""
    run = player.run
    fitted = study.basis(is_moving=player.is_moving or not study.is_complete)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        dimensions, seed_length, priming = _choose_path(reel.now, choices, writing, preset)
    visible = run.vocabulary.visible
    free = [
        run_free(m.parameters, m.trace, m.indices, run.settings.target, seed_length, priming) if seed_length else None
        for m in reel
    ]
    with left:
        routes = [_routes(moment, one, seed_length) for moment, one in zip(reel, free, strict=True)]
        live_plotly([path_figure(both, fitted, dimensions) for both in routes], f"path_{dimensions}")
        whole = "the whole film" if fitted.is_whole else f"the film up to {run.unit} {fitted.update:,}"
        st.caption(f"The axes are the principal components of the states of {whole}, and stay while it plays.")
    with right:
        show_words([_nearness(moment, fitted.basis, dimensions) for moment in reel], "nearness", is_caption=True)
        if seed_length:
            _show_divergence(free, visible)
        else:
            st.caption("A text of one character leaves nothing to generate from.")


def _routes(moment: Moment, free: FreeRun | None, seed_length: int) -> list[Route]:
    visible = moment.run.vocabulary.visible
    routes = [Route("teacher-forced", moment.trace.a, moment.letters, style.SERIES[0], "solid")]
    if free:
        states = np.vstack([moment.trace.a[seed_length - 1], free.states])
        shown = [visible[x] for x in (moment.indices[seed_length - 1], *free.fed)]
        routes.append(Route("free-running", states, shown, style.SERIES[1], "dot"))
    return routes


def _nearness(moment: Moment, basis: Basis, dimensions: int) -> str:
    """Return how much of the variance is shown, which states are closest, and which only seem to be."""
    states, share = moment.trace.a, basis.shares[:dimensions].sum()
    nearness = measure_nearness(states, basis.project(states)[:, :dimensions])
    if not share:
        return "The states of the film do not vary: all are the same."
    words = [f"The {dimensions} components shown explain {share:.0%} of the variance of the film's states."]
    if nearness is not None:
        closest, misleading, H = nearness.closest, nearness.misleading, states.shape[1]
        if misleading:
            words.append(
                f"{_pair(moment, misleading)} are {misleading.shown:.2f} apart here, but **{misleading.distance:.2f}** "
                f"in all {H} dimensions."
            )
        words.append(
            f"The two closest states are {_pair(moment, closest)}: **{closest.distance:.2f}** apart in all dimensions, "
            f"{closest.shown:.2f} here."
        )
    return " ".join(words)


def _pair(moment: Moment, pair: StatePair) -> str:
    first, second = (f"{plain(moment.letters[step])} (step {step + 1})" for step in (pair.first, pair.second))
    return f"{first} and {second}"


def _choose_path(moment: Moment, choices: Choices, writing: Writing, preset: Preset | None) -> tuple[int, int, str]:
    last = len(moment.indices) - 1
    writing.follow(moment.run.settings, preset)
    with st.container(horizontal=True):
        dimensions = choose_one(choices, "path_dimensions", {2: "2", 3: "3"}, "Components")
        priming = st.segmented_control(
            "Priming: read the last given character",
            list(PRIMINGS),
            format_func=PRIMINGS.get,
            required=True,
            **bind("path_priming", writing.priming, writing.choose_priming, "default"),
        )
        seed_length = min(choices["path_seed_length"], last)
        if last > 1:
            bound = bind("path_seed_length", seed_length, partial(choices.__setitem__, "path_seed_length"))
            seed_length = st.slider("Free-running after this many characters", 1, last, width=320, **bound)
    return dimensions, seed_length, priming


def _show_divergence(free: list[FreeRun], visible: list[str]) -> None:
    shown = [([visible[k] for k in one.right], [visible[k] for k in one.predicted]) for one in free]
    apart = [
        find_divergence([plain(k) for k in right], [plain(k) for k in predicted], one.teacher_forced_states, one.states)
        for one, (right, predicted) in zip(free, shown, strict=True)
    ]
    show_words([f"**{one.sentence}** Positions are counted after the given characters." for one in apart], "parting")
    live_plotly(
        [divergence_figure(one.distances, *both) for one, both in zip(apart, shown, strict=True)],
        "divergence",
        minimum_width=min(120 + 14 * len(shown[-1][1]), 900),
    )


def _memory(player: Player, moment: Moment, cache: Cache) -> Memory:
    """Return what is known of the memory; the decay of the gradient takes too long in a large network that moves."""
    steps, units = moment.trace.a.shape
    if player.is_moving and (steps * units) ** 2 > MOST_WHILE_PLAYING:
        return measure_memory(moment.parameters, moment.trace)
    return memory(moment, cache)


def _describe_radius(radius: float, at_step: float, step: int) -> str:
    what = "grow" if radius > 1 else "fade" if radius < 1 else "keep its size"
    return (
        f"Spectral radius of W: **{compact(radius)}**, so that W alone would let a state **{what}** in the long run. "
        f"Of the Jacobian at step {step + 1}, with the slope of tanh: **{compact(at_step)}**."
    )
