"""Whose words articles report, as bars: the words of each article by the side that the speaker stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.report.contexts_linked import Bar, Segment
from dragoman.report.view import ShareView

NO_SIDE = "no side told"
MOST_SIDES = 4


@dataclass(frozen=True, slots=True)
class Titled:
    """An article as a bar names it: its id, title, outlet, and where it leads."""

    id: str
    title: str
    outlet: str
    anchor: str


def sides_of(shares: Iterable[ShareView]) -> list[str]:
    """The sides, the one with most words first."""
    words: Counter[str] = Counter()
    for share in shares:
        if share.side:
            words[share.side] += share.words
    return sorted(words, key=lambda side: (-words[side], side))


def key_of(sides: Sequence[str]) -> tuple[str, ...]:
    """The sides as the key of the picture names them: the largest, the others together, none."""
    return (*sides[:MOST_SIDES], *(["others"] if len(sides) > MOST_SIDES else []), NO_SIDE)


def bars_of(shares: Sequence[ShareView], pages: Iterable[Titled]) -> Iterator[Bar]:
    """A bar for each article that reports words, in the order of the articles."""
    sides = sides_of(shares)
    by_article: defaultdict[str, dict[str | None, tuple[int, float]]] = defaultdict(dict)
    for share in shares:
        by_article[share.article][share.side] = (share.words, share.share)
    for page in pages:
        found = by_article.get(page.id)
        if not found:
            continue
        segments = [
            Segment(side, *found[side], min(n, MOST_SIDES)) for n, side in enumerate(sides) if side in found
        ]
        if None in found:
            segments.append(Segment(NO_SIDE, *found[None], MOST_SIDES + 1))
        total = sum(words for words, _ in found.values())
        yield Bar(page.title, page.outlet, page.anchor, tuple(segments), total)
