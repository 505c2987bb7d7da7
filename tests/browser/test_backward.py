"""The way back, in a real browser."""

import pytest

from tests.support.visiting import WAIT_MS, button, chart, click_chart, drawn_chart, wait_until_at_rest, wait_until_idle

pytestmark = pytest.mark.browser

FLOW = "Norm of the gradient at the activations of each step"

COUNT_LOST_CHARTS = """() => {
    window.lostCharts = [];
    const lost = (node) => [...(node.querySelectorAll?.('.live-plotly') ?? [])].map((chart) => chart.ariaLabel);
    new MutationObserver((changes) => {
        for (const { removedNodes } of changes) window.lostCharts.push(...[...removedNodes].flatMap(lost));
    }).observe(document.body, { childList: true, subtree: true });
}"""


def choose(page, label: str) -> None:
    """Choose a part of the page, or a way to break the backward pass."""
    page.locator("[data-testid=stButtonGroup]").get_by_text(label, exact=True).click()


def replayed_to(page) -> int:
    """Return the step where the replay is."""
    return int(chart(page, FLOW).get_attribute("aria-label").split("At step ")[1].split(":")[0])


def test_the_replay_plays_by_itself_and_holds(visit):
    """Replay goes back step by step while the film rests; Hold stops it; a click on a bar stands there."""
    page = visit("/backward?epoch=300&back=26")
    wait_until_at_rest(page)
    node = chart(page, FLOW).element_handle()
    assert replayed_to(page) == 26
    button(page, "Replay").click()
    page.wait_for_function("(node) => node.ariaLabel.match(/At step (\\d+)/)[1] < 24", arg=node, timeout=WAIT_MS)
    button(page, "Hold").click()
    button(page, "Replay").wait_for(timeout=WAIT_MS)
    wait_until_idle(page)
    held_at = replayed_to(page)
    page.wait_for_timeout(1500)

    assert replayed_to(page) == held_at
    click_chart(page, FLOW, 26, 0.1 * node.evaluate("(node) => node._fullData[0].y[25]"))
    page.wait_for_function("(node) => node.ariaLabel.includes('At step 26:')", arg=node, timeout=WAIT_MS)
    assert node.evaluate("(node) => node.isConnected")


def test_holding_the_replay_replaces_no_chart(visit):
    """However often the clock starts and stops, each chart stays the one that it was: nothing flashes."""
    page = visit("/backward?epoch=300&back=26")
    wait_until_at_rest(page)
    page.evaluate(COUNT_LOST_CHARTS)
    for n in range(6):
        button(page, "Replay").click()
        button(page, "Hold").wait_for()
        page.wait_for_timeout(450 + 40 * n)
        button(page, "Hold").click()
        button(page, "Replay").wait_for()
        wait_until_idle(page)

    assert page.evaluate("window.lostCharts") == []


def test_the_replay_stays_where_it_is_while_the_film_plays(visit):
    """Playing the film changes the bars of the step where the replay is, and not the step."""
    page = visit("/backward?epoch=300&back=26")
    wait_until_at_rest(page)
    button(page, "Go back one step").click()
    chart(page, "Sent back to step 24").wait_for(timeout=WAIT_MS)
    node = chart(page, FLOW).element_handle()
    before = node.get_attribute("aria-label")
    button(page, "Play").click()
    page.wait_for_function("([node, before]) => node.ariaLabel !== before", arg=[node, before], timeout=WAIT_MS)
    page.wait_for_timeout(1000)
    button(page, "Pause").click()
    wait_until_at_rest(page)

    assert replayed_to(page) == 25
    assert node.evaluate("(node) => node.isConnected")


def test_a_cell_of_the_matrix_chooses_the_step(visit):
    """A click on the error of step 15 at step 4 follows the error of step 15."""
    page = visit("/backward?epoch=300")
    wait_until_at_rest(page)
    choose(page, "Credit assignment over time")
    chart(page, "Credit assignment: ").locator(".main-svg").first.wait_for(timeout=WAIT_MS)
    click_chart(page, "Credit assignment: ", 15, 4)

    page.get_by_text("15 · O", exact=True).wait_for(timeout=WAIT_MS)
    page.get_by_text("the error of step 15").first.wait_for(timeout=WAIT_MS)


def test_breaking_the_backward_pass_moves_the_marks_off_the_diagonal(visit):
    """With a wrong sign the marks are mirrored and the loss curves part; as it is, all lie on the diagonal."""
    page = visit("/backward?epoch=300")
    wait_until_at_rest(page)
    choose(page, "Gradient check")
    check = chart(page, "Gradient check")
    check.locator(".main-svg").first.wait_for(timeout=WAIT_MS)
    gap = """(node) => Math.max(...node._fullData.slice(1).flatMap(({ x, y }) => {
        const [across, upwards] = [x, y].map((values) => [...values]);
        return across.map((value, n) => Math.abs(value - upwards[n]) / Math.max(1e-3, Math.abs(value)));
    }))"""
    assert check.evaluate(gap) < 0.01
    choose(page, "wrong sign")
    page.get_by_text("The gradients disagree").wait_for(timeout=WAIT_MS)
    comparison = chart(page, "Loss with each backward pass")
    comparison.locator(".main-svg").first.wait_for(timeout=WAIT_MS)

    assert drawn_chart(page, "Gradient check").evaluate(gap) > 1
    racing = drawn_chart(page, "Loss with each backward pass")  # a chart out of sight is not drawn on
    length = racing.evaluate("(node) => node._fullData[0].x.length")
    page.wait_for_function(f"(node) => [...node._fullData[0].x].at(-1) > {length} + 20", arg=racing, timeout=WAIT_MS)
    choose(page, "as it is")
    page.get_by_text("The gradients agree").wait_for(timeout=WAIT_MS)
    comparison.wait_for(state="detached", timeout=WAIT_MS)
