"""Where on a page the article stands: the run of units whose scores add up highest.

Each unit gets a gain in words: prose gives its length, everything else costs, and one interruption
costs no more than a few paragraphs, since boxes stand in the middle of articles too. The best run is
the maximum-sum segment. The constants were found by ``training/pages`` on the development pages of a
public benchmark of plain-text scrapes; its card tells the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import AFTER, CLOSING, Phrases

PROSE_WORDS = 15  # from here on a unit is prose whatever it ends with
SENTENCE_WORDS = 6  # from here on it is, where it ends as a sentence does


@dataclass(frozen=True, slots=True)
class Costs:
    """What units give and cost, in words."""

    most: float = 50.0  # a long paragraph counts no more than this
    unended: float = 0.2  # the share that counts of prose that does not end as a sentence does
    short: float = 10.0  # a unit that is not prose, unless it ends as a sentence does
    repeated: float = 12.0  # a unit that stands on the page twice
    chrome: float = 4.0  # a unit known to be furniture
    boxed: float = 2.0  # a caption, a credit, another article's title
    after: float = 6.0  # "Leave a reply" and its like
    closing: float = 60.0  # "14 comments", behind more words than these
    interruption: float = 80.0  # the most that units without prose between them cost together


COSTS = Costs()


class Kind(StrEnum):
    """What a unit is for the search: one of the marks it bears, or ``FREE``."""

    FREE = "free"
    CHROME = "chrome"
    BOXED = "boxed"


def small_words(unit: Unit, phrases: Phrases) -> float:
    """The share of frequent small words: about .4 in prose, near nothing in menus."""
    words = unit.words
    return sum(w in phrases.stopwords for w in words) / len(words) if words else 0.0


def find_segment(
    units: Sequence[Unit],
    kinds: Sequence[Kind],
    prose: Sequence[bool],
    phrases: Phrases,
    costs: Costs = COSTS,
    seen: Mapping[str, int] | None = None,
) -> tuple[int, int]:
    """First and one-past-last index of the article's run; (0, 0) where no unit is prose. ``seen`` tells
    how often the page has a line."""
    seen = seen or Counter([u.text for u in units])
    best, start, total, run = 0.0, 0, 0.0, (0, 0)
    lost = 0.0  # by the present interruption; prose wins it back word by word
    for i, unit in enumerate(units):
        if unit.asks & CLOSING and total > costs.closing and phrases.is_closing(unit.text, unit.asks):
            total -= costs.closing
            continue
        gain = _gain(unit, kinds[i], prose[i], seen[unit.text] > 1, phrases, costs)
        if gain < 0 and gain < lost - costs.interruption:
            gain = lost - costs.interruption
        lost = lost - gain if lost > gain else 0.0
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


def _gain(unit: Unit, kind: Kind, prose: bool, repeated: bool, phrases: Phrases, costs: Costs) -> float:
    if unit.asks & AFTER and phrases.is_after(unit.text, unit.asks):
        return -costs.after
    if kind is not Kind.FREE:
        return -costs.boxed if kind is Kind.BOXED else -costs.chrome
    count = len(unit.words)
    if repeated and count < costs.most:
        return -costs.repeated
    if prose:
        return min(count, costs.most) * (1.0 if unit.ends else costs.unended)
    return 0.0 if unit.ends else -costs.short
