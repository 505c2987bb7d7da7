"""What the visitors' stories read from a page in Streamlit's own test harness: our components' data."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def readings(app: AppTest) -> dict[str, str]:
    """Return what the readings show, by their names."""
    return {name: value for part in components(app) for name, value, *_ in part.get("readings", ())}


def alt(app: AppTest, title: str) -> str:
    """Return the text for alt of the live chart whose title starts so."""
    return next(said for said in alts(app) if said.startswith(title))


def alts(app: AppTest) -> list[str]:
    """Return what each live chart says to a reader who cannot see it, in their order on the page."""
    return [chart["alt"] for chart in charts(app)]


def charts(app: AppTest) -> list[dict]:
    """Return what is sent to the live charts, in their order on the page."""
    return [part for part in components(app) if "figure" in part]


def said(app: AppTest) -> list[str]:
    """Return all sentences of the page, those that change with the film too, but what figures say of themselves."""
    boxes = [box for kind in ("success", "info", "warning", "error") for box in app.main.get(kind)]
    return [*(text.value for text in [*app.markdown, *app.caption, *boxes]), *words(app)]


def notices(app: AppTest) -> list[dict]:
    """Return the notices of the page: colour, icon and words each."""
    return [part for part in components(app) if "icon" in part]


def words(app: AppTest) -> list[str]:
    """Return the sentences that change with the film, in their order on the page."""
    return [part["words"] for part in components(app) if "words" in part]


def dock(app: AppTest) -> dict:
    """Return the data of the dock."""
    return next(part for part in components(app) if "paces" in part)


def components(app: AppTest) -> list[dict]:
    """Return the data of all components of ours on the page."""
    return [json.loads(component.proto.json) for component in app.get("bidi_component")]


def keys(app: AppTest) -> set[str]:
    """Return the keys of all components of ours and all controls in the page's main part."""
    ids = [element.proto.id for element in app.main if hasattr(getattr(element, "proto", None), "id")]
    return {name.rsplit("-", 1)[-1] for name in ids}
