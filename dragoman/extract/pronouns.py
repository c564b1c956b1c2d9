"""Who "he", "she", "it", "they" and "I" are, from the mentions and statements before.

Candidates are the people on the scene in this block and the three before it, of a gender that the page
does not rule out. What each has in its favour (it spoke last, it was the subject of the sentence before, it
was spoken to and this is a reply ...) is weighed by ``salience``; where nobody stands out, the answer is
open. Words inside a quotation are a world of their own: its speaker is "I" there and never "he".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dragoman.extract.cast import Cast
from dragoman.extract.members import Answer, Member
from dragoman.extract.salience import Candidate, Decision, Weights, weigh, weights
from dragoman.extract.scene import Mention, Scene
from dragoman.model import ActorKind, Page, Span, Spans

_INNER_QUOTE = re.compile(r"[\s:,][‘'](?=\w)")
_AND_BEHIND = re.compile(r" and [A-Z]")
_AND_BEFORE = re.compile(r"[A-Z][\w’'-]+ and (?:[A-Z][\w’'-]+ )*$")
_REACH = 3  # blocks before a pronoun in which it may have been introduced
_OFTEN = 4  # mentions from which on somebody is what the page is about
_BODIES = {ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.OUTLET}
_SEVERAL = {ActorKind.GROUP, ActorKind.UNNAMED, *_BODIES}
_FEMININE = re.compile(r"(?:a|ie|ette|elle|ine|wen|lyn|beth)$")
_MASCULINE = re.compile(r"(?:o|us|ert|ard|rik|mir|slav|ton|ald|bert|win|dan|rin|van|ian|ck|os|or|ek|im)$")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that was resolved already: where it stands, who spoke, and to whom.

    ``asks_back`` is the gender of a pronoun that is spoken to ("asked him").
    """

    place: Span
    block: int
    speaker: Member | None
    listener: Member | None
    nested: bool
    content: Spans = ()
    asks_back: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A source whose speaker is looked for: what may be meant, and in whose words it stands.

    ``fits`` says which members may be meant at all. ``outer`` is the speaker of the words around it,
    ``within`` those words; ``quoted`` is true where they are a quotation.
    """

    task: str
    place: Span
    fits: Callable[[Member], bool]
    gender: str | None = None
    replies: bool = False
    own: Spans = ()
    outer: Member | None = None
    within: Spans = ()
    quoted: bool = False


class Pronouns:
    """Reads pronouns against what came before; ``outer`` grows as the article is resolved, and so do the
    ``takers``: those who take turns in a dialogue, by ``id``; they are "I" and "you" to one another."""

    def __init__(self, text: str, page: Page, cast: Cast, table: Weights | None = None) -> None:
        self.text, self.page, self.cast = text, page, cast
        self.scene = Scene(text, page, cast)
        self.outer: list[Said] = []
        self.traced: list[Decision] = []
        self.takers: set[int] = set()
        self._weights = table or weights(cast.language)

    def note(self, said: Said) -> None:
        """A statement was resolved; nested ones are not what a later pronoun goes on from."""
        if not said.nested:
            self.outer.insert(bisect_left(self.outer, said.place, key=lambda s: s.place), said)

    def last(self, start: int, reach: int = _REACH) -> Iterator[Said]:
        """The outer statements before a place, the nearest first, as far as the reach goes."""
        block = self.scene.block_at(start)
        index = bisect_left(self.outer, Span(start, start), key=lambda s: s.place)
        for said in reversed(self.outer[max(0, index - 12) : index]):
            if said.block < block - reach:
                return
            yield said

    # ------------------------------------------------------------ asking

    def he_or_she(self, gender: str, place: Span, *, replies: bool = False, own: Spans = ()) -> Answer:
        """The person of a gender who stands out, a pronoun in the outlet's own words."""
        asked = Asked("he", place, lambda m: _may_be(m, gender), gender, replies, own)
        return self._gendered(asked)

    def inside(
        self, gender: str, place: Span, outer: Member | None, within: Spans, *, quoted: bool
    ) -> Answer:
        """Who "he" is in somebody's reported words."""
        task = "quoted" if quoted else "reported"

        def fits(member: Member) -> bool:
            faced = id(outer) in self.takers and id(member) in self.takers
            return _may_be(member, gender) and not (quoted and (member is outer or faced))

        return self._gendered(Asked(task, place, fits, gender, outer=outer, within=within, quoted=quoted))

    def it(self, place: Span, outer: Member | None = None) -> Answer:
        """The body that "it" means."""

        def fits(member: Member) -> bool:
            return member is not outer and (member.kind in _BODIES or self.cast.may_be_a_body(member))

        return self.weighed(Asked("it", place, fits, outer=outer))

    def they(self, place: Span, outer: Member | None = None) -> Answer:
        """The group, the unnamed people or the body that "they" means."""

        def fits(member: Member) -> bool:
            several = member.kind in _SEVERAL
            single = member.kind == ActorKind.UNNAMED and _is_single(member)
            return member is not outer and several and not single

        return self.weighed(Asked("they", place, fits, outer=outer))

    def focus(self, place: Span, fits: Callable[[Member], bool], task: str = "focus") -> Answer:
        """The person on the scene whom a description without a match of its own means."""
        return self.weighed(Asked(task, place, fits))

    def in_inner_quote(self, outer: Spans, place: Span) -> bool:
        """Whether a quotation inside the outer one has opened: its "I" is somebody else's."""
        before = "".join(self.text[s.start : min(s.end, place.start)] for s in outer if s.start < place.start)
        opened = list(_INNER_QUOTE.finditer(before))
        return bool(opened) and not re.search(r"[’'](?:\W|$)", before[opened[-1].end() :])

    # ------------------------------------------------------------ weighing

    def _gendered(self, asked: Asked) -> Answer:
        answer = self.weighed(asked)
        member = answer.member
        if member is not None and member.gender is None and asked.gender is not None:
            member.gender = asked.gender
        return answer

    def weighed(self, asked: Asked) -> Answer:
        """Whom a source means by the weights."""
        decision = self._decision(asked)
        self.traced.append(decision)
        return weigh(decision, self._weights)

    def _decision(self, asked: Asked) -> Decision:
        start = asked.within[0].start if asked.quoted and asked.within else asked.place.start
        before = [s for s in self.last(start) if s.speaker is not asked.outer or asked.outer is None]
        mentions = [m for m in self.scene.near(asked.place.start, _REACH) if asked.fits(m.member)]
        by_member: dict[int, list[Mention]] = {}
        if asked.task == "reported" and asked.outer is not None and asked.fits(asked.outer):
            by_member.setdefault(id(asked.outer), [])
        reported = [c for s in before for c in s.content]
        mentions = [_demoted(m) if any(c.covers(m.span) for c in reported) else m for m in mentions]
        for mention in mentions:
            by_member.setdefault(id(mention.member), []).append(mention)
        told = [m for m in mentions if not m.quoted]
        newest = told[-1].member if told else None
        block = self.scene.block_at(start)
        sure = any(
            f and f[-1].block == block and f[-1].member.gender == asked.gender for f in by_member.values()
        )
        candidates = tuple(
            Candidate(
                found[-1].member if found else self._outer_of(asked),
                tuple(self._features(asked, found, before, newest, len(by_member), sure)),
            )
            for found in by_member.values()
        )
        return Decision(
            asked.place.start, asked.task, candidates, tuple(self._none(asked, by_member, before))
        )

    def _outer_of(self, asked: Asked) -> Member:
        assert asked.outer is not None
        return asked.outer

    def _features(
        self,
        asked: Asked,
        found: list[Mention],
        before: list[Said],
        newest: Member | None,
        count: int,
        sure: bool,
    ) -> Iterator[str]:
        member = found[-1].member if found else asked.outer
        assert member is not None
        yield "candidate"
        yield from _gender_features(member, asked.gender)
        if asked.gender and member.kind == ActorKind.PERSON and member.gender is None and sure:
            yield "outsured"
        yield from self._speech_features(asked, member, before)
        yield from self._place_features(asked, found)
        if member is newest:
            yield "newest"
        if before and any(m.subject and m.span.start > before[0].place.end for m in found):
            yield "stepped_forward"
        if count == 1:
            yield "lone"
        if found and self._is_paired(found[-1].span):
            yield "paired"
        if len(found) >= _OFTEN:
            yield "often"
        if member.kind == ActorKind.UNNAMED:
            yield "unnamed"
        if member is asked.outer:
            yield "outer"

    def _is_paired(self, span: Span) -> bool:
        """Whether somebody stands beside another one ("Dravek and Sandor met")."""
        behind = self.text[span.end : span.end + 6]
        before = self.text[
            max(0, self.scene.sentences[self.scene.sentence_at(span.start)].start) : span.start
        ]
        return bool(_AND_BEHIND.match(behind) or _AND_BEFORE.search(before))

    def _speech_features(self, asked: Asked, member: Member, before: list[Said]) -> Iterator[str]:
        block = self.scene.block_at(asked.place.start)
        if not before:
            return
        newest = before[0]
        if newest.speaker is member:
            yield "speaker_here" if newest.block == block else "speaker_before"
            if asked.replies:
                yield "speaker_replies"
            if newest.asks_back is not None and newest.asks_back == asked.gender:
                yield "speaker_asked"
            if newest.listener is not None and newest.listener is not member:
                yield "speaker_told"
        elif any(s.speaker is member for s in before):
            first = next(s.speaker for s in before if s.speaker is not None and asked.fits(s.speaker))
            yield "speaker_older" if first is member else "speaker_oldest"
        if newest.listener is member:
            yield "listener_replies" if asked.replies else "listener"

    def _place_features(self, asked: Asked, found: list[Mention]) -> Iterator[str]:
        sentence = self.scene.sentence_at(asked.place.start)
        block = self.scene.block_at(asked.place.start)
        told = [m for m in found if not m.quoted and not any(o.covers(m.span) for o in asked.own)]
        if any(o.covers(m.span) for m in found for o in asked.own):
            yield "own"
        if any(w.covers(m.span) for m in found for w in asked.within):
            yield "within"
        if not told:
            yield "quoted_only"
        else:
            latest = told[-1]
            back = min(2, self.scene.told_between(latest.sentence, sentence))
            subjects = {min(2, self.scene.told_between(m.sentence, sentence)) for m in told if m.subject}
            yield f"subject{min(subjects)}" if subjects and min(subjects) == back else f"object{back}"
            if subjects and min(subjects) != back:
                yield f"once_subject{min(subjects)}"
        if found:
            yield f"block{block - found[-1].block}"

    def _none(self, asked: Asked, by_member: dict[int, list[Mention]], before: list[Said]) -> Iterator[str]:
        yield "none"
        block = self.scene.block_at(asked.place.start)
        sentence = self.scene.sentence_at(asked.place.start)
        near = [f for f in by_member.values() if f and f[-1].block >= block - 1]
        if len(near) > 1:
            yield "many"
        if by_member and not near:
            yield "far"
        told = [_gender_features(f[-1].member, asked.gender) for f in near]
        if len(near) > 1 and asked.gender and all("unknown" in features for features in told):
            yield "unsure"
        subjects = [
            f
            for f in by_member.values()
            if any(
                m.subject and m.sentence < sentence and self.scene.told_between(m.sentence, sentence) <= 1
                for m in f
            )
        ]
        if len(subjects) > 1:
            yield "rivals"
        latest = [f[-1] for f in by_member.values() if f]
        if len({m.sentence for m in latest if self._is_paired(m.span)}) < sum(
            self._is_paired(m.span) for m in latest
        ):
            yield "pair"
        if self.scene.has_described(asked.place.start):
            yield "described"
        since = before[0].place.start if before else self.scene.sentences[max(0, sentence - 3)].start
        if self.cast.strangers_between(since, asked.place.start):
            yield "stranger"
        if before and before[0].speaker is None:
            yield "open_before"
        elif before and before[0].speaker is not None and not asked.fits(before[0].speaker):
            yield "other_before"


def _demoted(mention: Mention) -> Mention:
    """A mention in somebody's reported words: it is no subject of the outlet's own sentence."""
    return replace(mention, subject=False)


def _gender_features(member: Member, gender: str | None) -> Iterator[str]:
    if gender is None or member.kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
        return
    if member.gender == gender:
        yield "sure"
        return
    likely = likely_gender(member)
    yield "unknown" if likely is None else ("likely" if likely == gender else "unlikely")


def likely_gender(member: Member) -> str | None:
    """The gender that the ending of a given name makes likelier; no more than a hint."""
    if member.kind != ActorKind.PERSON or len(member.name) < 2:
        return None
    if _FEMININE.search(member.name[0]):
        return "female"
    return "male" if _MASCULINE.search(member.name[0]) else None


def _is_single(member: Member) -> bool:
    return member.name[0].lower() in ("a", "an", "one", "another")


def _may_be(member: Member, gender: str | None) -> bool:
    """Whether somebody is one person of a gender as far as the page tells; ``None`` asks for any person."""
    person = member.kind == ActorKind.PERSON or (member.kind == ActorKind.UNNAMED and _is_single(member))
    return person and (gender is None or member.gender in (None, gender))
