"""The cast of one article: who is named in it, and whom a description, a surname or an office means.

People come from ``names``; a surname alone joins the one person who bears it. Organisations, states,
groups and unnamed sources become actors when they speak. Nothing is guessed: where two people fit, or
none, the answer is open and says how far it got.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from dragoman.extract.parse import is_title_case
from dragoman.ids import finding_id
from dragoman.languages.names import name_words
from dragoman.model import Actor, ActorKind, Block, BlockRole, Role, Span
from dragoman.names.describe import Description, describe, same_state
from dragoman.names.people import Mention, find_people

_SILENT = {BlockRole.FURNITURE, BlockRole.CREDIT}
_LINES = {BlockRole.HEADLINE, BlockRole.TEASER}
_STRANGER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]\w+(?= (?:had|has|was|is|would|will|said|told|did|could)\b)")
_JOINT = re.compile(r" (?:and|&|nor|or) ")
_ALIKE = 0.75  # share of letters that two spellings of a given name have in common (Sergei, Sergey)
_VOTE = 0.75  # share of the pronouns behind a name that must agree before its gender is believed
_ARTICLE = re.compile(r"(?:the|a|an|his|her|their|its)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Member:
    """Somebody of the cast while the article is read."""

    name: tuple[str, ...]
    kind: ActorKind
    mentions: list[Span] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: str | None = None
    speaks: bool = False

    @property
    def label(self) -> str:
        """The fullest name, for people to read."""
        return " ".join(self.name)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom some words mean: nobody in particular where ``member`` is ``None``; and how doubtful it is."""

    member: Member | None
    doubt: float


class Cast:
    """The people and parties of one article."""

    def __init__(self, text: str, blocks: Sequence[Block], valid: date | None, language: str) -> None:
        self.text = text
        self.language = language
        self.words = name_words(language)
        self.members: list[Member] = []
        self._valid = valid
        audible = [b for b in blocks if b.role not in _SILENT]
        shouted = [b for b in audible if b.role in _LINES and is_title_case(b.span.of(text))]
        self._title_before: str | None = None
        for block in audible:
            if block not in shouted:
                self._add_people(find_people(text, block.span, language))
        self._add_known(m for b in shouted for m in find_people(text, b.span, language))
        self.places = sorted(self._occurrences(audible), key=lambda p: p[0])
        self._learn_genders(audible)

    # ------------------------------------------------------------ building

    def _add_people(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            member = self._bearer(mention.name) or self._join(Member(mention.name, ActorKind.PERSON))
            self._note(member, mention, self._title_before)
            self._title_before = mention.about.title or self._title_before

    def _add_known(self, mentions: Iterable[Mention]) -> None:
        """Headlines capitalise every word: only names known from elsewhere count there."""
        for mention in mentions:
            member = self._bearer(mention.name) if mention.about.title or len(mention.name) > 1 else None
            if member is not None:
                member.mentions.append(mention.span)

    def _join(self, member: Member) -> Member:
        self.members.append(member)
        return member

    def _called(self, name: tuple[str, ...]) -> list[Member]:
        """The people of the cast who may bear a name."""
        people = (m for m in self.members if m.kind == ActorKind.PERSON)
        return [m for m in people if _same_person(m.name, name, self.words.nicknames)]

    def _bearer(self, name: tuple[str, ...]) -> Member | None:
        """The one person of the cast who may bear a name; ``None`` where nobody or several do."""
        fitting = self._called(name)
        exact = [m for m in fitting if m.name == name]
        if len(exact or fitting) != 1:
            return None
        member = (exact or fitting)[0]
        if len(name) > len(member.name):
            member.name = name
        return member

    def _note(self, member: Member, mention: Mention, title_before: str | None) -> None:
        member.mentions.append(mention.span)
        about = mention.about
        member.gender = member.gender or about.gender
        if mention.office is not None and about.title is not None:
            self.give_role(member, about, mention.office)
        elif about.counterpart and title_before is not None:
            self.give_role(member, about, mention.office or mention.span, title_before)

    def give_role(self, member: Member, about: Description, words: Span, title: str | None = None) -> None:
        """Note an office that the text gives somebody, once per wording."""
        article = _ARTICLE.match(self.text, words.start, words.end)
        words = Span(article.end(), words.end) if article is not None else words
        role = Role(
            title or about.title or "", about.of, words, None if about.past else self._valid, about.past
        )
        if not any((r.title, r.of, r.past) == (role.title, role.of, role.past) for r in member.roles):
            member.roles.append(role)

    def _guess_gender(self, member: Member) -> None:
        """Where no title tells, the given name may."""
        if member.kind == ActorKind.PERSON and member.gender is None and len(member.name) > 1:
            member.gender = self.words.gender_of(member.name[0])

    def _occurrences(self, blocks: list[Block]) -> Iterable[tuple[Span, Member]]:
        people = [m for m in self.members if m.kind == ActorKind.PERSON]
        by_surname: dict[str, list[Member]] = {}
        for person in people:
            by_surname.setdefault(person.name[-1], []).append(person)
        if not by_surname:
            return
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(by_surname))) + r")(?!\w)")
        for block in blocks:
            for match in pattern.finditer(self.text, block.span.start, block.span.end):
                bearers = by_surname[match.group()]
                if len(bearers) == 1:
                    yield Span(*match.span()), bearers[0]

    def _learn_genders(self, blocks: list[Block]) -> None:
        for member in self.members:
            self._guess_gender(member)
        votes: dict[int, Counter[str]] = {}
        for block in blocks:
            inside = [(s.start, m) for s, m in self.places if block.span.covers(s)]
            for pronoun in _PRONOUN.finditer(self.text, block.span.start, block.span.end):
                before = [m for start, m in inside if start < pronoun.start()]
                alone = len(set(map(id, before))) == 1
                if alone and not self.strangers_between(block.span.start, pronoun.start()):
                    gender = "female" if pronoun.group().lower() in self.words.female else "male"
                    votes.setdefault(id(before[-1]), Counter())[gender] += 1
        for member in self.members:
            counted = votes.get(id(member), Counter())
            if member.gender is None and counted:
                gender, hits = counted.most_common(1)[0]
                member.gender = gender if hits >= _VOTE * counted.total() else None

    # ------------------------------------------------------------ asking

    def find(self, words: str, span: Span, last: Member | None = None) -> Answer:
        """Whom a printed source means; pronouns are not answered here. Where a description fits
        several people, the ``last`` speaker is meant if it fits that one."""
        if self._is_joint(words):
            return Answer(self._party_named(words, ActorKind.GROUP, span), 0.1)
        about = describe(words, self.language)
        if about.name and not self._is_body(about):
            return self._named(about, span)
        if about.name or about.of or self._is_body(about) or self._is_unnamed(about):
            office = self._office(about, span, last)
            return office if office is not None else self._party(words, about, span)
        return self._office(about, span, last) or Answer(None, 0.8)

    def known(self, words: str) -> Member | None:
        """The person of the cast whom a name means, ``None`` for anything else."""
        about = describe(words, self.language)
        return self._bearer(about.name) if about.name and not self._is_body(about) else None

    def may_be_a_body(self, member: Member) -> bool:
        """Whether what was taken for a person by its capitals may be a firm: no office, no given name."""
        plain = member.kind == ActorKind.PERSON and member.gender is None and not member.roles
        words = len(member.name) > 1 and len(member.name[0]) > 1
        return plain and words and self.words.gender_of(member.name[0]) is None

    def strangers_between(self, start: int, end: int) -> bool:
        """Whether somebody acts there whom the page never names in full."""
        surnames = {w for m in self.members for w in m.name}
        names = {m.group() for m in _STRANGER.finditer(self.text, start, end)}
        return any(
            n not in surnames and self.words.state(n) is None and n.lower() not in self.words.common
            for n in names
        )

    def _is_joint(self, words: str) -> bool:
        """Whether two people are named as one source ("Dravek and Sandor")."""
        halves = _JOINT.split(re.split(r",| who ", words)[0])
        abouts = [describe(h, self.language) for h in halves]
        return len(halves) == 2 and all(a.name and not self._is_body(a) for a in abouts)

    def _named(self, about: Description, span: Span) -> Answer:
        member = self._bearer(about.name)
        if member is not None and about.gender and member.gender not in (None, about.gender):
            return Answer(None, 0.7)
        if member is None:
            if self._called(about.name):
                return Answer(None, 0.7)
            member = self._join(Member(about.name, ActorKind.PERSON))
        if span not in member.mentions:
            member.mentions.append(span)
        member.gender = member.gender or about.gender
        self._guess_gender(member)
        if about.title is not None and not member.roles:
            self.give_role(member, about, self._office_words(about, span))
        return Answer(member, 0.05)

    def _office_words(self, about: Description, span: Span) -> Span:
        """Where a source prints the office of the one it names."""
        start = self.text.find(about.office or "", span.start, span.end)
        return Span(start, start + len(about.office or "")) if start >= 0 else span

    def _office(self, about: Description, span: Span, last: Member | None) -> Answer | None:
        """The person whose office fits a description ("the Ostmari minister", "the diplomat")."""
        if not about.definite or about.plural:
            return None
        fitting = [m for m in self.members if any(self._fits(about, role) for role in m.roles)]
        if len(fitting) == 1:
            return Answer(fitting[0], 0.15)
        if fitting:
            return Answer(last, 0.3) if last in fitting else Answer(None, 0.7)
        if about.title is None and about.head not in self.words.generic:
            return None
        if about.of is not None and about.title is not None and not about.counterpart:
            return Answer(self._party_named(about.words, ActorKind.PERSON, span), 0.2)
        return Answer(None, 0.8)

    def _fits(self, about: Description, role: Role) -> bool:
        if about.of is not None and role.of is not None and not same_state(about.of, role.of, self.language):
            return False
        if about.of is not None and role.of is None:
            return False
        if about.past and not role.past:
            return False
        wanted = set((about.title or about.head or "").split())
        heads = self.words.generic.get(about.head or "", frozenset())
        return wanted <= set(role.title.split()) or (
            len(wanted) == 1 and bool(heads & set(role.title.split()))
        )

    def _is_body(self, about: Description) -> bool:
        kinds = self.words.kinds
        lowered = {w.lower() for w in about.name}
        whole = any(w.isupper() and len(w) > 1 for w in about.name) and len(about.name) == 1
        return whole or bool(
            (lowered | {about.head or ""}) & (kinds["organisation"] | kinds["outlet"]) and not about.title
        )

    def _is_unnamed(self, about: Description) -> bool:
        """Whether a phrase introduces somebody without a name: "a neighbour", "two divers", "medics"."""
        listed = about.head in self.words.kinds["unnamed"] | self.words.kinds["group"]
        bare = about.plural and about.words[:1].islower() and about.head is not None
        return (listed and about.plural) or not about.definite or bare

    def _party(self, words: str, about: Description, span: Span) -> Answer:
        known = self._body_called(about)
        if known is not None:
            return Answer(known, 0.2)
        kind = self._party_kind(words, about)
        return Answer(self._party_named(words, kind, span), 0.1) if kind is not None else Answer(None, 0.7)

    def _body_called(self, about: Description) -> Member | None:
        """The one body of the cast that "the ministry", "the union" can mean."""
        if about.name or about.of or not about.definite or about.head not in self.words.kinds["organisation"]:
            return None
        bodies = (m for m in self.members if m.kind == ActorKind.ORGANISATION and len(m.name) > 1)
        fitting = [m for m in bodies if about.head in {w.lower() for w in m.name}]
        return fitting[0] if len(fitting) == 1 else None

    def _party_kind(self, words: str, about: Description) -> ActorKind | None:
        kinds = self.words.kinds
        if about.plural and about.head in kinds["group"] - kinds["unnamed"]:
            return ActorKind.GROUP
        if {w.lower() for w in about.name} & kinds["outlet"] or about.head in kinds["outlet"]:
            return ActorKind.OUTLET
        if about.name or about.head in kinds["organisation"]:
            return ActorKind.ORGANISATION
        if self._is_unnamed(about):
            return ActorKind.UNNAMED
        if _is_place(words, about):
            return ActorKind.STATE
        return ActorKind.GROUP if about.plural else None

    def _party_named(self, words: str, kind: ActorKind, span: Span) -> Member:
        plain = re.split(r",| who | which ", words.strip(" ,"))[0]
        name = tuple(re.sub(r"^the\s+|['’]s?$", "", plain, flags=re.IGNORECASE).split())
        known = next(
            (
                m
                for m in self.members
                if m.kind == kind and [w.lower() for w in m.name] == [w.lower() for w in name]
            ),
            None,
        )
        member = known or self._join(Member(name, kind))
        member.mentions.append(span)
        return member

    def outlet(self, name: str, span: Span) -> Member:
        """The member that stands for an outlet which passed words on."""
        return self._party_named(name, ActorKind.OUTLET, span)

    # ------------------------------------------------------------ giving back

    def actors(self, article: str) -> dict[int, Actor]:
        """The actors worth keeping, by ``id(member)``: those who speak or hold an office."""
        return {id(m): self._actor(article, m) for m in self.members if m.mentions and (m.speaks or m.roles)}

    def _actor(self, article: str, member: Member) -> Actor:
        mentions = tuple(sorted(set(member.mentions)))
        return Actor(
            id=finding_id(
                "p",
                article,
                mentions[:1],
                [Span(0, len(member.label))] if member.kind == ActorKind.OUTLET else [],
            ),
            name=member.label,
            kind=member.kind,
            mentions=mentions,
            roles=tuple(sorted(member.roles, key=lambda r: r.words)),
        )


def _same_person(one: tuple[str, ...], other: tuple[str, ...], nicknames: frozenset[tuple[str, str]]) -> bool:
    """One surname, and first names that are the same, missing, or spellings of one another."""
    if one[-1] != other[-1]:
        return len(one) > 1 and len(other) > 1 and one == other
    if len(one) == 1 or len(other) == 1:
        return True
    short, long = sorted((one[0].lower().rstrip("."), other[0].lower().rstrip(".")), key=len)
    if len(short) == 1 or (short, long) in nicknames:
        return long.startswith(short) or (short, long) in nicknames
    return short[:3] == long[:3] and SequenceMatcher(None, short, long).ratio() >= _ALIKE


def _is_place(words: str, about: Description) -> bool:
    """A state or a seat of government by name, not by its adjective ("Russian")."""
    bare = re.sub(r"^the\s+|['’]s?$", "", words.strip(" ,"), flags=re.IGNORECASE)
    return (
        about.of is not None
        and about.title is None
        and not re.search(r"(?:ian|ish|ese|can|i)$", bare)
        and " " not in bare
    )
