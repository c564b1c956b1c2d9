"""A finding in the making, shared by the rules that find cues and the finder that assembles them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model import Span


@dataclass(slots=True)
class Draft:
    """The spans of one attribution while rules still add to it.

    ``rule`` found it, and ``doubt`` is that rule's prior, ``doubt_span`` the one of its edges where it is
    known apart. ``lemma`` is the cue's head word (empty for marks). ``opens_next`` marks a cue whose colon
    ends its block: the words stand in the next one. ``joined_at`` is where a clause with this cue was
    joined to the outlet's own sentence (", as he stressed", "and called on"). ``nested`` findings are
    dropped where no other's content holds them.
    """

    rule: str
    lemma: str
    cue: list[Span]
    source: list[Span]
    content: list[Span]
    attitude: bool = False
    doubt: float = 0.3
    doubt_span: float | None = None
    block: int = 0
    opens_next: bool = False
    joined_at: int | None = None
    nested: bool = False
    quoted: list[Span] = field(default_factory=list)

    @property
    def place(self) -> Span:
        """Where the finding hangs in the text: its cue, or else its content."""
        return (self.cue or self.content)[0]


def without(span: Span, holes: list[Span]) -> list[Span]:
    """What is left of a span when others are cut out of it."""
    left = [span]
    for hole in holes:
        left = [
            piece
            for s in left
            for piece in (
                [Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end)]
                if s.overlaps(hole)
                else [s]
            )
            if piece.end > piece.start
        ]
    return left
