"""One update in slow motion: forward, loss, backward, update, each a press, in Start's picture."""

from __future__ import annotations

import streamlit as st

from rnn.analysis.one_update import OneUpdate
from rnn.figures.half_steps import half_step_picture
from rnn.figures.unrolled import COLUMNS, UnrolledPicture, strongest_units
from rnn.monitoring.next_update import half_steps
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.chosen.selection import Selection
from rnn.session.film.half_steps import HalfSteps
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.ui.components.unrolled import show_unrolled_picture
from rnn.ui.components.words import show_words
from rnn.ui.controls.choices import choose_first_step
from rnn.ui.links import go_to_page
from rnn.ui.start.picture import PAGE_OF
from rnn.ui.state import bind
from rnn.ui.train.half_step_words import describe_phase
from rnn.ui.train.parts import played_half_steps

PHASES = {"forward": "Forward", "loss": "Loss", "backward": "Backward", "update": "Update"}


def show_half_steps(player: Player, reel: Reel, selection: Selection, choices: Choices, cache: Cache) -> None:
    """Draw the update at the playhead in the chosen phase, the choice of the phase, and its numbers in sentences."""
    played = played_half_steps(player, cache)
    if played.is_moving:
        played.tick()
        choices["half_step"] = played.phase
    updates = [_take_apart(moment, None if player.is_playing else cache) for moment in reel]
    above = st.container()
    _choose_phase(player, played, choices)
    steps = len(updates[-1].window)
    first = choose_first_step(choices, steps, COLUMNS)
    when = f"at {player.run.unit} {reel.now.update:,}"
    units = strongest_units(updates[-1].trace.a[first : first + COLUMNS], when, selection.unit)
    phase = choices["half_step"]

    def open_page_of(place: dict) -> None:
        player.look_at(_window_of(reel.now))
        selection.select(step=int(place["step"]), **({"unit": int(place["unit"])} if "unit" in place else {}))
        go_to_page(PAGE_OF[place["kind"]])

    pictures = [
        _picture(phase, moment, one, units, first, played.plays) for moment, one in zip(reel, updates, strict=True)
    ]
    with above:
        show_unrolled_picture(pictures, "half_steps", selection.step_in(steps), open_page_of, has_caption=False)
    show_words([describe_phase(phase, *pair) for pair in zip(reel, updates, strict=True)], "half_step_words")
    show_words([picture.see for picture in pictures], "half_step_caption", is_caption=True)


def _take_apart(moment: Moment, cache: Cache | None) -> OneUpdate:
    """Return the phases of a moment's update; kept only while the film rests, as a large network's take much room."""

    def make() -> OneUpdate:
        return half_steps(moment.run, moment.state)

    return cache.keep("half steps", moment, make) if cache else make()


def _picture(phase: str, moment: Moment, one: OneUpdate, units, first: int, plays: int) -> UnrolledPicture:
    first = min(first, max(0, len(one.window) - COLUMNS))  # the last window of a text may be shorter
    return half_step_picture(phase, one, moment.run.vocabulary.visible, units, first, plays, _name_of(moment, one))


def _window_of(moment: Moment) -> int:
    """Return the number, from 0, of the window that the next update trains on."""
    return moment.update % moment.run.windows.count


def _name_of(moment: Moment, one: OneUpdate) -> str:
    run = moment.run
    window = f", window {_window_of(moment) + 1:,} of {run.windows.count:,}" if run.windows.count > 1 else ""
    to = f" → {moment.update + 1:,}" if one.is_made else ""
    return f"{run.unit.capitalize()} {moment.update:,}{to}{window}"


def _choose_phase(player: Player, played: HalfSteps, choices: Choices) -> None:
    """Let the visitor choose one of PHASES, play them all, and go on to the next update."""

    def choose(phase: str) -> None:
        played.hold()
        choices["half_step"] = phase

    def go_to(update: int) -> None:
        choose("forward")
        player.seek(update)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "Phase of the update",
            list(PHASES),
            format_func=PHASES.get,
            required=True,
            label_visibility="collapsed",
            **bind("half_step", choices["half_step"], choose, "default"),
        )
        if played.is_moving:
            st.button("Hold", icon=":material/front_hand:", key="hold_half_steps", on_click=played.hold)
        else:
            st.button("Play all four", icon=":material/slow_motion_video:", on_click=_play, args=(played, choices))
        label, update = _other_update(player)
        st.button(label, key="other_update", disabled=update == player.update, on_click=go_to, args=(update,))


def _other_update(player: Player) -> tuple[str, int]:
    """Return the update to go to, the next or at the end of the film the one before, and how it is called."""
    unit, before = player.run.unit, max(0, player.update - 1)
    return (f"Back to {unit} {before:,}", before) if player.is_at_end else (f"Next {unit}", player.update + 1)


def _play(played: HalfSteps, choices: Choices) -> None:
    played.play()
    choices["half_step"] = played.phase
