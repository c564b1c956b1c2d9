"""Which pairs of candidates come and go when statements come and go: the sorted neighbourhoods of the keys
concerned, before and after, and nothing else.

Under a key statements stand in a row, and those at most ``NEIGHBOURS`` apart are near each other. A statement
that comes between two pushes them apart; one that goes lets them come nearer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from dragoman.link.candidates import NEIGHBOURS, Row

Codes = tuple[int, int]


class Rows(Protocol):
    """The rows of all statements, ordered under each key by day and code."""

    def before(self, row: Row, most: int) -> Sequence[int]:
        """The codes in front of a row under its key, the nearest first."""

    def behind(self, row: Row, most: int) -> Sequence[int]:
        """The codes behind a row under its key, the nearest first."""


def meet(rows: Rows, coming: Iterable[Row]) -> set[Codes]:
    """The pairs of others that may have been pushed apart under some key by rows that were just added."""
    parted: set[Codes] = set()
    for key, several in _by_key(coming).items():
        fresh = {code for _, code in several}
        most = NEIGHBOURS + len(fresh)
        for day, code in several:
            before, behind = rows.before((key, day, code), most), rows.behind((key, day, code), most)
            pairs = _astride(before, behind, fresh)
            parted.update(_pair(a, b) for a, b, steps in pairs if steps + len(fresh) > NEIGHBOURS)
    return parted


def part(rows: Rows, going: Iterable[Row]) -> set[int]:
    """The statements that may come to stand near each other once some rows are removed."""
    found = set()
    for key, several in _by_key(going).items():
        gone = {code for _, code in several}
        most = NEIGHBOURS + len(gone)
        for day, code in several:
            before, behind = rows.before((key, day, code), most), rows.behind((key, day, code), most)
            for one, other, steps in _astride(before, behind, gone):
                if steps + len(gone) > NEIGHBOURS:
                    found |= {one, other}
    return found


def _astride(
    before: Sequence[int], behind: Sequence[int], left_out: Collection[int]
) -> Iterable[tuple[int, int, int]]:
    """Pairs on both sides of a row and how many steps apart they are without some codes, near ones only."""
    first = [code for code in before if code not in left_out][:NEIGHBOURS]
    last = [code for code in behind if code not in left_out][:NEIGHBOURS]
    for i, one in enumerate(first):
        for j, other in enumerate(last[: NEIGHBOURS - i]):
            yield one, other, i + j + 1


def times_met(rows: Rows, one: tuple[int, int], other: tuple[int, int], keys: Iterable[int]) -> int:
    """Under how many of the keys that two statements (day and code) share they stand near each other."""
    first, last = sorted((one, other))
    return sum(last[1] in rows.behind((key, *first), NEIGHBOURS) for key in keys)


def _by_key(rows: Iterable[Row]) -> Mapping[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, day, code in sorted(rows):
        found[key].append((day, code))
    return found


def _pair(one: int, other: int) -> Codes:
    return (one, other) if one < other else (other, one)


def stand_near(rows: Rows, places: Iterable[Row]) -> Counter[int]:
    """How often a statement, which stands in these rows, stands near which others."""
    found: Counter[int] = Counter()
    for row in places:
        found.update((*rows.before(row, NEIGHBOURS), *rows.behind(row, NEIGHBOURS)))
    return found
