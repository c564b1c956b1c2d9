"""What lies around one article: its speakers over articles, its utterances, its versions and copies."""

from __future__ import annotations

from dragoman.ledger.browse_articles import articles
from dragoman.ledger.browse_lines import CARRIERS
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_rows import ArticleRow, Part, Surroundings
from dragoman.ledger.database import Database

_PEOPLE = """
SELECT actor.id, coalesce(linked.id, named.id) AS person FROM actor
LEFT JOIN person_actor ON person_actor.article = actor.article AND person_actor.actor = actor.id
LEFT JOIN browse_person AS linked ON linked.id = person_actor.person
LEFT JOIN browse_person AS named ON linked.id IS NULL AND named.id = '~' || actor.name
WHERE actor.article = ? AND actor.kind <> 'unnamed' AND coalesce(linked.id, named.id) IS NOT NULL
"""

_UTTERANCES = f"""
SELECT statement.id, told.utterance, {CARRIERS} AS outlets
FROM statement JOIN utterance_statement AS told ON told.statement = statement.id
WHERE statement.article = ?
"""

_NEWER = """
SELECT newer.id FROM article AS one JOIN article AS newer ON newer.address = one.address
WHERE one.id = ? AND (newer.retrieved, newer.added_at, newer.id) > (one.retrieved, one.added_at, one.id)
ORDER BY newer.retrieved, newer.added_at, newer.id LIMIT 1
"""


def surroundings(db: Database, article: str) -> Surroundings:
    """See ``Browse.surroundings``."""
    return Surroundings(
        people={row["id"]: row["person"] for row in db.rows(_PEOPLE, article)},
        utterances={row["id"]: (row["utterance"], row["outlets"]) for row in db.rows(_UTTERANCES, article)},
        newer=db.value(_NEWER, article),
    )


def versions(db: Database, article: str, limit: int) -> tuple[ArticleRow, ...]:
    """See ``Browse.versions``."""
    rows = db.rows(
        """SELECT page.number FROM article AS one
        JOIN article AS other ON other.id = one.id OR other.address = one.address
        JOIN browse_article AS page ON page.article = other.id
        WHERE one.id = ? ORDER BY other.retrieved, other.added_at, other.id LIMIT ?""",
        article,
        limit,
    )
    return articles(db, [row["number"] for row in rows])


def copies(db: Database, article: str, limit: int) -> tuple[ArticleRow, ...]:
    """See ``Browse.copies``."""
    rows = db.rows(
        """SELECT page.number FROM sketch AS one JOIN sketch AS other ON other.copy_group = one.copy_group
        JOIN browse_article AS page ON page.article = other.article
        WHERE one.article = ? AND other.article <> one.article ORDER BY page.day, page.number LIMIT ?""",
        article,
        limit,
    )
    return articles(db, [row["number"] for row in rows])


def rewritten(db: Database, limit: int, cursor: str | None) -> Part[ArticleRow]:
    """See ``Browse.rewritten``."""
    retrieved, id = key_at(cursor, ("9999", ""))
    rows = db.rows(
        """SELECT retrieved, page.article, number FROM browse_rewritten AS newest
        JOIN browse_article AS page ON page.article = newest.article
        WHERE (retrieved, newest.article) < (?, ?) ORDER BY retrieved DESC, newest.article DESC LIMIT ?""",
        retrieved,
        id,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        articles(db, [row["number"] for row in rows[:limit]]),
        place(last["retrieved"], last["article"]) if last is not None else None,
    )
