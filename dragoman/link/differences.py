"""What differs between two wordings of one remark, word by word, and of what sort each difference is.

``lay`` puts the words of both beside each other; ``differences`` names what is not shared. Only where
words stand inside quotation marks on both sides, in sentences that are the same sentence, is a
difference an alteration: what was cut at the ends of a quotation, at an ellipsis, between whole
sentences, or put into square brackets is none. When in doubt, nobody is accused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from dragoman.languages import data
from dragoman.link.numerals import is_number
from dragoman.link.pairing import Step, pair
from dragoman.link.polarity import turned
from dragoman.link.sameness import (
    is_joined,
    is_phrase_shift,
    is_regular_person,
    is_same,
    is_shift,
    pairing_cost,
    shifts,
)
from dragoman.link.wording import Sort, Word, quoted_spans, words_of
from dragoman.model import Difference, Span

_SAME_SENTENCE = 0.3  # share of the shorter sentence's words that make two sentences one
_SMALL = 0.3  # weight of a word of grammar in that share

_ACCUSING = frozenset(
    {Difference.ALTERED, Difference.NEGATION, Difference.NUMBER, Difference.NAME, Difference.PERSON}
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: the words of the reference, the words of the other wording, either may be none
    (an empty span where they would stand). ``quoted``: both sides stand inside quotation marks."""

    was: Span
    now: Span
    what: Difference
    quoted: bool

    @property
    def accuses(self) -> bool:
        """Whether it says that a quotation was altered."""
        return self.quoted and self.what in _ACCUSING


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
    return Layout(one, two, tuple(pair(one, two, lambda a, b: pairing_cost(a, b, language))), language)


def differences(layout: Layout) -> tuple[Edit, ...]:
    """What the two wordings do not share, in the order of their words."""
    labels = _labels(layout)
    return tuple(_grouped(layout, labels))


def _put_elsewhere(layout: Layout, steps: set[int]) -> set[int]:
    """Of steps at which a negation was put elsewhere, those where a lone word is told, not quoted."""
    sides = (layout.one, layout.other)
    return {
        n
        for n in steps
        for side, at in enumerate(layout.steps[n])
        if at is not None
        and layout.steps[n][1 - side] is None
        and not (sides[side][at].quoted and all(w.quoted for w in sides[1 - side]))
    }


def words_in_quotation(text: str, span: Span) -> bool:
    """Whether a stretch of a text stands inside quotation marks."""
    return any(quote.covers(span) for quote in quoted_spans(text))


@dataclass(frozen=True, slots=True)
class _Label:
    """What one step is: its sort where the words alone tell (``None``: by what came and went), and
    whether both sides are quoted."""

    what: Difference | None
    quoted: bool


def _labels(layout: Layout) -> dict[int, _Label]:
    """A label for each step that differs; what is silent has none."""
    negated, put = turned(layout.one, layout.other, layout.steps, layout.shared, layout.language)
    silent = (_silent(layout) | _put_elsewhere(layout, put)) - negated
    open_steps = [n for n in range(len(layout.steps)) if n not in layout.shared and n not in silent]
    judge = _Judge(layout, silent)
    return {n: _label(layout, n, negated, judge) for n in open_steps}


def _label(layout: Layout, n: int, negated: set[int], judge: _Judge) -> _Label:
    i, j = layout.steps[n]
    if n in negated:
        return _Label(Difference.NEGATION, judge.is_inner(n) or judge.is_quoted_pair(n))
    if i is None or j is None:
        return _Label(None, judge.is_inner(n))
    quoted = judge.is_quoted_pair(n)
    what = _kind(layout.one[i], layout.other[j], layout.language)
    if what is Difference.PERSON and not judge.is_anchored(n):
        what = None
    if what in (Difference.NUMBER, Difference.NAME) or quoted or not judge.is_both_quoted(n):
        return _Label(what, quoted)
    return _Label(Difference.REPLACED, quoted=False)


def _kind(one: Word, other: Word, language: str) -> Difference | None:
    """The sort of difference that two words show by themselves."""
    if is_number(one.key) and is_number(other.key):
        return Difference.NUMBER
    if one.sort is other.sort is Sort.NAME:
        return Difference.NAME
    if one.sort is other.sort is Sort.PRONOUN and not is_regular_person(one, other, language):
        return Difference.PERSON
    return None


class _Judge:
    """Whether a difference stands inside quotation marks on both sides."""

    def __init__(self, layout: Layout, silent: set[int]) -> None:
        self.layout = layout
        self._silent = silent
        self._fillers = _filler_steps(layout)
        self._whole = _whole_sentences(layout)
        self._likeness = _likeness(layout)
        self._before, self._after = _neighbours(layout)
        moved = _elsewhere(layout, [w.key for w in layout.one])
        self._moved = {n for run, _, _ in moved for n in run}
        self._moved_quotes = {
            layout.other[j].quote for n in self._moved if (j := layout.steps[n][1]) is not None
        }

    def is_anchored(self, n: int) -> bool:
        """Whether a word that both have comes right before or after, silent ones apart."""
        for way in (-1, 1):
            at = n + way
            while at in self._silent:
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


_Ends = list[tuple[int | None, int | None]]


def _neighbours(layout: Layout) -> tuple[_Ends, _Ends]:
    """For each step, the last word of each side before it, and the first after it."""
    before: _Ends = []
    last: tuple[int | None, int | None] = (None, None)
    for i, j in layout.steps:
        before.append(last)
        last = (last[0] if i is None else i, last[1] if j is None else j)
    after: _Ends = []
    following: tuple[int | None, int | None] = (None, None)
    for i, j in reversed(layout.steps):
        after.append(following)
        following = (following[0] if i is None else i, following[1] if j is None else j)
    return before, after[::-1]


def _likeness(layout: Layout) -> dict[tuple[int, int], float]:
    """For pairs of sentences, the share of the shorter one's words that both have."""
    tenths = [Counter[int](), Counter[int]()]
    for side, words in enumerate((layout.one, layout.other)):
        for word in words:
            tenths[side][word.sentence] += _weight(word)
    both: Counter[tuple[int, int]] = Counter()
    for n in layout.shared:
        i, j = layout.steps[n]
        if i is not None and j is not None:
            both[layout.one[i].sentence, layout.other[j].sentence] += _weight(layout.one[i])
    return {(a, b): value / max(1, min(tenths[0][a], tenths[1][b])) for (a, b), value in both.items()}


def _weight(word: Word) -> int:
    """Ten for a word of matter, three for one of grammar."""
    return 10 if word.sort in (Sort.MATTER, Sort.NAME, Sort.NUMBER) else round(10 * _SMALL)


def _runs(layout: Layout) -> Iterator[tuple[int, list[int]]]:
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


def _places(layout: Layout, side: int, run: Sequence[int]) -> tuple[Sequence[Word], list[int]]:
    words = (layout.one, layout.other)[side]
    return words, [at for n in run if (at := layout.steps[n][side]) is not None]


def _whole_sentences(layout: Layout) -> set[int]:
    """Steps in which a whole sentence, or several, came or went."""
    found: set[int] = set()
    for side, run in _runs(layout):
        words, places = _places(layout, side, run)
        first, last = places[0], places[-1]
        opens = first == 0 or words[first - 1].sentence != words[first].sentence
        closes = last + 1 == len(words) or words[last + 1].sentence != words[last].sentence
        if opens and closes:
            found |= set(run)
    return found


@cache
def _fillers(language: str) -> tuple[tuple[tuple[str, ...], ...], frozenset[str]]:
    table = data(language, "wording")["fillers"]
    return tuple(tuple(phrase.split()) for phrase in table["anywhere"]), frozenset(table["opening"])


def _filler_steps(layout: Layout) -> set[int]:
    """Steps in which only words came or went that speech is full of: "you know", a "well" that opens,
    a word said twice."""
    phrases, opening = _fillers(layout.language)
    found: set[int] = set()
    for side, run in _runs(layout):
        words, places = _places(layout, side, run)
        at = 0
        while at < len(places):
            length = _filler_at(words, places[at:], phrases, opening)
            found |= set(run[at : at + length])
            at += length or 1
    return found


def _filler_at(
    words: Sequence[Word], places: Sequence[int], phrases: Sequence[tuple[str, ...]], opening: frozenset[str]
) -> int:
    keys = tuple(words[at].key for at in places)
    for phrase in phrases:
        if keys[: len(phrase)] == phrase:
            return len(phrase)
    at = places[0]
    opens = at == 0 or words[at - 1].sentence != words[at].sentence or words[at - 1].quote != words[at].quote
    alone = all(w.clause != words[at].clause for w in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]))
    if (opens or alone) and keys[0] in opening:
        return 1
    around = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return int(any(w.key == keys[0] for w in around))


def _silent(layout: Layout) -> set[int]:
    """Steps that differ and tell nothing: words written apart or together, words that telling adds,
    words that were moved as a whole."""
    found = _telling_steps(layout) | _moved(layout)
    for region in _regions(layout):
        found |= _equal_pieces(layout, region)
    return found


def _regions(layout: Layout) -> Iterator[list[int]]:
    region: list[int] = []
    for n in range(len(layout.steps)):
        if n not in layout.shared:
            region.append(n)
        elif region:
            yield region
            region = []
    if region:
        yield region


def _equal_pieces(layout: Layout, region: Sequence[int]) -> set[int]:
    """The steps of a region whose words are the same when put together, or when told."""
    found: set[int] = set()
    for first in range(len(region)):
        for last in range(first + 1, min(len(region), first + 5) + 1):
            piece = region[first:last]
            one = [layout.one[i] for n in piece if (i := layout.steps[n][0]) is not None]
            other = [layout.other[j] for n in piece if (j := layout.steps[n][1]) is not None]
            told = not any(w.quoted for w in one) or not any(w.quoted for w in other)
            if is_joined(one, other) or (told and is_phrase_shift(one, other, layout.language)):
                found |= set(piece)
    return found


def _telling_steps(layout: Layout) -> set[int]:
    """Words such as "that" and "had" that come or go where one side is told, not quoted."""
    words = shifts(layout.language).telling
    before, after = _neighbours(layout)
    found: set[int] = set()
    for n, (i, j) in enumerate(layout.steps):
        if (i is None) == (j is None):
            continue
        word = layout.one[i] if i is not None else layout.other[j or 0]
        article = word.key == "the" and n + 1 in layout.shared - layout.same
        if word.key not in words and not article:
            continue
        side = 1 if i is not None else 0
        around = [ends[n][side] for ends in (before, after)]
        others = (layout.one, layout.other)[side]
        told = any(at is None or not others[at].quoted for at in around)
        if not word.quoted or told:
            found.add(n)
    return found


def _moved(layout: Layout) -> set[int]:
    """Steps of a quotation of the other wording that stands word for word elsewhere in the reference."""
    keys = [w.key for w in layout.one]
    by_place = {i: n for n, (i, _) in enumerate(layout.steps) if i is not None}
    found: set[int] = set()
    for run, start, length in _elsewhere(layout, keys):
        gone = [by_place[i] for i in range(start, start + length) if by_place[i] not in layout.shared]
        found |= {n for n in run if n not in layout.shared and layout.steps[n][0] is None}
        found |= {n for n in gone if layout.steps[n][1] is None}
    return found


def _elsewhere(layout: Layout, keys: Sequence[str]) -> Iterator[tuple[list[int], int, int]]:
    """Quotations of the other wording that are not laid beside their own words: their steps, where the
    reference has them, and how many words they are."""
    for run in _quotations(layout):
        spoken = [layout.other[j] for n in run if (j := layout.steps[n][1]) is not None]
        if all(n in layout.shared for n in run) or all(w.sort is Sort.FUNCTION for w in spoken):
            continue
        start = _find(keys, [w.key for w in spoken])
        if start is not None:
            yield run, start, len(spoken)


def _quotations(layout: Layout) -> Iterator[list[int]]:
    runs: dict[int, list[int]] = {}
    for n, (_, j) in enumerate(layout.steps):
        if j is not None and layout.other[j].quoted:
            runs.setdefault(layout.other[j].quote, []).append(n)
    yield from runs.values()


def _find(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    for start in range(len(words) - len(wanted) + 1):
        if words[start] == wanted[0] and list(words[start : start + len(wanted)]) == list(wanted):
            return start
    return None


def _grouped(layout: Layout, labels: dict[int, _Label]) -> Iterator[Edit]:
    """Neighbouring steps of one label as one difference."""
    group: list[int] = []
    for n in range(len(layout.steps)):
        if group and (n not in labels or labels[n] != labels[group[-1]]):
            yield from _edit(layout, group, labels[group[0]])
            group = []
        if n in labels:
            group.append(n)
    if group:
        yield from _edit(layout, group, labels[group[0]])


def _edit(layout: Layout, group: Sequence[int], label: _Label) -> Iterator[Edit]:
    """One difference; two where a whole clause of a quotation went and the outlet's words came."""
    was = [layout.one[i] for n in group if (i := layout.steps[n][0]) is not None]
    now = [layout.other[j] for n in group if (j := layout.steps[n][1]) is not None]
    what = label.what
    if what is None and label.quoted:
        what = Difference.ALTERED
    elif what is None:
        what = _came_or_went(was, now)
    before, after = _hull(layout, was, group, 0), _hull(layout, now, group, 1)
    if what is Difference.REPLACED and _is_clause_for_frame(layout, was, now):
        yield Edit(before, Span(after.start, after.start), Difference.TRIMMED, quoted=False)
        yield Edit(Span(before.end, before.end), after, Difference.ADDED, quoted=False)
    else:
        yield Edit(before, after, what, label.quoted)


def _is_clause_for_frame(layout: Layout, was: Sequence[Word], now: Sequence[Word]) -> bool:
    """Whether whole clauses of the one wording, or parts of several, are beside words of the other and
    only one of them is quoted: no phrase stands for a phrase then."""
    for words, wording, mates in ((was, layout.one, now), (now, layout.other, was)):
        first, last = wording.index(words[0]), wording.index(words[-1])
        opens = first == 0 or wording[first - 1].clause != words[0].clause
        closes = last + 1 == len(wording) or wording[last + 1].clause != words[-1].clause
        several = words[0].clause != words[-1].clause
        if ((opens and closes) or several) and any(w.quoted for w in words) != any(w.quoted for w in mates):
            return True
    return False


def _came_or_went(was: Sequence[Word], now: Sequence[Word]) -> Difference:
    if was and now:
        return Difference.REPLACED
    return Difference.TRIMMED if was else Difference.ADDED


def _hull(layout: Layout, words: Sequence[Word], group: Sequence[int], side: int) -> Span:
    """From the first word to the last; where there is none, the end of the word before."""
    if words:
        return Span(min(w.span.start for w in words), max(w.span.end for w in words))
    for n in range(group[0] - 1, -1, -1):
        at = layout.steps[n][side]
        if at is not None:
            end = (layout.one, layout.other)[side][at].span.end
            return Span(end, end)
    return Span(0, 0)
