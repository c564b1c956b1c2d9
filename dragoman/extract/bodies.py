"""Whom words mean that call no single person: a body ("the ministry"), a group, a state, a stranger."""

from __future__ import annotations

import re

from dragoman.extract.members import CLAUSE, Answer, Member, surname
from dragoman.extract.printed import Printed, Sorts
from dragoman.extract.pronouns import Pronouns
from dragoman.model import ActorKind, BlockRole, Span
from dragoman.names.describe import Description
from dragoman.names.traits import Traits

_OWNED = re.compile(r"(his|her)\s+", re.IGNORECASE)
_SURE = 0.25  # doubt of the owner up to which a body is called by the owner's name
_BODIES = (ActorKind.ORGANISATION, ActorKind.OUTLET)


class Bodies:
    """Finds the bodies and groups of one article's cast, and adds those that are new."""

    def __init__(self, sorts: Sorts, pronouns: Pronouns) -> None:
        self.sorts, self.pronouns, self.cast = sorts, pronouns, sorts.cast
        self.words, self.table = sorts.words, sorts.table

    def party(self, printed: Printed) -> Answer:
        """The member whom such words mean, joining the cast where they are new to it."""
        about = printed.about
        if self.sorts.is_crowd(printed):
            kinds = self.words.kinds
            group = about.head in self.table.groups | (kinds["group"] - kinds["unnamed"])
            kind = ActorKind.UNNAMED if self.sorts.is_unnamed(about) and not group else ActorKind.GROUP
            return Answer(self.cast.party_named(printed.words, kind, printed.span), 0.02)
        body = self.body(printed)
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
            member.name = tuple(CLAUSE.split(printed.words.strip(" ,"))[0].split())
            self.cast.enrol(member, printed.span)
        member.traits |= Traits(nouns=frozenset({printed.about.head or ""}))
        return member

    def body(self, printed: Printed) -> Answer | None:
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

    def owned(self, printed: Printed) -> Answer | None:
        """The body of one person ("her campaign"), under the owner's name where it is plain who that is."""
        pronoun, head = _OWNED.match(printed.words), printed.about.head or ""
        if pronoun is None or head not in self.table.owned or len(printed.words.split()) > 2:
            return None
        owner = self.pronouns.he_or_she(self.words.pronoun(pronoun[1].lower()) or "", printed.span)
        body = self._of(owner.member, head, printed.span) if owner.doubt <= _SURE else None
        if body is not None:
            return Answer(body, max(0.1, owner.doubt))
        return Answer(self.cast.party_named(printed.words, ActorKind.ORGANISATION, printed.span), 0.03)

    def _of(self, owner: Member | None, head: str, span: Span) -> Member | None:
        """Somebody's campaign, if the page speaks of it elsewhere under the owner's name."""
        if owner is None or owner.kind != ActorKind.PERSON:
            return None
        name = surname(owner.name)
        if not re.search(rf"\b{re.escape(name)}(?:[’']s?)? (?:\w+ )?{head}\b", self.cast.text):
            return None
        known = [m for m in self.cast.members if m.kind in _BODIES and m.name[-1].lower() == head]
        known = [m for m in known if name in {re.sub(r"[’']s?$", "", w) for w in m.name}]
        return (
            known[0]
            if len(known) == 1
            else self.cast.party_named(f"{name}’s {head}", ActorKind.ORGANISATION, span)
        )

    def called(self, name: tuple[str, ...], span: Span) -> Member | None:
        """The one body that is called by the first word of its name; a headline calls it so beforehand."""
        bodies = [m for m in self.cast.members if m.kind in _BODIES and len(m.name) > 1]
        block = self.pronouns.page.blocks[self.pronouns.scene.block_at(span.start)]
        ahead = block.role == BlockRole.HEADLINE
        called = [m for m in bodies if name == m.name[:1] and (ahead or m.first < span.start)]
        return called[0] if len(called) == 1 else None

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
        if self.sorts.is_unnamed(about):
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
