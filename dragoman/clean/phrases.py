"""The words that tell page furniture from an article, compiled once from ``furniture.toml``.

Each method answers one question about one stretch of text and costs time linear in its length;
whole-line patterns are never tried on text longer than ``LONGEST_LINE``. Most lines are answered
without a pattern: the table tells for each list of patterns which words they need, ``asks`` looks a
line's words up once, and the methods take its answer, the lists that are worth trying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages import data

LONGEST_LINE = 400  # code points; nothing longer is a menu, a caption's mark or a credit
_LONGEST_HEADING = 80  # code points of a line that opens a list of other articles, or what follows an article
_SHORTEST_PROSE = 25  # code points; what is shorter is a menu's
_SIGN = re.compile(r"[\d:|>›»•·@(/]")  # one of these, or no letter at its beginning, has a line of signs
_LISTS = (  # of the table's hints; each has a bit of what ``asks`` answers
    "patterns",
    "floating",
    "prose",
    "after",
    "closing",
    "list",
    "related",
    "caption",
    "credit",
    "byline",
    "original",
    "amended",
    "credit_behind",
)
BITS = {name: 2 << number for number, name in enumerate(_LISTS)}
SIGNED = 1  # the bit of lines with such a sign
LISTED, CLOSING, AFTER = BITS["list"], BITS["closing"], BITS["after"]
ORIGINAL, AMENDED = BITS["original"], BITS["amended"]
_CAPTION_BIT, _CREDIT_BIT, _BEHIND = BITS["caption"], BITS["credit"], BITS["credit_behind"]
_WORDS_KNOWN = 2_000  # code points of a line whose words are looked up
_WORD = re.compile(r"\w+")
_DASHES = ("-", "–", "—")
_EDGES = " \t\r\n.,:;!?|·•*»«<>→←↑↓▲▼()[]\"'“”‘’-–—+…\u00a0"


def _whole(patterns: list[str]) -> re.Pattern[str]:
    """One of the patterns; those that begin at a word's border share it, so that it is looked for once."""
    inner = [p.removeprefix(r"\b") for p in patterns if p.startswith(r"\b")]
    others = [p for p in patterns if not p.startswith(r"\b")]
    border = [rf"\b(?:{'|'.join(f'(?:{p})' for p in inner)})"] if inner else []
    return re.compile("|".join((*(f"(?:{p})" for p in others), *border)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hinted:
    """Patterns, and the bit of lines that have a word without which none of them matches."""

    pattern: re.Pattern[str]
    bit: int

    def is_whole(self, line: str, asks: int) -> bool:
        """Whether one of the patterns matches all of a line."""
        return asks & self.bit != 0 and self.pattern.fullmatch(line) is not None

    def is_within(self, text: str, asks: int) -> bool:
        """Whether one of them matches somewhere."""
        return asks & self.bit != 0 and self.pattern.search(text) is not None


def _hinted(table: dict[str, Any], name: str) -> Hinted:
    return Hinted(_whole(table[name]), BITS[name])


class _Hints:
    """For each word the lists of patterns that ask for it, and those that ask for others beside it."""

    def __init__(self, hints: Mapping[str, Sequence[str]]) -> None:
        self._alone: dict[str, int] = {}
        self._beside: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for name, hinted in hints.items():
            for first, *others in map(str.split, hinted):
                if others:
                    self._beside.setdefault(first, []).append((BITS[name], frozenset(others)))
                else:
                    self._alone[first] = self._alone.get(first, 0) | BITS[name]
        self.words = frozenset((*self._alone, *self._beside))

    def bits(self, found: Iterable[str], words: Sequence[str]) -> int:
        """The lists that ask for some of the ``words``, of which ``found`` are known here."""
        bits, beside = 0, []
        for word in found:
            bits |= self._alone.get(word, 0)
            if word in self._beside:
                beside += self._beside[word]
        if beside:
            all_words = frozenset(words)
            for bit, others in beside:
                if others <= all_words:
                    bits |= bit
        return bits


class Phrases:
    """The tables of one language, as questions."""

    def __init__(self, language: str) -> None:
        table = data(language, "furniture")
        self._lines = frozenset(table["lines"])
        self.longest_listed = max(len(_WORD.findall(line)) for line in table["lines"])
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
        self._hints = _Hints(table["hints"])
        self._hinted = self._hints.words
        self._related = re.compile(rf"({table['related']})\b\s*[:»>→.–—-]*\s*(.*)", re.IGNORECASE)
        self._stamp = re.compile(rf"\s*{table['stamp']}\s*", re.IGNORECASE)
        self._asker = re.compile(table["asker"], re.IGNORECASE)
        self._answerer = re.compile(table["answerer"], re.IGNORECASE)
        self._stamp_behind = re.compile(rf"\s{table['stamp']}$", re.IGNORECASE)
        self._credit_behind = re.compile(rf"{table['credit_behind']}$", re.IGNORECASE)
        self._original = [re.compile(p, re.IGNORECASE | re.MULTILINE) for p in table["original"]]
        self.interview = re.compile(table["interview"], re.IGNORECASE)
        self.outlet_words = frozenset(table["outlet_words"])
        self.outlet_endings = tuple(w for w in table["outlet_words"] if len(w) > 3)
        self.section_words = frozenset(table["section_words"])
        self.articles = frozenset(table["articles"])
        self.issuers = frozenset(table["issuers"])
        self._labels = {word: kind for kind, words in table["labels"].items() for word in words}
        self.published_word = re.compile(table["words"]["published"], re.IGNORECASE)
        self.updated_word = re.compile(table["words"]["updated"], re.IGNORECASE)
        self._amended = Hinted(re.compile(table["words"]["amended"], re.IGNORECASE), AMENDED)
        self.months = {
            name: number
            for names in table["months"].values()
            for number, name in enumerate(names.split(), start=1)
        }
        self.stopwords = frozenset(table["stopwords"])
        self.selves = frozenset(table["selves"])
        self.addressing = frozenset(table["addressing"])
        self.dialogue = frozenset(table["dialogue"])

    def asks(self, line: str, words: Sequence[str]) -> int:
        """Which lists of patterns may match a line with these words, in lower case, as bits; 0 where it
        is of letters alone and holds no word and no mark that any pattern asks for."""
        found = self._hinted.intersection(words)
        bits = self._hints.bits(found, words) if found else 0
        if not line[:1].isalpha() or _SIGN.search(line):
            bits |= SIGNED
            if "(" in line:
                bits |= _CAPTION_BIT
            if line[:1] in ("©", "("):
                bits |= _CREDIT_BIT
        if "©" in line or len(line) > _WORDS_KNOWN:
            bits |= _BEHIND
        return bits

    def is_menu_word(self, line: str) -> bool:
        """A line of the table's own, word for word."""
        return len(line) <= LONGEST_LINE and line.casefold().strip(_EDGES) in self._lines

    def is_furniture(self, line: str, asks: int) -> bool:
        """Chrome as a whole line: a menu word, a timer, a log-in."""
        if len(line) > LONGEST_LINE:
            return False
        return (
            self.is_menu_word(line)
            or (asks & SIGNED != 0 and self._signs.fullmatch(line) is not None)
            or self._patterns.is_whole(line, asks)
            or self._floating.is_whole(line, asks)
        )

    def is_furniture_prose(self, text: str, asks: int) -> bool:
        """A sentence about the site rather than the world."""
        if not asks & self._prose.bit or not _SHORTEST_PROSE <= len(text) <= 3 * LONGEST_LINE:
            return False
        return not any(mark in text for mark in '“”"') and self._prose.is_within(text, asks)

    def is_after(self, line: str, asks: int) -> bool:
        """A line behind which the page is no longer the article."""
        return len(line) <= _LONGEST_HEADING and self._after.is_whole(line.strip(_EDGES), asks)

    def is_closing(self, line: str, asks: int) -> bool:
        """A line behind which it surely is not: readers' comments with their number, the author's life."""
        return len(line) <= 60 and self._closing.is_whole(line.strip(_EDGES), asks)

    def is_list(self, line: str, asks: int) -> bool:
        """The heading of a list of other articles."""
        return len(line) <= _LONGEST_HEADING and self._list.is_whole(line.strip(_EDGES), asks)

    def is_repost(self, line: str, asks: int) -> bool:
        """A line that only says where the article came from."""
        if not asks & ORIGINAL or len(line) > 100 or "|" in line:
            return False
        return any(p.match(line) for p in self._original)

    def originals(self, line: str, asks: int) -> list[re.Match[str]]:
        """Where a line names an outlet (group 1) as the one that carried the article first."""
        if not asks & ORIGINAL:
            return []
        return [found for p in self._original if (found := p.search(line))]

    def tells_change(self, line: str, asks: int) -> bool:
        """Whether a sentence of the page's own tells that the page was changed."""
        return self._amended.is_within(line, asks)

    def related(self, line: str, asks: int) -> str | None:
        """The headline behind a "Read more" mark: empty where the mark stands alone, ``None`` where
        there is no mark."""
        if not asks & BITS["related"] or len(line) > LONGEST_LINE:
            return None
        match = self._related.fullmatch(line)
        if not match or (
            match[2] and not (match[2][0].isupper() or match[2][0] in "\"'“‘" or match[2][0].isdigit())
        ):
            return None
        # "More than ..." is a sentence: the bare word opens a box only when it stands alone.
        return match[2] if not match[2] or " " in match[1].strip() or ":" in line[:10] else None

    def is_caption(self, line: str, asks: int) -> bool:
        """A line that marks itself as a picture's."""
        return len(line) <= 3 * LONGEST_LINE and self._caption.is_whole(line, asks)

    def is_credit(self, line: str, asks: int) -> bool:
        """A line that names only who owns a picture."""
        return len(line) <= 120 and self._credit.is_whole(line, asks)

    def label(self, line: str) -> tuple[str, str] | None:
        """What a line of a mail's or a database's head tells ("Subject: ..."): the kind (title, author,
        date, outlet, other) and the words."""
        word, colon, value = line[:LONGEST_LINE].partition(":")
        kind = self._labels.get(word.strip().casefold()) if colon else None
        return (kind, value.strip()) if kind else None

    def is_byline(self, line: str, asks: int) -> bool:
        """A line that names who wrote the article."""
        return len(line) <= 160 and self._byline.is_whole(line, asks)

    def stamp(self, line: str) -> str | None:
        """The site's name in a stamp line ("- Site Name, 1920, 06.09.2031")."""
        if line[:1] not in _DASHES or not line[-1].isdecimal() or len(line) > LONGEST_LINE:
            return None
        match = self._stamp.fullmatch(line)
        return match[1].strip() if match else None

    def mark_behind(self, line: str, asks: int) -> int | None:
        """Where the stamp or the credit begins that a line's end holds behind its own words."""
        start = max(0, len(line) - LONGEST_LINE)
        found = self._stamp_behind.search(line, start) if line[-1:].isdecimal() else None
        if found is None and asks & _BEHIND:
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
