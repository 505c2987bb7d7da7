"""The notebook's riddle, told by the networks themselves: trained to copy, one goes on with the alphabet. Why?

Four of its five chapters (the third, on other orders, is in `disorder.py`), each a question, answers to choose from,
and what the network at hand does. Nothing in the sentences is known beforehand: another network may give another
answer, and then another sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.generation.continuation import generate
from rnn.model.network import forward
from rnn.model.parameters import Parameters
from rnn.text.vocabulary import Vocabulary, visible

SEED_LENGTH = 7
TOLD = 4
MOST_WRITTEN = 19
SHORTEST_TEXT = SEED_LENGTH + TOLD + 1
AS_IN_THE_NOTEBOOK = (1, 0, 2, 1, 1)


@dataclass(frozen=True)
class Chapter:
    """One question and its answer.

    question, choices  what to guess
    answer             the index of the choice that is true of this network
    sentence           what happens, in words, with its numbers
    fed, said (n,)     the characters that went in and those it said, as indices, one a step
    first_written      the step that says the first character after the seed; n if none is written
    """

    question: str
    choices: tuple[str, ...]
    answer: int
    sentence: str
    fed: np.ndarray
    said: np.ndarray
    first_written: int


def continues(parameters: Parameters, text: str) -> Chapter:
    """Let a network that was trained to copy go on from a seed in the notebook's way. (1)"""
    seed, last, following = _shown(text)
    written, fed, said = _go_on(parameters, text, "refeed")
    answer = _which(written[:TOLD], last * TOLD, following)
    return Chapter(
        f"This network was trained to say the very character that it is shown, and nothing else. Now the notebook's "
        f"generator shows it {seed} and lets it write: what it says is what it is shown next. What will it write?",
        (
            f"{last * TOLD}: it repeats, as it was trained to",
            f"{following}: it goes on with its text",
            "Something else",
        ),
        answer,
        _not_yet(parameters, text)
        + (
            f"It writes {written[:TOLD]}: it repeats {last}, as it was trained to."
            if answer == 0
            else f"It writes {written[:TOLD]}{_how_far(written, text)}"
        ),
        fed,
        said,
        SEED_LENGTH,
    )


def repeats(parameters: Parameters, text: str) -> Chapter:
    """Let the same network go on with every character of the seed fed once. (2)"""
    seed, last, following = _shown(text)
    written, fed, said = _go_on(parameters, text, "standard")
    answer = _which(written[:1], last, following[0])
    sentences = (
        f"It writes {written[:TOLD]}: first it repeats {last}, as it was trained to. So {last} is shown a "
        f"second time after all, and from there it writes {written[1:TOLD]}, just as in the notebook's way.",
        f"It writes {written[:TOLD]}: it goes on at once, though it was trained to repeat {last}.",
        f"It writes {written[:TOLD]}: neither {last}, which it was trained to say, nor {following[0]}, "
        "which comes next.",
    )
    return Chapter(
        f"The notebook's generator has a quirk: it shows the last character of the seed twice, {last} when it reads "
        f"the seed, and {last} again to go on from. Show each character of {seed} once. What does it write first?",
        (
            f"{last}: the character it was shown",
            f"{following[0]}: the one that comes next",
            "Another",
        ),
        answer,
        _not_yet(parameters, text) + sentences[answer],
        fed,
        said,
        SEED_LENGTH - 1,
    )


def spells(parameters: Parameters, text: str) -> Chapter:
    """Let a network that was trained on next characters go on, every character of the seed fed once. (4)"""
    seed, last, following = _shown(text)
    written, fed, said = _go_on(parameters, text, "standard")
    return Chapter(
        f"Another network, the same in all but the target: at each character it was asked for the next one. Each "
        f"character of {seed} is shown once. What does it write?",
        (
            f"{last}{following[:-1]}: it repeats first",
            f"{following}: it goes on with its text",
            "Something else",
        ),
        _which(written[:TOLD], last + following[:-1], following),
        f"It writes {written}{_how_far(written, text)}",
        fed,
        said,
        SEED_LENGTH - 1,
    )


def skips(parameters: Parameters, text: str) -> Chapter:
    """Let the network that spells go on in the notebook's way, the seed's last character fed twice. (5)"""
    seed, last, following = _shown(text)
    after = _visible(text[SEED_LENGTH + 1 :])[:TOLD]
    written, fed, said = _go_on(parameters, text, "refeed")
    own = written[: len(text) - SEED_LENGTH - 1]  # there is no right character after the text's last
    answer = _which(written[:TOLD], following, after)
    sentences = (
        f"It writes {written[:TOLD]}: the second {last} did not lead it astray.",
        f"It writes {own}: it skips {following[0]}. Shown {last} twice, it stands one step further than its text, "
        "and says what comes after that many steps.",
        f"It writes {written[:TOLD]}: neither {following} nor {after}.",
    )
    return Chapter(
        f"At last the network that was trained on next characters, but shown {seed} in the notebook's way, {last} "
        "twice. What will it write?",
        (
            f"{following}, all the same",
            f"{after}: it skips {following[0]}",
            "Something else",
        ),
        answer,
        sentences[answer],
        fed,
        said,
        SEED_LENGTH,
    )


def solution(answers: tuple[int, ...]) -> str:
    """Say in a sentence what the five answers come to."""
    if answers == AS_IN_THE_NOTEBOOK:
        return (
            "So two things make a network that was trained to copy go on: on one ordered text it learns where it is, "
            "and a generator that shows the last character twice moves it one place on."
        )
    as_told = [n + 1 for n, (own, told) in enumerate(zip(answers, AS_IN_THE_NOTEBOOK, strict=True)) if own == told]
    which = ", ".join(map(str, as_told)) or "none"
    return (
        f"With these networks the steps that turn out as in the notebook are: {which}. How far a network gets that was "
        "trained to copy is luck: try another random seed, or another epoch."
    )


def _shown(text: str) -> tuple[str, str, str]:
    """Return the seed, its last character, and those that follow in the text, as a reader can see them."""
    return _visible(text[:SEED_LENGTH]), visible(text[SEED_LENGTH - 1]), _visible(text[SEED_LENGTH:])[:TOLD]


def _visible(text: str) -> str:
    return "".join(visible(character) for character in text)


def _go_on(parameters: Parameters, text: str, priming: str) -> tuple[str, np.ndarray, np.ndarray]:
    """Return what is written after the seed, to be read; and of all steps, what was fed and what was said."""
    vocabulary = Vocabulary(text)
    seed, length = text[:SEED_LENGTH], min(len(text) - SEED_LENGTH, MOST_WRITTEN)
    written = "".join(step.character for step in generate(parameters, vocabulary, seed, length, priming))
    again = seed[-1] if priming == "refeed" else ""
    fed = vocabulary.encode(seed + again + written[:-1])
    return _visible(written), fed, forward(parameters, fed).o.argmax(axis=1)


def _which(written: str, *expected: str) -> int:
    """Return which of the expected texts was written, or their number if none was."""
    return next((index for index, one in enumerate(expected) if written == one), len(expected))


def _how_far(written: str, text: str) -> str:
    following = _visible(text[SEED_LENGTH : SEED_LENGTH + len(written)])
    n = next((n for n, (own, right) in enumerate(zip(written, following, strict=True)) if own != right), len(written))
    if n == len(written):
        return f": it goes on with its text, and all {n} characters are right."
    lost = f"character {n + 1} is {written[n]}, not {following[n]}"
    if n >= TOLD:
        return f": it goes on with its text. Then it loses its way: {lost}."
    if n:
        return f": it goes on with its text for {n} of {TOLD} characters and loses its way: {lost}."
    return f": it does not go on with its text; {lost}."


def _not_yet(parameters: Parameters, text: str) -> str:
    inputs = Vocabulary(text).encode(text)
    right = int((forward(parameters, inputs).o.argmax(axis=1) == inputs).sum())
    return "" if right == len(inputs) else f"It has not learnt to copy yet: {right} of {len(inputs)} are right. "
