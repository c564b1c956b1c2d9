"""The flattener: all visible text of an HTML page, one block element a line.

``FLATTENER`` names it with its version; the version goes up whenever the same page would give other
text, because spans of stored articles count in it. What it does:

- A block element (paragraph, heading, list item, table cell, button ...) is a line of its own; inline
  elements are joined in the line; ``<br>``, ``<hr>`` and line feeds in ``<pre>`` break it. White space
  in a line is collapsed to single spaces; empty lines are left out; lines are joined by U+000A.
- Not visible and left out: head, title, script, style, template, noscript, the fallbacks of embedded
  media, and elements with ``hidden``, ``display:none`` or ``visibility:hidden`` in their own
  attributes. Style sheets are not read.
- ``<q>`` has quotation marks on the screen, so it has them here.
- Where two inline elements touch and a new word plainly begins (``By Anna`` + ``10 March``), or both
  are links, a space keeps them apart, as their styles do on the screen.

It iterates and never recurses, so depth costs nothing. Nesting that the parser refuses (more than
2,048 levels) is flattened from the tags alone, which ``Flat.notes`` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from dragoman.acquire.limits import MAX_LINES
from dragoman.acquire.source import Unreadable
from dragoman.model import SourceBlock, Span

FLATTENER: Final = "dragoman-flat/1"

_DROPPED_TAGS: Final = (
    "head title script style template noscript iframe video audio canvas object datalist rp"
)
_BLOCK_TAGS: Final = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    listing main menu nav noframes ol optgroup option p plaintext pre search section select summary
    table tbody td textarea tfoot th thead tr ul xmp
"""
_DROPPED: Final = frozenset(_DROPPED_TAGS.split())
_BLOCK: Final = frozenset(_BLOCK_TAGS.split())
_PREFORMATTED: Final = frozenset(("pre", "listing", "plaintext", "xmp", "textarea"))
_REVEALED: Final = frozenset(("html", "body"))  # hidden while a page loads, then shown by its script
_VOID: Final = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "base"))
_RAW: Final = frozenset(("script", "style", "title"))
_BREAK: Final = frozenset(("br", "hr"))

_HIDDEN_STYLE: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BLOCK_STYLE: Final = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)", re.I)
_PLAIN_TAG: Final = re.compile(r"[a-z][a-z0-9]*\Z")
_INVISIBLE: Final = " \u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_MAX_PATH_DEPTH: Final = 100  # below that a line is mapped to its ancestor at this depth; pages have 40

_CONTROLS: Final = {0: "\ufffd", **dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85), " ")}
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*+)[^<>]*+>")
_CROWDED: Final = re.compile(
    r"""(<[a-zA-Z][^\s"'<>/]*+)(?:[^"'<>]|"[^"]*"|'[^']*'){2000,}+"""
)  # 2,000 characters of a tag outside quotes: libxml2 takes minutes for a tag of many attributes
_SELF_CLOSED: Final = re.compile(r"<([a-zA-Z][^\s<>/]*+)([^<>]*)/>")
_TITLE: Final = re.compile(r"<(/?)title\b", re.I)


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened page: its text, where each line stood, and the tree it was read from."""

    text: str
    blocks: tuple[SourceBlock, ...]
    root: etree._Element | None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Frame:
    """An open element: its place among its like, the block it belongs to, and, below the depth that
    is mapped, the ancestor that stands for it."""

    parent: _Frame | None
    depth: int
    step: str
    tag: str
    block: _Frame | None = None
    deepest: _Frame | None = None
    preformatted: bool = False
    hidden: bool = False
    children: dict[str, int] = field(default_factory=dict)
    known_path: str | None = None

    def path(self) -> str:
        """An absolute XPath to this element, or to its ancestor at the greatest depth that is mapped."""
        if self.known_path is None:
            steps: list[str] = []
            frame: _Frame | None = self
            while frame is not None:
                steps.append(frame.step)
                frame = frame.parent
            self.known_path = "/" + "/".join(reversed(steps))
        return self.known_path


class _Lines:
    """Collects text into lines, and knows the block element of each."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._block: _Frame | None = None
        self._ended: str | None = None
        self._started: str | None = None

    def text(self, words: str | None, frame: _Frame) -> None:
        """Text that stands directly in ``frame``."""
        if not words:
            return
        if not frame.preformatted:
            self._add(words, frame)
            return
        first, *rest = words.split("\n")
        self._add(first, frame)
        for line in rest:
            self.end_line()
            self._add(line, frame)

    def _add(self, words: str, frame: _Frame) -> None:
        if not words:
            return
        if self._pieces and self._ended and self._started and self._is_new_word(words):
            self._pieces.append(" ")
        if self._block is None and not words.isspace():
            self._block = frame.block
        self._pieces.append(words)
        self._ended = self._started = None

    def _is_new_word(self, words: str) -> bool:
        before, after = self._pieces[-1][-1], words[0]
        if not (before.isalnum() and after.isalnum()):
            return False
        both_links = self._ended == "a" and self._started == "a"
        return both_links or after.isupper() or before.isdigit() != after.isdigit()

    def inline_started(self, tag: str) -> None:
        """An inline element begins."""
        if self._ended:
            self._started = tag if self._started is None or tag == "a" else self._started

    def inline_ended(self, tag: str) -> None:
        """An inline element ends."""
        self._ended = tag if self._ended is None or tag == "a" else self._ended

    def end_line(self) -> None:
        """Close the line, and keep it if anything in it can be seen."""
        line = " ".join("".join(self._pieces).split())
        if line.strip(_INVISIBLE):
            if len(self.lines) >= MAX_LINES:
                why = f"the page has more than {MAX_LINES:,} lines of text"
                raise Unreadable(why, "split it, or read the parts that you need")
            assert self._block is not None
            self.lines.append((line, (self._block.deepest or self._block).path()))
        self._pieces, self._block = [], None
        self._ended = self._started = None


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser gave up because of depth."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, too_deep


def _without_nesting(markup: str) -> str:
    """The same words with a break for every block tag, and no other tags but scripts and the like."""

    def replace(found: re.Match[str]) -> str:
        tag = found.group(2).lower()
        if tag in _RAW:
            return f"<{found.group(1)}{tag}>"
        return "<br>" if tag in _BLOCK or tag in _BREAK else ""

    return _TAG.sub(replace, markup)


def _closed(found: re.Match[str]) -> str:
    tag = found.group(1)
    return found.group() if tag.lower() in _VOID else f"<{tag}{found.group(2)}></{tag}>"


def _with_title_closed(markup: str) -> str:
    last = max(_TITLE.finditer(markup), key=re.Match.start, default=None)
    if last is None or last.group(1):
        return markup
    end = markup.find("<", last.end())
    return markup if end < 0 else f"{markup[:end]}</title>{markup[end:]}"


def parse_html(markup: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """A tree for any markup (``None`` where there is none in it), and notes on what was lost.

    A title that is never closed would swallow the page; it is closed at the next tag. So would an
    element that XHTML closes in its own tag (``<script/>``); it is closed as HTML has it.
    """
    markup = markup.lstrip("\ufeff").translate(_CONTROLS)
    if markup.lstrip().startswith("<?xml"):
        markup = _SELF_CLOSED.sub(_closed, markup)
    markup = _CROWDED.sub(r"\1", markup)
    root, too_deep = _parse(_with_title_closed(markup))
    if not too_deep:
        return root, ()
    root, _ = _parse(_without_nesting(markup))
    return root, ("nested deeper than 2,048 levels: read without its nesting",)


def _is_hidden(element: etree._Element, tag: str, style: str) -> bool:
    if tag in _DROPPED:
        return True
    if tag in _REVEALED:
        return False
    if element.get("hidden") is not None:
        return True
    return bool(style) and _HIDDEN_STYLE.search(style) is not None


def _open(parent: _Frame | None, tag: str, style: str) -> _Frame:
    """The frame of an element that begins, counted among its parent's children."""
    key = tag if _PLAIN_TAG.match(tag) else "*"
    number = 1
    if parent is not None:
        counts = parent.children
        counts["*all"] = counts.get("*all", 0) + 1
        counts[tag] = counts.get(tag, 0) + 1
        number = counts["*all"] if key == "*" else counts[tag]
    frame = _Frame(parent, parent.depth + 1 if parent else 1, f"{key}[{number}]", tag)
    is_block = tag in _BLOCK or (bool(style) and _BLOCK_STYLE.search(style) is not None)
    frame.block = frame if is_block or parent is None else parent.block
    if frame.depth > _MAX_PATH_DEPTH and parent is not None:
        frame.deepest = parent.deepest or parent
    frame.preformatted = tag in _PREFORMATTED or (parent is not None and parent.preformatted)
    return frame


def _walk(root: etree._Element, lines: _Lines) -> None:
    frames: list[_Frame] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            tag, style = str(element.tag), element.get("style") or ""
            frame = _open(frames[-1] if frames else None, tag, style)
            frames.append(frame)
            if _is_hidden(element, tag, style):
                frame.hidden = True
                walker.skip_subtree()
            else:
                _start(element, frame, lines)
        else:
            _end(frames.pop(), lines)
            if frames:
                lines.text(element.tail, frames[-1])


def _start(element: etree._Element, frame: _Frame, lines: _Lines) -> None:
    if frame.block is frame or frame.tag in _BREAK:
        lines.end_line()
    else:
        lines.inline_started(frame.tag)
    if frame.tag == "q":
        lines.text("“", frame)
    lines.text(element.text, frame)


def _end(frame: _Frame, lines: _Lines) -> None:
    if frame.hidden:
        return
    if frame.tag == "q":
        lines.text("”", frame)
    if frame.block is frame:
        lines.end_line()
    elif frame.tag not in _BREAK:
        lines.inline_ended(frame.tag)


def _mapped(lines: list[tuple[str, str]]) -> Iterator[SourceBlock]:
    start = 0
    for line, path in lines:
        yield SourceBlock(Span(start, start + len(line)), path)
        start += len(line) + 1


def flatten(markup: str) -> Flat:
    """All visible text of a page. Raises ``Unreadable`` beyond ``MAX_LINES``, and nothing else."""
    root, notes = parse_html(markup)
    if root is None:
        return Flat("", (), None, notes)
    lines = _Lines()
    _walk(root, lines)
    lines.end_line()
    return Flat("\n".join(line for line, _ in lines.lines), tuple(_mapped(lines.lines)), root, notes)
