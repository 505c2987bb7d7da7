"""The replay of the way back, step by step: its buttons, its words and its pictures."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.analysis.gradient_flow import StepFlow, gradients_so_far, split_flow
from rnn.figures.kit.numbers import number
from rnn.figures.replay import NARROWEST, addition_figure, flow_figure, passed_on_figure, running_sum_figure
from rnn.model.network import BackwardTrace
from rnn.ui.backward.parts import steps_back
from rnn.ui.components.lines import show_lines
from rnn.ui.components.live_plotly import live_plotly
from rnn.ui.markdown import plain
from rnn.ui.state import Session


def show_replay(session: Session) -> None:
    """Draw the replay where it stands."""
    moment, replay = session.player.moment, session.replay
    replay.follow(len(moment.inputs))
    replay.tick()
    show_buttons(session)
    steps = steps_back(session)
    flow = split_flow(moment.parameters, steps)
    st.markdown(in_words(session, flow, steps))
    live_plotly(
        flow_figure(flow, replay.t, moment.letters),
        key="flow",
        on_click=lambda mark: replay.show(int(mark["x"]) - 1),
        minimum_width=NARROWEST,
    )
    _show_sums(session, steps)
    live_plotly(passed_on_figure(steps.ds @ moment.parameters.W, replay.t), key="passed_on")
    _show_code(session, steps)


def show_buttons(session: Session) -> None:
    """Draw the buttons of the replay; the film has its own, further up."""
    replay = session.replay
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
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


def in_words(session: Session, flow: StepFlow, steps: BackwardTrace) -> str:
    """Return what happens at the step where the replay stands, with its numbers, in Markdown."""
    moment, run, t = session.player.moment, session.player.run, session.replay.t
    character = plain(run.vocabulary.characters[moment.inputs[t]])
    ds = number(float(np.linalg.norm(steps.ds[t])))
    future = number(flow.future[t]) if t < len(moment.inputs) - 1 else "nothing, as this is the last step"
    onwards = f"step {t}" if t else "the state before the text, which is not learnt"
    return (
        f"**Step {t + 1} of {len(moment.inputs)} ({character})**: this step's own error weighs "
        f"{number(flow.local[t])}, the future sends {future}; together {number(flow.total[t])}. The slope of "
        f"tanh lets {ds} of it through, and W.T passes {number(flow.sent_back[t])} on to {onwards}."
    )


def _show_sums(session: Session, steps: BackwardTrace) -> None:
    moment, t = session.player.moment, session.replay.t
    trace = moment.trace
    lengths = np.abs(steps.ds).max(axis=1) * np.abs(trace.a_previous).max(axis=1)
    so_far = gradients_so_far(trace, steps, moment.inputs, t).W
    whole = gradients_so_far(trace, steps, moment.inputs, 0).W
    left, right = st.columns(2)
    with left:
        addition = np.outer(steps.ds[t], trace.a_previous[t])
        live_plotly(addition_figure(addition, t, float(lengths.max())), key="addition")
    with right:
        largest = max(np.abs(whole).max(), np.abs(so_far).max())
        live_plotly(running_sum_figure(so_far, t, float(largest)), key="running_sum")


def _show_code(session: Session, steps: BackwardTrace) -> None:
    t, (T, H) = session.replay.t, steps.ds.shape
    left, right = st.columns(2)
    with left:
        show_lines(
            "pre-activation gradient",
            f"one turn of this loop is one step of the replay; now t = {t}, "
            f"counted from 0, and ds has the shape ({T}, {H}).",
            context=1,
        )
    with right:
        show_lines("from the future", f"what step {t + 1} passes on: ({H},).", context=1)
        show_lines("dW", f"the same sum in one product: ds.T ({H}, {T}) times a_previous ({T}, {H}).")
