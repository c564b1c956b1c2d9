"""Wordings on a terminal: one utterance as each outlet has it, and what a ledger makes of a quotation.

What differs stands in square brackets, or in colours where a terminal shows them: ``[left out: ...]``,
``[added: ...]``, ``[was → is: altered]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dragoman.model import Change, Difference, ExchangeKind, Interval, Rendering
from dragoman.report.cite import published
from dragoman.report.told import flat, is_accused, reference_first, wording

if TYPE_CHECKING:
    from dragoman.link.check import Finding, Near
    from dragoman.linking import Tied, Told

_LONG = 60  # characters of left-out words that are shown
_BRIEF = 150  # characters of an utterance that another one answers
_BECOMES = {
    ExchangeKind.ANSWERS: "answered by",
    ExchangeKind.DENIES: "denied by",
    ExchangeKind.CONTRADICTS: "contradicted by",
    ExchangeKind.AGREES: "agreed with by",
    ExchangeKind.REPEATS: "repeated in",
}


def utterance_lines(told: Told, tied: Iterable[Tied], *, colour: bool) -> Iterator[str]:
    """An utterance: who, when, who carried it, its wordings beside the one it is told by, and exchanges."""
    utterance = told.utterance
    yield _bold(utterance.speaker_name or "Speaker left open", colour)
    wordings = _count(len(told.renderings), "wording")
    yield f"{utterance.id}  one utterance, {wordings}, doubt {utterance.doubt:.2f}"
    yield f"said on: {_day(utterance.said_on)}"
    yield f"carried by: {', '.join(told.carriers) or 'outlets that no page names'}"
    yield ""
    for place, rendering in enumerate(reference_first(told.renderings)):
        yield from _rendering_lines(rendering, is_reference=not place, colour=colour)
    for tie in tied:
        yield from _tied_lines(tie, utterance.id)


def _rendering_lines(rendering: Rendering, *, is_reference: bool, colour: bool) -> Iterator[str]:
    marks = ", told by this wording" if is_reference else ""
    if is_accused(rendering):
        marks += ", ALTERED inside the quotation marks"
    yield f"  {rendering.outlet or 'outlet not known'}, {rendering.kind}{marks}  {rendering.statement}"
    yield f"    {marked_text(rendering.text, rendering.altered, colour=colour)}"


def _tied_lines(tie: Tied, utterance: str) -> Iterator[str]:
    exchange = tie.exchange
    how = exchange.kind.value if exchange.origin == utterance else _BECOMES[exchange.kind]
    inferred = ", inferred" if exchange.inferred else ""
    who = tie.other.utterance.speaker_name or "speaker open"
    yield ""
    yield f"{how} (doubt {exchange.doubt:.2f}{inferred}): {who}  {tie.other.utterance.id}"
    yield f"    {flat(wording(tie.other.renderings), _BRIEF)}"


def finding_lines(finding: Finding, *, colour: bool) -> Iterator[str]:
    """What a ledger makes of some words: the verdict, then the nearest wordings, utterance by utterance."""
    yield _bold(_VERDICTS[finding.verdict.value], colour)
    near = [n for n in finding.near if n.verdict.value != "absent"]
    for members in _by_utterance(near):
        yield from _near_lines(members, colour=colour)
    if finding.others:
        yield from ("", "By somebody else:")
        for members in _by_utterance(finding.others):
            yield from _near_lines(members, colour=colour)


_VERDICTS = {
    "verbatim": "Verbatim in this ledger",
    "altered": "Altered: this ledger has these words, but for some",
    "same thought": "Not in these words: the same thought in others",
    "absent": "Not in this ledger, which is no proof that it was not said",
}


def _by_utterance(near: Iterable[Near]) -> Iterable[list[Near]]:
    """Wordings of one utterance together, the utterance with the nearest one first."""
    groups: dict[str, list[Near]] = {}
    for one in near:
        groups.setdefault(one.known.utterance, []).append(one)
    return groups.values()


def _near_lines(members: Sequence[Near], *, colour: bool) -> Iterator[str]:
    known = members[0].known
    yield ""
    yield f"{known.speaker_name or 'Speaker left open'}, {_day(known.said_on)}"
    yield f"carried by: {', '.join(known.carriers) or 'outlets that no page names'}"
    for near in members:
        rendering = near.known.rendering
        primary = ", primary source" if near.known.primary else ""
        where = f"{rendering.outlet or 'outlet not known'}{primary}, {rendering.kind}"
        yield f"  {near.verdict.value} in {where}  {rendering.statement}"
        yield f"    {marked_text(rendering.text, near.changes, colour=colour)}"


def marked_text(text: str, changes: Sequence[Change], *, colour: bool) -> str:
    """A wording on one line with its differences from another one marked where they stand."""
    out, at = [], 0
    for change in sorted(changes, key=lambda c: (c.span, c.was)):
        if change.span.start < at:
            continue
        out += [text[at : change.span.start], _apart(change, text, _mark(change, colour))]
        at = change.span.end
    return flat("".join((*out, text[at:])))


def _apart(change: Change, text: str, mark: str) -> str:
    """A mark, kept apart from the words that it would touch where nothing stands in its place."""
    if change.span.start < change.span.end:
        return mark
    before = text[: change.span.start].endswith((" ", "\n"))
    after = text[change.span.end :].startswith((" ", "\n", ",", "."))
    return f"{'' if before else ' '}{mark}{'' if after else ' '}"


def _mark(change: Change, colour: bool) -> str:
    was, now = flat(change.was, _LONG), flat(change.now)
    if colour:
        return _coloured(change, was, now)
    if not now:
        label = "left out" if change.what is Difference.TRIMMED else f"left out, {change.what}"
        return f"[{label}: {was}]"
    if not was:
        label = "added" if change.what is Difference.ADDED else f"added, {change.what}"
        return f"[{label}: {now}]"
    return f"[{was} → {now}: {change.what}]"


def _coloured(change: Change, was: str, now: str) -> str:
    quiet = change.what in (Difference.TRIMMED, Difference.ADDED, Difference.REPLACED)
    gone = click.style(was, fg="red", dim=quiet, strikethrough=True) if was else ""
    come = click.style(now, fg="green" if quiet else "yellow", bold=not quiet, underline=True) if now else ""
    return " ".join(filter(None, (gone, come)))


def _day(said_on: Interval | None) -> str:
    return f"{published(said_on)} – {said_on.basis}" if said_on else "date not known"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _bold(words: str, colour: bool) -> str:
    return click.style(words, bold=True) if colour else words
