"""What the page of the predictions says in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.analysis.expectation import Expectation
from rnn.analysis.scores import entropy_bits
from rnn.session.film.reel import Reel
from rnn.session.moment import Moment
from rnn.ui.components.readings import Reading, show_readings
from rnn.ui.components.words import show_words
from rnn.ui.glossary import define
from rnn.ui.markdown import plain


def show_all_steps(reel: Reel) -> None:
    """Say how sure the network is over the whole window, and how right."""
    show_words([_over_all_steps(moment) for moment in reel], "all_steps")


def _over_all_steps(moment: Moment) -> str:
    y_pred, targets = moment.trace.y_pred, moment.targets
    own = y_pred[np.arange(len(targets)), targets].mean()
    choices = 2 ** entropy_bits(y_pred).mean()
    return (
        f"Mean probability of the target: **{own:.1%}**. Mean entropy: **{entropy_bits(y_pred).mean():.2f} bits**, as "
        f"uncertain as a fair choice among **{choices:.1f}** of the {y_pred.shape[1]} characters."
    )


def show_step(expectations: Sequence[Expectation], step: int, read: str, characters: tuple[str, ...]) -> None:
    """Say what one step expects and what it should; read is the character that went in."""
    show_words([_top_prediction(expectation, step, read, characters) for expectation in expectations], "top")
    show_readings("expectation", [_readings(expectation, len(characters)) for expectation in expectations])


def _top_prediction(expectation: Expectation, step: int, read: str, characters: tuple[str, ...]) -> str:
    target, top_prediction = characters[expectation.target], characters[expectation.top_prediction]
    verdict = "correct" if expectation.top_prediction == expectation.target else f"the target is {plain(target)}"
    return f"Step **{step + 1}** reads **{plain(read)}**. Top prediction: **{plain(top_prediction)}** ({verdict})."


def _readings(expectation: Expectation, K: int) -> list[Reading]:
    certain = f"0 if the network is certain, {np.log2(K):.3f} bits if all {K} characters are equally likely to it."
    return [
        Reading("Target's probability", f"{expectation.target_probability:.2%}", define("Probability")),
        Reading("Its rank", f"{expectation.target_rank} of {K}", define("Rank")),
        Reading("Entropy", f"{expectation.entropy_bits:.3f} bits", certain),
    ]
