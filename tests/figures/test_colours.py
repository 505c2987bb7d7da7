"""One colour, one meaning: on every figure, against both backgrounds, and for every eye."""

import ast
import itertools
import re
import tomllib

import numpy as np
import pytest

from rnn.figures.kit import style
from tests.support.figures import figures
from tests.support.source_code import ROOT, python_files, tree_of

MEANINGS = {
    style.NEGATIVE: "sign",
    style.POSITIVE: "sign",
    style.CORRECT: "correct",
    style.WRONG: "wrong",
    style.SELECTED: "selected",
    style.PROBABILITY: "probability",
    style.LOSS: "loss",
    style.MAGNITUDE: "magnitude",
    style.QUIET: "quiet",
    **dict.fromkeys(style.SERIES, "series"),
}

# What the colours of each figure mean. A figure may be drawn in several ways; these are all of them together.
SHOWN = {
    "addition_figure": {"sign"},
    "check_figure": {"series", "quiet"},
    "clipping_figure": {"series", "quiet", "selected"},
    "comparison_figure": {"series"},
    "asked_figure": {"selected", "quiet"},
    "continuations_figure": {"series", "quiet"},
    "copying_figure": {"series", "selected"},
    "credit_assignment_figure": {"magnitude", "selected"},
    "distribution_figure": {"probability", "quiet"},
    "distributions_figure": {"series", "quiet"},
    "divergence_figure": {"correct", "wrong", "quiet"},
    "entering_figure": {"sign"},
    "errors_figure": {"correct", "wrong", "quiet"},
    "expectations_figure": {"probability", "wrong", "selected"},
    "flow_figure": {"series", "selected"},
    "gradient_decay_figure": {"series", "selected"},
    "gradient_figure": {"series", "quiet"},
    "gradient_norms_figure": {"series", "selected"},
    "hidden_heatmap_figure": {"sign", "magnitude", "selected"},
    "leaving_figure": {"sign"},
    "logit_figure": {"sign", "quiet"},
    "loss_figure": {"series", "quiet", "selected"},
    "map_figure": {"sign", "selected"},
    "microscope_figure": {"probability", "selected", "quiet"},
    "passed_on_figure": {"sign", "quiet"},
    "path_figure": {"series"},
    "pre_activation_figure": {"sign", "quiet"},
    "predicted_characters_figure": {"correct", "wrong"},
    "predicted_figure": {"correct", "wrong", "selected", "quiet"},
    "primings_figure": {"quiet"},
    "radius_figure": {"series", "quiet", "selected"},
    "ranking_figure": {"loss", "quiet"},
    "ratios_figure": {"series", "quiet", "selected"},
    "running_sum_figure": {"sign"},
    "similarity_figure": {"sign"},
    "softmax_figure": {"probability", "selected", "quiet"},
    "spectrum_figure": {"series", "quiet"},
    "state_figure": {"sign", "series", "quiet"},
    "tanh_figure": {"magnitude", "selected", "quiet"},
    "text_figure": {"series", "selected", "quiet"},
    "unit_figure": {"series", "selected", "quiet"},
    "unit_ranking_figure": {"sign", "selected", "quiet"},
    "vector_figure": {"sign", "magnitude", "selected", "quiet"},
    "wrong_characters_figure": {"correct", "wrong", "selected"},
}

# Meanings that are seen beside each other, and have to differ at once.
TOGETHER = [
    (style.NEGATIVE, style.POSITIVE),
    (style.CORRECT, style.WRONG),
    (style.SELECTED, style.NEGATIVE),
    (style.SELECTED, style.POSITIVE),
    *itertools.combinations((style.PROBABILITY, style.WRONG, style.SELECTED, style.QUIET), 2),
    (style.CORRECT, style.SELECTED),
    (style.CORRECT, style.QUIET),
    (style.LOSS, style.QUIET),
    (style.MAGNITUDE, style.SELECTED),
    (style.MAGNITUDE, style.QUIET),
    *itertools.combinations((*style.SERIES, style.QUIET), 2),
]
DISTANCE = 10  # in CIE L*a*b*, where 2.3 is just noticeable side by side
APART = 20  # between any two, for an eye that sees all colours

# Machado, Oliveira and Fernandes 2009, severity 1: linear RGB to linear RGB.
EYES = {
    "all colours": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = [0.95047, 1.0, 1.08883]
STREAMLIT = ("#ffffff", "#f0f2f6", "#0e1117", "#262730")
CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
THEMES = (CONFIG["light"], CONFIG["dark"])


def rgb(colour: str) -> np.ndarray:
    """Return a hex colour as three numbers from 0 to 1."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def linear(values: np.ndarray) -> np.ndarray:
    """Return sRGB without its gamma."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """Return the contrast of two sRGB colours as WCAG defines it, 1 to 21."""
    darker, lighter = sorted(float(linear(colour) @ XYZ[1]) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour: str, eye) -> np.ndarray:
    """Return a colour in CIE L*a*b*, as an eye sees it."""
    x, y, z = (np.array(XYZ) @ np.clip(np.array(eye) @ linear(rgb(colour)), 0, 1)) / WHITE
    fx, fy, fz = (np.cbrt(t) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def distance(one: str, other: str, eye) -> float:
    """Return how far apart two colours are for an eye."""
    return float(np.linalg.norm(seen(one, eye) - seen(other, eye)))


def colours_in(json: str) -> set[str]:
    """Return every colour in a figure's JSON as hex, but those of the theme and the one that is fully transparent."""
    rows = re.findall(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?([\d.]+))?\)", json)
    mixed = {"#" + "".join(f"{int(part):02x}" for part in row[:3]) for row in rows if row[3] != "0"}
    return mixed | set(re.findall(r"#[0-9a-fA-F]{6}\b", json))


def drawn() -> dict[str, list[set[str]]]:
    """Return the colours of each figure, by its name."""
    found = {}
    for name, make in figures():
        found.setdefault(name, []).append(colours_in(make().to_json()))
    return found


def test_every_figure_is_in_the_table():
    """Each function that draws a figure is drawn here, and says what its colours mean."""
    defined = {
        node.name
        for path in python_files("rnn/figures")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_figure") and not node.name.startswith("_")
    }

    assert {name for name, _ in figures()} == defined - {"waterfall_figure"} == set(SHOWN)


def test_every_colour_has_one_meaning():
    """Each colour of each figure is one of the style's, with a meaning that the table allows, and none is missing."""
    for name, pictures in drawn().items():
        assert set().union(*pictures) <= MEANINGS.keys(), name
        assert {MEANINGS[colour] for colour in set().union(*pictures)} == SHOWN[name], name


def test_signs_never_meet_what_they_could_be_taken_for():
    """Where blue and orange are signs, no other meaning has them: the five series and all meanings differ."""
    assert len(MEANINGS) == 9 + len(style.SERIES)
    for one, other in itertools.combinations(MEANINGS, 2):
        assert distance(one, other, EYES["all colours"]) >= APART, (one, other)


@pytest.mark.parametrize("eye", EYES)
def test_colours_that_meet_differ_for_every_eye(eye):
    """Also for an eye without one of the three cones, colours that are seen beside each other are apart."""
    for one, other in TOGETHER:
        assert distance(one, other, EYES[eye]) >= DISTANCE, (one, other)


def test_the_simulated_eyes_are_as_they_should_be():
    """Grey stays grey for all of them; red and green of one lightness meet for two of them."""
    for eye in EYES.values():
        np.testing.assert_allclose(seen("#808080", eye), [53.6, 0, 0], atol=0.1)
    assert distance("#c00000", "#00aa00", EYES["all colours"]) > 100
    assert distance("#a05a00", "#6a7000", EYES["deuteranopia"]) < 10 < distance("#a05a00", "#6a7000", np.eye(3))


@pytest.mark.parametrize(
    "background", [*STREAMLIT, *(theme[f"{k}ackgroundColor"] for theme in THEMES for k in ("b", "secondaryB"))]
)
def test_marks_stand_out_from_every_background(background):
    """Each colour has a contrast of 3 with both backgrounds of light and dark, as WCAG asks of what is no text."""
    for colour in MEANINGS:
        assert contrast(rgb(colour), rgb(background)) >= 3, colour


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_text_can_be_read(theme):
    """Text has a contrast of 4.5 on both backgrounds, faint or not, and on every colour that is drawn behind it."""
    text, background = rgb(theme["textColor"]), rgb(theme["backgroundColor"])
    for behind in (background, rgb(theme["secondaryBackgroundColor"])):
        assert contrast(text, behind) >= 4.5
        assert contrast(style.FAINT * text + (1 - style.FAINT) * behind, behind) >= 4.5
    for colour in (style.CORRECT, style.PROBABILITY, style.SELECTED, style.SERIES[0]):
        assert contrast(text, style.FULLEST * rgb(colour) + (1 - style.FULLEST) * background) >= 4.5


def test_contrast_is_that_of_wcag():
    """Black on white is 21 to 1, #767676 on white is the grey that just has 4.5."""
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_streamlits_own_charts_have_the_same_series():
    """The theme names ten colours for charts, the five series first, and none that has no meaning."""
    colours = CONFIG["chartCategoricalColors"]

    assert len(colours) == len(set(colours)) == 10
    assert tuple(colours[:5]) == style.SERIES
    assert set(colours) <= MEANINGS.keys()


def test_correct_and_wrong_differ_without_colour():
    """Where bars are correct or wrong, the wrong ones are crossed."""
    bars = {name: make() for name, make in figures() if name in ("divergence_figure", "errors_figure")}
    correct, wrong, *_ = bars["divergence_figure"].data

    assert wrong.marker.pattern.shape == "x" and correct.marker.pattern.shape is None
    errors = bars["errors_figure"].data[0].marker
    assert [shape == "x" for shape in errors.pattern.shape] == [colour == style.WRONG for colour in errors.color]
