"""The link of everything that is seen: what is written is read back, and what does not fit is left out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnn.analysis.edits import HoldUnit, SetNumber, ZeroRow
from rnn.session.chosen.choices import CHOICES, Flag, Number, OneOf
from rnn.session.session import Session

RUN = {"text": "hello world", "target": "next", "hidden_size": "4", "epochs": "60", "epoch": "0"}
OTHERS = (
    "step",
    "unit",
    "character",
    "span",
    "begins_at",
    "pace",
    "at",
    "epoch",
    "seed",
    "priming",
    "temperature",
    "top_k",
    "top_p",
    "length",
    "u_seed",
    "keeps_u",
    "written",
    "chosen",
    "edits",
    "back",
    "guesses",
    "lower_case",
    "collapse_spaces",
)
near = st.one_of(
    st.text(max_size=12),
    st.integers(-3, 30).map(str),
    st.floats().map(repr),
    st.sampled_from(
        ["", "1", "0", "one", "hold:1:0.5:0:", "set:W:0.5:0:1", "zero:V:1", "hold:9:0:0:", "2:l,3:o", "1-3"]
    ),
)


def link_of(session: Session) -> dict[str, str]:
    """Return what the session writes into the link, at rest wherever the run has come."""
    session.player.pause()
    assert session.renew_address()
    return session.address


@settings(max_examples=1000)
@given(st.dictionaries(st.sampled_from([*CHOICES, *OTHERS, "nonsense"]), near, max_size=6))
def test_no_link_breaks_the_session(query):
    """Whatever a link says, the run is there, what fits is taken, and the rest is left out with a sentence."""
    session = Session({**RUN, **query})

    assert session.settings.text == RUN["text"]
    link = link_of(session)
    again = Session({**link, "epoch": "0"})
    assert "link" not in again.problems
    assert link_of(again) == {**link, "epoch": "0"}


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_every_choice_comes_back(choice):
    """Each row of the table, set to something else than its default, is written and read."""
    other = {Flag: not choice.default, Number: choice.kind.lowest if isinstance(choice.kind, Number) else None}
    value = other.get(type(choice.kind), "x")
    if isinstance(choice.kind, OneOf):
        value = next(option for option in choice.kind.options if option != choice.default)
    if value == choice.default:
        value = choice.kind.highest
    session = Session(RUN)
    session.choices[choice.name] = value

    assert Session(link_of(session)).choices[choice.name] == value


def test_edits_come_back_bit_for_bit():
    """A third, which no decimal writes, is a third again; so are places and steps."""
    session = Session(RUN)
    edits = (HoldUnit(1, 1 / 3, 2, 2), SetNumber("W", -1e-300 / 3, 2, 3), ZeroRow("c", 4), HoldUnit(2))
    for edit in edits:
        session.edit_list.add(edit)

    assert Session(link_of(session)).edit_list.edits == edits


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("unit", "4", "The unit goes from 0 to 3 here"),
        ("step", "11", "The step goes from 1 to 10 here"),
        ("at", "2", "there is no window 2"),
        ("backward_view", "sideways", "is one of replay, credit, norms, check"),
        ("edits", "hold:9:0.0:0:", "There is no unit 9"),
        ("hidden_size", "many", "The hidden size is a number"),
    ],
)
def test_what_does_not_fit_is_left_out_alone(parameter, value, sentence):
    """The rest of the link is followed: run, epoch and another choice."""
    session = Session({**RUN, "weights_view": "path", parameter: value})

    assert session.problems["link"].startswith("A part of the link does not fit and was left out.")
    assert sentence in session.problems["link"]
    assert (session.settings.text, session.choices["weights_view"]) == ("hello world", "path")


def test_a_character_may_be_a_comma_or_a_colon():
    """Characters chosen in the writing are told apart whatever they are."""
    session = Session({"text": "a,b:c,d:e", "target": "next", "epochs": "60", "epoch": "0"})
    session.writing.follow(session.settings, session.preset)
    session.writing.user_chosen = {0: ",", 3: ":", 4: "a"}

    assert Session(link_of(session)).writing.user_chosen == {0: ",", 3: ":", 4: "a"}


def test_what_is_chosen_by_a_click_comes_back():
    """A span of the text, a step of the replay, the guesses of the riddle, and how the text was cleaned."""
    session = Session(RUN)
    session.selection.select(span=(2, 5), step=3, unit=2, character=1)
    session.replay.show(4)
    session.riddle_runs.resume([0, 2, 1])
    session.text_input.is_lower_case = True
    again = Session(link_of(session))

    assert again.selection == session.selection
    assert (again.replay.t, again.riddle_runs.guesses) == (4, [0, 2, 1])
    assert (again.text_input.is_lower_case, again.text_input.collapses_spaces) == (True, False)


def test_where_a_page_began_by_itself_is_in_the_link_while_it_is_open():
    """It comes back with the link, and goes with the page, with another network, and where both were chosen."""
    session = Session(RUN)
    session.open("one_step")
    session.selection.beginning = 6, 3
    link = link_of(session)
    again = Session(link)
    again.open("one_step")

    assert link["begins_at"] == "7-3" and "step" not in link and "unit" not in link
    assert again.selection == session.selection and link_of(again) == link

    again.start(replace(again.settings, epochs=70))
    assert again.selection.beginning == (6, 3)
    again.start(replace(again.settings, hidden_size=2))
    assert again.selection.beginning is None
    session.selection.select(unit=1)
    assert "begins_at" in link_of(session)
    session.selection.select(step=1)
    assert "begins_at" not in link_of(session)
    session.open("backward")
    assert session.selection.beginning is None


@pytest.mark.parametrize(
    "query",
    [
        {"text": "hello", "target": "next", "hidden_size": "5", "epoch": "0"},
        {"learning_rate": "0.05", "changes": "learning_rate@500=0.1,clip_norm@2000=1.0", "epoch": "0"},
        {"text": "hello world, hello", "target": "next", "window": "5", "epochs": "40", "at": "2", "update": "0"},
    ],
)
def test_links_made_before_there_were_choices_still_open(query):
    """Run, playhead and window alone, by the names that they always had: all of it is followed."""
    session = Session(query)

    assert "link" not in session.problems
    assert link_of(session) == query
