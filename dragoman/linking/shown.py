"""What linking found in a ledger, for those who show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ledger import Entry, Ledger
from dragoman.ledger.browse_wordings import WordingRow
from dragoman.ledger.covered import CoveringRow
from dragoman.link import carriers, render
from dragoman.link.check import Finding, check
from dragoman.link.coverage import Coverage, Covered, cover, cover_articles, covered, sides_of
from dragoman.link.labels import labels_in
from dragoman.link.renderings import Report, carriers_of, original, render_reports
from dragoman.linking.sheets import lay_out
from dragoman.linking.shelf import Shelf
from dragoman.model import Alignment, Event, Exchange, Figure, Person, Rendering, Story, Utterance

_KEPT = 256  # articles held in memory while utterances are shown


@dataclass(frozen=True, slots=True)
class Told:
    """One utterance with its wordings and its carriers."""

    utterance: Utterance
    renderings: tuple[Rendering, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """An exchange of an utterance, and the utterance at its other end."""

    exchange: Exchange
    other: Told


class LinkedLedger:
    """A ledger with what linking found, for those who show it. Articles are looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.entry = lru_cache(maxsize=_KEPT)(ledger.entry)

    def entries(self) -> Iterator[Entry]:
        """All articles, the first published first."""
        return self._ledger.entries()

    def utterances(self, wanted: Callable[[Utterance], bool] | None = None) -> Iterator[Told]:
        """All utterances with their wordings, or the wanted ones: no article is read for the others."""
        return map(self.tell, filter(wanted, self._ledger.links.utterances()))

    def tell(self, utterance: Utterance) -> Told:
        """One utterance with its wordings."""
        homes = dict.fromkeys(self._ledger.home(statement) for statement in utterance.statements)
        sheets = [lay_out(self.entry(home)) for home in homes]
        return Told(utterance, render(utterance, sheets), carriers(utterance, sheets))

    def laid(self, statements: Sequence[str]) -> tuple[Rendering, ...]:
        """The wordings of some statements of one utterance, beside each other as ``tell`` lays them, on one
        line each and without a look at their articles."""
        return next(self.laid_each([statements]))

    def laid_each(self, groups: Sequence[Sequence[str]]) -> Iterator[tuple[Rendering, ...]]:
        """The same for some statements of each of several utterances, looked up together."""
        wanted = [statement for group in groups for statement in group]
        rows = {row.statement: row for row in self._ledger.browse.wordings_of(wanted, others=0)}
        copies = self._copies(rows.values())
        for group in groups:
            yield render_reports(_reports([rows[one] for one in group if one in rows], copies))

    def told(self, utterances: Sequence[Utterance]) -> Iterator[Told]:
        """A few utterances with their wordings as ``laid`` has them, looked up together."""
        statements = [statement for utterance in utterances for statement in utterance.statements]
        rows = {row.statement: row for row in self._ledger.browse.wordings_of(statements, others=0)}
        copies = self._copies(rows.values())
        for utterance in utterances:
            several = [rows[statement] for statement in utterance.statements if statement in rows]
            reports = _reports(several, copies)
            yield Told(utterance, render_reports(reports), carriers_of(reports))

    def _copies(self, rows: Iterable[WordingRow]) -> Mapping[str, str]:
        return self._ledger.browse.copies_among(row.article for row in rows)

    def around(self, utterance: Utterance) -> tuple[Tied, ...]:
        """What an utterance answers, denies or repeats, and what does so to it."""
        links = self._ledger.links
        return tuple(
            Tied(x, self.tell(links.utterance(x.target if x.origin == utterance.id else x.origin)))
            for x in links.exchanges(about=utterance.id)
        )

    def exchanges(self) -> Iterator[Exchange]:
        """All exchanges."""
        return self._ledger.links.exchanges()

    def figures(self) -> Iterator[Figure]:
        """All figures."""
        return self._ledger.links.figures()

    def alignments(self) -> Iterator[Alignment]:
        """The pairs of figures for the same thing."""
        return self._ledger.links.alignments()

    def events(self) -> Iterator[Event]:
        """All events."""
        return self._ledger.links.events()

    def stories(self) -> Iterator[Story]:
        """All stories."""
        return self._ledger.links.stories()

    def coverage(self) -> Iterator[Coverage]:
        """How each story was covered, then the articles of no story together; none where nothing was
        linked."""
        utterances = {s: u for u in self._ledger.links.utterances() for s in u.statements}
        if not utterances:
            return
        sides, told = sides_of(self.people()), set[str]()
        for story in self.stories():
            told.update(story.articles)
            yield cover(story, map(lay_out, map(self.entry, story.articles)), utterances, sides)
        others = cover(
            None, (lay_out(e) for e in self.entries() if e.reading.article.id not in told), utterances, sides
        )
        if others.articles:
            yield others

    def cover(self, story: Story | None, articles: Sequence[str]) -> Coverage:
        """How some articles covered a story; no others are read."""
        browse = self._ledger.browse
        rows = browse.covering(articles)
        several = (_covered(rows[id]) if id in rows else covered(lay_out(self.entry(id))) for id in articles)
        return cover_articles(story, several, browse.told_in(articles), sides_of(browse.people_in(articles)))

    def people(self) -> Iterator[Person]:
        """All actors over articles."""
        return self._ledger.links.people()


def _reports(rows: Sequence[WordingRow], copies: Mapping[str, str]) -> list[Report]:
    own = {row.article: copies[row.article] for row in rows if row.article in copies}
    return [
        Report(
            *(row.statement, row.article, row.outlet, row.is_primary),
            *(row.kind, row.text, original(row.article, own)),
        )
        for row in rows
    ]


def _covered(row: CoveringRow) -> Covered:
    own = row.voice
    return Covered(
        id=row.id,
        outlet=row.outlet,
        headline=row.headline,
        published=row.published,
        is_copy=row.is_copy,
        text=own.text,
        statements=row.statements,
        labels=tuple(labels_in(own.text, own.language, own.blocks, own.reported)),
    )


def check_words(ledger: Ledger, words: str, speaker: str | None = None) -> Finding:
    """What the renderings of a ledger make of some words; ``speaker`` is a name or a part of one."""
    shelf = Shelf(ledger)
    return check(words, shelf, speaker, encode=shelf.encode if shelf.knows_meaning else None)
