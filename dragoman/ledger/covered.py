"""What linking found of some articles: the utterances that they report, and the actors who speak in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator

from dragoman.ledger.database import Database
from dragoman.ledger.linked_rows import utterance_of
from dragoman.model import ActorKind, Person, Utterance


def told_in(db: Database, articles: Collection[str]) -> dict[str, Utterance]:
    """The utterance that each of their statements reports, by statement id; of its statements it has those of
    these articles alone."""
    rows = db.rows(
        """SELECT utterance.*, told.statement FROM json_each(?) AS wanted
        CROSS JOIN statement ON statement.article = wanted.value
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id
        CROSS JOIN utterance ON utterance.id = told.utterance
        ORDER BY utterance.id, told.ordinal""",
        json.dumps(list(articles)),
    )
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[row["id"]].append(row["statement"])
    found = {row["id"]: utterance_of(row, members[row["id"]]) for row in rows}
    return {row["statement"]: found[row["id"]] for row in rows}


def people_in(db: Database, articles: Collection[str]) -> Iterator[Person]:
    """The actors over articles who occur in them, each with its members in these articles alone."""
    rows = db.rows(
        """SELECT person.*, person_actor.article, person_actor.actor FROM json_each(?) AS wanted
        CROSS JOIN person_actor ON person_actor.article = wanted.value
        CROSS JOIN person ON person.id = person_actor.person
        ORDER BY person.id, person_actor.article, person_actor.actor""",
        json.dumps(list(articles)),
    )
    members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        members[row["id"]].append((row["article"], row["actor"]))
    for row in {row["id"]: row for row in rows}.values():
        yield Person(
            id=row["id"],
            name=row["name"],
            kind=ActorKind(row["kind"]),
            members=tuple(members[row["id"]]),
            names=tuple(json.loads(row["names"])),
            within=row["within"],
        )
