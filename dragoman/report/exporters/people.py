"""People: whoever speaks or is spoken of, over articles and under all names (people, offices, organisations,
states, outlets and groups)."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Person
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted
from dragoman.report.view import LedgerView

_FIELDS = (
    Field("id", "its page is `/person/` and this", brief=True),
    Field("name", "the name that it is shown by", brief=True),
    Field(
        "kind",
        "`person`, `organisation`, `state`, `outlet`, `group`, or `unnamed`: kept anonymous",
        brief=True,
    ),
    Field("names", "all spellings that articles print", Shape.NAMES, brief=True),
    Field(
        "within", "the state that an organ, capital or office can be rolled up to; no equation", brief=True
    ),
    Field("articles", "ids of the articles that name it", Shape.NAMES),
)


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _row(person: Person) -> Row:
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind.value,
        "names": list(person.names),
        "within": person.within,
        "articles": list(dict.fromkeys(article for article, _ in person.members)),
    }


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    return (_row(person) for person in ledger.people() if wanted.has(person.id))


EXPORTER = Exporter("people", "who speaks or is spoken of, under all names", _fields, _rows)
