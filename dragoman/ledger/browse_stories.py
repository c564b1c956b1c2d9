"""Stories: the newest first, and of each its articles, events, utterances, exchanges and outlets."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import NoReturn, cast

from dragoman.errors import NotInLedger
from dragoman.ledger import values
from dragoman.ledger.browse_places import day_of, key_at, place
from dragoman.ledger.browse_rows import (
    Cell,
    EventRow,
    ExchangeRow,
    MatrixRow,
    Part,
    StoryRow,
    UtteranceRow,
)
from dragoman.ledger.browse_ties import UNDISPUTED, exchange_rows, utterances, words_of_evidence
from dragoman.ledger.browse_wordings import outlet_names
from dragoman.ledger.database import Database, Row
from dragoman.ledger.happened import event_of

_MOST = 2**62
_LAST = "\x7f"

LARGEST = 500
"""How many articles of a story are looked through for what its outlets carried; the newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many utterances, exchanges and rows of the matrix are wanted."""

    utterances: int
    exchanges: int
    matrix: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRows:
    """What was said in a story: utterances, who answered whom, and which outlets carried what."""

    utterances: Part[UtteranceRow]
    exchanges: tuple[ExchangeRow, ...]
    matrix: tuple[MatrixRow, ...]


_STORY = """
SELECT browse_story.story, title, first_day, last_day, articles,
    (SELECT count(DISTINCT page.outlet) FROM story_article AS member
     JOIN browse_article AS page ON page.article = member.article
     WHERE member.story = browse_story.story AND page.outlet <> 0) AS outlets
FROM browse_story JOIN story ON story.id = browse_story.story
"""

# The statements of a story's articles that report an utterance.
_CARRIED = f"""
SELECT told.utterance, page.outlet, page.day, page.is_copy FROM (
    SELECT page.article, page.outlet, page.day, page.is_copy FROM story_article AS member
    JOIN browse_article AS page ON page.article = member.article
    WHERE member.story = ? ORDER BY page.day DESC LIMIT {LARGEST}
) AS page
CROSS JOIN statement ON statement.article = page.article
CROSS JOIN utterance_statement AS told ON told.statement = statement.id
"""


_TIES = """
SELECT exchange.id FROM json_each(?) AS told CROSS JOIN exchange ON exchange.origin = told.value
CROSS JOIN browse_exchange ON browse_exchange.exchange = exchange.id ORDER BY day, exchange.id
"""

_TIES_SHOWN = f"""
SELECT exchange.*, day FROM json_each(?) AS wanted CROSS JOIN exchange ON exchange.id = wanted.value
CROSS JOIN browse_exchange ON browse_exchange.exchange = exchange.id
WHERE {UNDISPUTED} ORDER BY wanted.key
"""


def stories(db: Database, limit: int, cursor: str | None) -> Part[StoryRow]:
    """See ``Browse.stories``."""
    day, id = key_at(cursor, (99991231, _LAST))
    rows = db.rows(
        f"""{_STORY} WHERE (last_day, story) < (?, ?) ORDER BY last_day DESC, story DESC LIMIT ?""",
        day,
        id,
        limit + 1,
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return Part(
        tuple(_story(db, row) for row in rows[:limit]),
        place(last["last_day"], last["story"]) if last is not None else None,
    )


def story(db: Database, id: str) -> StoryRow:
    """See ``Browse.story``."""
    return _story(db, _row(db, id))


def _row(db: Database, id: str) -> Row:
    row = db.one(f"{_STORY} WHERE browse_story.story = ?", id)
    return row if row is not None else _no_story(db, id)


def _known(db: Database, id: str) -> None:
    if not db.value("SELECT count(*) FROM story WHERE id = ?", id):
        _no_story(db, id)


def _no_story(db: Database, id: str) -> NoReturn:
    raise NotInLedger(f"no story {id!r} in {db.path}", "the start page lists the stories")


def _count(db: Database, story: str) -> int:
    """How many utterances are first reported in a story's articles; counted once until somebody writes."""
    counts = db.kept("utterances of stories", dict[str, int])
    if story not in counts:
        counts[story] = db.value(
            """SELECT count(*) FROM story_article AS member
            CROSS JOIN statement ON statement.article = member.article
            CROSS JOIN utterance_statement AS told ON told.statement = statement.id AND told.ordinal = 0
            WHERE member.story = ?""",
            story,
        )
    return counts[story]


def _story(db: Database, row: Row) -> StoryRow:
    return StoryRow(
        id=row["story"],
        title=row["title"],
        first=day_of(row["first_day"]),
        last=day_of(row["last_day"]),
        articles=row["articles"],
        outlets=row["outlets"],
        utterances=_count(db, row["story"]),
    )


_EVENTS = """
WITH news (id) AS (SELECT wanted.value FROM story, json_each(story.events) AS wanted WHERE story.id = ?1),
told (id) AS (
    SELECT event FROM story_article JOIN link_local ON link_local.article = story_article.article
    WHERE story_article.story = ?1 AND event IS NOT NULL
)
SELECT * FROM (
    SELECT event.* FROM event
    WHERE id IN (SELECT id FROM news)
    OR (id IN (SELECT id FROM told) AND held_first BETWEEN date(?2, '-31 days') AND date(?3, '+31 days'))
    ORDER BY id NOT IN (SELECT id FROM news), json_array_length(evidence) DESC, id LIMIT ?4
) ORDER BY held_first IS NULL, held_first, id
"""


def events(db: Database, id: str, limit: int) -> tuple[EventRow, ...]:
    """See ``Browse.story_events``."""
    of = db.one("SELECT first_day, last_day FROM browse_story WHERE story = ?", id) or _no_story(db, id)
    days = (values.day_cell(day_of(day)) for day in of)
    rows = db.rows(_EVENTS, id, *days, limit)
    words = words_of_evidence(db, [row["evidence"] for row in rows])
    return tuple(EventRow(event=event_of(row), words=words[row["evidence"]]) for row in rows)


def told_in(db: Database, id: str, limit: int, cursor: str | None) -> Part[UtteranceRow]:
    """See ``Browse.story_utterances``."""
    ids, following = _page(_carried(db, id), limit, cursor)
    return Part(utterances(db, ids), following)


def told(db: Database, id: str, limits: Told, cursor: str | None) -> ToldRows:
    """See ``Browse.story_told``."""
    carried = _carried(db, id)
    ids, following = _page(carried, limits.utterances, cursor)
    shared = _shared(carried, limits.matrix)
    rows = {row.id: row for row in utterances(db, [*ids, *shared])}
    return ToldRows(
        utterances=Part(tuple(rows[one] for one in ids if one in rows), following),
        exchanges=_ties(db, carried, limits.exchanges),
        matrix=_matrix(db, carried, rows, shared),
    )


_Report = tuple[str, int, int, int]  # the utterance, its outlet, its day, whether it is a copy
_Carried = Mapping[str, Sequence[_Report]]  # what reports an utterance, by its id


def _carried(db: Database, id: str) -> _Carried:
    _known(db, id)
    carried: defaultdict[str, list[_Report]] = defaultdict(list)
    for report in cast("list[_Report]", db.tuples(_CARRIED, id)):
        carried[report[0]].append(report)
    return carried


def _outlets(reports: Sequence[_Report]) -> int:
    """How many outlets carried an utterance, copies left out; most are carried once."""
    if len(reports) == 1:
        return 1 - reports[0][3]
    return len({outlet for _, outlet, _, is_copy in reports if not is_copy})


def _page(carried: _Carried, limit: int, cursor: str | None) -> tuple[list[str], str | None]:
    """A page of utterances, what most outlets carried first, and the place where the next one begins."""
    outlets, last = key_at(cursor, (_MOST, ""))
    keys = ((-_outlets(reports), id) for id, reports in carried.items())
    found = nsmallest(limit + 1, (key for key in keys if key > (-int(outlets), last)))
    ids = [id for _, id in found[:limit]]
    return ids, place(-found[limit - 1][0], ids[-1]) if len(found) > limit else None


def _ties(db: Database, carried: _Carried, limit: int) -> tuple[ExchangeRow, ...]:
    """Some exchanges by days; whether one is disputed is asked of the first ones alone."""
    ids = [id for (id,) in db.tuples(_TIES, json.dumps(list(carried)))]
    rows: list[Row] = []
    for start in range(0, len(ids), 2 * limit):
        if len(rows) < limit:
            rows += db.rows(_TIES_SHOWN, json.dumps(ids[start : start + 2 * limit]))
    return exchange_rows(db, rows[:limit])


def _shared(carried: _Carried, limit: int) -> list[str]:
    """The utterances of more than one outlet, what most carried first."""
    counts = ((-len({row[1] for row in rows}), id) for id, rows in carried.items() if len(rows) > 1)
    return [id for _, id in nsmallest(limit, (key for key in counts if key[0] < -1))]


def _matrix(
    db: Database, carried: _Carried, rows: Mapping[str, UtteranceRow], shared: Sequence[str]
) -> tuple[MatrixRow, ...]:
    names = outlet_names(db, {row[1] for id in shared for row in carried[id]})
    found = [
        MatrixRow(
            utterance=id, speaker=rows[id].speaker, text=rows[id].first.text, cells=_cells(carried[id], names)
        )
        for id in shared
        if id in rows
    ]
    return tuple(sorted(found, key=lambda row: (-len(row.cells), row.utterance)))


def _cells(reports: Iterable[_Report], names: Mapping[int, str]) -> tuple[Cell, ...]:
    """What each outlet carried of one utterance, the earliest first."""
    held: defaultdict[int, list[_Report]] = defaultdict(list)
    for report in reports:
        held[report[1]].append(report)
    cells = (
        Cell(
            outlet=names[outlet],
            statements=len(several),
            first=day_of(min((day for _, _, day, _ in several if day), default=0)),
            is_copy=all(is_copy for *_, is_copy in several),
        )
        for outlet, several in held.items()
        if outlet in names
    )
    return tuple(sorted(cells, key=lambda cell: (cell.first or date.max, cell.outlet)))
