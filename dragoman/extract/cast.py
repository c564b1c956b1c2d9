"""The cast of one article: who is named in it, with their offices, traits and gender.

People come from ``names``; a surname or a given name alone joins the one person who bears it. Organisations,
states, groups and unnamed sources become actors when they speak. Nothing is guessed: where two people
fit, or none, the answer is open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.extract.genders import Genders
from dragoman.extract.members import CLAUSE, Member, same_person, surname, written
from dragoman.extract.parse import is_title_case
from dragoman.ids import finding_id
from dragoman.languages.descriptions import description_words
from dragoman.languages.names import name_words
from dragoman.model import Actor, ActorKind, Block, BlockRole, Role, Span
from dragoman.names.bodies import find_bodies
from dragoman.names.describe import Description, find_titles
from dragoman.names.people import Mention, find_people, opens_sentence
from dragoman.names.traits import Traits, traits_beside

_SILENT = {BlockRole.FURNITURE, BlockRole.CREDIT}
_LINES = {BlockRole.HEADLINE, BlockRole.TEASER}
_STRANGER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]\w+(?= (?:had|has|was|is|would|will|said|told|did|could)\b)")
_FAR_MORE = 4  # times that somebody is named in full for each time that a namesake is
_JUST_BEFORE = 400  # characters behind a namesake's name in which a surname alone may mean that one
_AFFILIATION = re.compile(r",? ?\(?([A-Z])-[A-Z]")
_WHERE = re.compile(r"\b(?:in|near|outside|across|throughout) $")
_ARTICLE = re.compile(r"(?:the|a|an|his|her|their|its)\s+", re.IGNORECASE)


class Cast:
    """The people and parties of one article."""

    def __init__(self, text: str, blocks: Sequence[Block], valid: date | None, language: str) -> None:
        self.text = text
        self.language = language
        self.words = name_words(language)
        self.descriptions = description_words(language)
        self.offices = {t.split()[-1] for t in self.words.titles}
        self.members: list[Member] = []
        self._valid = valid
        audible = [b for b in blocks if b.role not in _SILENT]
        shouted = [b for b in audible if b.role in _LINES and is_title_case(b.span.of(text))]
        self._title_before: str | None = None
        self._polite: list[tuple[Span, Member]] = []
        for block in audible:
            if block not in shouted:
                self._add_people(block, find_people(text, block.span, language))
        self._drop_held(b for b in audible if b not in shouted)
        self._drop_openers()
        self._drop_places()
        self._add_known(m for b in shouted for m in find_people(text, b.span, language))
        self._namesakes = self._tell_namesakes(audible)
        occurring = list(self._occurrences(audible))
        taken = {s.end for s, _ in occurring}
        occurring += [(s, m) for s, m in self._polite if s.end not in taken]
        self.places = sorted(occurring, key=lambda p: p[0])
        self._add_bodies(b for b in audible if b not in shouted)
        self._learn_genders(audible)
        self._tell_bodies()

    # ------------------------------------------------------------ building

    def _add_people(self, block: Block, mentions: Iterable[Mention]) -> None:
        couple: tuple[Member, Mention] | None = None
        for mention in mentions:
            member = self._named(mention)
            if member is None:
                continue
            self._note(member, mention, block)
            if len(mention.name) == 1 and mention.about.gender is not None:
                self._polite.append((mention.span, member))
            if couple is not None and couple[0].name[-1] == mention.name[-1]:
                self._pair(couple[0], member)
            couple = (member, mention) if len(mention.about.words.split()) == 1 < len(mention.name) else None
            self._note_traits(member, block, mention)
            self._title_before = mention.about.title or self._title_before

    def _drop_openers(self) -> None:
        """ "Besides Sandor" names nobody new where Mirela Sandor is named: a word that opens a sentence has
        its capital from there, and one that the page prints small as well is hardly a given name."""
        words = [m for m in self.members if self._is_a_word(m)]
        openers = [m for m in self.members if m in words or self._is_opener(m)]
        for doubted in (words, openers):
            named = {surname(m.name) for m in self.members if len(m.name) > 1 and m not in doubted}
            self.members = [m for m in self.members if m not in doubted or surname(m.name) not in named]

    def _drop_held(self, blocks: Iterable[Block]) -> None:
        """ "Institute for Border Rivers" names no person: what only stands inside the name of a body."""
        plain = [m for m in self.members if self._is_plain(m)]
        bodies = [b.span for block in blocks for b in find_bodies(self.text, block.span, self.language)]
        self.members = [
            m
            for m in self.members
            if m not in plain or not all(any(b.covers(s) and b != s for b in bodies) for s in m.mentions)
        ]

    def note_outlet(self, outlet: str) -> None:
        """What looks like a person but is what the page itself is called is the outlet."""
        name = tuple(re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE).split())
        for member in self.members:
            if member.name == name and not member.roles and member.gender is None:
                member.kind = ActorKind.OUTLET

    def _is_opener(self, member: Member) -> bool:
        """Whether what was taken for a given name may be any word: it opens a sentence wherever it stands."""
        return self._is_plain(member) and all(opens_sentence(self.text, m.start) for m in member.mentions)

    def _is_a_word(self, member: Member) -> bool:
        """Whether what was taken for a given name, once, is printed small elsewhere."""
        once = len(member.mentions) == 1 and self._is_plain(member)
        return once and self.prints_small(member.name[0])

    def prints_small(self, word: str) -> bool:
        """Whether the page prints a word without its capital too."""
        return re.search(rf"(?<![\w’'-]){re.escape(word.lower())}(?![\w’'-])", self.text) is not None

    def _is_plain(self, member: Member) -> bool:
        """Whether nothing but a capital makes a name of two words that of a person."""
        plain = len(member.name) == 2 and member.gender is None and not member.roles
        return plain and len(member.name[0]) > 2 and self.words.gender_of(member.name[0]) is None

    def _drop_places(self) -> None:
        """ "In Vel Arno" names no person: nothing but places stands behind "in" alone."""
        self.members = [m for m in self.members if not (self._is_plain(m) and self._is_where(m))]

    def _is_where(self, member: Member) -> bool:
        return all(_WHERE.search(self.text, max(0, m.start - 10), m.start) for m in member.mentions)

    def is_place(self, name: str) -> bool:
        """Whether the page says elsewhere that something is there: "in Karsk"."""
        return re.search(rf"{_WHERE.pattern[:-1]}{re.escape(name)}(?![\w-]| [A-Z])", self.text) is not None

    def _tell_namesakes(self, blocks: Sequence[Block]) -> dict[str, Member]:
        """Whom each surname of several means when it stands alone: who is named first and most often, and
        is called by it before any other is named."""
        people = [m for m in self.members if m.kind == ActorKind.PERSON and len(m.name) > 1]
        shared = Counter(surname(m.name) for m in people)
        found = {}
        for name in (n for n, count in shared.items() if count > 1):
            first, *others = sorted((m for m in people if surname(m.name) == name), key=lambda m: m.first)
            second, most = min(m.first for m in others), max(len(m.mentions) for m in others)
            alone = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            called = any(
                not any(s.covers(Span(*match.span())) for s in first.mentions)
                for b in blocks
                for match in alone.finditer(
                    self.text, max(b.span.start, first.first), min(b.span.end, second)
                )
            )
            often = len(first.mentions)
            if often >= _FAR_MORE * most or (called and often >= most):
                found[name] = first
        return found

    def namesake(self, name: str, start: int) -> Member | None:
        """Whom a surname that several bear means where it stands alone; ``None`` where that is not plain, or
        another of them was named just before."""
        member = self._namesakes.get(name)
        if member is None:
            return None
        near = [
            (s.start, m)
            for m in self.members
            if len(m.name) > 1 and surname(m.name) == name
            for s in m.mentions
            if start - _JUST_BEFORE < s.start < start
        ]
        return member if all(m is member for _, m in near) else None

    def _named(self, mention: Mention) -> Member | None:
        """Whom a mention names, somebody new if need be; ``None`` where "Ms Sandor" may be two people."""
        member = self.bearer(mention.name)
        if member is not None or not (known := self.called(mention.name)) or len(mention.name) > 1:
            return member or self.join(Member(mention.name, ActorKind.PERSON))
        gender = mention.about.gender
        fitting = [m for m in known if gender is not None and self.words.gender_of(m.name[0]) == gender]
        return fitting[0] if len(fitting) == 1 else None

    def _pair(self, one: Member, other: Member) -> None:
        """ "Yves and Maud Castellan": where the page says "his wife", it is she."""
        genders = {self.words.gender_of(m.name[0]): m for m in (one, other)}
        if set(genders) == {"female", "male"}:
            genders["female"].traits |= Traits(kin=frozenset({"wife"}))
            genders["male"].traits |= Traits(kin=frozenset({"husband"}))

    def _note_traits(self, member: Member, block: Block, mention: Mention) -> None:
        end = mention.span.end
        if mention.name[-1] not in mention.span.of(self.text):
            return
        start = self.text.rfind(mention.name[0], mention.span.start, end)
        traits = traits_beside(self.text, block.span.start, start, end, block.span.end, self.language)
        ranks = {w.lower().rstrip(".") for w in self.text[mention.span.start : start].split()}
        told = Traits(words=self._convictions(block.span, start, end))
        member.traits |= traits | told | Traits(nouns=frozenset(ranks & self.words.honorifics))
        genders = {self.gender_of_noun(noun) for noun in traits.nouns & self.descriptions.kin.keys()} - {None}
        if member.gender is None and len(genders) == 1:
            member.gender = genders.pop()

    def _convictions(self, block: Span, start: int, end: int) -> frozenset[str]:
        """The party told beside a name: "Liberal candidate Jan Lind", "Jan Lind (R-Harland)"."""
        found = set()
        for word in reversed(self.text[max(block.start, start - 60) : start].split()):
            if word.lower() in self.words.adherents:
                found.add(self.words.adherents[word.lower()])
            elif not word.replace("-", "").isalpha() or not word.islower():
                break
        letter = _AFFILIATION.match(self.text, end, block.end)
        if letter is not None and letter[1].lower() in self.words.affiliations:
            found.add(self.words.affiliations[letter[1].lower()])
        return frozenset(found)

    def _add_known(self, mentions: Iterable[Mention]) -> None:
        """Headlines capitalise every word: only names known from elsewhere count there."""
        for mention in mentions:
            known = self.called(mention.name) if mention.about.title or len(mention.name) > 1 else []
            if len(known) == 1:
                known[0].mentions.append(mention.span)

    def _add_bodies(self, blocks: Iterable[Block]) -> None:
        people = [s for m in self.members for s in m.mentions]
        for block in blocks:
            for body in find_bodies(self.text, block.span, self.language):
                if not any(body.span.overlaps(s) for s in people):
                    kind = ActorKind.OUTLET if body.outlet else ActorKind.ORGANISATION
                    member = self.party_named(" ".join(body.name), kind, body.span)
                    start, end = body.span.start, body.span.end
                    member.traits |= traits_beside(
                        self.text, block.span.start, start, end, block.span.end, self.language
                    )

    def _tell_bodies(self) -> None:
        """A name that the page calls a group, a firm, a club is no person's."""
        bodies = self.descriptions.bodies.keys() | self.words.kinds["organisation"]
        for member in self.members:
            called = member.gender is None and bool(member.traits.nouns & bodies)
            if member.kind == ActorKind.PERSON and called and {r.title for r in member.roles} <= bodies:
                member.kind, member.roles = ActorKind.ORGANISATION, []

    def join(self, member: Member) -> Member:
        """Somebody new."""
        self.members.append(member)
        return member

    def called(self, name: tuple[str, ...]) -> list[Member]:
        """The people of the cast who may bear a name: by surname, or by the given name alone."""
        people = [m for m in self.members if m.kind == ActorKind.PERSON]
        fitting = [m for m in people if same_person(m.name, name, self.words.nicknames)]
        if not fitting and len(name) == 1:
            fitting = [m for m in people if len(m.name) > 1 and m.name[0] == name[0]]
        return fitting

    def bearer(self, name: tuple[str, ...]) -> Member | None:
        """The one person of the cast who may bear a name; ``None`` where nobody or several do."""
        fitting = self.called(name)
        exact = [m for m in fitting if m.name == name]
        if len(exact or fitting) != 1:
            return None
        member = (exact or fitting)[0]
        if len(name) > len(member.name):
            member.name = name
        return member

    def _note(self, member: Member, mention: Mention, block: Block) -> None:
        member.mentions.append(mention.span)
        about = mention.about
        member.gender = member.gender or about.gender
        if mention.office is not None and about.title is not None:
            self.give_role(member, about, mention.office)
        elif about.counterpart and mention.office is not None:
            title = self._title_shared(block, mention.office)
            if title is not None:
                words = mention.office.of(self.text).split()
                state = " ".join(w for w in words[1:] if w[:1].isupper())
                self.give_role(member, replace(about, of=about.of or state or None), mention.office, title)

    def _title_shared(self, block: Block, words: Span) -> str | None:
        """The office that a counterpart shares: the last before it, in full ("the minister" is the foreign
        minister named before)."""
        near = find_titles(self.text[block.span.start : words.start], self.language)
        last = near[-1].group().lower() if near else None
        known = self._title_before
        return known if last is None or (known is not None and known.endswith(f" {last}")) else last

    def give_role(self, member: Member, about: Description, words: Span, title: str | None = None) -> None:
        """Note an office that the text gives somebody, once per wording."""
        article = _ARTICLE.match(self.text, words.start, words.end)
        words = Span(article.end(), words.end) if article is not None else words
        role = Role(
            title or about.title or "", about.of, words, None if about.past else self._valid, about.past
        )
        if not any((r.title, r.of, r.past) == (role.title, role.of, role.past) for r in member.roles):
            member.roles.append(role)

    def guess_gender(self, member: Member) -> None:
        """Where no title tells, the given name may."""
        if member.kind == ActorKind.PERSON and member.gender is None and len(member.name) > 1:
            member.gender = self.words.gender_of(member.name[0])

    def is_person(self, noun: str) -> bool:
        """Whether a common noun in lower case calls one person."""
        return noun in self.offices or self.descriptions.is_person(noun)

    def gender_of_noun(self, noun: str) -> str | None:
        """Which gender a common noun tells."""
        if noun in self.words.female or self.descriptions.kin.get(noun) == "female":
            return "female"
        return "male" if noun in self.words.male or self.descriptions.kin.get(noun) == "male" else None

    def _occurrences(self, blocks: list[Block]) -> Iterable[tuple[Span, Member]]:
        people = [m for m in self.members if m.kind == ActorKind.PERSON]
        by_surname: dict[str, list[Member]] = {}
        for person in people:
            for form in written(surname(person.name)):
                by_surname.setdefault(form, []).append(person)
        whole = {" ".join(p.name): p for p in people if len(p.name) > 1}
        given = Counter(p.name[0] for p in people if len(p.name) > 1)
        firsts = {p.name[0]: p for p in people if given[p.name[0]] == 1 and p.name[0] not in by_surname}
        names = {*by_surname, *whole, *(f for f in firsts if len(f) > 2)}
        if not names:
            return
        longest_first = sorted(names, key=lambda n: (-len(n), n))
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
        for block in blocks:
            for match in pattern.finditer(self.text, block.span.start, block.span.end):
                bearers = by_surname.get(match.group(), [])
                member = whole.get(match.group()) or (bearers[0] if len(bearers) == 1 else None)
                member = member or (firsts.get(match.group()) if not bearers else None)
                if member is None and bearers:
                    member = self.namesake(surname(bearers[0].name), match.start())
                if member is not None:
                    yield Span(*match.span()), member

    def _learn_genders(self, blocks: list[Block]) -> None:
        for member in self.members:
            self.guess_gender(member)
        told = Genders(self.text, self.words, self.is_person, self.strangers_between).told(
            blocks, self.places
        )
        for member in self.members:
            member.gender = member.gender or told.get(id(member))

    # ------------------------------------------------------------ asking

    def may_be_a_body(self, member: Member) -> bool:
        """Whether what was taken for a person by its capitals may be a firm: no office, no given name."""
        plain = member.kind == ActorKind.PERSON and member.gender is None and not member.roles
        words = len(member.name[0]) > 1 and not member.traits.nouns & self.words.honorifics
        return plain and words and self.words.gender_of(member.name[0]) is None

    def strangers_between(self, start: int, end: int) -> bool:
        """Whether somebody acts there whom the page never names in full."""
        surnames = {w for m in self.members for w in m.name}
        names = {m.group() for m in _STRANGER.finditer(self.text, start, end)}
        return any(
            n not in surnames and self.words.state(n) is None and n.lower() not in self.words.common
            for n in names
        )

    def party_named(self, words: str, kind: ActorKind, span: Span) -> Member:
        """The party that is printed by these words, a new one where the cast has none yet."""
        plain = CLAUSE.split(words.strip(" ,"))[0]
        name = tuple(re.sub(r"^the\s+|['’]s?$|\st?here$", "", plain, flags=re.IGNORECASE).split())
        lowered = [w.lower() for w in name]
        known = (m for m in self.members if m.kind == kind and [w.lower() for w in m.name] == lowered)
        member = next(known, None) or self.join(Member(name, kind))
        member.mentions.append(span)
        return member

    def enrol(self, member: Member, span: Span) -> None:
        """Somebody who was only seen on the scene is one of the cast from now on."""
        if member not in self.members:
            self.members.append(member)
        if span not in member.mentions:
            member.mentions.append(span)

    def outlet(self, name: str, span: Span) -> Member:
        """The member that stands for an outlet which passed words on."""
        return self.party_named(name, ActorKind.OUTLET, span)

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
