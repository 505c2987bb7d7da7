"""The lessons and the teacher's room in a browser: the newcomer's way, the phone, a frame, and axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from rnn.session.chosen.class_link import link_to_lesson
from rnn.session.chosen.learning import all_lessons
from tests.support.visiting import WAIT_MS, button, chart, drawn_chart, wait_until_idle

pytestmark = pytest.mark.browser

LESSONS, _ = all_lessons()
THEIRS = ("[data-testid=stSidebarNav]", ".katex-display", "kbd", "label[disabled]")  # drawn by Streamlit
OF_LISTS = ("list", "listitem")  # rules that Streamlit's menu breaks
HEIGHTS = """(node) => node.calcdata[node._fullData.findIndex(({ name }) => name === "your prediction")]
    .map(({ y }) => y)"""
OUTLINED = """(keys) => [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter(({ style }) => style.outlineStyle === "solid")
    .map(({ className }) => className.match(/st-key-(\\w+)/)[1]).join() === keys"""
READING_SECONDS = 20
WORDS_A_SECOND = 4  # of silent reading; see Brysbaert, "How many words do we read per minute?", 2019


def violations(page):
    """Return what axe finds on the page, but for what Streamlit draws by itself."""
    found = Axe().run(page, context={"exclude": [[place] for place in THEIRS]}).response["violations"]
    return [(rule["id"], node["html"][:120]) for rule in found if rule["id"] not in OF_LISTS for node in rule["nodes"]]


def test_a_newcomer_finds_the_first_lesson_and_acts_within_its_reading_time(visit):
    """From the first visit “Learn” is in sight; what is to be read before the first act takes 20 seconds at most."""
    page = visit("/")
    page.get_by_role("link", name="Learn").click()
    page.get_by_text(LESSONS[0].title).first.wait_for(timeout=WAIT_MS)
    button(page, "Begin").click()
    panel = page.locator("[data-testid=stSidebar]")
    panel.get_by_text("Step 1 of 3").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    read = panel.inner_text().split("arrow_back")[0]

    assert len(read.split()) <= READING_SECONDS * WORDS_A_SECOND
    assert "Not yet." in read
    page.keyboard.press("End")
    panel.get_by_text("Done.").wait_for(timeout=WAIT_MS)
    button(page, "Next").click()
    panel.get_by_text("Step 2 of 3").wait_for(timeout=WAIT_MS)


def test_back_goes_one_step_back(visit):
    """Each step is one place in the browser's history, whether it changes the page or not; and points at its own
    component, until the lesson is left."""
    page = visit("/train?epoch=0&lesson=02-flat-loss")
    page.wait_for_function(OUTLINED, arg="loss")
    panel = page.locator("[data-testid=stSidebar]")
    for number in (2, 3):
        panel.get_by_text("Skip").click()
        panel.get_by_text(f"Step {number} of 4").wait_for(timeout=WAIT_MS)
        wait_until_idle(page)
    for number in (2, 1):
        page.go_back()
        panel.get_by_text(f"Step {number} of 4").wait_for(timeout=WAIT_MS)
        wait_until_idle(page)

    assert "lesson_step=1" in page.url or "lesson_step" not in page.url
    page.wait_for_function(OUTLINED, arg="loss")
    panel.get_by_text("Leave the lesson").first.click()
    page.wait_for_function(OUTLINED, arg="")


def test_a_curve_is_drawn_by_hand_into_the_loss(visit):
    """A drag over the chart is the prediction; it is a line of the chart from then on, and the stroke is gone."""
    page = visit("/train?epoch=0&lesson=02-flat-loss&lesson_step=2")
    commit = page.locator("[data-testid=stSidebar] button", has_text="Commit").first
    assert commit.is_disabled()
    place = drawn_chart(page, "Loss during training").bounding_box()
    left, top = place["x"] + 90, place["y"] + 70
    page.mouse.move(left, top)
    page.mouse.down()
    for pixel in range(0, 300, 10):
        page.mouse.move(left + pixel, top + 0.6 * pixel)
    page.mouse.up()
    page.get_by_text("Your curve is in the chart").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    node = chart(page, "Loss during training")
    drawn = node.evaluate(HEIGHTS)

    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0] > 50 > 10 > drawn[-1]
    assert node.evaluate("(node) => node.layout.shapes?.length ?? 0") == 0
    commit.click()
    page.get_by_text("You said a curve from").first.wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    assert node.evaluate("(node) => node._fullLayout.dragmode") != "drawopenpath"


def test_a_phone_has_the_lesson_above_the_dock(visit):
    """It can be read, answered and turned over there; folded to a line it stays so. A wide screen has none of it."""
    page = visit("/train?epoch=0&lesson=02-flat-loss", width=390)
    strip = page.locator(".strip")
    strip.get_by_label("Your prediction").fill("60")
    strip.get_by_role("button", name="Commit").click()
    strip.get_by_text("You said 60 nats. It is 84.7 nats.").wait_for(timeout=WAIT_MS)
    strip.get_by_role("button", name="Next").click()
    strip.get_by_text("Step 2 of 4").wait_for(timeout=WAIT_MS)
    high = strip.bounding_box()["height"]
    strip.locator(".fold").click()
    page.keyboard.press("ArrowRight")
    page.locator("dd", has_text="1").first.wait_for(timeout=WAIT_MS)
    wait_until_idle(page)

    assert strip.bounding_box()["height"] < 60 < high
    assert not visit("/train?epoch=0&lesson=02-flat-loss").locator(".strip").is_visible()


def test_a_phone_puts_the_network_of_a_question_back(visit):
    """With another text the question is not asked, and a button leads back to what it is about."""
    page = visit("/train?text=hello&target=next&epoch=0&lesson=02-flat-loss", width=390)
    strip = page.locator(".strip")
    strip.get_by_text("asks about its own network").wait_for(timeout=WAIT_MS)
    assert not strip.get_by_label("Your prediction").is_visible()
    strip.get_by_role("button", name="Put its network back").click()
    strip.get_by_label("Your prediction").wait_for(timeout=WAIT_MS)


def test_a_frame_shows_the_class_what_its_link_says(visit):
    """With `embed=true` there is no toolbar; pages, settings and text are as the link says."""
    page = visit("/train?text=hello&target=next&epochs=1000&epoch=5&without=surgery&hide=preset&lock=text&embed=true")

    assert page.locator("[data-testid=stToolbar]").count() == 0
    assert page.get_by_role("link", name="Surgery").count() == 0
    assert page.get_by_role("link", name="Weights and dynamics").count() == 1
    assert page.get_by_role("textbox", name="Text to learn").is_disabled()
    assert page.get_by_label("Preset").count() == 0
    assert drawn_chart(page, "Loss during training").is_visible()
    assert "without=surgery" in page.url


def test_a_sheet_of_paper_is_saved_with_its_pictures(visit, browser, tmp_path):
    """The file needs nothing else: opened by itself, it draws its charts."""
    page = visit("/teach?teach_view=sheet&teach_sheet=02-flat-loss")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the answers").click()
    saving.value.save_as(tmp_path / "answers.html")
    paper = browser(has_touch=False).new_page()
    paper.goto((tmp_path / "answers.html").as_uri())

    assert saving.value.suggested_filename == "02-flat-loss-answers.html"
    paper.locator("figure .main-svg").nth(1).wait_for(state="attached", timeout=WAIT_MS)
    assert paper.locator("figure").count() == 2
    paper.close()


STEPS = [link_to_lesson(lesson).under("") for lesson in LESSONS]
FIRST_OF_A_PAGE = list({path.split("?")[0]: path for path in reversed(STEPS)}.values())


@pytest.mark.parametrize(
    ("path", "width", "dark"),
    [
        *((path, 1280, False) for path in ("/learn", "/teach", *FIRST_OF_A_PAGE)),
        *((path, 390, True) for path in ("/learn", STEPS[1], STEPS[3])),
    ],
)
def test_axe_finds_nothing_on_a_page_of_a_lesson(visit, path, width, dark):
    """Names, contrast, order, keyboard: what we draw breaks none of its rules, where a lesson begins."""
    assert violations(visit(path, width=width, dark=dark)) == []
