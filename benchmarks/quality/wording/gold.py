"""The gold as it is written beside this file; see README.md there for how it was drawn."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.link.check import Bank, Known, Verdict
from dragoman.model import Difference, Interval, Kind, Rendering, Span

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Marked:
    """A change with its places; a side without words has none."""

    what: Difference
    was: Span | None
    now: Span | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings and what differs."""

    id: str
    reference: str
    other: str
    changes: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Words, the right verdict, and the utterance that is meant (``None`` where none is)."""

    words: str
    verdict: Verdict
    utterance: str | None


def pairs(part: str) -> list[Pair]:
    """The pairs of one half. Raises ``ValueError`` where a change's words are not there."""
    return [_pair(row) for row in _read(f"pairs-{part}")["pair"]]


def _pair(row: dict[str, Any]) -> Pair:
    marked, was_from, now_from = [], 0, 0
    for what, was, now in row["changes"]:
        before, after = _find(row["reference"], was, was_from), _find(row["other"], now, now_from)
        was_from, now_from = before.end if before else was_from, after.end if after else now_from
        marked.append(Marked(Difference(what), before, after))
    return Pair(row["id"], row["reference"], row["other"], tuple(marked))


def _find(text: str, words: str, start: int) -> Span | None:
    if not words:
        return None
    at = text.index(words, start)
    return Span(at, at + len(words))


def queries(part: str) -> list[Query]:
    """The words to look up of one half."""
    return [
        Query(words, Verdict(verdict), None if utterance == "none" else utterance)
        for verdict, of in _read(f"queries-{part}").items()
        for utterance, asked in of.items()
        for words in asked
    ]


def bank() -> Bank:
    """All renderings of the invented utterances."""
    return Bank(known for row in _read("bank")["utterance"] for known in _known(row))


def _known(row: dict[str, Any]) -> list[Known]:
    outlets = tuple(dict.fromkeys(outlet for outlet, _ in row["renderings"]))
    return [
        Known(
            utterance=row["id"],
            rendering=Rendering(
                statement=f"{row['id']}-{n}",
                article=f"{row['id']}-{n}",
                outlet=outlet,
                kind=_kind(text),
                text=text,
            ),
            speaker_name=row["by"],
            said_on=Interval.day(row["on"], "given"),
            carriers=outlets,
        )
        for n, (outlet, text) in enumerate(row["renderings"])
    ]


def _kind(text: str) -> Kind:
    if text[0] in '"“' and text[-1] in '"”':
        return Kind.DIRECT
    return Kind.MIXED if any(mark in text for mark in '"“') else Kind.INDIRECT


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
