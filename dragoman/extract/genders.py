"""Genders that the pronouns of a page tell: whoever alone was named in a paragraph before "she" is a woman.

A pronoun votes for the one person whom its block names before it. It does not where somebody else came
between, named or not ("a journalist has been sitting in your prison. What did she do?"), nor for whoever's
turn it is ("Dravek: She left.").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from dragoman.extract.members import Member
from dragoman.languages.names import NameWords
from dragoman.model import Block, Span

_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b", re.IGNORECASE)
_LABEL = re.compile(r"[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}:\s")
_SOMEBODY = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Mm]y|[Yy]our|[Oo]ur)((?:\s[\w’'-]+){1,4})")
_VOTE = 0.75  # share of the pronouns behind a name that must agree before its gender is believed


class Genders:
    """Counts pronouns in one text; ``is_person`` tells whether a common noun calls one person,
    ``strangers`` whether somebody whom the page never names in full acts in a stretch of it."""

    def __init__(
        self,
        text: str,
        words: NameWords,
        is_person: Callable[[str], bool],
        strangers: Callable[[int, int], bool],
    ) -> None:
        self.text, self.words = text, words
        self._is_person, self._strangers = is_person, strangers

    def told(self, blocks: Sequence[Block], places: Sequence[tuple[Span, Member]]) -> dict[int, str]:
        """The gender that most pronouns behind a name agree on, by ``id(member)``."""
        votes: dict[int, Counter[str]] = {}
        for block in blocks:
            inside = [(s, m) for s, m in places if block.span.covers(s)]
            for member, gender in self._votes(block.span, inside):
                votes.setdefault(id(member), Counter())[gender] += 1
        most = {key: counted.most_common(1)[0] for key, counted in votes.items()}
        return {key: gender for key, (gender, hits) in most.items() if hits >= _VOTE * votes[key].total()}

    def _votes(self, block: Span, inside: Sequence[tuple[Span, Member]]) -> list[tuple[Member, str]]:
        label = _LABEL.match(self.text, block.start, block.end)
        opened = label.end() if label is not None else -1
        found = []
        for pronoun in _PRONOUN.finditer(self.text, block.start, block.end):
            before = [(s, m) for s, m in inside if opened < s.start < pronoun.start()]
            if len({id(m) for _, m in before}) != 1 or self._strangers(block.start, pronoun.start()):
                continue
            if not self._unnamed(before[-1][0].end, pronoun.start()):
                gender = "female" if pronoun.group().lower() in self.words.female else "male"
                found.append((before[-1][1], gender))
        return found

    def _unnamed(self, start: int, end: int) -> bool:
        """Whether somebody without a name is introduced there, other than to say who was just named."""
        return any(
            any(map(self._is_person, match[1].split())) and not _is_apposed(self.text, match.start())
            for match in _SOMEBODY.finditer(self.text, start, end)
        )


def _is_apposed(text: str, start: int) -> bool:
    """Whether "a nurse" says what the one named before is: behind "is"."""
    return re.search(r"\b(?:is|was|as|be|been|became|like)\s$", text[max(0, start - 12) : start]) is not None
