"""Every list of ``ledger.browse``, asked many times, and how long that took."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import quantiles

import numpy as np

from dragoman.encoder.sentences import shipped
from dragoman.ledger import Ledger
from dragoman.ledger.browse import Browse
from dragoman.ledger.browse_meaning import Meaning
from dragoman.ledger.browse_stories import Told
from dragoman.ledger.facets import Query
from dragoman.model import Act, ExchangeKind, Kind, Mode

LIMIT = 30.0
"""Milliseconds that 19 of 20 calls may take."""

BY_MEANING = 100.0
"""The same of a search by meaning, which looks at all codes."""

_WORDS = (
    *(
        "the",
        "strait",
        "sanctions treaty",
        "the blockade of the",
        '"the ferry"',
        "fog*",
        "karlinmar",
        "zezeze",
    ),
    *("harbour envoy patrol", "tessavel", "blockade", "m*", "no such wordatall"),
)

Call = Callable[[], object]


def measure(file: Path, times: int) -> int:
    """Print a line for each query; 1 where one is slower than ``LIMIT``."""
    slow = 0
    print(f"{'':34}{'p50':>9}{'p95':>9}{'max':>9}   milliseconds, {times} calls each")
    reference = min(_timed(lambda: sum(n * n for n in range(100_000))) for _ in range(5))
    print(f"{'(a sum of 100,000 squares)':34}{reference:9.2f}")
    with Ledger.open(file, readonly=True) as ledger:
        for name, calls in _calls(ledger.browse, random.Random(1)):
            spent = sorted(_timed(call) for _, call in zip(range(times), cycle(calls), strict=False))
            p95 = quantiles(spent, n=20, method="inclusive")[-1]
            limit = BY_MEANING if "meaning" in name else LIMIT
            slow += p95 > limit
            mark = "  slow" if p95 > limit else ""
            print(f"{name:34}{spent[len(spent) // 2]:9.2f}{p95:9.2f}{spent[-1]:9.2f}{mark}", flush=True)
    return 1 if slow else 0


def _timed(call: Call) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def _calls(browse: Browse, chance: random.Random) -> Iterator[tuple[str, list[Call]]]:
    people = [one.id for one in browse.people(limit=8).rows]
    people += [one.person for one in browse.statements(limit=200).rows if one.person][:12]
    outlets = [one.name for one in browse.outlets(limit=12).rows]
    yield "totals", [browse.totals]
    yield from _searches(browse, people, outlets)
    yield from _by_meaning(browse, people, outlets)
    yield from _of_stories(browse, chance)
    yield from _of_people(browse, people)
    yield from _of_outlets(browse, outlets)
    yield "doubtful_statements", _paged(lambda c: browse.doubtful_statements(cursor=c))
    yield "doubtful_utterances", _paged(lambda c: browse.doubtful_utterances(cursor=c))
    yield "doubtful_exchanges", _paged(lambda c: browse.doubtful_exchanges(cursor=c))


def _paged(part: Callable[[str | None], object], pages: int = 10) -> list[Call]:
    """The first pages of a list, one after the other."""
    cursors: list[str | None] = [None]
    while len(cursors) < pages and (following := getattr(part(cursors[-1]), "next", None)) is not None:
        cursors.append(following)
    return [lambda c=c: part(c) for c in cursors]  # type: ignore[misc]


def _searches(browse: Browse, people: list[str], outlets: list[str]) -> Iterator[tuple[str, list[Call]]]:
    plain = [Query(words=words) for words in _WORDS]
    spring = Query(first=date(2027, 3, 1), last=date(2027, 5, 15))
    facts = [
        Query(),
        Query(mode=None),
        Query(mode=Mode.ATTITUDE, kind=Kind.DIRECT),
        Query(act=Act.THREATENS),
        Query(language="uk", act=Act.ASKS),
        spring,
        *(Query(person=p, outlet=o) for p, o in zip(people, outlets, strict=False)),
        *(replace(spring, person=p) for p in people[:3]),
        *(Query(outlet=o, act=Act.THREATENS, kind=Kind.MIXED) for o in outlets[:3]),
    ]
    narrowed = [replace(f, words=w) for f, w in zip(facts, cycle(("the", "strait", "fog")), strict=False)]
    for name, queries in (("words", plain), ("facts", facts), ("words and facts", narrowed)):
        yield f"search {name}", [lambda q=q: browse.search(q) for q in queries]  # type: ignore[misc]
    yield "search words by date", [lambda q=q: browse.search(q, sort="date") for q in plain]  # type: ignore[misc]
    yield "search pages", _paged(lambda c: browse.search(Query(words="strait"), cursor=c))
    yield "statements", [lambda q=q: browse.statements(q) for q in facts]  # type: ignore[misc]
    yield "statements pages", _paged(lambda c: browse.statements(Query(person=people[0]), cursor=c))


def _by_meaning(browse: Browse, people: list[str], outlets: list[str]) -> Iterator[tuple[str, list[Call]]]:
    """What is nearest to vectors drawn by chance; reading the codes, which the first search does, is told
    apart."""
    encoder = shipped()
    if encoder is None:
        return
    width = encoder.encode(["."]).shape[1]
    drawn = np.random.default_rng(1).integers(-127, 128, (8, 1, width)).astype(np.int8)
    asked = [Meaning(version=encoder.version, row=row, least=-1.0) for row in drawn]
    yield "meaning, at first", [lambda: browse.near(Query(), asked[0])]
    facts = [
        Query(kind=Kind.DIRECT),
        Query(language="uk", act=Act.ASKS),
        Query(first=date(2027, 3, 1), last=date(2027, 5, 15)),
        *(Query(person=one) for one in people[:4]),
        *(Query(outlet=one) for one in outlets[:4]),
        *(Query(person=p, outlet=o) for p, o in zip(people, outlets, strict=False)),
    ]
    yield "search meaning", [lambda m=m: browse.near(Query(), m) for m in asked]  # type: ignore[misc]
    yield (
        "search meaning and facts",
        [lambda q=q, m=m: browse.near(q, m) for q, m in zip(facts, cycle(asked), strict=False)],  # type: ignore[misc]
    )


def _of_stories(browse: Browse, chance: random.Random) -> Iterator[tuple[str, list[Call]]]:
    yield "stories", _paged(lambda c: browse.stories(cursor=c))
    rows = [row for cursor in (None,) for row in browse.stories(limit=300, cursor=cursor).rows]
    largest = sorted(rows, key=lambda row: -row.articles)[:10]
    stories = [row.id for row in largest + chance.sample(rows, min(20, len(rows)))]
    for name in ("story", "story_articles", "story_events", "story_utterances"):
        yield name, [lambda s=s, name=name: getattr(browse, name)(s) for s in stories]  # type: ignore[misc]
    limits = Told(utterances=20, exchanges=40, matrix=30)
    yield "story_told", [lambda s=s: browse.story_told(s, limits) for s in stories]  # type: ignore[misc]
    told = [row.id for story in stories[:10] for row in browse.story_utterances(story, limit=4).rows]
    yield "utterance", [lambda u=u: browse.utterance(u) for u in told]  # type: ignore[misc]
    yield "exchanges", _paged(lambda c: browse.exchanges(cursor=c))


def _of_people(browse: Browse, people: list[str]) -> Iterator[tuple[str, list[Call]]]:
    yield "people", _paged(lambda c: browse.people(cursor=c))
    yield "people by prefix", [lambda p=p: browse.people(p) for p in ("k", "ba", "dra", "linmar")]  # type: ignore[misc]
    for name in ("person", "person_months", "person_roles", "person_outlets", "person_answers"):
        yield name, [lambda p=p, name=name: getattr(browse, name)(p) for p in people]  # type: ignore[misc]
    yield (
        "exchanges of a person",
        [
            lambda p=p: browse.exchanges(person=p, side="target", kind=ExchangeKind.DENIES)  # type: ignore[misc]
            for p in people
        ],
    )


def _of_outlets(browse: Browse, outlets: list[str]) -> Iterator[tuple[str, list[Call]]]:
    yield "outlets", _paged(lambda c: browse.outlets(cursor=c))
    for name in ("outlet", "outlet_months", "outlet_people", "outlet_delays"):
        yield name, [lambda o=o, name=name: getattr(browse, name)(o) for o in outlets]  # type: ignore[misc]
    yield "articles", [lambda o=o: browse.articles(outlet=o) for o in (None, *outlets)]  # type: ignore[misc]
    yield "newest_articles", _paged(lambda c: browse.newest_articles(cursor=c))
    articles = [row.id for row in browse.newest_articles(limit=20).rows]
    for name in ("versions", "copies"):
        yield name, [lambda a=a, name=name: getattr(browse, name)(a) for a in articles]  # type: ignore[misc]
    yield "skipped", [browse.skipped]
