"""Sentences on a generated step: what went in, why this character, and what the second feeding of a letter does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnn.generation.continuation import Step
from rnn.generation.sampling import Sampling, draw, intervals, kept
from rnn.session.writing import Writing
from rnn.text.numbers import percent
from rnn.text.vocabulary import Vocabulary
from rnn.ui.markdown import plain

TABLED = 6


def what_went_in(step: Step, writing: Writing) -> str:
    """Say which character the step read, and after what, in Markdown."""
    letter = f"**{plain([step.input])}**"
    if step.number > 0:
        return f"Input: {letter}, the character written at the step before."
    if writing.priming == "refeed":
        return f"Input: {letter}, the last of the seed, for a second time: the state has read it once already."
    if len(writing.seed) == 1:
        return f"Input: {letter}, the whole seed; the state before it is all zeros."
    return f"Input: {letter}, the last of the seed; the state has read the {len(writing.seed) - 1} before it."


def why_this_character(step: Step, vocabulary: Vocabulary, sampling: Sampling) -> str:
    """Say why the step's character was taken, in Markdown: greedy, sampled, or by the visitor."""
    own = draw(step.distribution, step.u)
    if step.is_user_chosen:
        taken = vocabulary.encode(step.character)[0]
        return (
            f"**Your choice:** {_named(vocabulary, taken, step.y_pred)}. "
            f"The network alone takes {_named(vocabulary, own, step.y_pred)}."
        )
    if sampling.is_greedy:
        return _why_greedy(step, vocabulary, own)
    return _why_sampled(step, vocabulary, own, sampling)


def why_they_differ(seed: Sequence[str], twice: Sequence[str], once: Sequence[str]) -> str:
    """Say in Markdown what feeding the seed's last letter twice changed in what is written, if anything."""
    last = plain([seed[-1]])
    if twice == once:
        return f"Both write the same: reading **{last}** a second time changes no character."
    if agreeing_run(twice, once, shift(twice, once)) == 0:
        return (
            f"They differ from the first character on: read twice, **{last}** moves the state one step further than "
            "the character that it reads, and each written character is the next input."
        )
    if shift(twice, once):
        return (
            f"The same characters, one place apart: where **{last}** is read twice, the state is one step ahead of the "
            f"character that it reads, so the text begins with **{plain([twice[0]])}**; read once, with "
            f"**{plain([once[0]])}**."
        )
    return (
        f"They agree for {agreeing_run(twice, once, 0)} of {len(twice)} characters; then the state, changed by the "
        f"second **{last}**, leads to another one."
    )


def shift(twice: Sequence[str], once: Sequence[str]) -> int:
    """Return 1 if the texts agree for longer with the second read one place later, else 0."""
    return int(agreeing_run(twice, once, 1) > agreeing_run(twice, once, 0))


def agreeing_run(twice: Sequence[str], once: Sequence[str], places: int) -> int:
    """Return for how many characters from the start twice[i] == once[i + places]."""
    pairs = zip(twice, once[places:], strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), len(once) - places)


def numbers_of(step: Step, vocabulary: Vocabulary, sampling: Sampling) -> str:
    """Return the numbers of a sampled step, of its likeliest characters and its own, as a Markdown table."""
    own = draw(step.distribution, step.u)
    likely = np.argsort(-step.y_pred, kind="stable")[:TABLED].tolist()
    lines, is_kept = intervals(step.distribution), kept(step.before_truncation, sampling.top_k, sampling.top_p)
    rows = ["| | logit o | o / τ | softmax | truncated | interval |", "|:--|--:|--:|--:|--:|:--|"]
    for k in likely if own in likely else [*likely[:-1], own]:
        after = percent(step.distribution[k]) if is_kept[k] else "out"
        interval = f"{lines[k, 0]:.3f}–{lines[k, 1]:.3f}" if is_kept[k] else ""
        rows.append(
            f"| {'▼ ' if k == own else ''}**{plain([vocabulary.characters[k]])}** | {step.o[k]:.2f} | "
            f"{step.o[k] / sampling.temperature:.2f} | {percent(step.before_truncation[k])} | {after} | {interval} |"
        )
    return "\n".join(rows)


def _why_greedy(step: Step, vocabulary: Vocabulary, own: int) -> str:
    sentence = f"**Greedy:** the top prediction, {_named(vocabulary, own, step.y_pred)}"
    if len(vocabulary) == 1:
        return sentence + "; there is no other character."
    second = int(np.argsort(-step.y_pred, kind="stable")[1])
    return sentence + f"; second is {_named(vocabulary, second, step.y_pred)}."


def _why_sampled(step: Step, vocabulary: Vocabulary, own: int, sampling: Sampling) -> str:
    start, end = intervals(step.distribution)[own]
    best = int(step.distribution.argmax())
    rest = "." if best == own else f"; the top prediction is {_named(vocabulary, best, step.distribution)}."
    return (
        f"**Sampled at temperature {sampling.temperature:g}:** the random number u = {step.u:.3f} is in the interval "
        f"of {_named(vocabulary, own, step.distribution)}, from {start:.3f} to {end:.3f}{rest}"
    )


def _named(vocabulary: Vocabulary, index: int, distribution: np.ndarray) -> str:
    return f"**{plain([vocabulary.characters[index]])}**, {percent(distribution[index])}"
