"""From what a ledger holds to what tools answer: every statement with its exact words, its page, its date,
its doubt, its footnote and its exchanges."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.ledger import Entry, Ledger
from dragoman.ledger.browse_rows import ExchangeRow, PersonRow, StatementRow, UtterancePage
from dragoman.linking import LinkedLedger
from dragoman.mcp.answers import (
    Candidate,
    Difference,
    Doubt,
    Exchange,
    Page,
    Said,
    Shown,
    Side,
    When,
    Words,
)
from dragoman.model import (
    Change,
    ExchangeKind,
    Interval,
    JudgedReading,
    Reading,
    Span,
    Spans,
    Statement,
)
from dragoman.report.cite import cite, footnote
from dragoman.report.wording import one_line, word_doubts

MOST_WORDS = 1_000
"""Characters of one stretch of words that an answer holds at most."""

_MOST_TIES = 8  # exchanges of one statement
_BRIEF = 300  # characters of the words at the other end of an exchange
_READS = {
    ExchangeKind.ANSWERS: "{origin} answers {target}",
    ExchangeKind.DENIES: "{origin} denies what {target} said",
    ExchangeKind.CONTRADICTS: "{origin} contradicts what {target} said",
    ExchangeKind.AGREES: "{origin} agrees with {target}",
    ExchangeKind.REPEATS: "{origin} repeats what {target} said",
}


class Teller:
    """Tells things of one ledger. Articles are looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.linked = LinkedLedger(ledger)

    def said(self, row: StatementRow, *, with_ties: bool = True) -> Said:
        """One statement with its evidence, and with its exchanges where these are wanted."""
        entry = self.linked.entry(row.article)
        found = next(one for one in entry.reading.statements if one.id == row.id)
        utterance = row.utterance or row.id
        text = entry.reading.article.text
        return Said(
            statement=row.id,
            utterance=utterance,
            speaker=row.speaker,
            person=row.person,
            role=row.role,
            source=words_of(found.source, text),
            cue=words_of(found.cue, text),
            content=words_of(found.content, text),
            kind=row.kind,
            act=row.act,
            mode=row.mode,
            addressee=row.addressee,
            relay=row.relay,
            said_on=when(row.lent or row.said),
            page=page_of(entry),
            outlets=row.outlets,
            doubt=_doubt(found),
            judged=_judged(entry.reading, row.id),
            citation=footnote(cite(entry, found)),
            exchanges=self.ties(self.ledger.browse.utterance(utterance)) if with_ties else (),
        )

    def ties(self, page: UtterancePage, most: int = _MOST_TIES) -> tuple[Exchange, ...]:
        """What an utterance answers, then what answers it."""
        own = [self._tie(row, row.target, by_this=True) for row in page.answers[:most]]
        return (*own, *(self._tie(row, row.origin, by_this=False) for row in page.answered[:most]))

    def _tie(self, row: ExchangeRow, other: StatementRow, *, by_this: bool) -> Exchange:
        origin, target = (side.speaker or "somebody unnamed" for side in (row.origin, row.target))
        return Exchange(
            reads=_READS[row.kind].format(origin=origin, target=target),
            kind=row.kind,
            by_this=by_this,
            other=Side(
                utterance=other.utterance or other.id,
                speaker=other.speaker,
                words=one_line(other.text, _BRIEF),
                outlet=other.outlet,
                doc=other.doc,
                said_on=when(other.lent or other.said),
            ),
            shown_by=tuple(self._shown(place.article, place.span) for place in row.evidence),
            inferred=row.inferred,
            doubt=row.doubt,
        )

    def _shown(self, article: str, span: Span) -> Shown:
        found = self.linked.entry(article).reading.article
        return Shown(doc=found.doc, words=span.of(found.text), start=span.start, end=span.end)


def words_of(spans: Spans, text: str) -> tuple[Words, ...]:
    """The words of some spans, the first ``MOST_WORDS`` characters of each."""
    return tuple(words(span, text) for span in spans)


def words(span: Span, text: str, most: int = MOST_WORDS) -> Words:
    """The words of a span, ``most`` characters of them."""
    end = min(span.end, span.start + most)
    return Words(words=text[span.start : end], start=span.start, end=end, is_cut=end < span.end)


def when(interval: Interval | None) -> When | None:
    """A date as far as it is known."""
    if interval is None:
        return None
    return When(
        first=interval.first.isoformat() if interval.first else None,
        last=interval.last.isoformat() if interval.last else None,
        precision=interval.precision,
        basis=interval.basis,
    )


def page_of(entry: Entry) -> Page:
    """The article as evidence names it."""
    article, page = entry.reading.article, entry.reading.page
    return Page(
        article=article.id,
        doc=article.doc,
        outlet=page.outlet,
        title=page.title,
        address=article.given.url,
        published=when(page.published),
        is_copy=entry.copy_of is not None,
    )


def candidate(row: PersonRow) -> Candidate:
    """Somebody who may be meant."""
    return Candidate(person=row.id, name=row.name, kind=row.kind, names=row.names[:20], statements=row.said)


def differences(changes: Iterable[Change]) -> tuple[Difference, ...]:
    """What differs between two wordings."""
    return tuple(Difference(was=c.was, now=c.now, what=c.what) for c in changes)


def _doubt(statement: Statement) -> Doubt:
    return Doubt(
        whole=statement.doubt,
        speaker=statement.doubt_speaker,
        words=statement.doubt_span,
        note=", ".join(doubt.words for doubt in word_doubts(statement)),
    )


def _judged(reading: Reading, statement: str) -> str | None:
    decision = reading.decision(statement) if isinstance(reading, JudgedReading) else None
    return decision.verdict.value if decision else None
