"""From a text to units: the stretches that one role each is given to.

A unit is a line; lines that a fixed width broke are joined to their paragraph, and a line on which
two things were run together (a picture's credit and its caption, a headline and what stood below
it, a dateline and the report) is cut. Units are in order, do not overlap, are trimmed of white
space and hold every character that is not white space.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from dragoman.clean.phrases import LONGEST_LINE, Phrases
from dragoman.model import Span

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")  # trimmed of white space
_ENDINGS = frozenset(".!?…。！？")
_CLOSING = "\"'”’»)]*"
_WORD = re.compile(r"\w+")
_GLUE = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z][\w’']*\s)|(?<=[A-Z]{2})(?=[A-Z][a-z]+\s)")
_GLUED_CREDIT = re.compile(r"(?:©|\(c\)\s)\s*")
_MONTH = r"[A-Z][a-z]{2,8}"
_DAY = rf"(?:{_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"  # March 9, 2033; 9 March
_BY_AGENCY = r"\([A-Z][\w ./-]{1,40}\)"  # (MPA)
_DATELINE = re.compile(
    r"(?:(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}"  # KARSK
    rf"(?:, [A-Z][\w. ]{{2,20}})?(?:[,.]? {_DAY})?(?:,? ?{_BY_AGENCY})?"
    rf"|[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){{0,2}}(?:, {_DAY})? {_BY_AGENCY}"  # Port Amiel (MPA)
    rf"|{_BY_AGENCY})\s*[-–—]+\s*"
    rf"|[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+, {_DAY}\. /[A-Z][\w ]{{1,20}}/\.\s*)"  # KARSK, March 9. /MPA/.
)
_OPENS = re.compile(r"[\"'“‘]?[A-ZÀ-Þ]")
_MARKDOWN = re.compile(r"^(?:#{1,6}|>)\s|\*\*|\]\(|^[*_].*[*_]$")
_MARKS = re.compile(r"^(?:#{1,6}|>)\s+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_]+)\1")
_SMALLEST_WRAP, _LARGEST_WRAP = 50, 120  # code points: widths at which mail and agencies break lines
_LONGEST_BARE_DATELINE = 60  # code points; behind a dateline in a longer line the report begins
_LOOKED_AT = 2_000  # code points of a unit; no rule asks for more than 90 words
_SHORTEST_GLUED = 24  # code points of a line that is looked for inside others
_SEAM = re.compile(r"\S(?=[A-ZÀ-Þ“\"])")


@dataclass(slots=True)
class Unit:
    """A stretch that gets one role. ``text`` is its words without the marks of Markdown; ``words`` are
    those of its first 2,000 code points in lower case, digits among them; ``asks``: the lists of patterns
    that may match it (``Phrases.asks``); ``ends``: as a sentence does; ``heading``: marked as one in
    Markdown; ``glued``: cut out of one line with the unit before it; ``apart``: a blank line stands before
    it. Never changed once made; not frozen, since a page has hundreds and freezing costs most of the time
    that one takes to make."""

    span: Span
    text: str
    words: list[str]
    asks: int
    ends: bool
    heading: bool
    glued: bool = False
    apart: bool = False


def find_units(text: str, phrases: Phrases) -> list[Unit]:
    """The units of a text."""
    matches = list(_LINE.finditer(text))
    spans, lines = [Span(*found.span()) for found in matches], [found[0] for found in matches]
    if _is_wrapped(text, spans):
        spans = _joined(text, spans)
        lines = [span.of(text) for span in spans]
    glued = _Lines(lines)
    known: dict[str, tuple[str, list[str], int, bool, bool]] = {}  # a third of a page's lines come again
    units: list[Unit] = []
    above = len(text)
    for span, line in zip(spans, lines, strict=True):
        bare, words, asks, ends, heading = known.get(line) or known.setdefault(line, _read(line, phrases))
        at = _cut(line, asks, glued, phrases)
        apart = span.start - above > 1 and text.count("\n", above, span.start) > 1
        above = span.end
        if at is None:
            units.append(Unit(span, bare, words, asks, ends, heading, False, apart))
            continue
        for number, piece in enumerate(_parts(line, span.start, at)):
            units.append(Unit(piece, *_read(piece.of(text), phrases), number > 0, apart and not number))
    return units


def _parts(line: str, start: int, at: int) -> list[Span]:
    """Both sides of a cut, as far as they hold words, trimmed."""
    sides = ((start, line[:at]), (start + at, line[at:]))
    whole = ((begin + len(side) - len(side.lstrip()), side.strip()) for begin, side in sides)
    return [Span(begin, begin + len(side)) for begin, side in whole if side]


def _read(line: str, phrases: Phrases) -> tuple[str, list[str], int, bool, bool]:
    """What a line tells wherever it stands: a unit's text, words, asks, ends and heading."""
    bare = _bare(line)
    words = _WORD.findall(bare[:_LOOKED_AT].casefold())
    return bare, words, phrases.asks(bare, words), _ends(bare), line[0] == "#"


def _ends(line: str) -> bool:
    """Whether a line ends as a sentence does, marks that close a quotation or a bracket aside."""
    last = line[-1:]
    return last in _ENDINGS or (last in _CLOSING and line[-12:].rstrip(_CLOSING)[-1:] in _ENDINGS)


def _bare(line: str) -> str:
    """The words without a heading's or a quotation's marks, emphasis round them, and link targets."""
    if len(line) > 20 * LONGEST_LINE:
        return line
    if line[0] not in "#>*_" and "**" not in line and "](" not in line:
        return line
    plain = _LINK.sub(r"\1", _MARKS.sub("", line).replace("**", "")) if _MARKDOWN.search(line) else line
    emphasis = _EMPHASIS.fullmatch(plain)
    return (emphasis[2] if emphasis else plain).strip() or line


def bare_span(unit: Unit, text: str) -> Span:
    """A unit's span without the marks of Markdown that make all of it emphasis, where it has any."""
    if text[unit.span.start] not in "*_":
        return unit.span
    line = unit.span.of(text)
    found = _EMPHASIS.fullmatch(line) if len(line) <= _LOOKED_AT else None
    if not found or found[2] != found[2].strip():
        return unit.span
    return Span(unit.span.start + found.start(2), unit.span.start + found.end(2))


# ------------------------------------------------------------------- paragraphs of a fixed width


def _adjacent(text: str, left: Span, right: Span) -> bool:
    between = text[left.end : right.start]
    return between.count("\n") <= 1 and len(between) <= 8


def _is_full(text: str, left: Span, right: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted behind this line."""
    word = right.of(text).split(maxsplit=1)[0]
    return left.end - left.start + 1 + len(word) > width


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    width = max((s.end - s.start for s in lines), default=0)
    if not _SMALLEST_WRAP <= width <= _LARGEST_WRAP:
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    open_pairs = [(a, b) for a, b in pairs if not _ends(a.of(text))]
    if not open_pairs:
        return False
    full = sum(_is_full(text, a, b, width - 8) for a, b in open_pairs)
    small = sum(b.of(text)[0].islower() for _, b in open_pairs)
    return full >= 0.6 * len(open_pairs) and small >= 0.4 * len(open_pairs)


def _joined(text: str, lines: list[Span]) -> list[Span]:
    width = max(s.end - s.start for s in lines)
    joined: list[Span] = []
    last = lines[0]
    for line in lines:
        if joined and _adjacent(text, last, line) and _is_full(text, last, line, width - 8):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        last = line
    return joined


# ------------------------------------------------------------------- two things on one line


class _Lines:
    """The page's whole lines, to see which of them another line begins or ends with."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = {line for line in lines if _SHORTEST_GLUED <= len(line) <= LONGEST_LINE}
        self._starts = Counter([line[:_SHORTEST_GLUED] for line in self._lines])
        self._ends = Counter([line[-_SHORTEST_GLUED:] for line in self._lines])

    def seam(self, line: str) -> int | None:
        """Where another line of the page is glued to the end or the start of this one."""
        if len(line) > 3 * LONGEST_LINE or not self._may_hold(line):
            return None
        for found in _SEAM.finditer(line, _SHORTEST_GLUED - 1, len(line) - _SHORTEST_GLUED):
            at = found.end()
            if line[at:] in self._lines or line[:at] in self._lines:
                return at
        return None

    def _may_hold(self, line: str) -> bool:
        """Whether another line opens or closes as this one does."""
        own = line in self._lines
        return (
            self._starts.get(line[:_SHORTEST_GLUED], 0) > own
            or self._ends.get(line[-_SHORTEST_GLUED:], 0) > own
        )


def _cut(line: str, asks: int, known: _Lines, phrases: Phrases) -> int | None:
    """Where a line falls into two, if it does."""
    at = None
    if len(line) >= 2 * _SHORTEST_GLUED:
        at = known.seam(line)
    if at is None and asks and line[0] in "©(":
        at = _credit_before(line)
    if at is None and len(line) > _LONGEST_BARE_DATELINE:
        at = _dateline(line)
    return phrases.mark_behind(line, asks) if at is None and asks else at


def _credit_before(line: str) -> int | None:
    """Where a caption is glued to the credit in front of it ("© MPA / Jo NowakThe minister ...")."""
    mark = _GLUED_CREDIT.match(line)
    if not mark:
        return None
    for seam in _GLUE.finditer(line, mark.end(), min(len(line), mark.end() + 80)):
        name = line[: seam.start()].split()[-1]
        if name not in ("Mac", "Van", "Von") and len(line[seam.start() :].split()) >= 3:
            return seam.start()
    return None


def is_dateline(line: str) -> bool:
    """Whether a unit is nothing but place, day and agency ("KARSK, March 9 (MPA) -")."""
    return line[-1:] in ("-", "–", "—", ".") and len(line) <= 120 and bool(_DATELINE.fullmatch(line))


def _dateline(line: str) -> int | None:
    found = _DATELINE.match(line, 0, 200)
    if not found or not _OPENS.match(line, found.end()):
        return None
    return found.end()
