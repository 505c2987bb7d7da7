"""A lesson on paper: a sheet with goals, questions, room for answers and pictures; and a sheet with the answers.

Each is one HTML file that needs nothing else, to be opened, printed or kept: the Plotly in it draws the pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

from markdown_it import MarkdownIt

from rnn.lessons.lesson import Lesson, Prediction, Step
from rnn.lessons.outcomes import OUTCOMES, Outcome
from rnn.runs.settings import Settings
from rnn.session.player import Player
from rnn.session.session import Session
from rnn.text.numbers import measured
from rnn.ui.components.live_plotly import SMALL_BUILD
from rnn.ui.teach.sheet_pictures import caption_of, on_paper, picture_of

PLOTLY = Path(__file__).parents[3] / "static" / SMALL_BUILD
PATIENCE_SECONDS = 60
OF_A_RUN = {"epoch", "update", "packed", *(setting.name for setting in fields(Settings))}
LINE = '<p class="line">&nbsp;</p>'
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 11pt/1.5 sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #10151c; }}
.line {{ border-bottom: 1px solid #828b94; margin: 0 0 0.6rem; }}
.step, figure {{ break-inside: avoid; }}
figure {{ margin: 1rem 0; }}
figcaption {{ font-size: 9pt; }}
</style>
<script>{plotly}</script></head><body>
{body}
<script>
for (const figure of document.querySelectorAll("figure")) {{
  const {{ data, layout }} = JSON.parse(figure.querySelector("script").textContent);
  Plotly.newPlot(figure.firstChild, data, {{ ...layout, width: 640 }}, {{ staticPlot: true }});
}}
</script></body></html>
"""


def make_sheet(lesson: Lesson, address: str) -> str:
    """Return the sheet of a lesson for the learners, as HTML.

    address  of the lesson in the app
    """
    head = (
        "<p>Name: ______________________ &nbsp; Date: ____________</p>"
        f"<p>In the app: {escape(address)}</p><h2>Goals</h2><p>Afterwards I can</p>"
    )
    goals = "".join(f"<li>{_inline(goal)}</li>" for goal in lesson.goals)
    seen: set[str] = set()
    steps = "".join(_asked(number, step, player, seen) for number, step, player in _steps(lesson))
    return _page(f"{lesson.title}", f"{head}<ul>{goals}</ul>{steps}")


def make_answers(lesson: Lesson) -> str:
    """Return the answers to a lesson's sheet, computed by the networks of its steps, as HTML."""
    steps = "".join(_answered(number, step, player) for number, step, player in _steps(lesson))
    return _page(f"Answers: {lesson.title}", steps)


def _steps(lesson: Lesson) -> Iterator[tuple[int, Step, Player]]:
    """Yield number and step, and a player whose run is where the step has it; a step without a link keeps the run."""
    query: dict[str, str] = {}
    for number, step in enumerate(lesson.steps, 1):
        query = query if step.link is None else dict(parse_qsl(step.link))
        player = Session({name: value for name, value in query.items() if name in OF_A_RUN} or {"epoch": "0"}).player
        player.tick(PATIENCE_SECONDS)
        yield number, step, player


def _asked(number: int, step: Step, player: Player, seen: set[str]) -> str:
    """Return what a step asks; a picture is left out that would give the answer away, or is on the sheet already."""
    parts, picture = [_markdown(step.text)], _picture(step.page, player)
    if picture not in seen and (step.prediction is None or step.prediction.is_curve):
        seen.add(picture)
        parts.append(picture)
    if step.prediction:
        parts += [f"<p><b>{_inline(step.prediction.question)}</b></p>", *_room(step.prediction)]
        parts += ["<p>What did the network do, and why?</p>", LINE, LINE]
    elif step.conditions:
        parts += ["<p>☐ Done. What did you see?</p>", LINE, LINE]
    return _step(number, step, parts)


def _room(prediction: Prediction) -> Iterator[str]:
    if prediction.choices:
        yield from (f"<p>☐ {_inline(choice)}</p>" for choice in prediction.choices)
    elif prediction.slider:
        yield f"<p>My prediction: ____________ {escape(prediction.slider.unit)}s</p>"
    else:
        yield "<p>Draw my prediction into the chart above.</p>"


def _answered(number: int, step: Step, player: Player) -> str:
    parts = []
    if step.prediction:
        run = player.run
        outcome = OUTCOMES[step.prediction.outcome].compute(run)
        said = step.prediction.sentences[outcome.choice].format(**outcome.numbers)
        parts.append(f"<p>{_inline(step.prediction.question)}</p>")
        parts.append(f"<p><b>{_inline(_answer(step.prediction, outcome))}</b> {_inline(said)}</p>")
        parts.append(f"<p>Computed with the random seed {run.settings.random_seed}.</p>")
        if step.prediction.is_curve:
            _train_to_the_end(player)
        parts.append(_picture(step.page, player))
    if step.conditions:
        aims = ", ".join(map(str, step.conditions))
        parts.append(f"<p>Done when: {escape(aims)}.</p>")
    if step.hint:
        parts.append(f"<p>Hint: {_inline(step.hint)}</p>")
    return _step(number, step, parts)


def _answer(prediction: Prediction, outcome: Outcome) -> str:
    """Return the choice that was true, or the number; nothing where neither was asked for, or there is none."""
    if prediction.choices:
        return f"{prediction.choices[outcome.choice]}."
    return (
        f"{measured(outcome.value, prediction.slider.unit)}." if prediction.slider and outcome.value is not None else ""
    )


def _train_to_the_end(player: Player) -> None:
    player.seek(player.run.last_update)
    player.tick(PATIENCE_SECONDS)


def _picture(page: str, player: Player) -> str:
    figure = picture_of(page, player.moment)
    if figure is None:
        return ""
    return (
        f'<figure><div role="img" aria-label="{escape(figure.words["alt"])}"></div>'
        f"<figcaption>{escape(caption_of(figure))}</figcaption>"
        f'<script type="application/json">{on_paper(figure)}</script></figure>'
    )


def _step(number: int, step: Step, parts: list[str]) -> str:
    return f'<section class="step"><h2>{number}. {_inline(step.heading)}</h2>{"".join(parts)}</section>'


def _page(title: str, body: str) -> str:
    title = escape(title)
    return PAGE.format(title=title, body=f"<h1>{title}</h1>{body}", plotly=PLOTLY.read_text("utf-8"))


def _markdown(text: str) -> str:
    return MarkdownIt().render(text)


def _inline(text: str) -> str:
    return MarkdownIt().renderInline(text)
