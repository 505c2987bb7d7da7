"""What the network writes along the film, and beside it what models that only count would write."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.figures.kit.numbers import number
from rnn.monitoring.loss_curve import losses_at
from rnn.monitoring.samples import LENGTH, TrainingSamples
from rnn.text.vocabulary import visible
from rnn.ui.components.text_rows import TextRow, show_text_rows
from rnn.ui.markdown import plain
from rnn.ui.state import Session
from rnn.ui.train.parts import baseline_losses, chosen_unit, loss_now, measuring_seconds, training_samples

HEIGHT = 420


def show_ladder(session: Session) -> None:
    """Draw the texts of the models that count, the network's own, and the ladder of its texts at every frame."""
    rungs = training_samples(session)
    with session.cache.turn:
        rungs.climb(measuring_seconds(session))
    st.markdown(
        f"From the seed **{plain(session.writing.seed)}**, which Generate can change, {LENGTH} characters each, all "
        "with the same dice."
    )
    _show_yardsticks(session, rungs)
    _show_rungs(session, rungs)


def _show_yardsticks(session: Session, rungs: TrainingSamples) -> None:
    run, writing, counted = session.player.run, session.writing, baseline_losses(session)
    start = int(run.vocabulary.encode(writing.seed)[-1])
    losses = counted.uniform, counted.unigram, counted.bigram
    rows = [
        TextRow(
            name,
            _told(session, loss),
            _line(run.vocabulary.characters[index] for index in model.sample(start, LENGTH, writing.random_seed)),
        )
        for (name, model), loss in zip(counted.models.items(), losses, strict=True)
    ]
    here = TextRow(
        "The network now", _told(session, loss_now(session)), _line(rungs.write(session.player.moment.parameters))
    )
    show_text_rows("yardsticks", TextRow("Model", chosen_unit(session).name, "Text"), [*rows, here], marked=len(rows))


def _show_rungs(session: Session, rungs: TrainingSamples) -> None:
    player, run = session.player, session.player.run
    updates, there = run.film.updates, len(run.film)
    losses = losses_at(run, updates[:there])
    rows = [
        TextRow(
            f"{update:,}",
            _told(session, losses[frame]) if frame < there else "",
            _line(text) if text else "…" if frame < there else "",
        )
        for frame, (update, text) in enumerate(zip(updates.tolist(), rungs.texts, strict=True))
    ]
    show_text_rows(
        "ladder",
        TextRow(run.unit.capitalize(), chosen_unit(session).name, "What it writes after the seed"),
        rows,
        HEIGHT,
        player.frame,
        lambda row: session.player.seek(int(updates[min(row, len(updates) - 1)])),
    )
    st.caption(
        "A click on a row, or an arrow key, brings the playhead there. “…” is still to be written; rows without a loss "
        "are not trained yet."
    )


def _told(session: Session, nats: float) -> str:
    run = session.player.run
    return number(float(chosen_unit(session).convert(np.float64(max(nats, 0.0)), run.windows.length)))


def _line(characters) -> str:
    """Return the characters on one line: spaces stay, what no reader sees gets a sign."""
    return "".join(" " if character == " " else visible(character) for character in characters)
