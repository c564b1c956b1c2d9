"""Attributions to statements: who is meant by each source, and what else the words tell.

Attributions are resolved in the order of the text, because a pronoun is read from what was said just
before it. A speaker that stays in doubt stays open: the statement keeps its printed source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.cast import Answer, Cast, Member
from dragoman.extract.circumstances import act_of, addressee_of
from dragoman.extract.relay import find_relays
from dragoman.extract.said_on import date_statement
from dragoman.extract.sentences import sentence_at
from dragoman.ids import finding_id
from dragoman.languages.names import name_words
from dragoman.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    Block,
    BlockRole,
    Page,
    Role,
    Span,
    Statement,
)
from dragoman.names.describe import describe

_OPEN = Answer(None, 0.9)
_LEAD_BLOCKS = 6  # where an interview says whom it interviews


def resolve(
    article: Article, page: Page, found: Sequence[Attribution]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors and statements of an article; statements keep the order of ``found``."""
    return _Resolver(article, page).run(found)


@dataclass(slots=True)
class _Said:
    """A statement that was resolved already: where it stands and who spoke."""

    place: Span
    block: int
    speaker: Member | None
    nested: bool


class _Resolver:
    def __init__(self, article: Article, page: Page) -> None:
        self.article, self.page, self.text = article, page, article.text
        self.language = page.language or "en"
        self.words = name_words(self.language)
        published = page.published
        day = published.first if published is not None and published.first == published.last else None
        self.cast = Cast(article.text, page.blocks, day, self.language)
        self.said: dict[int, _Said] = {}

    def run(self, found: Sequence[Attribution]) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
        order = sorted(range(len(found)), key=lambda i: (_depth(found, i), _place(found[i])))
        answers: dict[int, Answer] = {}
        for index in order:
            answer = self._speaker(found, index)
            answers[index] = answer
            place = _place(found[index])
            self.said[index] = _Said(
                place, self._block_at(place), answer.member, found[index].parent is not None
            )
            if answer.member is not None:
                answer.member.speaks = True
        members = [answers[i].member for i in range(len(found))]
        speakers = [m.label if m is not None else None for m in members]
        relays = find_relays(self.text, self.page, found, speakers)
        listeners = [self._addressee(found[i]) for i in range(len(found))]
        actors = self.cast.actors(self.article.id)
        ids = [finding_id("s", self.article.id, a.source, a.cue, a.content) for a in found]
        statements = [
            self._statement(found, i, ids, answers[i], actors, relays[i], listeners[i])
            for i in range(len(found))
        ]
        unique = {s.id: s for s in statements}
        return tuple(sorted(actors.values(), key=lambda a: (a.mentions[0], a.id))), tuple(unique.values())

    # ------------------------------------------------------------ speakers

    def _speaker(self, found: Sequence[Attribution], index: int) -> Answer:
        attribution = found[index]
        if not attribution.source:
            return self._unprinted(attribution)
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        words = span.of(self.text).strip()
        word = words.lower()
        for group, members in self.words.pronouns.items():
            if word in members:
                return self._pronoun(group, found, index)
        last = self._last_speaker(self._block_at(span), span, None)
        return self.cast.find(words, span, last.speaker if last is not None else None)

    def _pronoun(self, group: str, found: Sequence[Attribution], index: int) -> Answer:
        place = found[index].source[0]
        parent = found[index].parent
        if group == "first":
            return (
                Answer(self.said[parent].speaker, 0.1)
                if parent is not None and parent in self.said
                else _OPEN
            )
        if group == "relative":
            return self._antecedent(place)
        if group in ("female", "male"):
            return self._he_or_she(group, place)
        return _OPEN

    def _antecedent(self, place: Span) -> Answer:
        """Who "who" is: the person named right in front of it."""
        near = [m for s, m in self.cast.places if 0 <= place.start - s.end <= 3]
        return Answer(near[-1], 0.1) if near else _OPEN

    def _he_or_she(self, gender: str, place: Span) -> Answer:
        """The last speaker of that gender in this paragraph or the one before, unless the words in
        between bring somebody else forward."""
        block = self._block_at(place)
        last = self._last_speaker(block, place, gender)
        since = last.place.end if last is not None else self.page.blocks[max(0, block - 1)].span.start
        others = [
            (s, m)
            for s, m in self.cast.places
            if since <= s.start < place.start
            and _may_be(m, gender)
            and (last is None or m is not last.speaker)
        ]
        if last is None:
            people = {id(m): m for _, m in others}
            return Answer(next(iter(people.values())), 0.3) if len(people) == 1 else _OPEN
        sentence = sentence_at(self.text, self.page.blocks[block].span, place.start)
        forward = [
            m
            for s, m in others
            if self._opens_sentence(s) and (sentence.covers(s) or s.end <= sentence.start)
        ]
        if forward:
            sure = (
                forward[-1].gender == gender
                and last.speaker is not None
                and last.speaker.gender not in (None, gender)
            )
            return Answer(forward[-1], 0.3) if sure else _OPEN
        return Answer(last.speaker, 0.1 if not others else 0.3)

    def _last_speaker(self, block: int, place: Span, gender: str | None) -> _Said | None:
        before = [
            s
            for s in self.said.values()
            if s.place.start < place.start
            and s.speaker is not None
            and not s.nested
            and block - 2 <= s.block <= block
            and s.speaker.kind == ActorKind.PERSON
            and _may_be(s.speaker, gender)
        ]
        return max(before, key=lambda s: s.place) if before else None

    def _opens_sentence(self, span: Span) -> bool:
        block = self.page.blocks[self._block_at(span)].span
        sentence = sentence_at(self.text, block, span.start)
        return len(self.text[sentence.start : span.start].split()) <= 5

    def _unprinted(self, attribution: Attribution) -> Answer:
        """A turn of an interview: the interviewer asks, the one who is interviewed answers."""
        block = self.page.blocks[self._block_at(_place(attribution))]
        asks = any(b.role == BlockRole.QUESTION for b in self.page.blocks)
        if not asks or attribution.parent is not None:
            return _OPEN
        if block.role == BlockRole.QUESTION:
            name = self.page.original_outlet or self.page.outlet
            return Answer(self.cast.outlet(name, block.span), 0.2) if name else _OPEN
        guest = self._guest()
        return Answer(guest, 0.2) if guest is not None else _OPEN

    def _guest(self) -> Member | None:
        """The first person named in the lead of a page with questions and answers."""
        heard = [b for b in self.page.blocks if b.role not in (BlockRole.FURNITURE, BlockRole.CREDIT)]
        lead = heard[:_LEAD_BLOCKS]
        inside = [m for s, m in self.cast.places if any(b.span.covers(s) for b in lead)]
        return inside[0] if inside else None

    # ------------------------------------------------------------ circumstances

    def _addressee(self, attribution: Attribution) -> str | None:
        span = addressee_of(self.text, attribution, self.language)
        if span is None:
            return None
        member = self.cast.find(span.of(self.text), span).member
        return member.label if member is not None else span.of(self.text)

    # ------------------------------------------------------------ the statement

    def _statement(
        self,
        found: Sequence[Attribution],
        index: int,
        ids: list[str],
        answer: Answer,
        actors: dict[int, Actor],
        relay: tuple[str, ...],
        listener: str | None,
    ) -> Statement:
        attribution = found[index]
        place = _place(attribution)
        block = self.page.blocks[self._block_at(place)]
        content = self.page.blocks[self._block_at(attribution.content[0])]
        sentence = sentence_at(self.text, block.span, place.start)
        member = answer.member
        return Statement(
            id=ids[index],
            article=self.article.id,
            mode=attribution.mode,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            kind=attribution.kind,
            act=act_of(self.text, attribution, self.language),
            block=content.role,
            speaker=actors[id(member)].id if member is not None else None,
            role=self._role(attribution, member),
            addressee=listener,
            said_on=date_statement(self.text, sentence, attribution.content, self.page),
            relay=relay,
            nested_in=ids[attribution.parent] if attribution.parent is not None else None,
            doubt=round(1 - (1 - attribution.doubt) * (1 - answer.doubt / 2), 2),
            doubt_speaker=answer.doubt,
            doubt_span=round(attribution.doubt_span, 2),
        )

    def _role(self, attribution: Attribution, member: Member | None) -> str | None:
        """The office in which the article lets somebody speak: the source's own words, or the last before."""
        if attribution.source:
            about = describe(
                Span(attribution.source[0].start, attribution.source[-1].end).of(self.text), self.language
            )
            if about.office is not None:
                return about.office
        if member is None or not member.roles:
            return None
        place = _place(attribution)
        before: list[Role] = [r for r in member.roles if r.words.start <= place.start and not r.past]
        return (before or member.roles)[-1 if before else 0].words.of(self.text)

    def _block_at(self, span: Span) -> int:
        blocks: Sequence[Block] = self.page.blocks
        return next(
            (i for i, b in enumerate(blocks) if b.span.start <= span.start < b.span.end), len(blocks) - 1
        )


def _place(attribution: Attribution) -> Span:
    return (attribution.cue or attribution.content)[0]


def _depth(found: Sequence[Attribution], index: int) -> int:
    """How deeply an attribution is nested; outer ones are resolved first."""
    parent = found[index].parent
    return 0 if parent is None else 1 + _depth(found, parent)


def _may_be(member: Member, gender: str | None) -> bool:
    return member.kind == ActorKind.PERSON and (gender is None or member.gender in (None, gender))
