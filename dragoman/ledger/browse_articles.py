"""Lists of articles, what could not be read, and how much there is."""

from __future__ import annotations

import json

from dragoman.ledger import values
from dragoman.ledger.browse_people import number_of_outlet
from dragoman.ledger.browse_places import Key, key_at, place
from dragoman.ledger.browse_rows import ArticleRow, Part, SkippedRow, Totals
from dragoman.ledger.database import Database, Row
from dragoman.model import Skipped

_MOST = 2**62

_ARTICLES = """
SELECT page.number, article.id, doc, title, reading.outlet, author, reading.language, address,
    published_first, published_last, published_precision, published_basis, retrieved, reading.read_at,
    is_copy, said, attitudes, page.day
FROM json_each(?) AS wanted
CROSS JOIN browse_article AS page ON page.number = wanted.value
CROSS JOIN reading ON reading.article = page.article
CROSS JOIN article ON article.id = page.article
"""


def articles(db: Database, numbers: list[int]) -> tuple[ArticleRow, ...]:
    """The articles of these row numbers in this order; one that is gone is left out."""
    rows = {row["number"]: row for row in db.rows(_ARTICLES, json.dumps(numbers))}
    return tuple(_article(rows[n]) for n in numbers if n in rows)


def newest(db: Database, limit: int, cursor: str | None) -> Part[ArticleRow]:
    """See ``Browse.newest_articles``."""
    read_at, number = key_at(cursor, ("9999", _MOST))
    return _part(
        db,
        """SELECT number, read_at AS at FROM browse_article WHERE (read_at, number) < (?, ?)
        ORDER BY read_at DESC, number DESC LIMIT ?""",
        (read_at, number, limit + 1),
        limit,
    )


def by_day(db: Database, outlet: str | None, limit: int, cursor: str | None) -> Part[ArticleRow]:
    """See ``Browse.articles``."""
    day, number = key_at(cursor, (99991231, _MOST))
    fixed: Key = (number_of_outlet(db, outlet),) if outlet is not None else ()
    return _part(
        db,
        f"""SELECT number, day AS at FROM browse_article
        WHERE {"outlet = ? AND" if fixed else ""} (day, number) < (?, ?)
        ORDER BY day DESC, number DESC LIMIT ?""",
        (*fixed, day, number, limit + 1),
        limit,
    )


def of_story(db: Database, story: str, limit: int, cursor: str | None) -> Part[ArticleRow]:
    """See ``Browse.story_articles``."""
    day, number = key_at(cursor, (-1, -1))
    return _part(
        db,
        """SELECT page.number, page.day AS at FROM story_article
        JOIN browse_article AS page ON page.article = story_article.article
        WHERE story = ? AND (page.day, page.number) > (?, ?) ORDER BY page.day, page.number LIMIT ?""",
        (story, day, number, limit + 1),
        limit,
    )


def _part(db: Database, sql: str, bound: Key, limit: int) -> Part[ArticleRow]:
    rows = db.rows(sql, *bound)
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        articles(db, [row["number"] for row in rows[:limit]]),
        place(last["at"], last["number"]) if last is not None else None,
    )


def skipped(db: Database, limit: int, cursor: str | None) -> Part[SkippedRow]:
    """See ``Browse.skipped``."""
    key = key_at(cursor, ("9999", "", "", ""))
    rows = db.rows(
        """SELECT * FROM skipped WHERE (skipped_at, stage, subject, why) < (?, ?, ?, ?)
        ORDER BY skipped_at DESC, stage DESC, subject DESC, why DESC LIMIT ?""",
        *key,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        tuple(
            SkippedRow(
                skipped=Skipped(row["stage"], row["subject"], row["why"], row["advice"]),
                at=values.moment(row["skipped_at"]),
            )
            for row in rows[:limit]
        ),
        place(last["skipped_at"], last["stage"], last["subject"], last["why"]) if last is not None else None,
    )


def totals(db: Database) -> Totals:
    """See ``Browse.totals``."""
    row = db.rows(
        """SELECT (SELECT count(*) FROM browse_article) AS articles,
            (SELECT count(*) FROM browse_outlet) AS outlets,
            (SELECT count(*) FROM browse_person) AS people, (SELECT count(*) FROM browse_story) AS stories,
            (SELECT count(*) FROM skipped) AS skipped, (SELECT count(*) FROM linking) AS is_linked,
            coalesce(sum(said), 0) AS said, coalesce(sum(attitudes), 0) AS attitudes
        FROM browse_tally WHERE what = 'kind'"""
    )[0]
    return Totals(
        articles=row["articles"],
        outlets=row["outlets"],
        people=row["people"],
        said=row["said"],
        attitudes=row["attitudes"],
        stories=row["stories"],
        skipped=row["skipped"],
        is_linked=bool(row["is_linked"]),
    )


def _article(row: Row) -> ArticleRow:
    return ArticleRow(
        id=row["id"],
        doc=row["doc"],
        title=row["title"],
        outlet=row["outlet"],
        author=row["author"],
        language=row["language"],
        address=row["address"],
        published=values.interval(row, "published"),
        retrieved=values.moment(row["retrieved"]),
        read_at=values.moment(row["read_at"]),
        is_copy=bool(row["is_copy"]),
        said=row["said"],
        attitudes=row["attitudes"],
    )
