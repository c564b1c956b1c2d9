"""One gzip file: what is in it is read by its own format, as if it stood unpacked in the folder.

It is unpacked while it is read and never held as a whole, so a bomb costs time and no memory; the time
is bounded by what one archive may unpack to.
"""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Final

from dragoman.acquire.limits import HEAD_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES, shown_size
from dragoman.acquire.source import Source, Unreadable, joined

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC: Final = b"\x1f\x8b"
_BROKEN: Final = (gzip.BadGzipFile, zlib.error, ValueError)
_BOMB: Final = "leave it out unless you trust where it came from; then unpack it and read the file"


def is_gzip(head: bytes) -> bool:
    """Whether it begins like gzip data."""
    return head.startswith(MAGIC)


class _Counted(io.RawIOBase):
    """The packed bytes, counted."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class _Unpacked(io.RawIOBase):
    """The unpacked bytes; says what is wrong with the packed ones by ``Unreadable``."""

    def __init__(self, packed: _Counted) -> None:
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb")
        self._count = 0
        self._fault: Unreadable | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        if self._fault is not None:
            raise self._fault
        try:
            piece = self._gzip.read1(len(room))
        except EOFError:
            self._fault = Unreadable("the gzip data breaks off", "fetch it again")
            raise self._fault from None
        except _BROKEN as fault:
            self._fault = Unreadable(f"the gzip data is damaged ({fault})", "fetch it again")
            raise self._fault from None
        self._count += len(piece)
        if self._count > max(MAX_UNPACKED_BYTES, MAX_RATIO * self._packed.count):
            packed, limit = shown_size(self._packed.count), shown_size(MAX_UNPACKED_BYTES)
            raise Unreadable(f"{packed} that unpack to more than {limit}: a gzip bomb", _BOMB)
        room[: len(piece)] = piece
        return len(piece)

    def head(self) -> bytes:
        """The first bytes, as many as there are before any damage; raises where there are none."""
        pieces = b""
        try:
            while len(pieces) < HEAD_BYTES and (piece := self.read(HEAD_BYTES - len(pieces))):
                pieces += piece
        except Unreadable:
            if not pieces:
                raise
        return pieces


def unpacked(source: Source) -> Source:
    """What is in a gzip file. Raises ``Unreadable`` where that is packed again, or damaged at once."""
    name = source.shown.removesuffix(".gz") if source.suffix == ".gz" else source.shown
    inner = PurePath(name).suffix.lower()
    stems = [doc.removesuffix(inner) for doc in source.docs if inner and doc.lower().endswith(inner)]
    rest = _Unpacked(_Counted(source.stream))
    head = rest.head()
    if is_gzip(head):
        raise Unreadable("an archive inside an archive", "unpack the outer one and read what is in it")
    return Source(
        shown=source.shown,
        docs=(*stems, *source.docs),
        suffix=inner,
        stream=joined(head, rest),
        head=head,
        given=source.given,
        own=source.own and not stems,
        named=source.named,
        inside=True,
    )
