"""What mail, mailboxes and saved pages (MHTML) share: messages parsed by the standard library, whose
headers and parts are then asked for without its faults costing anything."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from dragoman.acquire.charset import Decoded, declared_charset, decode
from dragoman.acquire.formats.making import tidy
from dragoman.acquire.limits import MAX_PACKAGE_BYTES, shown_size
from dragoman.acquire.source import Unreadable

_HEADER: Final = re.compile(rb"[!-9;-~]{1,80}:[ \t]?")
_HEAD_NAMES: Final = re.compile(
    rb"^(?:From|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.I | re.M
)
_FILE: Final = re.compile(rb"Content-Type:\s*(?:image|audio|video|font|application(?!/xhtml))/", re.I)
_MAX_PARTS: Final = 2_000


def headers_at(head: bytes) -> bytes:
    """The lines before the first empty one, where they look like headers; else nothing."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if not _HEADER.match(start):
        return b""
    return re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]


def is_message(head: bytes) -> bool:
    """Whether it begins with a mail's headers: at least two of those that mail has."""
    names = {name.lower() for name in _HEAD_NAMES.findall(headers_at(head))}
    return len(names) >= 2


def without_files(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same lines, but of pictures and other files only their headers: parsing a message costs ten
    times its size in memory, and nearly all of that is files."""
    in_headers, is_file, dropping = True, False, False
    for line in lines:
        starts_part = line.startswith(b"--")
        if dropping and not starts_part:
            continue
        dropping = False
        if starts_part:
            in_headers, is_file = True, False
        elif in_headers and not line.strip():
            in_headers, dropping = False, is_file
        elif in_headers:
            is_file = is_file or _FILE.match(line) is not None
        yield line


def beyond_package(what: str) -> Unreadable:
    """The message for something beyond ``MAX_PACKAGE_BYTES``."""
    return Unreadable(
        f"too large (more than {shown_size(MAX_PACKAGE_BYTES)})", f"save the text of the {what}"
    )


def parse(raw: bytes) -> EmailMessage:
    """A message of any bytes, without its files. Raises ``Unreadable`` where its parts are nested too
    deep."""
    lean = b"".join(without_files(io.BytesIO(raw)))
    try:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(lean)
    except RecursionError:
        raise Unreadable("its parts are nested too deep", "open it, and save the text") from None
    except Exception as fault:  # the parser reads some headers while parsing, and stumbles on odd ones
        why = f"its headers cannot be read ({type(fault).__name__})"
        raise Unreadable(why, "open it, and save the text") from fault


def header(message: EmailMessage, name: str) -> str | None:
    """A header decoded, as one line; ``None`` where it is missing or beyond decoding."""
    try:
        return tidy(str(message[name])) if message[name] is not None else None
    except Exception:  # the parser of headers raises nearly anything on odd ones
        return None


def parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The message's leaves, in order; an attached message is one leaf and is not gone into."""
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            waiting.extend(child for child in reversed(_children(part)) if isinstance(child, EmailMessage))
        else:
            yield part


def _children(part: EmailMessage) -> list[object]:
    payload = part.get_payload()
    return list(payload) if isinstance(payload, list) else []


def kind_of(part: EmailMessage) -> str:
    """A leaf's media type; one that calls itself multipart and has no parts is plain text."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def attached(part: EmailMessage) -> EmailMessage | None:
    """The message that a ``message/rfc822`` part holds."""
    inside = next(iter(_children(part)), None)
    return inside if isinstance(inside, EmailMessage) else None


def is_attachment(part: EmailMessage) -> bool:
    """Whether the part asks to be shown as a file."""
    try:
        return part.get_content_disposition() == "attachment"
    except Exception:  # an odd header
        return False


def payload(part: EmailMessage) -> bytes:
    """A part's bytes out of base64 or quoted-printable; as they are where the coding is damaged."""
    try:
        raw = part.get_payload(decode=True)
    except Exception:  # a coding or a charset that does not exist
        raw = part.get_payload()
    if isinstance(raw, str):
        return raw.encode("utf-8", "surrogateescape")
    return raw if isinstance(raw, bytes) else b""


def charset(part: EmailMessage) -> str | None:
    """The charset that a part states."""
    try:
        return part.get_content_charset()
    except Exception:  # an odd header
        return None


def text_of(part: EmailMessage) -> Decoded:
    """A text part's characters. Raises ``Unreadable`` where no charset fits."""
    raw = payload(part)
    stated = charset(part)
    if stated in {None, "us-ascii"} and part.get_content_type() == "text/html":
        stated = declared_charset(raw) or stated
    return decode(raw, stated)
