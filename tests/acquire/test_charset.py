"""Which charset is taken, and what is said of it."""

import pytest

from dragoman.acquire.charset import declared_charset, decode, mojibake
from dragoman.acquire.source import Unreadable

WESTERN = "Café “Karsk”: señor Dravek’s déjà vu"
RUSSIAN = "Министр сказал, что не подпишет соглашение с соседями."


@pytest.mark.parametrize(
    ("raw", "declared", "text", "charset"),
    [
        (WESTERN.encode(), None, WESTERN, "utf-8"),
        (WESTERN.encode(), "utf-8", WESTERN, "utf-8"),
        (WESTERN.encode("utf-8-sig"), None, "\ufeff" + WESTERN, "utf-8"),
        (WESTERN.encode("utf-16"), "latin-1", WESTERN, "utf-16"),
        (WESTERN.encode("utf-32"), None, WESTERN, "utf-32"),
        (WESTERN.encode("cp1252"), "ISO-8859-1", WESTERN, "windows-1252"),
        (WESTERN.encode("cp1252"), " windows-1252 ", WESTERN, "windows-1252"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r"),
        ("部长说".encode("gb2312"), "gb2312", "部长说", "gb18030"),
        (b"plain", "utf-16", "plain", "utf-8"),
        (b"plain", None, "plain", "utf-8"),
        (b"", None, "", "utf-8"),
    ],
)
def test_known_charset_is_taken_in_silence(raw: bytes, declared: str | None, text: str, charset: str) -> None:
    decoded = decode(raw, declared)
    assert (decoded.text, decoded.charset, decoded.notes) == (text, charset, ())


@pytest.mark.parametrize(
    ("raw", "declared", "text", "note"),
    [
        (WESTERN.encode("cp1252"), None, WESTERN, "windows-1252 guessed"),
        ("He said: déjà vu.".encode("latin-1"), None, "He said: déjà vu.", "windows-1252 guessed"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN, "windows-1251 guessed"),
        (WESTERN.encode("cp1252"), "utf-8", WESTERN, "declares charset utf-8, which"),
        (WESTERN.encode(), "iso-8859-1", WESTERN, "its bytes are UTF-8"),
        (WESTERN.encode(), "hex", WESTERN, "declares charset hex, which"),
        (WESTERN.encode("utf-16-le"), None, WESTERN, "utf-16-le guessed"),
        (b"caf\xc3", None, "caf\ufffd", "cut off in the middle"),
        ("é".encode() * 200 + b"\xff.", None, "é" * 200 + "\ufffd.", "1 of its bytes"),
    ],
)
def test_doubtful_charset_is_noted(raw: bytes, declared: str | None, text: str, note: str) -> None:
    decoded = decode(raw, declared)
    assert decoded.text == text
    assert note in decoded.notes[0]


def test_bytes_that_no_charset_fits_are_refused() -> None:
    with pytest.raises(Unreadable, match="no charset fits"):
        decode(bytes(range(128, 256)) * 20)


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META CHARSET=windows-1252>", "windows-1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=utf-8</p>", None),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
    ],
)
def test_declared_charset_is_found(page: bytes, label: str | None) -> None:
    assert declared_charset(page) == label


@pytest.mark.parametrize(
    "text", [WESTERN, RUSSIAN, "SÃO PAULO", "plain", "„Nein“, sagte sie ‚leise‘", "naïve"]
)
def test_sound_text_is_not_called_mojibake(text: str) -> None:
    assert mojibake(text) == ()


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "mac-roman"])
def test_mojibake_is_noticed(charset: str) -> None:
    garbled = "He said: “déjà vu”.".encode().decode(charset, "replace")
    (note,) = mojibake(f"A sound line.\n{garbled}\nAnother.")
    assert note.startswith("mojibake: 1 line looks garbled")
