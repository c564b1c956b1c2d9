"""Who "he", "she", "who" and "I" are, from what was said just before.

News goes on with the last speaker. That holds only while nobody else has come forward: a person whose
name opens a sentence in between, a listener who now replies, another speaker nearby of whom the page
does not tell whether it is a he or a she, a name that the page never gives in full. Then the answer is
open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dragoman.extract.cast import Answer, Cast, Member
from dragoman.extract.quotes import find_quotes
from dragoman.extract.sentences import sentence_at
from dragoman.model import ActorKind, Page, Span

OPEN = Answer(None, 0.9)
_INNER_QUOTE = re.compile(r"[\s:,][‘'](?=\w)")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that was resolved already: where it stands, who spoke, and to whom.

    ``asks_back`` is the gender of a pronoun that is spoken to ("asked him"); ``introduces`` is true where
    the source is printed and is no pronoun.
    """

    place: Span
    block: int
    speaker: Member | None
    listener: Member | None
    nested: bool
    introduces: bool = True
    asks_back: str | None = None


class Pronouns:
    """Reads pronouns against the statements before them; ``said`` grows as the article is resolved."""

    def __init__(self, text: str, page: Page, cast: Cast) -> None:
        self.text, self.page, self.cast = text, page, cast
        self.said: list[Said] = []
        self._starts = [b.span.start for b in page.blocks]

    def block_at(self, span: Span) -> int:
        """The number of the block in which a span begins, or of the last one before it."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def last_speaker(self, place: Span, gender: str | None) -> Said | None:
        """The last statement before a place, in its block or the two before, by a person of a gender."""
        block = self.block_at(place)
        before = [s for s in self._near(place, block) if s.speaker is not None and may_be(s.speaker, gender)]
        return max(before, key=lambda s: s.place) if before else None

    def he_or_she(self, gender: str, place: Span, *, replies: bool) -> Answer:
        """The last speaker of that gender, unless somebody else may be meant."""
        answer = self._he_or_she(gender, place, replies=replies)
        if (
            answer.member is not None
            and answer.member.gender is None
            and answer.member.kind == ActorKind.PERSON
        ):
            answer.member.gender = gender
        return answer

    def it_or_they(self, place: Span, kinds: set[ActorKind]) -> Answer:
        """The body or group that spoke last, if nobody else has spoken since."""
        last = self._last_of_all(place)
        if last is None or last.speaker is None:
            return OPEN
        if last.speaker.kind in kinds:
            return Answer(last.speaker, 0.2)
        company = ActorKind.ORGANISATION in kinds and self.cast.may_be_a_body(last.speaker)
        return Answer(last.speaker, 0.3) if company else OPEN

    def _he_or_she(self, gender: str, place: Span, *, replies: bool) -> Answer:
        subject = self._subject_before(place)
        if subject is not None and subject.gender == gender:
            return Answer(subject, 0.2)
        newest = self._last_of_all(place)
        last = self.last_speaker(place, gender)
        if newest is not None and newest is not last and newest.introduces and not _is_other(newest, gender):
            return self._after_a_stranger(newest)
        if last is None or last.speaker is None:
            return self._only_one_named(gender, place)
        spoken_to = self._spoken_to(last, last.speaker, gender, replies)
        if spoken_to is not None:
            return spoken_to
        forward = self._forward(gender, place, last)
        if forward is not None:
            other_gender = last.speaker.gender not in (None, gender)
            return Answer(forward, 0.3) if forward.gender == gender and other_gender else OPEN
        if self.cast.strangers_between(last.place.start, place.start):
            return OPEN
        if last.speaker.gender is None and self._rivals(gender, place, last):
            return OPEN
        return Answer(last.speaker, 0.3 if self._mentioned(gender, last, place) else 0.1)

    def _subject_before(self, place: Span) -> Member | None:
        """The person whose name opens the outlet's own sentence right before this one, or this one."""
        block = self.page.blocks[self.block_at(place)].span
        sentence = sentence_at(self.text, block, place.start)
        before = sentence_at(self.text, block, max(block.start, sentence.start - 2))
        quotes = find_quotes(self.text, block)
        opening = [
            member
            for span, member in self.cast.places
            if before.start <= span.start < place.start
            and self._opens_sentence(span)
            and not any(q.span.covers(span) for q in quotes)
        ]
        return opening[-1] if len({id(m) for m in opening}) == 1 else None

    def _spoken_to(self, last: Said, speaker: Member, gender: str, replies: bool) -> Answer | None:
        """What follows from whom the last speaker spoke to: that one replies, or nobody can tell."""
        if last.asks_back == gender:
            return OPEN
        listener = last.listener
        if listener is None or listener is speaker or not may_be(listener, gender):
            return None
        if replies:
            return Answer(listener, 0.3)
        return OPEN if speaker.gender is None else None

    def _after_a_stranger(self, newest: Said) -> Answer:
        """After words of somebody who is not named, or of another gender: that one if unnamed, or open."""
        speaker = newest.speaker
        one = speaker is not None and speaker.name[0].lower() in ("a", "an", "one", "another")
        if speaker is None or speaker.kind != ActorKind.UNNAMED or not one:
            return OPEN
        return Answer(speaker, 0.3)

    def _last_of_all(self, place: Span) -> Said | None:
        block = self.block_at(place)
        before = [
            s
            for s in self.said
            if s.place.start < place.start and not s.nested and block - 1 <= s.block <= block
        ]
        return max(before, key=lambda s: s.place) if before else None

    def antecedent(self, place: Span) -> Answer:
        """Who "who" is: the person named right in front of it."""
        near = [m for s, m in self.cast.places if 0 <= place.start - s.end <= 3]
        return Answer(near[-1], 0.1) if near else OPEN

    def in_inner_quote(self, outer: tuple[Span, ...], place: Span) -> bool:
        """Whether a quotation inside the outer one has opened: its "I" is somebody else's."""
        before = "".join(self.text[s.start : min(s.end, place.start)] for s in outer if s.start < place.start)
        opened = list(_INNER_QUOTE.finditer(before))
        return bool(opened) and not re.search(r"[’'](?:\W|$)", before[opened[-1].end() :])

    # ------------------------------------------------------------ who else

    def _near(self, place: Span, block: int) -> list[Said]:
        return [
            s
            for s in self.said
            if s.place.start < place.start
            and not s.nested
            and block - 2 <= s.block <= block
            and s.speaker is not None
            and s.speaker.kind == ActorKind.PERSON
        ]

    def _only_one_named(self, gender: str, place: Span) -> Answer:
        since = self.page.blocks[max(0, self.block_at(place) - 1)].span.start
        people = {
            id(m): m for s, m in self.cast.places if since <= s.start < place.start and may_be(m, gender)
        }
        alone = len(people) == 1 and not self.cast.strangers_between(since, place.start)
        return Answer(next(iter(people.values())), 0.3) if alone else OPEN

    def _mentioned(self, gender: str, last: Said, place: Span) -> list[tuple[Span, Member]]:
        return [
            (s, m)
            for s, m in self.cast.places
            if last.place.end <= s.start < place.start and may_be(m, gender) and m is not last.speaker
        ]

    def _forward(self, gender: str, place: Span, last: Said) -> Member | None:
        """Somebody whose name opens a sentence since the last statement."""
        sentence = sentence_at(self.text, self.page.blocks[self.block_at(place)].span, place.start)
        for span, member in reversed(self._mentioned(gender, last, place)):
            if self._opens_sentence(span) and (sentence.covers(span) or span.end <= sentence.start):
                return member
        return None

    def _rivals(self, gender: str, place: Span, last: Said) -> bool:
        block = self.block_at(place)
        speakers = [s.speaker for s in self._near(place, block) if s.block >= block - 1]
        named = [
            m for s, m in self.cast.places if self.page.blocks[block].span.start <= s.start < place.start
        ]
        others = [
            m for m in (*speakers, *named) if m is not None and m is not last.speaker and may_be(m, gender)
        ]
        return bool(others) or self.cast.strangers_between(last.place.start, place.start)

    def _opens_sentence(self, span: Span) -> bool:
        sentence = sentence_at(self.text, self.page.blocks[self.block_at(span)].span, span.start)
        return len(self.text[sentence.start : span.start].split()) <= 5


def _is_other(said: Said, gender: str) -> bool:
    """Whether the speaker is a person of the other gender for sure."""
    speaker = said.speaker
    return speaker is not None and speaker.kind == ActorKind.PERSON and speaker.gender not in (None, gender)


def may_be(member: Member, gender: str | None) -> bool:
    """Whether somebody is a person of a gender as far as the page tells; ``None`` asks for any person."""
    return member.kind == ActorKind.PERSON and (gender is None or member.gender in (None, gender))
