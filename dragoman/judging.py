"""Deciding about findings: right, wrong, another speaker, other words, the same utterance or not.

A ``Judge`` is one person at one ledger. What they decide is kept as a judgement that points at words of
the article, so it holds when the article is read again, and wins over what the machine finds. Where
somebody else judged the same finding since the judgement that they have ``seen``, nothing is written and
``ledger.Conflict`` tells what the other decided; they may then ``insist``. ``rows`` and ``take_in`` carry
judgements from one ledger to another, or to whoever trains a reader.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from dragoman.errors import InputError, NotInLedger
from dragoman.ids import judgement_id
from dragoman.ledger import Entry, Filed, Ledger
from dragoman.ledger.attach import anchor, nearest, places, select
from dragoman.ledger.corrections import day_said
from dragoman.ledger.judged import standing
from dragoman.model import (
    Act,
    Article,
    Aspect,
    ExchangeKind,
    Judgement,
    Kind,
    Reading,
    Selector,
    Spans,
    Statement,
    Verdict,
)

_KEPT = 256  # articles held in memory while judgements are written down
_TICK = timedelta(microseconds=1)
_UNSAID = datetime.min.replace(tzinfo=UTC)


def user_name() -> str:
    """Who is logged in; ``somebody`` where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


@dataclass(frozen=True, slots=True)
class Judge:
    """One person at one ledger.

    Each call writes one judgement and returns it. ``seen`` is the id of the latest judgement on the finding
    that they know of (``Decision.judgement``), ``None`` where they know of none; own ones are always
    known. Raises ``Conflict`` where somebody else came meanwhile, unless they ``insist``; ``NotInLedger``
    for an unknown id; ``InputError`` for a correction that cannot be meant.
    """

    ledger: Ledger
    by: str
    seen: str | None = None
    insist: bool = False

    def right(self, statement: str) -> Judgement:
        """The statement is right as it is shown."""
        return self._decide(self._about(statement), Verdict.RIGHT)

    def wrong(self, statement: str) -> Judgement:
        """There is no such statement."""
        return self._decide(self._about(statement), Verdict.WRONG)

    def speaker(self, statement: str, name: str | None) -> Judgement:
        """Somebody else says it: a name that the article prints or any other; ``None`` leaves it open."""
        plain = " ".join(name.split()) if name is not None else None
        if plain == "":
            raise InputError("the name is empty", "give a name, or say that nobody can tell")
        return self._correct(statement, Aspect.SPEAKER, plain)

    def kind(self, statement: str, kind: str) -> Judgement:
        """It is direct, indirect or mixed."""
        return self._correct(statement, Aspect.KIND, _one_of(Kind, kind))

    def act(self, statement: str, act: str) -> Judgement:
        """It does something else: denies, demands ..."""
        return self._correct(statement, Aspect.ACT, _one_of(Act, act))

    def said_on(self, statement: str, day: str | None) -> Judgement:
        """It was said on another day (``2031-03-08``), in a month or year, or in an interval (two of these
        with a slash between); ``None`` leaves it open."""
        try:
            if day is not None:
                day_said(day, "")
        except ValueError as error:
            raise InputError(str(error), "write YYYY-MM-DD, YYYY-MM or YYYY, or two of them as A/B") from None
        return self._correct(statement, Aspect.SAID_ON, day)

    def spans(self, statement: str, field: Aspect, spans: Spans) -> Judgement:
        """Its source, cue or content stands elsewhere in the article."""
        if field not in (Aspect.SOURCE, Aspect.CUE, Aspect.CONTENT):
            raise InputError(f"{field} is not made of words", "correct the source, the cue or the content")
        article, found = self._found(statement)
        length = len(article.text)
        if not all(0 <= span.start < span.end <= length for span in spans):
            raise InputError("these are no words of the article", f"its positions run from 0 to {length}")
        if field is Aspect.CONTENT and not spans:
            raise InputError("a statement has words", "judge it wrong where there is no statement")
        words = tuple(select(article, span) for span in sorted(spans))
        return self._decide(replace(_blank(article, found), field=field, words=words), Verdict.CORRECTED)

    def quote(self, statement: str, field: Aspect, quotations: Sequence[str]) -> Judgement:
        """The same by the words themselves, piece by piece: those nearest to the statement are meant."""
        article, found = self._found(statement)
        spans = []
        for quotation in quotations:
            span = nearest(places(Selector(article.id, quotation), article.text), anchor(found))
            if span is None:
                raise InputError(f"the article does not say {quotation!r}", "copy the words from its text")
            spans.append(span)
        return self.spans(statement, field, tuple(spans))

    def same(self, statement: str, other: str) -> Judgement:
        """Both report one utterance."""
        return self._decide(self._pair(statement, other), Verdict.SAME)

    def apart(self, statement: str, other: str) -> Judgement:
        """They do not report one utterance."""
        return self._decide(self._pair(statement, other), Verdict.APART)

    def exchange(self, kind: ExchangeKind, statement: str, other: str, *, right: bool) -> Judgement:
        """What one statement says answers, denies (and so on) what the other says, or does not."""
        tie = replace(self._pair(statement, other), field=Aspect.EXCHANGE, correction=kind.value)
        return self._decide(tie, Verdict.RIGHT if right else Verdict.WRONG)

    def exchange_of(self, id: str, *, right: bool) -> Judgement:
        """The same for an exchange that linking found, by its id."""
        exchange = self.ledger.links.exchange(id)
        return self.exchange(exchange.kind, exchange.origin, exchange.target, right=right)

    def undo(self, name: str, other: str | None = None) -> Judgement:
        """Withdraw the latest judgement that stands on a statement, on a pair of statements, or on an
        exchange (by its id); or the judgement of this id, also one that is an undo itself."""
        target = self._named(name) if name.startswith("j") else self._latest(name, other)
        undo = replace(target, verdict=Verdict.UNDO, undoes=judgement_id(target))
        return self._decide(undo, Verdict.UNDO)

    def _named(self, id: str) -> Judgement:
        for judgement in self.ledger.judgements():
            if judgement_id(judgement) == id:
                return judgement
        raise NotInLedger(f"no judgement {id!r} in {self.ledger.path}", "`dragoman judgements` shows ids")

    def _latest(self, name: str, other: str | None) -> Judgement:
        if name.startswith("x"):
            exchange = self.ledger.links.exchange(name)
            pair = self._pair(exchange.origin, exchange.target)
            probe = replace(pair, field=Aspect.EXCHANGE, correction=exchange.kind.value)
        else:
            probe = self._about(name) if other is None else self._pair(name, other)
        stand = standing(self.ledger.judged_alike(probe))
        if not stand:
            raise InputError(f"nothing was decided about {name}", "`dragoman judgements` shows what was")
        return stand[-1]

    def _found(self, statement: str) -> tuple[Article, Statement]:
        """The statement of that id as the reader found it, and its article."""
        reading = self.ledger.found(self.ledger.home(statement)).reading
        return reading.article, next(s for s in reading.statements if s.id.startswith(statement))

    def _about(self, statement: str) -> Judgement:
        return _blank(*self._found(statement))

    def _pair(self, statement: str, other: str) -> Judgement:
        article, found = self._found(other)
        about = self._about(statement)
        words = select(article, anchor(found))
        if words == about.selector:
            raise InputError(f"{statement} and {other} are one statement", "name two statements")
        return replace(about, field=Aspect.UTTERANCE, words=(words,))

    def _correct(self, statement: str, field: Aspect, correction: str | None) -> Judgement:
        return self._decide(
            replace(self._about(statement), field=field, correction=correction), Verdict.CORRECTED
        )

    def _decide(self, judgement: Judgement, verdict: Verdict) -> Judgement:
        """Store it, later than all that was decided about the same finding."""
        if not self.by.strip():
            raise InputError("nobody is named as the judge", "say who judges, with --by NAME")
        with self.ledger.together():
            alike = self.ledger.judged_alike(judgement)
            last = max((_moment(j) for j in alike), default=_UNSAID)
            at = max(datetime.now(UTC), last + _TICK)
            made = replace(judgement, verdict=verdict, by=self.by.strip(), at=at, seen=self.seen)
            self.ledger.judge(made, insist=self.insist)
        return made


def _moment(judgement: Judgement) -> datetime:
    return judgement.at if judgement.at.tzinfo else judgement.at.replace(tzinfo=UTC)


def _blank(article: Article, statement: Statement) -> Judgement:
    """A judgement on a statement, before anything is decided."""
    words = select(article, anchor(statement))
    return Judgement(
        article=article.id,
        field=Aspect.STATEMENT,
        quotation=words.quotation,
        before=words.before,
        after=words.after,
        verdict="",
        by="",
        at=_UNSAID,
    )


def _one_of(choices: type[Kind] | type[Act], value: str) -> str:
    try:
        return choices(value).value
    except ValueError:
        raise InputError(f"{value!r} cannot be chosen", f"choose from {', '.join(choices)}") from None


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking judgements in did: how many were new, how many known, and what is wrong with the lines
    that are none."""

    new: int
    known: int
    refused: tuple[str, ...]


def rows(ledger: Ledger, article: str | None = None) -> Iterator[dict[str, Any]]:
    """The judgements of a ledger, or on the article of this id, as JSON objects, in the order in which they
    were made: the words, the decision, and what the reader had found."""
    look = lru_cache(maxsize=_KEPT)(ledger.found)
    for filed in ledger.filed(article):
        yield _row(filed, look)


def _row(filed: Filed, look: Callable[[str], Entry]) -> dict[str, Any]:
    judgement = filed.judgement
    return {
        "id": filed.id,
        "article": judgement.article,
        "doc": _doc(judgement.article, look),
        "field": str(judgement.field),
        "quotation": judgement.quotation,
        "before": judgement.before,
        "after": judgement.after,
        "verdict": str(judgement.verdict),
        "correction": judgement.correction,
        "words": [asdict(word) for word in judgement.words],
        "undoes": judgement.undoes,
        "seen": judgement.seen,
        "by": judgement.by,
        "at": judgement.at.isoformat(),
        "statement": filed.statement,
        "other": filed.other,
        "stands": filed.stands,
        "loose": filed.loose,
        "found": _found_row(look(judgement.article).reading, filed.statement) if filed.statement else None,
    }


def _doc(article: str, look: Callable[[str], Entry]) -> str | None:
    try:
        return look(article).reading.article.doc
    except NotInLedger:
        return None


def _found_row(reading: Reading, statement: str) -> dict[str, Any]:
    """What the reader had found there."""
    found = next(s for s in reading.statements if s.id == statement)
    speaker, text = reading.actor(found.speaker), reading.article.text
    return {
        "speaker_name": speaker.name if speaker else None,
        **{
            part: [{"start": s.start, "end": s.end, "text": s.of(text)} for s in spans]
            for part, spans in (("source", found.source), ("cue", found.cue), ("content", found.content))
        },
        "kind": found.kind.value,
        "act": found.act.value,
    }


def take_in(ledger: Ledger, lines: Iterable[str]) -> Taken:
    """Take in judgements that ``rows`` gave, one JSON object a line. What is there already stays as it
    is; who was later wins, whichever came first. A bad line costs no other."""
    told: dict[int, Judgement] = {}
    refused: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                told[number] = _parsed(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            refused[number] = f"line {number} is no judgement: {error}"
    taken = ledger.unite(told.values())
    for number, fresh in zip(told, taken, strict=True):
        if fresh is None:
            refused[number] = f"line {number} quotes an article that was forgotten"
    return Taken(taken.count(True), taken.count(False), tuple(refused[n] for n in sorted(refused)))


def _parsed(row: Mapping[str, Any]) -> Judgement:
    """Undo ``_row``. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is none."""
    return Judgement(
        article=_text(row, "article"),
        field=_text(row, "field"),
        quotation=_text(row, "quotation"),
        before=_text(row, "before"),
        after=_text(row, "after"),
        verdict=Verdict(row["verdict"]),
        correction=_maybe(row, "correction"),
        words=tuple(
            Selector(*(_text(word, key) for key in ("article", "quotation", "before", "after")))
            for word in row.get("words") or ()
        ),
        undoes=_maybe(row, "undoes"),
        seen=_maybe(row, "seen"),
        by=_text(row, "by"),
        at=datetime.fromisoformat(_text(row, "at")),
    )


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    value.encode()  # half of a surrogate pair is no character
    return value


def _maybe(row: Mapping[str, Any], key: str) -> str | None:
    return None if row.get(key) is None else _text(row, key)
