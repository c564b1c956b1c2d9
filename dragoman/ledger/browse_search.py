"""Lists of statements: those that hold words, those that facts narrow, or both; with what they fall into.

A common word stands in hundreds of thousands of statements. So the finds of words are the ``NEWEST`` that
were read, and a list says whether these were all of them. Ranking weighs each word by how rare it is; for
words that stand in very many statements that would mean to count them all, and such finds are shown
newest first instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ledger.browse_lines import lines
from dragoman.ledger.browse_marks import marked
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_rows import Found
from dragoman.ledger.database import Database, Row
from dragoman.ledger.facets import NEWEST, Narrowed, Query, facets_of, narrow, size_of, walk
from dragoman.ledger.search import WORDED, safe_query, words_of

RANKED = 5_000
"""In how many statements the words of a query may stand, all told, to be ranked."""

LOOKED = 3 * NEWEST
"""How many statements with the words are looked at for facts that very many share."""

_COMMON = 0.1  # share of all statements from which on a fact is looked at in the finds of the words

SHORTEST = 3
"""How many letters the beginning of a word must have to stand for all that begin so."""

_SPELLINGS = 100  # words that a beginning stands for at most, the most frequent ones

MOST = 15
"""How many values of a facet are told."""

_TOP = 2**62
_NOTHING = Found(rows=(), next=None, count=0, is_all=True, sort="date", facets=None)


def find(
    db: Database, query: Query, *, sort: str, limit: int, cursor: str | None, with_facets: bool
) -> Found:
    """See ``Browse.search``."""
    narrowed, words = narrow(db, query), _spelt_out(db, query.words)
    if narrowed is None or (query.words.strip() and not words):
        return _NOTHING
    if words:
        return _by_words(db, words, narrowed, sort, limit, cursor, with_facets=with_facets)
    return _by_facts(db, narrowed, limit, cursor, with_facets=with_facets)


def _by_facts(
    db: Database, narrowed: Narrowed, limit: int, cursor: str | None, *, with_facets: bool
) -> Found:
    day, number = key_at(cursor, (99991231, _TOP))
    most = max(NEWEST, limit) if with_facets else limit
    rows, stop = walk(db, narrowed, (int(day), int(number)), most + 1)
    shown = rows[:limit]
    is_all = len(rows) <= most and stop is None
    last = (shown[-1]["day"], shown[-1]["number"]) if len(rows) > limit else stop
    return Found(
        rows=lines(db, [row["number"] for row in shown]),
        next=place(*last) if last else None,
        count=len(rows[:most]),
        is_all=is_all and cursor is None,
        sort="date",
        facets=facets_of(db, rows[:most], is_all=is_all, most=MOST) if with_facets else None,
    )


def _by_words(
    db: Database,
    words: Sequence[str],
    narrowed: Narrowed,
    sort: str,
    limit: int,
    cursor: str | None,
    *,
    with_facets: bool,
) -> Found:
    top, day, number = (int(n) for n in key_at(cursor, (_TOP, 99991231, _TOP)))
    if cursor is None:
        top = int(db.value("SELECT coalesce(max(number), 0) FROM browse_statement"))
    wanted = f"{{{WORDED}}} : ({' AND '.join(words)})"
    matches, is_all = _matches(db, wanted, narrowed, top)
    ranks = _ranks(db, words, wanted, top) if sort == "relevance" else None
    if ranks is None:
        matches.sort(key=lambda row: (row["day"], row["number"]), reverse=True)
        rest = [row for row in matches if (row["day"], row["number"]) < (day, number)]
    else:
        matches.sort(key=lambda row: (ranks.get(row["number"], 0.0), -row["day"], -row["number"]))
        at = next((n for n, row in enumerate(matches) if row["number"] == number), -1)
        rest = matches[at + 1 :]
    numbers = [row["number"] for row in rest[:limit]]
    return Found(
        rows=lines(db, numbers, marked(db, wanted, numbers)),
        next=place(top, rest[limit - 1]["day"], numbers[-1]) if len(rest) > limit else None,
        count=len(matches),
        is_all=is_all,
        sort="date" if ranks is None else "relevance",
        facets=facets_of(db, matches, is_all=is_all, most=MOST) if with_facets else None,
    )


def _matches(db: Database, wanted: str, narrowed: Narrowed, top: int) -> tuple[list[Row], bool]:
    """The newest matches up to a row number, and whether these are all."""
    rare, common = _by_share(db, narrowed)
    first, last = narrowed.days
    conditions = "".join(f" AND line.{column} = ?" for column, _ in common)
    found = f"""WITH found AS MATERIALIZED (
            SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?
            ORDER BY rowid DESC LIMIT {LOOKED + 1}
        )"""
    bound = (f"({wanted}){''.join(f' AND (facets : {token})' for token in rare)}", top)
    rows = db.rows(
        f"""{found} SELECT line.number, day, person, outlet, language, kind, act, mode
        FROM found CROSS JOIN browse_statement AS line ON line.number = found.rowid
        WHERE day BETWEEN ? AND ?{conditions} LIMIT {NEWEST + 1}""",
        *bound,
        first,
        last,
        *(value for _, value in common),
    )
    looked_at_all = (not common and not narrowed.is_by_day) or (
        db.value(f"{found} SELECT count(*) FROM found", *bound) <= LOOKED
    )
    return rows[:NEWEST], len(rows) <= NEWEST and looked_at_all


_TOKENS = {"person": "zqp{}", "outlet": "zqo{}", "act": "zqa{}", "language": "zql{}0"}


def _by_share(db: Database, narrowed: Narrowed) -> tuple[list[str], list[tuple[str, int | str]]]:
    """The facts that few statements share, as the index of words has them, and those that many share. The
    index would go through all statements of a common fact, whatever the words."""
    total = db.value("SELECT coalesce(sum(said + attitudes), 0) FROM browse_tally WHERE what = 'kind'")
    rare, common = [], []
    for column, value in narrowed.exact:
        size = size_of(db, column, value)
        if size is None or size > total * _COMMON:
            common.append((column, value))
        else:
            rare.append(safe_query(_TOKENS[column].format(value)))
    return rare, common


def _ranks(db: Database, words: Sequence[str], wanted: str, top: int) -> dict[int, float] | None:
    """How well statements match, less is better; ``None`` where the words are too common."""
    room = RANKED
    for word in words:
        for one in [word] if word.startswith("(") else _single(word):
            sql = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)"
            room -= db.value(sql, one, room + 1)
            if room < 0:
                return None
    rows = db.rows(
        """SELECT rowid, round(bm25(statement_words, 10.0, 5.0, 5.0, 1.0, 0.0), 6)
        FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?""",
        wanted,
        top,
    )
    return dict(map(tuple, rows))


def _single(phrase: str) -> list[str]:
    return [f'"{word}"' for word in phrase.strip('"*').split()]


def _spelt_out(db: Database, words: str) -> list[str]:
    """The words of a query one by one; the beginning of a word as all words that begin so."""
    return [_spellings(db, word) if word.endswith("*") else word for word in words_of(words)]


def _spellings(db: Database, word: str) -> str:
    start = word.strip('"*')
    if " " in start or len(start) < SHORTEST:
        return word.rstrip("*")
    rows = db.rows(
        """SELECT term FROM word_list WHERE term >= ?1 AND term < ?1 || char(1114111)
        ORDER BY doc DESC, term LIMIT ?2""",
        start.casefold(),
        _SPELLINGS,
    )
    return "(" + " OR ".join([word.rstrip("*"), *(f'"{row["term"]}"' for row in rows)]) + ")"
