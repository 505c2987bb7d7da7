"""The story of one update in slow motion, on Train: four phases by hand or played, for any settings."""

import json

import numpy as np
import pytest

from rnn.model.optimisers import OPTIMISERS
from rnn.session import playhead
from rnn.text.numbers import number
from tests.support.opening import at_rest, command, labels, press, session_of, visit
from tests.support.stories import components, words

PHASES = ("forward", "loss", "backward", "update")
LONG = {"text": "she sells sea shells by the sea shore. " * 3, "target": "next", "epochs": 20, "hidden_size": 6}
ODD = [
    {"epoch": 300},
    {**LONG, "window": 13, "update": 30, "optimiser": "adam", "clip_norm": 0.5},
    {**LONG, "window": 13, "update": 35, "carry": False, "clip_value": 0.1},
    {**LONG, "window": 1, "update": 5, "clip_norm": 1e9},
    {**LONG, "window": 40, "hidden_size": 40, "update": 3, "held_out": 0.2, "optimiser": "rmsprop"},
    {**LONG, "learning_rate": 0, "epoch": 3},
    {"text": "aaa", "epoch": 9, "epochs": 20},
    {**LONG, "hidden_size": 1, "epoch": 0},
]


def opened(phase: str = "forward", **query):
    """Return the page at rest, with the view and a phase chosen by the link."""
    return at_rest(visit("train", train_view="update", half_step=phase, **query))


def figure(app) -> dict:
    """Return what the picture is given to draw."""
    return json.loads(next(part for part in components(app) if "step" in part and "figure" in part)["figure"])


def run_at(app):
    """Return the run and the update of the playhead."""
    player = session_of(app).player
    return player.run, player.update


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_every_phase_has_a_picture_and_its_words_for_any_settings(query, phase):
    """The title names the update and the phase, the sentence begins with the phase, and the link keeps both."""
    app = opened(phase, **query)
    run, update = run_at(app)

    assert not app.exception
    assert figure(app)["title"].startswith(f"{run.unit.capitalize()} {update:,} → {update + 1:,}")
    assert figure(app)["title"].endswith(f": {phase}") and figure(app)["phase"]["name"] == phase
    assert words(app)[0].startswith(f"**{phase.capitalize()}.**")
    assert "".join(app.query_params["train_view"]) == "update"
    assert "".join(app.query_params.get("half_step", "forward")) == phase


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_sentence_has_the_runs_own_numbers(optimiser):
    """The change is that of the parameters of the run itself, and the losses those that it trained with."""
    query = {**LONG, "optimiser": optimiser, "clip_norm": 0.5, "epoch": 4}
    app = opened("update", **query)
    run, _ = run_at(app)
    run.advance(updates=3)
    change = run.parameters_at(5).theta - run.parameters_at(4).theta
    (said, *_) = words(app)

    assert f"by a vector of norm **{number(float(np.linalg.norm(change)))}**" in said
    assert f"from {number(run.losses[4])} to **{number(run.losses[5])} nats**" in said
    assert "after clipping 0.5 (the bound is a norm of 0.5)" in said
    assert OPTIMISERS[optimiser].label in said


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({}, "and is not clipped."),
        ({"clip_norm": 1e9}, "needs no clipping (the bound is a norm of 1e+09)"),
        ({"clip_value": 0.01}, "after clipping 0.1"),
        ({"clip_value": 0.01, "clip_norm": 0.05}, "the bounds are each number within ±0.01 and a norm of 0.05"),
    ],
)
def test_what_clipping_did_is_said(bounds, said):
    """Nothing, nothing needed, or to which norm; with each bound that is set."""
    assert said in words(opened("update", **LONG, **bounds, epoch=4))[0]


def test_a_window_begins_in_the_state_that_is_carried_to_it():
    """The sentence gives the norm of the state; the first window, and one whose state is not carried, begin at 0."""
    query = {**LONG, "window": 13}
    app = opened(**query, update=30)
    run, _ = run_at(app)

    assert f"of norm {number(float(np.linalg.norm(run.state_at(30).a)))}." in words(app)[0]
    assert "its state begins at 0." in words(opened(**query, update=36))[0]
    assert "its state begins at 0." in words(opened(**query, update=30, carry=False))[0]
    assert "It is cut there" in words(opened("backward", **query, update=30))[0]
    assert "It is cut there" not in words(opened("backward", **query, update=36))[0]


def test_the_update_is_of_the_window_that_comes_next():
    """Whichever window the pages look at; a click in the picture looks at that of the update."""
    app = opened("loss", **LONG, window=13, update=30, window_shown=1)
    run, update = run_at(app)
    here = run.windows.window_span(update)

    assert figure(app)["targets"] == [run.vocabulary.visible[k] for k in run.targets[here]]
    assert f"window {update % run.windows.count + 1} of {run.windows.count}" in figure(app)["title"]


def test_at_the_last_update_there_is_no_next_and_the_page_says_what_to_do():
    """In every phase; a button goes back by one update, from which all four phases are there."""
    for phase in PHASES:
        app = opened(phase, **LONG, epoch=20)
        assert "so **no update follows**. Go back along the film, or train for more epochs." in words(app)[0]
        assert "→" not in figure(app)["title"]
    app = press(app, "Back to epoch 19")

    assert figure(app)["title"] == "Epoch 19 → 20: forward"
    assert "no update follows" not in words(app)[0]


def test_where_the_run_diverges_there_is_a_sentence():
    """The numbers of the update would not be finite; nothing is drawn of it."""
    app = opened("update", text="abc", learning_rate="1e308", epoch=9)
    (said, *_) = words(app)

    assert not app.exception
    assert "**Training diverges here**" in said or "training diverged at epoch" in said


def test_the_next_update_is_a_press_away():
    """It begins with its forward pass; the playhead is on it on every page."""
    app = press(opened("update", **LONG, epoch=4), "Next epoch")

    assert figure(app)["title"] == "Epoch 5 → 6: forward"
    assert session_of(app).player.update == 5


def test_while_the_film_plays_each_moment_has_its_own_update():
    """The titles of a reel name the updates of its moments, each with the window that comes next there."""
    app = command(opened("backward", **LONG, window=13, update=0), do="play")
    titles = {figure(app)["title"]}
    for _ in range(6):
        app.run()
        reels = [json.loads(part["reel"]) for part in components(app) if "figure" in part and "reel" in part]
        changes = [change for reel in reels for change in reel["changes"]]
        titles |= {title for path, values in changes if path == ["figure", "title"] for title in values}
    windows = session_of(app).player.run.windows.count
    updates = sorted(int(title.split()[1].replace(",", "")) for title in titles)

    assert not app.exception
    assert len(titles) >= 3
    assert titles == {f"Update {n:,} → {n + 1:,}, window {n % windows + 1} of {windows}: backward" for n in updates}


def test_the_phases_are_pressed_one_after_the_other():
    """The control, the picture and the link follow each press."""
    app = opened(**LONG, epoch=4)
    for phase in (*PHASES[1:], "forward"):
        app.segmented_control(key="half_step").set_value(phase).run()
        assert figure(app)["phase"]["name"] == phase
        assert words(app)[0].startswith(f"**{phase.capitalize()}.**")


def test_played_all_four_follow_by_themselves_and_a_press_holds(monkeypatch):
    """The control goes along with the picture; at the end it rests, and can be played again."""
    now = [100.0]
    monkeypatch.setattr(playhead, "monotonic", lambda: now[0])
    app = press(opened("backward", **LONG, epoch=4), "Play all four")
    seen = []
    for _ in range(16):
        assert app.segmented_control(key="half_step").value == figure(app)["phase"]["name"]
        seen.append(figure(app)["phase"]["name"])
        now[0] += 0.9
        app.run()
    assert list(dict.fromkeys(seen)) == list(PHASES)
    assert "Play all four" in labels(app)
    before = figure(app)["phase"]["plays"]
    app = press(app, "Play all four")
    assert figure(app)["phase"]["plays"] == before + 1
    app = press(app, "Hold")
    now[0] += 60
    app.run()

    assert figure(app)["phase"]["name"] == "forward"
