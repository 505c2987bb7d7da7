"""The replay of the way back, step by step: its buttons, its sentences and its pictures."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.gradient_flow import StepFlow, gradients_so_far, split_flow
from rnn.figures.replay import NARROWEST, addition_figure, flow_figure, passed_on_figure, running_sum_figure
from rnn.model.network import BackwardTrace
from rnn.session.cache import Cache
from rnn.session.film.reel import Reel
from rnn.session.measurements import steps_back
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.replay import Replay
from rnn.text.numbers import number
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.components.words import show_words
from rnn.ui.markdown import plain

RECURSION = r"\begin{aligned} da_t &= V^\top do_t + W^\top ds_{t+1} \\ ds_t &= da_t \odot (1 - a_t^2) \end{aligned}"
RECURSION_HELP = (
    "The recursion of the gradient: the activations at step t get an error from the output of their own step, and one "
    "that the step after sends back through W. The slope of tanh, 1 − a², lets its share of the sum through."
)


def show_replay(player: Player, reel: Reel, cache: Cache, replay: Replay) -> None:
    """Draw the replay at the step that it has come to; it begins where most of the error comes from the future."""
    now = reel.now
    steps = [steps_back(moment, cache) for moment in reel]
    flows = [split_flow(moment.parameters, one) for moment, one in zip(reel, steps, strict=True)]
    is_there = player.goal is None  # what is still trained that far may look quite different there
    replay.follow(len(now.inputs), begin_at=_most_from_the_future(flows[-1]) if is_there else None)
    replay.tick()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        live_plotly(
            [flow_figure(flow, replay.t, now.letters) for flow in flows],
            key="flow",
            on_click=lambda mark: replay.show(int(mark["x"]) - 1),
            minimum_width=NARROWEST,
        )
        show_buttons(replay)
        show_words([in_words(*one, replay) for one in zip(reel, flows, steps, strict=True)], "replay_words")
        st.latex(RECURSION, help=RECURSION_HELP)
    with right:
        _show_sums(reel, replay, steps)
    is_cut = now.view.window > 0 and now.run.windows.carries
    start = f"window {now.view.window}, if it were not cut here" if is_cut else "the start, where nothing is learnt"
    sent_back = [one.ds @ moment.parameters.W for moment, one in zip(reel, steps, strict=True)]
    live_plotly([passed_on_figure(one, replay.t, start) for one in sent_back], key="passed_on")
    _show_code(replay, steps[-1])


def _most_from_the_future(flow: StepFlow) -> int:
    """Return the step at which the largest share of the error comes from the steps after it."""
    share = flow.future / np.maximum(flow.future + flow.local, 1e-300)
    return int(share.argmax())


def show_buttons(replay: Replay) -> None:
    """Draw the buttons of the replay; the film has its own, further up."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _show_play(replay)
        st.button(
            "Go back one step",
            icon=":material/chevron_left:",
            on_click=replay.step,
            args=(-1,),
            disabled=replay.t == 0,
            shortcut="Shift+Left",
        )
        st.button(
            "Undo one step",
            icon=":material/chevron_right:",
            on_click=replay.step,
            args=(1,),
            disabled=replay.t == replay.steps - 1,
        )
        st.button("To the first step", icon=":material/first_page:", on_click=replay.show, args=(0,))
        st.button("Start over", icon=":material/restart_alt:", on_click=replay.show, args=(replay.steps - 1,))


def _show_play(replay: Replay) -> None:
    if replay.is_moving:
        st.button("Hold", icon=":material/front_hand:", key="hold_replay", on_click=replay.hold)
    else:
        st.button(
            "Replay",
            icon=":material/undo:",
            key="play_replay",
            on_click=replay.play,
            help="From the last step to the first, by itself.",
        )


def in_words(moment: Moment, flow: StepFlow, steps: BackwardTrace, replay: Replay) -> str:
    """Return what happens at the step that the replay has come to, with its numbers, in Markdown."""
    run, t = moment.run, replay.t
    character = plain(run.vocabulary.characters[moment.inputs[t]])
    ds = number(float(np.linalg.norm(steps.ds[t])))
    last = "the last step" if run.windows.count == 1 else "the last step of the window"
    future = number(flow.future[t]) if t < len(moment.inputs) - 1 else f"none, as this is {last}"
    return (
        f"**Step {t + 1} of {len(moment.inputs)} ({character})**: local error {number(flow.local[t])}, error sent "
        f"back by the next step {future}; total {number(flow.total[t])}. The slope of tanh lets {ds} through"
        f"{_onwards(moment, replay, number(flow.sent_back[t]))}"
    )


def _onwards(moment: Moment, replay: Replay, sent_back: str) -> str:
    """Return the end of the sentence: where W.T passes the error on to, or why it does not."""
    t = replay.t
    if t:
        return f", and W.T sends {sent_back} back to step {t}."
    windows, window = moment.run.windows, moment.view.window
    if window and windows.carries:
        return (
            f". W.T would send {sent_back} back to the last state of window {window}, in which this window began; but "
            f"truncated backpropagation cuts the error here. So no step of window {window} learns from the loss of "
            f"window {window + 1}, although its state was carried over (length {_length_of(moment.trace.a_start)})."
        )
    what = "each window" if window else "the text"
    return f". W.T would send {sent_back} back to the state before {what}, but that is always 0 and is not learnt."


def _length_of(a: np.ndarray) -> str:
    return number(float(np.linalg.norm(a)))


def _show_sums(reel: Reel, replay: Replay, steps: list[BackwardTrace]) -> None:
    t, both = replay.t, list(zip(reel, steps, strict=True))
    so_far = [gradients_so_far(moment.trace, one, moment.inputs, t).W for moment, one in both]
    whole = [gradients_so_far(moment.trace, one, moment.inputs, 0).W for moment, one in both]
    # One colour scale while a reel is shown.
    length = max(float((_largest(one.ds) * _largest(moment.trace.a_previous)).max()) for moment, one in both)
    largest = max(float(np.abs(array).max()) for array in (*so_far, *whole))
    terms = [np.outer(one.ds[t], moment.trace.a_previous[t]) for moment, one in both]
    live_plotly([addition_figure(term, t, length) for term in terms], key="addition")
    live_plotly([running_sum_figure(one, t, largest) for one in so_far], key="running_sum")


def _largest(rows: np.ndarray) -> np.ndarray:
    return np.abs(rows).max(axis=1)


def _show_code(replay: Replay, steps: BackwardTrace) -> None:
    t, (T, H) = replay.t, steps.ds.shape
    left, right = st.columns(2)
    with left:
        show_lines(
            "pre-activation gradient",
            f"one turn of this loop is one step of the replay; now t = {t}, "
            f"counted from 0, and ds has the shape ({T}, {H}).",
            context=1,
        )
    with right:
        runs = t > 0
        passes = (
            f"what step {t + 1} sends back: ({H},)." if runs else "at step 1, `t > 0` is false: this line is skipped."
        )
        show_lines("from the future", passes, context=1, is_marked=runs)
        show_lines("dW", f"the same sum in one product: ds.T ({H}, {T}) times a_previous ({T}, {H}).")
