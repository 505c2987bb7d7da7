"""The transport bar: play and pause, step, reset, to the end, any update, pace; and the readings at the playhead."""

from __future__ import annotations

import streamlit as st

from rnn.monitoring.loss_curve import recent_loss
from rnn.session.moment import Moment
from rnn.session.player import PACES, Player
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.glossary import define
from rnn.ui.state import Session, bind, set_value, value_of


def show_buttons(session: Session) -> None:
    """Draw the controls. They are outside the moving part, so that they answer at once while the film plays.

    A press acts on the player that there is when it arrives: a run that has just begun may not be drawn yet.
    """
    player = session.player
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if player.is_moving:
            st.button(
                "Pause",
                icon=":material/pause:",
                type="primary",
                on_click=lambda: session.player.pause(),
                shortcut="Space",
            )
        else:
            st.button(
                "Play",
                icon=":material/play_arrow:",
                type="primary",
                on_click=lambda: session.player.play(),
                shortcut="Space",
            )
        st.button("Back", icon=":material/skip_previous:", on_click=lambda: session.player.step(-1), shortcut="Left")
        st.button("Forward", icon=":material/skip_next:", on_click=lambda: session.player.step(1), shortcut="Right")
        st.button(
            "Reset",
            icon=":material/first_page:",
            on_click=lambda: session.player.reset(),
            help="Back to the start, and rest there.",
        )
        st.button(
            "End",
            icon=":material/last_page:",
            on_click=lambda: session.player.seek(session.player.run.last_update),
            help="Train to the end of the film, as fast as it goes. Pause stops it.",
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _show_pace(player)  # these two share a row, be it the first or the next
            _show_any_update(player)


def show_moment(moment: Moment) -> None:
    """Draw the readings at the playhead."""
    run, update, scores = moment.run, moment.update, moment.scores
    passes = update / run.windows.count
    where = "" if run.unit == "epoch" else f" That is {passes:.3g} times the whole text."
    readings = [
        Reading(run.unit.capitalize(), f"{update:,}", f"{define(run.unit.capitalize())}{where}"),
        Reading("Loss", f"{max(scores.loss, 0):.4g} nats", define("Loss")),
        Reading("Per character", f"{max(scores.bits_per_character, 0):.3g} bits", define("Bits per character")),
        Reading("Accuracy", f"{scores.right} of {scores.steps}", define("Accuracy")),
    ]
    if run.unit == "update":
        readings.append(Reading("Recent loss", f"{recent_loss(run, update):.3g} bits", define("Recent loss")))
    show_readings("moment", *readings)


def _show_pace(player: Player) -> None:
    def change(pace: str) -> None:
        player.pace = pace

    st.segmented_control(
        "Pace",
        list(PACES),
        **bind("pace", player.pace, change, "default"),
        required=True,
        label_visibility="collapsed",
    )


def _show_any_update(player: Player) -> None:
    """Draw a field to go to any update, also one between two frames."""
    st.number_input(
        f"Go to {player.run.unit}",
        0,
        player.run.last_update,
        value=None,
        step=1,
        placeholder=f"Go to {player.run.unit}",
        key="any_update",
        label_visibility="collapsed",
        width=160,
        on_change=_go_to_update,
        args=(player,),
    )


def _go_to_update(player: Player) -> None:
    if (update := value_of("any_update")) is not None:
        player.seek(update)
        set_value("any_update", None)
