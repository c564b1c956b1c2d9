"""Laying what people decided over what the reader found: pure functions of a reading and judgements.

Judgements are taken in the order of their times (equal times in the order of their ids), so that it does
not matter in which order they arrive: the last one wins, field by field. What an ``undo`` withdraws counts
as never said; undoing the undo brings it back. A correction says that there is such a statement, so it
lifts an earlier ``wrong``. The reading itself is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.ids import judgement_id
from dragoman.ledger.attach import anchor, attach, envelope, nearest, places
from dragoman.ledger.corrections import Cast, day_said
from dragoman.ledger.values import moment_cell
from dragoman.model import (
    Act,
    Aspect,
    Decision,
    JudgedReading,
    Judgement,
    Kind,
    Reading,
    Selector,
    Span,
    Spans,
    Statement,
    Verdict,
)

PAIRED = (Aspect.UTTERANCE, Aspect.EXCHANGE)
"""What is decided about two statements and not about one."""

_SPANS = (Aspect.SOURCE, Aspect.CUE, Aspect.CONTENT)
_FIELDS = (Aspect.SPEAKER, *_SPANS, Aspect.KIND, Aspect.ACT, Aspect.SAID_ON)


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """By time, equal times by id; each once."""
    return sorted(set(judgements), key=lambda j: (moment_cell(j.at), judgement_id(j)))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that decide something, in order: neither withdrawn nor an undo."""
    every = {judgement_id(j): j for j in in_order(judgements)}
    gone = withdrawn(every)
    return [j for id, j in every.items() if id not in gone and j.verdict != Verdict.UNDO]


def withdrawn(judgements: Mapping[str, Judgement]) -> dict[str, str]:
    """The ids of what was undone, each with that of the undo that holds. An undo can be undone as well."""
    undoers: dict[str, list[str]] = {}
    for id, judgement in judgements.items():
        if judgement.verdict == Verdict.UNDO and judgement.undoes in judgements:
            undoers.setdefault(judgement.undoes or "", []).append(id)
    gone: dict[str, str] = {}
    decided: set[str] = set()
    ready = [id for id in judgements if id not in undoers]
    while ready:  # who is undone by nobody comes first, then what such ones undo
        id = ready.pop()
        decided.add(id)
        if holding := [undo for undo in undoers.get(id, ()) if undo not in gone]:
            gone[id] = holding[-1]
        target = judgements[id].undoes
        if target in undoers and decided.issuperset(undoers[target]):
            ready.append(target)
    return gone


def homes(reading: Reading, judgements: Iterable[Judgement]) -> dict[Selector, Statement | None]:
    """The statement that each selector of these judgements belongs to, of those that lie in this article.
    Words that are gone are also looked for as what somebody corrected the content to."""
    found: dict[Selector, Statement | None] = {}
    told = list(judgements)
    text = reading.article.text
    for selector in _selectors(told, reading.article.id):
        stretches = places(selector, text)
        found[selector] = attach(stretches, reading.statements)
        around = stretches[0] if stretches else Span(0, 0)
        for judgement in told:
            if (
                found[selector] is None
                and judgement.selector == selector
                and judgement.field == Aspect.CONTENT
            ):
                spans = placed(judgement.words, text, around)
                found[selector] = attach([envelope(spans)], reading.statements) if spans else None
    return found


def _selectors(judgements: Iterable[Judgement], article: str) -> list[Selector]:
    """The words of this article that judgements point at."""
    pointed = (s for j in judgements for s in (j.selector, *(j.words if j.field in PAIRED else ())))
    return [s for s in dict.fromkeys(pointed) if s.article == article]


def placed(words: Sequence[Selector], text: str, around: Span) -> Spans | None:
    """The spans of some words, those nearest to a place; ``None`` where any of them is gone."""
    spans = [nearest(places(word, text), around) for word in words]
    kept = tuple(span for span in spans if span is not None)
    return tuple(sorted(kept)) if len(kept) == len(spans) else None


def judged(
    reading: Reading,
    judgements: Iterable[Judgement],
    known: Mapping[Selector, Statement | None] | None = None,
) -> Reading:
    """The reading as people see it: a ``JudgedReading`` where anything stands, else the reading itself.
    ``known`` are the ``homes`` where they were looked for already."""
    told = list(judgements)
    own = [j for j in standing(told) if j.article == reading.article.id and j.field not in PAIRED]
    if not own:
        return reading
    home = homes(reading, told) if known is None else known
    bench = _Bench(reading)
    for judgement in own:
        bench.hear(judgement, home[judgement.selector])
    return bench.result()


@dataclass
class _Case:
    """One statement while judgements on it are heard; ``now`` is what it has come to."""

    now: Statement
    wrong: bool = False
    last: Judgement | None = None


@dataclass
class _Bench:
    """Hears judgements in their order."""

    reading: Reading
    cases: dict[str, _Case] = field(default_factory=dict)
    loose: list[Judgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cast = Cast(self.reading)
        self.found = {s.id: s for s in self.reading.statements}

    def hear(self, judgement: Judgement, statement: Statement | None) -> None:
        """Let one judgement have its effect on the statement that it belongs to."""
        if statement is None:
            self.loose.append(judgement)
            return
        case = self.cases.get(statement.id) or _Case(statement)
        if self._decide(case, judgement):
            case.last = judgement
            self.cases[statement.id] = case
        else:
            self.loose.append(judgement)

    def _decide(self, case: _Case, judgement: Judgement) -> bool:
        """Whether the judgement could be followed."""
        if judgement.verdict == Verdict.WRONG:
            case.wrong = judgement.field == Aspect.STATEMENT
            return case.wrong
        if judgement.verdict == Verdict.RIGHT:
            case.now = _trusted(case.now) if judgement.field == Aspect.STATEMENT else case.now
            case.wrong = False
            return True
        changed = self._corrected(case.now, judgement) if judgement.verdict == Verdict.CORRECTED else None
        if changed is None:
            return False
        case.now, case.wrong = changed, False
        return True

    def _corrected(self, statement: Statement, judgement: Judgement) -> Statement | None:
        """The statement with one field corrected; ``None`` where that cannot be followed."""
        if judgement.field in _SPANS:
            return self._respanned(statement, judgement)
        follow = _FOLLOW.get(judgement.field)
        try:
            return follow(self.cast, statement, judgement) if follow else None
        except ValueError:
            return None

    def _respanned(self, statement: Statement, judgement: Judgement) -> Statement | None:
        spans = placed(judgement.words, self.reading.article.text, anchor(self.found[statement.id]))
        if spans is None or (judgement.field == Aspect.CONTENT and not spans):
            return None
        source, cue, content = (
            spans if judgement.field == aspect else before
            for aspect, before in zip(
                _SPANS, (statement.source, statement.cue, statement.content), strict=True
            )
        )
        return replace(statement, source=source, cue=cue, content=content, doubt_span=0.0)

    def result(self) -> Reading:
        """What all that was heard comes to."""
        wrong = {id for id, case in self.cases.items() if case.wrong}
        return JudgedReading(
            article=self.reading.article,
            page=self.reading.page,
            actors=self.cast.actors,
            statements=tuple(self._left(s, wrong) for s in self.reading.statements if s.id not in wrong),
            maker=self.reading.maker,
            decisions=tuple(self._decision(id, case) for id, case in self.cases.items()),
            wrong=tuple(s for s in self.reading.statements if s.id in wrong),
            loose=tuple(self.loose),
        )

    def _left(self, statement: Statement, wrong: set[str]) -> Statement:
        """A statement as it is shown; out of a wrong one it moves up."""
        case = self.cases.get(statement.id)
        now = case.now if case else statement
        outer = statement.nested_in
        while outer in wrong:
            outer = self.found[outer].nested_in if outer else None
        return replace(now, nested_in=outer)

    def _decision(self, id: str, case: _Case) -> Decision:
        if case.last is None:
            raise ValueError(id)
        fields = () if case.wrong else _FIELDS
        changed = tuple(f for f in fields if getattr(case.now, f) != getattr(self.found[id], f))
        verdict = Verdict.CORRECTED if changed else Verdict.RIGHT
        return Decision(
            statement=id,
            verdict=Verdict.WRONG if case.wrong else verdict,
            changed=changed,
            by=case.last.by,
            at=case.last.at,
            judgement=judgement_id(case.last),
        )


def _trusted(statement: Statement) -> Statement:
    """A statement of which somebody said that it is right as it stands."""
    return replace(statement, doubt=0.0, doubt_speaker=0.0, doubt_span=0.0)


def _speaker(cast: Cast, statement: Statement, judgement: Judgement) -> Statement:
    if judgement.correction is None:
        return replace(statement, speaker=None, role=None, doubt_speaker=0.0)
    actor = cast.called(judgement.correction)
    if actor.id == statement.speaker:
        return replace(statement, doubt_speaker=0.0)
    role = next((r.title for r in actor.roles if not r.past), None)
    return replace(statement, speaker=actor.id, role=role, doubt_speaker=0.0)


def _kind(_: Cast, statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, kind=Kind(judgement.correction or ""))


def _act(_: Cast, statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, act=Act(judgement.correction or ""))


def _said_on(_: Cast, statement: Statement, judgement: Judgement) -> Statement:
    if judgement.correction is None:
        return replace(statement, said_on=None)
    return replace(statement, said_on=day_said(judgement.correction, f"judged by {judgement.by}"))


_FOLLOW: dict[str, Callable[[Cast, Statement, Judgement], Statement]] = {
    Aspect.SPEAKER: _speaker,
    Aspect.KIND: _kind,
    Aspect.ACT: _act,
    Aspect.SAID_ON: _said_on,
}
