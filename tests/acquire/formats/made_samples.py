"""Files of every format, made by code out of invented words."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

from dragoman.acquire import acquire
from dragoman.acquire.formats import read_source
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, look_ahead
from dragoman.model import Article, Skipped

SAID = "“No,” said Ilan Dravek."
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dravek refuses</title></head>
<body><h1>Dravek refuses</h1><p>{SAID}</p></body></html>"""


def read_bytes(raw: bytes, suffix: str) -> list[Article | Skipped]:
    """What a file of these bytes gives."""
    head, stream = look_ahead(io.BytesIO(raw))
    source = Source(
        shown=f"m{suffix}", docs=("m",), suffix=suffix, stream=stream, head=head, size=len(raw), own=True
    )
    return list(read_source(source, Names(["m"])))


def articles(raw: bytes, suffix: str) -> list[Article]:
    """The same where nothing may be skipped."""
    found = read_bytes(raw, suffix)
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def one(raw: bytes, suffix: str) -> Article:
    (article,) = articles(raw, suffix)
    return article


def skipped(raw: bytes, suffix: str) -> Skipped:
    (item,) = read_bytes(raw, suffix)
    assert isinstance(item, Skipped), item
    assert item.advice
    return item


def read_file(path: Path, raw: bytes) -> list[Article | Skipped]:
    path.write_bytes(raw)
    return list(acquire([path]))


# ------------------------------------------------------------------- feeds


def rss(*items: str, title: str = "Karsk Today", head: str = "", end: str = "</channel></rss>") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>https://karsk.example/</link><language>en-gb</language>{head}"
        f"{''.join(items)}{end}"
    ).encode()


def item(**fields: str) -> str:
    """An item; ``content`` is its content:encoded, ``creator`` its dc:creator."""
    names = {"content": "content:encoded", "creator": "dc:creator"}
    body = "".join(f"<{names.get(k, k)}>{escape(v)}</{names.get(k, k)}>" for k, v in fields.items())
    return f"<item>{body}</item>"


# ------------------------------------------------------------------- mail


def mail(
    plain: str | None = None,
    html: str | None = None,
    attached: Sequence[EmailMessage] = (),
    **headers: str,
) -> EmailMessage:
    message = EmailMessage()
    defaults = {
        "From": "The Harbour Post <news@harbour.example>",
        "Date": "Fri, 02 May 2031 10:00:00 +0000",
        "Subject": "Talks fail",
        "Message-ID": "<1@harbour.example>",
    }
    for name, value in {**defaults, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
        if value:
            message[name] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for inner in attached:
        message.add_attachment(inner)
    return message


def mhtml(page: str = PAGE, url: str = "https://karsk.example/1", more: str = "", head: str = "") -> bytes:
    body = page.replace("=", "=3D").encode().decode("utf-8")
    quoted = "".join(c if c.isascii() else "".join(f"={b:02X}" for b in c.encode()) for c in body)
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {url}\r\n"
        "Subject: Dravek refuses\r\nDate: Sat, 3 May 2031 08:30:00 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="b0"{head}\r\n\r\n'
        "--b0\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        "--b0\r\nContent-Type: text/html\r\nContent-ID: <page>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n{quoted}\r\n"
        f"{more}--b0--\r\n"
    ).encode()


# ------------------------------------------------------------------- archives of pages


def warc(*records: tuple[str, str, bytes], packed: bool = False, headers: str = "") -> bytes:
    """Records of (kind, address, body); the body of a response stands behind its HTTP headers, which
    ``http`` makes."""
    import gzip

    whole = []
    for number, (kind, url, body) in enumerate(records, 1):
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2031-05-03T08:30:00Z\r\nWARC-Target-URI: {url}\r\n{headers}"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        whole.append(gzip.compress(record) if packed else record)
    return b"".join(whole)


def http(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def wacz(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://x.example"}')
        for name, raw in files.items():
            archive.writestr(f"archive/{name}.warc.gz", raw)
    return path


# ------------------------------------------------------------------- PDF

Line = tuple[float, float, float, str]
"""From the left, from the bottom, size of type, words."""


def paragraph(lines: Sequence[str], top: float, left: float = 72, size: float = 11) -> list[Line]:
    return [(left, top - 14 * number, size, words) for number, words in enumerate(lines)]


def pdf(*pages: Sequence[Line], info: str = "", packed: bool = True, stream: bytes | None = None) -> bytes:
    """A document of such pages in Helvetica; ``stream`` stands for the content of the first page."""
    contents = []
    for page in pages:
        parts = [
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_pdf_text(words)}) Tj ET" for x, y, size, words in page
        ]
        contents.append("\n".join(parts).encode("cp1252"))
    if stream is not None:
        contents[0] = stream
    objects = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>"]
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(contents)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {info} >>".encode())
    for number, content in enumerate(contents):
        body = zlib.compress(content, 9) if packed else content
        coding = b" /Filter /FlateDecode" if packed else b""
        resources = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} >>".encode())
        length = str(len(body)).encode()
        objects.append(b"<< /Length " + length + coding + b" >>\nstream\n" + body + b"\nendstream")
    return _pdf_file(objects)


def _pdf_text(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    raw = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(raw))
        raw += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R /Info 4 0 R >>\n"
    )
    return raw + trailer.encode() + f"startxref\n{len(raw)}\n%%EOF\n".encode()


# ------------------------------------------------------------------- Word


def docx(*paragraphs: str, table: Sequence[Sequence[str]] = (), **properties: str) -> bytes:
    import docx as library

    document = library.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        cells = document.add_table(rows=len(table), cols=len(table[0]))
        for row, line in zip(cells.rows, table, strict=True):
            for cell, words in zip(row.cells, line, strict=True):
                cell.text = words
    document.core_properties.author = ""
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def with_part(raw: bytes, name: str, replace: tuple[bytes, bytes] | bytes) -> bytes:
    """The package with another part: its own bytes changed, or other bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == name:
                part = part.replace(*replace) if isinstance(replace, tuple) else replace
            new.writestr(info.filename, part)
    return whole.getvalue()
