"""Every sentence of the riddle is true of what was computed, for any network, alphabet and epoch."""

import re
from string import Formatter

import numpy as np
from hypothesis import given, settings

from rnn import Parameters, Run, Settings
from rnn.analysis.disorder import copy_other_orders, other_orders
from rnn.runs.presets import NOTEBOOK
from rnn.session.riddle_runs import CHOICES, STEPS, copying_film, scan_copying
from rnn.text.vocabulary import visible
from rnn.ui.app import PAGES
from rnn.ui.riddle.chapters import CHAPTERS, NEXT, ONCE, ORDERS, TWICE, WRONG
from tests.support.alphabets import LATIN, Notebook, cases, trained


def seen(characters) -> str:
    """Return characters made visible."""
    return "".join(visible(one) for one in characters)


def read(chapter, case: Notebook) -> tuple[str, str]:
    """Return the choice that is called right, and the sentence."""
    outcome = chapter.play(case.parameters, case.alphabet)
    _, choices = chapter.asked(outcome)
    return choices[chapter.answer(outcome)], chapter.sentence(outcome)


def leading(own, expected) -> int:
    """Return how many are the same from the first on."""
    return next((n for n, (one, other) in enumerate(zip(own, expected, strict=False)) if one != other), len(own))


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_first_step_says_what_is_written(case):
    """Each claim on repeating, on going on and on the first wrong character holds for what the notebook writes."""
    text, length = case.alphabet.characters, min(19, len(case.alphabet.characters) - 7)
    written = case.written(length)
    right, repeats = leading(written, text[7:]), leading(written, [text[6]] * length)
    choice, sentence = read(TWICE, case)

    expected = "it repeats" if repeats >= 4 else "it goes on" if right >= 4 else "Something else"
    assert expected in choice
    assert f"It writes {seen(written)}." in sentence
    assert (f"All {length} characters are {seen(text[6])}: it repeats." in sentence) == (repeats == length)
    assert (f"It repeats {seen(text[6])} {repeats} times" in sentence) == (4 <= repeats < length)
    assert (f"It goes on with its text, and all {length} are correct." in sentence) == (right == length)
    assert ("It goes on with its text" in sentence) == (right > 0)
    assert ("at first" in sentence) == (0 < right < 4)
    assert ("; the first wrong character is number" in sentence) == (4 <= right < length)
    if 0 < right < length:
        is_wrong = f"{right + 1}, {seen(written[right])}, which" in sentence
        assert is_wrong or f"{right + 1} is {seen(written[right])} and" in sentence
        assert f"should be {seen(text[7 + right])}." in sentence
    assert ("begins neither with" in sentence) == (repeats < 4 and right == 0)
    copied = case.copied(text)
    assert (f"predicts {copied} of {len(text)} characters correctly." in sentence) == (copied < len(text))


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_second_step_says_what_is_written_first(case):
    """Each claim on the first character, and on agreeing with step 1 from there, holds for what the notebook writes."""
    text, length = case.alphabet.characters, min(19, len(case.alphabet.characters) - 7)
    written, twice = case.written_once(length), case.written(length)
    choice, sentence = read(ONCE, case)

    kind = {text[6]: "the character that it is shown", text[7]: "the one that comes next"}.get(written[0], "Another")
    assert kind in choice
    assert f"It writes {seen(written)}." in sentence
    assert ("first, as its target asks" in sentence) == (written[0] == text[6])
    assert ("just what it wrote in step 1" in sentence) == (written[0] == text[6] and written[1:] == twice[:-1])
    assert ("goes on with its text at once" in sentence) == (written[0] == text[7])
    assert ("begins neither" in sentence) == (written[0] not in text[6:8])


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_step_on_other_orders_says_what_is_copied(case):
    """The counts are the notebook's, and the conclusion is drawn only where they carry it."""
    text = case.alphabet.characters
    T = len(text)
    counts = [case.copied([text[place] for place in order]) for order in other_orders(T)]
    own, mean = case.copied(text), np.mean(counts)
    choice, sentence = read(ORDERS, case)

    assert ("Nearly all" if mean >= 0.8 * T else "Some" if mean >= 0.4 * T else "Few") in choice
    assert f"copies {own} of {T}; in the order above {counts[0]}, and in 9 orders {mean:.1f} on average." in sentence
    assert ("most of what it is shown, in other orders too" in sentence) == (mean >= 0.8 * T)
    assert ("partly on what it is shown" in sentence) == (own >= 0.8 * T and 0.4 * T <= mean < 0.8 * T)
    assert ("less than 40% in others" in sentence) == (own >= 0.8 * T and mean < 0.4 * T)
    assert ("says little about the order" in sentence) == (own < 0.8 * T and mean < 0.8 * T)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_any_character_gives_the_one_of_the_place_only_where_it_does(case):
    """Each wrong character is put in by hand, at every place: counts, shares and conclusion are those."""
    text, characters = case.alphabet.characters, case.alphabet.vocabulary.characters
    K = len(characters)
    given_there = [[case.predictions([*text[:t], one])[-1] for one in characters] for t in range(K)]
    wrong = [(t, shown, given_there[t][k]) for t in range(K) for k, shown in enumerate(characters) if shown != text[t]]
    copied = [sum(own == shown for place, shown, own in wrong if place == t) for t in range(K)]
    of_place = [sum(own == text[t] for place, shown, own in wrong if place == t) for t in range(K)]
    choice, sentence = read(WRONG, case)

    kind = "it copies" if 2 * copied[7] > K - 1 else "whatever" if 2 * of_place[7] > K - 1 else "Neither"
    assert kind in choice
    any_gives = given_there[7].count(text[7]) == K
    assert ("Any character in the place after" in sentence) == any_gives
    assert f"gives {seen(text[7])}: {K} of {K}." in sentence or not any_gives
    assert f"it copies {copied[7]}; to {of_place[7]} it predicts {seen(text[7])}" in sentence or any_gives
    cases_, all_copied, all_of_place = (K - 1) ** 2, sum(copied[1:]), sum(of_place[1:])
    assert f"{cases_:,} cases: it copies the wrong character in {all_copied:,} ({all_copied / cases_:.1%})" in sentence
    assert f"of the place in {all_of_place:,} ({all_of_place / cases_:.1%})" in sentence
    assert ("mostly the character that it is shown" in sentence) == (2 * all_copied > cases_)
    assert ("mostly the character of the place" in sentence) == (2 * all_of_place > cases_)
    assert f"it copies {copied[0]} of {K - 1}." in sentence


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_last_step_says_whether_one_is_skipped(case):
    """Going on, skipping and neither, and the first wrong character of the other way, are the notebook's."""
    text, length = case.alphabet.characters, min(19, len(case.alphabet.characters) - 7)
    twice, once = case.written(length), case.written_once(length)
    right = leading(once, text[7:])
    choice, sentence = read(NEXT, case)

    goes_on, skips = twice[:4] == list(text[7:11]), twice[:4] == list(text[8:12])
    assert ("goes on" if goes_on else "skips" if skips else "Something else") in choice
    assert (f"It skips {seen(text[7])}:" in sentence) == skips
    assert ("does not make it skip" in sentence) == goes_on
    assert ("begins neither" in sentence) == (not goes_on and not skips)
    assert f"It writes {seen(twice)}." in sentence
    assert f"Shown each character once, it writes {seen(once)}." in sentence
    assert (f"All {length} of these are correct." in sentence) == (right == length)
    if right < length:
        assert f"number {right + 1}, {seen(once[right])}, which should be {seen(text[7 + right])}." in sentence


def test_networks_made_by_hand_give_the_other_answers():
    """Without memory (W = 0), one that copies repeats and one moved on by one letter goes on at once."""
    copying, moving = Parameters.zeros(26, 26), Parameters.zeros(26, 26)
    for network, V in ((copying, np.eye(26)), (moving, np.roll(np.eye(26), 1, axis=0))):
        network.U[:], network.V[:] = 10 * np.eye(26), 10 * V
    copies, moves = Notebook(copying, LATIN), Notebook(moving, LATIN)

    assert "All 19 characters are G: it repeats." in read(TWICE, copies)[1]
    assert "So it copies most of what it is shown, in other orders too." in read(ORDERS, copies)[1]
    assert "mostly the character that it is shown" in read(WRONG, copies)[1]
    assert "It goes on with its text at once" in read(ONCE, moves)[1]
    assert "The second G does not make it skip H." in read(NEXT, moves)[1]


def test_every_text_of_the_table_has_its_facts():
    """Questions, choices and sentences, said or not, name facts that there are; guesses fit their number."""
    network = Parameters.random(3, 26, 0)
    scan = scan_copying(Run(Settings(epochs=1)))
    scan.go_on(1)
    film = copying_film(scan, copy_other_orders(network, LATIN), 0)
    for chapter in CHAPTERS:
        facts = chapter.facts(chapter.play(network, LATIN) if chapter.play else film)
        texts = [chapter.question, *chapter.choices, *(text for _, text in chapter.sentences)]
        names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        assert names <= facts.keys()
        assert len(chapter.choices) == CHOICES
    assert len(CHAPTERS) == STEPS


def test_the_first_question_is_not_answered_before_it_is_asked():
    """Neither the question, nor the preset's lesson, nor the list of pages says that it goes on with its text."""
    outcome = TWICE.play(trained(Settings(epochs=10_000)).parameters, LATIN)
    question, _ = TWICE.asked(outcome)
    pages = [text for rows in PAGES.values() for path, _, _, text in rows if "riddle" in path]

    assert TWICE.answer(outcome) == 1
    assert len(pages) == 1
    for text in (question, NOTEBOOK.lesson, *pages):
        assert not re.search("HIJK|goes on with|continue", text)
