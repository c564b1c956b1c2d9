"""Contents that go on with the clause that tells the claim they take up.

"He rejected the Ostmari claim that boats were waiting": where the claim is a finding of its own, the
denied words may have been cut off in front of it. The outer content is then drawn out over the inner one,
and the inner one stands in it. So it is for "a claim by Hale, who alleged that ...".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.languages import LANGUAGES
from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Span

_END = re.compile(r"[.!?][”\"’']?\s|\n")
_LINK = re.compile(r"[\s,]{0,2}")
_NEAR = 3  # characters between a content and the clause behind it


@cache
def _claimed_by(language: str) -> re.Pattern[str]:
    table = cues(language).nouns
    nouns = "|".join(sorted(table["that"] | table["of"] | table["about"], key=len, reverse=True))
    return re.compile(rf"\b(?:{nouns})s? (?:made )?(?:by|from|of) [^.;:!?“”\"]{{2,80}}$", re.IGNORECASE)


def join_told(text: str, found: Sequence[Attribution], language: str) -> list[Attribution]:
    """The same findings, the contents of some drawn out over others that tell what they take up."""
    joined = list(found)
    if language not in LANGUAGES:
        return joined
    by_end = sorted((a.content[-1].end, i) for i, a in enumerate(joined) if a.content)
    for number, inner in enumerate(joined):
        if inner.parent is None and inner.source:
            end = inner.content[-1].end
            near = by_end[
                bisect_left(by_end, (inner.source[0].start - _NEAR, -1)) : bisect_left(by_end, (end, -1))
            ]
            outer = next(
                (i for _, i in near if i != number and _tells(text, joined[i], inner, language)), None
            )
            if outer is not None:
                joined[outer] = _drawn_out(joined[outer], inner)
                joined[number] = replace(inner, parent=outer)
    return joined


def _drawn_out(outer: Attribution, inner: Attribution) -> Attribution:
    """The outer finding, its content going on to the end of the inner one. Quotation marks in what is added
    are the inner one's."""
    last = Span(outer.content[-1].start, inner.content[-1].end)
    return replace(outer, content=(*outer.content[:-1], last))


def _tells(text: str, outer: Attribution, inner: Attribution, language: str) -> bool:
    """Whether the inner finding tells, behind the outer content, what this takes up."""
    last, words = outer.content[-1], inner.content[0]
    if inner.content[-1].end <= last.end or _END.search(text, last.end, max(last.end, words.start)):
        return False
    named = [*inner.source, *inner.cue]
    if all(last.covers(span) for span in named):
        return (
            last.start < words.start
            and _LINK.fullmatch(text, last.end, max(last.end, words.start)) is not None
        )
    return _is_relative(text, outer, inner, language)


def _is_relative(text: str, outer: Attribution, inner: Attribution, language: str) -> bool:
    """ "a claim by Hale | , who alleged that ..."."""
    last, source = outer.content[-1], inner.source[0]
    pronoun = source.of(text).lower() in name_words(language).pronouns["relative"]
    behind = last.end <= source.start and _LINK.fullmatch(text, last.end, source.start) is not None
    return pronoun and behind and _claimed_by(language).search(text, last.start, last.end) is not None
