"""The lessons on paper: what the learners' sheet asks, and what the answers say."""

import json
import re
from functools import cache
from html import escape, unescape
from urllib.parse import parse_qsl

import plotly.graph_objects as go
import pytest

from rnn.lessons.outcomes import OUTCOMES
from rnn.runs.run import Run
from rnn.session.chosen.address import read_settings
from rnn.session.chosen.learning import all_lessons
from rnn.ui.teach import sheet

LESSONS, _ = all_lessons()
make_sheet, make_answers = cache(sheet.make_sheet), cache(sheet.make_answers)
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


def text_of(page):
    """Return the words of a page: what is neither a script nor a tag."""
    body = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@cache
def outcome_of(step):
    """Return what came of a step's prediction, with a run of its own."""
    settings, _ = read_settings(dict(parse_qsl(step.link)), lambda _: None)
    return OUTCOMES[step.prediction.outcome].compute(Run(settings))


def figures_of(page):
    """Return the figures of a page, checked by Plotly."""
    found = re.findall(r'<script type="application/json">(.*?)</script>', page, flags=re.DOTALL)
    return [go.Figure(json.loads(figure)) for figure in found]


@every_lesson
def test_a_sheet_has_goals_questions_and_no_answer(lesson):
    """Every goal, heading and question is on it, with room; what the network does is not."""
    page = make_sheet(lesson, "https://an.app/train?a=1&b=2")
    words = text_of(page)

    assert words.startswith(lesson.title)
    assert "https://an.app/train?a=1&b=2" in words
    for part in (*lesson.goals, *(step.heading for step in lesson.steps)):
        assert part in words
    assert page.count('class="line"') == 2 * sum(bool(step.prediction or step.conditions) for step in lesson.steps)
    for step in lesson.steps:
        if step.prediction:
            assert step.prediction.question in words
            assert all(choice in words for choice in step.prediction.choices)
            assert not any(text.format(**outcome_of(step).numbers) in words for text in step.prediction.sentences)


@every_lesson
def test_pictures_are_plotly_s_with_a_text_and_without_repetition(lesson):
    """Each has a title, an alternative text and colours of its own; none depends on the app's page."""
    page = make_sheet(lesson, "https://an.app/train?a=1&b=2")
    figures = figures_of(page)

    assert "var(--" not in page.split("</script>", 1)[1]
    assert len({figure.to_json() for figure in figures}) == len(figures)
    assert page.count("<figure>") == len(figures) == page.count('role="img" aria-label="')
    assert all(figure.layout.title.text for figure in figures)


@every_lesson
def test_the_answers_are_what_the_networks_do(lesson):
    """For each prediction the sentence that is true of the step's run; for each task what is to be reached."""
    words = text_of(make_answers(lesson))

    assert words.startswith(f"Answers: {lesson.title}")
    for step in lesson.steps:
        assert all(str(condition) in words for condition in step.conditions)
        assert not step.hint or " ".join(step.hint.split()[:4]) in words
        if step.prediction:
            said = step.prediction.sentences[outcome_of(step).choice].format(**outcome_of(step).numbers)
            assert " ".join(said.split()) in words


def test_the_answer_to_the_first_loss_is_computed():
    """26 ln 26 = 84.7, by hand."""
    words = text_of(make_answers(LESSONS[1]))

    assert "84.7 nats." in words
    assert "together 84.71." in words
    assert figures_of(make_answers(LESSONS[1]))


def test_an_address_is_text():
    """Nothing of it is taken for a tag."""
    page = make_sheet(LESSONS[0], "https://an.app/?text=<b>&x=1")

    assert escape("?text=<b>&x=1") in page
