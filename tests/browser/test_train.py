"""Training, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, reading, wait_for_reading, wait_until_at_rest

pytestmark = pytest.mark.browser


def test_playing_moves_the_playhead_and_pausing_stops_it(visit):
    """Play starts the film from epoch 0, Pause stops it, and the charts stay the same elements."""
    page = visit("/train")
    wait_until_at_rest(page)
    assert reading(page, "Epoch") == "10,000"
    node = chart(page, "Loss").element_handle()
    button(page, "Play").click()
    page.wait_for_timeout(1500)
    button(page, "Pause").click()
    wait_until_at_rest(page)
    paused_at = reading(page, "Epoch")
    page.wait_for_timeout(1000)

    assert 0 < int(paused_at.replace(",", "")) < 10_000
    assert reading(page, "Epoch") == paused_at
    assert node.evaluate("(node) => node.isConnected")


def choose_part(page, label: str) -> None:
    """Choose a part of the page."""
    page.locator("[data-testid=stButtonGroup]").get_by_text(label, exact=True).click()


def test_a_row_of_the_samples_brings_the_playhead_there(visit):
    """A click on a row moves playhead and mark, the rows stay the same elements, and arrows go on from there."""
    page = visit("/train?text=hello&target=next&epochs=100&epoch=60")
    wait_until_at_rest(page)
    choose_part(page, "What it writes")
    page.get_by_role("option").nth(60).wait_for(timeout=WAIT_MS)
    page.wait_for_function(
        "() => ![...document.querySelectorAll('[role=option]')].some((row) => row.textContent.endsWith('…'))"
    )
    row = page.get_by_role("option").nth(59)
    node = row.element_handle()
    row.click()
    wait_for_reading(page, "Epoch", "59")
    page.wait_for_function("(row) => row.ariaSelected === 'true'", arg=node, timeout=WAIT_MS)
    page.get_by_role("listbox").press("ArrowUp")
    wait_for_reading(page, "Epoch", "58")

    assert node.evaluate("(node) => node.isConnected")


def test_the_samples_grow_while_the_film_plays(visit):
    """Playing fills row after row, and the marked one stays in sight in its box without moving the page."""
    page = visit("/train?text=hello&target=next&epochs=2000&epoch=0")
    wait_until_at_rest(page)
    choose_part(page, "What it writes")
    button(page, "Play").click()
    page.wait_for_function(
        "(list) => [...list.children].findIndex((row) => row.ariaSelected === 'true') > 20",
        arg=page.get_by_role("listbox").element_handle(),
        timeout=WAIT_MS,
    )
    button(page, "Pause").click()
    wait_until_at_rest(page)
    inside = page.get_by_role("listbox").evaluate(
        """(list) => {
            const box = list.parentElement.getBoundingClientRect();
            const row = list.querySelector('[aria-selected=true]').getBoundingClientRect();
            return row.top >= box.top && row.bottom <= box.bottom;
        }"""
    )

    assert inside


# Watch a canvas: how many of the pixels of its cells have a colour, in its left half and in its right, at every frame.
WATCH = """(canvas) => {
  window.seen = [];
  const look = () => {
    const { width, height } = canvas, scale = devicePixelRatio, [left, top] = [80 * scale, 70 * scale];
    const count = (from, to) => {
      const { data } = canvas.getContext("2d").getImageData(from, top, to - from, height - 44 * scale - top);
      let coloured = 0;
      for (let i = 0; i < data.length; i += 16) {
        const [low, high] = [Math.min(...data.slice(i, i + 3)), Math.max(...data.slice(i, i + 3))];
        coloured += data[i + 3] > 0 && high - low > 30;
      }
      return coloured;
    };
    const middle = (left + width) / 2;
    seen.push([canvas.ariaLabel, count(left, middle), count(middle, width)]);
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""
HALF_STEPS = "/train?text=hello world&target=next&epochs=400&epoch=150&train_view=update"


def canvas_of(page, phase: str):
    """Return the picture, once it shows a phase."""
    canvas = page.locator(f"canvas[aria-label*=': {phase}.']")
    canvas.wait_for(timeout=WAIT_MS)
    return canvas


def seen_in(page, phase: str) -> list[list[float]]:
    """Return which share of its colour each half had in a phase, at every frame while it was watched."""
    page.wait_for_timeout(3000)
    counts = [counts for said, *counts in page.evaluate("seen") if f": {phase}." in said]
    assert min(counts[-1]) > 0
    return [[count / end for count, end in zip(now, counts[-1], strict=True)] for now in counts]


def test_one_update_is_pressed_through_in_slow_motion(visit):
    """Activations appear from the left, errors from the right; each press has its words and its place in the link."""
    page = visit(HALF_STEPS, motion="no-preference")
    wait_until_at_rest(page)
    canvas_of(page, "forward").evaluate(WATCH)
    shares = {}
    for phase in ("loss", "backward", "update", "forward"):
        choose_part(page, phase.capitalize())
        canvas_of(page, phase)
        page.get_by_text(f"{phase.capitalize()}.", exact=True).wait_for(timeout=WAIT_MS)
        shares[phase] = seen_in(page, phase)
        assert f"half_step={phase}" in page.url or phase == "forward"

    assert any(left > 0.9 and right < 0.6 for left, right in shares["forward"])
    assert not any(right > 0.9 and left < 0.6 for left, right in shares["forward"])
    assert any(right > 0.9 and left < 0.6 for left, right in shares["backward"])
    assert not any(left > 0.9 and right < 0.6 for left, right in shares["backward"])


def test_for_those_who_want_less_motion_each_phase_is_there_at_once(visit):
    """No frame shows a part of it."""
    page = visit(HALF_STEPS, motion="reduce")
    wait_until_at_rest(page)
    canvas_of(page, "forward").evaluate(WATCH)
    choose_part(page, "Backward")
    canvas_of(page, "backward")

    assert {tuple(now) for now in seen_in(page, "backward")[1:]} == {(1, 1)}


def test_all_four_phases_follow_by_themselves(visit):
    """Played from any of them, forward to update; the control shows each one, and Play is offered again at the end."""
    page = visit(HALF_STEPS + "&half_step=loss", motion="no-preference")
    wait_until_at_rest(page)
    button(page, "Play all four").click()
    for phase in ("forward", "loss", "backward", "update"):
        canvas_of(page, phase)
    button(page, "Play all four").wait_for(timeout=WAIT_MS)

    assert "half_step=update" in page.url


def test_on_a_phone_the_picture_scrolls_along_with_what_appears(visit):
    """The errors end at the first step, in sight; the activations at the last."""
    page = visit(HALF_STEPS.replace("world", "world, hello moon, hello"), width=390, motion="no-preference")
    wait_until_at_rest(page)
    places = []
    for phase in ("backward", "forward"):
        choose_part(page, phase.capitalize())
        canvas = canvas_of(page, phase)
        page.wait_for_timeout(3000)
        places.append(
            canvas.evaluate("({ parentElement: box }) => box.scrollLeft / (box.scrollWidth - box.clientWidth)")
        )

    assert places == [0, pytest.approx(1, abs=0.02)]
