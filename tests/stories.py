"""What the visitors' stories read from a page in Streamlit's own test harness: our components' data."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def readings(app: AppTest) -> dict[str, str]:
    """Return what the readings show, by their names."""
    return {name: value for part in components(app) for name, value, *_ in part.get("readings", ())}


def components(app: AppTest) -> list[dict]:
    """Return the data of all components of ours on the page."""
    return [json.loads(component.proto.json) for component in app.get("bidi_component")]
