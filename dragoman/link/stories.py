"""Stories: the articles that report the same events.

Two articles belong to one story where an event is news in both: both tell of it in their title or
their first paragraphs, and neither was written long after it. What an article recalls further down ties it to
no story, so a story does not grow from one week into the next. A story is a component of such ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dragoman.link.occasions import block_at, first_blocks, is_day
from dragoman.link.sheet import Sheet
from dragoman.model import Event, Story

_LEAD = 3  # paragraphs in which an article tells its news
_FRESH = timedelta(days=4)  # from an event to an article that has it as news
_SPAN = timedelta(days=14)  # between the events of one story


def find_stories(sheets: Iterable[Sheet], events: Sequence[Event]) -> tuple[Story, ...]:
    """The stories of two articles and more, by id. A story's id is that of its first event, its title the
    headline of its earliest article."""
    by_id = {s.id: s for s in sheets}
    news = {e.id: _reporters(e, by_id) for e in events}
    shared = sorted((e for e in events if len(news[e.id]) > 1), key=_when)
    found = _components(shared, news)
    return tuple(sorted((_story(group, news, by_id) for group in found), key=lambda s: s.id))


def _reporters(event: Event, sheets: Mapping[str, Sheet]) -> tuple[str, ...]:
    """The articles in which an event is news."""
    here = [(sheets[v.article], v.span.start) for v in event.evidence if v.article in sheets]
    return tuple(sorted({s.id for s, start in here if _is_news(s, start) and _is_fresh(event, s)}))


def _is_news(sheet: Sheet, position: int) -> bool:
    return block_at(sheet, position) < first_blocks(sheet, _LEAD)


def _is_fresh(event: Event, sheet: Sheet) -> bool:
    """Whether an article, as far as its day is known, was written soon after an event."""
    published, held = sheet.reading.page.published, event.held
    if held is None or held.last is None or published is None or published.last is None:
        return True
    return published.first is None or published.first <= held.last + _FRESH


def _when(event: Event) -> tuple[date, str]:
    return (event.held.first if event.held and event.held.first else date.max), event.id


def _components(events: Sequence[Event], news: Mapping[str, tuple[str, ...]]) -> list[list[Event]]:
    """Events that share an article, as long as they lie near in time; earliest first."""
    groups: list[list[Event]] = []
    of_article: dict[str, list[int]] = defaultdict(list)
    for event in events:
        touched = sorted({g for article in news[event.id] for g in of_article[article]})
        fitting = [g for g in touched if _is_near(groups[g][0], event)]
        home = fitting[0] if fitting else len(groups)
        if not fitting:
            groups.append([])
        groups[home].append(event)
        for article in news[event.id]:
            of_article[article].append(home)
    return groups


def _is_near(first: Event, event: Event) -> bool:
    begun, then = _when(first)[0], _when(event)[0]
    return date.max in (begun, then) or then - begun <= _SPAN


def _story(
    events: Sequence[Event], news: Mapping[str, tuple[str, ...]], sheets: Mapping[str, Sheet]
) -> Story:
    articles = sorted({a for e in events for a in news[e.id]})
    titled = sorted(articles, key=lambda a: (sheets[a].reading.page.title is None, *_day(sheets[a]), a))
    earliest = sheets[titled[0]].reading
    return Story(
        id="y" + events[0].id[1:],
        title=earliest.page.title or earliest.article.doc,
        articles=tuple(articles),
        events=tuple(sorted(e.id for e in events)),
    )


def _day(sheet: Sheet) -> tuple[date, bool]:
    """The article's day, and whether that is only a bound."""
    published = sheet.reading.page.published
    first = published.first if published is not None else None
    return first or date.max, not is_day(published)
