"""Steps of two wordings laid side by side that differ and tell nothing: words written apart or together,
words that telling adds, negations put elsewhere in a sentence, quotations in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.link.layout import Layout
from dragoman.link.pairing import find_run, places_by_key
from dragoman.link.sameness import is_joined, is_phrase_shift, shifts
from dragoman.link.wording import Sort, Word

_LONGEST_PIECE = 5  # steps in which one word may be several


Moved = tuple[list[int], int, int]
"""A quotation of the other wording that the reference has elsewhere: its steps, where the reference has it,
and how many words it is."""


def silent_steps(layout: Layout, put: set[int], moved: Sequence[Moved]) -> set[int]:
    """Steps that differ and tell nothing: words written apart or together, words that telling adds,
    words that were ``moved`` as a whole."""
    found = _telling_steps(layout) | _moved(layout, moved) | _put_elsewhere(layout, put)
    for region in _regions(layout):
        found |= _equal_pieces(layout, region)
    return found


def _put_elsewhere(layout: Layout, steps: set[int]) -> set[int]:
    """Of steps at which a negation was put elsewhere, those where a lone word is told, not quoted."""
    sides = (layout.one, layout.other)
    spoken = [all(w.quoted for w in side) for side in sides]
    return {
        n
        for n in steps
        for side, at in enumerate(layout.steps[n])
        if at is not None
        and layout.steps[n][1 - side] is None
        and not (sides[side][at].quoted and spoken[1 - side])
    }


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
    for piece in _uneven_pieces(layout, region):
        pairs = [layout.steps[n] for n in piece]
        one = [layout.one[i] for i, _ in pairs if i is not None]
        other = [layout.other[j] for _, j in pairs if j is not None]
        if is_joined(one, other) or (is_phrase_shift(one, other, layout.language) and _is_told(one, other)):
            found |= set(piece)
    return found


def _is_told(one: Iterable[Word], other: Iterable[Word]) -> bool:
    """Whether one side has no word of the speaker's own."""
    return not any(w.quoted for w in one) or not any(w.quoted for w in other)


def _uneven_pieces(layout: Layout, region: Sequence[int]) -> Iterator[Sequence[int]]:
    """The short stretches of a region that have one word on one side and several on the other."""
    has = [(i is not None, j is not None) for i, j in (layout.steps[n] for n in region)]
    for first in range(len(region)):
        one = other = 0
        for at, (here, there) in enumerate(has[first : first + _LONGEST_PIECE], first + 1):
            one, other = one + here, other + there
            if one > 1 and other > 1:
                break
            if one + other > 2 and one and other:
                yield region[first:at]


def _telling_steps(layout: Layout) -> set[int]:
    """Words such as "that" and "had" that come or go where one side is told, not quoted."""
    words = shifts(layout.language).telling
    before, after = layout.around
    shifted = layout.shared - layout.same
    found: set[int] = set()
    for n, (i, j) in enumerate(layout.steps):
        if (i is None) == (j is None):
            continue
        word = layout.one[i] if i is not None else layout.other[j or 0]
        article = word.key == "the" and n + 1 in shifted
        if word.key not in words and not article:
            continue
        side = 1 if i is not None else 0
        around = [ends[n][side] for ends in (before, after)]
        others = (layout.one, layout.other)[side]
        told = any(at is None or not others[at].quoted for at in around)
        if not word.quoted or told:
            found.add(n)
    return found


def _moved(layout: Layout, moved: Sequence[Moved]) -> set[int]:
    """Steps of a quotation of the other wording that stands word for word elsewhere in the reference."""
    if not moved:
        return set()
    by_place = {i: n for n, (i, _) in enumerate(layout.steps) if i is not None}
    found: set[int] = set()
    for run, start, length in moved:
        gone = [by_place[i] for i in range(start, start + length) if by_place[i] not in layout.shared]
        found |= {n for n in run if n not in layout.shared and layout.steps[n][0] is None}
        found |= {n for n in gone if layout.steps[n][1] is None}
    return found


def quoted_elsewhere(layout: Layout) -> Iterator[Moved]:
    """Quotations of the other wording that are not laid beside their own words."""
    keys = [w.key for w in layout.one]
    places = places_by_key(keys)
    function = Sort.FUNCTION
    for run in _quotations(layout):
        spoken = [layout.other[j] for n in run if (j := layout.steps[n][1]) is not None]
        if all(n in layout.shared for n in run) or all(w.sort is function for w in spoken):
            continue
        start = find_run(keys, places, [w.key for w in spoken])
        if start is not None:
            yield run, start, len(spoken)


def _quotations(layout: Layout) -> Iterator[list[int]]:
    runs: dict[int, list[int]] = {}
    for n, (_, j) in enumerate(layout.steps):
        if j is not None and layout.other[j].quoted:
            runs.setdefault(layout.other[j].quote, []).append(n)
    yield from runs.values()
