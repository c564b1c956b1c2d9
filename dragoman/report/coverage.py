"""Which outlet carried which speaker, in how many words.

Words are those of the statements' contents. A statement inside another one counts for both
speakers. Copies count for the outlet that printed them: the table says who carried, not who
confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil, sqrt

from dragoman.report.contexts import Cell, Coverage, CoverageRow, Line
from dragoman.report.people import Voice, Who

MOST_ROWS, MOST_OUTLETS = 20, 12
SHADES = 5

_TOGETHER = {
    Voice.DESCRIBED: "Named in part or described",
    Voice.UNNAMED: "Unnamed sources",
    Voice.OPEN: "Speaker left open",
}
Place = tuple[str, str]  # label and anchor of a row


def place_of(who: Who) -> Place:
    """The row (and the timeline's lane) that a speaker belongs to: their own, or a shared one."""
    return _TOGETHER.get(who.voice, who.name), who.anchor


def place_order(totals: Iterable[tuple[Place, int]]) -> list[Place]:
    """Rows by weight, heaviest first; the shared rows last."""
    shared = set(_TOGETHER.values())
    return [p for p, _ in sorted(totals, key=lambda item: (item[0][0] in shared, -item[1], item[0]))]


def heaviest(order: Sequence[Place], limit: int) -> list[Place]:
    """So many of the named speakers, and all shared rows, in their order."""
    shared = [place for place in order if place[0] in _TOGETHER.values()]
    return [place for place in order if place not in shared][:limit] + shared


def build_coverage(lines: Sequence[Line]) -> Coverage | None:
    """The matrix; ``None`` where nothing was said."""
    counts: dict[tuple[Place, str], list[int]] = defaultdict(lambda: [0, 0])
    rows: dict[Place, int] = defaultdict(int)
    columns: dict[str, int] = defaultdict(int)
    for line in lines:
        place = place_of(line.who)
        cell = counts[place, line.outlet]
        cell[0] += line.words
        cell[1] += 1
        rows[place] += line.words
        columns[line.outlet] += line.words
    if not counts:
        return None
    outlets = sorted(columns, key=lambda outlet: (-columns[outlet], outlet))
    most = max(words for words, _ in counts.values())
    order = place_order(rows.items())
    return Coverage(
        outlets=tuple(outlets),
        rows=tuple(_row(place, outlets, counts, most) for place in order),
        shown=frozenset(anchor for _, anchor in heaviest(order, MOST_ROWS)),
        named=sum(anchor.startswith("p-") for _, anchor in order),
        shown_outlets=min(len(outlets), MOST_OUTLETS),
    )


def _row(
    place: Place, outlets: Sequence[str], counts: dict[tuple[Place, str], list[int]], most: int
) -> CoverageRow:
    found = [counts.get((place, outlet), (0, 0)) for outlet in outlets]
    cells = tuple(Cell(words, statements, _level(words, statements, most)) for words, statements in found)
    total = Cell(sum(c.words for c in cells), sum(c.statements for c in cells), 0)
    return CoverageRow(place[0], place[1], cells, total)


def _level(words: int, statements: int, most: int) -> int:
    """The shade: by the root of the words, so that a long interview does not pale all others."""
    if not statements:
        return 0
    return max(1, min(SHADES, ceil(SHADES * sqrt(words / most)))) if most else 1
