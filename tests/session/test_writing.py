"""What the visitor lets the network write: seed, choices, and the step shown."""

import numpy as np
import pytest

from rnn import Settings, Vocabulary
from rnn.generation.sampling import Sampling
from rnn.runs.presets import ALPHABET, NOTEBOOK, WORD
from rnn.runs.run import Run
from rnn.session import playhead
from rnn.session.writing import SECONDS_A_CHARACTER, Writing, first_characters

LETTERS = Vocabulary(Settings().text)


@pytest.fixture(scope="module")
def run():
    """Return the notebook's run after 1,000 epochs."""
    run = Run(Settings())
    run.advance(epochs=1000)
    return run


@pytest.fixture
def writing():
    """Return a writing that follows the notebook's preset."""
    writing = Writing()
    writing.follow(NOTEBOOK.settings, NOTEBOOK)
    return writing


def text(writing: Writing, run: Run) -> str:
    """Return what is written, as a string."""
    return "".join(writing.write(run.parameters, run.vocabulary).characters[: writing.length])


def test_it_starts_with_the_seed_and_the_feeding_of_the_preset(writing):
    """The notebook's preset brings its own seed, fed its way."""
    assert (writing.seed, writing.typed, writing.priming, writing.problem) == (
        tuple("ABCDEFG"),
        "ABCDEFG",
        "refeed",
        None,
    )


def test_both_feedings_write_what_the_notebook_says(writing, run):
    """After 1,000 epochs the notebook's own code goes on HIJK, and GHIJ with each letter fed once."""
    text = writing.beginning_of(run.parameters, run.vocabulary)

    assert writing.beginning(text, "refeed")[:4] == list("HIJK")
    assert writing.beginning(text, "standard")[:4] == list("GHIJ")


def test_both_feedings_are_compared_without_the_visitors_choices(writing, run):
    """A character taken by hand changes the text, not what the network writes by itself."""
    writing.user_chosen = {0: "Z"}
    text = writing.beginning_of(run.parameters, run.vocabulary)

    assert text.characters[0] == "Z"
    assert writing.beginning(text, "refeed")[:4] == list("HIJK")


@pytest.mark.parametrize(
    "text, expected", [("hello", "h"), ("AB", "A"), (Settings().text, "ABCDEFG"), ("\n\nabcdef", "ab"), ("\n", "\n")]
)
def test_settings_of_ones_own_start_from_the_first_characters_of_the_text(text, expected):
    """A third of the first line, 7 characters at most, never none."""
    assert first_characters(text) == expected


def test_a_default_seed_changes_with_the_run(writing):
    """A seed and a feeding that nobody chose are replaced by those of the next preset."""
    writing.follow(WORD.settings, WORD)

    assert (writing.seed, writing.typed, writing.priming) == (("h",), "h", "standard")


def test_what_the_visitor_chose_stays_when_the_run_changes(writing):
    """An own seed that still fits stays, and so does the way to feed it."""
    writing.type_seed("XYZ", LETTERS)
    writing.choose_priming("refeed")
    writing.follow(ALPHABET.settings, ALPHABET)

    assert (writing.seed, writing.typed, writing.priming, writing.problem) == (
        tuple("XYZ"),
        "XYZ",
        "refeed",
        None,
    )


def test_an_own_seed_that_fits_no_longer_is_kept_in_the_field_and_told(writing):
    """What follows a seed that fits is shown meanwhile; taking it back types that one."""
    writing.type_seed("XYZ", LETTERS)
    writing.follow(WORD.settings, WORD)
    assert (writing.seed, writing.typed) == (("h",), "XYZ")
    assert "“X” (character 1)" in writing.problem

    writing.take_back()
    assert (writing.typed, writing.problem) == ("h", None)


def test_a_seed_that_fits_again_is_taken_again(writing):
    """Going back to the first run, the visitor's seed is gone on from again."""
    writing.type_seed("XYZ", LETTERS)
    writing.follow(WORD.settings, WORD)
    writing.follow(NOTEBOOK.settings, NOTEBOOK)

    assert (writing.seed, writing.problem) == (tuple("XYZ"), None)


@pytest.mark.parametrize("typed, named", [("AB1", "“1” (character 3)"), ("", "empty"), ("a", "Did you mean “A”?")])
def test_what_will_not_do_gets_a_sentence_and_changes_nothing(writing, run, typed, named):
    """The last seed that would do is still gone on from."""
    before = text(writing, run)
    writing.type_seed(typed, LETTERS)

    assert named in writing.problem
    assert text(writing, run) == before


def test_another_character_is_taken_and_gone_on_from(writing, run):
    """The text before stays, the character is the visitor's, and its step says so."""
    before = text(writing, run)
    step = writing.write(run.parameters, run.vocabulary).step(2)
    writing.take(step, "C", LETTERS)
    after = writing.write(run.parameters, run.vocabulary)

    assert text(writing, run)[:3] == before[:2] + "C"
    assert [number for number in range(20) if after.step(number).is_user_chosen] == [2]
    assert after.step(3).input == "C"


def test_taking_an_earlier_character_drops_what_was_taken_later(writing, run):
    """Later choices belonged to a text that is no more."""
    for number, character in ((1, "B"), (5, "F"), (3, "D")):
        writing.take(writing.write(run.parameters, run.vocabulary).step(number), character, LETTERS)

    assert writing.user_chosen == {1: "B", 3: "D"}


def test_taking_the_networks_own_character_undoes_a_choice(writing, run):
    """A click on the bar that the network chose is no choice of the visitor's."""
    own = text(writing, run)[1]
    writing.take(writing.write(run.parameters, run.vocabulary).step(1), "B", LETTERS)
    writing.take(writing.write(run.parameters, run.vocabulary).step(1), own, LETTERS)

    assert writing.user_chosen == {}


def test_another_seed_clears_the_choices(writing, run):
    """They were made in another text."""
    writing.take(writing.write(run.parameters, run.vocabulary).step(0), "Q", LETTERS)
    writing.type_seed("XYZ", LETTERS)

    assert writing.user_chosen == {}


def test_the_choices_survive_a_run_with_the_same_characters(writing, run):
    """Another hidden size is another network, but the same alphabet."""
    writing.take(writing.write(run.parameters, run.vocabulary).step(0), "Q", LETTERS)
    writing.follow(Settings(hidden_size=3), None)

    assert writing.user_chosen == {0: "Q"}


def u(writing: Writing, run: Run) -> list[float]:
    """Return the random numbers of the first five steps."""
    text = writing.write(run.parameters, run.vocabulary)
    return [text.step(number).u for number in range(5)]


def test_the_same_dice_meet_another_dial(writing, run):
    """Step n is thrown the n-th number of its seed, however characters are chosen, and for any length."""
    writing.choose(temperature=0.8)
    first = u(writing, run)
    writing.choose(temperature=1.5)
    writing.choose(top_k=3)
    writing.choose(top_p=0.5)
    writing.choose_length(5)

    assert writing.sampling == Sampling(1.5, 3, 0.5)
    assert u(writing, run) == first == np.random.RandomState(0).random_sample(5).tolist()


def test_a_dice_that_is_not_to_be_kept_is_thrown_anew_by_every_dial(writing, run):
    """Each turn of a dial goes to the next random seed, and so does throwing again."""
    writing.keep_random_numbers(False)
    writing.choose(temperature=0.8)
    assert writing.random_seed == 1
    writing.draw_again()

    assert writing.random_seed == 2
    assert u(writing, run) == np.random.RandomState(2).random_sample(5).tolist()
    writing.choose_random_seed(2**32 - 1)
    writing.draw_again()
    assert writing.random_seed == 0


def test_the_step_shown_stays_within_the_text(writing):
    """Neither before the first nor after the last character, also when the text becomes shorter."""
    writing.step(-1)
    assert writing.number == 0
    writing.show(99)
    assert writing.number == 19
    writing.choose_length(4)
    assert writing.number == 3


def test_it_writes_on_by_the_clock_and_rests_at_the_end(writing, monkeypatch):
    """One character for each stretch of time, whoever asks how often; from the end it begins anew."""
    now = 100.0
    monkeypatch.setattr(playhead, "monotonic", lambda: now)
    writing.show(18)
    writing.play()
    now += 0.5 * SECONDS_A_CHARACTER
    writing.tick()
    assert (writing.number, writing.is_moving) == (18, True)
    now += 0.6 * SECONDS_A_CHARACTER
    writing.tick()
    assert (writing.number, writing.is_moving) == (19, False)

    writing.play()
    assert (writing.number, writing.is_moving) == (0, True)
