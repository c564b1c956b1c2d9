"""A printed source and the sort of its words: two names, a body, a crowd, one person, a stranger."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.extract.cast import Cast
from dragoman.extract.members import CLAUSE, Member
from dragoman.model import ActorKind, Span
from dragoman.names.describe import Description, describe
from dragoman.names.traits import Traits, phrase_traits

_JOINT = re.compile(r" (?:and|&|nor|or) ")


@dataclass(frozen=True, slots=True)
class Printed:
    """A source as it is printed, and what its words tell."""

    words: str
    span: Span
    about: Description
    traits: Traits


class Sorts:
    """Tells what sort of words call somebody, by the language's tables and the names of one article."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.language, self.words, self.table = cast.language, cast.words, cast.descriptions

    def printed(self, words: str, span: Span) -> Printed:
        """A source with what its words tell."""
        traits = phrase_traits(CLAUSE.split(words)[0], self.language)
        about = describe(words, self.language)
        return Printed(words, span, self._held(about) or about, traits)

    def _held(self, about: Description) -> Description | None:
        """An office whose holder's name follows its body with nothing between them, where the page names
        somebody so ("representative of the Ministry of Ostmar |Mirela Sandor")."""
        if about.name or about.title is None or about.office is None:
            return None
        for member in self.cast.members:
            before, named, _ = about.words.partition(f" {member.label}")
            if named and member.kind == ActorKind.PERSON and len(member.name) > 1:
                told = any(
                    r.title == about.title and r.words.of(self.cast.text) in before for r in member.roles
                )
                if told:
                    return replace(about, name=member.name, office=before)
        return None

    def known(self, words: str) -> Member | None:
        """The person of the cast whom a name means, ``None`` for anything else."""
        about = describe(words, self.language)
        return self.cast.bearer(about.name) if about.name and not self.is_body(about) else None

    def is_joint(self, words: str) -> bool:
        """Whether two people are named as one source ("Dravek and Sandor")."""
        halves = _JOINT.split(CLAUSE.split(words)[0])
        abouts = [describe(h, self.language) for h in halves]
        return len(halves) == 2 and all(a.name and not self.is_body(a) for a in abouts)

    def is_body(self, about: Description) -> bool:
        """Whether a name is that of an organisation or an outlet: "MPA", "Maren Ltd", "the Harbour Post"."""
        kinds = self.words.kinds
        lowered = {w.lower() for w in about.name}
        whole = any(w.isupper() and len(w) > 1 for w in about.name) and len(about.name) == 1
        firm = len(about.name) > 1 and about.name[-1].lower() in self.table.firms
        listed = (lowered | {about.head or ""}) & (kinds["organisation"] | kinds["outlet"])
        return whole or firm or bool(listed and not about.title)

    def is_crowd(self, printed: Printed) -> bool:
        """Several people printed without their names: "the couple", "Scientists in Karsk", "The Sandors"."""
        about, first = printed.about, printed.words.split()[0] if printed.words.split() else ""
        if about.title is None and about.head in self.table.groups and len(about.name) < 2:
            return True
        if len(about.name) == 1 and about.name[0] == first and not self.cast.called(about.name):
            return self._is_people(first.lower())
        family = len(about.name) == 1 and first.lower() == "the" and about.name[0].endswith("s")
        if family and about.head in (None, about.name[0].lower()) and not self.cast.called(about.name):
            return bool(self.cast.called((about.name[0][:-1],)))
        return about.plural and not about.name and not self.is_body(about)

    def _is_people(self, noun: str) -> bool:
        """Whether a noun is the plural of one that calls a person."""
        listed = noun in self.words.kinds["unnamed"] | self.words.kinds["group"] and noun.endswith("s")
        return listed or (noun.endswith("s") and self.cast.is_person(noun[:-1]) and len(noun) > 5)

    def is_person(self, printed: Printed) -> bool:
        """Whether a definite description calls one person."""
        about = printed.about
        if about.name or about.plural:
            return False
        noun = about.head or ""
        listed = noun in self.words.generic or noun in self.table.ages
        return (
            about.title is not None or printed.traits.age is not None or listed or self.cast.is_person(noun)
        )

    def is_unnamed(self, about: Description) -> bool:
        """Whether a phrase introduces somebody without a name: "a neighbour", "two divers", "medics"."""
        listed = about.head in self.words.kinds["unnamed"] | self.words.kinds["group"]
        bare = about.plural and about.words[:1].islower() and about.head is not None
        return (listed and about.plural) or not about.definite or bare or self.is_bare(about)

    def is_bare(self, about: Description) -> bool:
        """Whether somebody is introduced without an article, as translated wires do: "source in Karsk"."""
        first = about.words.split()[0] if about.words.split() else ""
        listed = about.head in self.words.kinds["unnamed"] and about.title is None
        return listed and first == about.head and not about.name

    def may_be(self, member: Member, printed: Printed) -> bool:
        """Whether nothing speaks against a person: gender, age."""
        gender = printed.about.gender or self.cast.gender_of_noun(printed.about.head or "")
        if member.kind != ActorKind.PERSON or (gender is not None and member.gender not in (None, gender)):
            return False
        age = member.traits.age
        if age is not None and printed.traits.age is not None:
            return age == printed.traits.age
        span = self.table.ages.get(printed.about.head or "")
        return span is None or age is None or span[0] <= age <= span[1]
