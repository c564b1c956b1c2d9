"""What a file looks like by its first bytes: the kinds that hold no text dragoman can read, each
with what to do about it."""

from __future__ import annotations

import codecs
from typing import Final

from dragoman.acquire.source import Unreadable

_AS_TEXT: Final = "save the article as HTML or plain text and read that"
_UNPACK: Final = "unpack it and read the files inside, or pack them as zip"
_NO_TEXT: Final = "it holds no text; leave it out"
_DOCUMENT: Final = f"open it in its program and {_AS_TEXT}"

_MAGIC: Final = (
    (0, b"%PDF-", "a PDF document", _AS_TEXT),
    (0, b"\x89PNG\r\n", "a PNG picture", _NO_TEXT),
    (0, b"\xff\xd8\xff", "a JPEG picture", _NO_TEXT),
    (0, b"GIF8", "a GIF picture", _NO_TEXT),
    (8, b"WEBP", "a WebP picture", _NO_TEXT),
    (4, b"ftyp", "a video or a picture", _NO_TEXT),
    (0, b"ID3", "a sound file", _NO_TEXT),
    (0, b"OggS", "a sound file", _NO_TEXT),
    (0, b"wOFF", "a font", _NO_TEXT),
    (0, b"wOF2", "a font", _NO_TEXT),
    (0, b"\x1f\x8b", "gzip data", _UNPACK),
    (0, b"BZh", "bzip2 data", _UNPACK),
    (0, b"\xfd7zXZ", "xz data", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "zstandard data", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"Rar!", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"\xd0\xcf\x11\xe0", "an old Office document", _DOCUMENT),
    (0, b"{\\rtf", "a rich-text document", _DOCUMENT),
    (0, b"SQLite format 3\0", "an SQLite database", "a ledger is read with: dragoman report, or merge"),
    (0, b"\x7fELF", "a program", _NO_TEXT),
    (0, b"PK\x03\x04", "a zip archive", "give it the suffix .zip to read the files inside"),
)

_PACKED_DOCUMENTS: Final = {
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".epub": "an e-book",
    ".xlsx": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".pptx": "a slide show",
}

_WIDE_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LAYOUT: Final = frozenset(b"\t\n\r\f\x0b\x1a\x1b")
_MAX_CONTROLS: Final = 0.1  # share of control bytes in a text; program files and media have 0.2 and up
_WIDE_SHARE: Final = 0.7  # share of zero bytes in every second place of Western UTF-16


def is_zip(head: bytes) -> bool:
    """Whether it begins like a zip archive (an empty one too)."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def wide_charset(head: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where zero bytes in every second place tell so without a mark."""
    if len(head) < 4 or b"\0" not in head:
        return None
    evens, odds = head[0::2], head[1::2]
    zeros = evens.count(0) / len(evens), odds.count(0) / len(odds)
    if zeros[1] >= _WIDE_SHARE and zeros[0] == 0:
        return "utf-16-le"
    if zeros[0] >= _WIDE_SHARE and zeros[1] == 0:
        return "utf-16-be"
    return None


def refuse_binary(head: bytes, suffix: str) -> None:
    """Raise ``Unreadable`` for bytes that are no text, naming what they look like."""
    if is_zip(head) and suffix in _PACKED_DOCUMENTS:
        raise Unreadable(f"it looks like {_PACKED_DOCUMENTS[suffix]}", _DOCUMENT)
    for offset, magic, what, advice in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            raise Unreadable(f"it looks like {what}", advice)
    if head.startswith(_WIDE_BOMS) or wide_charset(head):
        return
    controls = sum(byte < 32 and byte not in _LAYOUT for byte in head)
    if b"\0" in head or controls > _MAX_CONTROLS * len(head):
        raise Unreadable("it looks like binary data, not text", _AS_TEXT)
