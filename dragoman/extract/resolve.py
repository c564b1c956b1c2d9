"""Attributions to statements: who is meant by each source, and what else the words tell.

Attributions are resolved in the order of the text, because a pronoun is read from what was said just
before it. A speaker that stays in doubt stays open: the statement keeps its printed source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.alone import Voices, is_alone
from dragoman.extract.cast import Cast
from dragoman.extract.circumstances import act_of, addressee_of
from dragoman.extract.descriptions import Descriptions
from dragoman.extract.inherit import inherit_days
from dragoman.extract.members import OPEN, Answer, Member
from dragoman.extract.pronouns import Pronouns, Said
from dragoman.extract.relatives import antecedent
from dragoman.extract.relay import find_relays
from dragoman.extract.said_on import date_statement
from dragoman.extract.salience import Weights
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
from dragoman.names.traits import Traits

_THAT = re.compile(r"that (?=(?:an?|the|his|her|its|\w+ \w+s)\b)")
_APPOSITION = re.compile(r"(an?|the|his|her|their|its|who|whose) \w")
_NAME_BEFORE = re.compile(r"(?<![\w’'-])[A-Z][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]*)*, $")
_ASKED = re.compile(r"\s+(him|her)\b")
_NEAR = 6  # contents that begin last before a source, among which its holder is looked for
_LEAD_BLOCKS = 6  # where an interview says whom it interviews


def resolve(
    article: Article, page: Page, found: Sequence[Attribution]
) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """The actors and statements of an article; statements keep the order of ``found``."""
    return Resolver(article, page).run(found)


class Resolver:
    """Resolves one article; ``table`` are other weights of salience than those of the language."""

    def __init__(self, article: Article, page: Page, table: Weights | None = None) -> None:
        self.article, self.page, self.text = article, page, article.text
        self.language = page.language or "en"
        self.words, self.cues = name_words(self.language), cues(self.language)
        published = page.published
        day = published.first if published is not None and published.first == published.last else None
        self.cast = Cast(article.text, page.blocks, day, self.language)
        if page.outlet is not None:
            self.cast.note_outlet(page.outlet)
        self.pronouns = Pronouns(article.text, page, self.cast, table)
        self.described = Descriptions(self.cast, self.pronouns)

    def run(self, found: Sequence[Attribution]) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
        """The actors and statements; statements keep the order of ``found``."""
        found = [self._led_back(a) for a in found]
        self.holders = self._holders(found)
        self.labelled = [i for i, a in enumerate(found) if a.source and a.cue and self._is_turn(a)]
        self.labelled = [i for i in self.labelled if found[i].cue[0].of(self.text) == ":"]
        self.voices = Voices(self.text, self.page.blocks, found, self.language)
        self.pronouns.scene.follow_pronouns([s for a in found for s in a.source])
        order = sorted(range(len(found)), key=lambda i: self._turn_of(found, i))
        answers: dict[int, Answer] = {}
        for index in order:
            answer = self._speaker(found, index, answers)
            answers[index] = answer
            if found[index].source or answer.member is not None:
                self.pronouns.note(self._said(found[index], answer.member, self.holders[index]))
            if answer.member is not None:
                answer.member.speaks = True
                if self._is_turn(found[index]):
                    self.pronouns.takers.add(id(answer.member))
                    if found[index].content[-1].of(self.text).rstrip().endswith("?"):
                        answer.member.traits |= Traits(nouns=frozenset({"interviewer"}))
        members = [answers[i].member for i in range(len(found))]
        speakers = [m.label if m is not None else None for m in members]
        relays = find_relays(self.text, self.page, found, speakers, self._is_somebody)
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

    def _led_back(self, attribution: Attribution) -> Attribution:
        """An attribution whose source is "who" has the words that this stands for, where they are plain."""
        if len(attribution.source) != 1:
            return attribution
        place = attribution.source[0]
        if self.words.pronoun(place.of(self.text).lower()) != "relative":
            return attribution
        words = antecedent(self.text, place, self.pronouns.scene.near(place.start, 0), self.language)
        return replace(attribution, source=(words,)) if words is not None else attribution

    def _is_turn(self, attribution: Attribution) -> bool:
        """Whether words are spoken in a dialogue: given as they are, without quotation marks."""
        start = attribution.content[0].start
        return attribution.kind == Kind.DIRECT and self.pronouns.scene.quote_at(start) is None

    def _said(self, attribution: Attribution, speaker: Member | None, holder: int | None) -> Said:
        place = _place(attribution)
        span = addressee_of(self.text, attribution, self.language)
        listener = self.described.known(span.of(self.text)) if span is not None else None
        asked = _ASKED.match(self.text, place.end)
        return Said(
            place=place,
            block=self._block_at(place),
            speaker=speaker,
            listener=listener,
            nested=attribution.parent is not None or holder is not None,
            content=attribution.content,
            asks_back=("male" if asked[1] == "him" else "female") if asked is not None else None,
        )

    # ------------------------------------------------------------ speakers

    def _speaker(self, found: Sequence[Attribution], index: int, answers: dict[int, Answer]) -> Answer:
        attribution = found[index]
        if not attribution.source:
            return self._unprinted(found, index, answers)
        span = self._whole(Span(attribution.source[0].start, attribution.source[-1].end))
        words = span.of(self.text).strip()
        group = self.words.pronoun(words.lower())
        answer = (
            self._pronoun(group, found, index, answers)
            if group is not None
            else self.described.find(words, span)
        )
        if answer.member is not None and answer.member not in self.cast.members:
            self.cast.enrol(answer.member, self.pronouns.scene.introduced(answer.member))
        if answer.member is not None and group != "relative":
            self.pronouns.scene.add(span, answer.member)
        return answer

    def _holders(self, found: Sequence[Attribution]) -> list[int | None]:
        """In whose words each source stands: the parent's, or those of whoever is quoted around it."""
        contents = sorted((c.start, c.end, i) for i, a in enumerate(found) for c in a.content)
        starts = [start for start, _, _ in contents]
        return [
            a.parent if a.parent is not None else self._around(a, i, contents, starts)
            for i, a in enumerate(found)
        ]

    def _around(
        self,
        attribution: Attribution,
        index: int,
        contents: Sequence[tuple[int, int, int]],
        starts: list[int],
    ) -> int | None:
        place = attribution.source[0] if attribution.source else None
        if place is None or self.pronouns.scene.quote_at(place.start) is None:
            return None
        first = bisect_right(starts, place.start)
        for _, end, holder in reversed(contents[max(0, first - _NEAR) : first]):
            if place.end <= end and holder != index:
                return holder
        return None

    def _whole(self, span: Span) -> Span:
        """A source from where it really begins: a finder may have cut it inside a word ("Dahl-|Bakke"), left
        the name before an apposition out ("Dahl, |who lives there,") or taken a "that" with it."""
        start = span.start
        opening = _THAT.match(self.text, start, span.end)
        start = opening.end() if opening is not None else start
        name = _NAME_BEFORE.search(self.text, max(0, start - 60), start)
        if name is not None and self._is_apposed(Span(start, span.end)):
            start = name.start()
        while start > 1 and self.text[start - 1] == "-" and self.text[start - 2].isalnum():
            start -= 1
            while start > 0 and self.text[start - 1].isalnum():
                start -= 1
        return Span(start, span.end)

    def _is_apposed(self, span: Span) -> bool:
        """Whether words only say more of the name in front: they close with a comma, or open with "who"."""
        apposition = _APPOSITION.match(self.text, span.start, span.end)
        closed = "," in self.text[span.end - 1 : span.end + 1]
        return apposition is not None and (closed or apposition[1] == "who")

    def _pronoun(
        self, group: str, found: Sequence[Attribution], index: int, answers: dict[int, Answer]
    ) -> Answer:
        place = found[index].source[0]
        parent = self.holders[index]
        if group == "first":
            return self._first_person(place, found, parent, answers)
        if group == "relative":
            return OPEN
        outer = answers[parent].member if parent in answers and parent is not None else None
        if group == "plural":
            return self.pronouns.they(place, outer)
        if group == "thing" and place.of(self.text).lower() in ("it", "its"):
            return self.pronouns.it(place, outer)
        if group not in ("female", "male"):
            return OPEN
        if parent is not None:
            spoken = found[parent].kind == Kind.DIRECT
            quoted = spoken or self.pronouns.scene.quote_at(place.start) is not None
            return self.pronouns.inside(group, place, outer, found[parent].content, quoted=quoted)
        cue = " ".join(c.of(self.text) for c in found[index].cue)
        replies = self.cues.lemma(cue) in self.cues.replies
        return self.pronouns.he_or_she(group, place, replies=replies, own=found[index].content)

    def _first_person(
        self, place: Span, found: Sequence[Attribution], parent: int | None, answers: dict[int, Answer]
    ) -> Answer:
        """Whose words these are; outside all words it is the author's, where the page tells one."""
        if parent is None:
            quoted = self.pronouns.scene.quote_at(place.start) is not None
            author = self.described.known(self.page.author) if self.page.author and not quoted else None
            return Answer(author, 0.15) if author is not None else OPEN
        if parent not in answers or self.pronouns.in_inner_quote(found[parent].content, place):
            return OPEN
        return Answer(answers[parent].member, max(0.05, answers[parent].doubt))

    def _unprinted(self, found: Sequence[Attribution], index: int, answers: dict[int, Answer]) -> Answer:
        """A turn of an interview: the interviewer asks, the one who is interviewed answers. Where the first
        turns open with names, the others are of the same two."""
        attribution = found[index]
        role = self.page.blocks[self._block_at(_place(attribution))].role
        asks = any(b.role == BlockRole.QUESTION for b in self.page.blocks)
        if is_alone(attribution, self.text):
            return self._goes_on(index, answers)
        if not asks or attribution.parent is not None:
            return OPEN
        before = (i for i in reversed(self.labelled) if i < index and i in answers)
        named = next((answers[i] for i in before if self._role_at(found[i]) is role), None)
        if named is not None:
            return Answer(named.member, max(0.2, named.doubt))
        if role == BlockRole.QUESTION:
            name = self.page.original_outlet or self.page.outlet
            block = self.page.blocks[self._block_at(_place(attribution))]
            return Answer(self.cast.outlet(name, block.span), 0.2) if name else OPEN
        guest = self._guest()
        return Answer(guest, 0.2) if guest is not None else OPEN

    def _goes_on(self, index: int, answers: dict[int, Answer]) -> Answer:
        """Who speaks on in a quotation that stands alone, where the words around it tell."""
        near = [answers.get(i, OPEN) for i in self.voices.same(index)]
        if not near or near[0].member is None or any(a.member is not near[0].member for a in near):
            return OPEN
        return Answer(near[0].member, max(0.2, *(a.doubt for a in near)))

    def _turn_of(self, found: Sequence[Attribution], index: int) -> tuple[int, bool, Span]:
        """When a finding is resolved: outer ones first, quotations that stand alone behind the others."""
        place = _place(found[index])
        return _depth(self.holders, index), is_alone(found[index], self.text), place

    def _role_at(self, attribution: Attribution) -> BlockRole:
        return self.page.blocks[self._block_at(_place(attribution))].role

    def _guest(self) -> Member | None:
        """The first person named in the lead of a page with questions and answers, but for its author."""
        heard = [b for b in self.page.blocks if b.role not in (BlockRole.FURNITURE, BlockRole.CREDIT)]
        lead = [b for b in heard[:_LEAD_BLOCKS] if b.role is not BlockRole.BYLINE]
        author = self.described.known(self.page.author) if self.page.author else None
        inside = [m for s, m in self.cast.places if any(b.span.covers(s) for b in lead)]
        guests = [m for m in inside if m is not author]
        return guests[0] if guests else None

    # ------------------------------------------------------------ circumstances

    def _is_somebody(self, name: str) -> bool:
        """Whether a name is that of a person of the page."""
        member = self.described.known(name)
        return member is not None and member.kind is ActorKind.PERSON

    def _addressee(self, attribution: Attribution) -> str | None:
        span = addressee_of(self.text, attribution, self.language)
        if span is None:
            return None
        member = self.described.find(span.of(self.text), span).member
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
        role = (before or member.roles)[-1 if before else 0]
        printed = role.words.of(self.text)
        shared = role.title.rpartition(" ")[2] not in printed.lower()
        return " ".join(filter(None, (role.of, role.title))) if shared else printed

    def _block_at(self, span: Span) -> int:
        return self.pronouns.scene.block_at(span.start)


def _place(attribution: Attribution) -> Span:
    return (attribution.cue or attribution.content)[0]


def _depth(holders: Sequence[int | None], index: int) -> int:
    """How deeply an attribution stands in others' words; outer ones are resolved first."""
    depth, seen = 0, {index}
    holder = holders[index]
    while holder is not None and holder not in seen:
        seen.add(holder)
        depth, holder = depth + 1, holders[holder]
    return depth
