"""Whether a difference stands inside quotation marks on both sides, with nothing to show that words were
left out or put in. When in doubt, it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.languages import data
from dragoman.link.layout import Layout, likeness, places_of
from dragoman.link.silences import Moved
from dragoman.link.wording import Word

_NEAR = 8  # silent steps between a word and the one that holds it in its place
_SAME_SENTENCE = 0.3  # share of the shorter sentence's words that make two sentences one


class Judge:
    """Whether a difference stands inside quotation marks on both sides."""

    def __init__(self, layout: Layout, silent: set[int], moved: Sequence[Moved]) -> None:
        self.layout = layout
        self._silent = silent
        self._fillers = _filler_steps(layout)
        self._whole = _whole_sentences(layout)
        self._likeness = likeness(layout)
        self._before, self._after = layout.around
        self._moved = {n for run, _, _ in moved for n in run}
        self._moved_quotes = {
            layout.other[j].quote for n in self._moved if (j := layout.steps[n][1]) is not None
        }

    def is_anchored(self, n: int) -> bool:
        """Whether a word that both have comes right before or after, silent ones apart."""
        for way in (-1, 1):
            at = n + way
            while at in self._silent and abs(at - n) <= _NEAR:
                at += way
            if at in self.layout.shared:
                return True
        return False

    def is_both_quoted(self, n: int) -> bool:
        """Whether two words that stand for each other are both quoted."""
        i, j = self.layout.steps[n]
        return i is not None and j is not None and self.layout.one[i].quoted and self.layout.other[j].quoted

    def is_quoted_pair(self, n: int) -> bool:
        """The same, in sentences that are one sentence."""
        i, j = self.layout.steps[n]
        if i is None or j is None or n in self._moved or not self.is_both_quoted(n):
            return False
        return (
            self._likeness.get((self.layout.one[i].sentence, self.layout.other[j].sentence), 0)
            >= _SAME_SENTENCE
        )

    def is_inner(self, n: int) -> bool:
        """Whether words came or went in the midst of a quotation, with nothing to show for it."""
        if n in self._fillers or n in self._whole or n in self._moved:
            return False
        i, j = self.layout.steps[n]
        side = 0 if j is None else 1
        words, others = (self.layout.one, self.layout.other)[:: 1 if side == 0 else -1]
        at = i if side == 0 else j
        left, right = self._before[n][1 - side], self._after[n][1 - side]
        if at is None or left is None or right is None or not words[at].quoted:
            return False
        if side == 0 and others[left].quote in self._moved_quotes:
            return False
        return _one_quotation(others[left], others[right]) and self._is_midst(n, side, words[at])

    def _is_midst(self, n: int, side: int, word: Word) -> bool:
        """Whether the words around it are in its own quotation as well, no ellipsis between."""
        words = (self.layout.one, self.layout.other)[side]
        left, right = self._before[n][side], self._after[n][side]
        return (
            left is not None
            and right is not None
            and words[left].quote == word.quote == words[right].quote
            and not word.gap
            and not words[right].gap
        )


def _one_quotation(left: Word, right: Word) -> bool:
    return left.quoted and right.quoted and left.quote == right.quote and not right.gap


def _whole_sentences(layout: Layout) -> set[int]:
    """Steps in which a whole sentence, or several, came or went."""
    found: set[int] = set()
    for side, run in layout.lone:
        words, places = places_of(layout, side, run)
        first, last = places[0], places[-1]
        opens = first == 0 or words[first - 1].sentence != words[first].sentence
        closes = last + 1 == len(words) or words[last + 1].sentence != words[last].sentence
        if opens and closes:
            found |= set(run)
    return found


@cache
def _fillers(language: str) -> tuple[Mapping[str, Sequence[tuple[str, ...]]], frozenset[str]]:
    """The phrases by their first word, and the words that open a sentence."""
    table = data(language, "wording")["fillers"]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table["anywhere"]:
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return phrases, frozenset(table["opening"])


def _filler_steps(layout: Layout) -> set[int]:
    """Steps in which only words came or went that speech is full of: "you know", a "well" that opens,
    a word said twice."""
    phrases, opening = _fillers(layout.language)
    found: set[int] = set()
    for side, run in layout.lone:
        words, places = places_of(layout, side, run)
        at = 0
        while at < len(places):
            length = _filler_at(words, places[at : at + 3], phrases, opening)
            found |= set(run[at : at + length])
            at += length or 1
    return found


def _filler_at(
    words: Sequence[Word],
    places: Sequence[int],
    phrases: Mapping[str, Sequence[tuple[str, ...]]],
    opening: frozenset[str],
) -> int:
    at = places[0]
    word = words[at]
    for phrase in phrases.get(word.key, ()):
        if tuple(words[place].key for place in places[: len(phrase)]) == phrase:
            return len(phrase)
    around = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    if word.key in opening:
        opens = at == 0 or words[at - 1].sentence != word.sentence or words[at - 1].quote != word.quote
        if opens or all(w.clause != word.clause for w in around):
            return 1
    return int(any(w.key == word.key for w in around))
