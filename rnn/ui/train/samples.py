"""What the network writes along the film, and beside it what models that only count would write."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnn.monitoring.loss_curve import losses_at
from rnn.monitoring.samples import LENGTH, TrainingSamples
from rnn.runs.run import Run
from rnn.session.cache import Cache
from rnn.session.chosen.choices import Choices
from rnn.session.film.reel import Reel
from rnn.session.measurements import baseline_losses
from rnn.session.player import Player
from rnn.session.writing import Writing
from rnn.text.numbers import number
from rnn.text.vocabulary import visible
from rnn.ui.components.text_rows import TextRow, show_text_rows
from rnn.ui.markdown import plain
from rnn.ui.state import Session
from rnn.ui.train.parts import chosen_unit, loss_now, measuring_seconds, training_samples

HEIGHT = 420


def show_samples(session: Session, reel: Reel) -> None:
    """Draw the texts of the models that count, the network's own, and its samples at every frame of the film."""
    samples = training_samples(session)
    with session.cache.lock:
        samples.measure(measuring_seconds(session.player))
    _show_models(reel, session.choices, session.writing, session.cache, samples)
    st.caption(
        f"{LENGTH} characters after the seed **{plain(session.writing.seed)}**, which Generate can change; all are "
        "drawn with the same random numbers."
    )
    _show_along_film(session.player, reel, session.choices, samples)


def _show_models(reel: Reel, choices: Choices, writing: Writing, cache: Cache, samples: TrainingSamples) -> None:
    run, counted = reel.now.run, baseline_losses(reel.now, cache)
    start = int(run.vocabulary.encode(writing.seed)[-1])
    losses = counted.uniform, counted.unigram, counted.bigram
    rows = [
        TextRow(
            name,
            _converted(run, choices, loss),
            _line(run.vocabulary.characters[index] for index in model.sample(start, LENGTH, writing.random_seed)),
        )
        for (name, model), loss in zip(counted.models.items(), losses, strict=True)
    ]
    frames = [
        [*rows, TextRow("The network", _converted(run, choices, loss_now(m)), _line(samples.write(m.parameters)))]
        for m in reel
    ]
    show_text_rows(
        "baselines", TextRow("Model", chosen_unit(choices).name, "Text"), frames, marked=[len(rows)] * len(reel)
    )


def _show_along_film(player: Player, reel: Reel, choices: Choices, samples: TrainingSamples) -> None:
    run = player.run
    updates, there = run.film.updates, len(run.film)
    losses = losses_at(run, updates[:there])
    rows = [
        TextRow(
            f"{update:,}",
            _converted(run, choices, losses[frame]) if frame < there else "",
            _line(text) if text else "…" if frame < there else "",
        )
        for frame, (update, text) in enumerate(zip(updates.tolist(), samples.texts, strict=True))
    ]
    show_text_rows(
        "samples",
        TextRow(run.unit.capitalize(), chosen_unit(choices).name, "Text after the seed"),
        [rows],
        HEIGHT,
        list(reel.places),
        lambda row: player.seek(int(updates[min(row, len(updates) - 1)])),
    )
    st.caption(
        "Click a row, or press an arrow key, to move the playhead there. “…” is not written yet; rows without a loss "
        "are not trained yet."
    )


def _converted(run: Run, choices: Choices, nats: float) -> str:
    return number(float(chosen_unit(choices).convert(np.float64(max(nats, 0.0)), run.windows.length)))


def _line(characters) -> str:
    """Return the characters on one line: spaces stay, what no reader sees gets a sign."""
    return "".join(" " if character == " " else visible(character) for character in characters)
