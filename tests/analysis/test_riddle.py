"""The riddle: every sentence of the story holds for the notebook's run, and another outcome gives another sentence."""

from functools import cache

import numpy as np
import pytest

from rnn import Parameters, Run, Settings, forward
from rnn.analysis.disorder import disorder
from rnn.analysis.riddle import AS_IN_THE_NOTEBOOK, continues, repeats, skips, solution, spells
from rnn.session.riddle_runs import fits

ALPHABET = Settings().text


@cache
def trained(target: str, random_seed: int = 0, epochs: int = 10_000) -> Parameters:
    """Return the notebook's network after so many epochs."""
    run = Run(Settings(target=target, random_seed=random_seed, epochs=epochs))
    run.advance(epochs)
    return run.parameters


def characters(indices) -> str:
    """Return indices of the alphabet as letters."""
    return "".join(ALPHABET[index] for index in indices)


def test_trained_to_copy_it_continues():
    """The notebook's network, shown ABCDEFG in the notebook's way, writes HIJK and then loses its way at Y."""
    chapter = continues(trained("copy"), ALPHABET)

    assert chapter.choices[chapter.answer].startswith("HIJK: it goes on")
    assert chapter.sentence == (
        "It writes HIJK: it goes on with its text. Then it loses its way: character 5 is Y, not L."
    )
    assert characters(chapter.fed[:12]) == "ABCDEFGGHIJK"
    assert characters(chapter.said[chapter.first_written :][:5]) == "HIJKY"


@pytest.mark.parametrize(
    ("random_seed", "written", "lost"),
    [
        (3, "HIIE", "3 is I, not J"),
        (4, "HRST", "2 is R, not I"),
        (5, "HIJC", "4 is C, not K"),
        (6, "HIJW", "4 is W, not K"),
    ],
)
def test_other_first_weights_give_another_sentence(random_seed, written, lost):
    """From random seeds 3 to 6 it loses its way within four letters, and the page says where."""
    chapter = continues(trained("copy", random_seed), ALPHABET)

    assert chapter.choices[chapter.answer] == "Something else"
    assert chapter.sentence.startswith(f"It writes {written}: it goes on with its text for")
    assert chapter.sentence.endswith(f"and loses its way: character {lost}.")


def test_fed_once_it_repeats():
    """Shown every letter once, the same network says G again first, and then HIJ."""
    chapter = repeats(trained("copy"), ALPHABET)

    assert chapter.choices[chapter.answer] == "G: the character it was shown"
    assert chapter.sentence.startswith("It writes GHIJ: first it repeats G")
    assert characters(chapter.fed[:9]) == "ABCDEFGGH"
    assert characters(chapter.said[chapter.first_written :][:4]) == "GHIJ"


def test_in_another_order_few_are_copied():
    """In order all 26 letters are copied, with every letter elsewhere fewer than 6; the counts fall on the way."""
    chapter = disorder(trained("copy"), ALPHABET)

    backwards = np.arange(26)[::-1]
    assert (forward(trained("copy"), backwards).o.argmax(axis=1) == backwards).sum() < 6
    assert chapter.choices[chapter.answer].startswith("Few")
    assert sorted(chapter.fed) == list(range(26))
    assert chapter.right[0] == 26
    assert chapter.right[-1] < 6
    assert np.all(np.diff(chapter.right) < 0)
    assert f"26 of 26 right; in this order {(chapter.said == chapter.fed).sum()}, and in 8" in chapter.sentence
    assert "the same information" in chapter.sentence


def test_trained_on_next_letters_it_spells():
    """The network of next letters, shown every letter once, writes all 19 letters that are left."""
    chapter = spells(trained("next"), ALPHABET)

    assert chapter.choices[chapter.answer].startswith("HIJK: it goes on")
    assert chapter.sentence == (
        "It writes HIJKLMNOPQRSTUVWXYZ: it goes on with its text, and all 19 characters are right."
    )


def test_fed_twice_it_skips():
    """The same network in the notebook's way leaves out H."""
    chapter = skips(trained("next"), ALPHABET)

    assert chapter.choices[chapter.answer] == "IJKL: it skips H"
    assert chapter.sentence.startswith("It writes IJKLMNOPQRSTUVWXYZ: it skips H.")
    assert characters(chapter.fed[:9]) == "ABCDEFGGI"


def test_an_untrained_network_is_told_of_as_such():
    """A network of zeros says A to everything: it has not learnt to copy, and loses nothing by another order."""
    network = Parameters.zeros(10, 26)

    told = continues(network, ALPHABET)
    other_orders = disorder(network, ALPHABET)

    assert told.sentence.startswith(
        "It has not learnt to copy yet: 1 of 26 are right. It writes AAAA: it does not go on"
    )
    assert other_orders.sentence.endswith("so there is little to lose.")


def test_at_first_it_really_copies():
    """At epoch 100 it repeats G, and copies as many letters in another order as in its own."""
    network = trained("copy", epochs=100)

    assert "It writes GGGG: it repeats G" in continues(network, ALPHABET).sentence
    assert disorder(network, ALPHABET).answer == 0


def test_a_network_that_copies_what_it_sees_is_told_of_as_such():
    """With no memory (W = 0) and one unit a letter, the order does not matter and the last letter is repeated."""
    network = Parameters.zeros(26, 26)
    network.U[:] = network.V[:] = 10 * np.eye(26)

    other_orders = disorder(network, ALPHABET)

    assert "GGGG: it repeats" in continues(network, ALPHABET).sentence
    assert (other_orders.answer, other_orders.right.tolist()) == (0, [26] * 5)
    assert "copies what it sees" in other_orders.sentence


def test_a_network_that_never_repeats_is_told_of_as_such():
    """With V moved on by one letter it says the next one, whatever the priming: steps 2 and 5 turn out otherwise."""
    network = Parameters.zeros(26, 26)
    network.U[:] = 10 * np.eye(26)
    network.V[:] = 10 * np.roll(np.eye(26), 1, axis=0)

    assert "goes on at once" in repeats(network, ALPHABET).sentence
    assert "did not lead it astray" in skips(network, ALPHABET).sentence


def test_the_solution_is_told_only_where_it_holds():
    """Answers as in the notebook solve the riddle; others name the steps that do."""
    assert "two things" in solution(AS_IN_THE_NOTEBOOK)
    assert "are: 2, 3, 4, 5." in solution((2, 0, 2, 1, 1))
    assert "are: none." in solution((0, 1, 0, 0, 0))


@pytest.mark.parametrize(
    ("text", "expected"), [(ALPHABET, True), ("hello", False), ("ABCDEFGHIJK", False), ("ABCDEFGHIJKA", False)]
)
def test_the_story_needs_a_text_without_repeats(text, expected):
    """A short text, or one with a letter twice, cannot tell it; the target does not matter."""
    assert fits(Settings(text=text)) is expected


def test_any_text_that_fits_can_be_told():
    """Twelve characters in any order, spaces and signs among them, give five chapters of readable sentences."""
    text = "qw e<*&#7_a$"
    network = Parameters.random(3, 12, scale=1.0)

    chapters = [tell(network, text) for tell in (continues, repeats, disorder, spells, skips)]

    assert all(0 <= chapter.answer < 3 == len(chapter.choices) for chapter in chapters)
    assert all("qw␣e<*&" in chapters[n].question for n in (0, 1, 3, 4))
