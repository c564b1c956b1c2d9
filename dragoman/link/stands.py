"""What many pairs of remarks are to each other where no word shows it: what ``inferring.infer`` tells of each
pair, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dragoman.link.codes import number_of
from dragoman.link.columns import NONE, Flags
from dragoman.link.exchanges import ALIKE, LEAST_REPEATED, LEAST_SHARED, REPEATED, day_of
from dragoman.link.inferring import Stance
from dragoman.link.sets import Columns, Lines, Numbers, Sets


class Stand(NamedTuple):
    """Who says something, when, and where in the article, 0 where that is not known. ``moment`` is the day by
    which it is ordered among others, ``day`` the one day that it is known to be of; ``start`` and ``end``
    are its first words, ``last`` is where all of them end."""

    speaker: int
    day: int
    moment: int
    start: int
    end: int
    last: int


_Stands = dict[str, Numbers]
_NOWHERE = Stand(NONE, 0, 0, 0, 0, 0)


def lay_stances(several: Sequence[tuple[Stance | None, str | None]]) -> Columns:
    """Some stances and their speakers (people) as columns; those of which either is not known tie nothing."""
    stands = [_stand(stance, speaker) if stance and speaker else _NOWHERE for stance, speaker in several]
    cells = np.array(stands, dtype=np.int64).reshape(-1, len(Stand._fields))
    stems = Lines.of(stance.stems if stance else () for stance, _ in several)
    denied = Lines.of(stance.denied if stance else () for stance, _ in several)
    return Columns({"stand": cells}, {"stems": stems.sets(), "denied": denied.sets()})


def _stand(stance: Stance, speaker: str) -> Stand:
    said, day = stance.said_on, day_of(stance.said_on)
    moment = said and (said.first or said.last)
    return Stand(
        speaker=number_of(speaker),
        day=day.toordinal() if day else 0,
        moment=moment.toordinal() if moment else 0,
        start=stance.place[0].start,
        end=stance.place[0].end,
        last=stance.place[-1].end,
    )


@dataclass(frozen=True, slots=True)
class Inferred:
    """Pairs of statements (codes), the later one first, of which one contradicts the other, or else repeats
    it; ``article`` (a code), ``start`` and ``end`` are words of the later one."""

    late: Numbers
    early: Numbers
    article: Numbers
    contradicts: Flags
    start: Numbers
    end: Numbers


def inferred_among(
    columns: Columns, codes: Numbers, articles: Numbers, one: Numbers, other: Numbers
) -> Inferred:
    """Those of some pairs of stances (rows of columns, and of their codes and articles) that are something to
    each other."""
    stand = dict(zip(Stand._fields, np.ascontiguousarray(columns.cells["stand"].T), strict=True))
    stems = columns.sets["stems"]
    may = _may_tie(stand, articles, one, other)
    one, other = one[may], other[may]
    shared = stems.shared(one, other)
    share = shared / np.maximum(1, np.minimum(stems.sizes(one), stems.sizes(other)))
    may = (shared >= LEAST_SHARED) & (share >= ALIKE)
    one, other, shared, share = one[may], other[may], shared[may], share[may]
    together = stand["speaker"][one] == stand["speaker"][other]
    turned, same = _denials(stems, columns.sets["denied"], one, other)
    repeats = together & same & (shared >= LEAST_REPEATED) & (share >= REPEATED)
    contradicts = ~together & turned
    found = repeats | contradicts
    late, early = _by_moment(stand, articles, one[found], other[found])
    words = articles[late], contradicts[found], stand["start"][late], stand["end"][late]
    return Inferred(codes[late], codes[early], *words)


def _may_tie(stand: _Stands, articles: Numbers, one: Numbers, other: Numbers) -> Flags:
    """Two remarks of one speaker on two days, or of two speakers on one day, neither inside the other."""
    known = (stand["speaker"][one] != NONE) & (stand["speaker"][other] != NONE)
    together = stand["speaker"][one] == stand["speaker"][other]
    on_one_day = (stand["day"][one] == stand["day"][other]) & (stand["day"][one] > 0)
    overlap = (stand["start"][one] < stand["last"][other]) & (stand["start"][other] < stand["last"][one])
    found: Flags = known & (together != on_one_day) & ~(overlap & (articles[one] == articles[other]))
    return found


def _denials(stems: Sets, denied: Sets, one: Numbers, other: Numbers) -> tuple[Flags, Flags]:
    """Whether one of two denies what the other has and does not deny, and whether both deny the same."""
    both = denied.shared(one, other)
    crossed = denied.shared(one, other, stems) + denied.shared(other, one, stems)
    return crossed > 2 * both, (denied.sizes(one) == both) & (denied.sizes(other) == both)


def _by_moment(stand: _Stands, articles: Numbers, one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs with the later one first."""
    order = np.lexsort((stand["end"], stand["start"], articles, stand["moment"]))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    turned = rank[one] < rank[other]
    return np.where(turned, other, one), np.where(turned, one, other)
