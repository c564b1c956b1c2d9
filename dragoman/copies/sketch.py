"""A few of a body's runs, by which likely copies are found among any number of articles.

Of all hashes those in the lowest sixteenth of their range are kept (FracMinHash), at least 24
and at most 256. The choice depends on the hash alone, so a part of a text keeps its share of what
the whole text keeps: a trimmed copy is found as well as a whole one, which signatures that compare
texts as wholes (banded MinHash) cannot do. Of a body of four hundred words about 25 hashes are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.copies.bodies import Body

_RANGE = 1 << 61
_SCALE = _RANGE // 16
_LEAST = 24
_MOST = 256


def sketch(body: Body) -> tuple[int, ...]:
    """The kept hashes, lowest first."""
    hashes = sorted(set(body.runs))
    low = sum(h < _SCALE for h in hashes)
    return tuple(hashes[: min(max(low, _LEAST), _MOST)])


def containment(first: Sequence[int], second: Sequence[int]) -> float:
    """About how much of the smaller body's runs the larger one has, by their sketches: 0 to 1.

    Both are cut to the range in which both are complete."""
    limit = min(_complete_to(first), _complete_to(second))
    one = {h for h in first if h <= limit}
    other = {h for h in second if h <= limit}
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def _complete_to(hashes: Sequence[int]) -> int:
    if not hashes:
        return 0
    return hashes[-1] if len(hashes) >= _MOST else max(hashes[-1], _SCALE)
