"""The chart's colours, computed: every pair that the style sheets put together can be read."""

import re
from functools import cache
from pathlib import Path

import pytest

from farled.web import ui

STATIC = Path(ui.__file__).parent / "static" / "ui"
THEMES = ("light", "night")
AUTO_NIGHT = ':root:not([data-theme="light"]):not([data-theme="night"])'

GROUNDS = ["paper", "surface", "shallow", "shallow-soft", "land", "land-soft"]
FILLS = ["magenta-fill", "green-fill", "amber-fill"]
TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "muted") for ground in [*GROUNDS, *FILLS]],
    *[(text, ground) for text in ("deep", "deep-strong") for ground in [*GROUNDS, *FILLS]],
    *[(text, ground) for text in ("magenta", "green", "amber") for ground in ("paper", "surface")],
    *[(text, "shallow-soft") for text in ("magenta", "green", "amber")],
    ("magenta", "magenta-fill"),
    ("green", "green-fill"),
    ("amber", "amber-fill"),
    ("amber", "land-soft"),
    ("on-deep", "deep"),
    ("on-deep", "deep-strong"),
    ("on-magenta", "magenta"),
    ("on-green", "green"),
]
# borders of controls, marks that carry meaning, the focus ring
BOUNDARY_PAIRS = [
    (edge, ground)
    for edge in ("edge", "deep", "focus", "magenta", "green", "amber")
    for ground in [*GROUNDS, *FILLS]
]


@cache
def blocks() -> dict[str, dict[str, str]]:
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "tokens.css").read_text(), flags=re.DOTALL)
    screen, _, paper = css.partition("@media print")
    found: dict[str, dict[str, str]] = {}
    for part, prefix in ((screen, ""), (paper, "print ")):
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", part):
            names = dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
            found[prefix + " ".join(selector.split())] = names
    return found


def theme(name: str) -> dict[str, str]:
    return blocks()[":root" if name == "light" else '[data-theme="night"]']


def luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), f"{colour} is not an opaque colour"
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read(name: str) -> None:
    tokens = theme(name)
    weak = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in TEXT_PAIRS
        if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_control_boundary_can_be_seen(name: str) -> None:
    tokens = theme(name)
    weak = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in BOUNDARY_PAIRS
        if contrast(tokens[pair[0]], tokens[pair[1]]) < 3
    }
    assert weak == {}


def test_night_is_the_same_by_choice_and_by_device() -> None:
    assert blocks()[AUTO_NIGHT] == theme("night")
    colours = {name for name, value in theme("light").items() if value.startswith(("#", "rgb"))}
    assert set(theme("night")) == colours


def test_paper_is_always_day() -> None:
    printed = next(tokens for name, tokens in blocks().items() if name.startswith("print "))
    assert printed == {name: theme("light")[name] for name in theme("night")}


def test_style_sheets_use_only_tokens_that_exist() -> None:
    known = set(theme("light"))
    for sheet in sorted(STATIC.glob("*.css")):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text()))
        assert used <= known, f"{sheet.name}: {sorted(used - known)}"


def test_style_sheets_have_no_colour_of_their_own() -> None:
    for sheet in sorted(STATIC.glob("*.css")):
        if sheet.name == "tokens.css":
            continue
        own = set(re.findall(r"#[0-9a-f]{3,8}\b(?=[^{]*;)", sheet.read_text()))
        # white behind QR codes and on paper, grey hairlines on paper
        assert own <= {"#fff", "#888"}, sheet.name
