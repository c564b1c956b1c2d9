"""Which line above an article is its headline: the one that came with it as its title, else the one
whose words come back in the article, else the first of the few lines that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.clean.lines import Unit
from dragoman.clean.names import is_outlet_name, is_title_case, plain
from dragoman.clean.phrases import Phrases

_STEM = 5  # code points: "express" for "expressed" and "expresses"
_FEWEST, _MOST = 3, 30  # words of a headline
_FURTHEST = 40  # units between a headline and the article's first paragraph
_LONGEST_BODY = 1_000  # paragraphs in which a headline's words are looked for
_GOOD = 0.6
_FAIR = 0.2  # of a line that stands right above a good one ...
_FULL = 5  # ... and has so many words
_NEAR = 0.35  # an earlier candidate wins over a later one that is better by less


def find_headline(
    units: Sequence[Unit],
    able: Sequence[int],
    body: Sequence[Unit],
    title: str | None,
    seen: Mapping[str, int],
    phrases: Phrases,
) -> int | None:
    """The index of the headline among the units ``able`` to be one, or ``None``. ``body`` are the
    article's paragraphs; ``seen`` tells how often the page has a line."""
    titled = _titled(units, able, plain(title or ""))
    if titled is not None:
        return titled
    headed = [i for i in able if units[i].heading]
    if headed:
        return headed[0]
    near = [i for i in able[-_FURTHEST:] if _FEWEST <= len(units[i].words) <= _MOST]
    near = _without_mastheads(units, _below_masthead(units, near), phrases)
    if not near:
        return (
            able[0] if len(able) == 1 and not units[able[0]].ends and len(units[able[0]].words) > 1 else None
        )
    spoken = set[str]().union(*[u.words for u in body[:_LONGEST_BODY]])
    stems = {w[:_STEM] for w in spoken.difference(phrases.stopwords) if len(w) > 2}
    scores = {i: _score(units[i], stems, seen[units[i].text] > 1, phrases) for i in near}
    best = max(scores.values())
    if best >= _GOOD:
        return _topmost(
            next(i for i in near if scores[i] >= max(best - _NEAR, _GOOD)), scores, units, phrases
        )
    return near[0] if len(near) <= 3 else None


def _titled(units: Sequence[Unit], able: Sequence[int], wanted: str) -> int | None:
    """The line that is the title which came with the article, or its beginning."""
    for i in able if wanted else ():
        line = plain(units[i].text)
        if line and (line == wanted or (len(line) > 20 and wanted.startswith(line))):
            return i
    return None


def _below_masthead(units: Sequence[Unit], near: list[int]) -> list[int]:
    """Without the slogan that stands with the site's name, apart from what follows."""
    group_end = next((i for i, unit in enumerate(units) if unit.apart), 0)
    below = [i for i in near if i >= group_end]
    return below if 0 not in near and below else near


def _without_mastheads(units: Sequence[Unit], near: list[int], phrases: Phrases) -> list[int]:
    """Without the outlet's name, where another line may be the headline."""
    others = [i for i in near if not _is_masthead(units[i].text, phrases)]
    return others or near


def _is_masthead(line: str, phrases: Phrases) -> bool:
    words = [w.casefold() for w in line.split()]
    kind = words[1] if words[0] in phrases.articles and len(words) > 1 else words[0]
    issues = words[0] in phrases.issuers and is_title_case(line)
    return issues or (bool({kind, words[-1]} & phrases.outlet_words) and is_outlet_name(line, phrases))


def _topmost(found: int, scores: dict[int, float], units: Sequence[Unit], phrases: Phrases) -> int:
    """The first of the lines that stand together: the standfirst repeats more of the article than the
    headline above it."""
    above = found - 1
    while scores.get(above, 0.0) >= _FAIR and _is_full(units[above], phrases):
        found, above = above, above - 1
    return found


def _is_full(unit: Unit, phrases: Phrases) -> bool:
    """Long enough for a headline, and no slogan ("News of both shores")."""
    slogan = not phrases.outlet_words.isdisjoint(unit.words)
    return len(unit.words) >= _FULL and not unit.ends and not slogan


def _score(unit: Unit, stems: set[str], repeated: bool, phrases: Phrases) -> float:
    stopwords = phrases.stopwords
    words = [w[:_STEM] for w in unit.words if len(w) > 2 and w not in stopwords]
    hits = sum([w in stems for w in words])
    share = hits / len(words) if words else 0.0
    against = (0.4 if unit.text.endswith(".") else 0.0) + (0.6 if len(unit.words) < _FULL - 1 else 0.0)
    return share + 0.1 * min(hits, 5) + (0.2 if repeated else 0.0) - against
