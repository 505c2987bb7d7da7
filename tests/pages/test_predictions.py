"""A visitor's story on the page of the predictions."""

import math

from streamlit.testing.v1 import AppTest

from tests.support import opening
from tests.support.stories import alts, charts, components, readings, said


def visit(**query) -> AppTest:
    return opening.visit("predictions", **query)


def sentences(app: AppTest) -> str:
    return " ".join(said(app))


def test_before_training_nothing_is_expected_more_than_anything_else():
    """With all weights at 0 each of 26 characters has 1/26, log2 26 bits of entropy, and the alphabet's rank 1."""
    app = visit(initial_scale=0, epoch=0)
    shown = readings(app)

    assert not app.exception
    assert shown["Target's probability"] == f"{1 / 26:.2%}"
    assert shown["Entropy"] == f"{math.log2(26):.3f} bits"
    assert shown["Its rank"] == "1 of 26"
    assert "Mean probability of the target: **3.8%**." in sentences(app)


def test_a_step_can_be_chosen_and_its_bars_sorted():
    """The bars follow the step, and say their order."""
    app = visit(text="hello", target="next", epoch=20)
    app.select_slider(key="step").set_value(2).run()
    app.segmented_control(key="bar_order").set_value("probability").run()

    assert not app.exception
    assert "Step **3** reads **l**. Top prediction: " in sentences(app)
    assert alts(app)[1].startswith("Step 3: probabilities and logits.")
    assert "character, most likely first" in charts(app)[1]["figure"]


def test_a_temperature_of_0_is_greedy():
    """At temperature 0 a right favourite has all the probability, without entropy; the rank stays."""
    app = visit()
    rank = readings(app)["Its rank"]
    app.slider(key="prediction_temperature").set_value(0.0).run()

    assert not app.exception
    assert readings(app) | {"Target's probability": "100.00%", "Entropy": "0.000 bits", "Its rank": rank} == readings(
        app
    )


def test_signs_of_the_text_are_never_read_as_markup():
    """A text of Markdown and HTML signs is shown sign by sign."""
    app = visit(text="*<$`", target="next", epoch=5)

    assert not app.exception
    assert r"reads **\***" in sentences(app)
    assert r"**\<**" in sentences(app)


def test_the_smallest_network_has_its_page():
    """One step of one character: certain from the start."""
    app = visit(text="a", hidden_size=1, epoch=0)

    assert not app.exception
    assert readings(app)["Target's probability"] == "100.00%"


def worst(app: AppTest) -> dict:
    """Return what is sent of the worst predictions."""
    app.segmented_control(key="predictions_view").set_value("surprising").run()
    return next(part for part in components(app) if "snippets" in part)


def test_where_every_prediction_is_good_none_is_called_the_worst():
    """A list of ten losses of 0.00 nats says less than one sentence."""
    shown = worst(visit(text="ab", epoch=5000, learning_rate=0.1))

    assert (shown["snippets"], shown["empty"]) == ([], "No prediction is worse than 0.01 nats.")


def test_a_certain_network_has_no_loss_below_0():
    """One character only: the loss is 0 nats and the perplexity 1.0, without a minus sign."""
    app = visit(text="a", hidden_size=1, epoch=0)
    worst(app)

    assert "the loss is **0 nats** a character: perplexity **1.0**" in sentences(app)
    assert "half of the fullest" not in " ".join(str(part.get("see")) for part in components(app))
