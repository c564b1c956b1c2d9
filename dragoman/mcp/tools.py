"""What the tools do: a ledger and what was asked for in, an answer out.

Nothing here writes. What the ledger does not hold is answered with what to do next and never raised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from dragoman.errors import InputError, NotInLedger
from dragoman.ids import text_hash
from dragoman.ledger import Ledger
from dragoman.ledger.browse_rows import Answering, Found, StatementRow
from dragoman.ledger.facets import Query
from dragoman.link.check import Near as FoundNear
from dragoman.link.check import Verdict
from dragoman.linking import check_words
from dragoman.linking.meaning import find_by_meaning, word_likeness
from dragoman.mcp.answers import (
    Answer,
    ArticleAnswer,
    CheckAnswer,
    Near,
    Office,
    Partner,
    PersonAnswer,
    SearchAnswer,
    UtteranceAnswer,
    Wording,
)
from dragoman.mcp.naming import meant_by, outlet_named
from dragoman.mcp.telling import MOST_WORDS, Teller, candidate, differences, page_of, when, words
from dragoman.model import Act, Kind, Mode, Span
from dragoman.report.told import reference_first
from dragoman.report.wording import one_line

TEXT = 4_000
"""Characters of an article's text that one answer holds."""

_LISTED = 20  # wordings, offices, outlets, partners and exchanges that an answer lists
_NEAREST = 8  # wordings near to a quotation
_WORDS = 8  # words that are looked for one by one
_DIGITS = 10
_HELPFUL = ("near to it", "give more of it")
_SEVERAL = "this name fits several; ask again with one of `people` (its `person`)"
_A = TypeVar("_A", bound=Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What `search` is asked for."""

    words: str = ""
    speaker: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    kind: Kind | None = None
    act: Act | None = None
    attitudes: bool = False
    by_meaning: bool = False
    limit: int = 10
    cursor: str | None = None


def not_found(answer: type[_A], error: NotInLedger | InputError, path: Path) -> _A:
    """The answer where the ledger does not have what was asked for, or the call cannot be meant. Errors
    advise commands; an assistant has tools."""
    advice = error.advice
    if isinstance(error, NotInLedger) and not advice.startswith(_HELPFUL):
        advice = "`search` gives the ids of statements, utterances and articles"
    return answer(found=False, advice=f"{error.message.replace(f' in {path}', '')}; {advice}")


def search(ledger: Ledger, asked: Asked) -> SearchAnswer:
    """Statements by words, speaker, outlet, days, kind and act."""
    speaker, outlet = _speaker(ledger, asked.speaker), _outlet(ledger, asked.outlet)
    if isinstance(speaker, SearchAnswer):
        return speaker
    if isinstance(outlet, SearchAnswer):
        return outlet
    query = Query(
        words=asked.words,
        person=speaker,
        outlet=outlet,
        first=asked.since,
        last=asked.until,
        kind=asked.kind,
        act=asked.act,
        mode=None if asked.attitudes else Mode.SAID,
    )
    found, matched = _look(ledger, query, asked)
    return SearchAnswer(
        found=bool(found.rows),
        advice=_advice(found, matched),
        next_cursor=found.next,
        count=found.count,
        is_all=found.is_all,
        matched=matched,
        likeness={id: word_likeness(like) for id, like in found.likeness.items()},
        results=tuple(map(Teller(ledger).said, found.rows)),
    )


def _advice(found: Found, matched: str) -> str:
    if not found.rows:
        return "fewer or other words, or fewer conditions; `person` tells who speaks"
    if matched == "any word":
        return "nothing has all these words: give only words that were said, and the name as `speaker`"
    return ""


def _speaker(ledger: Ledger, name: str | None) -> str | SearchAnswer | None:
    """The one speaker who is meant, or what to answer where that is not clear."""
    if name is None:
        return None
    meant = meant_by(ledger, name)
    if meant.one:
        return meant.one.id
    several = tuple(map(candidate, meant.people))
    return SearchAnswer(found=False, advice=_SEVERAL if several else _nobody(name), people=several)


def _nobody(name: str) -> str:
    return f"nobody called {name!r} speaks here; `search` for a word that they said, or try another spelling"


def _outlet(ledger: Ledger, name: str | None) -> str | SearchAnswer | None:
    """The one outlet that is meant, or what to answer where that is not clear."""
    if name is None:
        return None
    found = outlet_named(ledger, name)
    if isinstance(found, str):
        return found
    return SearchAnswer(
        found=False, advice=f"no one outlet is called {name!r}; there are: {', '.join(found)}"
    )


def _look(ledger: Ledger, query: Query, asked: Asked) -> tuple[Found, str]:
    """What matches all words; where nothing does, what has most of them. What is nearest in meaning where
    that is asked for."""
    if asked.by_meaning and asked.words.strip():
        found = find_by_meaning(ledger, query, limit=asked.limit, cursor=asked.cursor, facets=False)
        return found, "meaning"
    found = ledger.browse.search(query, limit=asked.limit, cursor=asked.cursor, facets=False)
    several = asked.words.split()
    if not several:
        return found, "no words asked for"
    if found.rows or asked.cursor or len(several) == 1:
        return found, "all words"
    return _with_any(ledger, query, several[:_WORDS], asked.limit), "any word"


def _with_any(ledger: Ledger, query: Query, several: Iterable[str], limit: int) -> Found:
    """The best finds of each word, those with most of the words first."""
    rows: dict[str, StatementRow] = {}
    hits = Counter[str]()
    for word in several:
        for row in ledger.browse.search(replace(query, words=word), limit=limit, facets=False).rows:
            rows.setdefault(row.id, row)
            hits[row.id] += 1
    best = tuple(rows[id] for id, _ in hits.most_common(limit))
    return Found(rows=best, next=None, count=len(rows), is_all=False, sort="relevance", facets=None)


def check(ledger: Ledger, words: str, speaker: str | None) -> CheckAnswer:
    """What the wordings of a ledger make of a quotation."""
    finding = check_words(ledger, words, speaker)
    teller = Teller(ledger)
    absent = finding.verdict is Verdict.ABSENT
    advice = "`search` with one or two of its words finds what is nearest" if absent else ""
    if absent and finding.others:
        advice = "the speaker asked for does not have these words; `others` do"
    return CheckAnswer(
        found=not absent,
        advice=advice,
        finding=finding.verdict,
        near=_nearest(teller, [n for n in finding.near if n.verdict is not Verdict.ABSENT]),
        others=_nearest(teller, finding.others),
    )


def _nearest(teller: Teller, found: Sequence[FoundNear]) -> tuple[Near, ...]:
    """The nearest wordings; of each utterance only the first carries its exchanges."""
    kept = found[:_NEAREST]
    rows = {
        row.id: row for row in teller.ledger.browse.statements_of(n.known.rendering.statement for n in kept)
    }
    told, nearest = set[str](), []
    for near in kept:
        row = rows.get(near.known.rendering.statement)
        if row is None:
            continue
        nearest.append(
            Near(
                finding=near.verdict,
                closeness=near.closeness,
                differences=differences(near.changes),
                primary=near.known.primary,
                carriers=near.known.carriers,
                said=teller.said(row, with_ties=near.known.utterance not in told),
            )
        )
        told.add(near.known.utterance)
    return tuple(nearest)


def person(ledger: Ledger, name: str, limit: int, cursor: str | None) -> PersonAnswer:
    """Somebody who speaks: offices, outlets, whom they answer, and their statements, the newest first."""
    meant = meant_by(ledger, name)
    if meant.one is None:
        several = tuple(map(candidate, meant.people))
        return PersonAnswer(found=False, advice=_SEVERAL if several else _nobody(name), people=several)
    row, browse = meant.one, ledger.browse
    listed = browse.statements(Query(person=row.id), limit=limit, cursor=cursor)
    return PersonAnswer(
        found=True,
        next_cursor=listed.next,
        person=candidate(row),
        within=row.within,
        first_day=_iso(row.first),
        last_day=_iso(row.last),
        offices=tuple(
            Office(title=o.title, first=_iso(o.first), last=_iso(o.last), statements=o.statements)
            for o in browse.person_roles(row.id)[:_LISTED]
        ),
        outlets={share.label: share.count for share in browse.person_outlets(row.id, limit=_LISTED)},
        answers=_partners(browse.person_answers(row.id, limit=_LISTED)),
        answered_by=_partners(browse.person_answers(row.id, side="target", limit=_LISTED)),
        statements=tuple(map(Teller(ledger).said, listed.rows)),
    )


def _partners(found: Iterable[Answering]) -> tuple[Partner, ...]:
    return tuple(
        Partner(
            person=one.person,
            name=one.name,
            count=one.count,
            kinds={kind.value: count for kind, count in one.kinds},
        )
        for one in found
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def utterance(ledger: Ledger, name: str) -> UtteranceAnswer:
    """One act of speech: all its wordings with their evidence, who carried it, what it answers and what
    answers it."""
    page, teller = ledger.browse.utterance(name), Teller(ledger)
    row = page.utterance
    wordings = _wordings(teller, row.id, page.statements)
    more = len(page.statements) - len(wordings)
    return UtteranceAnswer(
        found=True,
        advice=f"{more} more wordings are not shown; `search` with its words lists them" if more else "",
        utterance=row.id,
        speaker=row.speaker,
        said_on=when(row.said),
        carriers=row.outlets,
        doubt=row.doubt,
        wordings=wordings,
        exchanges=teller.ties(page, most=_LISTED),
    )


def _wordings(teller: Teller, id: str, rows: Sequence[StatementRow]) -> tuple[Wording, ...]:
    """The wordings with what differs, the one it is told by first; a statement that was never linked has
    its own alone."""
    try:
        renderings = reference_first(teller.linked.tell(teller.ledger.links.utterance(id)).renderings)
    except NotInLedger:
        return tuple(
            Wording(text=row.text, differences=(), said=teller.said(row, with_ties=False)) for row in rows
        )
    by_id = {row.id: row for row in rows}
    return tuple(
        Wording(
            text=one_line(rendering.text, MOST_WORDS),
            differences=differences(rendering.altered),
            said=teller.said(by_id[rendering.statement], with_ties=False),
        )
        for rendering in renderings[:_LISTED]
        if rendering.statement in by_id
    )


def article(ledger: Ledger, name: str, start: int, limit: int, cursor: str | None) -> ArticleAnswer:
    """One article: what it says of itself, a stretch of its text, and the statements in it."""
    entry, teller = ledger.entry(name), Teller(ledger)
    found, page = entry.reading.article, entry.reading.page
    said = [statement.id for statement in entry.reading.statements if statement.mode is Mode.SAID]
    at = _place(cursor)
    shown = ledger.browse.statements_of(said[at : at + limit])
    stretch = words(Span(min(start, len(found.text)), len(found.text)), found.text, TEXT)
    return ArticleAnswer(
        found=True,
        advice=f"`start={stretch.end}` shows how the text goes on" if stretch.is_cut else "",
        next_cursor=str(at + limit) if at + limit < len(said) else None,
        page=page_of(entry),
        original_outlet=page.original_outlet,
        author=page.author,
        language=page.language,
        retrieved=found.retrieved.isoformat(timespec="seconds"),
        text_hash=text_hash(found.text),
        copy_of=entry.copy_of,
        supersedes=entry.supersedes,
        characters=len(found.text),
        text=stretch,
        statements=tuple(map(teller.said, shown)),
        statement_count=len(said),
    )


def _place(cursor: str | None) -> int:
    """Where a list goes on. Raises ``InputError`` for what is no place in it."""
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < _DIGITS):
        raise InputError(f"{cursor!r} is no cursor", "give back `next_cursor` of an answer, or none")
    return int(cursor)
