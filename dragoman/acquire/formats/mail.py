"""Mail: newsletters and press mailings, one in a file (EML) or many in a mailbox (mbox).

The HTML of a mail is its text, flattened as a page is; a mail of plain text is unwrapped into paragraphs
by ``FLATTENER``. Who sent it is the outlet where the mail is a list's, else the author. A mail that was
forwarded within another speaks for itself: its own sender, date and subject count. A mail attached to
another is an article of its own. Attachments are not read; their names are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, Final

from dragoman.acquire.formats.mailparts import (
    attached,
    beyond_package,
    header,
    headers_at,
    is_attachment,
    is_message,
    kind_of,
    parse,
    parts,
    text_of,
)
from dragoman.acquire.formats.making import (
    Found,
    Words,
    make,
    numbered,
    tidy,
    words_of_blocks,
    words_of_html,
)
from dragoman.acquire.formats.wrapped import EXACT, unwrapped, words_in
from dragoman.acquire.limits import MAX_ARTICLE_BYTES, MAX_PACKAGE_BYTES
from dragoman.acquire.metadata import language_code
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, Unreadable, name_for
from dragoman.model import Article, Given, Skipped

FLATTENER: Final = "dragoman-mail/1"

_MAX_ATTACHED: Final = 200
_WIDEST: Final = 100  # characters; longer lines were not broken by a mail program
_LIST_HEADERS: Final = ("List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID", "X-Campaign-Id")
_FROM_WITHIN: Final = re.compile(r"(?P<who>.{2,60}?)\s+(?:from|at|via|for|\||–|-)\s+(?P<outlet>\S.{1,80})\Z")
_FORWARDED: Final = re.compile(
    r"^[> \t]{0,40}(?:-{3,80}\s*(?:forwarded|original) message\s*-{3,80}|begin forwarded message:)[ \t]*$",
    re.I | re.M,
)
_FIELD: Final = re.compile(r"^[>\s*]{0,40}(From|Date|Sent|Subject)\s*:\s*\**\s*(\S.*)$", re.I)
_FIELDS_WITHIN: Final = 12  # lines after the mark
_ADVICE: Final = "open it in a mail program and save its text"
_SEPARATOR: Final = re.compile(rb"From \S")
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.M)


def is_mail(head: bytes) -> bool:
    """Whether it begins with a mail's headers."""
    return is_message(head)


def is_mailbox(head: bytes) -> bool:
    """Whether it begins with a mailbox's separator and a mail's headers."""
    return _SEPARATOR.match(head) is not None and bool(headers_at(head.partition(b"\n")[2]))


# ------------------------------------------------------------------- the words


def _plain_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs of a plain text with the number of the line they begin on; breaks that a mail program
    put in are undone."""
    known = words_in([text])
    run: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        bare = line.strip()
        if bare and not run:
            start = number
        if bare:
            run.append(bare)
            continue
        wide = any(len(each) > _WIDEST for each in run)
        for paragraph in run if wide else unwrapped(run, known, EXACT):
            yield paragraph, f"line {start}"
        run = []


def _words(message: EmailMessage) -> tuple[Words, tuple[str, ...]]:
    """The words of the mail's own body and notes on their decoding: HTML before plain text."""
    texts = [part for part in parts(message) if not is_attachment(part)]
    for kind in ("text/html", "text/plain"):
        for part in (part for part in texts if kind_of(part) == kind):
            decoded = text_of(part)
            if not decoded.text.strip():
                continue
            if kind == "text/plain":
                why = "the mail has no text"
                return words_of_blocks(_plain_blocks(decoded.text), FLATTENER, why, _ADVICE), decoded.notes
            try:
                return words_of_html(decoded.text), decoded.notes
            except Unreadable:
                continue
    raise Unreadable("the mail has no text", _ADVICE)


# ------------------------------------------------------------------- whose it is


@dataclass(frozen=True, slots=True)
class _Sender:
    """What a mail's head says, its own or that of the mail forwarded in it."""

    sender: str | None
    date: str | None
    subject: str | None


def _forwarded(text: str) -> _Sender | None:
    """The head of a mail that was forwarded in this text, where it is printed as mail programs do."""
    mark = _FORWARDED.search(text)
    if mark is None:
        return None
    found: dict[str, str] = {}
    for line in text[mark.end() :].lstrip("\n").split("\n")[:_FIELDS_WITHIN]:
        field = _FIELD.match(line)
        if field:
            found.setdefault(field.group(1).lower(), field.group(2))
    if "from" not in found:
        return None
    return _Sender(
        tidy(found["from"]), tidy(found.get("date") or found.get("sent")), tidy(found.get("subject"))
    )


def _name(sender: str | None) -> str | None:
    """The name in an address such as ``Karsk Today <news@karsk.example>``; none where it is bare."""
    try:
        name = parseaddr(sender or "")[0]
    except Exception:  # an address of odd marks
        return None
    words = tidy(name.strip(" \"'"))
    return words if words and "@" not in words else None


def _whose(sender: str | None, is_list: bool) -> tuple[str | None, str | None]:
    """Author and outlet: both where the name says both, else the outlet of a list's mail, else an
    author."""
    name = _name(sender)
    if name is None:
        return None, None
    both = _FROM_WITHIN.match(name)
    if both:
        return both["who"], both["outlet"]
    return (None, name) if is_list else (name, None)


def _given(message: EmailMessage, forwarded: _Sender | None) -> Given:
    own = _Sender(header(message, "From"), header(message, "Date"), header(message, "Subject"))
    head = forwarded or own
    is_list = forwarded is None and any(header(message, name) for name in _LIST_HEADERS)
    author, outlet = _whose(head.sender, is_list)
    archived = (header(message, "Archived-At") or "").strip("<>")
    return Given(
        url=archived if archived.startswith(("http://", "https://")) else None,
        title=head.subject or own.subject,
        published=head.date,
        author=author,
        outlet=outlet,
        language=language_code(header(message, "Content-Language")),
    )


def _files(message: EmailMessage) -> list[str]:
    names = []
    for part in parts(message):
        try:
            name = tidy(part.get_filename())
        except Exception:  # an odd header
            name = None
        if name:
            names.append(name)
    return names


def _found(message: EmailMessage, raw: bytes, shown: str) -> Found:
    """The article of a mail. Raises ``Unreadable`` where it has no words."""
    words, notes = _words(message)
    forwarded = _forwarded(words.text)
    given = _given(message, forwarded)
    if forwarded is not None:
        notes = (*notes, "forwarded: sender, date and subject are those of the mail in it")
    message_id = header(message, "Message-ID")
    extra: dict[str, Any] = {
        "message_id": message_id,
        "from": header(message, "From"),
        "list_id": header(message, "List-Id"),
        "attachments": _files(message),
        "html": words.markup,
    }
    return Found(
        raw=raw,
        address=given.url or message_id,
        words=words,
        media_type="message/rfc822",
        shown=shown,
        given=given,
        notes=notes,
        extra=extra,
    )


def _articles(raw: bytes, shown: str) -> Iterator[Found | Skipped]:
    """The mail's own article, and one for each mail attached to it."""
    try:
        message = parse(raw)
    except Unreadable as problem:
        yield problem.skipped(shown)
        return
    waiting = [(message, raw, shown)]
    for _ in range(_MAX_ATTACHED):
        if not waiting:
            return
        mail, whole, where = waiting.pop(0)
        inside = [part for part in parts(mail) if part.get_content_type() == "message/rfc822"]
        inner = [found for found in map(attached, inside) if found is not None]
        waiting.extend((found, _bytes(found), f"{where}#{n}") for n, found in enumerate(inner, 1))
        try:
            yield _found(mail, whole, where)
        except Unreadable as problem:
            if not inner:
                yield problem.skipped(where)


def _bytes(message: EmailMessage) -> bytes:
    """An attached mail's bytes, as near to what came as the standard library can give them."""
    try:
        return message.as_bytes()
    except Exception:  # headers that can be parsed and not be written
        return str(message.get_payload()).encode("utf-8", "replace")


# ------------------------------------------------------------------- files


def _read_whole(source: Source) -> bytes:
    raw = source.stream.read(MAX_PACKAGE_BYTES + 1)
    if len(raw) > MAX_PACKAGE_BYTES:
        raise beyond_package("mail")
    return raw


def _checked(found: Found) -> Found:
    """The same with no more bytes than an article has: attachments are not kept with a large mail."""
    if len(found.raw) <= MAX_ARTICLE_BYTES:
        return found
    note = "the mail is kept without its attachments, which are too large"
    return replace(found, raw=(found.words.markup or found.words.text).encode(), notes=(*found.notes, note))


def read_mail(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The article of a mail, and those of the mails attached to it."""
    raw = _read_whole(source)
    for number, found in enumerate(_articles(raw, source.shown), 1):
        if isinstance(found, Skipped):
            yield found
        else:
            first = number == 1
            doc = name_for(source, names) if first else names.take(numbered(source, number))
            yield make(_checked(found), source, doc)


def _mails(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """The numbered mails of a mailbox; ``None`` for one beyond the limit, which is never held."""
    number, size = 0, 0
    pieces: list[bytes] = []
    after_blank, at_start = True, True
    while line := source.stream.readline(65_536):
        if at_start and after_blank and _SEPARATOR.match(line):
            if number:
                yield number, _whole(pieces, size)
            number, size, pieces = number + 1, 0, []
        elif number:
            size += len(line)
            if size <= MAX_PACKAGE_BYTES:
                pieces.append(line)
        after_blank = at_start and not line.strip(b"\r\n")
        at_start = line.endswith(b"\n")
    if number:
        yield number, _whole(pieces, size)


def _whole(pieces: list[bytes], size: int) -> bytes | None:
    if size > MAX_PACKAGE_BYTES:
        return None
    return _QUOTED_FROM.sub(rb"\1", b"".join(pieces)).removesuffix(b"\n")


def read_mailbox(source: Source, names: Names) -> Iterator[Article | Skipped]:
    """The articles of a mailbox, one a mail."""
    found = False
    for number, raw in _mails(source):
        found = True
        shown = f"{source.shown}#{number}"
        if raw is None:
            yield beyond_package("mail").skipped(shown)
            continue
        for each in _articles(raw, shown):
            if isinstance(each, Skipped):
                yield each
            else:
                yield make(_checked(each), source, names.take(numbered(source, number)))
    if not found:
        raise Unreadable("no mail in it", "check that it is a mailbox (mbox): each mail begins with “From ”")
