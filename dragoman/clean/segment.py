"""Where on a page the article stands: the run of units whose scores add up highest.

Each unit gets a gain in words: prose gives its length, everything else costs. The best run is the
maximum-sum segment. The constants were set on the development pages of a public benchmark of
plain-text scrapes (``benchmarks/quality``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases

MOST_WORDS = 50  # a long paragraph counts no more than this
PROSE_WORDS = 15  # from here on a unit is prose whatever it ends with
SENTENCE_WORDS = 6  # from here on it is, where it ends as a sentence does
OPEN_SHARE = 0.2  # of its words counts prose that does not end as a sentence does
SHORT = -10.0  # a unit that is not prose
REPEATED = -12.0  # a unit that stands on the page twice
CHROME = -4.0  # a unit known to be furniture
BOXED = -2.0  # a caption, a credit, another article's title
AFTER = -6.0  # "Leave a reply" and its like
MOST_LOSS = 80.0  # what one interruption may cost: boxes stand in the middle of long articles too


class Kind(StrEnum):
    """What a unit is for the search: one of the marks it bears, or ``FREE``."""

    FREE = "free"
    CHROME = "chrome"
    BOXED = "boxed"


def small_words(unit: Unit, phrases: Phrases) -> float:
    """The share of frequent small words: about .4 in prose, near nothing in menus."""
    words = unit.words
    return sum(w.casefold() in phrases.stopwords for w in words) / len(words) if words else 0.0


def find_segment(
    units: Sequence[Unit], kinds: Sequence[Kind], prose: Sequence[bool], phrases: Phrases
) -> tuple[int, int]:
    """First and one-past-last index of the article's run; (0, 0) where no unit is prose."""
    seen: Counter[str] = Counter(u.text for u in units)
    best, start, total, run = 0.0, 0, 0.0, (0, 0)
    lost = 0.0  # by the present interruption; prose wins it back word by word
    for i, unit in enumerate(units):
        gain = _gain(unit, kinds[i], prose[i], seen[unit.text] > 1, phrases)
        gain = max(gain, lost - MOST_LOSS) if gain < 0 else gain
        lost = max(0.0, lost - gain)
        total += gain
        if total <= 0:
            total, start, lost = 0.0, i + 1, 0.0
        elif total > best:
            best, run = total, (start, i + 1)
    return run


def is_prose(unit: Unit, phrases: Phrases) -> bool:
    """Whether a unit reads like a paragraph rather than a title, a menu or a list."""
    count = len(unit.words)
    if unit.ends:
        return count >= SENTENCE_WORDS
    return count >= PROSE_WORDS and small_words(unit, phrases) >= 0.2


def _gain(unit: Unit, kind: Kind, prose: bool, repeated: bool, phrases: Phrases) -> float:
    if phrases.is_after(unit.text):
        return AFTER
    if kind is not Kind.FREE:
        return BOXED if kind is Kind.BOXED else CHROME
    count = min(len(unit.words), MOST_WORDS)
    if repeated and len(unit.words) < MOST_WORDS:
        return REPEATED
    if prose:
        return float(count) if unit.ends else count * OPEN_SHARE
    return 0.0 if unit.ends else SHORT
