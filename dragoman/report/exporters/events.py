"""Events: meetings, visits, interviews and the like that articles tell of, and the stories around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dragoman.model import Event, Story
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, interval_row
from dragoman.report.exporters.exchanges import evidence_rows
from dragoman.report.view import LedgerView

_FIELDS = (
    Field("id", "an utterance names it as its `event`", brief=True),
    Field("kind", "`meeting`, `visit`, `interview`, `press conference` ...", brief=True),
    Field(
        "participants", "names of those who took part, as far as the articles tell", Shape.NAMES, brief=True
    ),
    Field("place", "where", brief=True),
    Field("held", "when; both ends inclusive", Shape.INTERVAL, brief=True),
    Field("people", "ids of these in `export people`, as far as they are there", Shape.NAMES),
    Field("stories", "ids of the stories that report it", Shape.NAMES),
    Field("evidence", "the words that tell of it, with their article's name", Shape.NESTED),
)


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _row(event: Event, names: Mapping[str, str], stories: Iterable[str], ledger: LedgerView) -> Row:
    return {
        "id": event.id,
        "kind": event.kind,
        "participants": [names.get(who, who) for who in event.participants],
        "place": event.place,
        "held": interval_row(event.held),
        "people": [who for who in event.participants if who in names],
        "stories": list(stories),
        "evidence": evidence_rows(event.evidence, ledger),
    }


def _stories_of(stories: Iterable[Story]) -> dict[str, list[str]]:
    """The stories of each event, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for story in stories:
        for event in story.events:
            found[event].append(story.id)
    return found


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    stories = _stories_of(ledger.stories())
    names = {person.id: person.name for person in ledger.people()}
    for event in ledger.events():
        if wanted.has(event.id):
            yield _row(event, names, stories.get(event.id, ()), ledger)


EXPORTER = Exporter("events", "meetings, visits, interviews that articles tell of", _fields, _rows)
