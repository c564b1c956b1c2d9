"""Findings against gold: linked attributions, exact spans, content words, quotations.

The measures of PolNeAR's scorer (word tokens are runs of letters and digits, punctuation never counts;
contents link where their words' Jaccard index is at least one half and the sources share a word or are both
missing; one to one), for gold that exists in memory only: texts that were perturbed, calibration.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.model import Span, Spans

_WORD = re.compile(r"[^\W_]+")
ROLES = ("source", "cue", "content")
_JACCARD = 0.5
Tokens = frozenset[int]


class Spanned(Protocol):
    """Anything with the three roles of an attribution."""

    @property
    def source(self) -> Spans:
        """Its source."""
        ...

    @property
    def cue(self) -> Spans:
        """Its cue."""
        ...

    @property
    def content(self) -> Spans:
        """Its content."""
        ...


class Numbered:
    """A text whose words are numbered, to turn spans into sets of words."""

    def __init__(self, text: str) -> None:
        found = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        self._starts, self._ends = [s for s, _ in found], [e for _, e in found]

    def words(self, spans: Sequence[Span]) -> Tokens:
        """The numbers of the words that some spans touch; spans without a word stand for themselves."""
        touched: set[int] = set()
        for span in spans:
            low, high = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
            touched.update(range(low, high) if high > low else [-1 - span.start])
        return frozenset(touched)

    def roles(self, one: Spanned) -> tuple[Tokens, Tokens, Tokens]:
        """Source, cue and content as words."""
        return self.words(one.source), self.words(one.cue), self.words(one.content)


@dataclass
class Tally:
    """Right, found and wanted; adds up over documents."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one document more."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Right of found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.found + self.wanted) if self.right else 0.0


@dataclass
class Report:
    """Tallies over documents."""

    linked: Tally = field(default_factory=Tally)
    words: Tally = field(default_factory=Tally)
    exact: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})

    def add(self, text: str, found: Sequence[Spanned], gold: Sequence[Spanned]) -> dict[int, int]:
        """Count a document; returns which finding is linked to which gold one."""
        numbered = Numbered(text)
        mine, theirs = [numbered.roles(a) for a in found], [numbered.roles(a) for a in gold]
        pairs = match(mine, theirs)
        self.linked.add(len(pairs), len(mine), len(theirs))
        for number, role in enumerate(ROLES):
            got, want = {a[number] for a in mine} - {frozenset()}, {a[number] for a in theirs} - {frozenset()}
            self.exact[role].add(len(got & want), len(got), len(want))
        got_words = frozenset[int]().union(*(a[2] for a in mine))
        want_words = frozenset[int]().union(*(a[2] for a in theirs))
        self.words.add(len(got_words & want_words), len(got_words), len(want_words))
        return pairs


def match(
    found: Sequence[tuple[Tokens, Tokens, Tokens]], gold: Sequence[tuple[Tokens, Tokens, Tokens]]
) -> dict[int, int]:
    """The largest one-to-one matching of findings to gold: {finding: gold}."""
    edges = [[g for g, b in enumerate(gold) if _links(a, b)] for a in found]
    owner: dict[int, int] = {}

    def assign(number: int, seen: set[int]) -> bool:
        for candidate in edges[number]:
            if candidate not in seen:
                seen.add(candidate)
                if candidate not in owner or assign(owner[candidate], seen):
                    owner[candidate] = number
                    return True
        return False

    for number in range(len(found)):
        assign(number, set())
    return {number: candidate for candidate, number in owner.items()}


def _links(a: tuple[Tokens, Tokens, Tokens], b: tuple[Tokens, Tokens, Tokens]) -> bool:
    if (a[0] or b[0]) and not a[0] & b[0]:
        return False
    shared = len(a[2] & b[2])
    return shared > 0 and shared >= _JACCARD * len(a[2] | b[2])
