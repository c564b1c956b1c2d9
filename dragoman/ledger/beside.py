"""Two queries side by side: the utterances that both carried, and those that only one did.

Each side is looked at by its newest ``COMPARED`` statements, and counted by its newest ``COUNTED``; whether
the other side has an utterance is looked up in all that it holds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.ledger.browse_rows import ExchangeRow, Facets, UtteranceRow
from dragoman.ledger.browse_search import MOST
from dragoman.ledger.browse_ties import UNDISPUTED, exchange_rows, utterances
from dragoman.ledger.database import Database
from dragoman.ledger.facets import Narrowed, Query, facets_of, narrow, person_number, walk

COMPARED = 150
"""How many statements of each side are looked at."""

COUNTED = 500
"""How many statements of each side are counted by what they fall into, the newest ones."""

_TOP = (99991231, 2**62)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The utterances of two sides, those with the newest statements first. The numbers count utterances
    among the newest statements of the sides; ``is_all`` is whether these were all statements."""

    both: tuple[UtteranceRow, ...]
    one: tuple[UtteranceRow, ...]
    other: tuple[UtteranceRow, ...]
    in_both: int
    only_one: int
    only_other: int
    is_all: bool


class Beside:
    """Comparisons in one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def counted(self, side: Query) -> Facets | None:
        """What the newest statements of a side fall into; ``None`` where it names nobody here. Words of the
        query are passed over."""
        narrowed = narrow(self._db, side)
        if narrowed is None:
            return None
        rows, stop = walk(self._db, narrowed, _TOP, COUNTED + 1)
        is_all = len(rows) <= COUNTED and stop is None
        return facets_of(self._db, rows[:COUNTED], is_all=is_all, most=MOST)

    def shared(self, one: Query, other: Query, *, limit: int = 20) -> Shared:
        """What both sides carried, and what only one did. Words of the queries are passed over."""
        sides = narrow(self._db, one), narrow(self._db, other)
        (ours, all_ours), (theirs, all_theirs) = (_told(self._db, side) for side in sides)
        in_theirs, in_ours = _among(self._db, ours, sides[1]), _among(self._db, theirs, sides[0])
        both = [id for id in dict.fromkeys((*ours, *theirs)) if id in in_theirs or id in in_ours]
        only_one = [id for id in ours if id not in in_theirs]
        only_other = [id for id in theirs if id not in in_ours]
        lists = both[:limit], only_one[:limit], only_other[:limit]
        rows = {row.id: row for row in utterances(self._db, chain(*lists))}
        shown = [tuple(rows[id] for id in ids if id in rows) for ids in lists]
        return Shared(
            both=shown[0],
            one=shown[1],
            other=shown[2],
            in_both=len(both),
            only_one=len(only_one),
            only_other=len(only_other),
            is_all=all_ours and all_theirs,
        )

    def between(self, one: str, other: str, *, limit: int = 20) -> tuple[ExchangeRow, ...]:
        """The exchanges between two people, by address or name, the newest first."""
        numbers = person_number(self._db, one), person_number(self._db, other)
        rows = self._db.rows(
            f"""SELECT exchange.*, found.day FROM (
                SELECT exchange, day FROM browse_exchange
                WHERE (origin_person = ?1 AND target_person = ?2)
                    OR (origin_person = ?2 AND target_person = ?1)
                ORDER BY day DESC, exchange DESC LIMIT ?3
            ) AS found CROSS JOIN exchange ON exchange.id = found.exchange WHERE {UNDISPUTED}
            ORDER BY found.day DESC, found.exchange DESC""",
            *numbers,
            limit,
        )
        return exchange_rows(self._db, rows)


def _told(db: Database, side: Narrowed | None) -> tuple[list[str], bool]:
    """The utterances of the newest statements of a side, each once, and whether these were all statements."""
    if side is None:
        return [], True
    found, stop = walk(db, side, _TOP, COMPARED + 1)
    rows = db.tuples(
        """SELECT told.utterance FROM json_each(?) AS wanted
        CROSS JOIN statement ON statement.number = wanted.value
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id ORDER BY wanted.key""",
        json.dumps([row[0] for row in found[:COMPARED]]),
    )
    return list(dict.fromkeys(row[0] for row in rows)), len(found) <= COMPARED and stop is None


def _among(db: Database, utterances: Sequence[str], side: Narrowed | None) -> set[str]:
    """Those of the utterances that a side has, too."""
    if side is None or not utterances:
        return set()
    facts, values = side.conditions()
    rows = db.rows(
        f"""SELECT DISTINCT told.utterance FROM json_each(?) AS wanted
        CROSS JOIN utterance_statement AS told ON told.utterance = wanted.value
        CROSS JOIN statement ON statement.id = told.statement
        WHERE EXISTS (
            SELECT 1 FROM browse_statement
            WHERE number = statement.number AND day BETWEEN ? AND ? AND {facts}
        )""",
        json.dumps(list(utterances)),
        *side.days,
        *values,
    )
    return {row["utterance"] for row in rows}
