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
        fits = last is not None and last.speaker is not None and last.speaker.kind in kinds
        return Answer(last.speaker, 0.2) if last is not None and fits else OPEN

    def _he_or_she(self, gender: str, place: Span, *, replies: bool) -> Answer:
        newest = self._last_of_all(place)
        last = self.last_speaker(place, gender)
        if newest is not None and newest is not last and newest.introduces and not _is_other(newest, gender):
            return self._after_a_stranger(newest)
        if last is None or last.speaker is None:
            return self._only_one_named(gender, place)
        if last.asks_back == gender:
            return OPEN
        if last.listener is not None and may_be(last.listener, gender) and last.listener is not last.speaker:
            if replies:
                return Answer(last.listener, 0.3)
            if last.speaker.gender is None:
                return OPEN
        forward = self._forward(gender, place, last)
        if forward is not None:
            other_gender = last.speaker.gender not in (None, gender)
            return Answer(forward, 0.3) if forward.gender == gender and other_gender else OPEN
        if self.cast.strangers_between(last.place.start, place.start):
            return OPEN
        if last.speaker.gender is None and self._rivals(gender, place, last):
            return OPEN
        return Answer(last.speaker, 0.3 if self._mentioned(gender, last, place) else 0.1)

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
