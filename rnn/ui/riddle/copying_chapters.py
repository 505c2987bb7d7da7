"""The riddle's steps in which a network is asked for copies: in other orders, of wrong characters, along its film."""

from __future__ import annotations

from rnn.analysis.disorder import CopyingFilm, OtherOrders, WrongCharacters, copy_other_orders, show_wrong_characters
from rnn.ui.riddle.chapter import Chapter, always, first_of
from rnn.ui.riddle.facts import facts_of_film, facts_of_orders, facts_of_wrong
from rnn.ui.riddle.pictures import pictures_of_film, pictures_of_orders, pictures_of_wrong

MANY, SOME = 0.8, 0.4


def _of_orders(orders: OtherOrders) -> int:
    return first_of(orders.mean >= MANY * len(orders.fed), orders.mean >= SOME * len(orders.fed))


def _has_learnt(orders: OtherOrders) -> bool:
    return orders.in_order >= MANY * len(orders.fed)


def _after_seed(outcome: WrongCharacters) -> int:
    facts = facts_of_wrong(outcome)
    return first_of(2 * facts["copied"] > facts["wrong"], 2 * facts["of_place"] > facts["wrong"])


def _at_all_places(outcome: WrongCharacters) -> int:
    facts = facts_of_wrong(outcome)
    return first_of(2 * facts["all_copied"] > facts["cases"], 2 * facts["all_of_place"] > facts["cases"])


def _of_film(film: CopyingFilm) -> int:
    is_able = film.most >= SOME * film.steps
    return first_of(is_able and 2 * film.last > film.most, is_able)


ORDERS = Chapter(
    "In another order",
    "copy",
    copy_other_orders,
    pictures_of_orders,
    facts_of_orders,
    "Does this network copy what it is shown? Show it the same {steps} characters in {orders} other orders. How many "
    "of them does it copy, on average?",
    (
        "Nearly all (80% or more): to copy needs no order",
        "Some (40% to 80%)",
        "Few (less than 40%): it needs the order that it knows",
    ),
    _of_orders,
    (
        (
            always,
            "In the order of its text it copies {in_order} of {steps}; in the order above {above}, and in {orders} "
            "orders {mean:.1f} on average.",
        ),
        (lambda o: _of_orders(o) == 0, "So it copies most of what it is shown, in other orders too."),
        (
            lambda o: _has_learnt(o) and _of_orders(o) == 1,
            "So what it predicts depends partly on what it is shown, partly on the order.",
        ),
        (
            lambda o: _has_learnt(o) and _of_orders(o) == 2,
            "So it copies in the order of its text, and less than 40% in others.",
        ),
        (
            lambda o: not _has_learnt(o) and _of_orders(o) > 0,
            "As it does not copy 80% of its own text either, this says little about the order.",
        ),
    ),
)
WRONG = Chapter(
    "One wrong character",
    "copy",
    show_wrong_characters,
    pictures_of_wrong,
    facts_of_wrong,
    "Show this network {seed} and then, in the place of {next}, each of the {wrong} other characters. What does it "
    "predict for more than half of them?",
    (
        "The character that it is shown: it copies",
        "{next}, whatever it is shown",
        "Neither",
    ),
    _after_seed,
    (
        (
            lambda o: o.gives_place == o.predicted.shape[1],
            "Any character in the place after {seed} gives {next}: {gives_place} of {characters}.",
        ),
        (
            lambda o: o.gives_place < o.predicted.shape[1],
            "Of the {wrong} wrong characters after {seed} it copies {copied}; to {of_place} it predicts {next}, and to "
            "{others} another character.",
        ),
        (
            always,
            "The same at all places from the second on, {cases:,} cases: it copies the wrong character in "
            "{all_copied:,} ({copied_share:.1%}), and predicts the character of the place in {all_of_place:,} "
            "({of_place_share:.1%}).",
        ),
        (lambda o: _at_all_places(o) == 0, "So what it predicts is mostly the character that it is shown."),
        (
            lambda o: _at_all_places(o) == 1,
            "So what it predicts is mostly the character of the place, whatever it is shown there: where each "
            "character has one place only, the place is enough to know it.",
        ),
        (lambda o: _at_all_places(o) == 2, "So neither the character shown nor the place decides most cases."),
        (
            always,
            "At the first place, before which it has read nothing, it copies {first_copied} of {wrong}.",
        ),
    ),
)
FILM = Chapter(
    "Along its film",
    "copy",
    None,
    pictures_of_film,
    facts_of_film,
    "Was it always so? Show the network the {orders} other orders in every frame of its film, as far as that "
    "is trained. How many of {steps} does it copy on average? (From 40% on, let us say that it can copy.)",
    (
        "At some epoch it can, and at the last one it copies more than half of its maximum",
        "At some epoch it can, and at the last one it copies half of its maximum or less",
        "It never can",
    ),
    _of_film,
    (
        (
            always,
            "In other orders it copies most at epoch {best_epoch:,}: {most:.1f} of {steps}. At epoch {end:,}, the last "
            "one measured, it copies {last:.1f}, and in the order of its text {last_in_order}.",
        ),
        (
            lambda o: o.epoch != o.epochs[-1],
            "At epoch {epoch:,}, where this network is now, it copies {now:.1f} in other orders.",
        ),
        (
            lambda o: _of_film(o) == 1 and o.best > 0,
            "So it first learns to copy, and then unlearns it.",
        ),
        (
            lambda o: _of_film(o) == 1,
            "At every epoch measured from {halved_epoch:,} on it copies half of its maximum or less.",
        ),
        (
            lambda o: _of_film(o) == 1 and o.in_order[-1] >= MANY * o.steps,
            "The loss is measured in the order of the text alone, so it does not show this.",
        ),
    ),
)
