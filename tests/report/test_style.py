"""Contrast of every pair of text and ground that the style sheet uses, for light and for dark."""

import re
from importlib import resources

import pytest

CSS = resources.files("dragoman.report").joinpath("templates", "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", block))
    for block in re.findall(r":root \{(.*?)\n\s*\}", CSS, re.DOTALL)[:2]
)
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "faint", "link", "accent") for ground in ("paper", "card")),
    *((text, f"mark{depth}") for text in ("ink", "source", "cue") for depth in (1, 2, 3)),
    *(("heat-ink", f"heat{level}") for level in (1, 2, 3)),
    *(("heat-ink-dark", f"heat{level}") for level in (4, 5)),
    ("warn-ink", "warn"),
    ("soft", "mark1"),
    ("source", "paper"),
    ("cue", "paper"),
    ("ink", "target"),
]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast_reaches_level_aa(scheme, text, ground):
    one, two = sorted((luminance(scheme[text]), luminance(scheme[ground])), reverse=True)
    assert (one + 0.05) / (two + 0.05) >= 4.5
