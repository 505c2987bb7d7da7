"""What a learner predicts, as the pictures need it: a number, a curve, or where a choice lies in them."""

from __future__ import annotations

from typing import NamedTuple

from rnn.lessons.lesson import Guess, Prediction
from rnn.lessons.outcomes import OUTCOMES, Outcome
from rnn.lessons.places import PLACES, Where
from rnn.runs.run import Run
from rnn.runs.settings import Settings
from rnn.session.cache import Cache
from rnn.session.chosen.learning import Learning
from rnn.ui.state import value_of


class DrawnChoice(NamedTuple):
    """Where in a picture a choice lies, and the loss that the network came to, once that may be known."""

    where: Where
    did: float | None


class _Found(NamedTuple):
    prediction: Prediction
    guess: Guess
    is_committed: bool


def guess_in(picture: str, learning: Learning) -> Guess:
    """Return the number or the curve that is to be drawn into a picture, of the latest step on the same run; or ()."""
    found = _latest_in(picture, learning)
    return () if found is None or found.prediction.choices else found.guess


def choice_in(picture: str, learning: Learning, run: Run, cache: Cache) -> DrawnChoice | None:
    """Return the choice that is to be drawn into a picture, of the latest step on the same run; or None."""
    found = _latest_in(picture, learning)
    if found is None or not found.guess or not found.prediction.choices or not learning.asks_about(run.settings):
        return None
    name, choice = found.prediction.outcome, int(found.guess[0])
    where = cache.keep(f"place {choice} of {name}", run, lambda: PLACES[name].find(run, choice))
    return DrawnChoice(where, outcome_of(name, run, cache).value if found.is_committed else None)


def distance_in(learning: Learning, run: Run, cache: Cache) -> Guess:
    """Return the distance that was predicted, set or chosen, alone in a tuple, for the picture of the decay; or ()."""
    choice = choice_in("decay", learning, run, cache)
    return guess_in("decay", learning) if choice is None else (choice.where,)


def characters_in(learning: Learning, run: Run, cache: Cache) -> tuple[str, ...]:
    """Return what was predicted of the characters that are generated, from the first on; or ()."""
    choice = choice_in("text", learning, run, cache)
    return () if choice is None else choice.where


def outcome_of(name: str, run: Run, cache: Cache) -> Outcome:
    """Return what the run did, by the name of the outcome in OUTCOMES."""
    return cache.keep(name, run, lambda: OUTCOMES[name].compute(run))


def awaits_curve(learning: Learning) -> bool:
    """Return whether a curve is to be drawn in the step at hand."""
    prediction = learning.lesson and learning.step.prediction
    return bool(prediction and prediction.is_curve and learning.answer is None)


def awaits_characters(learning: Learning, settings: Settings) -> bool:
    """Return whether it is to be predicted what such a run generates, so that it must not be seen before."""
    prediction = learning.lesson and learning.step.prediction
    is_asked = prediction and prediction.picture == "text" and learning.answer is None
    return bool(is_asked and learning.asks_about(settings))


def current_guess(prediction: Prediction, key: str) -> Guess:
    """Return what the control of this key holds, as a guess."""
    value = value_of(key)
    if value is None:
        return ()
    return value if prediction.is_curve else (value,)


def key_of(learning: Learning, number: int | None = None) -> str:
    """Return the key of the answer to a step of the lesson, the one at hand if none is named."""
    return f"prediction {learning.lesson.name} {learning.number if number is None else number}"


def _latest_in(picture: str, learning: Learning) -> _Found | None:
    number = learning.number if learning.lesson else -1
    while number >= 0:
        step = learning.lesson.steps[number]
        if step.prediction and step.prediction.picture == picture:
            answer = learning.answers.get((learning.place[0], number))
            guess = answer.guess if answer else current_guess(step.prediction, key_of(learning, number))
            return _Found(step.prediction, guess, answer is not None)
        number = -1 if step.link is not None else number - 1
    return None
