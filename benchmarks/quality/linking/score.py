"""Score what linking joined against the marks.

A marked pair is two reports of one mark in different articles. A *same* pair that was joined is found; an
*apart* pair that was joined is a false join. Precision is the share of the found among all marked pairs that
were joined; pairs that nobody marked count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.quality.linking.gold import Mark, Part, Report
from dragoman.link.sheet import Sheet
from dragoman.model import Person, Utterance

FindUtterances = Callable[[Sequence[Sheet], Sequence[Person]], Sequence[Utterance]]
FindPeople = Callable[[Sequence[Sheet]], Sequence[Person]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One marked pair, and whether linking joined it."""

    part: str
    mark: Mark
    pair: tuple[Report, Report]
    joined: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over some marked pairs, and the shares; a share of nothing is ``None``."""

    same: int
    found: int
    apart: int
    joined: int

    @property
    def precision(self) -> float | None:
        """Right joins over all joins of marked pairs."""
        return _share(self.found, self.found + self.joined)

    @property
    def recall(self) -> float | None:
        """Found over same pairs."""
        return _share(self.found, self.same)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return _share(2 * self.found, self.same + self.found + self.joined)

    @property
    def look_alikes_joined(self) -> float | None:
        """Joined over apart pairs."""
        return _share(self.joined, self.apart)


def _share(count: int, total: int) -> float | None:
    return count / total if total else None


def judge(part: Part, utterances: Sequence[Utterance], *, unsure: bool = False) -> list[Judged]:
    """Every marked pair of a part, in the order of its marks; unsure marks only if asked for."""
    home = {statement: utterance.id for utterance in utterances for statement in utterance.statements}
    return [
        Judged(part.name, mark, pair, _together(home, part, pair))
        for mark in part.marks
        if mark.sure or unsure
        for pair in mark.pairs()
    ]


def _together(home: dict[str, str], part: Part, pair: tuple[Report, Report]) -> bool:
    one, other = (home.get(part.statements[report]) for report in pair)
    return one is not None and one == other


def figures(judged: Sequence[Judged]) -> Figures:
    """The counts over some pairs."""
    same = [j for j in judged if j.mark.same]
    apart = [j for j in judged if not j.mark.same]
    return Figures(len(same), sum(j.joined for j in same), len(apart), sum(j.joined for j in apart))


def slices(judged: Sequence[Judged]) -> dict[str, Figures]:
    """The figures over all pairs, and by part, by half, and by how a pair was found."""
    rows = {"all": list(judged)}
    for name, key in _KEYS:
        for value in sorted({key(j) for j in judged}):
            rows[f"{name} {value}"] = [j for j in judged if key(j) == value]
    return {name: figures(found) for name, found in rows.items()}


_KEYS: tuple[tuple[str, Callable[[Judged], str]], ...] = (
    ("part", lambda j: j.part),
    ("half", lambda j: j.mark.half),
    ("found by", lambda j: j.mark.found_by),
)


def table(rows: dict[str, Figures]) -> str:
    """The figures, one slice a line."""
    names = ("same", "found", "apart", "joined", "precision", "recall", "f1", "look-alikes")
    lines = ["pairs".ljust(20) + "".join(name.rjust(12) for name in names)]
    for name, row in rows.items():
        counts = (row.same, row.found, row.apart, row.joined)
        shares = (row.precision, row.recall, row.f1, row.look_alikes_joined)
        cells = [*map(str, counts), *("-" if share is None else f"{share:.3f}" for share in shares)]
        lines.append(name.ljust(20) + "".join(cell.rjust(12) for cell in cells))
    return "\n".join(lines)


def mistakes(judged: Sequence[Judged], parts: Sequence[Part]) -> Iterator[str]:
    """What was missed and what was wrongly joined, with the words of both sides."""
    sheets = {sheet.reading.article.doc: sheet for part in parts for sheet in part.sheets}
    for one in judged:
        if one.joined == one.mark.same:
            continue
        verdict = "missed" if one.mark.same else f"joined, although {one.mark.why}"
        yield f"{verdict} (found by {one.mark.found_by}, {one.mark.half})"
        for report in one.pair:
            sheet = sheets[report.doc]
            yield f"    {report.doc}: {' '.join(sheet.words(report.content).split())}"
