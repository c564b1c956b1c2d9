"""The words that tell page furniture from an article, compiled once from ``furniture.toml``.

Each method answers one question about one stretch of text and costs time linear in its length;
whole-line patterns are never tried on text longer than ``LONGEST_LINE``.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.languages import data

LONGEST_LINE = 400  # code points; nothing longer is a menu, a caption's mark or a credit
_SHORTEST_PROSE = 25  # code points; what is shorter is a menu's
_DASH = re.compile(r"\s[-–—]\s")
_CREDIT = re.compile(r"©|\(c\)|photo|image|picture|credit", re.IGNORECASE)
_EDGES = " \t\r\n.,:;!?|·•*»«<>→←↑↓▲▼()[]\"'“”‘’-–—+…\u00a0"


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


class Phrases:
    """The tables of one language, as questions."""

    def __init__(self, language: str) -> None:
        table = data(language, "furniture")
        self._lines = frozenset(table["lines"])
        self._patterns = _whole(table["patterns"])
        self._floating = _whole(table["floating"])
        self._floating_hints = tuple(table["floating_hints"])
        self._prose = _whole(table["prose"])
        self._prose_hints = tuple(table["prose_hints"])
        self._after = _whole(table["after"])
        self._closing = _whole(table["closing"])
        self._list = _whole(table["list"])
        self._caption = _whole(table["caption"])
        self._credit = _whole(table["credit"])
        self._byline = _whole(table["byline"])
        self._related = re.compile(rf"({table['related']})\b\s*[:»>→.–—-]*\s*(.*)", re.IGNORECASE)
        self._stamp = re.compile(rf"\s*{table['stamp']}\s*", re.IGNORECASE)
        self._asker = re.compile(table["asker"], re.IGNORECASE)
        self._answerer = re.compile(table["answerer"], re.IGNORECASE)
        self._stamp_behind = re.compile(rf"\s{table['stamp']}$", re.IGNORECASE)
        self._credit_behind = re.compile(rf"{table['credit_behind']}$", re.IGNORECASE)
        self.original = [re.compile(p, re.IGNORECASE | re.MULTILINE) for p in table["original"]]
        self.interview = re.compile(table["interview"], re.IGNORECASE)
        self.outlet_words = frozenset(table["outlet_words"])
        self.section_words = frozenset(table["section_words"])
        self.articles = frozenset(table["articles"])
        self.issuers = frozenset(table["issuers"])
        self._labels = {word: kind for kind, words in table["labels"].items() for word in words}
        self.published_word = re.compile(table["words"]["published"], re.IGNORECASE)
        self.updated_word = re.compile(table["words"]["updated"], re.IGNORECASE)
        self.amended = re.compile(table["words"]["amended"], re.IGNORECASE)
        self.months = {
            name: number
            for names in table["months"].values()
            for number, name in enumerate(names.split(), start=1)
        }
        self.stopwords = frozenset(table["stopwords"])

    def is_furniture(self, line: str) -> bool:
        """Chrome as a whole line: a menu word, a timer, a log-in."""
        if len(line) > LONGEST_LINE:
            return False
        low = line.casefold()
        if low.strip(_EDGES) in self._lines or self._patterns.fullmatch(line):
            return True
        return any(hint in low for hint in self._floating_hints) and bool(self._floating.fullmatch(line))

    def is_furniture_prose(self, text: str) -> bool:
        """A sentence about the site rather than the world."""
        if not _SHORTEST_PROSE <= len(text) <= 3 * LONGEST_LINE or any(mark in text for mark in '“”"'):
            return False
        low = text.casefold()
        return any(hint in low for hint in self._prose_hints) and bool(self._prose.search(text))

    def is_after(self, line: str) -> bool:
        """A line behind which the page is no longer the article."""
        return len(line) <= 80 and bool(self._after.fullmatch(line.strip(_EDGES)))

    def is_closing(self, line: str) -> bool:
        """A line behind which it surely is not: readers' comments with their number, the author's life."""
        return len(line) <= 60 and bool(self._closing.fullmatch(line.strip(_EDGES)))

    def is_list(self, line: str) -> bool:
        """The heading of a list of other articles."""
        return len(line) <= 80 and bool(self._list.fullmatch(line.strip(_EDGES)))

    def is_repost(self, line: str) -> bool:
        """A line that only says where the article came from."""
        return len(line) <= 100 and "|" not in line and any(p.match(line) for p in self.original)

    def related(self, line: str) -> str | None:
        """The headline behind a "Read more" mark: empty where the mark stands alone, ``None`` where
        there is no mark."""
        if len(line) > LONGEST_LINE:
            return None
        match = self._related.fullmatch(line)
        if not match or (
            match[2] and not (match[2][0].isupper() or match[2][0] in "\"'“‘" or match[2][0].isdigit())
        ):
            return None
        # "More than ..." is a sentence: the bare word opens a box only when it stands alone.
        return match[2] if not match[2] or " " in match[1].strip() or ":" in line[:10] else None

    def is_caption(self, line: str) -> bool:
        """A line that marks itself as a picture's."""
        return len(line) <= 3 * LONGEST_LINE and bool(self._caption.fullmatch(line))

    def is_credit(self, line: str) -> bool:
        """A line that names only who owns a picture."""
        return len(line) <= 120 and bool(self._credit.fullmatch(line))

    def label(self, line: str) -> tuple[str, str] | None:
        """What a line of a mail's or a database's head tells ("Subject: ..."): the kind (title, author,
        date, outlet, other) and the words."""
        word, colon, value = line[:LONGEST_LINE].partition(":")
        kind = self._labels.get(word.strip().casefold()) if colon else None
        return (kind, value.strip()) if kind else None

    def is_byline(self, line: str) -> bool:
        """A line that names who wrote the article."""
        return len(line) <= 160 and bool(self._byline.fullmatch(line))

    def stamp(self, line: str) -> str | None:
        """The site's name in a stamp line ("- Site Name, 1920, 06.09.2031")."""
        match = self._stamp.fullmatch(line) if len(line) <= LONGEST_LINE else None
        return match[1].strip() if match else None

    def mark_behind(self, line: str) -> int | None:
        """Where the stamp or the credit begins that a line's end holds behind its own words."""
        start = max(0, len(line) - LONGEST_LINE)
        found = self._stamp_behind.search(line, start) if _DASH.search(line, start) else None
        if found is None and _CREDIT.search(line, start):
            found = self._credit_behind.search(line, start)
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
