"""Figures: quantities that somebody asserts, and those of other articles for the same thing.

Two figures are for the same thing if they count the same, in articles of about the same time, and their
sentences speak of the same. They are the same, or compatible where their ranges meet or a span of time
fits a year ("since 2017", "in more than four years"); where they part, a later and larger one is a growth
and anything else is different. Nothing says which one is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from dragoman.ids import finding_id
from dragoman.languages import data
from dragoman.link.candidates import UNDATED, Row, pairs_of_rows
from dragoman.link.codes import number_of
from dragoman.link.quantities import find_quantities, sentence_around
from dragoman.link.senses import content_words, senses, tokens
from dragoman.link.sheet import Sheet
from dragoman.model import Alignment, BlockRole, Figure, Relation, Span, Statement

_SILENT = (BlockRole.FURNITURE, BlockRole.CREDIT, BlockRole.BYLINE, BlockRole.DATELINE, BlockRole.TEASER)
_AROUND = 110  # characters on each side of a figure whose words tell what it is about
_NAMED = 60  # characters of a phrase that names what is counted
_ANAPHOR = 300  # characters over which a bare number counts what the figure before it counts
_NEAR = timedelta(days=45)  # between articles that may give figures for the same thing
_LARGE = 1000  # values from here on are seldom shared by chance
_ALIKE_TIMES = 2.4  # likeness from which two spans of time may be of one thing
_SURELY_ALIKE = 3.5  # and from which they contradict each other
_YEAR = 365.25
_SECONDS_A_DAY = 86400


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure is about: its noun, the words around it, those inside it ("patrol"), who asserts it,
    and when its article was written."""

    figure: Figure
    noun: str | None
    words: frozenset[str]
    own: frozenset[str]
    by: str | None
    day: date | None


def find_figures(sheets: Iterable[Sheet]) -> tuple[Figure, ...]:
    """The figures of some articles, by article and place."""
    return tuple(f for sheet in sorted(sheets, key=lambda s: s.id) for f in _inherit(_of_one(sheet)))


def _of_one(sheet: Sheet) -> Iterator[Figure]:
    language = sheet.reading.page.language or "en"
    for block in sheet.reading.page.blocks:
        if block.role in _SILENT:
            continue
        for quantity in find_quantities(block.span.of(sheet.text), language):
            start = block.span.start
            span = Span(start + quantity.span.start, start + quantity.span.end)
            by = _asserter(sheet, span)
            yield Figure(
                id=finding_id("f", sheet.id, (span,)),
                article=sheet.id,
                span=span,
                low=quantity.low,
                high=quantity.high,
                unit=quantity.unit,
                what=_what(sheet.text, span, quantity.unit),
                where=_where(sheet.text, span, language),
                by=by.id if by else None,
            )


def _inherit(figures: Iterable[Figure]) -> Iterator[Figure]:
    """A bare number counts what the figure shortly before it counts ("more than 40 boats ... it was 38")."""
    last: Figure | None = None
    for found in figures:
        near = last is not None and found.span.start - last.span.end <= _ANAPHOR
        bare = found.unit is None and last is not None and near
        figure = replace(found, unit=last.unit, what=last.what) if bare and last else found
        if figure.unit is not None and figure.unit not in (*_scales("en"), "year", "percent", "share"):
            last = figure
        yield figure


def _asserter(sheet: Sheet, span: Span) -> Statement | None:
    """The innermost statement whose words hold the figure."""
    start, end = span.start, span.end
    holding = [s for s in sheet.statements for c in s.content if c.start <= start and end <= c.end]
    return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


def _what(text: str, span: Span, unit: str | None) -> str:
    """What is counted, in the words of the page: the unit and the phrase behind it."""
    sentence = sentence_around(text, span)
    behind = re.match(r"\s*(?:of |in |for )?[^,.;:!?()“”\"\n]*", text[span.end : sentence.end])
    phrase = " ".join((behind.group() if behind else "").split())
    if len(phrase) > _NAMED:
        phrase = phrase[:_NAMED].rsplit(" ", 1)[0]
    return " ".join(part for part in (unit or "", phrase) if part) or span.of(text)


@cache
def _place(language: str) -> re.Pattern[str]:
    return re.compile(data(language, "figures")["other"]["place"])


def _where(text: str, span: Span, language: str) -> str | None:
    """The place behind the figure, or else before it, in its sentence."""
    sentence = sentence_around(text, span)
    behind = _place(language).search(text, span.end, sentence.end)
    before = list(_place(language).finditer(text, sentence.start, span.start))
    found = behind or (before[-1] if before else None)
    return " ".join(found.group().split()) if found else None


def align_figures(figures: Sequence[Figure], sheets: Iterable[Sheet]) -> tuple[Alignment, ...]:
    """The pairs of figures for the same thing, the smaller id first."""
    by_id = {s.id: s for s in sheets}
    topics = {f.id: topic_of(f, by_id[f.article]) for f in figures if f.article in by_id}
    ordered = sorted(topics)
    rows = [row for number, id in enumerate(ordered) for row in rows_of_topic(topics[id], number)]
    pairs = pairs_of_rows(
        np.array(rows, dtype=np.int64).reshape(-1, 3), np.ones(len(ordered), dtype=np.int64)
    )
    found = (align(topics[ordered[a]], topics[ordered[b]]) for a, b in pairs)
    return tuple(sorted((x for x in found if x is not None), key=lambda x: (x.one, x.other)))


def align(one: Topic, other: Topic) -> Alignment | None:
    """How two figures that stand near each other under some key (``rows_of_topic``) stand to each other."""
    relation = _relation(one, other) if one.figure.article != other.figure.article else None
    if relation is None:
        return None
    first, second = sorted((one.figure.id, other.figure.id))
    return Alignment(first, second, relation)


def rows_of_topic(topic: Topic, number: int) -> list[Row]:
    """Under which keys a figure meets others: the words of what it is about, a unit of time or none. Under a
    key figures are ordered by day, and only near ones are compared, as statements are."""
    timed = topic.figure.unit in _scales("en") or topic.figure.unit == "year"
    day = topic.day.toordinal() if topic.day is not None else UNDATED
    return [(number_of(f"f {int(timed)} {word}"), day, number) for word in sorted(topic.words)]


def cells_of_topic(topic: Topic) -> tuple[object, ...]:
    """What is kept of a figure beside itself; ``topic_from`` takes it back."""
    day = topic.day.isoformat() if topic.day is not None else None
    return topic.noun, sorted(topic.words), sorted(topic.own), topic.by, day


def topic_from(figure: Figure, cells: Sequence[Any]) -> Topic:
    """What a figure is about, out of its cells."""
    noun, words, own, by, day = cells
    return Topic(figure, noun, frozenset(words), frozenset(own), by, date.fromisoformat(day) if day else None)


def topic_of(figure: Figure, sheet: Sheet) -> Topic:
    """What a figure of an article is about."""
    table = senses(sheet.reading.page.language)
    start, end = max(0, figure.span.start - _AROUND), figure.span.end + _AROUND
    around = f"{sheet.text[start : figure.span.start]} {sheet.text[figure.span.end : end]}"
    words = {w for w in content_words(tokens(around), table) if not w[0].isdigit()}
    noun = table.stem(figure.unit) if figure.unit else None
    inside = content_words(tokens(figure.span.of(sheet.text)), table)
    own = {w for w in inside if not w[0].isdigit() and w != noun and w in table.weights}
    statement = next((s for s in sheet.statements if s.id == figure.by), None)
    speaker = sheet.speaker(statement) if statement else None
    return Topic(
        figure,
        noun,
        frozenset(words - {noun}),
        frozenset(own),
        speaker.name if speaker else None,
        _written(sheet),
    )


def _written(sheet: Sheet) -> date | None:
    published = sheet.reading.page.published
    return published.first or published.last if published else None


def _relation(one: Topic, other: Topic) -> Relation | None:
    """How two figures stand to each other; ``None`` where they are for different things."""
    if one.day and other.day and abs(one.day - other.day) > _NEAR:
        return None
    units = _scales("en")
    kinds = {t.figure.unit in units or t.figure.unit == "year" for t in (one, other)}
    if kinds == {True}:
        return _of_times(one, other)
    if kinds != {False} or (one.noun and other.noun and one.noun != other.noun):
        return None
    if _likeness(one, other) < _needed(one, other):
        return None
    return _of_counts(one, other)


def _likeness(one: Topic, other: Topic) -> float:
    """How much of what two figures are about is the same, in words that tell something."""
    table = senses("en")
    return table.mass(one.words & other.words)


def _needed(one: Topic, other: Topic) -> float:
    """The likeness that makes two figures one thing: less where they count the same by name, or give the
    same large value."""
    needed = 1.6 if one.noun and one.noun == other.noun else 2.4
    bounds = {(t.figure.low, t.figure.high) for t in (one, other)}
    large = max(one.figure.low or 0, one.figure.high or 0) >= _LARGE
    if len(bounds) == 1 and large:
        return needed - 1.2
    strange = any(a.own and not a.own & (b.own | b.words) for a, b in ((one, other), (other, one)))
    return needed + 1 if strange else needed


def _of_counts(one: Topic, other: Topic) -> Relation:
    first, second = one.figure, other.figure
    if (first.low, first.high) == (second.low, second.high):
        return Relation.SAME
    if _meet(_bounds(first), _bounds(second)):
        return Relation.COMPATIBLE
    if one.day and other.day and one.day != other.day and one.by == other.by:
        early, late = (first, second) if one.day < other.day else (second, first)
        if _bounds(late)[0] > _bounds(early)[1]:
            return Relation.GROWTH
    return Relation.DIFFERENT


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else float("-inf")
    return low, figure.high if figure.high is not None else float("inf")


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@cache
def _scales(language: str) -> Mapping[str, int]:
    """Seconds of each unit of time."""
    scales: dict[str, int] = data(language, "figures")["time"]
    return scales


def _of_times(one: Topic, other: Topic) -> Relation | None:
    """Spans of time and years. Lengths are compared only where the same thing is surely meant."""
    likeness = _likeness(one, other)
    if likeness < _ALIKE_TIMES:
        return None
    years = [t.figure.unit == "year" for t in (one, other)]
    if all(years):
        return Relation.SAME if one.figure.low == other.figure.low else None
    if any(years):
        year, span = (one, other) if years[0] else (other, one)
        return _year_and_span(year, span)
    ranges = [_in_seconds(t.figure) for t in (one, other)]
    if ranges[0] == ranges[1]:
        return Relation.SAME
    if _meet(*ranges):
        return Relation.COMPATIBLE
    return Relation.DIFFERENT if likeness >= _SURELY_ALIKE else None


def _in_seconds(figure: Figure) -> tuple[float, float]:
    scale = _scales("en")[figure.unit or "seconds"]
    low, high = _bounds(figure)
    return low * scale, high * scale


def _year_and_span(year: Topic, span: Topic) -> Relation | None:
    """Whether a span of time back from its article's day may begin in the year."""
    day = span.day or year.day
    first = year.figure.low
    if day is None or first is None:
        return None
    back = [(day - date(int(first), *edge)).days * _SECONDS_A_DAY for edge in ((12, 31), (1, 1))]
    if span.figure.unit not in ("years", "decades"):
        return None
    low, high = _in_seconds(span.figure)
    slack = _YEAR * _SECONDS_A_DAY * (1 if span.figure.unit == "years" else 5)
    low, high = (low - slack / 2, high + slack / 2) if high == low else (low, min(high, low + slack))
    return Relation.COMPATIBLE if _meet((back[0], back[1]), (low, high)) else None
