"""Lessons are read from Markdown; what is wrong in one is told with its file and line."""

import pytest

from rnn.errors import InvalidInput
from rnn.lessons.conditions import Condition, read_condition
from rnn.lessons.reading import BrokenLesson, read_lesson, read_lessons

WHOLE = """---
title: A title
minutes: 3
goals:
  - do it
---

## First
```yaml
page: train
link: target=next&epoch=0
points: the curve
at: [loss, predicted]
done: [epoch >= 3, hidden_size < 5]
hint: Press Play.
```
Some text.

## Second
```yaml
link: target=next
ask: Which?
choices: [one, other]
draw: loss
outcome: network_or_table
sentences: ["it is {network}", it is not]
```
"""


CHOSEN_CURVE = "choices: [one, other]\ndraw: loss\noutcome: when_the_loss_moves"


def written(folder, text):
    """Write a lesson into a folder, and return its path."""
    path = folder / "01-name" / "lesson.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lesson_is_read(tmp_path):
    """Its head, its steps in their order, what each sets and asks for."""
    lesson = read_lesson(written(tmp_path, WHOLE))
    first, second = lesson.steps

    assert (lesson.name, lesson.title, lesson.minutes, lesson.goals) == ("01-name", "A title", 3, ("do it",))
    assert (first.heading, first.text, first.page, first.link) == (
        "First",
        "Some text.",
        "train",
        "target=next&epoch=0",
    )
    assert first.conditions == (Condition("epoch", ">=", 3.0), Condition("hidden_size", "<", 5.0))
    assert (first.points, first.at) == ("the curve", ("loss", "predicted"))
    assert first.prediction is None
    assert (first.hint, first.line) == ("Press Play.", 8)
    assert second.link == "target=next"
    assert second.prediction.choices == ("one", "other")


@pytest.mark.parametrize(
    ("way", "taken", "refused", "described"),
    [
        ("choices: [one, other]\ndraw: loss", (1.0,), [(2.0,), (0.5,), (), (0.0, 1.0)], "other"),
        ("slider: [0, 9.5, 0.5, nat]\ndraw: decay", (9.5,), [(9.6,), (-1.0,), (float("nan"),), ()], "9.5 nats"),
        ("draw: loss", (90.0, 2.5), [(90.0,), (float("inf"), 1.0), tuple(range(25))], "a curve from 90 to 2.5 nats"),
    ],
)
def test_a_prediction_is_chosen_set_or_drawn(tmp_path, way, taken, refused, described):
    """It takes what can be an answer of its kind and nothing else, and says in words what was answered."""
    prediction = (
        read_lesson(written(tmp_path, WHOLE.replace("choices: [one, other]\ndraw: loss", way))).steps[1].prediction
    )

    assert prediction.takes(taken)
    assert not any(prediction.takes(guess) for guess in refused)
    assert prediction.describe(taken) == described
    assert prediction.is_curve == (way == "draw: loss")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("---\ntitle", "title", 1, "begins with a line"),
        ("  - do it\n---", "  - do it", 26, "does not end"),
        ("minutes: 3\n", "", 1, "lacks “minutes”"),
        ("minutes: 3", "minutes: three", 3, "another kind"),
        ("minutes: 3", "minutes: 30", 1, "1 to 8 minutes"),
        ("minutes: 3", "minutes: [3", 4, "not YAML"),
        ("points: the curve\n", "", 8, "both or neither"),
        ("at: [loss, predicted]\n", "", 8, "both or neither"),
        ("hint:", "hints:", 15, "“hints” is none of"),
        ("```\nSome text.", "```", 8, "says nothing"),
        ("epoch >= 3", "epoch", 8, "A condition is"),
        ("epoch >= 3", "epoch > late", 8, "is no number"),
        ("outcome: network_or_table\n", "", 19, "lacks outcome"),
        ("outcome: network_or_table", "outcome: luck", 19, "no outcome “luck”"),
        ("choices: [one, other]", "choices: [one]", 19, "has 2 outcomes"),
        ("outcome: network_or_table", "outcome: first_loss", 19, "has 3 outcomes"),
        ("choices: [one, other]\ndraw: loss\n", "", 19, "choices, slider, draw; none"),
        ("choices: [one, other]", "slider: [5, 1, 1, nats]", 19, "a slider is"),
        ("choices: [one, other]", "slider: [0, 1]", 19, "a slider is"),
        ("choices: [one, other]\ndraw: loss", "draw: sky", 19, "drawn into: loss or decay"),
        ("draw: loss", "draw: decay", 19, "drawn into: loss."),
        ("draw: loss\n", "", 19, "drawn into: loss."),
        ("choices: [one, other]\ndraw: loss\noutcome: network_or_table", CHOSEN_CURVE, 19, "slider or a curve"),
        ("link: target=next\nask", "ask", 19, "needs a “link”"),
        ("link: target=next\nask", "remember: 99\nask", 19, "distance"),
        ("it is not]\n```", "it is not]", 20, "does not end"),
        ("## ", "# ", 27, "no step"),
    ],
)
def test_a_broken_lesson_is_told_with_file_and_line(tmp_path, old, new, line, words):
    """Each mistake has the line on which it is to be mended, and what to do."""
    assert old in WHOLE
    with pytest.raises(BrokenLesson) as caught:
        read_lesson(written(tmp_path, WHOLE.replace(old, new)))

    assert f"01-name/lesson.md, line {line}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_broken_lesson_leaves_the_others(tmp_path):
    """All that can be read are there, in the order of their folders; a sentence tells of the other."""
    for name in ("02-b", "01-a"):
        written(tmp_path / name, WHOLE).parent.rename(tmp_path / f"{name}-lesson")
    (tmp_path / "03-c").mkdir()
    (tmp_path / "03-c" / "lesson.md").write_bytes(b"\xff")
    lessons, problems = read_lessons(tmp_path)

    assert [lesson.name for lesson in lessons] == ["01-a-lesson", "02-b-lesson"]
    assert problems == ["03-c/lesson.md, line 1: it cannot be read as a text in UTF-8."]


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("epoch >= 300", {"epoch": "300"}, True),
        ("epoch >= 300", {"epoch": "299"}, False),
        ("epoch >= 300", {}, False),
        ("epoch >= 300", {"epoch": "soon"}, False),
        ("target = next", {"target": "next"}, True),
        ("target != next", {"target": "copy"}, True),
        ("target != next", {}, False),
        ("loss < 2.5", {"loss": 2.4}, True),
        ("loss < 2.5", {"loss": float("nan")}, False),
        ("unit = 3", {"unit": 3}, True),
        ("hidden_size <= 5", {"hidden_size": 6}, False),
        ("hidden_size > 5", {"hidden_size": 6}, True),
    ],
)
def test_a_condition_compares_a_fact(text, facts, holds):
    """Numbers as numbers, words as words; what there is not does not hold."""
    assert read_condition(text).holds(facts) is holds


@pytest.mark.parametrize("text", ["", "epoch", "epoch 3", "epoch >= ", ">= 3", "epoch < late"])
def test_what_is_no_condition_is_told(text):
    """It names what a condition is made of."""
    with pytest.raises(InvalidInput):
        read_condition(text)
