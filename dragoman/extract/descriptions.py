"""Whom a printed source means that is no pronoun: a name, an office, a description, kin, a body.

What the page said beside a name answers for a later description ("the nurse", "the 34-year-old", "her
sister"). An office or a noun that fits several is a tie, and one that fits nobody asks who stands out on
the scene; ``Pronouns`` weighs both. Whoever is printed without a name stays so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.cast import Cast
from dragoman.extract.members import Answer, Member, surname
from dragoman.extract.pronouns import Pronouns, likely_gender
from dragoman.model import ActorKind, Role, Span
from dragoman.names.describe import Description, describe, same_state
from dragoman.names.traits import Traits, phrase_traits

_JOINT = re.compile(r" (?:and|&|nor|or) ")
_OWNED = re.compile(
    r"(?:(?P<pronoun>his|her|their|my|our|its)|(?P<name>.+?)(?:[’']s|(?<=s)[’']))\s", re.IGNORECASE
)
_HARDLY = {"the", "a", "an", "his", "her", "their", "its", "of", "old", "year-old", "then", "former", "late"}
_BODIES = {ActorKind.ORGANISATION, ActorKind.OUTLET}
_ANY_STRANGER = {"source", "speaker", "informant"}
_UNSURE = Answer(None, 0.8)


@dataclass(frozen=True, slots=True)
class Printed:
    """A source as it is printed, and what its words tell."""

    words: str
    span: Span
    about: Description
    traits: Traits


class Descriptions:
    """Finds the member of the cast that some words mean."""

    def __init__(self, cast: Cast, pronouns: Pronouns) -> None:
        self.cast, self.pronouns = cast, pronouns
        self.language, self.words, self.table = cast.language, cast.words, cast.descriptions

    def find(self, words: str, span: Span) -> Answer:
        """Whom a printed source means; pronouns are not answered here."""
        if self._is_joint(words):
            return Answer(self.cast.party_named(words, ActorKind.GROUP, span), 0.1)
        about = describe(words, self.language)
        printed = Printed(words, span, about, phrase_traits(re.split(r",| who ", words)[0], self.language))
        if about.name and not self._is_body(about) and not self._is_crowd(printed):
            return self._named(printed)
        if not about.definite or self._is_crowd(printed):
            return self._party(printed)
        if about.head in self.table.kin and _OWNED.match(words):
            return self._relative(printed)
        if self._is_person(printed):
            return self._person(printed)
        if about.name or about.of or self._is_body(about) or self._is_unnamed(about):
            return self._party(printed)
        return self._body(printed) or _UNSURE

    def known(self, words: str) -> Member | None:
        """The person of the cast whom a name means, ``None`` for anything else."""
        about = describe(words, self.language)
        return self.cast.bearer(about.name) if about.name and not self._is_body(about) else None

    # ------------------------------------------------------------ what sort of words

    def _is_joint(self, words: str) -> bool:
        """Whether two people are named as one source ("Dravek and Sandor")."""
        halves = _JOINT.split(re.split(r",| who ", words)[0])
        abouts = [describe(h, self.language) for h in halves]
        return len(halves) == 2 and all(a.name and not self._is_body(a) for a in abouts)

    def _is_body(self, about: Description) -> bool:
        kinds = self.words.kinds
        lowered = {w.lower() for w in about.name}
        whole = any(w.isupper() and len(w) > 1 for w in about.name) and len(about.name) == 1
        firm = len(about.name) > 1 and about.name[-1].lower() in self.table.firms
        listed = (lowered | {about.head or ""}) & (kinds["organisation"] | kinds["outlet"])
        return whole or firm or bool(listed and not about.title)

    def _is_crowd(self, printed: Printed) -> bool:
        """Several people printed without their names: "the couple", "Scientists in Karsk", "The Sandors"."""
        about, first = printed.about, printed.words.split()[0] if printed.words.split() else ""
        if about.title is None and about.head in self.table.groups and len(about.name) < 2:
            return True
        if len(about.name) == 1 and about.name[0] == first and not self.cast.called(about.name):
            return self._is_people(first.lower())
        family = len(about.name) == 1 and first.lower() == "the" and about.name[0].endswith("s")
        if family and about.head in (None, about.name[0].lower()) and not self.cast.called(about.name):
            return bool(self.cast.called((about.name[0][:-1],)))
        return about.plural and not about.name and not self._is_body(about)

    def _is_people(self, noun: str) -> bool:
        """Whether a noun is the plural of one that calls a person."""
        listed = noun in self.words.kinds["unnamed"] | self.words.kinds["group"] and noun.endswith("s")
        return listed or (noun.endswith("s") and self.cast.is_person(noun[:-1]) and len(noun) > 5)

    def _is_person(self, printed: Printed) -> bool:
        """Whether a definite description calls one person."""
        about = printed.about
        if about.name or about.plural:
            return False
        noun = about.head or ""
        listed = noun in self.words.generic or noun in self.table.ages
        return (
            about.title is not None or printed.traits.age is not None or listed or self.cast.is_person(noun)
        )

    def _is_unnamed(self, about: Description) -> bool:
        """Whether a phrase introduces somebody without a name: "a neighbour", "two divers", "medics"."""
        listed = about.head in self.words.kinds["unnamed"] | self.words.kinds["group"]
        bare = about.plural and about.words[:1].islower() and about.head is not None
        return (listed and about.plural) or not about.definite or bare

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
            body = self._body_short(about.name, span)
            if body is not None:
                return Answer(body, 0.1)
            if (
                len(about.name) == 1
                and re.match(r"the [A-Z]", printed.words, re.IGNORECASE)
                and not about.title
            ):
                kind = ActorKind.GROUP if about.name[0].endswith("s") else ActorKind.ORGANISATION
                return Answer(self.cast.party_named(printed.words, kind, span), 0.05)
            chosen, doubt = self.cast.join(Member(about.name, ActorKind.PERSON)), 0.03
        self._learn(chosen, printed)
        return Answer(chosen, doubt)

    def _one_bearer(self, fitting: Sequence[Member], span: Span) -> tuple[Member | None, float]:
        """The one who bears a name, or the only one of them who was named so far."""
        if len(fitting) == 1:
            return fitting[0], 0.01
        before = [m for m in fitting if -1 < m.first < span.start]
        if len(before) == 1:
            return before[0], 0.1
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

    def _body_short(self, name: tuple[str, ...], span: Span) -> Member | None:
        """The one body that is called by the first word of its name, or by its initials."""
        bodies = [m for m in self.cast.members if m.kind in _BODIES and len(m.name) > 1]
        called = [m for m in bodies if len(name) == 1 and name[0] == m.name[0] and m.first < span.start]
        return called[0] if len(called) == 1 else None

    # ------------------------------------------------------------ people without their names

    def _person(self, printed: Printed) -> Answer:
        about = printed.about
        people = [m for m in self.cast.members if m.kind == ActorKind.PERSON and self._may_be(m, printed)]
        fitting = [m for m in people if self._fits(m, printed)]
        owner = self._owner(printed)
        people, fitting = ([m for m in found if m not in owner] for found in (people, fitting))
        before = [m for m in fitting if -1 < m.first < printed.span.start]
        fitting = self._closest(before or fitting, printed)
        if len(fitting) == 1:
            return Answer(fitting[0], 0.05 if before else 0.2)
        if fitting:
            return self.pronouns.focus(printed.span, lambda m: m in fitting, "tie")
        stranger = self._stranger(printed)
        if stranger is not None:
            return Answer(stranger, 0.1)
        task = "aged" if printed.traits.age is not None else "focus"
        found = self.pronouns.focus(printed.span, lambda m: m in people and not self._taken(m, printed), task)
        if found.member is not None:
            return found
        if about.of is not None and about.title is not None and not about.counterpart:
            return Answer(self.cast.party_named(about.words, ActorKind.PERSON, printed.span), 0.2)
        return _UNSURE

    def _may_be(self, member: Member, printed: Printed) -> bool:
        """Whether nothing speaks against somebody: gender, age."""
        gender = printed.about.gender or self.cast.gender_of_noun(printed.about.head or "")
        if member.kind != ActorKind.PERSON or (gender is not None and member.gender not in (None, gender)):
            return False
        age = member.traits.age
        if age is not None and printed.traits.age is not None:
            return age == printed.traits.age
        span = self.table.ages.get(printed.about.head or "")
        return span is None or age is None or span[0] <= age <= span[1]

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

    # ------------------------------------------------------------ kin

    def _relative(self, printed: Printed) -> Answer:
        """Somebody's sister, husband, son: who was introduced so, or who shares the owner's name."""
        noun = printed.about.head or ""
        gender = self.table.kin.get(noun)
        people = [m for m in self.cast.members if m.kind == ActorKind.PERSON and self._may_be(m, printed)]
        people = [m for m in people if gender is None or gender in (m.gender, likely_gender(m))]
        told = [m for m in people if noun in m.traits.kin]
        owner = self._owner(printed)
        told = [m for m in told if m not in owner] or told
        if len(told) == 1:
            return Answer(told[0], 0.1)
        if told or not owner:
            return _UNSURE
        kin = [m for m in people if any(self._share_name(m, o) for o in owner)]
        if not kin:
            everybody = [m for m in self.cast.members if m.kind == ActorKind.PERSON]
            kin = [m for m in people if any(self._share_name(m, o) for o in everybody)]
        if len(kin) == 1 and kin[0] not in owner:
            return Answer(kin[0], 0.2)
        couples = {id(m): m for m in kin if m not in owner}
        return Answer(next(iter(couples.values())), 0.25) if len(couples) == 1 else _UNSURE

    def _owner(self, printed: Printed) -> list[Member]:
        """Whose kin it is: the one named, or the last mentioned person whom the pronoun fits."""
        match = _OWNED.match(printed.words)
        if match is None:
            return []
        if match["name"]:
            member = self.known(match["name"])
            return [member] if member is not None else []
        gender = {"his": "male", "her": "female"}.get(match["pronoun"].lower())
        near = [m.member for m in self.pronouns.scene.near(printed.span.start, 2)]
        people = [
            m for m in near if m.kind == ActorKind.PERSON and (gender is None or m.gender in (None, gender))
        ]
        sure = [m for m in people if m.gender == gender] or people
        return sure[-1:]

    def _share_name(self, one: Member, other: Member) -> bool:
        return one is not other and len(one.name) > 1 and surname(one.name) == surname(other.name)

    # ------------------------------------------------------------ bodies and groups

    def _party(self, printed: Printed) -> Answer:
        about = printed.about
        if self._is_crowd(printed):
            kinds = self.words.kinds
            group = about.head in self.table.groups | (kinds["group"] - kinds["unnamed"])
            kind = ActorKind.UNNAMED if self._is_unnamed(about) and not group else ActorKind.GROUP
            return Answer(self.cast.party_named(printed.words, kind, printed.span), 0.02)
        body = self._body(printed)
        if body is not None:
            return body
        kind_found = self._party_kind(printed)
        if kind_found is None:
            return Answer(None, 0.7)
        if kind_found == ActorKind.UNNAMED:
            return Answer(self._unnamed(printed), 0.02)
        return Answer(self.cast.party_named(printed.words, kind_found, printed.span), 0.03)

    def _unnamed(self, printed: Printed) -> Member:
        """Somebody whom the page keeps unnamed; one member with the words that introduce them."""
        member = self.pronouns.scene.stranger_at(printed.span)
        if member is None:
            member = self.cast.party_named(printed.words, ActorKind.UNNAMED, printed.span)
        else:
            member.name = tuple(re.split(r",| who | which ", printed.words.strip(" ,"))[0].split())
            self.cast.enrol(member, printed.span)
        member.traits |= Traits(nouns=frozenset({printed.about.head or ""}))
        return member

    def _body(self, printed: Printed) -> Answer | None:
        """The body of the cast that "the ministry", "the company" means."""
        about = printed.about
        head = about.head or ""
        if (
            about.name
            or not about.definite
            or head not in self.table.bodies.keys() | self.words.kinds["organisation"]
        ):
            return None
        bodies = [
            m
            for m in self.cast.members
            if -1 < m.first < printed.span.start
            and len(m.name) > 1
            and (m.kind in _BODIES or (self.cast.may_be_a_body(m) and not m.traits.nouns))
        ]
        fitting = [m for m in bodies if self._fits_body(m, head)]
        if len(fitting) == 1 and (about.of is None or about.of in fitting[0].label):
            return Answer(fitting[0], 0.1)
        if len(fitting) > 1:
            near = [m.member for m in self.pronouns.scene.near(printed.span.start, 1) if m.member in fitting]
            said = [s.speaker for s in self.pronouns.last(printed.span.start, 1) if s.speaker in fitting]
            if said or len({id(m) for m in near}) == 1:
                return Answer((said or near)[0], 0.25)
            return Answer(None, 0.7)
        return None

    def _fits_body(self, member: Member, head: str) -> bool:
        lowered = {w.lower() for w in member.name}
        if head in lowered | member.traits.nouns:
            return True
        fits = self.table.bodies.get(head)
        if fits is None:
            return False
        return (
            bool(fits & lowered)
            if fits
            else not lowered & self.table.public and member.kind != ActorKind.OUTLET
        )

    def _party_kind(self, printed: Printed) -> ActorKind | None:
        about, kinds = printed.about, self.words.kinds
        if about.plural and about.head in kinds["group"] - kinds["unnamed"]:
            return ActorKind.GROUP
        outlet = {w.lower() for w in about.name} & kinds["outlet"] or about.head in kinds["outlet"]
        if not about.definite and not about.name and not outlet:
            return ActorKind.UNNAMED
        if outlet:
            return ActorKind.OUTLET
        if about.name or about.head in kinds["organisation"]:
            return ActorKind.ORGANISATION
        if self._is_unnamed(about):
            return ActorKind.UNNAMED
        if _is_place(printed.words, about):
            return ActorKind.STATE
        return ActorKind.GROUP if about.plural else None


def _is_place(words: str, about: Description) -> bool:
    """A state or a seat of government by name, not by its adjective ("Russian")."""
    bare = re.sub(r"^the\s+|['’]s?$", "", words.strip(" ,"), flags=re.IGNORECASE)
    return (
        about.of is not None
        and about.title is None
        and not re.search(r"(?:ian|ish|ese|can|i)$", bare)
        and " " not in bare
    )
