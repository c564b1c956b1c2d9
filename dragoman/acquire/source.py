"""A source is one opened thing to read: a file, a member of an archive, or standard input. It reads
forwards only, and its first bytes can be looked at without being used up. What cannot be read is
said with ``Unreadable``, which the caller turns into a ``Skipped``."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from dragoman.acquire.limits import HEAD_BYTES, MAX_ARTICLE_BYTES, shown_size
from dragoman.acquire.naming import Names
from dragoman.model import Given, Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


NOTHING_GIVEN: Final = Given()


class Unreadable(Exception):
    """This source, or this row of it, gives no article. ``advice`` is the next thing to try."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice

    def skipped(self, subject: str) -> Skipped:
        """The same as a value that can be stored and shown."""
        return Skipped("acquire", subject, self.why, self.advice)


def unreadable(problem: OSError) -> Unreadable:
    """What the operating system refused, with advice."""
    why = problem.strerror or str(problem) or type(problem).__name__
    if isinstance(problem, PermissionError):
        return Unreadable("no permission to read it", "give yourself the right to read it: chmod u+r")
    if isinstance(problem, FileNotFoundError):
        return Unreadable("no such file", "check the spelling of the path")
    return Unreadable(f"it cannot be opened ({why})", "check that the file is there and whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read. ``shown`` names it in messages, ``docs`` are names for its article, best
    first; ``own`` says that the first of them is set aside for it. ``suffix`` is in lower case,
    ``size`` in bytes where it is known before reading. ``named`` is true where the caller asked for
    this very file, ``inside`` where it is a member of an archive; ``charset`` is what its server says."""

    shown: str
    docs: tuple[str, ...]
    suffix: str
    stream: BinaryIO
    head: bytes
    given: Given = NOTHING_GIVEN
    own: bool = False
    size: int | None = None
    file: Path | None = None
    named: bool = False
    inside: bool = False
    charset: str | None = None


class _Ahead(io.RawIOBase):
    """A stream that gives its head first and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO | io.RawIOBase) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        piece: bytes | memoryview = self._head[: len(room)]
        self._head = self._head[len(piece) :]
        if not len(piece):
            piece = self._rest.read(len(room)) or b""
        room[: len(piece)] = piece
        return len(piece)


def look_ahead(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still begins with them."""
    head = stream.read(HEAD_BYTES) or b""
    return head, joined(head, stream)


def joined(head: bytes, rest: BinaryIO | io.RawIOBase) -> BinaryIO:
    """A stream that gives ``head`` first and then the rest."""
    return io.BufferedReader(_Ahead(head, rest))


def too_large(size: int | None, what: str = "it") -> Unreadable:
    """The message for something beyond ``MAX_ARTICLE_BYTES``."""
    limit = f"{MAX_ARTICLE_BYTES // 1_000_000} MB"
    shown = f"{shown_size(size)}; the limit is {limit}" if size is not None else f"more than {limit}"
    advice = f"if {what} holds many articles, split it or convert it to JSON Lines, one article a line"
    return Unreadable(f"too large ({shown})", advice)


def read_all(source: Source) -> bytes:
    """All bytes of a source that holds one article. Never reads more than the limit."""
    if source.size is not None and source.size > MAX_ARTICLE_BYTES:
        raise too_large(source.size)
    raw = source.stream.read(MAX_ARTICLE_BYTES + 1)
    if len(raw) > MAX_ARTICLE_BYTES:
        raise too_large(None)
    return raw


def fill(first: Given, then: Given) -> Given:
    """``first``, with its gaps filled from ``then``."""
    values = {f.name: getattr(first, f.name) or getattr(then, f.name) for f in fields(Given)}
    return Given(**values)


def name_for(source: Source, names: Names) -> str:
    """The ``doc`` of a source that holds one article."""
    return source.docs[0] if source.own else names.take(source.docs)
