"""Attributions to statements: who is meant by each source, and what else the words tell.

Attributions are resolved in the order of the text, because a pronoun is read from what was said just
before it. A speaker that stays in doubt stays open: the statement keeps its printed source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.cast import Answer, Cast, Member
from dragoman.extract.circumstances import act_of, addressee_of
from dragoman.extract.inherit import inherit_days
from dragoman.extract.pronouns import OPEN, Pronouns, Said
from dragoman.extract.relay import find_relays
from dragoman.extract.said_on import date_statement
from dragoman.extract.sentences import sentence_at
from dragoman.ids import finding_id
from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.model import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    BlockRole,
    Kind,
    Page,
    Role,
    Span,
    Statement,
)
from dragoman.names.describe import describe

_BODIES = {ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.OUTLET}
_ASKED = re.compile(r"\s+(him|her)\b")
_LEAD_BLOCKS = 6  # where an interview says whom it interviews


def resolve(
    article: Article, page: Page, found: Sequence[Attribution]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors and statements of an article; statements keep the order of ``found``."""
    return _Resolver(article, page).run(found)


class _Resolver:
    def __init__(self, article: Article, page: Page) -> None:
        self.article, self.page, self.text = article, page, article.text
        self.language = page.language or "en"
        self.words, self.cues = name_words(self.language), cues(self.language)
        published = page.published
        day = published.first if published is not None and published.first == published.last else None
        self.cast = Cast(article.text, page.blocks, day, self.language)
        self.pronouns = Pronouns(article.text, page, self.cast)

    def run(self, found: Sequence[Attribution]) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
        order = sorted(range(len(found)), key=lambda i: (_depth(found, i), _place(found[i])))
        answers: dict[int, Answer] = {}
        for index in order:
            answer = self._speaker(found, index, answers)
            answers[index] = answer
            self.pronouns.said.append(self._said(found[index], answer.member))
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
        cast = tuple(sorted(actors.values(), key=lambda a: (a.mentions[0], a.id)))
        return cast, tuple(inherit_days(self.text, self.page, tuple(unique.values()), cast))

    def _said(self, attribution: Attribution, speaker: Member | None) -> Said:
        place = _place(attribution)
        span = addressee_of(self.text, attribution, self.language)
        listener = self.cast.known(span.of(self.text)) if span is not None else None
        printed = " ".join(s.of(self.text).lower() for s in attribution.source)
        asked = _ASKED.match(self.text, place.end)
        return Said(
            place=place,
            block=self._block_at(place),
            speaker=speaker,
            listener=listener,
            nested=attribution.parent is not None,
            introduces=bool(printed) and self.words.pronoun(printed) is None,
            asks_back=("male" if asked[1] == "him" else "female") if asked is not None else None,
        )

    # ------------------------------------------------------------ speakers

    def _speaker(self, found: Sequence[Attribution], index: int, answers: dict[int, Answer]) -> Answer:
        attribution = found[index]
        if not attribution.source:
            return self._unprinted(attribution)
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        words = span.of(self.text).strip()
        group = self.words.pronoun(words.lower())
        if group is not None:
            return self._pronoun(group, found, index, answers)
        last = self.pronouns.last_speaker(span, None)
        return self.cast.find(words, span, last.speaker if last is not None else None)

    def _pronoun(
        self, group: str, found: Sequence[Attribution], index: int, answers: dict[int, Answer]
    ) -> Answer:
        place = found[index].source[0]
        parent = found[index].parent
        if group == "first":
            if parent is None or self.pronouns.in_inner_quote(found[parent].content, place):
                return OPEN
            return Answer(answers[parent].member, 0.1)
        if group == "relative":
            return self.pronouns.antecedent(place)
        if parent is not None and found[parent].kind == Kind.DIRECT:
            return OPEN
        if group == "plural":
            return self.pronouns.it_or_they(place, {ActorKind.GROUP, ActorKind.UNNAMED})
        if group == "thing" and place.of(self.text).lower() == "it":
            return self.pronouns.it_or_they(place, _BODIES)
        if group in ("female", "male"):
            cue = " ".join(c.of(self.text) for c in found[index].cue)
            replies = self.cues.lemma(cue) in self.cues.replies
            return self.pronouns.he_or_she(group, place, replies=replies)
        return OPEN

    def _unprinted(self, attribution: Attribution) -> Answer:
        """A turn of an interview: the interviewer asks, the one who is interviewed answers."""
        block = self.page.blocks[self._block_at(_place(attribution))]
        asks = any(b.role == BlockRole.QUESTION for b in self.page.blocks)
        if not asks or attribution.parent is not None:
            return OPEN
        if block.role == BlockRole.QUESTION:
            name = self.page.original_outlet or self.page.outlet
            return Answer(self.cast.outlet(name, block.span), 0.2) if name else OPEN
        guest = self._guest()
        return Answer(guest, 0.2) if guest is not None else OPEN

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
            said_on=date_statement(self.text, sentence, attribution.content, self.page, attribution.cue),
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
        return self.pronouns.block_at(span)


def _place(attribution: Attribution) -> Span:
    return (attribution.cue or attribution.content)[0]


def _depth(found: Sequence[Attribution], index: int) -> int:
    """How deeply an attribution is nested; outer ones are resolved first."""
    parent = found[index].parent
    return 0 if parent is None else 1 + _depth(found, parent)
