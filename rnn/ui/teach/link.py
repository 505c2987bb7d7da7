"""A link for a class: what it opens and leaves out; as text, as a QR code, and as a frame in another page."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
import streamlit as st

from rnn.session.chosen.choices import Choices
from rnn.session.chosen.class_link import ClassLink, make_class_link, split
from rnn.session.chosen.classroom import BETWEEN, CONTROLS, PAGES
from rnn.session.chosen.learning import all_lessons
from rnn.ui.app import PAGES as SECTIONS
from rnn.ui.links import address_of_the_app
from rnn.ui.state import bind, bind_choice

TITLES = {path[len("pages/") : -len(".py")]: title for rows in SECTIONS.values() for path, title, *_ in rows}
CONTROL_LABELS = {
    "preset": "Preset",
    "text": "Text",
    "target": "Target",
    "hidden_size": "Hidden units",
    "initialisation": "First weights",
    "random_seed": "Random seed",
    "learning_rate": "Learning rate",
    "epochs": "Length of the film",
    "optimiser": "Optimiser and windows",
    "schedule": "Change while training",
}
FRAME = '<iframe src="{}" width="100%" height="800" style="border: 0" title="Unrolled"></iframe>'
TOO_LONG = "This link is too long for a QR code. Let it open a lesson, or a run with a shorter text."


def choose_link(choices: Choices) -> None:
    """Let the teacher choose what the link opens, and which pages and controls are there."""
    lessons = {lesson.name: lesson.title for lesson in all_lessons()[0]}
    what, page = st.columns(2)
    with what:
        st.selectbox(
            "It opens",
            ["", *lessons],
            format_func=lambda name: f"Lesson: {lessons[name]}" if name else "The run that you see now",
            **bind_choice(choices, "teach_lesson", None, ["", *lessons]),
        )
    with page:
        st.selectbox(
            "on the page",
            PAGES,
            format_func=TITLES.get,
            disabled=choices["teach_lesson"] in lessons,
            help="A lesson opens the page of its first step.",
            **bind_choice(choices, "teach_first", None),
        )
    _choose_several(choices, "teach_pages", "Pages in its menu", PAGES, TITLES)
    _choose_several(choices, "teach_controls", "Settings in its sidebar", CONTROLS, CONTROL_LABELS)
    st.toggle(
        "The text is fixed",
        help="Learners cannot type or upload another text, nor choose a preset.",
        **bind_choice(choices, "teach_lock"),
    )


def show_class_link(choices: Choices, own: dict[str, str]) -> None:
    """Draw the link with its QR code, and the frame.

    own  the parameters of the link to the run at hand
    """
    link = make_class_link(choices, own)
    url = link.under(address_of_the_app())
    text, code = st.columns([3, 1], gap="medium")
    with text:
        st.markdown("**The link**")
        st.code(url, language=None, wrap_lines=True)
        st.markdown("**A frame** for a page of your own, such as that of a course")
        st.code(FRAME.format(_embedded(link, url)), language=None, wrap_lines=True)
    with code:
        _show_code(url)


def _choose_several(choices: Choices, name: str, label: str, names: tuple[str, ...], labels: dict[str, str]) -> None:
    def take(chosen: list[str]) -> None:
        choices[name] = BETWEEN.join(one for one in names if one in chosen)

    chosen = [one for one in split(choices[name]) if one in names]
    st.pills(label, names, selection_mode="multi", format_func=labels.get, **bind(name, chosen, take, "default"))


def _show_code(url: str) -> None:
    picture = _code_of(url)
    if picture is None:
        st.info(TOO_LONG, icon=":material/qr_code_2:")
        return
    st.image(picture, caption="The link as a QR code", alt="QR code of the link", width="stretch")
    st.download_button("Save the QR code", picture, "unrolled.png", icon=":material/download:", on_click="ignore")


@lru_cache(maxsize=32)  # while a film rests the link stays the same, and a code takes some hundredths of a second
def _code_of(url: str) -> bytes | None:
    """Return the QR code of a link as a picture in PNG, or None if the link is too long for one."""
    try:
        code = segno.make(url, micro=False)
    except segno.DataOverflowError:
        return None
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


def _embedded(link: ClassLink, url: str) -> str:
    return f"{url}{'&' if link.query else '?'}embed=true".replace("&", "&amp;")
