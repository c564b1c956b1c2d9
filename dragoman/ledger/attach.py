"""Finding the words again that a judgement points at, and the statement that they belong to.

Pure functions of a text, its statements and a selector. Words that stand there letter for letter come
first, of several places the one whose neighbours agree most; then the same words with other blanks,
quotation marks or dashes; then whatever shares most words between the same neighbours. Of the statements
the one whose anchor (all of its content, gaps included) covers the same stretch best; its edges may have
moved, as long as at least half of both together is shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from dragoman.model import Article, Selector, Span, Spans, Statement

CONTEXT = 32
"""Characters of an article that a selector keeps on each side of its quotation."""

ENOUGH = 0.5
"""The part that two stretches share of all they cover from which on they are the same finding."""

_LIKE_ENOUGH = 0.6  # share of words from which on a changed quotation is taken for the same
_LEAST_NEIGHBOUR = 8  # characters of a neighbour that are looked for where the quotation itself is gone
_STRETCH = 2  # times its old length that a changed quotation may have
_SAME_SIGN = str.maketrans("“”„«»‘’‚–—−", '"""""\'\'\'---')


def select(article: Article, span: Span) -> Selector:
    """The words of a span as they are found again."""
    text = article.text
    before = text[max(0, span.start - CONTEXT) : span.start]
    return Selector(article.id, span.of(text), before, text[span.end : span.end + CONTEXT])


def anchor(statement: Statement) -> Span:
    """The stretch that stands for a statement: from the first to the last character of its content; of its
    cue or source where it has none."""
    return envelope(statement.content or statement.cue or statement.source)


def envelope(spans: Spans) -> Span:
    """From the first to the last character of some spans; empty where there are none."""
    if not spans:
        return Span(0, 0)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def places(selector: Selector, text: str) -> tuple[Span, ...]:
    """Where the selector's words stand: the best places, all of them where they are equally good."""
    if not selector.quotation:
        return ()
    exact = _occurrences(selector.quotation, text)
    if exact:
        return _best(exact, selector, text)
    folded, back = _fold(text)
    quotation, _ = _fold(selector.quotation)
    loosely = [Span(back[s.start], back[s.end - 1] + 1) for s in _occurrences(quotation.strip(), folded)]
    return _best(loosely, selector, text) or tuple(_between_neighbours(selector, text))


def overlap(one: Span, other: Span) -> float:
    """What two stretches share, as a part of what they cover together."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    covered = max(one.end, other.end) - min(one.start, other.start)
    return max(0, shared) / covered if covered else 0.0


def attach(found: Iterable[Span], statements: Sequence[Statement]) -> Statement | None:
    """The statement whose anchor lies most nearly on one of these stretches; ``None`` where none does."""
    stretches = tuple(found)
    if not stretches:
        return None
    rated = [
        (overlap(stretch, own), -stretch.start, -ordinal)
        for ordinal, own in enumerate(map(anchor, statements))
        for stretch in stretches
        if own.start < stretch.end and stretch.start < own.end
    ]
    best = max(rated, default=None)
    return statements[-best[2]] if best and best[0] >= ENOUGH else None


def nearest(found: Sequence[Span], place: Span) -> Span | None:
    """Of several stretches the one that lies nearest to a place."""
    return min(found, key=lambda s: (abs(s.start - place.start), s), default=None)


def _occurrences(quotation: str, text: str) -> list[Span]:
    found, at = [], text.find(quotation) if quotation else -1
    while at >= 0:
        found.append(Span(at, at + len(quotation)))
        at = text.find(quotation, at + 1)
    return found


def _best(found: Sequence[Span], selector: Selector, text: str) -> tuple[Span, ...]:
    """Those whose neighbours agree most with the selector's."""
    if len(found) < 2:
        return tuple(found)
    agreed = [_agreement(span, selector, text) for span in found]
    return tuple(span for span, n in zip(found, agreed, strict=True) if n == max(agreed))


def _agreement(span: Span, selector: Selector, text: str) -> int:
    """How many characters next to the span are those next to the quotation."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return _shared(before[::-1], selector.before[::-1]) + _shared(after, selector.after)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with single blanks and plain signs, and where each of its characters stood."""
    kept: list[str] = []
    back: list[int] = []
    for at, sign in enumerate(text.translate(_SAME_SIGN)):
        if not sign.isspace():
            kept.append(sign)
        elif kept and kept[-1] != " ":
            kept.append(" ")
        else:
            continue
        back.append(at)
    return "".join(kept), back


def _between_neighbours(selector: Selector, text: str) -> Iterator[Span]:
    """The stretch between the same neighbours that shares most words with the quotation, if enough."""
    left, right = selector.before[-CONTEXT:], selector.after[:CONTEXT]
    if min(len(left.strip()), len(right.strip())) < _LEAST_NEIGHBOUR:
        return
    rated = []
    for before in _occurrences(left, text):
        end = text.find(right, before.end)
        if 0 <= end - before.end <= _STRETCH * len(selector.quotation):
            span = Span(before.end, end)
            rated.append((_likeness(span.of(text), selector.quotation), -span.start, span))
    likeness, _, span = max(rated, default=(0.0, 0, Span(0, 0)))
    if likeness >= _LIKE_ENOUGH:
        yield span


def _likeness(one: str, other: str) -> float:
    """Share of words, of the longer of two wordings."""
    words, others = Counter(one.lower().split()), Counter(other.lower().split())
    return (words & others).total() / max(words.total(), others.total(), 1)
