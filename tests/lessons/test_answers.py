"""What a learner answered comes back from a link, and is a table that a spreadsheet opens."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn.lessons.answers import COLUMNS, Answer, as_table, read_answers, write_answers
from rnn.session.chosen.learning import all_lessons

LESSONS, _ = all_lessons()
ANSWERS = {(1, 0): Answer((84.0,), 1), (1, 1): Answer((90.0, 12.5, 0.25)), (1, 2): Answer(), (8, 0): Answer((1.0,), 0)}


def test_answers_come_back_from_a_link():
    """A number, a curve, a task that was done, a choice."""
    text = write_answers(ANSWERS)

    assert text == "2~1~84~1_2~2~90!12.5!0.25_2~3_9~1~1~0"
    assert read_answers(text, LESSONS) == ANSWERS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_",
        "2",
        "2~1",
        "99~1",
        "2~99",
        "0~1",
        "2~1~999~1",
        "2~1~84~7",
        "2~1~nan~1",
        "9~1~0.5",
        "2~3~1",
        "1~2~3~4~5~6",
    ],
)
def test_what_no_step_asks_for_is_left_out(text):
    """Another lesson, another step, another kind of answer: none of it is kept."""
    assert read_answers(text, LESSONS) == {}


@given(st.text(alphabet="0123456789~_!.-naife ", max_size=60))
def test_any_text_is_read_without_an_error(text):
    """What is kept of it is an answer that a step takes, and comes back as it is."""
    found = read_answers(text, LESSONS)

    assert all(lesson in range(len(LESSONS)) for lesson, _ in found)
    assert read_answers(write_answers(found), LESSONS).keys() == found.keys()


def test_a_table_has_a_row_for_each_answer():
    """The sentence on what the network did where it is known, else the choice that was true."""
    said = {**ANSWERS, (1, 0): Answer((84.0,), 1, "It is 84.7.")}
    head, *rows = csv.reader(io.StringIO(as_table(said, LESSONS)))

    assert tuple(head) == COLUMNS
    assert [row[0] for row in rows] == [LESSONS[1].title] * 3 + [LESSONS[8].title]
    assert [row[3:] for row in rows] == [
        ["84 nats", "It is 84.7.", ""],
        ["a curve from 90 to 0.25 nats", "", ""],
        ["done", "", ""],
        ["the table", "the network", "no"],
    ]
