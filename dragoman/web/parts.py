"""Parts that several pages show, and how they are made from the report's lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from dragoman.ledger.browse_rows import StatementRow
from dragoman.model import ActorKind, BlockRole, Interval, Mode
from dragoman.report.article import UNKNOWN_OUTLET, anchor_for
from dragoman.report.contexts import Line
from dragoman.report.contexts_linked import Piece as Laid
from dragoman.report.people import Voice
from dragoman.report.wording import UNSURE, DateState, When, count, one_line, word_said
from dragoman.web.contexts import Link, Shown
from dragoman.web.render import segment

LONGEST_NAME = 1000
"""Characters of a name that an address takes."""

_SHORT = 300  # characters of a name, title or office that are shown


class Day(Shown):
    """A date as far as it is known, with what it rests on."""

    label: str
    """In words: ``10 Mar 2031``, ``by 11 Mar 2031``, ``date open``."""

    basis: str
    """The words and the anchor that it rests on."""

    state: DateState
    """Whether the words date it, only a latest day is known, or nothing is."""

    first: date | None = None
    """The first day that it can be."""

    last: date | None = None
    """The last day that it can be."""

    @property
    def day(self) -> str | None:
        """The day in ISO form where it is one day."""
        return self.first.isoformat() if self.first is not None and self.first == self.last else None


class Speaker(Shown):
    """Who is reported to have said it."""

    name: str
    """The name or the words for them; "Speaker left open" where the page does not settle it."""

    voice: Voice
    """Whether the page names them, describes them, keeps them unnamed, or leaves them open."""

    href: str | None = None
    """Their page, where they have one."""


class Doubt(Shown):
    """A doubt that is large enough to be said."""

    words: str
    """In words."""

    of: str
    """What it is of: speaker, words or finding."""


class Piece(Shown):
    """A stretch of quoted words."""

    text: str
    """The words."""

    marked: bool = False
    """Whether a search found them."""


class Statement(Shown):
    """One report in one article that somebody said something."""

    id: str
    """The statement's id."""

    href: str
    """Its place in its article."""

    number: str | None
    """Its number in its article; ``a1`` and so on for attitudes."""

    speaker: Speaker
    """Who is reported to have said it."""

    source: str
    """The article's words for them."""

    cue: str
    """The article's words for the act."""

    words: str
    """What is reported to have been said, its parts joined by an ellipsis."""

    is_cut: bool
    """Whether there are more words than are shown."""

    pieces: tuple[Piece, ...]
    """The same words, cut where a search marks them."""

    kind: str
    """direct, indirect or mixed."""

    act: str
    """asserts, denies, demands, promises, threatens, asks or expresses."""

    is_attitude: bool
    """Whether it was believed, wanted or criticised and not said."""

    role: str | None
    """The office that the article gives the speaker."""

    addressee: str | None
    """To whom it was said."""

    relay: tuple[str, ...]
    """Through whom it reached the article, the outermost first."""

    said: Day
    """When it was said."""

    outlet: Link
    """Who published the article."""

    article: Link
    """The article."""

    language: str | None
    """The language of the words."""

    block: str | None
    """The part of the article that it stands in, where that is not the body."""

    inside: str | None
    """The number of the statement that it stands in, or that it stands in one."""

    doubts: tuple[Doubt, ...]
    """What is doubtful about it."""

    utterance: Link | None
    """The utterance that it reports, labelled with how many outlets carried it."""

    judged: str | None
    """What a person decided about it: right or corrected; null where nobody has."""

    judge: str
    """Where it can be judged."""


class Stretch(Shown):
    """A stretch of a wording, beside the words that it is laid beside."""

    now: str
    """The words here."""

    was: str
    """The words there."""

    what: str
    """``same``, or how it differs: added, trimmed, replaced, altered, negation, number, name, person."""


def stretches_of(pieces: Iterable[Laid]) -> tuple[Stretch, ...]:
    """A wording with its differences, as data."""
    return tuple(Stretch(now=piece.now, was=piece.was, what=piece.what) for piece in pieces)


def day_said(said: Interval | None, published: Interval | None) -> Day:
    """When words were said, as pages show it. Statements of one article mostly share it."""
    bases = [interval.basis for interval in (said, published) if interval is not None]
    make = _day_said if all(len(basis) <= _SHORT for basis in bases) else _day_said.__wrapped__
    return make(said, published)


@lru_cache(maxsize=4096)
def _day_said(said: Interval | None, published: Interval | None) -> Day:
    return day_of(word_said(said, published))


def day_of(when: When) -> Day:
    """A date as the report words it."""
    return Day(label=when.label, basis=when.basis, state=when.state, first=when.first, last=when.last)


def article_href(article: str, anchor: str = "") -> str:
    """The address of an article, or of a place in it."""
    return f"/article/{segment(article)}" + (f"#{anchor}" if anchor else "")


def outlet_link(outlet: str | None) -> Link:
    """The way to an outlet, or to the articles that name none."""
    if outlet and len(outlet) > LONGEST_NAME:
        return Link(label=short(outlet), href="/outlets")
    return _outlet_link(outlet or None)


@lru_cache(maxsize=4096)
def _outlet_link(outlet: str | None) -> Link:
    return Link(
        label=short(outlet or UNKNOWN_OUTLET), href=f"/outlet/{segment(outlet)}" if outlet else "/outlets"
    )


def person_href(person: str | None) -> str | None:
    """The way to a speaker; a name that is too long for an address has none."""
    return f"/person/{segment(person)}" if person and len(person) <= LONGEST_NAME else None


def short(words: str) -> str:
    """A name, title or office as pages show it: on one line, and no more of it than anybody reads."""
    return one_line(words, _SHORT)


def utterance_link(utterance: str, outlets: int) -> Link:
    """The way to an utterance."""
    return Link(label=f"in {count(outlets, 'outlet')}", href=f"/utterance/{segment(utterance)}")


def statement_of(
    id: str,
    line: Line,
    article: str,
    *,
    person: str | None = None,
    utterance: Link | None = None,
    judged: str | None = None,
) -> Statement:
    """A statement as the report lays it out; ``person`` is the speaker's page."""
    words = " … ".join(line.pieces)
    return Statement(
        id=id,
        href=article_href(article, line.anchor),
        number=line.number,
        speaker=Speaker(name=short(line.who.name), voice=line.who.voice, href=person),
        source=short(line.printed_source),
        cue=short(line.printed_cue),
        words=words,
        is_cut=False,
        pieces=(Piece(text=words),),
        kind=line.kind,
        act=line.act,
        is_attitude=line.is_attitude,
        role=short(line.role) if line.role else None,
        addressee=short(line.addressee) if line.addressee else None,
        relay=tuple(map(short, line.relay)),
        said=day_of(line.when),
        outlet=outlet_link(line.outlet if line.outlet != UNKNOWN_OUTLET else None),
        article=Link(label=short(line.article_title), href=article_href(article)),
        language=line.language,
        block=line.block,
        inside=line.inside,
        doubts=tuple(Doubt(words=doubt.words, of=doubt.of) for doubt in line.doubts),
        utterance=utterance,
        judged=judged,
        judge=f"/judge/{segment(id)}",
    )


def listed(row: StatementRow) -> Statement:
    """A statement as lists of the ledger give it."""
    return Statement(**fields_of(row))


def fields_of(row: StatementRow) -> dict[str, Any]:
    """The fields of a ``Statement``, for parts that have more."""
    said = row.lent or row.said
    article = article_href(row.article)
    return {
        "id": row.id,
        "href": f"{article}#{anchor_for('s', row.id)}",
        "number": None,
        "speaker": speaker_of(row),
        "source": short(row.source),
        "cue": short(row.cue),
        "words": row.text,
        "is_cut": row.is_cut,
        "pieces": tuple(Piece(text=piece.text, marked=piece.marked) for piece in row.pieces),
        "kind": row.kind.value,
        "act": row.act.value,
        "is_attitude": row.mode is Mode.ATTITUDE,
        "role": short(row.role) if row.role else None,
        "addressee": short(row.addressee) if row.addressee else None,
        "relay": tuple(map(short, row.relay)),
        "said": day_said(said, row.published),
        "outlet": outlet_link(row.outlet),
        "article": article_link(row),
        "language": row.language,
        "block": row.block.value if row.block is not BlockRole.BODY else None,
        "inside": "another statement" if row.nested_in else None,
        "doubts": tuple(_doubts(row)),
        "utterance": utterance_link(row.utterance, row.outlets) if row.utterance else None,
        "judged": row.judged.value if row.judged else None,
        "judge": f"/judge/{segment(row.id)}",
    }


def article_link(row: StatementRow) -> Link:
    """The way to the article of a statement."""
    return Link(label=short(row.title or row.doc), href=article_href(row.article))


def speaker_of(row: StatementRow) -> Speaker:
    """Who is reported to have said it."""
    if row.speaker is None:
        return Speaker(name="Speaker left open", voice=Voice.OPEN)
    if row.speaker_kind is ActorKind.UNNAMED:
        return Speaker(name=short(row.speaker), voice=Voice.UNNAMED)
    href = person_href(row.person)
    return Speaker(name=short(row.speaker), voice=Voice.NAMED if href else Voice.DESCRIBED, href=href)


def _doubts(row: StatementRow) -> Iterator[Doubt]:
    if row.speaker is not None and row.doubt_speaker >= UNSURE:
        yield Doubt(words="speaker unsure", of="speaker")
    if row.doubt_span >= UNSURE:
        yield Doubt(words="exact words unsure", of="words")
    if row.doubt >= UNSURE and max(row.doubt_speaker, row.doubt_span) < UNSURE:
        yield Doubt(words="finding unsure", of="finding")
