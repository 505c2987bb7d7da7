"""The dock's data and commands: play and pause, step, scrub, any update, pace; and the readings at the playhead."""

from __future__ import annotations

import numpy as np

from rnn.monitoring.loss_curve import losses_at, recent_loss
from rnn.session.film.pace import PACES
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.session.player import Player
from rnn.session.server.load import LOAD
from rnn.session.session import Session
from rnn.ui import state
from rnn.ui.components.dock import draw_dock
from rnn.ui.glossary import define

# Seconds of film that the browser has, besides what it takes the server to answer. A long reel costs the server less
# than two short ones, but while it is made nobody else is answered.
AHEAD_SECONDS, CALM_AHEAD_SECONDS = 0.95, 4.0
MOST_AHEAD = 6.0
KEYS = "Space plays, ← and → step, Home and End jump, P changes the pace."


def show_dock(session: Session, reel: Reel, serial: int, every: float | None) -> None:
    """Draw the dock.

    serial  the number of the reel that the page's components were drawn for
    every   the seconds after which the browser is to ask for the next drawing although the film does not play, or None
    """
    player = session.player
    film = {
        "serial": serial,
        "parts": state.parts_of_reel() + state.waits_for_its_time(reel),
        "places": reel.places,
        "seconds": reel.seconds,
        "plays": reel.plays,
        "continues": reel.continues,
        "opens": reel.opens,
        "goesOn": player.is_playing,
        "every": every,
        "command": session.last_command,
    }
    fixed = {
        "film": film,
        "updates": tuple(player.run.film.updates.tolist()),
        "curve": _curve(player),
        "unit": player.run.unit,
        "last": player.run.last_update,
        "paces": tuple(PACES),
        "pace": player.pace,
        "is_moving": player.is_moving,
        "note": f"{player.speed} {KEYS}",
        "keys": KEYS,
    }
    frames = [
        {"update": moment.update, "place": place, "readings": tuple(readings_of(moment)), **fixed}
        for moment, place in zip(reel, reel.places, strict=True)
    ]
    may_be_long = not session.learning.lesson  # which says that a task is done once the playhead is there
    draw_dock(
        frames,
        lambda report: take_command(session, report),
        lambda report: take_request(session.player, report, may_be_long),
    )


def readings_of(moment: Moment) -> list[tuple[str, str, str]]:
    """Return the readings at a moment: name, value, and what it means."""
    run, update, scores = moment.run, moment.update, moment.scores
    passes = update / run.windows.count
    where = "" if run.unit == "epoch" else f" That is {passes:.3g} times the whole text."
    unit = run.unit.capitalize()
    readings = [
        (unit, f"{update:,}", f"{define(unit)}{where}"),
        ("Loss", f"{max(scores.loss, 0):.4g} nats", define("Loss")),
        ("Accuracy", f"{scores.right} of {scores.steps}", define("Accuracy")),
        ("Per character", f"{max(scores.bits_per_character, 0):.3g} bits", define("Bits per character")),
    ]
    if run.unit == "update":
        readings.append(("Recent loss", f"{recent_loss(run, update):.3g} bits", define("Recent loss")))
    return readings


def take_command(session: Session, report: dict) -> None:
    """Do what the visitor did at the dock; the player is the one that there is when it arrives."""
    player, updates = session.player, session.player.run.film.updates
    session.last_command = max(session.last_command, int(report.get("command", 0)))
    place = report.get("place")
    update = None if place is None else int(updates[min(int(place), len(updates) - 1)])
    match report["do"]:
        case "play":
            player.play()
            player.supply(_ahead(report, AHEAD_SECONDS))
        case "open":
            left = float(report.get("left", 0))
            player.play_opening(int(place or 0))
            player.supply(left + _ahead(report, AHEAD_SECONDS), left)
        case "pause" if update is None:
            player.pause()
        case "pause" | "seek":
            player.seek(update or 0)
        case "end":
            player.seek(player.run.last_update)
        case "go":
            player.seek(int(report["update"]))
        case "pace":
            player.pace = report["pace"] if report["pace"] in PACES else player.pace


def take_request(player: Player, report: dict, may_be_long: bool) -> None:
    """Let the next reel hold what the browser wants to have, or more of it where that spares the server work."""
    if player.is_playing:
        wanted = CALM_AHEAD_SECONDS if may_be_long and LOAD.is_calm else AHEAD_SECONDS
        player.supply(_ahead(report, wanted), left=float(report["left"]))


def _ahead(report: dict, seconds: float) -> float:
    return min(MOST_AHEAD, LOAD.ahead(seconds) + 1.5 * float(report.get("wait", 0)))


def _curve(player: Player) -> str:
    """Return the loss of each frame that the film has so far, as heights from 0, the highest, to 100."""
    run = player.run
    losses = losses_at(run, run.film.updates[: len(run.film)])
    highest = np.nanmax(losses)
    heights = np.nan_to_num(100 - 100 * losses / highest if highest > 0 else losses * 0 + 100, nan=0.0)
    return " ".join(map(str, np.rint(heights).astype(int).tolist()))
