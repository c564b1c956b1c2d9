"""Who took part in an occasion, as its sentence and the statements around it tell.

They are named behind its noun ("talks with ...", "between ... and ..."), own it ("Dravek's visit", "my
visit"), are called by an office ("the foreign ministers", "his Ostmari counterpart"), or are the subject of
the sentence.
"""

from __future__ import annotations

import re

from dragoman.languages.names import name_words
from dragoman.link.event_words import EventWords
from dragoman.link.roster import Place, Register, Roster
from dragoman.link.sheet import Sheet
from dragoman.model import ActorKind, Span, Statement

FRONT = 60
"""Characters before the noun in which its determiner and its owner stand."""
REACH = 160
"""Characters behind the noun in which its parties are named."""

_CLAUSE = re.compile(
    r"[.;:!?\n“”\"]|, (?!and\b)|\b(?:said|says|as|would|that|which|who|where|when|has|had|was|were)\b"
)
_OWNED = re.compile(r"['’]s? (?:[\w-]+ ){0,3}$")
_PLAIN_FRONT = re.compile(r"^ $")
_ASIDE = re.compile(r"[^.;:!?,\n“”\"]{1,60}, (?:a|an|the|its|his|her) [^.;:!?,\n“”\"]{1,80}, (?=and\b)")
_JOINED = re.compile(r"^,? and [^.;:!?,“”\"]{0,60}$")


class Parties:
    """Asks the sentences of one article."""

    def __init__(self, sheet: Sheet, register: Register, roster: Roster, words: EventWords) -> None:
        self.sheet, self.register, self.roster, self.words = sheet, register, roster, words
        self.text = sheet.text
        cues = [((s.cue or s.content)[0].start, s) for s in sheet.statements]
        self.cues = sorted(cues, key=lambda pair: (pair[0], pair[1].id))

    def of_noun(self, kind: str, head: Span, front: str, sentence: Span) -> frozenset[str] | None:
        """Who took part; ``None`` where a party is named whom nobody knows ("a meeting with farmers")."""
        if kind in self.words.of_states:
            return self._states(front)
        owner = self._owner(head, front, sentence)
        if kind == "interview":
            return (owner or self._subject(head, sentence, frozenset())) | self._outlet(head, sentence)
        region, closed = self._region(head, sentence)
        named = self._named(region)
        if region is not None and not named and kind in self.words.pairs:
            return None
        parties = owner | named
        apart = kind in self.words.pairs and region is None and self.words.apart.search(front)
        if closed or (apart and not owner):
            return parties
        if not parties or (kind in self.words.pairs and len(parties) < 2 and region is not None):
            parties |= self._subject(head, sentence, parties)
        return parties

    def of_verb(self, kind: str, head: Span, sentence: Span) -> frozenset[str]:
        """Who met, visited, spoke."""
        parties = self._subject(head, sentence, frozenset())
        if kind in self.words.pairs:
            parties |= self._named(self._clause(head.end, sentence)) | self._several(sentence)
        return parties

    def _states(self, front: str) -> frozenset[str]:
        """ "Veldorian-Ostmari exercises"."""
        words = re.split(r"[\s-]+", front)[-5:]
        return frozenset(s for w in words if w[:1].isupper() and (s := self.register.state_of(w)))

    def _outlet(self, head: Span, sentence: Span) -> frozenset[str]:
        """With whom an interview was: the outlet's name, as a person where it is an actor."""
        found = self.words.outlet.match(self.text, head.end, sentence.end)
        if found is None:
            return frozenset()
        words = re.split(r"['’]", found["who"])[0].rstrip(".").split()
        common = name_words(self.register.offices.language).common
        while words and words[-1].lower() in common:
            words.pop()
        name = " ".join(words).removeprefix("the ").removeprefix("The ")
        if not name:
            return frozenset()
        return frozenset((self.register.outlet(name) or name,))

    def _owner(self, head: Span, front: str, sentence: Span) -> frozenset[str]:
        """ "Dravek's visit", "the Dravek visit", "my visit"."""
        for place in reversed(self.roster.within(max(sentence.start, head.start - FRONT), head.start)):
            gap = self.text[place.span.end : head.start]
            if _PLAIN_FRONT.match(gap) or _OWNED.match(gap):
                return frozenset((place.who,))
        for word in front.split()[-4:]:
            group = self.words.pronouns.get(word.lower())
            if group is not None:
                return self._meant(group, head, sentence)
        return frozenset()

    def _meant(self, group: str, head: Span, sentence: Span) -> frozenset[str]:
        around = self._around(head)
        speaker = self.register.person(self.sheet, around.speaker) if around is not None else None
        if group == "asked":
            return frozenset(filter(None, (self._answers(around),)))
        if speaker is not None and (group == "own" or around is not None):
            return frozenset((speaker,))
        before = self.roster.before(sentence.start, head.start)
        after = self.roster.within(head.end, sentence.end)
        other = before or (after[0].who if after else None)
        return frozenset(filter(None, (other,))) if group == "other" else frozenset()

    def _around(self, head: Span) -> Statement | None:
        """The statement whose words hold a place, of several the one whose cue stands nearest before it."""
        holding = [
            (start > head.start, -start, s)
            for start, s in self.cues
            if any(c.covers(head) for c in s.content)
        ]
        return min(holding, key=lambda found: (*found[:2], found[2].id), default=(0, 0, None))[2]

    def _answers(self, asked: Statement | None) -> str | None:
        """Who speaks next after a question."""
        if asked is None:
            return None
        later = [s for start, s in self.cues if start > asked.content[0].start and s.nested_in is None]
        answer = next((s for s in later if s.speaker not in (None, asked.speaker)), None)
        return self.register.person(self.sheet, answer.speaker) if answer is not None else None

    def _region(self, head: Span, sentence: Span) -> tuple[Span | None, bool]:
        """The words behind the noun that name its parties: "with ..."; and whether they name all of them:
        "between ... and ...", "of ..."."""
        marker = self.words.all_parties.match(self.text, head.end, sentence.end)
        closed = marker is not None
        if marker is None:
            marker = self.words.parties.search(self.text, head.end, min(sentence.end, head.end + REACH))
            if marker is None or re.search(r"[.;:!?\n“”\"]|, ", self.text[head.end : marker.start()]):
                return None, False
            closed = marker["all"] is not None
        if not closed:
            return self._clause(marker.end(), sentence), False
        aside = _ASIDE.match(self.text, marker.end(), sentence.end)
        return Span(marker.end(), self._clause(aside.end() if aside else marker.end(), sentence).end), True

    def _clause(self, start: int, sentence: Span) -> Span:
        edges = (
            _CLAUSE.search(self.text, start, sentence.end),
            self.words.nouns.search(self.text, start, sentence.end),
        )
        return Span(start, min((e.start() for e in edges if e is not None), default=sentence.end))

    def _named(self, region: Span | None) -> frozenset[str]:
        if region is None:
            return frozenset()
        named = {p.who for p in self.roster.within(region.start, region.end)}
        return frozenset(named) or self._counterpart(region) or self._several(region)

    def _counterpart(self, region: Span) -> frozenset[str]:
        """ "with his British counterpart": the one of that state who holds the office of somebody here."""
        found = self.words.counterpart.search(self.text, region.start, region.end)
        state = self.register.state_of(found["of"]) if found is not None else None
        if state is None:
            return frozenset()
        everyone = self.roster.everyone
        offices = {office for who in everyone for office, of in self.register.posts(who) if of != state}
        fitting = {who for office in offices for who in self.register.holders(office, state, everyone)}
        return frozenset(fitting) if len(fitting) == 1 else frozenset()

    def _several(self, region: Span) -> frozenset[str]:
        """ "the foreign ministers": the two who hold that office here."""
        found = self.words.plural.search(self.text, region.start, region.end)
        if found is None:
            return frozenset()
        if found["heads"]:
            title = found["heads"].removesuffix("s")
        else:
            title = f"{found['title']} {'minister' if found['head'] == 'ministers' else 'secretary'}"
        offices = self.register.offices
        options = (title, " ".join(title.split()[1:]))
        for option in options:
            holders = self.register.holders(offices.office(option) or "", None, self.roster.everyone)
            if len(holders) == 2:
                return frozenset(holders)
        return frozenset()

    def _subject(self, head: Span, sentence: Span, known: frozenset[str]) -> frozenset[str]:
        """Who is at it beside those named: the one named last before, or whose words the sentence reports."""
        before = [p for p in self.roster.within(sentence.start, head.start) if p.who not in known]
        if before:
            joined = before[-2:] if self._are_joined(before[-2:]) else before[-1:]
            return frozenset(p.who for p in joined)
        said = [s for start, s in self.cues if sentence.start <= start < sentence.end]
        around = self._around(head)
        for statement in (*said, *([around] if around else [])):
            speaker = self.register.person(self.sheet, statement.speaker)
            if speaker is not None and speaker not in known and self._is_person(statement.speaker):
                return frozenset((speaker,))
        return frozenset()

    def _are_joined(self, places: list[Place]) -> bool:
        """ "Dravek and Sandor"."""
        if len(places) < 2:
            return False
        return bool(_JOINED.match(self.text[places[0].span.end : places[1].span.start]))

    def _is_person(self, actor: str | None) -> bool:
        """Whether an actor of the article is a single human being."""
        card = self.register.card(self.sheet, actor)
        return card is not None and card.kind is ActorKind.PERSON
