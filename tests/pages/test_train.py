"""The story of Train: the loss in four units, held out, the gradient clipped, the samples, and the remedies."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from rnn.monitoring.diagnosis import Diagnosis
from rnn.runs.change import Change
from tests.support.opening import at_rest, press, visit
from tests.support.stories import alt, alts, charts, components, notices, said

TEXT = "she sells sea shells by the sea shore. " * 8
LONG = {"text": TEXT, "target": "next", "window": 13, "epochs": 20, "hidden_size": 8, "optimiser": "adagrad"}
GRADIENT, WRITES = "gradient", "samples"


def open_part(part: str, **query) -> AppTest:
    """Return the page at rest, with one of its parts chosen."""
    app = at_rest(visit("train", **query))
    return app.segmented_control(key="train_view").set_value(part).run()


def rows(app: AppTest, head: str) -> list[list[str]]:
    """Return the rows of texts whose first column has this head."""
    return next(part["rows"] for part in components(app) if part.get("heads", [""])[0] == head)


def words(app: AppTest) -> str:
    """Return all sentences of the page."""
    return " ".join(said(app))


def shown(app: AppTest) -> list[dict]:
    """Return what the components show, but for what numbers their drawings."""
    return [
        {name: value for name, value in part.items() if name not in ("drawing", "reel", "film")}
        for part in components(app)
    ]


def until_measured(app: AppTest) -> AppTest:
    """Let the clock tick until nothing is left to measure."""
    for _ in range(200):
        before = shown(app)
        if before == shown(app.run()):
            return app
    raise AssertionError("it never came to rest")


def notice(app: AppTest) -> dict:
    """Return the one notice of the page: how training is doing."""
    (found,) = notices(app)
    return found


@pytest.mark.parametrize(
    ("unit", "guess"), [("nats", 84.71), ("nats-per-character", 3.258), ("bits-per-character", 4.7), ("perplexity", 26)]
)
def test_the_loss_is_told_in_the_unit_chosen(unit, guess):
    """The axis, the guessing line and the words follow the choice."""
    app = at_rest(visit("train", epoch=100))
    app.selectbox(key="loss_unit").select(unit).run()
    figure = json.loads(charts(app)[0]["figure"])

    assert figure["data"][2]["y"]["bdata"] if isinstance(figure["data"][2]["y"], dict) else figure["data"][2]["y"]
    assert f"{guess:.3g}" in alt(app, "Loss during training").split("uniform = unigram: ")[1]
    assert unit.split("-")[0] in figure["layout"]["yaxis"]["title"]["text"]


def test_the_notebooks_network_is_told_what_it_needs():
    """Copying takes no memory, and the page says so; nothing is said of text held out, as all is unrolled at once."""
    app = at_rest(visit("train", epoch=5000))

    assert "no memory is needed" in words(app)
    assert "held out" not in words(app)


def test_a_text_held_out_has_its_line_and_its_words():
    """Once it is measured, a third line is drawn, and the sentence says when it was measured."""
    app = until_measured(at_rest(visit("train", held_out=0.2, update=200, **LONG)))
    names = [trace["name"] for trace in json.loads(charts(app)[0]["figure"])["data"]]

    assert "held out" in names and "train, mean of 20" in names
    assert "Held-out text (61 characters), last measured at update 1" in words(app)


def test_without_anything_held_out_the_page_says_what_cannot_be_told():
    """A long text that is trained on to its end gets a sentence."""
    assert "Nothing is held out" in words(at_rest(visit("train", update=50, **LONG)))


def test_the_gradient_is_shown_before_clipping_and_after():
    """Two charts, and in words how long it is at the playhead; the caption names the window."""
    app = until_measured(open_part(GRADIENT, clip_norm=0.5, update=100, **LONG))

    assert [said.split(".")[0] for said in alts(app)] == ["Loss during training", "Norm of the gradient"]
    assert "0.5 after" in alts(app)[1]
    assert "Of window 1 of the text" in " ".join(caption.value for caption in app.caption)


def test_the_samples_grow_and_a_row_brings_the_playhead_there():
    """Every frame that is trained has its text of 60 characters; the others are empty; the playhead's is marked."""
    app = until_measured(open_part(WRITES, epoch=40, text="hello", target="next", epochs=100))
    samples = rows(app, "Epoch")
    training_samples = next(part for part in components(app) if part.get("heads", [""])[0] == "Epoch")

    assert [len(text) for *_, text in samples] == [60] * 42 + [0] * 59  # the next frame too, that a step shows
    assert training_samples["marked"] == 40
    assert (samples[3][0] == "3" and samples[40][1].startswith("7.")) or float(samples[40][1]) > 0


def test_models_that_count_write_beside_the_network():
    """Guessing, frequencies, pairs and the network: a text of the same length each, from the same random numbers."""
    app = open_part(WRITES, epoch=40, text="hello", target="next", epochs=100)
    texts = rows(app, "Model")

    assert [name for name, *_ in texts] == ["Uniform", "Unigram", "Bigram", "The network"]
    assert {len(text) for *_, text in texts} == {60}
    assert set(texts[1][2]) == set("elo")  # an h is never a target


def test_greedy_and_drawn_texts_are_each_written_once():
    """The switch changes the texts, and back; both are kept."""
    app = until_measured(open_part(WRITES, epoch=40, text="hello", target="next", epochs=100))
    drawn = rows(app, "Epoch")
    greedy = rows(until_measured(app.toggle(key="greedy_samples").set_value(True).run()), "Epoch")
    again = rows(app.toggle(key="greedy_samples").set_value(False).run(), "Epoch")

    assert greedy != drawn == again


@pytest.mark.parametrize(("label", "name", "value"), [("÷ 10", "learning_rate", 3.0), ("at 5", "clip_norm", 5.0)])
def test_a_network_that_explodes_is_mended_by_a_button(label, name, value):
    """The buttons rest until the network explodes; then each begins a new run with its setting changed."""
    app = at_rest(visit("train", learning_rate=30, epoch=20, epochs=100))
    assert notice(app)["colour"] == "red" and notice(app)["words"].startswith("**Exploding.**")
    app = press(app, next(button.label for button in app.button if label in button.label))

    assert getattr(app.session_state["session"].settings, name) == value
    assert not app.exception


@pytest.mark.parametrize(
    ("epoch", "changes_made", "rate"), [(20, [Change(20, "learning_rate", 0.01)], 0.1), (100, [], 0.01)]
)
def test_a_network_that_knew_its_text_better_goes_on_with_a_smaller_rate(monkeypatch, epoch, changes_made, rate):
    """From the playhead on, so that what it knows is kept; at the end of the film a new run is all that is left."""
    unstable = Diagnosis("unstable", "Its loss was lower.", "Lower the learning rate.", is_mendable=True)
    monkeypatch.setattr("rnn.ui.train.health.health_of", lambda *_: unstable)
    app = at_rest(visit("train", text="hello", learning_rate=0.1, epoch=epoch, epochs=100))
    settings = press(app, "Learning rate ÷ 10").session_state["session"].settings

    assert (list(settings.changes), settings.learning_rate) == (changes_made, rate)


def test_a_healthy_network_needs_no_mending():
    """Where nothing explodes there is no button that makes the updates smaller."""
    app = at_rest(visit("train", epoch=5000))

    assert not [button for button in app.button if button.key and button.key.startswith("remedy")]
    assert notice(app)["colour"] == "green" and notice(app)["words"].startswith("**Learnt.**")


ONE_WINDOW = {"text": "hello", "target": "next", "epochs": 100}
HEALTH = [
    ({**ONE_WINDOW, "epoch": 0}, "blue", "**Untrained.**", "Press Play."),
    ({**ONE_WINDOW, "epoch": 10}, "blue", "**At the unigram baseline.**", "Keep training"),
    ({**ONE_WINDOW, "epoch": 100}, "blue", "**At the unigram baseline.**", "Train for more epochs"),
    ({"text": "aaa", "epoch": 9, "epochs": 9}, "blue", "**Nothing to learn.**", "two different characters"),
    ({"initial_scale": 30, "epoch": 1}, "yellow", "**Worse than uniform.**", "smaller weights"),
    ({"text": "abc", "learning_rate": "1e308", "epoch": 9}, "red", "**Diverged.**", "Lower the learning rate"),
    ({**ONE_WINDOW, "learning_rate": 0, "epoch": 5}, "yellow", "**Not updated.**", "Set a learning rate above 0."),
    ({"text": "the cat " * 9, "target": "next", "window": 8, "epochs": 9, "update": 81}, "blue", "**", "Mean of the"),
]


@pytest.mark.parametrize(("query", "kind", "state", "words"), HEALTH)
def test_each_state_of_health_looks_like_what_it_is(query, kind, state, words):
    """Danger is red, a warning yellow, progress blue; the buttons can be pressed where the advice is to press them."""
    app = at_rest(visit("train", **query))
    line = notice(app)
    mends = [button for button in app.button if button.key and button.key.startswith("remedy")]

    assert line["colour"] == kind
    assert line["words"].startswith(state) and words in line["words"]
    assert [not button.disabled for button in mends] == [True, True] * (
        "Lower the learning rate or clip" in line["words"]
    )


def test_the_health_line_and_the_words_below_use_the_unit_chosen():
    """Nats and bits do not meet: all losses are in the unit of the chart."""
    app = at_rest(visit("train", held_out=0.2, update=200, **LONG))
    app = until_measured(app.selectbox(key="loss_unit").select("bits per character").run())
    whole = words(app)

    assert whole.count("bits per character") >= 6
    assert "nats" not in whole


def test_an_overfitting_network_is_not_called_learnt():
    """Once the held-out loss has risen while the train loss fell, both lines say so."""
    query = {**LONG, "text": "she sells sea shells by the sea shore, a cat sat on my mat", "hidden_size": 24}
    query |= {"learning_rate": 0.1, "held_out": 0.3, "epochs": 300, "update": 900}
    app = until_measured(at_rest(visit("train", **query)))

    assert notice(app)["colour"] == "yellow" and notice(app)["words"].startswith("**Overfitting.**")
    assert "it overfits." in words(app)


def test_a_visitors_text_is_no_markup():
    """Signs of Markdown and of HTML in the text are shown as they are, in seed and samples."""
    app = until_measured(open_part(WRITES, epoch=5, text="<b>*a*</b> `$x$", target="next", epochs=20))

    assert "**\\<b\\>\\*" in words(app)
    assert any("<" in text for *_, text in rows(app, "Epoch"))
    assert not app.exception
