"""The store of long texts: found by their fingerprints, bounded, and the same for visitors at the same time."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from rnn.runs.link import fingerprint
from rnn.runs.presets import PRESETS
from rnn.session.server.text_store import TextStore


def test_a_text_is_found_by_its_fingerprint_alone():
    """What was put there is found, anything else is not."""
    shelf = TextStore()
    shelf.keep("a long text")

    assert shelf.find(fingerprint("a long text")) == "a long text"
    assert shelf.find(fingerprint("another")) is None
    assert shelf.find("") is None


def test_the_projects_own_texts_are_always_there():
    """The texts of the presets need no room, and are found however much was put there since."""
    shelf = TextStore(most_characters=10)
    shelf.keep("x" * 10)
    for preset in PRESETS:
        shelf.keep(preset.settings.text)
        assert shelf.find(fingerprint(preset.settings.text)) == preset.settings.text

    assert shelf.find(fingerprint("x" * 10)) == "x" * 10


def test_what_nobody_asked_for_the_longest_goes_first():
    """With room for three, the fourth takes the place of the one that was neither put there nor asked for."""
    shelf = TextStore(most_characters=15)
    for text in ("one..", "two..", "three"):
        shelf.keep(text)
    shelf.find(fingerprint("one.."))
    shelf.keep("four.")

    kept = [text for text in ("one..", "two..", "three", "four.") if shelf.find(fingerprint(text))]
    assert kept == ["one..", "three", "four."]


@given(st.lists(st.text("ab", max_size=12)), st.integers(0, 30))
def test_it_never_holds_more_than_it_may(texts, most):
    """Whatever is put there, all that is found together has no more characters than the bound."""
    shelf = TextStore(most)
    for text in texts:
        shelf.keep(text)

    assert sum(len(text) for text in set(texts) if shelf.find(fingerprint(text)) is not None) <= most


def test_many_visitors_may_use_it_at_once():
    """While eight put texts there and look for them, all find what they look for or nothing, and the bound holds."""
    shelf, texts = TextStore(most_characters=2000), [f"{number:0100d}" for number in range(60)]

    def use(first: int) -> bool:
        for turn in range(400):
            text = texts[(first * 7 + turn) % len(texts)]
            shelf.keep(text)
            if shelf.find(fingerprint(text)) not in (text, None):
                return False
        return True

    with ThreadPoolExecutor(8) as visitors:
        assert all(visitors.map(use, range(8)))
    assert sum(shelf.find(fingerprint(text)) is not None for text in texts) == 20
