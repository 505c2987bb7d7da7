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
from rnn.session.measurements import memory, run_spectrum
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.server.training_slots import TRAINING_SLOTS
from rnn.session.writing import Writing
from rnn.text.numbers import compact
from rnn.ui.components.live_plotly import live_plotly
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


def show_spectrum(player: Player, selection: Selection, cache: Cache, study: RunSpectrum) -> None:
    """Draw the eigenvalues of W and of one step, and the spectral radius along the film."""
    run, moment = player.run, player.moment
    step = choose_step(selection, player.moment.letters)
    of_W = eigenvalues(moment.parameters.W)
    of_step = eigenvalues(step_jacobians(moment.parameters, moment.trace, step))
    radius, radii = float(np.abs(of_W[0])), study.radii
    reach = reach_of(max(radius, float(np.nanmax(radii, initial=0))))
    character = run.vocabulary.visible[moment.inputs[step]]
    st.markdown(_describe_radius(radius, float(np.abs(of_step[0])), step))
    st.caption(_memory(player, cache).sentence)
    left, right = st.columns(2)
    with left:
        live_plotly(spectrum_figure(of_W, of_step, step, character, reach), "spectrum")
    with right:
        updates = run.film.updates[: len(radii)]
        figure = radius_figure(updates, radii, moment.update, radius, run.settings.updates, reach, run.unit)
        live_plotly(figure, "radius")


def show_path(player: Player, choices: Choices, writing: Writing, preset: Preset | None, study: RunSpectrum) -> None:
    """Draw the state's path over the text and that of a free run, and say where the two part."""
    run, moment = player.run, player.moment
    fitted = study.basis(is_moving=player.is_moving or not study.is_complete)
    dimensions, seed_length, priming = _choose_path(player.moment, choices, writing, preset)
    visible = run.vocabulary.visible
    letters = moment.letters
    routes = [Route("led through the text", moment.trace.a, letters, style.SERIES[0], "solid")]
    free = None
    if seed_length:
        text = moment.indices
        free = run_free(moment.parameters, moment.trace, text, run.settings.target, seed_length, priming)
        states = np.vstack([moment.trace.a[seed_length - 1], free.states])
        shown = [visible[x] for x in (text[seed_length - 1], *free.fed)]
        routes.append(Route("left to itself", states, shown, style.SERIES[1], "dot"))
    live_plotly(path_figure(routes, fitted, dimensions), f"path_{dimensions}")
    whole = "the whole film" if fitted.is_whole else f"the film up to {run.unit} {fitted.update:,}"
    st.caption(f"The axes were found on the states of {whole}, and hold still while it plays.")
    _show_nearness(moment, fitted.basis, dimensions)
    if free is None:
        st.caption("A text of one character leaves nothing to go on with.")
    else:
        _show_divergence(free, visible)


def _show_nearness(moment: Moment, basis: Basis, dimensions: int) -> None:
    """Say how much of the variance is shown, which states are closest, and which only seem to be."""
    states, share = moment.trace.a, basis.shares[:dimensions].sum()
    nearness = measure_nearness(states, basis.project(states)[:, :dimensions])
    words = [f"The {dimensions} components shown explain {share:.0%} of the variance of the film's states."]
    if not share:
        words = ["The states of the film do not vary: all are the same."]
    if nearness is not None:
        closest, misleading, H = nearness.closest, nearness.misleading, states.shape[1]
        if misleading:
            words.append(
                f"{_pair(moment, misleading)} lie together here, {misleading.shown:.2f} apart, but are "
                f"**{misleading.distance:.2f}** apart in all {H} dimensions."
            )
        words.append(
            f"The two closest states of all are {_pair(moment, closest)}: **{closest.distance:.2f}** apart in full, "
            f"{closest.shown:.2f} here."
        )
    st.markdown(" ".join(words))


def _pair(moment: Moment, pair: StatePair) -> str:
    first, second = (f"{plain(moment.letters[step])} (step {step + 1})" for step in (pair.first, pair.second))
    return f"{first} and {second}"


def _choose_path(moment: Moment, choices: Choices, writing: Writing, preset: Preset | None) -> tuple[int, int, str]:
    last = len(moment.indices) - 1
    writing.follow(moment.run.settings, preset)
    with st.container(horizontal=True):
        dimensions = choose_one(choices, "path_dimensions", {2: "2", 3: "3"}, "Components")
        priming = st.segmented_control(
            "Show the last given character",
            list(PRIMINGS),
            format_func=PRIMINGS.get,
            required=True,
            **bind("path_priming", writing.priming, writing.choose_priming, "default"),
        )
        seed_length = min(choices["path_seed_length"], last)
        if last > 1:
            bound = bind("path_seed_length", seed_length, partial(choices.__setitem__, "path_seed_length"))
            seed_length = st.slider("Left to itself after so many characters", 1, last, width=320, **bound)
    return dimensions, seed_length, priming


def _show_divergence(free: FreeRun, visible: list[str]) -> None:
    predicted, right = [visible[k] for k in free.predicted], [visible[k] for k in free.right]
    apart = find_divergence(
        [plain(k) for k in right], [plain(k) for k in predicted], free.teacher_forced_states, free.states
    )
    st.markdown(f"**{apart.sentence}** Positions are counted after the given characters.")
    live_plotly(
        divergence_figure(apart.distances, right, predicted),
        "divergence",
        minimum_width=min(120 + 14 * len(predicted), 900),
    )


def _memory(player: Player, cache: Cache) -> Memory:
    """Return what is known of the memory; the decay of the gradient takes too long in a large network that moves."""
    moment = player.moment
    steps, units = moment.trace.a.shape
    if player.is_moving and (steps * units) ** 2 > MOST_WHILE_PLAYING:
        return measure_memory(moment.parameters, moment.trace)
    return memory(player.moment, cache)


def _describe_radius(radius: float, at_step: float, step: int) -> str:
    what = "grow" if radius > 1 else "fade" if radius < 1 else "keep its size"
    return (
        f"The largest eigenvalue of W is **{compact(radius)}** in absolute value: W alone would let a state **{what}** "
        f"in the long run. With tanh's slope at step {step + 1} it is **{compact(at_step)}**."
    )
