"""From units to roles, in order: what a unit says of itself, where the article stands, then its
head (headline, standfirst), its middle (captions, boxes of other articles), the page around it, and
last the turns of an interview. ``label`` gives one role per unit and never fails; a page that shows
no article at all is body wherever its words are not known furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.clean.head import label_head
from dragoman.clean.lines import Unit, is_dateline
from dragoman.clean.names import plain
from dragoman.clean.phrases import LISTED, SIGNED, Phrases
from dragoman.clean.segment import COSTS, Costs, Kind, find_segment, is_prose
from dragoman.clean.stamps import is_date_line
from dragoman.clean.turns import find_questions
from dragoman.model import BlockRole as Role

_SAMPLE = 120  # code points of a unit by which its script is told
_LAST_LATIN = "ɏ"
_OTHER_SCRIPT = re.compile(r"[^\x00-ɏ\u2000-\u206f]")  # no letter of Latin, nor a dash or quotation mark
LONGEST_CAPTION = 35  # words; what stands above a credit and is longer is a paragraph
LONGEST_STANDFIRST = 60  # words
LONGEST_TEASER = 22  # words
LONGEST_HEAD_LINE = 8  # words of a line between a standfirst and the date below it
_QUOTES = re.compile(r"[\"“”«»]|(?:^|\s)['‘]\w")
LABELLED_LINES = 15  # from the top, where two labelled lines make the head of a mail or a database
_LABELLED = {
    "title": Role.HEADLINE,
    "author": Role.BYLINE,
    "date": Role.DATELINE,
    "outlet": Role.FURNITURE,
    "other": Role.FURNITURE,
}
_BOXED = (Role.TEASER, Role.CAPTION, Role.CREDIT)
_KINDS: dict[Role | None, Kind] = {
    None: Kind.FREE,
    **{role: Kind.BOXED if role in _BOXED else Kind.CHROME for role in Role},
}


def label(
    units: Sequence[Unit],
    phrases: Phrases,
    *,
    title: str | None = None,
    author: str | None = None,
    kept: Sequence[bool] | None = None,
    costs: Costs = COSTS,
) -> list[Role]:
    """One role per unit.

    ``title`` and ``author`` came with the article; ``kept`` says of each unit whether a reader of
    the page's markup takes it for the article's text (``None`` where there is no markup). ``costs``
    are the constants by which the article's place is found.
    """
    return _Labeller(units, phrases, title, author, kept, costs).roles()


class _Labeller:
    """The state of one page: marks that units bear themselves, then roles as they become known."""

    def __init__(
        self,
        units: Sequence[Unit],
        phrases: Phrases,
        title: str | None,
        author: str | None,
        kept: Sequence[bool] | None,
        costs: Costs = COSTS,
    ) -> None:
        self.costs = costs
        self.units, self.phrases = units, phrases
        self.title, self.author = title, author
        self.kept = kept if kept and any(kept) else None
        self.seen = Counter([u.text for u in units])
        self.prose = [is_prose(u, phrases) for u in units]
        self.stamped = [u.asks & SIGNED != 0 and phrases.stamp(u.text) is not None for u in units]
        known = {u.text: u for u in units}  # menus stand on a page twice or three times
        marks = {line: self._mark(u) for line, u in known.items()}
        self.marks: list[Role | None] = [marks[u.text] for u in units]
        self._mark_labelled()
        self._mark_foreign()
        self._mark_captions()

    def roles(self) -> list[Role]:
        first, last = self._segment()
        if first == last:
            return [mark or Role.BODY for mark in self.marks]
        found: list[Role] = [mark or Role.FURNITURE for mark in self.marks]
        for i in range(first, last):
            found[i] = self.marks[i] or Role.BODY
        self._boxes(found, first, last)
        label_head(self.units, found, self.marks, first, self.title, self.seen, self.phrases)
        self._tail(found, last)
        self._lists(found, first)
        for i in find_questions(self.units, found, self.phrases):
            found[i] = Role.QUESTION
        return found

    # ------------------------------------------------------------- what a unit says of itself

    def _mark(self, unit: Unit) -> Role | None:
        line, asks, ask = unit.text, unit.asks, self.phrases
        if self.author and plain(line) in (plain(self.author), plain("by " + self.author)):
            return Role.BYLINE
        if not asks and not is_dateline(line):
            is_menu = len(unit.words) <= ask.longest_listed and ask.is_menu_word(line)
            return Role.FURNITURE if is_menu else None
        if ask.is_credit(line, asks):
            return Role.CREDIT
        if is_dateline(line):
            return Role.DATELINE
        if ask.is_byline(line, asks) and not (unit.ends and len(unit.words) > 8):
            return Role.BYLINE
        if not unit.ends and ask.related(line, asks) is not None:
            return Role.TEASER
        if ask.is_caption(line, asks):
            return Role.CAPTION
        if ask.stamp(line) is not None or ask.is_furniture(line, asks):
            return Role.FURNITURE
        return Role.FURNITURE if ask.is_furniture_prose(line, asks) else None

    def _mark_labelled(self) -> None:
        """The lines of a mail's or a database's own head."""
        if sum(self._labelled(u) is not None for u in self.units[:LABELLED_LINES]) < 2:
            return
        for i, unit in enumerate(self.units):
            kind = self._labelled(unit)
            self.marks[i] = _LABELLED[kind] if kind else self.marks[i]

    def _labelled(self, unit: Unit) -> str | None:
        label = self.phrases.label(unit.text) if unit.asks & SIGNED else None
        return label[0] if label else None

    def _mark_foreign(self) -> None:
        """Short lines in another script than the page's are chrome. Of plain ASCII every character counts
        as a letter."""
        beyond = [u.text for u in self.units if not u.text.isascii()]
        if not any(_OTHER_SCRIPT.search(line, 0, _SAMPLE) for line in beyond):
            return
        samples = [u.text[:_SAMPLE] for u in self.units]
        counts = [(len(s), 0) if s.isascii() else _letters(s) for s in samples]
        latin, other = [c[0] for c in counts], [c[1] for c in counts]
        if not any(other):
            return
        page_is_latin = sum(latin) >= sum(other)
        for i, unit in enumerate(self.units):
            is_latin = latin[i] >= other[i]
            if latin[i] + other[i] and is_latin != page_is_latin and not unit.ends and len(unit.words) < 12:
                self.marks[i] = self.marks[i] or Role.FURNITURE

    def _mark_captions(self) -> None:
        """Captions known by the credit or the stamp that stands with them, and their repeats."""
        credit = Role.CREDIT
        near = [i for i, mark in enumerate(self.marks) if mark is credit or self.units[i].glued]
        for i in near:
            if self.units[i].glued and self.marks[i] is None and self.marks[i - 1] is credit:
                self.marks[i] = Role.CAPTION
            if i and self.marks[i - 1] is None and self._closes_caption(i):
                self.marks[i - 1] = Role.CAPTION
        if Role.CAPTION not in self.marks:
            return
        captions = [u.words for u, mark in zip(self.units, self.marks, strict=True) if mark is Role.CAPTION]
        for i, unit in enumerate(self.units):
            if self.marks[i] is None and unit.words in captions:
                self.marks[i] = Role.CAPTION

    def _closes_caption(self, i: int) -> bool:
        unit, above = self.units[i], self.units[i - 1]
        if unit.glued:
            return self.marks[i] is Role.CREDIT or self.stamped[i]
        if i + 1 < len(self.units) and self.units[i + 1].glued:
            return False  # the credit stands in front of its caption
        if self.marks[i] is not Role.CREDIT or above.glued or self._is_date(i - 1):
            return False
        return 2 <= len(above.words) <= LONGEST_CAPTION and not _QUOTES.search(above.text)

    # ------------------------------------------------------------- where the article stands

    def _segment(self) -> tuple[int, int]:
        if self.kept:
            inside = [i for i, keep in enumerate(self.kept) if keep and (self.prose[i] or self.units[i].ends)]
            first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        else:
            kinds = [_KINDS[m] for m in self.marks]
            first, last = find_segment(self.units, kinds, self.prose, self.phrases, self.costs, self.seen)
            while last and last < len(self.units) and self._is_sentence(last):
                last += 1
            while last and first and self._is_sentence(first - 1):
                first -= 1
        return self._without_head(first, last), last

    def _is_sentence(self, i: int) -> bool:
        unit = self.units[i]
        runs_on = unit.text.endswith((";", ",", ":"))
        return self.marks[i] is None and (unit.ends or runs_on) and len(unit.words) >= 2

    def _without_head(self, first: int, last: int) -> int:
        """Leaves out what opens the run and does not end as sentences do, where sentences follow."""
        closed = [i for i in range(first, last) if self.marks[i] is None and self.units[i].ends]
        loose = [
            i
            for i in range(first, last)
            if self.marks[i] is None and not self.units[i].ends and self.prose[i]
        ]
        if len(closed) < len(loose) or not closed:
            return first
        start = closed[0]
        opens = [i for i in loose if i < start]
        runs_on = len(opens) > 2 or any(self.units[i].text.endswith((":", ",", "-", "–")) for i in opens)
        start = opens[0] if runs_on else start
        if not self._is_standfirst(start, last):
            return start
        below = (i for i in range(start + 1, last) if self.marks[i] is None and not self._is_date(i))
        return next(below, last)

    def _is_standfirst(self, i: int, last: int) -> bool:
        """A full sentence between the headline and the byline, credit or date."""
        above = [k for k in range(i) if self.marks[k] is None and len(self.units[k].words) >= 3]
        if not above or above[-1] != i - 1 or i + 2 >= last or len(self.units[i].words) > LONGEST_STANDFIRST:
            return False
        below = i + 2 if self._is_line(i + 1) and self._closes_head(i + 2) else i + 1
        return self._closes_head(below) and not self.stamped[below] and not self.units[i - 1].ends

    def _is_line(self, i: int) -> bool:
        """A few words of the head that tell nothing of themselves: "In conversation with a reader"."""
        unit = self.units[i]
        return self.marks[i] is None and not unit.ends and len(unit.words) <= LONGEST_HEAD_LINE

    def _closes_head(self, i: int) -> bool:
        return self.marks[i] in (Role.BYLINE, Role.CREDIT, Role.CAPTION) or self._is_date(i)

    def _is_date(self, i: int) -> bool:
        return is_date_line(self.units[i], self.phrases)

    # ------------------------------------------------------------- head, middle, tail

    def _boxes(self, found: list[Role], first: int, last: int) -> None:
        """Other articles' headlines inside this one, and lines that markup does not count in."""
        for i in range(first, last):
            if found[i] is not Role.BODY:
                continue
            if self.kept and not self.kept[i]:
                found[i] = Role.TEASER if self._is_title(i) and self._beside_box(found, i) else Role.FURNITURE
            elif self._is_title(i) and (self._beside_box(found, i) or self._is_repeat(i)):
                found[i] = Role.TEASER
        for i in range(last - 1, first, -1):
            if found[i] is Role.BODY and self._is_title(i) and self._named_below(found, i):
                found[i] = Role.TEASER

    def _is_title(self, i: int) -> bool:
        unit = self.units[i]
        return (
            not unit.ends
            and not unit.text.endswith((":", ",", ";"))
            and 1 < len(unit.words) <= LONGEST_TEASER
        )

    def _is_repeat(self, i: int) -> bool:
        return self.seen[self.units[i].text] > 1

    def _beside_box(self, found: list[Role], i: int) -> bool:
        """Under a "Read more", a picture's words or its stamp."""
        return i > 0 and (found[i - 1] in _BOXED or self.stamped[i - 1])

    def _named_below(self, found: list[Role], i: int) -> bool:
        """Repeated in the box that follows."""
        if i + 1 >= len(self.units) or found[i + 1] is not Role.TEASER:
            return False
        return plain(self.units[i].text) in plain(self.units[i + 1].text)

    def _tail(self, found: list[Role], last: int) -> None:
        """Behind the article, titles under "Read more" or a list's heading are other articles'."""
        for i in range(last, len(self.units)):
            if (
                self.marks[i] is None
                and self._is_title(i)
                and found[i - 1] is Role.TEASER
                and len(self.units[i].words) > 3
            ):
                found[i] = Role.TEASER

    def _lists(self, found: list[Role], first: int) -> None:
        """ "Most read" and the titles under it."""
        headings = [i for i, unit in enumerate(self.units) if unit.asks & LISTED and i >= first]
        for i in headings:
            if found[i] in (Role.QUESTION, Role.CREDIT) or not self._is_list(i):
                continue
            last = i + 1
            while last < len(self.units) and self._is_listed(found, last):
                found[last] = Role.TEASER
                last += 1
            found[i] = Role.TEASER if last > i + 1 else found[i]

    def _is_list(self, i: int) -> bool:
        return self.phrases.is_list(self.units[i].text, self.units[i].asks)

    def _is_listed(self, found: list[Role], i: int) -> bool:
        free = self.marks[i] is None and found[i] in (Role.FURNITURE, Role.BODY, Role.TEASER)
        return free and self._is_title(i) and len(self.units[i].words) > 3


def _letters(text: str) -> tuple[int, int]:
    """How many letters are Latin, and how many are not."""
    letters = [c for c in text.casefold() if c.isalpha()]
    latin = sum(c <= _LAST_LATIN for c in letters)
    return latin, len(letters) - latin
