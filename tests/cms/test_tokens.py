"""The colours of the stylesheet can be read, on screen by day and by night (LOOK: 4.5:1, 3:1)."""

import gzip
import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "cms" / "static" / "cms" / "relais.css"
TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")

SURFACES = ("paper", "sheet", "sunk")
WASHES = ("indigo-wash", "green-wash", "ochre-wash", "red-wash")
TEXT = [
    *[(word, ground) for word in ("ink", "muted", "indigo") for ground in SURFACES + WASHES],
    *[(word, ground) for word in ("laterite", "laterite-deep") for ground in SURFACES],
    *[(word, ground) for word in ("green", "red") for ground in SURFACES],
    ("ochre", "paper"),
    ("ochre", "sheet"),
    ("green", "green-wash"),
    ("red", "red-wash"),
    ("on-laterite", "laterite"),
    ("on-laterite", "laterite-deep"),
    ("on-indigo", "indigo"),
    ("on-red", "red"),
]
MARKS = [
    *[(edge, ground) for edge in ("edge", "laterite", "indigo") for ground in SURFACES],
    ("ochre", "ochre-wash"),
    ("ochre", "sunk"),
    ("edge", "indigo-wash"),
]


def schemes() -> dict[str, dict[str, str]]:
    """Token values by scheme; the dark scheme inherits what it does not change."""
    light, dark = CSS.read_text().split("@media (prefers-color-scheme: dark)", 1)
    day = dict(TOKEN.findall(light))
    return {"light": day, "dark": day | dict(TOKEN.findall(dark.split("/* ---", 1)[0]))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, for #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_reaches_four_and_a_half(scheme: str, front: str, ground: str) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[front], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), MARKS)
def test_marks_and_edges_reach_three(scheme: str, front: str, ground: str) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[front], tokens[ground]) >= 3


def test_the_colours_are_those_of_the_look() -> None:
    day = schemes()["light"]
    named = ("ink", "paper", "laterite", "indigo", "green", "ochre", "red")
    assert [day[name] for name in named] == [
        "#16243a",
        "#fbf9f5",
        "#b4532a",
        "#27406b",
        "#2f6b4f",
        "#9a6a00",
        "#a3262a",
    ]


def test_the_dark_scheme_changes_every_colour() -> None:
    both = schemes()
    assert not [name for name, value in both["light"].items() if both["dark"][name] == value]


def test_the_stylesheet_stays_light_and_loads_nothing() -> None:
    css = CSS.read_text()
    assert len(gzip.compress(css.encode(), 9, mtime=0)) <= 8 * 1024
    assert "@import" not in css
    assert set(re.findall(r"url\(\"?([a-z]+):", css)) == {"data"}
    assert css.count("url(") == css.count('url("data:')


def test_every_token_that_is_used_is_defined() -> None:
    css = CSS.read_text()
    used = set(re.findall(r"var\(--([a-z-]+)\)", css))
    assert used <= set(re.findall(r"--([a-z-]+):", css))
