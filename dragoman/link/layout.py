"""Two wordings with their words side by side, and what can be read off that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.link.pairing import Step, pair
from dragoman.link.sameness import is_same, is_shift, pairing_costs
from dragoman.link.wording import OF_MATTER, Word, words_of

_SMALL = 3  # weight of a word of grammar beside ten for one of matter

Ends = list[tuple[int | None, int | None]]
"""For each step, a word of each side, by its place; ``None`` where there is none."""


@dataclass(frozen=True)
class Layout:
    """Two wordings with their words side by side."""

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    steps: tuple[Step, ...]
    language: str

    @cached_property
    def same(self) -> frozenset[int]:
        """The steps whose two words are one word."""
        return frozenset(
            n
            for n, (i, j) in enumerate(self.steps)
            if i is not None and j is not None and is_same(self.one[i], self.other[j], self.language)
        )

    @cached_property
    def shared(self) -> frozenset[int]:
        """The steps whose two words are one word, or what telling makes of it."""
        return self.same | frozenset(
            n
            for n, (i, j) in enumerate(self.steps)
            if i is not None and j is not None and n not in self.same and self._shifts(i, j)
        )

    @cached_property
    def around(self) -> tuple[Ends, Ends]:
        """For each step, the last word of each side before it, and the first after it."""
        return neighbours(self)

    @cached_property
    def lone(self) -> tuple[tuple[int, list[int]], ...]:
        """Unbroken runs of steps in which words only went (side 0) or only came (side 1)."""
        return tuple(runs(self))

    def _shifts(self, i: int, j: int) -> bool:
        one, other = self.one[i], self.other[j]
        return not (one.quoted and other.quoted) and is_shift(one, other, self.language)


def lay(
    reference: str, other: str, *, spoken: tuple[bool, bool] = (False, False), language: str = "en"
) -> Layout:
    """The words of two wordings side by side. ``spoken`` says of each that all of it is the
    speaker's own words, whatever its marks."""
    one = words_of(reference, spoken=spoken[0], language=language)
    two = words_of(other, spoken=spoken[1], language=language)
    return Layout(one, two, tuple(pair(one, two, lambda words: pairing_costs(words, language))), language)


def neighbours(layout: Layout) -> tuple[Ends, Ends]:
    """For each step, the last word of each side before it, and the first after it."""
    before: Ends = []
    last: tuple[int | None, int | None] = (None, None)
    for i, j in layout.steps:
        before.append(last)
        last = (last[0] if i is None else i, last[1] if j is None else j)
    after: Ends = []
    following: tuple[int | None, int | None] = (None, None)
    for i, j in reversed(layout.steps):
        after.append(following)
        following = (following[0] if i is None else i, following[1] if j is None else j)
    return before, after[::-1]


def likeness(layout: Layout) -> dict[tuple[int, int], float]:
    """For pairs of sentences, the share of the shorter one's words that both have."""
    tenths = [Counter[int](), Counter[int]()]
    for side, words in enumerate((layout.one, layout.other)):
        for word in words:
            tenths[side][word.sentence] += weight(word)
    both: Counter[tuple[int, int]] = Counter()
    for n in layout.shared:
        i, j = layout.steps[n]
        if i is not None and j is not None:
            both[layout.one[i].sentence, layout.other[j].sentence] += weight(layout.one[i])
    return {(a, b): value / max(1, min(tenths[0][a], tenths[1][b])) for (a, b), value in both.items()}


def weight(word: Word) -> int:
    """Ten for a word of matter, three for one of grammar."""
    return 10 if word.sort in OF_MATTER else _SMALL


def runs(layout: Layout) -> Iterator[tuple[int, list[int]]]:
    """Unbroken runs of steps in which words only went (side 0) or only came (side 1)."""
    run: list[int] = []
    side = -1
    for n, (i, j) in enumerate(layout.steps):
        now = -1 if i is not None and j is not None else int(i is None)
        if now != side and run:
            yield side, run
            run = []
        side = now
        if side >= 0:
            run.append(n)
    if run:
        yield side, run


def places_of(layout: Layout, side: int, run: Sequence[int]) -> tuple[Sequence[Word], list[int]]:
    """The words of one side, and which of them the steps of a run have."""
    words = (layout.one, layout.other)[side]
    return words, [at for n in run if (at := layout.steps[n][side]) is not None]
