"""The facts of the riddle's outcomes, by the names that its texts have for them: numbers, and characters to be read."""

from __future__ import annotations

from typing import Any

from rnn.analysis.disorder import ORDERS, CopyingFilm, OtherOrders, WrongCharacters
from rnn.analysis.riddle import FIRST, SEED_LENGTH, Alphabet, WrittenBothWays


def facts_of_writing(outcome: WrittenBothWays) -> dict[str, Any]:
    """Return what a network wrote in both ways, where it departs from its text, and what was to be expected."""
    twice, alphabet = outcome.twice, outcome.twice.alphabet
    last = alphabet.word(alphabet.order[SEED_LENGTH - 1 : SEED_LENGTH])
    repeats = twice.repeats
    return {
        **_expected(alphabet),
        "last": last,
        "repeated": last * FIRST,
        "correct": outcome.correct,
        "steps": outcome.steps,
        "length": twice.length,
        "twice_repeats": repeats,
        "after_repeats": alphabet.word(twice.indices[repeats : repeats + 1]),
        **_where_it_departs("twice", outcome),
        **_where_it_departs("once", outcome),
    }


def facts_of_orders(outcome: OtherOrders) -> dict[str, Any]:
    """Return how many characters are copied: in the order of the text, in the first other order, and on average."""
    return {
        "steps": len(outcome.fed),
        "orders": len(outcome.counts),
        "in_order": outcome.in_order,
        "above": int(outcome.counts[0]),
        "mean": outcome.mean,
    }


def facts_of_wrong(outcome: WrongCharacters) -> dict[str, Any]:
    """Return the counts after the seed, at all places from the second on, and at the first."""
    T, K = outcome.predicted.shape
    copied, of_place, others = outcome.copied, outcome.of_place, outcome.others
    cases = (T - 1) * (K - 1)
    all_copied, all_of_place = int(copied[1:].sum()), int(of_place[1:].sum())
    return {
        **_expected(outcome.alphabet),
        "characters": K,
        "wrong": K - 1,
        "gives_place": outcome.gives_place,
        "copied": int(copied[SEED_LENGTH]),
        "of_place": int(of_place[SEED_LENGTH]),
        "others": int(others[SEED_LENGTH]),
        "cases": cases,
        "all_copied": all_copied,
        "all_of_place": all_of_place,
        "copied_share": all_copied / cases,
        "of_place_share": all_of_place / cases,
        "first_copied": int(copied[0]),
    }


def facts_of_film(outcome: CopyingFilm) -> dict[str, Any]:
    """Return the most characters copied in other orders and when, those at the last frame and at the playhead."""
    halved = outcome.halved
    return {
        "orders": ORDERS,
        "steps": outcome.steps,
        "end": int(outcome.epochs[-1]),
        "best_epoch": int(outcome.epochs[outcome.best]),
        "most": outcome.most,
        "last": outcome.last,
        "halved_epoch": None if halved is None else int(outcome.epochs[halved]),
        "last_in_order": int(outcome.in_order[-1]),
        "epoch": outcome.epoch,
        "now": outcome.now,
    }


def _expected(alphabet: Alphabet) -> dict[str, str]:
    order, n = alphabet.order, SEED_LENGTH
    return {
        "seed": alphabet.word(order[:n]),
        "next": alphabet.word(order[n : n + 1]),
        "following": alphabet.word(order[n : n + FIRST]),
        "after": alphabet.word(order[n + 1 : n + 1 + FIRST]),
    }


def _where_it_departs(way: str, outcome: WrittenBothWays) -> dict[str, Any]:
    """Return what was written in one way, and its first wrong character; "" where there is none."""
    written = getattr(outcome, way)
    alphabet, right = written.alphabet, written.right
    correct = alphabet.order[SEED_LENGTH:][: written.length]
    return {
        way: alphabet.word(written.indices),
        f"{way}_wrong_at": right + 1,
        f"{way}_wrong": alphabet.word(written.indices[right : right + 1]),
        f"{way}_correct": alphabet.word(correct[right : right + 1]),
    }
