"""Training, in a real browser."""

import pytest

from tests.visiting import button, chart, reading, wait_until_at_rest

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
