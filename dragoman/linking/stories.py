"""Stories, in a ledger: news that comes, goes or changes is laid beside the news of its articles, and the
stories that this touches are told anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from dragoman.ledger import Ledger
from dragoman.ledger.due import Due
from dragoman.ledger.links import Links
from dragoman.ledger.storied import StoredNews, StoredReport, Storied
from dragoman.link.sheet import Sheet
from dragoman.link.stories import (
    Front,
    News,
    Report,
    hangs_on,
    leading,
    middle,
    news_of_event,
    news_of_remark,
    story_of,
)
from dragoman.link.told_cells import told_of
from dragoman.linking.hands import Hands
from dragoman.linking.working import AT_ONCE, work_off
from dragoman.model import Interval


def put_fronts(sheets: Mapping[str, Sheet | None], storied: Storied, due: Due) -> None:
    """Keep what some articles lead with; their stories, and what their statements share, are due."""
    several = filter(None, sheets.values())
    told = {sheet.id: (sheet.copy_of or sheet.id, leading(sheet), _mark(sheet)) for sheet in several}
    changed = storied.put_fronts(told)
    if changed:
        _front_changed(changed, storied, due)
        due.add("front", storied.twins(changed))


def _mark(sheet: Sheet) -> str:
    """What tells one state of an article's statements from another."""
    said = [(s.id, *_days(s.said_on)) for s in sheet.statements]
    told = repr((said, _days(sheet.reading.page.published)))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@lru_cache(maxsize=1 << 12)
def _days(interval: Interval | None) -> tuple[object, ...]:
    if interval is None:
        return ()
    return str(interval.first), str(interval.last), interval.precision.value, interval.basis


def _front_changed(articles: Collection[str], storied: Storied, due: Due) -> None:
    due.add("share", storied.utterances_in(articles))
    news = storied.news_in(articles)
    if news:
        due.add("news", (id for id in news if _is_event(id)))
        due.add("share", (id for id in news if not _is_event(id)))
        due.add("hang", news)
        due.add("story", (n.story for n in storied.load(news).values() if n.story is not None))


def _is_event(id: str) -> bool:
    return id.startswith("e")


def follow_copies(links: Links, due: Due) -> None:
    """Take over which articles are copies of which, as far as that changed."""
    while articles := due.some("front", AT_ONCE):
        with due.together():
            for article in articles:
                _front_changed([article], links.storied, due)
                links.storied.settle_original(article)
                _front_changed([article], links.storied, due)
            due.done("front", articles)


def put_remarks(
    reported: Mapping[str, Sequence[tuple[StoredReport, float]]], storied: Storied, due: Due
) -> None:
    """Keep those of some utterances as news that are; ``reported`` are their statements with how much the
    words of each tell."""
    told = {
        utterance: [_report(stored, mass) for stored, mass in reports]
        for utterance, reports in reported.items()
    }
    news = {id: news_of_remark(id, reports) if reports else None for id, reports in told.items()}
    _put(news, storied, due)


def _report(stored: StoredReport, mass: float) -> Report:
    front = stored.front
    return Report(front.article, front.original, front.published, stored.statement in front.leading, mass)


def tell_stories(ledger: Ledger, helpers: Hands | None = None) -> None:
    """Tell the stories that are due."""
    by_day = ledger.links.storied.by_day
    work_off(ledger, "news", _take_news, helpers=helpers)
    work_off(ledger, "hang", _hang, helpers=helpers, near=by_day)
    work_off(ledger, "middle", _find_middles, helpers=helpers, near=by_day)
    work_off(ledger, "story", _tell_several, helpers=helpers)


def _take_news(ledger: Ledger, ids: Sequence[str]) -> None:
    _put_events(ids, ledger.links, ledger.links.due)


def _tell_several(ledger: Ledger, ids: Sequence[str]) -> None:
    for id in ids:
        _tell(id, ledger.links.storied)


def _put_events(ids: Sequence[str], links: Links, due: Due) -> None:
    events = links.happened.events(ids)
    articles = {v.article for e in events.values() for v in e.evidence}
    told = {a: told_of(cells, sayings=False) for a, cells in links.happened.told(articles).items()}
    originals = links.storied.originals(articles)
    news = {
        id: news_of_event(events[id], told, lambda a: originals.get(a, a)) if id in events else None
        for id in ids
    }
    _put(news, links.storied, due)


# ------------------------------------------------------------------- news


def _news(stored: StoredNews) -> News:
    return News(
        stored.id,
        date.fromisoformat(stored.day) if stored.day is not None else None,
        frozenset(a for a, leads in stored.articles if leads),
        frozenset(a for a, _ in stored.articles),
        stored.carriers,
    )


def _put(told: Mapping[str, News | None], storied: Storied, due: Due) -> None:
    """Put news (by id) in the place of what they were; ``None``: they are none any more. They and their
    neighbours are to be laid beside one another."""
    before = storied.load(told)
    changed = {id: news for id, news in told.items() if news != _news_at(before.get(id))}
    if not changed:
        return
    held = [before[id] for id in changed if id in before]
    articles = {a for stored in held for a, _ in stored.articles}
    articles |= {a for news in changed.values() if news is not None for a in news.articles}
    due.add("story", (stored.story for stored in held if stored.story is not None))
    due.add("middle", storied.below(changed))
    due.add("hang", changed.keys() | storied.neighbours(articles))
    for id, news in changed.items():
        if news is None:
            storied.drop(id)
        else:
            leads = tuple((a, a in news.leading) for a in sorted(news.articles))
            day = news.day.isoformat() if news.day is not None else None
            storied.put(StoredNews(id, day, leads, news.carriers))


def _news_at(stored: StoredNews | None) -> News | None:
    return _news(stored) if stored is not None else None


def _hang(ledger: Ledger, ids: Sequence[str]) -> None:
    """Lay news beside those that share an article with them; the stories of those that hang otherwise than
    before are due."""
    storied = ledger.links.storied
    here = storied.load(ids)
    near = storied.carried({a for stored in here.values() for a, _ in stored.articles})
    beside = storied.load({id for several in near.values() for id in several} - here.keys())
    news = {id: _news(stored) for id, stored in (here | beside).items()}
    moved = []
    for id, stored in here.items():
        others = {other for a, _ in stored.articles for other in near.get(a, ())} - {id}
        above = hangs_on(news[id], (news[o] for o in others))
        if above != stored.above:
            storied.hang(id, above)
        if above != stored.above or stored.story is None:
            moved.append(id)
    ledger.links.due.add("middle", moved)


def _find_middles(ledger: Ledger, ids: Sequence[str]) -> None:
    """Find the stories of news and of all that hangs on them."""
    storied = ledger.links.storied
    below = storied.below(ids)
    stored = storied.above(below)
    news = {id: _news(one) for id, one in stored.items()}
    touched: set[str] = set()
    for id in stored.keys() & set(below):
        story, before = middle(news[id], lambda top: news.get(stored[top].above or "")), stored[id].story
        if story != before:
            storied.tell(id, story)
            touched |= {story, before or story}
    ledger.links.due.add("story", touched)


# ------------------------------------------------------------------- stories


def _tell(id: str, storied: Storied) -> None:
    news = storied.of_story(id)
    if not news:
        storied.hide("y" + id[1:])
        return
    fronts = {front[0]: Front(*front) for front in storied.fronts(news)}
    storied.show(story_of(id, filter(_is_event, news), fronts))
