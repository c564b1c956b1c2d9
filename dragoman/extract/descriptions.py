"""Whom a printed source means that is no pronoun: a name, an office, a description, kin, a body.

What the page said beside a name answers for a later description ("the nurse", "the 34-year-old", "her
sister"). An office or a noun that fits several is a tie, and one that fits nobody asks who stands out on
the scene; ``Pronouns`` weighs both. Whoever is printed without a name stays
so. Kin and bodies have modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.bodies import Bodies
from dragoman.extract.cast import Cast
from dragoman.extract.kin import Kin
from dragoman.extract.members import UNSURE, Answer, Member, surname
from dragoman.extract.printed import Printed, Sorts
from dragoman.extract.pronouns import Pronouns
from dragoman.model import ActorKind, BlockRole, Role, Span
from dragoman.names.describe import Description, same_state
from dragoman.names.people import opens_sentence

_HARDLY = {"the", "a", "an", "his", "her", "their", "its", "of", "old", "year-old", "then", "former", "late"}
_SERVING = {"lawyer", "spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "attorney", "source"}
_SOMEBODYS = re.compile(r"(?:(?:[Mm]y|[Oo]ur)|(?P<name>[A-Z][\w .-]*?)(?:[’']s|(?<=s)[’']))\s+(?=[a-z])")
_BEHIND_QUOTE = re.compile(r"[,.!?…][”’»\"']\s$")
_DEMONYM = re.compile(r"the [A-Z][\w-]*(?:ian|ean|ish|ese|[a-z]i|[a-z]an|ch|er)", re.IGNORECASE)
_PAPERS = {"guardian", "oregonian", "mississippian"}
_ANY_STRANGER = {"source", "speaker", "informant", "interlocutor"}


class Descriptions:
    """Finds the member of the cast that some words mean."""

    def __init__(self, cast: Cast, pronouns: Pronouns) -> None:
        self.cast, self.pronouns = cast, pronouns
        self.language, self.words, self.table = cast.language, cast.words, cast.descriptions
        self.sorts = Sorts(cast)
        self.kin = Kin(self.sorts, pronouns.scene)
        self.bodies = Bodies(self.sorts, pronouns)

    def find(self, words: str, span: Span) -> Answer:
        """Whom a printed source means; pronouns are not answered here."""
        if self.sorts.is_joint(words):
            return Answer(self.cast.party_named(words, ActorKind.GROUP, span), 0.1)
        printed = self.sorts.printed(words, span)
        about = printed.about
        if about.name and not self.sorts.is_body(about) and not self.sorts.is_crowd(printed):
            return self._named(printed)
        if not about.definite or self.sorts.is_crowd(printed) or self.sorts.is_bare(about):
            return self.bodies.party(printed)
        owned = self.bodies.owned(printed)
        if owned is not None:
            return owned
        if self.kin.is_kin(printed):
            return self._or_unnamed(self.kin.relative(printed), printed)
        if self.sorts.is_person(printed):
            return self._or_unnamed(self._person(printed), printed)
        if about.name or about.of or self.sorts.is_body(about) or self.sorts.is_unnamed(about):
            return self.bodies.party(printed)
        return self.bodies.body(printed) or UNSURE

    def known(self, words: str) -> Member | None:
        """The person of the cast whom a name means, ``None`` for anything else."""
        return self.sorts.known(words)

    # ------------------------------------------------------------ names

    def _named(self, printed: Printed) -> Answer:
        about, span = printed.about, printed.span
        fitting = self.cast.called(about.name)
        exact = [m for m in fitting if m.name == about.name]
        fitting = exact or fitting
        if about.gender:
            fitting = [m for m in fitting if m.gender in (None, about.gender)]
        sure = [m for m in fitting if m.gender == about.gender] if about.gender else []
        chosen, doubt = self._one_bearer(sure if len(sure) == 1 else fitting, span)
        if chosen is None:
            if self.cast.called(about.name):
                return Answer(None, 0.7)
            if self._is_a_demonym(printed):
                return self._compatriot(printed)
            body = self.bodies.called(about.name, span)
            if body is not None and not self._is_a_place(printed):
                return Answer(body, 0.1)
            if (
                len(about.name) == 1
                and re.match(r"the [A-Z]", printed.words, re.IGNORECASE)
                and not about.title
            ):
                kind = ActorKind.GROUP if about.name[0].endswith("s") else ActorKind.ORGANISATION
                return Answer(self.cast.party_named(printed.words, kind, span), 0.05)
            if self._is_a_place(printed):
                return Answer(self.cast.party_named(printed.words, ActorKind.STATE, span), 0.05)
            if self._is_a_word(printed):
                party = about.plural or about.name[0].endswith("s")
                called = self.cast.party_named(printed.words, ActorKind.GROUP, span) if party else None
                return Answer(called, 0.05) if called is not None else UNSURE
            chosen, doubt = self.cast.join(Member(about.name, ActorKind.PERSON)), 0.03
        self._learn(chosen, printed)
        return Answer(chosen, doubt)

    def _is_a_place(self, printed: Printed) -> bool:
        """Whether a source of one strange name is a seat of government: things happen there elsewhere."""
        name = printed.about.name
        alone = len(name) == 1 == len(printed.words.split()) and printed.about.gender is None
        return alone and self.words.gender_of(name[0]) is None and self.cast.is_place(name[0])

    def _is_a_demonym(self, printed: Printed) -> bool:
        """Whether "the Tessalian" is somebody from there: it has their ending, and the page prints the
        word before common nouns too or no paper is called so."""
        name = printed.about.name
        if len(name) != 1 or not _DEMONYM.fullmatch(printed.words) or printed.about.title is not None:
            return False
        if name[0].endswith("ian") and name[0].lower() not in _PAPERS:
            return True
        return (
            re.search(rf"(?<![\w-]){re.escape(name[0])} [a-z]{{3}}", self._elsewhere(printed.span))
            is not None
        )

    def _elsewhere(self, span: Span) -> str:
        """The text without some words and what follows them at once."""
        text = self.cast.text
        return text[: span.start] + "|" + text[span.end + 1 :].lstrip()

    def _compatriot(self, printed: Printed) -> Answer:
        """The one person on the scene beside whose name or office such a nationality stands."""
        word = printed.about.name[0]
        near = {id(m.member): m.member for m in self.pronouns.scene.near(printed.span.start, 3)}
        told = [
            m
            for m in near.values()
            if m.kind == ActorKind.PERSON
            and (
                word.lower() in m.traits.words or any(same_state(r.of, word, self.language) for r in m.roles)
            )
        ]
        return Answer(told[0], 0.2) if len(told) == 1 else UNSURE

    def _is_a_word(self, printed: Printed) -> bool:
        """Whether a source of one word has its capital from the headline or the sentence alone: the page
        prints it small as well."""
        name, start = printed.about.name, printed.span.start
        alone = len(name) == 1 == len(printed.words.split()) and printed.about.gender is None
        if not alone or self.words.gender_of(name[0]) or not opens_sentence(self.cast.text, start):
            return False
        return self.cast.prints_small(name[0])

    def _one_bearer(self, fitting: Sequence[Member], span: Span) -> tuple[Member | None, float]:
        """The one who bears a name, or the only one of them who was named so far."""
        if len(fitting) == 1:
            return fitting[0], 0.01
        before = [m for m in fitting if -1 < m.first < span.start]
        if len(before) == 1:
            return before[0], 0.1
        main = self.cast.namesake(surname(fitting[0].name), span.start) if fitting else None
        if main in fitting:
            return main, 0.15
        if len(before) > 1:
            last = next((s.speaker for s in self.pronouns.last(span.start, 0)), None)
            if last in before:
                return last, 0.3
        return None, 0.7

    def _learn(self, member: Member, printed: Printed) -> None:
        about, span = printed.about, printed.span
        if len(about.name) > len(member.name):
            member.name = about.name
        if span not in member.mentions:
            member.mentions.append(span)
        member.gender = member.gender or about.gender
        self.cast.guess_gender(member)
        if about.title is not None and not member.roles:
            start = self.cast.text.find(about.office or "", span.start, span.end)
            office = Span(start, start + len(about.office or "")) if start >= 0 else span
            self.cast.give_role(member, about, office)

    # ------------------------------------------------------------ people without their names

    def _or_unnamed(self, answer: Answer, printed: Printed) -> Answer:
        """Somebody who is only told to be somebody's ("Hale's lawyer", "my wife") stays unnamed, where the
        page names nobody who may be meant."""
        owner = _SOMEBODYS.match(printed.words)
        titled = printed.about.title is not None and not self.kin.is_kin(printed)
        if answer.member is not None or owner is None or titled:
            return answer
        member = self.known(owner["name"]) if owner["name"] else None
        if owner["name"] and (member is None or member.kind is not ActorKind.PERSON):
            return answer
        return Answer(self.cast.party_named(printed.words, ActorKind.UNNAMED, printed.span), 0.1)

    def _person(self, printed: Printed) -> Answer:
        about = printed.about
        people = [m for m in self.cast.members if self.sorts.may_be(m, printed)]
        people = [m for m in people if not self._is_of_another_side(m, printed)]
        if about.head in self.table.common:
            return self._one_of_several(people, printed)
        fitting = [m for m in people if self._fits(m, printed)]
        owner = self.kin.owner(printed)
        people, fitting = ([m for m in found if m not in owner] for found in (people, fitting))
        before = [m for m in fitting if -1 < m.first < printed.span.start]
        fitting = self._closest(before or fitting, printed)
        if len(fitting) == 1:
            rival = self._rival(fitting[0], people, printed)
            if rival is not None:
                return self.pronouns.focus(printed.span, lambda m: m in (fitting[0], rival), "tie")
            return Answer(fitting[0], 0.05 if before else 0.2)
        if fitting:
            return self.pronouns.focus(printed.span, lambda m: m in fitting, "tie")
        stranger = self._stranger(printed)
        if stranger is not None:
            return Answer(stranger, 0.1)
        if self.words.convictions(printed.traits.words):
            people = [m for m in people if self._is_told(m, printed)]
        task = "aged" if printed.traits.age is not None else "focus"
        found = self.pronouns.focus(printed.span, lambda m: m in people and not self._taken(m, printed), task)
        found = found if found.member is not None else self._lone(people, printed)
        if found.member is not None:
            return found
        if about.of is not None and about.title is not None and not about.counterpart:
            named = self._named_next(people, printed)
            if named is not None:
                return Answer(named, 0.25)
            return Answer(self.cast.party_named(about.words, ActorKind.PERSON, printed.span), 0.2)
        return UNSURE

    def _lone(self, people: Sequence[Member], printed: Printed) -> Answer:
        """Who alone was named in the paragraph before, as the subject of a sentence, and is told to be
        nothing else: "Cassian Brandt comes last. “No comment,” the envoy says"."""
        start = printed.span.start
        block = self.pronouns.page.blocks[self.pronouns.scene.block_at(start)].span
        near = [m for m in self.pronouns.scene.near(start, 0) if not m.quoted]
        here = {
            id(m.member): m.member for m in near if m.member.kind in (ActorKind.PERSON, ActorKind.UNNAMED)
        }
        quoted = _BEHIND_QUOTE.search(self.cast.text, max(0, start - 4), start)
        if (
            quoted is None
            or not printed.words.startswith("the ")
            or printed.about.head in _SERVING
            or len(here) != 1
            or not any(m.subject for m in near)
        ):
            return UNSURE
        member = next(iter(here.values()))
        free = not member.roles and not self._fits_nothing(member) and member in people
        strange = self.cast.strangers_between(block.start, start)
        return Answer(member, 0.25) if free and not strange and printed.about.of is None else UNSURE

    def _named_next(self, people: Sequence[Member], printed: Printed) -> Member | None:
        """Whom a report that opens with an office names next: "Ostmar's foreign minister said so. “We left,”
        Mirela Sandor told reporters." It is who alone is named first in the paragraph behind, in full, and is
        told to be nothing else anywhere."""
        scene, start = self.pronouns.scene, printed.span.start
        here = scene.block_at(start)
        bodies = [i for i, b in enumerate(scene.page.blocks) if b.role == BlockRole.BODY]
        before = [m for m in scene.near(start, here) if scene.page.blocks[m.block].role != BlockRole.BYLINE]
        if bodies[:1] != [here] or len(bodies) < 2 or any(m.member in people for m in before):
            return None
        behind = scene.page.blocks[bodies[1]].span
        named = [m for m in people if len(m.name) > 1 and behind.start <= m.first < behind.end]
        if len(named) != 1 or named[0].roles or self._fits_nothing(named[0]):
            return None
        about = printed.about
        if about.office is not None:
            self.cast.give_role(named[0], about, printed.span)
        return named[0]

    def _rival(self, fitting: Member, people: Sequence[Member], printed: Printed) -> Member | None:
        """Who speaks in the same paragraph, without an office on the page, where "the minister" fits somebody
        else whom the paragraph does not name, and the page tells of "the two ministers"."""
        start = printed.span.start
        nouns = re.escape(printed.about.head or "-") + "s"
        several = rf"\b(?:[Tt]he|[Tt]wo|[Bb]oth|[Tt]hree) (?:[a-z]+ ){{0,2}}{nouns}\b"
        if printed.about.title is None or printed.about.of or not re.search(several, self.cast.text):
            return None
        if any(m.member is fitting for m in self.pronouns.scene.near(start, 0)):
            return None
        heard = (s.speaker for s in self.pronouns.last(start, 0))
        last = next((m for m in heard if m is not None and m.kind == ActorKind.PERSON), None)
        told = last is None or last is fitting or bool(last.roles) or self._fits_nothing(last)
        return last if not told and last in people else None

    def _fits_nothing(self, member: Member) -> bool:
        """Whether a noun of people beside the name tells what somebody is."""
        return any(self.cast.is_person(noun) for noun in member.traits.nouns)

    def _one_of_several(self, people: Sequence[Member], printed: Printed) -> Answer:
        """Who "the candidate" is: whoever spoke last, if told to be such and nobody else came between."""
        start = printed.span.start
        said = next(self.pronouns.last(start, 1), None)
        last = said.speaker if said is not None else None
        if said is not None and last is not None and last in people and self._is_told(last, printed):
            since = [m for m in self.pronouns.scene.near(start, 1) if m.span.start > said.place.end]
            if not any(m.subject and m.member in people and m.member is not last for m in since):
                return Answer(last, 0.15)
        found = self.pronouns.focus(printed.span, lambda m: m in people)
        return found if found.member is not None and self._is_told(found.member, printed) else UNSURE

    def _is_told(self, member: Member, printed: Printed) -> bool:
        """Whether the party, or the noun where no party is told, stands beside the name somewhere."""
        wanted = self.words.convictions(printed.traits.words)
        if wanted:
            return bool(wanted & self.words.convictions(member.traits.words))
        return self._fits(member, printed)

    def _fits(self, member: Member, printed: Printed) -> bool:
        """Whether an office, an age or a noun beside the name says so."""
        if any(self._fits_role(printed.about, role) for role in member.roles):
            return True
        about, traits = printed.about, member.traits
        if traits.age is not None:
            span = self.table.ages.get(about.head or "")
            if traits.age == printed.traits.age or (span and span[0] <= traits.age <= span[1]):
                return True
        if about.of is not None and any(
            r.of and not same_state(about.of, r.of, self.language) for r in member.roles
        ):
            return False
        if about.head is None or about.head in ("year-old", "old"):
            return False
        if about.past and not traits.words & self.words.past:
            return False
        nouns = traits.nouns | {w for r in member.roles for w in r.title.split()[-1:]}
        return bool(nouns & ({about.head} | self.table.fits.get(about.head, frozenset())))

    def _is_of_another_side(self, member: Member, printed: Printed) -> bool:
        """Whether another party than that of the description stands beside the name."""
        wanted = self.words.convictions(printed.traits.words)
        told = self.words.convictions(member.traits.words)
        return bool(wanted and told) and not wanted & told

    def _fits_role(self, about: Description, role: Role) -> bool:
        if about.of is not None and role.of is not None and not same_state(about.of, role.of, self.language):
            return False
        if about.of is not None and role.of is None:
            return False
        if about.past and not role.past:
            return False
        wanted = set((about.title or about.head or "").split())
        heads = self.words.generic.get(about.head or "", frozenset())
        title = set(role.title.split())
        return bool(wanted) and (wanted <= title or (len(wanted) == 1 and bool(heads & title)))

    def _closest(self, fitting: list[Member], printed: Printed) -> list[Member]:
        """Of several who fit, those beside whose names the most of the same words stand."""
        state = {w.lower() for w in (printed.about.of or "").split()}
        wanted = printed.traits.words - _HARDLY - {printed.about.head or ""} - state
        if len(fitting) < 2:
            return fitting
        named = {id(m): self._beside(m) for m in fitting}
        exact = [m for m in fitting if (printed.about.head or "") in named[id(m)]]
        fitting = exact or fitting
        shared = {id(m): len(wanted & named[id(m)]) for m in fitting}
        top = max(shared.values())
        return [m for m in fitting if shared[id(m)] == top]

    def _beside(self, member: Member) -> set[str]:
        roles = {w.lower() for r in member.roles for w in r.words.of(self.cast.text).split()}
        return roles | member.traits.words | member.traits.nouns

    def _taken(self, member: Member, printed: Printed) -> bool:
        """Whether an office of their own keeps somebody from being called by another one."""
        titles = {r.title.split()[-1] for r in member.roles if r.title and not r.past}
        return bool(titles) and printed.about.title is not None

    def _stranger(self, printed: Printed) -> Member | None:
        """Who was introduced without a name by the same noun: "the adviser" after "an adviser"."""
        head = printed.about.head or ""
        fitting = {head} | self.table.fits.get(head, frozenset())
        before = [
            m for m in self.pronouns.scene.near(printed.span.start, 6) if m.member.kind == ActorKind.UNNAMED
        ]
        found = [m.member for m in before if m.member.traits.nouns & fitting or head in _ANY_STRANGER]
        return found[-1] if found else None
