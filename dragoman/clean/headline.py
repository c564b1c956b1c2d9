"""Which line above an article is its headline: the one that came with it as its title, else the one
whose words come back in the article, else the first of the few lines that stand there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases

_WORD = re.compile(r"\w+")
_STEM = 5  # code points: "express" for "expressed" and "expresses"
_FEWEST, _MOST = 3, 30  # words of a headline
_FURTHEST = 40  # units between a headline and the article's first paragraph
_LONGEST_BODY = 100_000  # code points in which a headline's words are looked for
_GOOD = 0.6
_NEAR = 0.35  # an earlier candidate wins over a later one that is better by less


def plain(text: str) -> str:
    """Words alone, for comparing lines that differ in marks and case."""
    return " ".join(_WORD.findall(text.casefold()))


def find_headline(
    units: Sequence[Unit], able: Sequence[int], body: str, title: str | None, phrases: Phrases
) -> int | None:
    """The index of the headline among the units ``able`` to be one, or ``None``."""
    wanted = plain(title or "")
    for i in able:
        line = plain(units[i].text)
        if wanted and line and (line == wanted or (len(line) > 20 and wanted.startswith(line))):
            return i
    headed = [i for i in able if units[i].heading]
    if headed:
        return headed[0]
    near = [i for i in able[-_FURTHEST:] if _FEWEST <= len(units[i].words) <= _MOST]
    near = _below_masthead(units, near)
    if not near:
        return (
            able[0] if len(able) == 1 and not units[able[0]].ends and len(units[able[0]].words) > 1 else None
        )
    stems = {w[:_STEM] for w in _content(body[:_LONGEST_BODY], phrases)}
    seen = Counter(u.text for u in units)
    scores = {i: _score(units[i], stems, seen[units[i].text] > 1, phrases) for i in near}
    best = max(scores.values())
    if best >= _GOOD:
        return next(i for i in near if scores[i] >= best - _NEAR and scores[i] >= _GOOD)
    return near[0] if len(near) <= 3 else None


def _below_masthead(units: Sequence[Unit], near: list[int]) -> list[int]:
    """Without the slogan that stands with the site's name, apart from what follows."""
    group_end = next((i for i, unit in enumerate(units) if unit.apart), 0)
    below = [i for i in near if i >= group_end]
    return below if 0 not in near and below else near


def _content(text: str, phrases: Phrases) -> list[str]:
    return [w for w in _WORD.findall(text.casefold()) if len(w) > 2 and w not in phrases.stopwords]


def _score(unit: Unit, stems: set[str], repeated: bool, phrases: Phrases) -> float:
    words = _content(unit.text, phrases)
    hits = sum(w[:_STEM] in stems for w in words)
    share = hits / len(words) if words else 0.0
    full_stop = unit.text.endswith(".")
    return share + 0.1 * min(hits, 5) + (0.2 if repeated else 0.0) - (0.4 if full_stop else 0.0)
