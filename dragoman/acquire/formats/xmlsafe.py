"""XML from strangers: mended where it is broken, and refused where it defines entities of its own,
which is how a few bytes are made to grow into gigabytes. Nothing outside the document is ever loaded."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from dragoman.acquire.source import Unreadable

_NAME: Final = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})[\s>/]")
_ENTITY: Final = re.compile(r"<!ENTITY\b", re.I)
_DECLARATION: Final = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_NO_CHARACTERS: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root_name(head: bytes) -> str | None:
    """The first element's name without its prefix, in lower case, behind declarations and comments."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith((b"<?", b"<!")):
        end = b"-->" if rest.startswith(b"<!--") else b"?>" if rest.startswith(b"<?") else b">"
        if rest.startswith(b"<!DOCTYPE") and b"[" in rest.partition(b">")[0]:
            end = b"]>"
        _, found, rest = rest.partition(end)
        rest = rest.lstrip()
        if not found:
            return None
    name = _NAME.match(rest)
    return name.group(1).decode().lower() if name else None


def parse_xml(text: str) -> tuple[etree._Element, bool]:
    """The tree of a decoded document, and whether the document breaks off. Raises ``Unreadable``."""
    if _ENTITY.search(text):
        raise Unreadable(
            "it defines XML entities of its own, as entity bombs do",
            "leave it out unless you trust where it came from; then expand them with xmllint --noent",
        )
    body = _NO_CHARACTERS.sub("\ufffd", _DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        root = etree.fromstring(body.strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Unreadable("not XML", "fetch it again, or save the article as HTML or plain text")
    return root, not body.rstrip().endswith(f"</{_tag(root)}>")


def _tag(root: etree._Element) -> str:
    """The root's tag as the document writes it."""
    name = str(root.tag).rpartition("}")[2]
    return f"{root.prefix}:{name}" if root.prefix else name


def serialised(root: etree._Element) -> bytes:
    """The mended document."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, with_tail=False)
