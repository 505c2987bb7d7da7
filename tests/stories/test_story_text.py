"""A visitor's story with texts of their own: typed, pasted, uploaded, cleaned, held out of, refused."""

import pytest

from rnn.runs.fitting import recommend
from rnn.runs.link import to_query
from rnn.runs.presets import PROSE, WORD
from rnn.runs.settings import Settings
from rnn.text.intake import MAXIMUM_BYTES
from tests.support.opening import at_rest, labels, press, session_of, unfold, visit

WALRUS = ("The Walrus and the Carpenter were walking close at hand; " * 100)[:5000]
HELLO = {"text": "hello", "target": "next", "epochs": 1000, "epoch": 5}


def typed(app, text: str):
    return app.text_area(key="text").set_value(text).run()


def captions(app) -> str:
    return "\n".join(caption.value for caption in app.sidebar.caption)


def test_a_typed_text_is_learnt_to_be_continued():
    """In place of the alphabet that was copied, a visitor's text gets target next and a size that fits, said so."""
    app = typed(at_rest(visit("train", epoch=5)), "hello world")
    settings = session_of(app).settings

    assert (settings.text, settings.target, settings.hidden_size, settings.optimiser) == (
        "hello world",
        "next",
        16,
        "adam",
    )
    assert app.text_area(key="text").value == "hello world"
    assert app.slider(key="hidden_size").value == 16
    assert "to predict the next one" in captions(app) and "16 hidden units" in captions(app)
    assert app.toast[0].value.startswith("New run (text, target, hidden size,")
    assert not app.exception


def test_what_was_recommended_can_be_undone():
    """Undo brings the notebook's settings back with the new text; the sentence lasts until then, on every page."""
    app = typed(at_rest(visit("train", epoch=5)), "hello world")
    app = app.run().switch_page("pages/predictions.py").run()
    assert "to predict the next one" in captions(app)
    app = press(app, "Undo")
    settings = session_of(app).settings

    assert settings == Settings(text="hello world")
    assert app.slider(key="hidden_size").value == 10
    assert "learnt to be continued" not in captions(app)
    assert "Undo" not in labels(app) and "Recommended settings" in labels(app)
    app = press(app, "Recommended settings")
    assert session_of(app).settings == recommend(settings, "hello world")
    assert "Undo" in labels(app) and "Recommended settings" not in labels(app)
    assert not app.exception


def test_settings_changed_by_hand_end_the_recommendation_and_stay_with_the_next_text():
    """Another size takes sentence and Undo away; another text is then learnt in that size."""
    app = typed(at_rest(visit("train", epoch=5)), "hello world")
    app.slider(key="hidden_size").set_value(7).run()
    assert "Undo" not in labels(app) and "learnt to be continued" not in captions(app)
    app = typed(app, "la la land")

    assert (session_of(app).settings.text, session_of(app).settings.hidden_size) == ("la la land", 7)
    assert not app.exception


def test_why_a_table_of_pairs_cannot_be_beaten_is_said():
    """Where each character determines the next, that is said beside what is recommended."""
    app = typed(at_rest(visit("train", epoch=5)), "abcdefgh")
    assert "the bigram baseline makes no mistake here" in captions(app)
    app = typed(app, "hello world")

    assert "the bigram baseline makes no mistake here" not in captions(app)


def test_a_preset_has_nothing_to_undo():
    """A preset chosen after a text of one's own has its own settings, and neither sentence nor button."""
    app = typed(at_rest(visit("train", epoch=5)), "hello world")
    name = next(option for option in app.selectbox(key="preset").options if "hello" in option)
    app.selectbox(key="preset").select(name).run()

    assert session_of(app).settings == WORD.settings
    assert "learnt to be continued" not in captions(app)
    assert not {"Undo", "Recommended settings", "Settings for a long text"} & set(labels(app))


def test_the_long_text_of_a_preset_needs_no_copy():
    """Its link has a fingerprint alone, but the text comes with the project, so that no warning is given."""
    app = visit("train", **to_query(PROSE.settings), update=0)
    assert session_of(app).preset is PROSE
    assert "The whole run is in this page's address." in captions(app)


def test_a_long_pasted_text_gets_windows_and_leaves_the_field():
    """Of 5,000 characters, windows of 50 are said, the field is empty again, and what is learnt is shown above it."""
    app = at_rest(typed(at_rest(visit("train", **HELLO)), WALRUS))

    assert session_of(app).settings.window == 50
    assert app.text_area(key="text").value == ""
    assert "**5,000 characters**" in captions(app) and "The Walrus and the Carpenter" in captions(app)
    assert "windows of 50 steps" in captions(app)
    assert session_of(app).settings.text == WALRUS
    assert not {"Recommended settings", "Settings for a long text"} & set(labels(app))
    assert not app.exception


def test_the_empty_field_of_a_long_text_is_no_empty_text():
    """Where the field is empty because the text is long, to empty it again is to leave the text as it is."""
    app = typed(at_rest(typed(at_rest(visit("train", **HELLO)), WALRUS)), " ")
    assert "only spaces" in app.sidebar.error[0].value
    app = typed(app, "")

    assert session_of(app).settings.text == WALRUS
    assert not app.sidebar.error and not app.exception


def test_a_single_character_is_copied_and_why_is_said():
    """It has no next one; Undo, where the settings before ask for that, says so and leaves the run."""
    app = typed(at_rest(visit("train", **HELLO)), "x")
    assert session_of(app).settings.target == "copy"
    assert "A single character has no next one, so the network learns to copy it" in captions(app)
    app = press(app, "Undo")

    assert "Give two or more, or choose the target “copy”" in app.sidebar.error[0].value
    assert session_of(app).settings.target == "copy"
    app.slider(key="hidden_size").set_value(4).run()
    assert not app.sidebar.error
    assert not app.exception


def test_a_file_is_learnt():
    """An uploaded text file takes the place of the text; a picture gets a sentence, and the run stays."""
    app = unfold(at_rest(visit("train", **HELLO)), "text_fold")
    app.file_uploader(key="upload").set_value(("song.txt", b"la la land", "text/plain")).run()
    assert session_of(app).settings.text == "la la land"
    app = unfold(app, "text_fold")
    app.file_uploader(key="upload").set_value(("song.txt", b"\x89PNG\r\n\x1a\n\x00", "text/plain")).run()

    assert "a PNG picture" in app.sidebar.error[0].value
    assert session_of(app).settings.text == "la la land"
    assert not app.exception


def test_a_text_is_cleaned_and_comes_back_as_it_was():
    """Lower case and one space for several change the text, say what they changed, and can be taken back."""
    app = unfold(typed(at_rest(visit("train", **HELLO)), "Hello   World"), "text_fold")
    app.toggle(key="lower_case").set_value(True).run()
    assert session_of(app).settings.text == "hello   world"
    assert "2 capital letters were changed to lower case" in captions(app)
    app.toggle(key="collapse_spaces").set_value(True).run()
    assert session_of(app).settings.text == "hello world"
    app.toggle(key="lower_case").set_value(False).run()
    app.toggle(key="collapse_spaces").set_value(False).run()

    assert session_of(app).settings.text == "Hello   World"
    assert not app.exception


def test_a_text_with_too_many_capitals_can_be_learnt_in_lower_case():
    """What is refused for its many characters is learnt as soon as Lower case is on: it need not be given again."""
    pairs = [(chr(code), chr(code).lower()) for code in range(0x100, 0x530)]
    text = "".join(big + small for big, small in pairs if big != small and len(small) == 1)[:400]
    app = unfold(typed(at_rest(visit("train", **HELLO)), text), "text_fold")
    assert "choose lower case" in app.sidebar.error[0].value
    assert session_of(app).settings.text == "hello"
    app.toggle(key="lower_case").set_value(True).run()

    assert session_of(app).settings.text == text.lower()
    assert not app.sidebar.error and not app.exception


def test_a_share_is_held_out_of_the_end():
    """A fifth held out leaves four fifths to learn; a share that leaves nothing gets a sentence, the run stays."""
    app = unfold(typed(at_rest(visit("train", **HELLO)), "abcde" * 10), "text_fold")
    app.slider(key="held_out").set_value(0.2).run()
    assert len(session_of(app).settings.training_characters) == 40
    app = unfold(typed(app, "abc"), "text_fold")
    assert session_of(app).settings.held_out == 0.0
    app.slider(key="held_out").set_value(0.3).run()

    assert "too short to hold 30% of it out" in app.sidebar.error[0].value
    assert app.slider(key="held_out").value == 0.3
    assert session_of(app).settings.held_out == 0.0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("", "The text is empty"),
        (" \n ", "only spaces and line ends"),
        ("\x00\x01", "held control characters only"),
        ("ab" * 100_000 + "c", "200,001 characters; at most 200,000"),
        ("".join(map(chr, range(0x4E00, 0x9E00))), "different characters; at most 256"),
        ("e" + "\u0301" * 50, "code points"),
        ("a" * 1_000_001, "1,001 kB; at most 1,000 kB"),
    ],
    ids=["empty", "spaces", "control", "long", "many", "dense", "huge"],
)
def test_a_text_that_will_not_do_gets_a_sentence_and_changes_nothing(bad, words):
    """The sentence is in the sidebar, the run stays; what was typed stays in the field, but for a huge text."""
    app = at_rest(visit("train", **HELLO))
    before = session_of(app).player
    app = typed(app, bad)

    assert words in app.sidebar.error[0].value
    assert session_of(app).player is before
    assert app.text_area(key="text").value == (bad if len(bad) <= MAXIMUM_BYTES else "hello")
    assert not app.exception


def test_a_text_to_be_mended_survives_other_pages_and_settings():
    """What was typed and refused is still there after a slider was moved and another page opened."""
    app = typed(at_rest(visit("train", **HELLO)), " ")
    app.slider(key="hidden_size").set_value(4).run()
    app.switch_page("pages/predictions.py").run()

    assert app.text_area(key="text").value == " "
    assert app.sidebar.error
    assert (session_of(app).settings.hidden_size, session_of(app).settings.text) == (4, "hello")


def test_a_preset_puts_an_end_to_what_was_to_be_mended():
    """With a preset, the field has its text and no sentence is left."""
    app = typed(at_rest(visit("train", **HELLO)), " ")
    name = next(option for option in app.selectbox(key="preset").options if "hello" in option)
    app.selectbox(key="preset").select(name).run()

    assert app.text_area(key="text").value == "hello"
    assert not app.sidebar.error
