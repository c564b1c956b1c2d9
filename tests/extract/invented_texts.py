"""Invented texts and what is found in them, in words: each line of a text is a block, with a role in front
where it is no body text ("headline| Talks go on")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.ids import article_id
from dragoman.model import (
    Actor,
    Article,
    Attribution,
    Block,
    BlockRole,
    Span,
    Spans,
    Statement,
)

DAY = date(2033, 3, 11)


@dataclass(frozen=True)
class Row:
    """One attribution in words."""

    source: str
    cue: str
    content: tuple[str, ...]
    kind: str
    mode: str
    parent: int | None


@dataclass(frozen=True)
class Told:
    """What an article gave: its actors, and its statements in the order of their cues."""

    text: str
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]

    def who(self, statement: Statement) -> str | None:
        """The name of the speaker; ``None`` where the speaker is open."""
        return next((a.name for a in self.actors if a.id == statement.speaker), None)

    def speakers(self) -> list[tuple[str, str | None]]:
        """Each printed source with its speaker."""
        return [(words(self.text, s.source), self.who(s)) for s in self.statements]

    def actor(self, name: str) -> Actor:
        """The one actor of a name."""
        (found,) = [a for a in self.actors if a.name == name]
        return found


def words(text: str, spans: Spans) -> str:
    """The words of spans, pieces parted by a bar."""
    return " | ".join(s.of(text) for s in spans)


def cut(marked: str) -> tuple[str, tuple[Block, ...]]:
    """A text and its blocks from lines with a role in front of some."""
    lines: list[str] = []
    blocks: list[Block] = []
    start = 0
    for line in marked.split("\n"):
        role, bar, rest = line.partition("| ")
        known = bool(bar) and role in set(BlockRole)
        plain = rest if known else line
        if plain.strip():
            span = Span(start, start + len(plain))
            blocks.append(Block(span, BlockRole(role) if known else BlockRole.BODY))
        lines.append(plain)
        start += len(plain) + 1
    return "\n".join(lines), tuple(blocks)


def rows_of(text: str, found: list[Attribution]) -> list[Row]:
    """Attributions in words."""
    return [
        Row(
            words(text, a.source),
            words(text, a.cue),
            tuple(s.of(text) for s in a.content),
            a.kind.value,
            a.mode.value,
            a.parent,
        )
        for a in found
    ]


def make_article(text: str) -> Article:
    """An article that holds a text and nothing more."""
    raw = text.encode("utf-8", "surrogatepass")
    return Article(
        id=article_id(raw, None),
        doc="invented",
        raw=raw,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path="invented.txt",
        retrieved=datetime(2033, 3, 12, tzinfo=UTC),
    )
