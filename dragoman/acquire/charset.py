"""Bytes to text, without changing the text.

In order: a byte-order mark; the charset the page declares; strict UTF-8; a guess by
charset-normalizer. One departure: where a page declares a one-byte charset but its bytes are valid
UTF-8 with accents in it, they are UTF-8 (accents in a one-byte charset practically never form valid
UTF-8, and templates that declare the wrong charset are common). Whatever was guessed, overruled or
lost is said in ``notes``. Text that was already garbled before it came is noticed, said, and left.

A UTF-8 byte-order mark stays in the text as U+FEFF (it is a character, and others who decode the
file count it); the marks of UTF-16 and UTF-32 belong to the encoding and do not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import badness

from dragoman.acquire.sniff import wide_charset
from dragoman.acquire.source import Unreadable

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DECLARED: Final = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML_DECLARED: Final = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARED_WITHIN: Final = 4096  # bytes; the standard says 1024, real templates put it later

_AS_ON_THE_WEB: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-8-sig": "utf-8",
}
"""What browsers take a declared charset for. A page whose declaration can be read as ASCII is not
UTF-16, whatever it says."""

_ONE_BYTE: Final = frozenset(
    [f"cp{n}" for n in (866, 874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)]
    + [f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + ["koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"]
)
_WEB_CHARSETS: Final = _ONE_BYTE | {
    "utf-8",
    "gb18030",
    "big5hkscs",
    "cp932",
    "cp949",
    "euc_jp",
    "iso2022_jp",
}

_SAMPLE_BYTES: Final = 100_000  # for the guess; more changes nothing and costs time
_STRAY_SHARE: Final = 0.02  # bad bytes for each good accent in UTF-8 text that was damaged on its way
_MOJIBAKE_WITHIN: Final = 1_000_000  # characters looked at; ftfy takes 0.4 s for them
_SHOWN: Final = 12  # characters of a garbled line shown in the note


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the charset it was decoded with, and what a reader should know of that."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def declared_charset(raw: bytes) -> str | None:
    """The charset that an HTML page or an XML declaration names, as it is written."""
    head = raw[:_DECLARED_WITHIN]
    found = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def _codec(label: str) -> str | None:
    """Python's codec for a charset label as browsers read it; ``None`` where it is no such label."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_ON_THE_WEB.get(name, name)
    return name if name in _WEB_CHARSETS else None


def _shown(codec: str) -> str:
    """The charset's name as people know it."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", codec.replace("_", "-"))


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 that was cut in the middle of a character or has a few stray bytes, or ``None``."""
    text = raw.decode("utf-8", "replace")
    lost = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    accents = sum(character > "\x7f" for character in text) - lost
    cut_only = lost == 1 and text.endswith("\ufffd")
    if not cut_only and lost > _STRAY_SHARE * accents:
        return None
    where = "cut off in the middle of a character" if cut_only else f"{lost} of its bytes are damaged"
    return Decoded(text, "utf-8", (f"UTF-8 text, {where}: shown as \ufffd",))


def _guess(raw: bytes) -> str | None:
    """The likeliest charset of bytes that are not UTF-8.

    Where the best guess is some Latin alphabet and Windows-1252 fits too, it is Windows-1252, as in
    browsers: a few accents are equally clean in ten charsets, and charset-normalizer then names
    Baltic ones for French words in English text.
    """
    lines = (line for line in raw.splitlines() if not line.isascii())
    best = from_bytes(b"\n".join(lines)[:_SAMPLE_BYTES]).best()
    if best is None:
        return None
    letters = {character for character in str(best) if character.isalpha()}
    is_latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if is_latin and _strict(raw, "cp1252") is not None:
        return "cp1252"
    return best.encoding


def _by_mark(raw: bytes) -> Decoded | None:
    """By a byte-order mark, or by zero bytes in every second place."""
    codec = next((codec for mark, codec in _BOMS if raw.startswith(mark)), None)
    if codec is not None:
        return Decoded(raw.decode(codec, "replace"), codec)
    wide = wide_charset(raw[:4096])
    if wide is not None:
        return Decoded(raw.decode(wide, "replace"), wide, (f"no charset declared; {wide} guessed",))
    return None


def _by_declaration(raw: bytes, label: str) -> Decoded | None:
    """By the declared charset, unless the bytes say otherwise."""
    codec = _codec(label)
    if codec is None:
        return None
    utf8 = _strict(raw, "utf-8") if codec in _ONE_BYTE and not raw.isascii() else None
    if utf8 is not None:
        return Decoded(utf8, "utf-8", (f"declares charset {label}, but its bytes are UTF-8",))
    text = _strict(raw, codec)
    return None if text is None else Decoded(text, _shown(codec))


def decode(raw: bytes, *declared: str | None) -> Decoded:
    """The text of these bytes; of several declared charsets the first that fits.

    Raises ``Unreadable`` where no charset fits them.
    """
    by_mark = _by_mark(raw)
    if by_mark is not None:
        return by_mark
    notes: tuple[str, ...] = ()
    for label in dict.fromkeys(filter(None, declared)):
        as_declared = _by_declaration(raw, label)
        if as_declared is not None:
            return Decoded(as_declared.text, as_declared.charset, notes + as_declared.notes)
        notes += (f"declares charset {label}, which its bytes are not",)
    text = _strict(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", notes)
    damaged = _damaged_utf8(raw)
    if damaged is not None:
        return Decoded(damaged.text, damaged.charset, notes + damaged.notes)
    return _guessed(raw, notes)


def _guessed(raw: bytes, notes: tuple[str, ...]) -> Decoded:
    """By a guess, which is said."""
    codec = _guess(raw)
    if codec is None:
        advice = "if it is text, convert it to UTF-8 (iconv -t UTF-8) and read that"
        raise Unreadable("no charset fits its bytes; perhaps it is no text", advice)
    text = raw.decode(codec, "replace")
    note = f"no charset known; {_shown(codec)} guessed, so accents may be wrong"
    return Decoded(text, _shown(codec), (*notes, note))


def mojibake(text: str) -> tuple[str, ...]:
    """A note where lines look as if they had been decoded with the wrong charset before they came.

    ftfy's badness picks the lines; only those count that its encoding repair would change, so that
    unusual but correct text is not accused. The text itself is never repaired.
    """
    if text.isascii():
        return ()
    bad = [
        line
        for line in text[:_MOJIBAKE_WITHIN].split("\n")
        if not line.isascii() and badness(line) and fix_encoding(line) != line
    ]
    if not bad:
        return ()
    start = next(index for index, character in enumerate(bad[0]) if character > "\x7f")
    sample = bad[0][start : start + _SHOWN].strip()
    lines = "1 line looks" if len(bad) == 1 else f"{len(bad)} lines look"
    return (f"mojibake: {lines} garbled by a wrong charset, such as “{sample}”; kept as it came",)
