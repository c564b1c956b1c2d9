"""Stories: the newest first, and of each its articles, events, utterances, exchanges and outlets."""

from __future__ import annotations

import json
from collections import defaultdict

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
from dragoman.ledger.browse_ties import UNDISPUTED, evidence_of, exchange_rows, utterances, words_of_evidence
from dragoman.ledger.database import Database, Row

_MOST = 2**62
_LAST = "\x7f"

LARGEST = 1_500
"""How many articles of a story are looked through for what its outlets carried; the newest ones."""

_STORY = """
SELECT browse_story.story, title, first_day, last_day, articles,
    (SELECT count(DISTINCT page.outlet) FROM story_article AS member
     JOIN browse_article AS page ON page.article = member.article
     WHERE member.story = browse_story.story AND page.outlet <> 0) AS outlets
FROM browse_story JOIN story ON story.id = browse_story.story
"""

# The statements of a story's articles that report an utterance, by utterance.
_CARRIED = f"""
SELECT told.utterance, line.number, line.outlet, page.day, page.is_copy FROM (
    SELECT page.number, page.article, page.day, page.is_copy FROM story_article AS member
    JOIN browse_article AS page ON page.article = member.article
    WHERE member.story = ? ORDER BY page.day DESC LIMIT {LARGEST}
) AS page
CROSS JOIN statement ON statement.article = page.article
CROSS JOIN utterance_statement AS told ON told.statement = statement.id
CROSS JOIN browse_statement AS line ON line.number = statement.number
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


def of_article(db: Database, article: str) -> tuple[StoryRow, ...]:
    """See ``Browse.article_stories``."""
    rows = db.rows(
        f"{_STORY} WHERE browse_story.story IN (SELECT story FROM story_article WHERE article = ?)", article
    )
    return tuple(_story(db, row) for row in rows)


def _row(db: Database, id: str) -> Row:
    row = db.one(f"{_STORY} WHERE browse_story.story = ?", id)
    if row is None:
        raise NotInLedger(f"no story {id!r} in {db.path}", "the start page lists the stories")
    return row


def _story(db: Database, row: Row) -> StoryRow:
    told = db.value(
        """SELECT count(*) FROM story_article AS member
        CROSS JOIN statement ON statement.article = member.article
        CROSS JOIN utterance_statement AS told ON told.statement = statement.id AND told.ordinal = 0
        WHERE member.story = ?""",
        row["story"],
    )
    return StoryRow(
        id=row["story"],
        title=row["title"],
        first=day_of(row["first_day"]),
        last=day_of(row["last_day"]),
        articles=row["articles"],
        outlets=row["outlets"],
        utterances=told,
    )


def events(db: Database, id: str) -> tuple[EventRow, ...]:
    """See ``Browse.story_events``."""
    wanted = db.value("SELECT events FROM story WHERE id = ?", _row(db, id)["story"])
    rows = db.rows(
        """SELECT event.* FROM json_each(?) AS wanted JOIN event ON event.id = wanted.value
        ORDER BY held_first IS NULL, held_first, event.id""",
        wanted,
    )
    words = words_of_evidence(db, [row["evidence"] for row in rows])
    return tuple(
        EventRow(
            id=row["id"],
            kind=row["kind"],
            participants=tuple(json.loads(row["participants"])),
            place=row["place"],
            held=values.interval(row, "held"),
            evidence=evidence_of(row["evidence"]),
            words=words[row["evidence"]],
        )
        for row in rows
    )


def told_in(db: Database, id: str, limit: int, cursor: str | None) -> Part[UtteranceRow]:
    """See ``Browse.story_utterances``."""
    outlets, last = key_at(cursor, (_MOST, ""))
    _row(db, id)
    rows = db.rows(
        f"""SELECT utterance, count(DISTINCT CASE WHEN is_copy THEN NULL ELSE outlet END) AS outlets
        FROM ({_CARRIED}) GROUP BY utterance
        HAVING outlets < ?2 OR outlets = ?2 AND utterance > ?3 ORDER BY outlets DESC, utterance LIMIT ?4""",
        id,
        outlets,
        last,
        limit + 1,
    )
    end = rows[limit - 1] if len(rows) > limit else None
    return Part(
        utterances(db, (row["utterance"] for row in rows[:limit])),
        place(end["outlets"], end["utterance"]) if end is not None else None,
    )


def ties_in(db: Database, id: str, limit: int) -> tuple[ExchangeRow, ...]:
    """See ``Browse.story_exchanges``."""
    _row(db, id)
    rows = db.rows(
        f"""SELECT exchange.*, browse_exchange.day FROM (SELECT DISTINCT utterance FROM ({_CARRIED})) AS told
        CROSS JOIN exchange ON exchange.origin = told.utterance
        CROSS JOIN browse_exchange ON browse_exchange.exchange = exchange.id
        WHERE {UNDISPUTED} ORDER BY browse_exchange.day, exchange.id LIMIT ?""",
        id,
        limit,
    )
    return exchange_rows(db, rows)


def matrix(db: Database, id: str, limit: int) -> tuple[MatrixRow, ...]:
    """See ``Browse.story_matrix``."""
    _row(db, id)
    rows = db.rows(
        f"""WITH carried AS MATERIALIZED ({_CARRIED}), most AS (
            SELECT utterance FROM carried GROUP BY utterance
            HAVING count(DISTINCT outlet) > 1 ORDER BY count(DISTINCT outlet) DESC, utterance LIMIT ?
        )
        SELECT carried.utterance, browse_outlet.name, count(*) AS statements, min(nullif(day, 0)) AS first,
            min(is_copy) AS is_copy
        FROM most JOIN carried USING (utterance) JOIN browse_outlet ON browse_outlet.number = carried.outlet
        GROUP BY carried.utterance, carried.outlet ORDER BY first IS NULL, first, browse_outlet.name""",
        id,
        limit,
    )
    cells: defaultdict[str, list[Cell]] = defaultdict(list)
    for row in rows:
        cells[row["utterance"]].append(
            Cell(
                outlet=row["name"],
                statements=row["statements"],
                first=day_of(row["first"] or 0),
                is_copy=bool(row["is_copy"]),
            )
        )
    most = sorted(cells, key=lambda utterance: (-len(cells[utterance]), utterance))
    return tuple(
        MatrixRow(utterance=told.id, speaker=told.speaker, text=told.first.text, cells=tuple(cells[told.id]))
        for told in utterances(db, most)
    )
