"""Two sequences of words laid beside each other at the least cost.

The cost of words that stand for each other depends on what they are: a number goes with a number, a
name with a name, a form with another form of its word. Of long wordings, stretches of three words that
both have once are anchors, so that they cost what lies between these; a stretch without any
anchor that is too long for a table (``_MOST`` cells) is laid out as gone and come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from dragoman.link.wording import Sort, Word

Step = tuple[int | None, int | None]
"""A word of the one wording and of the other that stand for each other; ``None``: there is none."""

SAME, SHIFTED = 0.0, 0.2
_GAP = {Sort.FUNCTION: 0.45, Sort.PRONOUN: 0.55}
_GAP_MATTER = 0.8
_FARTHEST = 24  # steps that a run may slide
_OFTEN = 40  # places of a word from which on a quotation that begins with it is not looked for
_FRAME = 0.3  # what words around a quotation weigh: "he said" must not pull the wordings apart
_FRAMED = 0.4  # what it costs that one of two words stands around a quotation and the other does not
_MOST = 1_500_000
_PLAIN = 60_000  # cells up to which no anchors are needed
_RUN = 3  # words of an anchor
_ALIKE = {Sort.NUMBER: 0.5, Sort.NAME: 0.6, Sort.PRONOUN: 0.5, Sort.NEGATOR: 0.4, Sort.FUNCTION: 0.8}

Costs = Callable[[Sequence[Word]], Callable[[Word], list[float]]]
"""Told some words, gives what it costs that another one stands for each of them."""


def pair(one: Sequence[Word], other: Sequence[Word], costs: Costs) -> list[Step]:
    """The steps that lead through both wordings, in order, each word in one step."""
    steps: list[Step] = []
    i = j = 0
    anchors = _anchors(one, other) if len(one) * len(other) > _PLAIN else _quotations(one, other)
    for a, b in [*anchors, (len(one), len(other))]:
        steps += _between(one, other, (i, a), (j, b), costs)
        if a < len(one):
            steps.append((a, b))
        i, j = a + 1, b + 1
    return _slid(steps, one, other)


def _slid(steps: list[Step], one: Sequence[Word], other: Sequence[Word]) -> list[Step]:
    """The same steps, with each run of words that went or came put where it is whole sentences or
    stands at an ellipsis, if the words around it let it slide there ("he went, and he stays" may have
    gained "he went, and" or "went, and he")."""
    n = len(steps) - 1
    while n > 0:
        side = _side(steps[n])
        first = n
        while side is not None and first > 0 and _side(steps[first - 1]) == side:
            first -= 1
        if side is not None:
            _slide(steps, (first, n), (one, other), side)
        n = first - 1
    return steps


def _side(step: Step) -> int | None:
    """The side that alone has a word; ``None`` where both have."""
    return None if step[0] is not None and step[1] is not None else int(step[0] is None)


def _slide(
    steps: list[Step], run: tuple[int, int], sides: tuple[Sequence[Word], Sequence[Word]], side: int
) -> None:
    """Move a run to the left as long as that leaves each word a mate of its own key, and keep the
    best place."""
    floor = max(0, run[0] - _FARTHEST)
    first, last = run[0] - floor, run[1] - floor
    tried = steps[floor : run[1] + _FARTHEST]
    best, worth = list(tried), _worth(tried, (first, last), sides, side)
    while first > 0 and _side(tried[first - 1]) is None:
        alone, mate = tried[last][side], tried[first - 1][side]
        if alone is None or mate is None or sides[side][alone].key != sides[side][mate].key:
            break
        partner = tried[first - 1][1 - side]
        tried[last] = (alone, partner) if side == 0 else (partner, alone)
        tried[first - 1] = (mate, None) if side == 0 else (None, mate)
        first, last = first - 1, last - 1
        if (value := _worth(tried, (first, last), sides, side)) > worth:
            best, worth = list(tried), value
    steps[floor : run[1] + _FARTHEST] = best


def _worth(
    steps: Sequence[Step], run: tuple[int, int], sides: tuple[Sequence[Word], Sequence[Word]], side: int
) -> int:
    """How natural a place is for a run: whole sentences, a break of the sentence, an ellipsis."""
    words = sides[side]
    start, end = steps[run[0]][side], steps[run[1]][side]
    if start is None or end is None:
        return 0
    opens = start == 0 or words[start - 1].sentence != words[start].sentence
    closes = end + 1 == len(words) or words[end + 1].sentence != words[end].sentence
    breaks = start == 0 or words[start - 1].clause != words[start].clause
    ends = end + 1 == len(words) or words[end + 1].clause != words[end].clause
    after = next((s[1 - side] for s in steps[run[1] + 1 :] if s[1 - side] is not None), None)
    gap = after is not None and sides[1 - side][after].gap
    return 4 * (opens and closes) + 3 * gap + (opens or breaks) + (closes or ends)


def _stand_in_cost(one: Sort, other: Sort) -> float:
    if one is other:
        return _ALIKE.get(one, 1.1)
    if {one, other} == {Sort.PRONOUN, Sort.NAME}:
        return 0.9
    if {one, other} == {Sort.PRONOUN, Sort.FUNCTION}:
        return 1.05
    small = {Sort.FUNCTION, Sort.PRONOUN, Sort.NEGATOR}
    if one in small and other in small:
        return 0.85
    if one in small or other in small:
        return 1.4
    return 1.25


STAND_IN = {one: {other: _stand_in_cost(one, other) for other in Sort} for one in Sort}
"""The cost of two different words standing for each other, by what they are."""


def gap_cost(word: Word) -> float:
    """The cost of a word that nothing stands for."""
    return _GAP.get(word.sort, _GAP_MATTER) * (_FRAME if word.framing else 1)


def _anchors(one: Sequence[Word], other: Sequence[Word]) -> list[tuple[int, int]]:
    """Words in runs that occur once in each wording, in one order."""
    here, there = _single_runs(one), _single_runs(other)
    shared = sorted((here[run], there[run]) for run in here.keys() & there.keys())
    kept = _rising(shared)
    found = sorted({(a + n, b + n) for a, b in kept for n in range(_RUN)})
    return [
        pair
        for n, pair in enumerate(found)
        if n == 0 or (pair[0] > found[n - 1][0] and pair[1] > found[n - 1][1])
    ]


def _quotations(one: Sequence[Word], other: Sequence[Word]) -> list[tuple[int, int]]:
    """Words of whole quotations of the other wording that the reference has once, in one order."""
    keys = [w.key for w in one]
    by_key = places_by_key(keys)
    found: list[tuple[int, int, int]] = []
    for quote, stretch in groupby(range(len(other)), key=lambda at: other[at].quote):
        places = list(stretch)
        wanted = [other[at].key for at in places]
        start = find_run(keys, by_key, wanted, once=True) if quote and len(wanted) > 1 else None
        if start is not None:
            found.append((start, places[0], len(wanted)))
    kept = set(_rising(sorted((a, b) for a, b, _ in found)))
    return [(a + n, b + n) for a, b, length in found if (a, b) in kept for n in range(length)]


def places_by_key(keys: Sequence[str]) -> dict[str, list[int]]:
    """Where each key stands."""
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    return places


def find_run(
    keys: Sequence[str], places: Mapping[str, Sequence[int]], wanted: Sequence[str], *, once: bool = False
) -> int | None:
    """Where some keys stand in a row; ``None`` where they do not, where the first of them is all over
    the place, or, for ``once``, where they stand twice."""
    starts = places.get(wanted[0], ()) if wanted else ()
    if len(starts) > _OFTEN:
        return None
    found = [a for a in starts if list(keys[a : a + len(wanted)]) == list(wanted)]
    return found[0] if found and (len(found) == 1 or not once) else None


def _single_runs(words: Sequence[Word]) -> dict[tuple[str, ...], int]:
    keys = [w.key for w in words]
    runs = [tuple(keys[i : i + _RUN]) for i in range(len(keys) - _RUN + 1)]
    count = Counter(runs)
    return {run: i for i, run in enumerate(runs) if count[run] == 1 and not words[i].framing}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rises in both places."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, b) in enumerate(pairs):
        at = bisect_left(ends, b)
        ends[at:] = [b, *ends[at + 1 :]]
        before.append(last[at - 1] if at else -1)
        last[at:] = [n, *last[at + 1 :]]
    chosen: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        chosen.append(pairs[n])
        n = before[n]
    return chosen[::-1]


def _between(
    one: Sequence[Word], other: Sequence[Word], rows: tuple[int, int], columns: tuple[int, int], costs: Costs
) -> Iterator[Step]:
    height, width = rows[1] - rows[0], columns[1] - columns[0]
    if not height or not width or height * width > _MOST:
        yield from ((i, None) for i in range(*rows))
        yield from ((None, j) for j in range(*columns))
        return
    for a, b in _traced(one[slice(*rows)], other[slice(*columns)], costs):
        yield (None if a is None else rows[0] + a, None if b is None else columns[0] + b)


def _traced(one: Sequence[Word], other: Sequence[Word], costs: Costs) -> list[Step]:
    """The cheapest way through a table of all pairs; where two are equal, words stand for each other
    as early as they can. The table is filled from its last row and column on."""
    turned = other[::-1]
    gaps = [gap_cost(w) for w in turned]
    beside = _Beside(turned, costs)
    below = list(accumulate(gaps, initial=0.0))
    table: list[bytearray] = []
    for word in reversed(one):
        below, moves = _row(below, gap_cost(word), gaps, beside.of(word))
        table.append(moves)
    table.reverse()
    return _walked(table, len(one), len(other))


def _row(
    below: Sequence[float], gap: float, gaps: Sequence[float], both: Sequence[float]
) -> tuple[list[float], bytearray]:
    """What is left to pay from each place of a row, the last place first, and where the way leads from there:
    on in both wordings (0), down in the one (1), to the right in the other (2)."""
    passed = below[0]
    least = passed + gap
    row, moves = [least], bytearray(b"\1")
    pay, lead = row.append, moves.append
    for beneath, its_gap, together in zip(below[1:], gaps, both, strict=True):
        through, down, right = passed + together, beneath + gap, least + its_gap
        passed = beneath
        if through <= down and through <= right:
            least, move = through, 0
        elif down <= right:
            least, move = down, 1
        else:
            least, move = right, 2
        pay(least)
        lead(move)
    return row, moves


_Looks = tuple[str, Sort, bool, bool]


def _looks(word: Word) -> _Looks:
    """What the cost of a word depends on."""
    return word.key, word.sort, word.quoted, word.framing


class _Beside:
    """What a word costs beside each word of a wording; the same words are asked for once."""

    def __init__(self, other: Sequence[Word], costs: Costs) -> None:
        self._costs = costs(other)
        self._framing = [word.framing for word in other]
        self._known: dict[_Looks, list[float]] = {}

    def of(self, word: Word) -> list[float]:
        """By place in the other wording."""
        looks = _looks(word)
        found = self._known.get(looks)
        if found is None:
            found, framing = self._costs(word), word.framing
            if (not framing) in self._framing:
                both = zip(found, self._framing, strict=True)
                found = [cost if its is framing else cost + _FRAMED for cost, its in both]
            self._known[looks] = found
        return found


def _walked(table: list[bytearray], height: int, width: int) -> list[Step]:
    steps: list[Step] = []
    i = j = 0
    while i < height or j < width:
        move = table[i][width - j] if i < height else 2
        steps.append((i if move != 2 else None, j if move != 1 else None))
        i, j = i + (move != 2), j + (move != 1)
    return steps
