"""Finding statements by words, best first.

A query is plain words, all of which must occur (in the content, the speaker's name, the source's
words or the article's title); words between double quotation marks must stand together; a word that
ends in ``*`` stands for all words that begin so. Nothing that is typed is an error: characters that
are no part of words are passed over. Words match by stem ("strikes" finds "strike") and without
regard to case or accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log

from dragoman.ledger.database import Database, Row
from dragoman.ledger.rows import Hit
from dragoman.ledger.values import interval
from dragoman.model import Mode, Span, Spans

SNIPPET = 240
"""Characters that a snippet has at most."""

WORDED = "content speaker source title"
"""The columns of the index that hold words of the page; the last one, ``facets``, holds none."""

_LARGE = 50_000  # statements from which on common words are not looked for by likeness
_FEW = 1_000  # statements that the words may stand in then
_ASKED = 60  # words that are looked for at most then, taken from all over what is asked
_LOOKED = 4  # times as many statements as are wanted, of which some may be attitudes

_LEAD = 60  # characters of a long content that stand before the first mark
OPEN, CLOSE = "\x02", "\x03"
"""Stand around what was found; never in the index, where control characters are blanks."""

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')

# The weights say that a word counts most where it was said, least where it only stands in the title.
_SEARCH = f"""
SELECT statement.id AS statement, statement.article, doc, reading.title, outlet, mode,
    CASE WHEN decision.statement IS NULL THEN actor.name ELSE decision.speaker_name END AS name,
    published_first, published_last, published_precision, published_basis, statement_words.source,
    highlight(statement_words, 0, '{OPEN}', '{CLOSE}') AS marked,
    -bm25(statement_words, 10.0, 5.0, 5.0, 1.0, 0.0) AS score
FROM statement_words
JOIN statement ON statement.number = statement_words.rowid
JOIN article ON article.id = statement.article
JOIN reading ON reading.article = statement.article
LEFT JOIN actor ON actor.article = statement.article AND actor.id = statement.speaker
LEFT JOIN decision ON decision.statement = statement.id
WHERE statement_words MATCH ?
ORDER BY score DESC, doc, statement.ordinal
LIMIT ?
"""

# For likeness only what was said counts. Rare words weigh more than common ones.
_NEAR = """
SELECT statement.id AS statement FROM statement_words
JOIN statement ON statement.number = statement_words.rowid
WHERE statement_words MATCH ? AND mode = 'said'
ORDER BY bm25(statement_words, 1.0, 0.0, 0.0, 0.0, 0.0), statement.id
LIMIT ?
"""

# In a large ledger each word is asked for by itself, for ranking would ask for all words once more.
_WITH = "SELECT rowid AS number, ? AS weight FROM statement_words WHERE statement_words MATCH ?"

_WEIGHED = """
SELECT statement.id AS statement FROM (
    SELECT number, sum(weight) AS weight FROM ({}) GROUP BY number ORDER BY weight DESC, number DESC LIMIT ?
) AS found CROSS JOIN statement USING (number)
WHERE mode = 'said' ORDER BY weight DESC, statement.id LIMIT ?
"""

_NEWEST = """
SELECT statement.id AS statement FROM statement_words
JOIN statement ON statement.number = statement_words.rowid
WHERE statement_words MATCH ? AND mode = 'said' ORDER BY statement_words.rowid DESC LIMIT ?
"""


def search(db: Database, words: str, limit: int) -> list[Hit]:
    """The best ``limit`` hits; none for a query without a single word."""
    query = safe_query(words)
    return [_hit(row) for row in db.rows(_SEARCH, f"{{{WORDED}}} : ({query})", limit)] if query else []


def near(db: Database, words: Iterable[str], limit: int) -> list[str]:
    """The ids of the statements whose content shares most with these words, the best first; a word that
    ends in ``*`` stands for all that begin so. None for words without a letter or digit. In a large ledger
    only the rare ones of the words are looked for, and no beginnings; where all are common, the statements
    read last that have them all."""
    asked = list(dict.fromkeys(filter(None, map(safe_query, words))))
    if not asked:
        return []
    total = db.value("SELECT max(number) FROM statement") or 0
    if total > _LARGE:
        rows = _near_among_many(db, asked, total, limit)
    else:
        rows = db.rows(_NEAR, f"content : ({' OR '.join(asked)})", limit)
    return [str(row["statement"]) for row in rows]


def _near_among_many(db: Database, asked: Sequence[str], total: int, limit: int) -> list[Row]:
    """By the rarest words, as long as they stand in few statements all told; by all words together where even
    the rarest is common."""
    whole = [word for word in asked if not word.endswith("*")] or list(asked)
    whole = whole[:: 1 + len(whole) // _ASKED]
    sql = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)"
    sizes = sorted((db.value(sql, f"content : {word}", _FEW + 1), word) for word in whole)
    parts: list[str] = []
    cells: list[float | str] = []
    room = _FEW
    for size, word in sizes:
        room -= size
        if room >= 0 and size:
            parts.append(_WITH)
            cells += (log(total / size), f"content : {word}")
    if not parts:
        return db.rows(_NEWEST, f"content : ({' AND '.join(whole)})", limit)
    return db.rows(_WEIGHED.format(" UNION ALL ".join(parts)), *cells, _LOOKED * limit, limit)


def safe_query(words: str) -> str:
    """The same words in the index's own language, every one quoted; empty where there are none."""
    return " ".join(words_of(words))


def words_of(words: str) -> list[str]:
    """Words and phrases one by one, in the index's own language."""
    pieces = []
    for phrase, word in _PIECE.findall(words.encode("utf-8", "replace").decode("utf-8")):
        cleaned = " ".join(re.findall(r"[^\W_]+", phrase or word))
        if cleaned:
            pieces.append(f'"{cleaned}"' + ("*" if word.endswith("*") else ""))
    return pieces


def pieces_around(marked: str, longest: int) -> list[tuple[str, bool]]:
    """A text cut where its marks begin and end, at most ``longest`` characters around the first one; each
    piece with whether it was marked."""
    text, marks = _cut(*_unmark(marked), longest)
    pieces, at = [], 0
    for mark in marks:
        pieces += [(text[at : mark.start], False), (mark.of(text), True)]
        at = mark.end
    return [(piece, found) for piece, found in (*pieces, (text[at:], False)) if piece]


def _hit(row: Row) -> Hit:
    content, marks = _unmark(row["marked"])
    snippet, marks = _cut(content, marks)
    return Hit(
        statement=row["statement"],
        article=row["article"],
        doc=row["doc"],
        title=row["title"],
        outlet=row["outlet"],
        published=interval(row, "published"),
        mode=Mode(row["mode"]),
        speaker=row["name"],
        source=row["source"],
        snippet=snippet,
        marks=marks,
        score=row["score"],
    )


def _unmark(marked: str) -> tuple[str, Spans]:
    """The text without its marks, and where they stood."""
    text, marks, start = "", [], 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            start = len(text)
        elif piece == CLOSE:
            marks.append(Span(start, len(text)))
        else:
            text += piece
    return text, tuple(marks)


def _cut(text: str, marks: Spans, longest: int = SNIPPET) -> tuple[str, Spans]:
    """At most ``longest`` characters around the first mark, with an ellipsis where words are left out."""
    if len(text) <= longest:
        return text, marks
    first = marks[0].start if marks else 0
    start = max(0, min(first - _LEAD, len(text) - longest + 1))
    head = "…" if start else ""
    room = longest - len(head)
    end = start + room if start + room >= len(text) else start + room - 1
    tail = "…" if end < len(text) else ""
    shift = len(head) - start
    kept = (Span(m.start + shift, m.end + shift) for m in marks if start <= m.start and m.end <= end)
    return head + text[start:end] + tail, tuple(kept)
