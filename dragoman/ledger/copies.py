"""Where copies are kept: sketches of bodies, what articles share, and groups of copies.

What compares articles sees this through a protocol of its own. A group is a number inside this file
that copies of one another have in common; it means nothing outside. When an article goes, the rest
of its group has no number until it was compared again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from dragoman.ledger import values
from dragoman.ledger.database import Database, Row
from dragoman.model import Block, BlockRole, Interval, Span

_RARE = 64
"""In how many articles a run of words may stand before it counts as a set phrase, by which no copies are
looked for unless they are a third of an article."""

_SEVERAL = 2
"""How many hashes have to agree: a single run of words is shared by chance."""

_LIKELY = 128
"""How many likely copies are handed out for one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTie:
    """What two articles share: ``shared`` is the share of the first one's words, ``shared_other`` that
    of the second one's, ``tie`` is copy, excerpt or alike; ``method`` names what compared them."""

    article: str
    other: str
    tie: str
    shared: float
    shared_other: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One member of a group of copies. ``group`` is the least article id in the group; ``copy_of`` is
    ``None`` for the original and where nothing tells which one that is."""

    group: str
    article: str
    doc: str
    outlet: str | None
    title: str | None
    published: Interval | None
    words: int
    copy_of: str | None
    copy_of_doc: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article with what tells whether it is the original of a group of copies."""

    article: str
    address: str | None
    outlet: str | None
    original_outlet: str | None
    published: Interval | None
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A version of a page and the next older one, by their ids; where, and when the newer was fetched."""

    older: str
    newer: str
    address: str
    retrieved: datetime


class Copies:
    """The copies in one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, with nobody else writing in between."""
        return self._db.transaction()

    def pending(self, method: str) -> list[str]:
        """Articles that were not compared since they were read, or by another method."""
        rows = self._db.rows(
            """SELECT reading.article FROM reading LEFT JOIN sketch ON sketch.article = reading.article
            WHERE sketch.article IS NULL OR sketch.method <> ? OR copy_group IS NULL
                OR sketch.read_at <> reading.read_at ORDER BY reading.article""",
            method,
        )
        return [str(row["article"]) for row in rows]

    def page(self, article: str) -> tuple[str, Sequence[Block]] | None:
        """The text of an article and its blocks; ``None`` where there is none."""
        text = self._db.value("SELECT text FROM article WHERE id = ?", article)
        if text is None:
            return None
        rows = self._db.rows(
            "SELECT start_at, end_at, role, doubt FROM block WHERE article = ? ORDER BY ordinal", article
        )
        return text, [Block(Span(start, end), BlockRole(role), doubt) for start, end, role, doubt in rows]

    def is_current(self, article: str, method: str, digest: str) -> bool:
        """Whether the article stands in a group by this very body, or is gone; its newest reading
        counts as looked at."""
        read_at = self._db.value("SELECT read_at FROM reading WHERE article = ?", article)
        if read_at is None:
            return True
        return bool(
            self._db.run(
                """UPDATE sketch SET read_at = ? WHERE article = ? AND method = ? AND digest = ?
                AND copy_group IS NOT NULL""",
                read_at,
                article,
                method,
                digest,
            )
        )

    def likely(self, hashes: Sequence[int], digest: str) -> list[tuple[str, int | None, Sequence[int]]]:
        """Articles that share several hashes, or the whole body, the likeliest first: article, group
        (``None`` until it is compared again) and hashes."""
        hits = self._hits(hashes)
        for row in self._db.rows("SELECT number FROM sketch WHERE digest = ? LIMIT 1", digest):
            hits[row["number"]] += len(hashes)
        several = [hit for hit in hits.items() if hit[1] >= _SEVERAL]
        ranked = [number for number, _ in sorted(several, key=lambda hit: (-hit[1], hit[0]))[:_LIKELY]]
        rows = self._db.rows(
            "SELECT number, article, copy_group, hashes FROM sketch "
            "WHERE number IN (SELECT value FROM json_each(?))",
            json.dumps(ranked),
        )
        found = {row["number"]: row for row in rows}
        return [(found[n]["article"], found[n]["copy_group"], json.loads(found[n]["hashes"])) for n in ranked]

    def _hits(self, hashes: Sequence[int]) -> Counter[int]:
        """How many of these hashes other sketches hold; those that stand in too many are left out
        unless they are a third."""
        frequent = self._frequent(hashes)
        rare = json.dumps([value for value in hashes if value not in frequent])
        hits: Counter[int] = Counter()
        for number, count in self._db.rows(
            """SELECT sketch, count(*) FROM json_each(?) CROSS JOIN sketch_hash ON hash = value
            GROUP BY sketch HAVING count(*) >= ?""",
            rare,
            1 if frequent else _SEVERAL,
        ):
            hits[number] = count
        if 3 * len(frequent) > len(hashes):
            for value in frequent:
                rows = self._db.rows("SELECT sketch FROM sketch_hash WHERE hash = ? LIMIT ?", value, _RARE)
                hits.update(row["sketch"] for row in rows)
        return hits

    def _frequent(self, hashes: Sequence[int]) -> set[int]:
        """Those that stand in too many sketches to look up."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?1) WHERE ?2 = (
                SELECT count(*) FROM (SELECT 1 FROM sketch_hash WHERE hash = value LIMIT ?2)
            )""",
            json.dumps(hashes),
            _RARE,
        )
        return {row["value"] for row in rows}

    def keep(self, article: str, *, method: str, words: int, digest: str, hashes: Sequence[int]) -> None:
        """Write an article's sketch in place of an older one; it stands in a group of its own."""
        self._db.run("DELETE FROM sketch WHERE article = ?", article)
        number = self._db.insert(
            """INSERT INTO sketch (article, method, read_at, words, digest, hashes)
            SELECT article, ?, read_at, ?, ?, ? FROM reading WHERE article = ?""",
            method,
            words,
            digest,
            json.dumps(hashes, separators=(",", ":")),
            article,
        )
        self._db.run("UPDATE sketch SET copy_group = number WHERE number = ?", number)
        self._db.run_many(
            "INSERT INTO sketch_hash (hash, sketch) VALUES (?, ?)", ((h, number) for h in hashes)
        )

    def tie(
        self, article: str, other: str, *, tie: str, shared: float, shared_other: float, method: str
    ) -> None:
        """Write what two articles share."""
        if other < article:
            article, other, shared, shared_other = other, article, shared_other, shared
        self._db.run(
            "INSERT OR REPLACE INTO copy_tie (article, other, tie, shared, shared_other, method) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            article,
            other,
            tie,
            shared,
            shared_other,
            method,
        )

    def join(self, article: str, other: str) -> bool:
        """Make one group of two, the larger one keeps its number; false where one of them is still to be
        compared again."""
        one, two = self._group(article), self._group(other)
        if one is None or two is None:
            return False
        if self._size(one) < self._size(two):
            one, two = two, one
        self._db.run("UPDATE sketch SET copy_group = ? WHERE copy_group = ?", one, two)
        return True

    def _group(self, article: str) -> int | None:
        number = self._db.value("SELECT copy_group FROM sketch WHERE article = ?", article)
        return None if number is None else int(number)

    def _size(self, group: int) -> int:
        return int(self._db.value("SELECT count(*) FROM sketch WHERE copy_group = ?", group))

    def circle(self, article: str) -> list[Member]:
        """The group that an article stands in, with what the pages say; empty where it has none."""
        return self._members("sketch.copy_group = (SELECT copy_group FROM sketch WHERE article = ?)", article)

    def wholes(self, article: str) -> list[Member]:
        """The articles that an article is an excerpt of."""
        return self._excerpts("shared > shared_other", "shared_other > shared", article)

    def parts(self, article: str) -> list[Member]:
        """The excerpts of an article."""
        return self._excerpts("shared < shared_other", "shared_other < shared", article)

    def _excerpts(self, here: str, there: str, article: str) -> list[Member]:
        return self._members(
            f"""sketch.article IN (
                SELECT other FROM copy_tie WHERE article = ?1 AND tie = 'excerpt' AND {here}
                UNION SELECT article FROM copy_tie WHERE other = ?1 AND tie = 'excerpt' AND {there}
            )""",
            article,
        )

    def _members(self, condition: str, article: str) -> list[Member]:
        rows = self._db.rows(
            f"""SELECT sketch.article, address, outlet, original_outlet, copy_of, published_first,
                published_last, published_precision, published_basis
            FROM sketch JOIN article ON article.id = sketch.article
            JOIN reading ON reading.article = sketch.article WHERE {condition}""",
            article,
        )
        return [
            Member(
                article=row["article"],
                address=row["address"],
                outlet=row["outlet"],
                original_outlet=row["original_outlet"],
                published=values.interval(row, "published"),
                copy_of=row["copy_of"],
            )
            for row in rows
        ]

    def settle(self, article: str, copy_of: str | None) -> None:
        """Write which article an article is a copy of."""
        self._db.run("UPDATE sketch SET copy_of = ? WHERE article = ?", copy_of, article)

    def ties(self) -> Iterator[CopyTie]:
        """All that articles were found to share, weak ties too, by article."""
        for row in self._db.rows("SELECT * FROM copy_tie ORDER BY article, other"):
            yield CopyTie(**{key: row[key] for key in row.keys()})  # noqa: SIM118 (a Row iterates over its values)

    def members(self) -> list[Copy]:
        """All groups of two and more, their members by first day of publication, then id."""
        rows = self._db.rows(
            """WITH circle AS (
                SELECT copy_group, min(article) AS least FROM sketch WHERE copy_group IS NOT NULL
                GROUP BY copy_group HAVING count(*) > 1
            )
            SELECT circle.least, sketch.words, article.id, article.doc, reading.*, article_copy.copy_of,
                (SELECT doc FROM article WHERE id = article_copy.copy_of) AS copy_of_doc
            FROM circle JOIN sketch USING (copy_group) JOIN article ON article.id = sketch.article
            JOIN reading ON reading.article = sketch.article
            JOIN article_copy ON article_copy.article = sketch.article
            ORDER BY circle.least, published_first IS NULL, published_first, article.id"""
        )
        return [_copy(row) for row in rows]

    def successions(self) -> list[Succession]:
        """All versions with the next older one, the first retrieved first."""
        rows = self._db.rows(
            """SELECT supersedes, article, address, retrieved FROM article_version
            JOIN article ON article.id = article_version.article
            WHERE supersedes IS NOT NULL ORDER BY retrieved, added_at, article"""
        )
        return [
            Succession(
                older=row["supersedes"],
                newer=row["article"],
                address=row["address"],
                retrieved=values.moment(row["retrieved"]),
            )
            for row in rows
        ]


def _copy(row: Row) -> Copy:
    return Copy(
        group=row["least"],
        article=row["id"],
        doc=row["doc"],
        outlet=row["outlet"],
        title=row["title"],
        published=values.interval(row, "published"),
        words=row["words"],
        copy_of=row["copy_of"],
        copy_of_doc=row["copy_of_doc"],
    )
