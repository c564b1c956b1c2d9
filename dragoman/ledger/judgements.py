"""Where judgements are kept, and what they come to in the tables.

A judgement is a row that nothing but ``forget`` ever takes away. Whenever an article is read or judged,
``settle`` works out anew, in the same transaction, what all judgements on it come to: ``decision`` and
``pair_decision``, the actors that people named beyond the reader's, and the words that search finds. What
the reader found stays as it is.

Two people who judge at once do not overwrite each other: a judgement names the latest one on its finding
that its maker had seen, and is refused with ``Conflict`` where somebody else's came since.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from dragoman.errors import DragomanError, NotInLedger
from dragoman.ids import judgement_id
from dragoman.ledger import reader, values
from dragoman.ledger.database import Database, Row
from dragoman.ledger.findings import insert_words
from dragoman.ledger.judged import PAIRED, homes, in_order, judged, standing, withdrawn
from dragoman.ledger.rows import Entry, Filed
from dragoman.model import Aspect, Decision, JudgedReading, Judgement, Reading, Selector, Statement, Verdict

_Finding = tuple[str, ...]


class Conflict(DragomanError):
    """Somebody else judged the same finding meanwhile; ``other`` is what they decided."""

    slug = "conflict"

    def __init__(self, other: Judgement) -> None:
        told = f"{other.verdict} {other.correction}" if other.correction else other.verdict
        super().__init__(
            f"{other.by} judged this meanwhile: {other.field} {told} ({other.at:%Y-%m-%d %H:%M})",
            "look at that judgement; to overrule it, judge again and insist",
        )
        self.other = other


def every(db: Database, article: str | None = None) -> list[Judgement]:
    """The judgements that quote the article of this id, or all, in the order in which they were made."""
    if article is None:
        rows = db.rows("SELECT * FROM judgement")
    else:
        rows = db.rows("SELECT * FROM judgement WHERE article = ?1 OR other_article = ?1", article)
    return in_order(map(_judgement, rows))


def _judgement(row: Row) -> Judgement:
    return Judgement(
        article=row["article"],
        field=row["field"],
        quotation=row["quotation"],
        before=row["words_before"],
        after=row["words_after"],
        verdict=row["verdict"],
        correction=row["correction"],
        words=tuple(Selector(*cells) for cells in json.loads(row["words"])),
        undoes=row["undoes"],
        seen=row["seen"],
        by=row["judged_by"],
        at=values.moment(row["judged_at"]),
    )


def judge(db: Database, judgement: Judgement, *, insist: bool) -> bool:
    """Store a person's decision and let it have its effect; whether it was new."""
    with db.transaction():
        _refuse_forgotten(db, judgement)
        if not _insert(db, judgement):
            return False
        rival = None if insist else _rival(db, judgement)
        if rival:
            raise Conflict(rival)
        settle(db, judgement.article)
    return True


def unite(db: Database, told: Iterable[Judgement]) -> list[bool | None]:
    """Take in what people decided elsewhere; for each whether it was new, ``None`` where it quotes an
    article that was forgotten. Nobody is asked: who was later wins."""
    taken: list[bool | None] = []
    articles: dict[str, None] = {}
    with db.transaction():
        for judgement in told:
            fresh = None if _forgotten(db, judgement) else _insert(db, judgement)
            taken.append(fresh)
            if fresh:
                articles[judgement.article] = None
        for article in articles:
            settle(db, article)
    return taken


def _refuse_forgotten(db: Database, judgement: Judgement) -> None:
    gone = _forgotten(db, judgement)
    if gone:
        raise NotInLedger(f"{gone} was forgotten", "words of it are not stored again")


def _forgotten(db: Database, judgement: Judgement) -> str | None:
    """The article that a judgement quotes and that was forgotten."""
    quoted = dict.fromkeys((judgement.article, *(word.article for word in judgement.words)))
    return next((a for a in quoted if db.one("SELECT 1 FROM tombstone WHERE article = ?", a)), None)


def _insert(db: Database, judgement: Judgement) -> bool:
    words = [[w.article, w.quotation, w.before, w.after] for w in judgement.words]
    others = [w.article for w in judgement.words if w.article != judgement.article]
    return bool(
        db.run(
            """INSERT OR IGNORE INTO judgement (article, field, quotation, words_before, words_after,
                verdict, correction, judged_by, judged_at, other_article, words, undoes, seen)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            judgement.article,
            judgement.field,
            judgement.quotation,
            judgement.before,
            judgement.after,
            judgement.verdict,
            judgement.correction,
            judgement.by,
            values.moment_cell(judgement.at),
            next(iter(others), None),
            json.dumps(words),
            judgement.undoes,
            judgement.seen,
        )
    )


def forget(db: Database, article: str) -> int:
    """Remove every judgement that quotes an article; how many there were."""
    return db.run("DELETE FROM judgement WHERE article = ?1 OR other_article = ?1", article)


class _Homes:
    """The statements that selectors belong to, article by article."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._of = cache(self._article)
        self._read = cache(lambda article: reader.load(db, article))
        self.told = cache(lambda article: every(db, article))

    def _article(self, article: str) -> dict[Selector, Statement | None]:
        found = self._read(article)
        return homes(found.reading, self.told(article)) if found else {}

    def seen(self, article: str) -> Reading | None:
        """The reading of an article as people see it; ``None`` where it is gone."""
        found = self._read(article)
        return judged(found.reading, self.told(article), self._of(article)) if found else None

    def home(self, selector: Selector) -> str | None:
        """The id of the statement that the words belong to."""
        statement = self._of(selector.article).get(selector)
        return statement.id if statement else None

    def finding(self, judgement: Judgement) -> _Finding:
        """What tells one finding from another: equal for judgements on the same one."""
        if judgement.field not in PAIRED:
            return (Aspect.STATEMENT, self._name(judgement.selector))
        names = [self._name(s) for s in (judgement.selector, *judgement.words)]
        if judgement.field == Aspect.UTTERANCE:
            return (Aspect.UTTERANCE, *sorted(names))
        return (judgement.correction or "", *names)

    def _name(self, selector: Selector) -> str:
        told = [selector.article, selector.quotation, selector.before, selector.after]
        return self.home(selector) or json.dumps(told)


def on_same_finding(db: Database, judgement: Judgement) -> list[Judgement]:
    """The other judgements on the finding of this one, in order."""
    known = _Homes(db)
    finding, paired = known.finding(judgement), judgement.field in PAIRED
    others = (j for j in every(db, judgement.article) if j != judgement and (j.field in PAIRED) is paired)
    return [j for j in others if known.finding(j) == finding]


def _rival(db: Database, judgement: Judgement) -> Judgement | None:
    """What somebody else decided otherwise, or undid, that the maker of this one had not seen."""
    told = {judgement_id(j): j for j in on_same_finding(db, judgement)}
    undo = told.get(withdrawn(told).get(judgement.seen or "", ""))
    if undo and undo.by != judgement.by:
        return undo
    order = list(told)
    seen = order.index(judgement.seen) if judgement.seen in told else -1
    news = [j for j in standing(told.values()) if order.index(judgement_id(j)) > seen]
    decided = _decided(judgement)
    return next((j for j in reversed(news) if j.by != judgement.by and _decided(j) != decided), None)


def _decided(judgement: Judgement) -> tuple[object, ...]:
    """What was decided, whoever did."""
    return (judgement.field, judgement.verdict, judgement.correction, judgement.words, judgement.undoes)


def settle(db: Database, article: str) -> None:
    """Work out what all judgements on an article come to. Called inside a transaction."""
    told = every(db, article)
    of_article = "IN (SELECT id FROM statement WHERE article = ?1)"
    before = {
        row[0] for row in db.rows(f"SELECT statement FROM decision WHERE statement {of_article}", article)
    }
    found = reader.load(db, article) if told or before else None
    if found is None:
        return
    db.run(f"DELETE FROM decision WHERE statement {of_article}", article)
    db.run(f"DELETE FROM pair_decision WHERE one {of_article} OR other {of_article}", article)
    reading = judged(found.reading, told)
    _keep_actors(db, reading, len(found.reading.actors))
    decisions = reading.decisions if isinstance(reading, JudgedReading) else ()
    db.run_many(_DECISION, [_cells(reading, decision) for decision in decisions])
    for statement in before | {d.statement for d in decisions}:
        _keep_words(db, reading, statement)
    db.run_many("INSERT INTO pair_decision VALUES (?, ?, ?, ?, ?, ?, ?)", _pairs(db, told))


_DECISION = """INSERT INTO decision (statement, verdict, speaker, speaker_name, role, act, kind, said_first,
    said_last, said_precision, said_basis, doubt, content, changed, by, at, judgement)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _cells(reading: Reading, decision: Decision) -> tuple[object, ...]:
    statement = shown(reading, decision.statement)
    speaker = reading.actor(statement.speaker)
    return (
        decision.statement,
        decision.verdict.value,
        statement.speaker,
        speaker.name if speaker else None,
        statement.role,
        statement.act.value,
        statement.kind.value,
        *values.interval_cells(statement.said_on),
        max(statement.doubt, statement.doubt_speaker, statement.doubt_span),
        json.dumps([[s.start, s.end] for s in statement.content]),
        json.dumps(decision.changed),
        decision.by,
        values.moment_cell(decision.at),
        decision.judgement,
    )


def shown(reading: Reading, id: str) -> Statement:
    """The statement of that id, one that was judged wrong too. Raises ``StopIteration`` where none is."""
    wrong = reading.wrong if isinstance(reading, JudgedReading) else ()
    return next(s for s in (*reading.statements, *wrong) if s.id == id)


def _keep_actors(db: Database, reading: Reading, own: int) -> None:
    """Those whom people named, behind the reader's ``own``."""
    added = {actor.id: (n, actor) for n, actor in enumerate(reading.actors) if n >= own}
    article = reading.article.id
    for row in db.rows("SELECT id FROM actor WHERE article = ? AND judged", article):
        if row["id"] not in added:
            db.run("DELETE FROM actor WHERE article = ? AND id = ?", article, row["id"])
    db.run_many(
        "INSERT OR IGNORE INTO actor (article, id, ordinal, name, kind, judged) VALUES (?, ?, ?, ?, ?, 1)",
        ((article, a.id, n, a.name, a.kind.value) for n, a in added.values()),
    )


def _keep_words(db: Database, reading: Reading, id: str) -> None:
    """What search finds of a statement: nothing of a wrong one."""
    number = db.value("SELECT number FROM statement WHERE id = ?", id)
    db.run("DELETE FROM statement_words WHERE rowid = ?", number)
    for statement in reading.statements:
        if statement.id == id:
            insert_words(db, reading, statement, number)


def _pairs(db: Database, told: Sequence[Judgement]) -> Iterator[tuple[object, ...]]:
    """What holds for pairs of statements that are both there."""
    known = _Homes(db)
    groups: dict[_Finding, list[Judgement]] = {}
    for judgement in told:
        if judgement.field in PAIRED and all(map(known.home, (judgement.selector, *judgement.words))):
            groups.setdefault(known.finding(judgement), []).append(judgement)
    for (kind, *pair), judgements in groups.items():
        last = next(reversed(standing(judgements)), None)
        if last and len(set(pair)) == 2:
            at = values.moment_cell(last.at)
            yield (*pair, kind, last.verdict, last.by, at, judgement_id(last))


def entry(db: Database, id: str) -> Entry | None:
    """One entry with its judgements laid over it, by its exact article id."""
    found = reader.load(db, id)
    return see(found, every(db, id)) if found else None


def several(db: Database, ids: Sequence[str]) -> Iterator[Entry]:
    """Entries with their judgements laid over them, as ``reader.several`` gives them when not whole."""
    told = _judged_among(db, ids)
    for found in reader.several(db, ids, whole=False):
        id = found.reading.article.id
        yield see(found, every(db, id)) if id in told else found


def _judged_among(db: Database, ids: Sequence[str]) -> set[str]:
    """The articles among some (ids) that judgements quote."""
    rows = db.rows(
        """SELECT value AS article FROM json_each(?) WHERE EXISTS (
            SELECT 1 FROM judgement WHERE article = value OR other_article = value)""",
        json.dumps(ids),
    )
    return {row["article"] for row in rows}


def entries(db: Database) -> Iterator[Entry]:
    """All entries with their judgements laid over them, in the order of ``reader.entries``."""
    told = {row["article"] for row in db.rows("SELECT DISTINCT article FROM judgement")}
    for found in reader.entries(db):
        id = found.reading.article.id
        yield see(found, every(db, id)) if id in told else found


def see(found: Entry, told: Iterable[Judgement]) -> Entry:
    """An entry as people see it. What a person dated, or called wrong, is lent no date."""
    reading = judged(found.reading, told)
    if not isinstance(reading, JudgedReading):
        return found
    own = {d.statement for d in reading.decisions if Aspect.SAID_ON in d.changed}
    kept = {s.id for s in reading.statements} - own
    return replace(found, reading=reading, loans=tuple(n for n in found.loans if n.statement in kept))


def pairs(db: Database) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Pairs of statements (the smaller id first) that people call the same utterance, and not the same."""
    rows = db.rows("SELECT one, other, verdict FROM pair_decision WHERE kind = 'utterance'")
    same, apart = (
        frozenset((row["one"], row["other"]) for row in rows if row["verdict"] == verdict)
        for verdict in (Verdict.SAME, Verdict.APART)
    )
    return same, apart


def filed(db: Database, article: str | None) -> Iterator[Filed]:
    """Judgements with what has become of them, in the order in which they were made."""
    yield from _filed(_Homes(db), every(db, article))


def newest(db: Database, limit: int, before: datetime | None) -> list[Filed]:
    """The newest judgements, or those made before a moment, with what has become of them."""
    rows = db.rows(
        """SELECT * FROM judgement WHERE substr(judged_at, 1, 26) < ?
        ORDER BY substr(judged_at, 1, 26) DESC LIMIT ?""",
        values.moment_cell(before)[:26] if before else "~",
        limit,
    )
    made = [_judgement(row) for row in rows]
    known = _Homes(db)
    around = in_order(j for article in {j.article for j in made} for j in known.told(article))
    become = {found.judgement: found for found in _filed(known, around, frozenset(made))}
    return [become[judgement] for judgement in made]


def _filed(
    known: _Homes, told: Sequence[Judgement], wanted: Collection[Judgement] | None = None
) -> Iterator[Filed]:
    """``told`` are all judgements on some articles, in order, of which only some may be wanted."""
    stand = set(standing(told))
    lost: set[Judgement] = set()
    shown = told if wanted is None else [j for j in told if j in wanted]
    for article in dict.fromkeys(j.article for j in shown):
        reading = known.seen(article)
        if isinstance(reading, JudgedReading):
            lost.update(reading.loose)
    for judgement in shown:
        selectors = judgement.words if judgement.field in PAIRED else ()
        others = [known.home(selector) for selector in selectors]
        home = known.home(judgement.selector)
        yield Filed(
            judgement=judgement,
            id=judgement_id(judgement),
            statement=home,
            other=next(iter(others), None),
            stands=judgement in stand,
            loose=judgement in lost or home is None or None in others,
        )
