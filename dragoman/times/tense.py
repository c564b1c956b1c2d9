"""On which side of the article an expression lies, as the verbs of its clause tell.

The clause before the expression is read first ("will meet on Friday"); where the expression opens its
sentence, the words behind it up to the next verb are ("On Friday, they will meet"). What no verb tells
is left to the reader of the value, who takes the nearer day or month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Span
from dragoman.times.resolve import Direction

_CLAUSE = 70  # code points on each side of an expression in which its clause's verb is looked for
_OPENING = 3  # words before an expression that still opens its clause: "But by early"
_SENTENCE_EDGE = r"[.!?;\n“”\"]|``|''"
_CUT = re.compile(r"^\w+")  # a word of which the window shows the end only
_CLAUSE_EDGE = re.compile(_SENTENCE_EDGE + r"|,\s")


@dataclass(frozen=True, slots=True)
class Cues:
    """What a language's verbs and words around them tell of time."""

    ahead: re.Pattern[str]
    either: re.Pattern[str]
    either_directly: re.Pattern[str]
    behind_directly: re.Pattern[str]
    ahead_directly: re.Pattern[str]
    likely_ahead: re.Pattern[str]
    likely_behind: re.Pattern[str]
    reported: re.Pattern[str]
    past: re.Pattern[str]
    said_behind: re.Pattern[str]


def cues(words: Mapping[str, Sequence[str]], months: Iterable[str]) -> Cues:
    """The cues of a language's table of words. A month with a capital is no verb: "May 9"."""
    no_month = rf"(?!{one_of(month.capitalize() for month in months)}(?!\w))"

    def anywhere(key: str) -> re.Pattern[str]:
        """One of the words, not as a part of a compound ("better-than-expected")."""
        return re.compile(rf"(?<![\w-]){no_month}(?i:{one_of(words[key])})(?![\w-])")

    past = rf"(?:(?!hundred)[a-z]+[^\We]ed|{one_of(words['past'])})(?!\w)"
    free = rf"(?:^\W*|\b(?!(?i:{one_of(words['no_past'])})\b)[\w’']+\s+)"
    return Cues(
        ahead=anywhere("ahead"),
        either=anywhere("either"),
        either_directly=re.compile(rf"(?<!\w){one_of(words['either_directly'])}\s+(?:the\s+)?$", re.I),
        behind_directly=re.compile(rf"(?<!\w){one_of(words['behind_directly'])}\s+$", re.I),
        ahead_directly=re.compile(rf"(?<!\w){one_of(words['ahead_directly'])}\s+(?:\w+ly\s+)?(?:on\s+)?$"),
        likely_ahead=anywhere("likely_ahead"),
        likely_behind=anywhere("likely_behind"),
        reported=anywhere("reported"),
        past=re.compile(free + past),
        said_behind=re.compile(
            rf"(?P<ahead>(?<![\w-]){one_of(words['ahead'])}(?!\w))|(?:\s|^){past}", re.IGNORECASE
        ),
    )


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def sides(text: str, span: Span, told: Cues) -> tuple[Direction, Direction]:
    """The side that the clause tells, and the likelier one (``EITHER``: no verb tells)."""
    start = max(0, span.start - _CLAUSE)
    before = text[start : span.start]
    if start and text[start - 1].isalnum():
        before = _CUT.sub("", before)
    clause = _CLAUSE_EDGE.split(before)[-1]
    opened = _opened(before, clause, text, span, told)
    direction = _direction(clause, told)
    if direction is Direction.BEHIND and opened is Direction.AHEAD:
        direction = Direction.AHEAD
    return direction, _likely(direction, clause, opened, told)


def _opened(before: str, clause: str, text: str, span: Span, told: Cues) -> Direction | None:
    """What the first verb behind an expression tells that opens its sentence."""
    sentence = re.split(_SENTENCE_EDGE, before)[-1]
    if sentence != clause or len(clause.split()) > _OPENING or (sentence == before and span.start > _CLAUSE):
        return None
    behind = re.split(_SENTENCE_EDGE, text[span.end : span.end + _CLAUSE])[0]
    verb = told.said_behind.search(behind)
    if verb is None:
        return None
    return Direction.AHEAD if verb["ahead"] else Direction.BEHIND


def _direction(clause: str, told: Cues) -> Direction:
    if told.behind_directly.search(clause):
        return Direction.BEHIND
    if told.either_directly.search(clause):
        return Direction.EITHER
    if told.ahead.search(clause):
        return Direction.AHEAD
    return Direction.EITHER if told.either.search(clause) else Direction.BEHIND


def _likely(direction: Direction, clause: str, opened: Direction | None, told: Cues) -> Direction:
    """The likelier side where the clause does not tell it."""
    if direction is Direction.AHEAD:
        return direction
    if opened is not None:
        return opened
    if direction is Direction.EITHER:
        return _likelier(clause, told)
    if told.ahead_directly.search(clause):
        return Direction.AHEAD
    is_told = told.behind_directly.search(clause) or told.past.search(clause)
    return Direction.BEHIND if is_told else Direction.EITHER


def _likelier(clause: str, told: Cues) -> Direction:
    """ "planned for Friday" lies ahead; "had planned for Friday" and "planned, he said on Friday" behind."""
    ahead = [m.end() for m in told.likely_ahead.finditer(clause)]
    said = [m.end() for m in told.reported.finditer(clause)]
    if told.likely_behind.search(clause) or not ahead:
        return Direction.BEHIND
    return Direction.BEHIND if said and said[-1] > ahead[-1] else Direction.AHEAD
