"""The link in a real browser: a reload, a new tab and another server show the same page in the same state."""

from urllib.parse import urlsplit

from tests.support.visiting import wait_until_at_rest, wait_until_idle

STATE = """() => [
    ...[...document.querySelectorAll('[role=radio]')].map((radio) => `${radio.innerText}: ${radio.ariaChecked}`),
    ...[...document.querySelectorAll('input[type=range]')].map((slider) => `${slider.ariaLabel}: ${slider.value}`),
    ...[...document.querySelectorAll('.live-plotly, .painted-text')].map((part) => part.ariaLabel ?? part.innerText),
]"""


def state(page) -> list[str]:
    """Return what is chosen in every row of buttons and on every slider, and what each picture says it shows."""
    wait_until_at_rest(page)
    wait_until_idle(page)
    return page.evaluate(STATE)


def path_of(url: str) -> str:
    """Return the part of an address after its server."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_a_link_shows_the_same_on_a_reload_in_a_new_tab_and_on_another_server(visit, cold_server):
    """View, unit and text are set by hand; wherever the link is opened, all that is seen is the same."""
    page = visit("/hidden_states?text=hello+world&target=next&epochs=2000&epoch=300")
    before = state(page)
    page.get_by_role("radio", name="pre-activation s").click()
    page.wait_for_url("**hidden_values=s**")
    page.locator('input[type=range][aria-label="Hidden unit"]').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**unit=1**")
    chosen, link = state(page), path_of(page.url)
    page.reload()
    reloaded = state(page)

    assert chosen != before
    assert reloaded == chosen
    assert state(visit(link)) == chosen
    assert state(visit(link, server=cold_server)) == chosen
    assert path_of(page.url) == link
