"""How the report words dates, doubts and odd characters, so that every list says them alike.

Nothing here knows of HTML. ``visible`` is the last thing that happens to every text before it is
escaped: control characters, bidirectional overrides and lone surrogates become signs that can be
seen and do nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model import Interval, Precision, Statement

UNSURE = 0.35
"""From this doubt on (0 sure to 1) a finding carries a worded mark."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

_BIDI = {
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
_SIGNS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "␡",
    **{code: f"⟨U+{code:04X}⟩" for code in (*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)},
    **{code: f"⟨{name}⟩" for code, name in _BIDI.items()},
}
# The same characters as ranges: one class of two thousand members is searched eight times slower.
ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
"""What ``visible`` changes, as the inside of a class of characters."""

_ODD = re.compile(f"[{ODD}]")
_RETURN = re.compile(r"\r\n?")


def visible(text: str) -> str:
    """The text with every character that could hide, reorder or break made a harmless sign."""
    if not _ODD.search(text):
        return text
    return _RETURN.sub("\n", text).translate(_SIGNS)


def one_line(text: str, limit: int | None = None) -> str:
    """The text on one line, cut at a word's end after ``limit`` characters with an ellipsis."""
    line = " ".join(text.split())
    if limit is None or len(line) <= limit:
        return line
    cut = line.rfind(" ", limit // 2, limit)
    return line[: cut if cut > 0 else limit].rstrip(" ,;:.–—-") + " …"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 article``, ``1,200 articles``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


class DateState(StrEnum):
    """What is known of the day on which words were said."""

    SAID = "said"
    BY = "by"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is shown. ``first`` and ``last`` bound it; ``state`` says whether the words date
    it, or only a latest possible day is known (mostly the article's own), or nothing is."""

    label: str
    basis: str
    state: DateState
    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> str | None:
        """The day in ISO form where it is one day, else ``None``."""
        return self.first.isoformat() if self.first is not None and self.first == self.last else None

    @property
    def key(self) -> date:
        """What lists are sorted by; open dates come last."""
        return self.first or self.last or date.max


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _range(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{first.day}–{_day(last)}"


def word_days(first: date | None, last: date | None, precision: Precision = Precision.DAY) -> str:
    """``10 Mar 2022``, ``7–13 Mar 2022``, ``Mar 2022``, ``2022``, ``from ...``, ``until ...``."""
    if first is None or last is None:
        if first is not None:
            return f"from {_day(first)}"
        return f"until {_day(last)}" if last is not None else "date open"
    if precision is Precision.YEAR and first.year == last.year:
        return str(first.year)
    if precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return _day(first) if first == last else _range(first, last)


def short_day(day: date) -> str:
    """``10 Mar``, for axes that give the year apart."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def word_published(published: Interval | None) -> When:
    """When an article came out, as far as its page tells."""
    if published is None or (published.first is None and published.last is None):
        return When("date not told", "nothing on the page tells when it came out", DateState.OPEN)
    label = word_days(published.first, published.last, published.precision)
    return When(label, published.basis, DateState.SAID, published.first, published.last)


def word_said(said_on: Interval | None, published: Interval | None) -> When:
    """When words were said: by their own date, else not after a day (mostly the article's), else open."""
    if said_on is not None and said_on.first is not None:
        label = word_days(said_on.first, said_on.last, said_on.precision)
        return When(label, said_on.basis, DateState.SAID, said_on.first, said_on.last)
    if said_on is not None and said_on.last is not None:
        return When(f"by {_day(said_on.last)}", said_on.basis, DateState.BY, None, said_on.last)
    latest = published.last if published is not None else None
    if published is not None and latest is not None:
        basis = f"the words give no date; the article is of {_day(latest)} ({published.basis})"
        return When(f"by {_day(latest)}", basis, DateState.BY, None, latest)
    return When("date open", "neither the words nor the page give a date", DateState.OPEN)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt that is large enough to be said, and what it is of: speaker, words or finding."""

    words: str
    of: str


def word_doubts(statement: Statement) -> tuple[Doubt, ...]:
    """The doubts of a statement that are large enough to be said."""
    parts = []
    if statement.speaker is not None and statement.doubt_speaker >= UNSURE:
        parts.append(Doubt("speaker unsure", "speaker"))
    if statement.doubt_span >= UNSURE:
        parts.append(Doubt("exact words unsure", "words"))
    if statement.doubt >= UNSURE and not parts:
        parts.append(Doubt("finding unsure", "finding"))
    return tuple(parts)


def doubt_figures(statement: Statement) -> str:
    """All three doubts as figures, for a hover text."""
    return (
        f"doubt {statement.doubt:.2f}; of the speaker {statement.doubt_speaker:.2f}; "
        f"of the exact words {statement.doubt_span:.2f} (0 is sure, 1 is not)"
    )
