"""The film in a real browser: one frame for all, charts moved as they would be drawn, touch, pages that are left."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, wait_for_reading, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

# At random instants: the frames that the components in sight show, and the epochs that words and readings name.
SAMPLE = """(seconds) => new Promise((resolve) => {
  const samples = [], end = performance.now() + 1000 * seconds;
  const look = () => {
    const shown = new Set();
    for (const [root, part] of unrolledFilm.cast) if (root.isConnected && part.shown) shown.add(String(part.shown));
    samples.push([[...shown], unrolledFilm.data.update]);
    if (performance.now() < end) setTimeout(look, 7 + 40 * Math.random()); else resolve(samples);
  };
  look();
})"""

# What can be seen of a chart: where its marks, bars, lines and shapes are, their colours, and what its texts say.
MARKS = """(node) => [...node.querySelectorAll('path.point, .point > path, .point > text, .js-line, .textpoint text, '
  + '.shapelayer path, .annotation text, .ytick text, .y2tick text')]
  .filter((mark) => getComputedStyle(mark).display !== 'none' && (mark.getAttribute('d') ?? mark.textContent))
  .map((mark) => [mark.getAttribute('transform') ?? '', mark.textContent, getComputedStyle(mark).fill,
    mark.matches('path.point, text') ? '' : mark.getAttribute('d')].join(' '))
  .map((text) => text.replace(/-?\\d+(\\.\\d+)?/g, (number) => String(Math.round(Number(number)))))"""
ANEW = """(node) => Plotly.react(node, node.data.map((trace) => ({ ...trace })), node.layout)
  .then(() => Plotly.redraw(node))"""
LEARN = "document.querySelector('[data-testid=stSidebarNavLink][href$=\"/learn\"]')"


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("/", ()),
        ("/train", ("Predicted characters", "Loss during training")),
        ("/hidden_states", ("Unit 0 over time", "All units at step 1")),
        ("/predictions", ("Step 1: probabilities",)),
        ("/generate", ("From the logits to the character", "From the previous activations")),
        ("/one_step", ("Pre-activation s of unit",)),
        ("/backward", ("Norm of the gradient at the activations",)),
        ("/weights", ()),
    ],
)
def test_all_components_show_the_same_frame_and_charts_look_as_if_drawn_anew(visit, path, titles):
    """Sampled at random instants while the film plays, no two components differ; and frame after frame is shown.

    Then the marks, lines, bars and texts of the charts that were moved are, to a pixel, where Plotly itself draws them.
    """
    page = visit(f"{path}?text=hello%20world&target=next&epochs=3000&epoch=40&hidden_size=5")
    wait_until_at_rest(page)
    page.keyboard.press("Space")
    page.wait_for_function("() => unrolledFilm.isPlaying")
    samples = page.evaluate(SAMPLE, 2)
    page.keyboard.press("Space")
    page.wait_for_function("() => !unrolledFilm.reel.plays && unrolledFilm.queue.length === 0")
    wait_until_idle(page)
    updates = [update for _, update in samples]

    assert [shown for shown, _ in samples if len(shown) > 1] == []
    assert updates == sorted(updates)
    assert len(set(updates)) > 5
    for title in titles:
        node = chart(page, title).element_handle()
        moved = node.evaluate(MARKS)
        node.evaluate(ANEW)
        anew = node.evaluate(MARKS)

        assert moved
        assert len(moved) == len(anew)
        for before, after in zip(moved, anew, strict=True):
            assert all(abs(a - b) <= 1 for a, b in zip(*map(numbers_in, (before, after)), strict=True)), (before, after)


def numbers_in(mark: str) -> list[int]:
    """Return the whole numbers in what MARKS says of a mark."""
    return [int(part) for part in mark.replace(",", " ").replace("M", " ").split() if part.lstrip("-").isdigit()]


def test_a_first_visit_plays_the_film_and_rests(visit):
    """Without a parameter the alphabet is learnt before the visitor's eyes, and the film rests where it is learnt."""
    page = visit("/", motion="no-preference")
    page.wait_for_function("() => unrolledFilm.isPlaying && unrolledFilm.data.update < 100")
    samples = page.evaluate(SAMPLE, 3)
    page.wait_for_function("() => !unrolledFilm.isPlaying && unrolledFilm.data.update === 10000", timeout=20_000)
    wait_until_idle(page)

    updates = [update for _, update in samples]
    assert updates == sorted(updates)
    assert page.get_by_text("must say what comes next").is_visible()
    page.wait_for_url("**epoch=10000**")


@pytest.mark.parametrize(("path", "motion"), [("/?target=next&epoch=500", "no-preference"), ("/", "reduce")])
def test_the_film_does_not_play_by_itself_where_it_is_not_wanted(visit, path, motion):
    """A link that names an epoch, and a visitor who prefers less motion, find the network at rest."""
    page = visit(path, motion=motion)
    page.wait_for_function("() => window.unrolledFilm?.data")
    playing = [page.evaluate("() => unrolledFilm.isPlaying")]
    wait_until_at_rest(page)
    assert page.locator(".dock .main").get_attribute("aria-label") == "Play (Space)"
    before = page.evaluate("() => unrolledFilm.data.update")
    page.wait_for_timeout(1200)
    playing.append(page.evaluate("() => unrolledFilm.isPlaying"))

    assert playing == [False, False]
    assert before == page.evaluate("() => unrolledFilm.data.update") == (500 if "500" in path else 10_000)


def test_pause_and_steps_answer_in_the_browser(visit):
    """With the server held up, Pause stops the film and a step shows the next frame, at once."""
    page = visit("/hidden_states?text=hello&target=next&epochs=3000&epoch=40")
    wait_until_at_rest(page)
    page.keyboard.press("Space")
    page.wait_for_function("() => unrolledFilm.isPlaying && unrolledFilm.data.update > 3")
    frozen = page.evaluate("""() => { const film = unrolledFilm; film.give = () => {};
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
      return [film.isPlaying, film.data.update, film.root.querySelector('.main').ariaLabel]; }""")
    assert frozen[0] is False and frozen[2].startswith("Play")
    stepped = page.evaluate("""() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
      return unrolledFilm.data.update; }""")

    assert stepped <= frozen[1]


def test_an_epoch_out_of_range_gets_a_sentence(visit):
    """What cannot be gone to stays in its field, and the dock says what can."""
    page = visit("/train?text=hello&epochs=1000&epoch=5")
    wait_until_at_rest(page)
    field = page.get_by_label("Go to epoch")
    field.fill("5000")
    field.press("Enter")
    assert page.get_by_text("type a whole number from 0 to 1,000").is_visible()
    field.fill("640")
    field.press("Enter")

    wait_for_reading(page, "Epoch", "640")


def test_a_phone_has_the_dock_and_its_menu_closes(visit):
    """Every button of the dock is 40 pixels or more, the picture begins near the top, a chosen page closes the menu."""
    page = visit("/?target=next&epoch=500", width=390)
    for box in page.locator(".dock button, .dock select").all():
        assert min(box.bounding_box()["width"], box.bounding_box()["height"]) >= 40
    assert page.locator("[data-testid=stBottom]").bounding_box()["height"] <= 168
    assert page.locator("canvas").first.bounding_box()["y"] < 200
    page.locator("[data-testid=stExpandSidebarButton]").first.click()
    links = page.locator("[data-testid=stSidebarNavLink]")
    assert all(link.bounding_box()["height"] >= 40 for link in links.all())
    links.get_by_text("Train", exact=True).click()
    page.locator("h1").get_by_text("Train").wait_for()

    page.wait_for_function("() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 0")


def test_a_zoomed_chart_has_a_way_back(visit):
    """A touch screen has a button that zooms; zoomed, another one shows the whole again."""
    page = visit("/train?target=next&epoch=500", width=390)
    loss = chart(page, "Loss")
    before = loss.evaluate("(node) => node._fullLayout.xaxis.range.map(Number)")
    page.get_by_label("Zoom in").first.click()
    page.get_by_text("Show all", exact=True).first.click()
    page.wait_for_timeout(300)

    assert loss.evaluate("(node) => node._fullLayout.xaxis.range.map(Number)") == pytest.approx(before)
    assert not page.get_by_text("Show all", exact=True).first.is_visible()


def test_a_cell_of_the_network_opens_the_page_that_explains_it(visit):
    """A click on a unit goes to Hidden states at that step and unit; a letter below to One step."""
    page = visit("/?target=next&epoch=500")
    place = page.evaluate("""() => { const { view } = [...unrolledFilm.cast.keys()]
      .map((root) => root.querySelector('canvas')).find(Boolean);
      const box = view.canvas.getBoundingClientRect();
      return [box.x + 74 + 6.5 * view.size.step, box.y + 50 + 3.5 * view.size.row]; }""")
    page.mouse.click(*place)
    page.locator("h1").get_by_text("Hidden states").wait_for()
    wait_until_idle(page)

    assert button(page, "Play").is_visible()
    assert page.get_by_text("Unit 3 at step 7").is_visible()


@pytest.mark.parametrize("trigger", ["asked", "commanded"])
def test_what_is_asked_for_after_a_click_on_a_link_does_not_bring_the_page_back(visit, trigger):
    """The browser names the page that is left until the server answers; the page that was chosen is drawn and stays."""
    page = visit("/?text=hello&target=next&epochs=1000&epoch=5")
    wait_until_at_rest(page)
    page.evaluate(
        f"""(trigger) => {{
          {LEARN}.click();
          unrolledFilm.give(trigger, {{ do: "pause", place: null, left: 0, wait: 0.1, at: Date.now() }});
        }}""",
        trigger,
    )
    button(page, "Begin").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    page.keyboard.press("ArrowRight")
    page.locator("dl dd", has_text="6").first.wait_for(timeout=WAIT_MS)

    page.wait_for_url("**/learn?**epoch=6")
    assert button(page, "Begin").is_visible()


def test_the_clock_asks_for_nothing_while_a_page_is_left(visit):
    """From the click on a link until the address changes, no reel is asked for, however urgent it is."""
    page = visit("/train?text=hello&target=next&epochs=3000&epoch=40")
    wait_until_at_rest(page)
    page.keyboard.press("Space")
    page.wait_for_function("() => unrolledFilm.isPlaying && unrolledFilm.reel.goesOn")
    asked = page.evaluate(
        f"""() => new Promise((resolve) => {{
          const film = unrolledFilm, asked = [];
          const askAgain = () => Object.assign(film, {{ wait: 60, askedAt: null, isPlaying: true }});
          const watch = () => {{
            if (location.pathname !== "/train") return resolve(asked);
            film.give = (trigger) => asked.push([trigger, performance.now()]);
            askAgain();
            setTimeout(watch, 5);
          }};
          setTimeout(() => {{ asked.push(["clicked", performance.now()]); {LEARN}.click(); }}, 150);
          watch();
        }})"""
    )
    names = [trigger for trigger, _ in asked]

    assert "asked" in names[: names.index("clicked")]
    assert "asked" not in names[names.index("clicked") :]
