"""An utterance in its wordings: which one is the reference, how each other differs, who carried it.

The reference is the wording of a primary source where there is one; else the direct quotation whose
words most carriers share, so that a full quotation that all agree with comes before a short one and
before one that stands alone. Copies of one article are one carrier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.link.align import align
from dragoman.link.sheet import Sheet
from dragoman.link.wording import words_of
from dragoman.model import Kind, Rendering, Utterance

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Report:
    """One statement of an utterance with its words: all that its wording is told from. ``group`` is the
    article, or the one that it is a copy of; ``primary`` says that the article is a primary source."""

    statement: str
    article: str
    outlet: str | None
    primary: bool
    kind: Kind
    text: str
    group: str

    @property
    def spoken(self) -> bool:
        """Whether all of it is the speaker's own words."""
        return self.kind is Kind.DIRECT


def render(utterance: Utterance, sheets: Iterable[Sheet]) -> tuple[Rendering, ...]:
    """The wordings of an utterance, in the order of its statements, each with what differs from the
    reference, which has no changes itself. Statements that no sheet holds are passed over."""
    return render_reports(_reports(utterance, sheets))


def render_reports(reports: Sequence[Report]) -> tuple[Rendering, ...]:
    """The same from the reports of one utterance, in their order."""
    if not reports:
        return ()
    chosen = _reference(reports)
    return tuple(_rendering(report, chosen) for report in reports)


def reference(utterance: Utterance, sheets: Iterable[Sheet]) -> str | None:
    """The statement whose wording the others are laid beside; ``None`` where no sheet holds any."""
    reports = _reports(utterance, sheets)
    return _reference(reports).statement if reports else None


def carriers(utterance: Utterance, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The outlets that carried an utterance, in the order of its statements. Copies of one article
    count once, for the outlet of their original where it is among the sheets; outlets that no page
    names cannot be told and are left out."""
    held = list(sheets)
    return _carriers(_reports(utterance, held), {sheet.id: sheet.outlet for sheet in held})


def carriers_of(reports: Sequence[Report]) -> tuple[str, ...]:
    """The same from the reports of one utterance, in their order."""
    return _carriers(reports, {report.article: report.outlet for report in reports})


def _carriers(reports: Iterable[Report], outlets: Mapping[str, str | None]) -> tuple[str, ...]:
    first: dict[str, str | None] = {}
    for report in reports:
        first.setdefault(report.group, outlets.get(report.group) or report.outlet)
    return tuple(dict.fromkeys(outlet for outlet in first.values() if outlet))


def _reports(utterance: Utterance, sheets: Iterable[Sheet]) -> list[Report]:
    held = {sheet.id: sheet for sheet in sheets}
    copies = {sheet.id: sheet.copy_of for sheet in held.values() if sheet.copy_of}
    wanted = {
        statement.id: Report(
            *(statement.id, sheet.id, sheet.outlet, sheet.primary),
            *(statement.kind, sheet.shown(statement), original(sheet.id, copies)),
        )
        for _, sheet in sorted(held.items())
        for statement in sheet.statements
    }
    return [wanted[id] for id in utterance.statements if id in wanted]


def original(article: str, copies: Mapping[str, str]) -> str:
    """The article at the end of a chain of copies; in a ring, its least id. ``copies`` tell of what an
    article is a copy."""
    seen = [article]
    while (of := copies.get(seen[-1])) is not None:
        if of in seen:
            return min(seen)
        seen.append(of)
    return seen[-1]


def _rendering(report: Report, chosen: Report) -> Rendering:
    plain = Rendering(
        statement=report.statement,
        article=report.article,
        outlet=report.outlet,
        kind=report.kind,
        text=report.text,
    )
    if report.statement == chosen.statement or report.text == chosen.text:
        return plain
    spoken = (chosen.spoken or chosen.primary, report.spoken)
    return replace(plain, altered=align(chosen.text, report.text, spoken=spoken, language=_LANGUAGE))


def _reference(reports: Sequence[Report]) -> Report:
    choice = [r for r in reports if r.primary] or [r for r in reports if r.kind is Kind.DIRECT]
    choice = choice or [r for r in reports if r.kind is Kind.MIXED] or list(reports)
    if len({r.text for r in reports}) == 1:
        return min(choice, key=lambda r: r.statement)
    runs = {r.statement: _runs(r) for r in reports}
    shared = _shared(reports, runs)
    return min(
        choice, key=lambda r: (-_support(runs[r.statement], shared), -runs[r.statement].total(), r.statement)
    )


def _support(runs: Counter[tuple[str, str]], shared: Counter[tuple[str, str]]) -> int:
    """How many pairs of neighbouring words of the carriers stand in a wording."""
    return sum(shared[run] for run in runs)


def _shared(
    reports: Sequence[Report], runs: Mapping[str, Counter[tuple[str, str]]]
) -> Counter[tuple[str, str]]:
    """For each pair of neighbouring words, the carriers that have it: each article with its copies once."""
    groups: dict[str, set[tuple[str, str]]] = {}
    for report in reports:
        groups.setdefault(report.group, set()).update(runs[report.statement])
    return Counter(run for pairs in groups.values() for run in pairs)


def _runs(report: Report) -> Counter[tuple[str, str]]:
    """The pairs of neighbouring quoted words; of all words where none is quoted."""
    words = words_of(report.text, spoken=report.spoken or report.primary, language=_LANGUAGE)
    quoted = [w for w in words if w.quoted] or list(words)
    return Counter(pairwise(w.key for w in quoted))
