"""A link is everything that is seen: each control of each page is changed, the page reloaded, and all compared.

The test finds the controls by itself, those that another choice brings forth too. One that it does not know how to
change fails it, so that a new control is not forgotten.
"""

import pytest
from streamlit.testing.v1 import AppTest

from rnn.analysis import backward_bugs
from rnn.generation.continuation import PRIMINGS
from rnn.model.optimisers import OPTIMISERS
from rnn.runs.presets import PRESETS
from rnn.runs.settings import INITIALISATIONS, TARGETS
from rnn.session.chosen.choices import CHOICES, OneOf
from rnn.session.chosen.learning import all_lessons
from rnn.ui.backward import check
from tests.support.opening import at_rest, session_of, visit
from tests.support.stories import alts

PAGES = (
    "start",
    "train",
    "hidden_states",
    "predictions",
    "generate",
    "one_step",
    "backward",
    "weights",
    "surgery",
    "teach",
)
KINDS = (
    "slider",
    "select_slider",
    "selectbox",
    "button_group",
    "segmented_control",
    "toggle",
    "checkbox",
    "radio",
    "pills",
    "number_input",
    "text_input",
    "text_area",
    "multiselect",
    "color_picker",
    "date_input",
    "time_input",
)
# What gives a command and forgets it, rather than shows a state; and the file, in whose place its text is in the link.
WITHOUT_CONTROLS = {"start", "riddle"}
COMMANDS = {"taken_character", "upload"}
FOLDS = [name for name in CHOICES if name.endswith("_fold") or name in ("whole_text", "hidden_table")]
TYPED = {"edit_activation": "0.5", "edit_value": "0.25", "text": "hello world, hello"}
RUN = {"text": "hello world", "target": "next", "hidden_size": 4, "epochs": 60, "epoch": 30}
WINDOWS = {**RUN, "text": "hello world, hello words " * 40, "window": 5, "epochs": 2, "update": 60}
ONE_OF = [option for choice in CHOICES.values() if isinstance(choice.kind, OneOf) for option in choice.kind.options]
LESSONS = [lesson.name for lesson in all_lessons()[0]]
KNOWN = [*LESSONS, *ONE_OF, *OPTIMISERS, *TARGETS, *INITIALISATIONS, *PRIMINGS, *PRESETS, *RUN["text"], 2, 3]
NUMBERS = [*range(30), *(digit * 10**power for power in range(-4, 7) for digit in (1, 2, 3, 5))]


@pytest.fixture(autouse=True)
def short_descents_in_one_drawing(monkeypatch):
    """What a mistake in the backward pass does to the loss is computed at once, instead of bit by bit, and not far."""
    monkeypatch.setattr(check, "COMPARING_SECONDS", 60)
    monkeypatch.setattr(backward_bugs, "MOST_EPOCHS", 60)


def controls(app: AppTest, place: str = "main") -> dict[str, object]:
    """Return the controls of the page's main part, or of its sidebar, by their keys."""
    block = getattr(app, place)
    found = {control.key: control for kind in KINDS for control in getattr(block, kind, ())}
    return {key: control for key, control in found.items() if key not in COMMANDS and not is_disabled(control)}


def is_disabled(control) -> bool:
    """Say whether a control rests."""
    return getattr(control.proto, "disabled", False)


def shown(app: AppTest) -> dict:
    """Return what is seen: the values of all controls, what is unfolded, and what the charts show."""
    values = {key: control.value for place in ("main", "sidebar") for key, control in controls(app, place).items()}
    folds = {fold.label: fold.proto.expanded for fold in app.expander}
    return {"controls": values, "folds": folds, "charts": alts(app)}


def opened(page: str, query: dict) -> AppTest:
    """Return the page as the link opens it, at rest, once nothing of it changes any more."""
    return settled(visit(page, **query))


def settled(app: AppTest) -> AppTest:
    """Redraw the page until it has come to rest and shows the same twice."""
    app = at_rest(app)
    before = None
    for _ in range(400):
        now = shown(app.run())
        if now == before:
            return app
        before = now
    raise AssertionError("the page never came to rest")


def other_values(app: AppTest, key: str, control) -> list:
    """Return values that the control can have and does not have now."""
    kind = type(control).__name__
    if kind in ("Toggle", "Checkbox"):
        return [not control.value]
    if kind in ("Slider", "NumberInput"):
        step = control.step or 1
        near = [type(control.value)(control.value + change * step) for change in (1, -1, 2, 4)]
        return [value for value in near if control.min <= value <= control.max]
    if kind in ("TextInput", "TextArea"):
        return [TYPED.get(key, "lo")]
    if kind == "ButtonGroup" and is_of_several(control):
        return [control.value[1:]]
    pool = [*KNOWN, *NUMBERS, *session_of(app).settings.vocabulary.characters]
    return [value for value in pool if value != control.value and formatted(control, value) in control.options]


def formatted(control, value) -> str | None:
    """Return how a control with options shows a value, or None for one that is none of its."""
    try:
        return str(control.format_func(value))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def has_choice(control) -> bool:
    """Say whether a control has more than one value."""
    return type(control).__name__ in ("Slider", "NumberInput") or len(getattr(control, "options", (1, 2))) > 1


def is_branch(control) -> bool:
    """Say whether a control is a choice of one of a few buttons: such a choice may show other controls."""
    return type(control).__name__ == "ButtonGroup" and not is_of_several(control)


def is_of_several(control) -> bool:
    """Say whether several of a row of buttons can be chosen at once."""
    return isinstance(control.value, list)


def unseen(app: AppTest, place: str, seen: set[str]) -> dict[str, object]:
    """Return the controls that have a choice and were not changed yet."""
    return {key: one for key, one in controls(app, place).items() if key not in seen and has_choice(one)}


def take(app: AppTest, key: str, place: str) -> object:
    """Give a control the first other value that is taken; return it."""
    before, values = dict(session_of(app).problems), other_values(app, key, controls(app, place)[key])
    assert values, f"no other value is known for {key}"
    for value in values:
        controls(app, place)[key].set_value(value).run()
        if session_of(at_rest(app)).problems == before:
            return value
    raise AssertionError(f"no value of {key} is taken: {values}")


def links_of(app: AppTest, key: str, place: str) -> list[dict]:
    """Return the links to a page with each other choice of a branch, and leave the page as it was."""
    value, links = controls(app, place)[key].value, []
    for other in other_values(app, key, controls(app, place)[key]):
        controls(app, place)[key].set_value(other).run()
        links.append(dict(at_rest(app).query_params))
    controls(app, place)[key].set_value(value).run()
    assert links, f"no other value is known for {key}"
    return links


def assert_reloads(page: str, app: AppTest) -> None:
    """Open the link to what is seen: all of it is there again."""
    seen, link = shown(settled(app)), dict(app.query_params)
    again = opened(page, link)

    assert not app.exception and not again.exception
    assert not again.warning
    assert shown(again) == seen
    assert dict(again.query_params) == link


def go_through(page: str, query: dict, place: str = "main") -> set[str]:
    """Change every control there is, and those that a changed one brings forth; return their keys.

    Values are changed one after the other and reloaded together; what another one takes away or changes back is
    changed by itself. Each choice that may show other controls is gone through for itself.
    """
    seen: set[str] = set()
    waiting = [query]
    while waiting:
        query = waiting.pop()
        app, taken = opened(page, query), {}
        for key in [key for key, control in unseen(app, place, seen).items() if is_branch(control)]:
            seen.add(key)
            waiting += links_of(app, key, place)
        at_first = set(unseen(app, place, seen))
        while new := [key for key, control in unseen(app, place, seen).items() if not is_branch(control)]:
            seen.add(new[0])
            taken[new[0]] = take(app, new[0], place)
        assert_reloads(page, app)
        for key in taken.keys() & at_first:
            if key not in controls(app, place) or controls(app, place)[key].value != taken[key]:
                take(by_itself := opened(page, query), key, place)
                assert_reloads(page, by_itself)
        if at_first - seen:
            waiting.append(query)
    return seen


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_survives_a_reload(page):
    """Whatever is chosen on a page is in its link, and a reload shows the very same."""
    assert go_through(page, {**RUN, **dict.fromkeys(FOLDS[3:], "1")}) or page in WITHOUT_CONTROLS


@pytest.mark.parametrize("query", [RUN, WINDOWS], ids=["whole text", "windows"])
def test_every_control_of_the_sidebar_survives_a_reload(query):
    """So does every setting, those behind folds too."""
    seen = go_through("start", {**query, **dict.fromkeys(FOLDS[:3], "1")}, "sidebar")

    assert {"text", "hidden_size", "learning_rate", "optimiser", "lower_case", "change_clip_norm"} <= seen


def test_the_controls_of_a_text_in_windows_survive_a_reload():
    """The window that is looked at, and a passage of the text, are in the link too."""
    assert "window_shown" in go_through("hidden_states", {**WINDOWS, "hidden_view": "one"})
