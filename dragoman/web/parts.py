"""Parts that several pages show, and how they are made from the report's lines."""

from __future__ import annotations

from datetime import date

from dragoman.report.contexts import Line
from dragoman.report.people import Voice
from dragoman.report.wording import DateState, When
from dragoman.web.contexts import Link, Shown
from dragoman.web.render import segment


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


class Statement(Shown):
    """One report in one article that somebody said something."""

    id: str
    """The statement's id."""

    href: str
    """Its place in its article."""

    number: str
    """Its number in its article; ``a1`` and so on for attitudes."""

    speaker: Speaker
    """Who is reported to have said it."""

    source: str
    """The article's words for them."""

    cue: str
    """The article's words for the act."""

    words: tuple[str, ...]
    """What is reported to have been said, piece by piece."""

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

    outlet: str
    """Who published the article."""

    article: Link
    """The article."""

    language: str | None
    """The language of the words."""

    block: str | None
    """The part of the article that it stands in, where that is not the body."""

    inside: str | None
    """The number of the statement that it stands in."""

    doubts: tuple[Doubt, ...]
    """What is doubtful about it."""

    utterance: Link | None = None
    """The utterance that it reports, with how many articles have it."""


def day_of(when: When) -> Day:
    """A date as the report words it."""
    return Day(label=when.label, basis=when.basis, state=when.state, first=when.first, last=when.last)


def article_href(article: str, anchor: str = "") -> str:
    """The address of an article, or of a place in it."""
    return f"/article/{segment(article)}" + (f"#{anchor}" if anchor else "")


def statement_of(
    id: str, line: Line, article: str, *, person: str | None = None, utterance: Link | None = None
) -> Statement:
    """A statement as the report lays it out; ``person`` is the speaker's page."""
    return Statement(
        id=id,
        href=article_href(article, line.anchor),
        number=line.number,
        speaker=Speaker(name=line.who.name, voice=line.who.voice, href=person),
        source=line.printed_source,
        cue=line.printed_cue,
        words=line.pieces,
        kind=line.kind,
        act=line.act,
        is_attitude=line.is_attitude,
        role=line.role,
        addressee=line.addressee,
        relay=line.relay,
        said=day_of(line.when),
        outlet=line.outlet,
        article=Link(label=line.article_title, href=article_href(article)),
        language=line.language,
        block=line.block,
        inside=line.inside,
        doubts=tuple(Doubt(words=doubt.words, of=doubt.of) for doubt in line.doubts),
        utterance=utterance,
    )
