"""Zip archives: each member is read like a file of its own, and nothing is written to disk.

Members are streamed one at a time and every limit is checked while reading, so that an archive that
lies about its sizes costs no more memory than an honest one. Hidden members and the shadow files of
macOS are passed over like hidden files in a folder.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from dragoman.acquire.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FREE_BYTES,
    shown_size,
)
from dragoman.acquire.naming import distinct_docs
from dragoman.acquire.source import Source, Unreadable, look_ahead
from dragoman.model import Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED: Final = 0x1
_REPACK: Final = "pack the files again, or give the folder itself"
_BOMB: Final = "leave it out unless you trust where it came from; then unpack it and read the folder"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class _Archive(io.FileIO):
    """The archive's file; refuses to hand out a table of contents beyond the limit."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY_BYTES:
            why = f"its table of contents is too large ({shown_size(size)})"
            raise Unreadable(why, "split the archive, or give the folder itself")
        return super().read(-1 if size is None else size) or b""


class _Budget:
    """How much of an archive was unpacked so far."""

    def __init__(self) -> None:
        self.unpacked = 0

    def spend(self, count: int) -> None:
        """Count bytes; raises ``Unreadable`` when the archive's limit is reached."""
        self.unpacked += count
        if self.unpacked > MAX_UNPACKED_BYTES:
            limit = shown_size(MAX_UNPACKED_BYTES)
            raise Unreadable(f"the archive unpacks to more than {limit}", "split the archive")


class _Member(io.RawIOBase):
    """A member's bytes, counted against its ratio and the archive's budget."""

    def __init__(self, stream: BinaryIO, info: zipfile.ZipInfo, budget: _Budget) -> None:
        self._stream = stream
        self._allowed = max(RATIO_FREE_BYTES, info.compress_size * MAX_RATIO)
        self._budget = budget
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        try:
            piece = self._stream.read(len(room))
        except _BROKEN as fault:
            raise Unreadable(f"damaged inside the archive ({fault})", _REPACK) from fault
        self._count += len(piece)
        if self._count > self._allowed:
            raise Unreadable(f"it unpacks to more than {MAX_RATIO} times its size: a zip bomb", _BOMB)
        self._budget.spend(len(piece))
        room[: len(piece)] = piece
        return len(piece)


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    if not info.filename:  # damage; zipfile itself takes a name for granted
        return False
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return not info.is_dir() and not hidden and "__MACOSX" not in parts


def _shown(name: str) -> str:
    """A member's name for messages: no control characters, no characters that no file can hold."""
    printable = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return printable.encode("utf-8", "replace").decode()


def _refuse(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("it is encrypted", "unpack it with its password and read the files")
    if info.compress_type not in _METHODS:
        raise Unreadable(f"packed by a rare method (number {info.compress_type})", _REPACK)
    if info.file_size > RATIO_FREE_BYTES and info.file_size > info.compress_size * MAX_RATIO:
        size = shown_size(info.file_size)
        raise Unreadable(f"{shown_size(info.compress_size)} that unpack to {size}: a zip bomb", _BOMB)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> BinaryIO:
    _refuse(info)
    try:
        stream = archive.open(info)
    except _BROKEN as fault:
        raise Unreadable(f"damaged inside the archive ({fault})", _REPACK) from fault
    return io.BufferedReader(_Member(stream, info, budget))  # type: ignore[arg-type]


def _listed(archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, str]]:
    """The wanted members with their names, in the order of the names."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        why = f"it holds {len(infos):,} files; the limit is {MAX_MEMBERS:,}"
        raise Unreadable(why, "split the archive, or give the folder itself")
    wanted = sorted((i for i in infos if _is_wanted(i)), key=lambda i: i.filename)
    if not wanted:
        raise Unreadable("the archive holds no files", "check that it is the one you meant")
    docs = distinct_docs([PurePosixPath(_shown(info.filename)) for info in wanted])
    return list(zip(wanted, docs, strict=True))


def members(source: Source) -> Iterator[Source | Skipped]:
    """The members of an archive, each to be read before the next is asked for."""
    if source.inside:
        raise Unreadable("an archive inside an archive", "unpack the outer one and read the folder")
    if source.file is None:
        raise Unreadable("a zip archive cannot be read from standard input", "save it as a file")
    try:
        with _Archive(source.file) as file, zipfile.ZipFile(file) as archive:
            yield from _members(archive, source)
    except _BROKEN as fault:
        raise Unreadable(f"not a whole zip archive ({fault})", "fetch it again") from fault


def _members(archive: zipfile.ZipFile, source: Source) -> Iterator[Source | Skipped]:
    budget = _Budget()
    for info, doc in _listed(archive):
        name = _shown(info.filename)
        shown = f"{source.shown}/{name}"
        try:
            with _open(archive, info, budget) as opened:
                head, stream = look_ahead(opened)
                yield Source(
                    shown=shown,
                    docs=(doc, *(f"{outer}/{doc}" for outer in source.docs)),
                    suffix=PurePosixPath(name).suffix.lower(),
                    stream=stream,
                    head=head,
                    given=source.given,
                    size=info.file_size,
                    inside=True,
                )
        except Unreadable as problem:
            yield problem.skipped(shown)
        if budget.unpacked > MAX_UNPACKED_BYTES:
            raise Unreadable(f"the archive unpacks to more than {shown_size(MAX_UNPACKED_BYTES)}", "split it")
