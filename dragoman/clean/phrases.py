"""The words that tell page furniture from an article, compiled once from ``furniture.toml``.

Each method answers one question about one stretch of text and costs time linear in its length;
whole-line patterns are never tried on text longer than ``LONGEST_LINE``. Most lines are answered
without a pattern: ``words`` are the line's words in lower case, and the table tells for each list of
patterns which words they need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages import data

LONGEST_LINE = 400  # code points; nothing longer is a menu, a caption's mark or a credit
_LONGEST_HEADING = 80  # code points of a line that opens a list of other articles, or what follows an article
_SHORTEST_PROSE = 25  # code points; what is shorter is a menu's
_SIGN = re.compile(r"[\d:|>›»•·@(/]")  # one of these, or no letter at its beginning, has a line of signs
_DASHES = ("-", "–", "—")
_CREDIT = ("©", "(c)", "photo", "image", "picture", "credit")
_EDGES = " \t\r\n.,:;!?|·•*»«<>→←↑↓▲▼()[]\"'“”‘’-–—+…\u00a0"


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _may_credit(low: str) -> bool:
    for word in _CREDIT:  # noqa: SIM110 - a loop is half the time, and every line comes by here
        if word in low:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Hinted:
    """Patterns, and the words of which text that they match has at least one."""

    pattern: re.Pattern[str]
    hints: frozenset[str]

    def may_match(self, words: Sequence[str]) -> bool:
        """Whether text with these words is worth trying."""
        return not self.hints.isdisjoint(words)

    def is_whole(self, line: str, words: Sequence[str]) -> bool:
        """Whether one of the patterns matches all of a line."""
        return not self.hints.isdisjoint(words) and self.pattern.fullmatch(line) is not None

    def is_within(self, text: str, words: Sequence[str]) -> bool:
        """Whether one of them matches somewhere."""
        return not self.hints.isdisjoint(words) and self.pattern.search(text) is not None


def _hinted(table: dict[str, Any], name: str) -> Hinted:
    return Hinted(_whole(table[name]), frozenset(table["hints"][name]))


class Phrases:
    """The tables of one language, as questions."""

    def __init__(self, language: str) -> None:
        table = data(language, "furniture")
        self._lines = frozenset(table["lines"])
        self._signs = _whole(table["signs"])
        self._patterns = _hinted(table, "patterns")
        self._floating = _hinted(table, "floating")
        self._prose = _hinted(table, "prose")
        self._after = _hinted(table, "after")
        self._closing = _hinted(table, "closing")
        self._list = _hinted(table, "list")
        self._caption = _hinted(table, "caption")
        self._credit = _hinted(table, "credit")
        self._byline = _hinted(table, "byline")
        self._all_hints = frozenset(word for words in table["hints"].values() for word in words)
        self._related_hints = frozenset(table["hints"]["related"])
        self._related = re.compile(rf"({table['related']})\b\s*[:»>→.–—-]*\s*(.*)", re.IGNORECASE)
        self._stamp = re.compile(rf"\s*{table['stamp']}\s*", re.IGNORECASE)
        self._asker = re.compile(table["asker"], re.IGNORECASE)
        self._answerer = re.compile(table["answerer"], re.IGNORECASE)
        self._stamp_behind = re.compile(rf"\s{table['stamp']}$", re.IGNORECASE)
        self._credit_behind = re.compile(rf"{table['credit_behind']}$", re.IGNORECASE)
        self._original = [re.compile(p, re.IGNORECASE | re.MULTILINE) for p in table["original"]]
        self._original_hints = frozenset(table["hints"]["original"])
        self.interview = re.compile(table["interview"], re.IGNORECASE)
        self.outlet_words = frozenset(table["outlet_words"])
        self.section_words = frozenset(table["section_words"])
        self.articles = frozenset(table["articles"])
        self.issuers = frozenset(table["issuers"])
        self._labels = {word: kind for kind, words in table["labels"].items() for word in words}
        self.published_word = re.compile(table["words"]["published"], re.IGNORECASE)
        self.updated_word = re.compile(table["words"]["updated"], re.IGNORECASE)
        self._amended = Hinted(
            re.compile(table["words"]["amended"], re.IGNORECASE), frozenset(table["hints"]["amended"])
        )
        self.months = {
            name: number
            for names in table["months"].values()
            for number, name in enumerate(names.split(), start=1)
        }
        self.stopwords = frozenset(table["stopwords"])

    def is_silent(self, line: str, words: Sequence[str]) -> bool:
        """Whether a line of letters alone holds no word and no mark that any pattern asks for."""
        return self._all_hints.isdisjoint(words) and line[:1].isalpha() and not _SIGN.search(line)

    def is_menu_word(self, line: str) -> bool:
        """A line of the table's own, word for word."""
        return len(line) <= LONGEST_LINE and line.casefold().strip(_EDGES) in self._lines

    def is_furniture(self, line: str, words: Sequence[str]) -> bool:
        """Chrome as a whole line: a menu word, a timer, a log-in."""
        if len(line) > LONGEST_LINE:
            return False
        return (
            self.is_menu_word(line)
            or self._is_sign(line)
            or self._patterns.is_whole(line, words)
            or self._floating.is_whole(line, words)
        )

    def _is_sign(self, line: str) -> bool:
        may = not line[:1].isalpha() or _SIGN.search(line)
        return bool(may) and self._signs.fullmatch(line) is not None

    def is_furniture_prose(self, text: str, words: Sequence[str]) -> bool:
        """A sentence about the site rather than the world."""
        if not _SHORTEST_PROSE <= len(text) <= 3 * LONGEST_LINE or not self._prose.may_match(words):
            return False
        return not any(mark in text for mark in '“”"') and self._prose.is_within(text, words)

    def is_after(self, line: str, words: Sequence[str]) -> bool:
        """A line behind which the page is no longer the article."""
        return len(line) <= _LONGEST_HEADING and self._after.is_whole(line.strip(_EDGES), words)

    def is_closing(self, line: str, words: Sequence[str]) -> bool:
        """A line behind which it surely is not: readers' comments with their number, the author's life."""
        return len(line) <= 60 and self._closing.is_whole(line.strip(_EDGES), words)

    def is_list(self, line: str, words: Sequence[str]) -> bool:
        """The heading of a list of other articles."""
        return len(line) <= _LONGEST_HEADING and self._list.is_whole(line.strip(_EDGES), words)

    def is_repost(self, line: str, words: Sequence[str]) -> bool:
        """A line that only says where the article came from."""
        if len(line) > 100 or "|" in line or self._original_hints.isdisjoint(words):
            return False
        return any(p.match(line) for p in self._original)

    def originals(self, line: str, words: Sequence[str]) -> list[re.Match[str]]:
        """Where a line names an outlet (group 1) as the one that carried the article first."""
        if self._original_hints.isdisjoint(words):
            return []
        return [found for p in self._original if (found := p.search(line))]

    def tells_change(self, line: str, words: Sequence[str]) -> bool:
        """Whether a sentence of the page's own tells that the page was changed."""
        return self._amended.is_within(line, words)

    def related(self, line: str, words: Sequence[str]) -> str | None:
        """The headline behind a "Read more" mark: empty where the mark stands alone, ``None`` where
        there is no mark."""
        if len(line) > LONGEST_LINE or self._related_hints.isdisjoint(words):
            return None
        match = self._related.fullmatch(line)
        if not match or (
            match[2] and not (match[2][0].isupper() or match[2][0] in "\"'“‘" or match[2][0].isdigit())
        ):
            return None
        # "More than ..." is a sentence: the bare word opens a box only when it stands alone.
        return match[2] if not match[2] or " " in match[1].strip() or ":" in line[:10] else None

    def is_caption(self, line: str, words: Sequence[str]) -> bool:
        """A line that marks itself as a picture's."""
        may = "(" in line or self._caption.may_match(words)
        return may and len(line) <= 3 * LONGEST_LINE and self._caption.pattern.fullmatch(line) is not None

    def is_credit(self, line: str, words: Sequence[str]) -> bool:
        """A line that names only who owns a picture."""
        may = line[:1] in ("©", "(") or self._credit.may_match(words)
        return may and len(line) <= 120 and self._credit.pattern.fullmatch(line) is not None

    def label(self, line: str) -> tuple[str, str] | None:
        """What a line of a mail's or a database's head tells ("Subject: ..."): the kind (title, author,
        date, outlet, other) and the words."""
        word, colon, value = line[:LONGEST_LINE].partition(":")
        kind = self._labels.get(word.strip().casefold()) if colon else None
        return (kind, value.strip()) if kind else None

    def is_byline(self, line: str, words: Sequence[str]) -> bool:
        """A line that names who wrote the article."""
        return len(line) <= 160 and self._byline.is_whole(line, words)

    def stamp(self, line: str) -> str | None:
        """The site's name in a stamp line ("- Site Name, 1920, 06.09.2031")."""
        if line[:1] not in _DASHES or not line[-1].isdecimal() or len(line) > LONGEST_LINE:
            return None
        match = self._stamp.fullmatch(line)
        return match[1].strip() if match else None

    def mark_behind(self, line: str) -> int | None:
        """Where the stamp or the credit begins that a line's end holds behind its own words."""
        start = max(0, len(line) - LONGEST_LINE)
        found = self._stamp_behind.search(line, start) if line[-1:].isdecimal() else None
        if found is None:
            found = self._credit_behind.search(line, start) if _may_credit(line[start:].casefold()) else None
        return found.start() if found and found.start() > 0 else None

    def turn(self, line: str) -> str | None:
        """``"asks"`` or ``"answers"`` where a label such as "Q:" says so."""
        if self._asker.match(line):
            return "asks"
        return "answers" if self._answerer.match(line) else None


@cache
def phrases(language: str = "en") -> Phrases:
    """The tables of a language; every page is looked at with those of English, since English
    chrome stands on pages of many languages."""
    return Phrases(language)
