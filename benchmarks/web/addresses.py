"""Addresses of every page over a large ledger.

They are taken from the ledger itself: what most has and what hardly anything has, lists that are turned over
a few pages, searches for common and rare words with and without facts. Every page of the application must
have some, so that a new one is measured from its first day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from urllib.parse import quote, urlencode

from benchmarks.web.asking import Asking
from dragoman.encoder.sentences import shipped
from dragoman.ledger import Ledger
from dragoman.ledger.browse import Browse
from dragoman.model import ActorKind
from dragoman.web.pages import PAGES

Addresses = dict[str, list[str]]

WORDS = (
    *("the", "strait", "sanctions treaty", "fog", "harbour envoy", "ferry", "blockade", "karlinmar"),
    *("the blockade of the", '"the ferry"', "fog*", "zezeze", "no such wordatall"),
)
"""Common words, rare ones, phrases, the beginning of a word, and words that nobody said."""

FILES = "files"
"""The name under which pages stand that are asked for as files."""

_DEEP = 5  # pages that a list is turned over
_FORMS = ("json", "csv", "parquet", "web-annotation", "schema-org", "tei")


def addresses(asking: Asking, ledger: Ledger) -> Addresses:
    """Addresses by the name of their page, each once. Raises ``ValueError`` where a page has none."""
    found = {name: list(dict.fromkeys(several)) for name, several in _pages(ledger.browse)}
    missing = [page.name for page in PAGES if page.name not in found]
    if missing:
        raise ValueError(f"benchmarks.web.addresses names no address of {', '.join(missing)}")
    for page in PAGES:
        if "next" in page.context.model_fields:
            found[page.name] += _turned(asking, found[page.name])
    return {**found, FILES: list(_files(asking, found))}


def _turned(asking: Asking, several: Sequence[str]) -> Iterator[str]:
    """Where the first two and the last of these lists go on."""
    for address in dict.fromkeys((*several[:2], *several[-1:])):
        for _ in range(_DEEP):
            told = asking.ask(address, accept="application/json", encoding="identity")
            following = json.loads(told.body).get("next") if told.status == 200 else None
            if not isinstance(following, str):
                break
            address = following
            yield address


def _files(asking: Asking, found: Addresses) -> Iterator[str]:
    """The first of each page in every form that it comes in."""
    for page in PAGES:
        if page.rows:
            for form in _FORMS:
                address = found[page.name][0]
                address += f"{'&' if '?' in address else '?'}format={form}"
                if asking.ask(address).status == 200:
                    yield address


def _pages(browse: Browse) -> Iterator[tuple[str, list[str]]]:
    people, outlets = _people(browse), _outlets(browse)
    yield "start", ["/"]
    yield "search", list(_searches(people, outlets))
    yield "searches", ["/searches", "/searches?keep=q%3Dstrait"]
    yield "check", list(_checks(browse))
    yield "people", ["/people", *(f"/people?q={start}" for start in ("k", "ba", "dra", "linmar"))]
    yield "person", _each("/person/", people)
    yield "outlets", ["/outlets"]
    yield "outlet", _each("/outlet/", outlets)
    yield "labels", _each("/labels/", outlets)
    yield "altered", _each("/altered/", outlets)
    yield "relations", list(_relations(browse, people))
    yield "compare", list(_compared(people, outlets))
    yield from _of_findings(browse)
    yield "feeds", list(_feeds(people))
    yield "read", ["/read"]
    yield "api", ["/api"]
    yield "elements", ["/elements"]


def _each(path: str, names: Iterable[str]) -> list[str]:
    return [path + quote(name, safe="") for name in names]


def _people(browse: Browse) -> list[str]:
    """The most quoted, and some of a few letters, who are quoted less."""
    rows = (
        *browse.people(limit=10).rows,
        *browse.people("ba", limit=5).rows,
        *browse.people("zu", limit=5).rows,
    )
    return [row.id for row in rows]


def _outlets(browse: Browse) -> list[str]:
    rows = browse.outlets(limit=200).rows
    return [row.name for row in (*rows[:8], *rows[-4:])]


def _searches(people: Sequence[str], outlets: Sequence[str]) -> Iterator[str]:
    asked: list[dict[str, str]] = [{"q": words} for words in (*WORDS[1:], WORDS[0])]
    asked += [{"q": words, "sort": "date"} for words in WORDS[:4]]
    asked += [{"q": words, "speaker": one} for words, one in zip(cycle(WORDS), people, strict=False)]
    asked += [{"q": words, "outlet": of} for words, of in zip(WORDS, outlets, strict=False)]
    asked += [{"speaker": one, "outlet": of} for one, of in zip(people, outlets, strict=False)]
    asked += [{"q": "strait", "from": "2027-03-01", "to": "2027-05-15"}, {"q": "the", "month": "2028-02"}]
    asked += [{"act": "threatens"}, {"q": "fog", "act": "denies", "kind": "direct"}, {"language": "uk"}]
    asked += [{"mode": "attitude"}, {"q": "ferry", "mode": "both"}, {}]
    if shipped() is not None:
        asked += [{"q": words, "by": "meaning"} for words in WORDS[:4]]
        asked += [{"q": "two ferries in the fog", "by": "meaning", "speaker": one} for one in people[:4]]
    yield from (f"/search?{urlencode(facts)}" for facts in asked)


def _checks(browse: Browse) -> Iterator[str]:
    """Words as they stand, with one other word inside, alone or of one speaker, and common words only."""
    yield "/check"
    for line in browse.statements(limit=8).rows:
        words = line.text[:160]
        altered = " ".join([*words.split()[:4], "otherwise", *words.split()[5:]])
        yield f"/check?{urlencode({'words': words})}"
        yield f"/check?{urlencode({'words': altered, 'speaker': line.speaker or ''})}"
    yield f"/check?{urlencode({'words': 'the strait and the ferry'})}"


def _relations(browse: Browse, people: Sequence[str]) -> Iterator[str]:
    yield "/relations"
    states = [share.value for share in browse.states()]
    names = [*states, *(row.name for row in browse.people(limit=4).rows if row.kind is ActorKind.PERSON)]
    pairs = [(one, other) for one in names[:5] for other in names[:8] if one < other]
    for one, other in (*pairs, (people[0], people[1])):
        yield f"/relations?{urlencode({'one': one, 'other': other})}"


def _compared(people: Sequence[str], outlets: Sequence[str]) -> Iterator[str]:
    yield "/compare"
    for one, other in zip(outlets, (*outlets[1:], outlets[0]), strict=True):
        yield f"/compare?{urlencode({'one': one, 'other': other})}"
    for one, other in zip(people, (*people[1:6], *people[:-5]), strict=False):
        yield f"/compare?{urlencode({'what': 'people', 'one': one, 'other': other})}"
    for days in (
        ("2027-03-10", "2027-03-11", "2027-03-12", "2027-04-30"),
        ("2025-01-01", "2029-12-31", "", "2026-12-31"),
    ):
        yield "/compare?what=days&" + urlencode(
            dict(zip(("one_from", "one_to", "other_from", "other_to"), days, strict=True))
        )


def _of_findings(browse: Browse) -> Iterator[tuple[str, list[str]]]:
    stories = sorted(browse.stories(limit=200).rows, key=lambda row: -row.articles)
    told = [row for story in stories[:8] for row in browse.story_utterances(story.id, limit=3).rows]
    lines = browse.statements(limit=20).rows
    articles = [row.id for row in browse.newest_articles(limit=16).rows]
    rewritten = [row.id for row in browse.rewritten(limit=12).rows]
    yield "stories", ["/stories"]
    yield "story", _each("/story/", (row.id for row in (*stories[:12], *stories[-4:])))
    yield "coverage", _each("/coverage/", (row.id for row in (*stories[:12], *stories[-4:])))
    yield "utterance", _each("/utterance/", (*(row.id for row in told), *(line.id for line in lines)))
    yield "article", _each("/article/", articles)
    yield "beside", [f"{address}/beside" for address in _each("/article/", articles)]
    yield "articles", ["/articles"]
    yield "review", ["/review", "/review?what=utterances", "/review?what=exchanges"]
    yield "judgements", ["/judgements"]
    yield "judge", _each("/judge/", (*(line.id for line in lines), *(row.first.id for row in told[:8])))
    yield "changes", ["/changes"]
    yield "page-changes", _each("/changes/", rewritten)


def _feeds(people: Sequence[str]) -> Iterator[str]:
    yield from (f"/feeds/search?{urlencode({'q': words})}" for words in WORDS)
    for person, what in zip(people, cycle(("said", "answered", "denied")), strict=False):
        yield f"/feeds/person/{quote(person, safe='')}?what={what}"
