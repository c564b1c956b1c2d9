"""Lists of statements: those that hold words, those that facts narrow, or both; with what they fall into.

A common word stands in hundreds of thousands of statements. So the finds of words are the ``NEWEST`` that
were read, and a list says whether these were all of them. Ranking weighs each word by how rare it is; for
words that stand in very many statements that would mean to count them all, and such finds are shown
newest first instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from dragoman.ledger.browse_lines import lines
from dragoman.ledger.browse_marks import marked
from dragoman.ledger.browse_places import key_at, place
from dragoman.ledger.browse_rows import Found
from dragoman.ledger.database import Database
from dragoman.ledger.facets import MATCH, NEWEST, Match, Narrowed, Query, facets_of, narrow, size_of, walk
from dragoman.ledger.search import WORDED, safe_query, words_of

RANKED = 1_000
"""How many finds are ranked at most; more are shown newest first."""

COUNTED = 20_000
"""In how many statements the words of a query may stand, all told, to be ranked."""

LOOKED = 2 * NEWEST
"""How many statements with the words are looked at for facts that very many share."""

LOOKED_SAID = NEWEST + NEWEST // 4
"""How many are looked at where no more is asked for than that they were said, as most were."""

_COMMON = 0.1  # share of all statements from which on a fact is looked at in the finds of the words
_MONTHS = 24  # days that lie within so few months are told to the index of words

SHORTEST = 3
"""How many letters the beginning of a word must have to stand for all that begin so."""

_SPELLINGS = 100  # words that a beginning stands for at most, the most frequent ones

MOST = 15
"""How many values of a facet are told."""

_place_of = itemgetter(1, 0)
"""Where a ``Match`` stands in a list by date: day and number."""

_TOP = 2**62
_NEWEST_DAY = (99991231, _TOP)
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
    start = key_at(cursor, _NEWEST_DAY)
    rows, stop = walk(db, narrowed, (int(start[0]), int(start[1])), limit + 1)
    shown = rows[:limit]
    last = _place_of(shown[-1]) if len(rows) > limit else stop
    is_all = cursor is None and last is None
    counted = shown
    if with_facets and not is_all:
        counted, stop = walk(db, narrowed, _NEWEST_DAY, NEWEST + 1)
        is_all = len(counted) <= NEWEST and stop is None
    return Found(
        rows=lines(db, [row[0] for row in shown]),
        next=place(*last) if last else None,
        count=len(counted[:NEWEST]),
        is_all=is_all,
        sort="date",
        facets=facets_of(db, counted[:NEWEST], is_all=is_all, most=MOST) if with_facets else None,
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
    top, day, number = (int(n) for n in key_at(cursor, (_TOP, *_NEWEST_DAY)))
    if cursor is None:
        top = int(db.value("SELECT coalesce(max(number), 0) FROM browse_statement"))
    wanted = _wanted(db, words, narrowed, top)
    matches, is_all = _matches(db, wanted)
    can_rank = sort == "relevance" and is_all and len(matches) <= RANKED
    ranks = _ranks(db, words, wanted) if can_rank else None
    if ranks is None:
        matches.sort(key=_place_of, reverse=True)
        rest = [row for row in matches if _place_of(row) < (day, number)] if cursor else matches
    else:
        matches.sort(key=lambda row: (ranks.get(row[0], 0.0), -row[1], -row[0]))
        at = next((n for n, row in enumerate(matches) if row[0] == number), -1)
        rest = matches[at + 1 :]
    numbers = [row[0] for row in rest[:limit]]
    return Found(
        rows=lines(db, numbers, marked(db, wanted.words, numbers)),
        next=place(top, rest[limit - 1][1], numbers[-1]) if len(rest) > limit else None,
        count=len(matches),
        is_all=is_all,
        sort="date" if ranks is None else "relevance",
        facets=facets_of(db, matches, is_all=is_all, most=MOST) if with_facets else None,
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of the index of words, and what its finds are narrowed by."""

    words: str
    rare: str
    common: tuple[tuple[str, int | str], ...]
    days: tuple[int, int]
    top: int

    @property
    def whole(self) -> str:
        """Words and facts in the index's language."""
        return f"({self.words}){self.rare}"

    @property
    def looked(self) -> int:
        """How many statements with the words are looked at for the common facts and days."""
        is_open = self.days == (0, _NEWEST_DAY[0]) and all(column == "mode" for column, _ in self.common)
        return LOOKED_SAID if is_open else LOOKED


def _matches(db: Database, wanted: _Wanted) -> tuple[list[Match], bool]:
    """The newest matches, and whether these are all."""
    conditions = "".join(f" AND line.{column} = ?" for column, _ in wanted.common)
    found = f"""WITH found AS MATERIALIZED (
            SELECT rowid FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?
            ORDER BY rowid DESC LIMIT {wanted.looked + 1}
        )"""
    looked, *rows = db.tuples(
        f"""{found} SELECT count(*), {", ".join("0" * (MATCH.count(",")))} FROM found
        UNION ALL SELECT * FROM (
            SELECT {MATCH} FROM found CROSS JOIN browse_statement AS line ON line.number = found.rowid
            WHERE day BETWEEN ? AND ?{conditions} LIMIT {NEWEST + 1}
        )""",
        wanted.whole,
        wanted.top,
        *wanted.days,
        *(value for _, value in wanted.common),
    )
    return rows[:NEWEST], len(rows) <= NEWEST and looked[0] <= wanted.looked


_TOKENS = {"person": "zqp{}", "outlet": "zqo{}", "act": "zqa{}", "language": "zql{}0"}


def _wanted(db: Database, words: Sequence[str], narrowed: Narrowed, top: int) -> _Wanted:
    """Facts that few statements share are asked of the index of words; of those that many share it would go
    through all statements, whatever the words."""
    total = db.value("SELECT coalesce(sum(said + attitudes), 0) FROM browse_tally WHERE what = 'kind'")
    rare, common = [], []
    for column, value in narrowed.exact:
        size = size_of(db, column, value)
        if size is None or size > total * _COMMON:
            common.append((column, value))
        else:
            rare.append(safe_query(_TOKENS[column].format(value)))
    first, last = (day // 10000 * 12 + day // 100 % 100 - 1 for day in narrowed.days)
    if 0 <= last - first < _MONTHS:
        months = (f'"zqd{month // 12}{month % 12 + 1:02}"' for month in range(first, last + 1))
        rare.append(f"({' OR '.join(months)})")
    return _Wanted(
        words=f"{{{WORDED}}} : ({' AND '.join(dict.fromkeys(words))})",
        rare="".join(f" AND (facets : {token})" for token in rare),
        common=tuple(common),
        days=narrowed.days,
        top=top,
    )


def _ranks(db: Database, words: Sequence[str], wanted: _Wanted) -> dict[int, float] | None:
    """How well statements match, less is better; ``None`` where the words are too common."""
    room = COUNTED
    for word in [one for several in words for one in _single(several)]:
        sql = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)"
        room -= db.value(sql, word, room + 1)
        if room < 0:
            return None
    rows = db.tuples(
        f"""SELECT rowid, round(bm25(statement_words, 10.0, 5.0, 5.0, 1.0, 0.0), 6)
        FROM statement_words WHERE statement_words MATCH ? AND rowid <= ?
        ORDER BY rowid DESC LIMIT {LOOKED + 1}""",
        wanted.whole,
        wanted.top,
    )
    return dict(rows)


def _single(word: str) -> list[str]:
    """The words of a phrase; all spellings of a beginning in one."""
    return [word] if word.startswith("(") else [f'"{one}"' for one in word.strip('"*').split()]


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
