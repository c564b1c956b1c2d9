"""Speakers and outlets: who there is, how much of them, in which months, offices and outlets."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from dragoman.errors import NotInLedger
from dragoman.ledger.browse_places import day_of, key_at, month_of, place
from dragoman.ledger.browse_rows import Delays, Month, OutletRow, Part, PersonRow, Quotes, RoleRow, Share
from dragoman.ledger.database import Database, Row
from dragoman.ledger.facets import clean, person_number
from dragoman.ledger.search import safe_query
from dragoman.model import ActorKind

_MOST = 2**62

_DELAYED = 300
"""How many of an outlet's newest statements are asked for delays."""

_PERSON = """
SELECT browse_person.number, browse_person.id, browse_person.name, browse_person.kind, said, attitudes,
    person.names, within,
    (SELECT day FROM browse_statement AS line INDEXED BY browse_statement_by_person
     WHERE line.person = browse_person.number AND day > 0 ORDER BY day LIMIT 1) AS first,
    (SELECT day FROM browse_statement AS line INDEXED BY browse_statement_by_person
     WHERE line.person = browse_person.number ORDER BY day DESC LIMIT 1) AS last
FROM browse_person LEFT JOIN person ON person.id = browse_person.id
"""


def people(db: Database, prefix: str, limit: int, cursor: str | None) -> Part[PersonRow]:
    """See ``Browse.people``."""
    said, number = key_at(cursor, (_MOST, _MOST))
    words = safe_query(prefix)
    if prefix.strip() and not words:
        return Part(())
    rows = db.rows(
        f"""{_PERSON} WHERE (said, number) < (?, ?) AND said + attitudes > 0
        {"AND number IN (SELECT rowid FROM person_words WHERE person_words MATCH ?)" if words else "AND ?"}
        ORDER BY said DESC, number DESC LIMIT ?""",
        said,
        number,
        words.rstrip("*") + "*" if words else 1,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        tuple(map(_person, rows[:limit])), place(last["said"], last["number"]) if last is not None else None
    )


def person(db: Database, name: str) -> PersonRow:
    """See ``Browse.person``."""
    return _person(db.rows(f"{_PERSON} WHERE number = ?", number_of_person(db, name))[0])


def number_of_person(db: Database, name: str) -> int:
    """The number of a speaker, by address or name. Raises ``NotInLedger``."""
    number = person_number(db, name)
    if number is None:
        raise NotInLedger(f"nobody called {clean(name)!r} speaks in {db.path}", "look for a part of the name")
    return number


def _person(row: Row) -> PersonRow:
    return PersonRow(
        id=row["id"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        names=tuple(json.loads(row["names"])) if row["names"] else (row["name"],),
        within=row["within"],
        said=row["said"],
        attitudes=row["attitudes"],
        first=day_of(row["first"] or 0),
        last=day_of(row["last"] or 0),
    )


def months(db: Database, what: str, number: int) -> tuple[Month, ...]:
    """How many statements of a speaker ('person month') or outlet ('outlet month') each month has."""
    rows = db.rows(
        "SELECT other, said, attitudes FROM browse_tally WHERE what = ? AND one = ? ORDER BY other",
        what,
        number,
    )
    return tuple(
        Month(first=month_of(row["other"]), said=row["said"], attitudes=row["attitudes"]) for row in rows
    )


def roles(db: Database, name: str) -> tuple[RoleRow, ...]:
    """See ``Browse.person_roles``."""
    rows = db.rows(
        """SELECT role, coalesce(min(nullif(month, 0)), 0) AS first, max(month) AS last,
            sum(statements) AS statements
        FROM browse_role WHERE person = ? GROUP BY role ORDER BY first, statements DESC, role""",
        number_of_person(db, name),
    )
    return tuple(
        RoleRow(
            title=row["role"],
            first=month_of(row["first"]),
            last=month_of(row["last"]),
            statements=row["statements"],
        )
        for row in rows
    )


def words_of(db: Database, name: str, limit: int) -> tuple[tuple[str, str], ...]:
    """The words of somebody's newest statements, each with what tells one act of speech from another."""
    rows = db.rows(
        """SELECT coalesce(told.utterance, statement.id), statement_words.content
        FROM browse_statement AS line
        CROSS JOIN statement ON statement.number = line.number
        CROSS JOIN statement_words ON statement_words.rowid = line.number
        LEFT JOIN utterance_statement AS told ON told.statement = statement.id
        WHERE line.person = ? AND line.mode = 0 ORDER BY line.day DESC, line.number DESC LIMIT ?""",
        number_of_person(db, name),
        limit,
    )
    return tuple((act, words) for act, words in rows)


def outlets_of(db: Database, name: str, limit: int) -> tuple[Share, ...]:
    """See ``Browse.person_outlets``."""
    rows = db.rows(
        """SELECT name, tally.said FROM browse_tally AS tally
        JOIN browse_outlet ON browse_outlet.number = tally.other
        WHERE what = 'person outlet' AND one = ? AND tally.said > 0 ORDER BY tally.said DESC, name LIMIT ?""",
        number_of_person(db, name),
        limit,
    )
    return tuple(Share(value=row["name"], label=row["name"], count=row["said"]) for row in rows)


def outlets(db: Database, limit: int, cursor: str | None) -> Part[OutletRow]:
    """See ``Browse.outlets``."""
    said, number = key_at(cursor, (_MOST, _MOST))
    rows = db.rows(
        """SELECT * FROM browse_outlet WHERE (said, number) < (?, ?)
        ORDER BY said DESC, number DESC LIMIT ?""",
        said,
        number,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        tuple(map(_outlet, rows[:limit])), place(last["said"], last["number"]) if last is not None else None
    )


def outlet(db: Database, name: str) -> OutletRow:
    """See ``Browse.outlet``."""
    return _outlet(_outlet_at(db, name))


def number_of_outlet(db: Database, name: str) -> int:
    """The number of an outlet. Raises ``NotInLedger``."""
    return int(_outlet_at(db, name)["number"])


def _outlet_at(db: Database, name: str) -> Row:
    row = db.one("SELECT * FROM browse_outlet WHERE name = ?", clean(name))
    if row is None:
        raise NotInLedger(f"no outlet {clean(name)!r} in {db.path}", "the list of outlets shows their names")
    return row


def _outlet(row: Row) -> OutletRow:
    return OutletRow(name=row["name"], articles=row["articles"], said=row["said"], attitudes=row["attitudes"])


def people_of(db: Database, name: str, limit: int) -> tuple[Share, ...]:
    """See ``Browse.outlet_people``."""
    rows = db.rows(
        """SELECT browse_person.id, name, tally.said
        FROM browse_tally AS tally INDEXED BY browse_tally_by_carried
        JOIN browse_person ON browse_person.number = tally.one
        WHERE what = 'person outlet' AND other = ? ORDER BY tally.said DESC, tally.one LIMIT ?""",
        number_of_outlet(db, name),
        limit,
    )
    return tuple(Share(value=row["id"], label=row["name"], count=row["said"]) for row in rows)


def delays(db: Database, name: str) -> Delays:
    """See ``Browse.outlet_delays``."""
    rows = db.rows(
        """SELECT page.day, (
            SELECT min(first_page.day) FROM utterance_statement AS mate
            JOIN statement AS first ON first.id = mate.statement
            JOIN browse_statement AS first_line ON first_line.number = first.number
            JOIN browse_article AS first_page ON first_page.number = first_line.article
            WHERE mate.utterance = told.utterance AND mate.statement <> told.statement
                AND first_page.day > 0
                AND first_page.outlet <> line.outlet AND NOT first_page.is_copy
        ) AS first FROM (
            SELECT number, article, outlet FROM browse_statement INDEXED BY browse_statement_by_outlet
            WHERE outlet = ? ORDER BY day DESC, number DESC LIMIT ?
        ) AS line
        CROSS JOIN statement ON statement.number = line.number
        CROSS JOIN browse_article AS page ON page.number = line.article
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id
        WHERE page.day > 0""",
        number_of_outlet(db, name),
        _DELAYED,
    )
    days = Counter(max(0, _days(row["first"], row["day"])) for row in rows if row["first"])
    return Delays(days=tuple(sorted(days.items())), counted_over=sum(days.values()))


_QUOTED = 6  # statements of one utterance that are laid side by side

_QUOTES = """
SELECT told.utterance, told.statement, line.outlet FROM json_each(?) AS wanted
CROSS JOIN utterance_statement AS told ON told.utterance = wanted.value
CROSS JOIN statement ON statement.id = told.statement
CROSS JOIN browse_statement AS line ON line.number = statement.number
CROSS JOIN browse_article AS page ON page.number = line.article
WHERE line.kind <> 1 AND line.mode = 0 AND NOT page.is_copy
ORDER BY told.utterance, told.ordinal
"""


def quoted_with_others(db: Database, name: str, limit: int) -> tuple[Quotes, ...]:
    """See ``Browse.outlet_quotes``."""
    outlet = number_of_outlet(db, name)
    rows = db.rows(
        """SELECT DISTINCT told.utterance, utterance.doubt FROM (
            SELECT number, kind, mode FROM browse_statement INDEXED BY browse_statement_by_outlet
            WHERE outlet = ? ORDER BY day DESC, number DESC LIMIT ?
        ) AS line
        CROSS JOIN statement ON statement.number = line.number
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id
        CROSS JOIN utterance ON utterance.id = told.utterance
        WHERE line.kind <> 1 AND line.mode = 0 AND EXISTS (
            SELECT 1 FROM utterance_statement AS mate
            JOIN statement AS other ON other.id = mate.statement
            JOIN browse_statement AS other_line ON other_line.number = other.number
            JOIN browse_article AS other_page ON other_page.number = other_line.article
            WHERE mate.utterance = told.utterance AND mate.statement <> told.statement
                AND other_line.outlet <> ? AND other_line.kind <> 1 AND NOT other_page.is_copy
        ) LIMIT ?""",
        outlet,
        _DELAYED,
        outlet,
        limit,
    )
    doubts = {row["utterance"]: float(row["doubt"]) for row in rows}
    told: defaultdict[str, list[Row]] = defaultdict(list)
    for row in db.rows(_QUOTES, json.dumps(list(doubts))):
        told[row["utterance"]].append(row)
    return tuple(_quotes(id, doubt, told[id], outlet) for id, doubt in doubts.items())


def _quotes(id: str, doubt: float, rows: list[Row], outlet: int) -> Quotes:
    own = [row["statement"] for row in rows if row["outlet"] == outlet][: _QUOTED // 2]
    others = [row["statement"] for row in rows if row["outlet"] != outlet][: _QUOTED // 2]
    return Quotes(utterance=id, doubt=doubt, own=tuple(own), others=tuple(others))


def _days(first: int, last: int) -> int:
    one, other = day_of(first), day_of(last)
    return (other - one).days if one and other else 0
