"""Stories: the articles that report the same news.

News is an event that two articles tell of in their title or first paragraphs, neither written long after it;
or a remark of some words that one of them has there and another carries within four days. An article and its
copy share every story. What an article recalls further down ties no story to another one.

News belongs to stronger news of the same two weeks that shares a leading article with it, or that at least
half of its own articles carry, and two of them: each hangs on the strongest such, and a story is what hangs
on one. So a story has a middle, it does not grow from one week into the next, and news that comes is laid
beside its neighbours only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dragoman.link.events import Joined
from dragoman.link.occasions import is_day
from dragoman.link.sheet import Sheet
from dragoman.link.telling import LEAD, Told
from dragoman.link.traits import Traits
from dragoman.link.whereabouts import first_blocks
from dragoman.model import Event, Interval, Statement, Story, Utterance

FRESH = timedelta(days=4)
"""From news to an article that has it as news."""

SPAN = timedelta(days=14)
"""Between the news of one story."""

_TELLING = 4.0  # weight of the words of a remark that is told apart by them


@dataclass(frozen=True)
class News:
    """An event or a remark (id) with its first day, the articles that lead with it, all that carry it, and
    these with copies taken for one."""

    id: str
    day: date | None
    leading: frozenset[str]
    articles: frozenset[str]
    carriers: frozenset[str]

    @cached_property
    def rank(self) -> tuple[int, date, str]:
        """Less for the stronger: what more articles carry, then what came first."""
        return -len(self.carriers), self.day or date.max, self.id


@dataclass(frozen=True, slots=True)
class Report:
    """A statement of a remark: its article and what that is a copy of, when it was published, whether the
    statement leads it, and how much its words tell."""

    article: str
    original: str
    published: Interval | None
    leads: bool
    mass: float


@dataclass(frozen=True, slots=True)
class Front:
    """An article as stories show it: its title or name, and when it was published."""

    id: str
    title: str | None
    doc: str
    published: Interval | None


def leading(sheet: Sheet) -> tuple[str, ...]:
    """The statements (ids) of an article's title lines and first paragraphs."""
    blocks = sheet.reading.page.blocks
    last = first_blocks(sheet, LEAD)
    end = blocks[last].span.start if last < len(blocks) else len(sheet.text)
    return tuple(s.id for s in sheet.statements if _place(s) < end)


def _place(statement: Statement) -> int:
    return (statement.cue or statement.content)[0].start


# ------------------------------------------------------------------- news


def news_of_event(event: Event, told: Mapping[str, Told], original: Callable[[str], str]) -> News | None:
    """An event as news; ``None`` where fewer than two articles have it so."""
    spans = {(v.article, v.span) for v in event.evidence}
    here = dict.fromkeys(v.article for v in event.evidence)
    leads = {
        article
        for article in here
        if any(f.lead and (article, o.span) in spans for f in told[article].locals for o in f.occasions)
        and _is_fresh(event.held, told[article].published)
    }
    if len(leads) < 2:
        return None
    first = event.held.first if event.held is not None else None
    day = first or min((d for a in leads if (d := _first(told[a].published))), default=None)
    carriers = frozenset(map(original, leads))
    return News(event.id, day, frozenset(leads), frozenset(leads), carriers)


def _is_fresh(held: Interval | None, published: Interval | None) -> bool:
    """Whether an article, as far as its day is known, was written soon after an event."""
    if held is None or held.last is None or published is None or published.last is None:
        return True
    return published.first is None or published.first <= held.last + FRESH


def news_of_remark(id: str, reports: Sequence[Report]) -> News | None:
    """An utterance as news; ``None`` where it ties no two articles."""
    if len({r.original for r in reports}) < 2 or max(r.mass for r in reports) < _TELLING:
        return None
    leads = [(day, r.article) for r in reports if r.leads and (day := _first(r.published)) is not None]
    day = min((d for d, _ in leads), default=None)
    if day is None:
        return None
    near = [r for r in reports if (d := _first(r.published)) is not None and abs(d - day) <= FRESH]
    carriers = frozenset(r.original for r in near)
    if len(carriers) < 2:
        return None
    led = frozenset(article for first, article in leads if first - day <= FRESH)
    return News(id, day, led, frozenset(r.article for r in near), carriers)


def _first(interval: Interval | None) -> date | None:
    return interval.first if interval is not None and is_day(interval) else None


# ------------------------------------------------------------------- what hangs on what


def hangs_on(news: News, neighbours: Iterable[News]) -> str | None:
    """The strongest of the news that some belong to; ``neighbours`` share an article with them."""
    stronger = [n for n in neighbours if n.rank < news.rank and _is_near(news, n) and _belongs(news, n)]
    return min(stronger, key=lambda n: n.rank).id if stronger else None


def _belongs(news: News, other: News) -> bool:
    """Whether news are told along with others."""
    shared = len(news.carriers & other.carriers)
    return bool(news.leading & other.leading) or (shared > 1 and 2 * shared >= len(news.carriers))


def middle(news: News, on: Callable[[str], News | None]) -> str:
    """The news (id) in the middle of a story: what some hang on, and that in turn, as long as it is near in
    time. ``on`` gives what news (id) hang on."""
    top = news
    while (upper := on(top.id)) is not None and _is_near(news, upper):
        top = upper
    return top.id


def _is_near(one: News, other: News) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= SPAN


def story_of(id: str, events: Iterable[str], fronts: Mapping[str, Front]) -> Story:
    """The story around some news (id): its title is the headline of its earliest article. ``fronts`` are its
    articles, copies and all; ``events`` are those of its news that are events (ids)."""
    titled = sorted(fronts.values(), key=lambda f: (f.title is None, *_day(f.published), f.id))
    return Story(
        id="y" + id[1:],
        title=titled[0].title or titled[0].doc,
        articles=tuple(sorted(fronts)),
        events=tuple(sorted(events)),
    )


def _day(published: Interval | None) -> tuple[date, bool]:
    """The article's day, and whether that is only a bound."""
    first = published.first if published is not None else None
    return first or date.max, not is_day(published)


# ------------------------------------------------------------------- in memory


def find_stories(
    sheets: Iterable[Sheet],
    joined: Joined,
    utterances: Sequence[Utterance] = (),
    traits: Mapping[str, Traits] | None = None,
) -> tuple[Story, ...]:
    """The stories of two articles and more, by id. ``traits`` are those of the statements of
    ``utterances``."""
    by_id = {s.id: s for s in sheets}
    originals = {id: s.copy_of or id for id, s in by_id.items()}
    found = [news_of_event(e, joined.told, originals.__getitem__) for e in joined.events]
    reports = _reports(by_id, originals, traits or {})
    found += [news_of_remark(u.id, [reports[s] for s in u.statements if s in reports]) for u in utterances]
    news = {n.id: n for n in found if n is not None}
    by_article: dict[str, list[News]] = defaultdict(list)
    for one in news.values():
        for article in one.articles:
            by_article[article].append(one)
    above = {id: hangs_on(n, (o for a in n.articles for o in by_article[a])) for id, n in news.items()}
    groups: dict[str, list[News]] = defaultdict(list)
    for one in news.values():
        groups[middle(one, lambda id: news.get(above[id] or ""))].append(one)
    copies: dict[str, list[str]] = defaultdict(list)
    for id, original in originals.items():
        copies[original].append(id)
    ids = {e.id for e in joined.events}
    stories = []
    for id, several in groups.items():
        articles = {c for n in several for a in n.articles for c in copies[originals[a]]}
        events = {n.id for n in several} & ids
        stories.append(story_of(id, events, {a: _front(by_id[a]) for a in articles}))
    return tuple(sorted(stories, key=lambda s: s.id))


def _front(sheet: Sheet) -> Front:
    reading = sheet.reading
    return Front(sheet.id, reading.page.title, reading.article.doc, reading.page.published)


def _reports(
    sheets: Mapping[str, Sheet], originals: Mapping[str, str], traits: Mapping[str, Traits]
) -> dict[str, Report]:
    found = {}
    for id, sheet in sheets.items():
        lead = set(leading(sheet))
        for statement in sheet.statements:
            if statement.id in traits:
                mass, published = traits[statement.id].mass, sheet.reading.page.published
                found[statement.id] = Report(id, originals[id], published, statement.id in lead, mass)
    return found
