"""A long text is written in slices, says how far it is, and can be stopped."""

import pytest

from rnn import Settings, generate
from rnn.runs.presets import NOTEBOOK
from rnn.runs.run import Run
from rnn.session import incremental_generation
from rnn.session.incremental_generation import AT_ONCE
from rnn.session.writing import Writing


@pytest.fixture(scope="module")
def run():
    """Return the notebook's run, trained a little."""
    run = Run(Settings())
    run.advance(updates=200)
    return run


@pytest.fixture
def writing(monkeypatch):
    """Return a writing of 200 characters whose slices hold a single character each."""
    monkeypatch.setattr(incremental_generation, "SLICE_SECONDS", 0)
    writing = Writing()
    writing.follow(NOTEBOOK.settings, NOTEBOOK)
    writing.choose_length(200)
    return writing


def test_a_short_text_stands_there_at_once(writing, run):
    """Sixty characters need one redraw, also while the film plays."""
    writing.choose_length(AT_ONCE)
    writing.write(run.parameters, run.vocabulary, film_rests=False)

    assert writing.generation.written == AT_ONCE
    assert not writing.generation.is_writing


def test_a_long_text_grows_by_a_slice_a_redraw(writing, run):
    """It is the text that would have been written in one go."""
    for number in range(5):
        text = writing.write(run.parameters, run.vocabulary)
        assert writing.generation.written == AT_ONCE + 1 + number
    expected = generate(run.parameters_at(200), run.vocabulary, "ABCDEFG", AT_ONCE + 5)

    assert writing.generation.is_writing
    assert text.characters == [step.character for step in expected]


def same_network(run: Run):
    """Return parameters that stay one object, as the moment of a playhead at rest does."""
    return run.parameters_at(200)


def test_while_the_film_plays_only_the_beginning_is_written(writing, run):
    """Every redraw has another network; each writes the first sixty characters and no more."""
    for update in (10, 20, 30):
        writing.write(run.parameters_at(update), run.vocabulary, film_rests=False)
        assert writing.generation.written == AT_ONCE


def test_stop_ends_the_writing_and_go_on_takes_it_up(writing, run):
    """What is written stays; nothing is added until it goes on."""
    network = same_network(run)
    writing.write(network, run.vocabulary)
    writing.generation.stop()
    writing.write(network, run.vocabulary)
    assert (writing.generation.written, writing.generation.is_stopped, writing.generation.is_writing) == (
        AT_ONCE + 1,
        True,
        False,
    )

    writing.generation.resume()
    writing.write(network, run.vocabulary)
    assert (writing.generation.written, writing.generation.is_stopped) == (AT_ONCE + 2, False)


def test_another_text_is_not_stopped(writing, run):
    """Stop is about the text at hand: a changed control begins another one."""
    network = same_network(run)
    writing.write(network, run.vocabulary)
    writing.generation.stop()
    writing.choose(temperature=1.0)
    writing.write(network, run.vocabulary)

    assert writing.generation.is_writing


def test_a_finished_text_is_neither_writing_nor_stopped(writing, run):
    """A press of Stop that came too late changes nothing to be seen."""
    network = same_network(run)
    while True:
        writing.write(network, run.vocabulary)
        if not writing.generation.is_writing:
            break
    writing.generation.stop()

    assert (writing.generation.written, writing.generation.is_finished, writing.generation.is_stopped) == (
        200,
        True,
        False,
    )


def test_taking_a_late_character_keeps_what_stands_before_it(writing, run):
    """Only what follows the visitor's choice is written anew."""
    network = same_network(run)
    for _ in range(50):
        text = writing.write(network, run.vocabulary)
    writing.take(text.step(100), "Q" if text.characters[100] != "Q" else "R", run.vocabulary)
    writing.write(network, run.vocabulary)

    assert writing.generation.written == 101


def test_the_step_shown_is_one_that_is_written(writing, run):
    """Asked for the last of 200, it shows the last there is, and the one asked for as soon as it is written."""
    network = same_network(run)
    writing.write(network, run.vocabulary)
    writing.show(199)
    assert writing.shown == AT_ONCE
    writing.write(network, run.vocabulary)
    assert writing.shown == AT_ONCE + 1
    writing.step(-1)
    assert (writing.number, writing.shown) == (AT_ONCE, AT_ONCE)


def test_a_shorter_length_hides_and_a_longer_one_shows_again(writing, run):
    """What was written already is not written twice."""
    network = same_network(run)
    for _ in range(10):
        writing.write(network, run.vocabulary)
    writing.choose_length(5)
    writing.write(network, run.vocabulary)
    assert writing.generation.written == 5
    writing.choose_length(65)
    writing.write(network, run.vocabulary)

    assert writing.generation.written == 65
