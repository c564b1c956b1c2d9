"""Where on a page the article stands: the run of units whose scores add up highest.

Each unit gets a gain in words: prose gives its length, everything else costs. The best run is the
maximum-sum segment. The constants were set on the development pages of a public benchmark of
plain-text scrapes (``benchmarks/quality``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases

MOST_WORDS = 60  # a long paragraph counts no more than this
PROSE_WORDS = 15  # from here on a unit is prose whatever it ends with
SENTENCE_WORDS = 6  # from here on it is, where it ends as a sentence does
SHORT = -8.0  # a unit that is not prose
CHROME = -8.0  # a unit known to be furniture
AFTER = -16.0  # "Leave a reply" and its like


def small_words(unit: Unit, phrases: Phrases) -> float:
    """The share of frequent small words: about .4 in prose, near nothing in menus."""
    words = unit.words
    return sum(w.casefold() in phrases.stopwords for w in words) / len(words) if words else 0.0


def find_segment(units: Sequence[Unit], chrome: Sequence[bool], phrases: Phrases) -> tuple[int, int]:
    """First and one-past-last index of the article's run; (0, 0) where no unit is prose.

    ``chrome`` says of each unit whether its words are known furniture, a caption or a teaser.
    """
    seen: Counter[str] = Counter(u.text for u in units)
    best, start, total, run = 0.0, 0, 0.0, (0, 0)
    for i, unit in enumerate(units):
        total += _gain(unit, chrome[i], seen[unit.text] > 1, phrases)
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, run = total, (start, i + 1)
    return run


def is_prose(unit: Unit, phrases: Phrases) -> bool:
    """Whether a unit reads like a paragraph rather than a title, a menu or a list."""
    count = len(unit.words)
    if unit.ends:
        return count >= SENTENCE_WORDS
    return count >= PROSE_WORDS and small_words(unit, phrases) >= 0.2


def _gain(unit: Unit, chrome: bool, repeated: bool, phrases: Phrases) -> float:
    if phrases.is_after(unit.text):
        return AFTER
    if chrome:
        return CHROME
    count = min(len(unit.words), MOST_WORDS)
    if repeated and count < MOST_WORDS:
        return SHORT
    if is_prose(unit, phrases):
        return float(count) if unit.ends else count / 2
    return SHORT / 2 if unit.ends else SHORT
