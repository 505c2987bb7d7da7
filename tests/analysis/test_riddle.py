"""The riddle's numbers, each against the plain notebook: what is written, copied, and predicted to wrong characters."""

import numpy as np
import pytest
from hypothesis import given, settings

from rnn import InvalidInput, Parameters, Settings
from rnn.analysis.disorder import ORDERS, CopyingFilm, copy_other_orders, other_orders, show_wrong_characters
from rnn.analysis.riddle import Alphabet, write_both_ways
from tests.support.alphabets import LATIN, Notebook, cases, trained

EPOCHS = 10_000


def notebooks_network(epoch: int = EPOCHS) -> Parameters:
    """Return the notebook's network after so many epochs."""
    return trained(Settings(epochs=EPOCHS)).parameters_at(epoch)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_what_is_written_is_what_the_notebook_writes(case):
    """In both ways to prime, for any network and alphabet, written, fed, and counted against the text."""
    alphabet, text = case.alphabet, case.alphabet.characters
    outcome = write_both_ways(case.parameters, alphabet, "copy")
    length = min(19, len(text) - 7)
    twice, once = case.written(length), case.written_once(length)

    for written, expected, read in ((outcome.twice, twice, [*text[:7], text[6]]), (outcome.once, once, text[:7])):
        assert written.seed_steps == len(read)
        assert [alphabet.vocabulary.characters[k] for k in written.indices] == expected
        fed = [alphabet.vocabulary.characters[k] for k in written.fed]
        assert fed == [*read, *expected[:-1]]
        assert [alphabet.vocabulary.characters[k] for k in written.predicted] == case.predictions(fed)
        assert expected[: written.right] == list(text[7 : 7 + written.right])
        assert written.right == length or expected[written.right] != text[7 + written.right]
        assert expected[: written.repeats] == [text[6]] * written.repeats
        assert written.repeats == length or expected[written.repeats] != text[6]
        assert expected[: written.one_further] == list(text[8 : 8 + written.one_further])
    assert outcome.agree == (once[1:] == twice[:-1])
    assert (outcome.correct, outcome.steps) == (case.copied(text), len(text))


@settings(max_examples=30, deadline=None)
@given(cases())
def test_next_characters_are_counted_up_to_the_last_but_one(case):
    """Of T characters T - 1 have a next one; those predicted are counted."""
    text = case.alphabet.characters
    outcome = write_both_ways(case.parameters, case.alphabet, "next")

    predictions = case.predictions(text[:-1])
    assert outcome.steps == len(text) - 1
    assert outcome.correct == sum(own == right for own, right in zip(predictions, text[1:], strict=True))


@settings(max_examples=40, deadline=None)
@given(cases())
def test_other_orders_are_copied_as_the_notebook_copies_them(case):
    """The count in each other order, and in the text's own, is the notebook's, for any network and alphabet."""
    text = case.alphabet.characters
    outcome = copy_other_orders(case.parameters, case.alphabet)

    shuffled = [[text[place] for place in order] for order in other_orders(len(text))]
    assert outcome.counts.tolist() == [case.copied(one) for one in shuffled]
    assert outcome.in_order == case.copied(text)
    assert [case.alphabet.vocabulary.characters[k] for k in outcome.fed] == shuffled[0]
    assert [case.alphabet.vocabulary.characters[k] for k in outcome.predicted] == case.predictions(shuffled[0])
    assert outcome.mean == pytest.approx(np.mean(outcome.counts))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_a_wrong_character_gives_what_it_gives_in_a_text_that_is_read_anew(case):
    """At every place, each character is put in by hand and the text read up to it: prediction and counts agree."""
    characters, text = case.alphabet.vocabulary.characters, case.alphabet.characters
    outcome = show_wrong_characters(case.parameters, case.alphabet)

    for place in (0, 1, 7, len(text) - 1):
        predictions = [case.predictions([*text[:place], shown])[-1] for shown in characters]
        assert [characters[k] for k in outcome.predicted[place]] == predictions
        wrong = [(shown, own) for shown, own in zip(characters, predictions, strict=True) if shown != text[place]]
        assert outcome.copied[place] == sum(own == shown for shown, own in wrong)
        assert outcome.of_place[place] == sum(own == text[place] for _, own in wrong)
        assert outcome.others[place] == sum(own not in (shown, text[place]) for shown, own in wrong)
    after_seed = [case.predictions([*text[:7], shown])[-1] for shown in text]
    assert [characters[k] for k in outcome.after_seed] == after_seed
    assert outcome.gives_place == after_seed.count(text[7])


def test_any_eighth_letter_gives_h():
    """In the notebook's network, after ABCDEFG each of the 26 letters gives H: shown by the notebook's own code."""
    network = Notebook(notebooks_network(), LATIN)

    assert {network.predictions([*"ABCDEFG", letter])[-1] for letter in LATIN.characters} == {"H"}
    assert show_wrong_characters(network.parameters, LATIN).gives_place == 26


def test_a_wrong_letter_is_not_copied_and_its_place_is():
    """From the second place on, of 625 wrong letters none is copied; 624 give the letter of the place."""
    outcome = show_wrong_characters(notebooks_network(), LATIN)

    assert (outcome.copied[1:].sum(), outcome.of_place[1:].sum()) == (0, 624)


@pytest.mark.parametrize(("epoch", "expected"), [(300, 25), (350, 11), (450, 4)])
def test_it_learns_to_copy_and_unlearns_it(epoch, expected):
    """Of the letters in 200 other orders the notebook's network copies 25, 11, 4 on average; ours agree."""
    network, random_state = Notebook(notebooks_network(epoch), LATIN), np.random.RandomState(1)
    copied = [network.copied(random_state.permutation(LATIN.characters)) for _ in range(200)]

    assert round(np.mean(copied)) == expected
    assert copy_other_orders(network.parameters, LATIN).mean == pytest.approx(np.mean(copied), abs=1)


def test_orders_are_permutations_and_always_the_same():
    """Each order has every place once; they differ, and a second call gives the same ones."""
    orders = other_orders(26)

    assert orders.shape == (ORDERS, 26)
    assert all(sorted(order) == list(range(26)) for order in orders)
    assert len({tuple(order) for order in orders}) == ORDERS
    np.testing.assert_array_equal(orders, other_orders.__wrapped__(26))


@pytest.mark.parametrize(
    ("in_others", "best", "halved"),
    [([1, 9, 9, 4], 1, 3), ([1, 10, 5, 6, 5, 1], 1, 4), ([1, 8, 8, 7], 1, None), ([3], 0, None), ([0, 0], 0, 0)],
)
def test_the_film_knows_its_maximum_and_when_half_of_it_was_lost(in_others, best, halved):
    """The maximum is the first of its kind; halved is the first frame from which on all copy half of it or less."""
    n = len(in_others)
    film = CopyingFilm(np.arange(n), np.full(n, 12), np.array(in_others, dtype=float), 12, 0, 1.0)

    assert (film.best, film.halved) == (best, halved)
    assert (film.most, film.last) == (max(in_others), in_others[-1])


@pytest.mark.parametrize("text", ["ABCDEFGHIJK", "ABCDEFGHIJKA"])
def test_a_text_without_the_riddle_is_refused(text):
    """Eleven characters, or one of them twice: a sentence says what is needed."""
    with pytest.raises(InvalidInput, match="12 characters or more, none of them twice"):
        Alphabet(tuple(text))


def test_what_follows_in_the_text_is_known_of_each_character_but_the_last():
    """Of Z…A the next of each letter is the one before it in the alphabet, and A has none."""
    backwards = Alphabet(tuple(reversed(LATIN.characters)))

    assert backwards.next_in_text.tolist() == list(range(-1, 25))


def test_any_character_that_a_reader_sees_as_one_is_one():
    """Flags and letters with accents of several code points are characters of an alphabet like others."""
    alphabet = Alphabet(("🇩🇪", "e\u0301", *"abcdefghij"))

    outcome = write_both_ways(Parameters.random(3, 12, 0), alphabet, "copy")

    assert alphabet.word(outcome.twice.fed[:2]) == "🇩🇪e\u0301"
    assert outcome.twice.length == 5
