"""Sources that cannot be the subject of their cue, put right by the words in front of it.

Behind a cue "she" opens what is said ("Hale stated |she wanted peace"), and whoever stands behind "a claim
by" made the claim that somebody else takes up. In both the subject stands in front of the cue, and the
words behind it belong to the content. Behind "according to" stands the source, and nothing else. Who stands
behind "Asked about that," at the beginning of a sentence was asked, and who asked is not told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Span

_OPENING = frozenset(("he", "she", "they", "it", "we"))
_NAME = r"[A-Z][\w’'.-]*(?: (?:(?:of|de|van|von|al) )?[A-Z][\w’'.-]*)*"
_OFFICE = r"(?:(?i:the|his|her|its|their|a|an) (?:[\w’'-]+ ){0,3}?[\w’'-]+)"
_SUBJECT = re.compile(
    rf"(?<![\w’'-])(?P<who>{_NAME}|{_OFFICE}(?: {_NAME})?|[HhSs]e|[Hh]er|[Tt]hey|[Ii]t)"
    r"(?: as (?:[\w’'-]+ ){0,3}[\w’'-]+)? (?:(?:\w+ly|also|has|had|have|then|later|again|once) )*$"
)
_ACCORDING = re.compile(rf" (?P<who>him|her|them|{_OFFICE}(?: {_NAME})?|{_NAME})(?=,|\.|$)")
_MARKS = 3  # characters that part a sentence from the one in front
_MOST = 100  # characters in front of a cue in which its subject is looked for
_END = re.compile(r".*[.!?;:\n“”\"]", re.DOTALL)


@cache
def _claimed_by(language: str) -> re.Pattern[str]:
    table = cues(language).nouns
    nouns = "|".join(sorted(table["that"] | table["of"] | table["about"], key=len, reverse=True))
    lead = r"(?:(?:the|an?|\w+i|\w+an) )?"
    return re.compile(rf"\b(?:{nouns})s? (?:made )?(?:by|from) {lead}$", re.IGNORECASE)


@cache
def _put_to(language: str) -> re.Pattern[str]:
    """A participle with which a sentence opens, up to its end."""
    words = "|".join(w.capitalize() for w in data(language, "asides")["put_to"].split())
    return re.compile(rf"(?:^|[.!?]|\n)[\s”\"’']*(?:{words})\b[^.!?]*$")


def mend_subjects(text: str, found: Sequence[Attribution], language: str) -> list[Attribution]:
    """The same findings in their order, with other sources where the words leave no doubt."""
    if language not in LANGUAGES:
        return list(found)
    return [_mended(text, attribution, language) for attribution in found]


def _mended(text: str, found: Attribution, language: str) -> Attribution:
    if not found.cue or not found.content:
        return found
    if not found.source:
        return _according(text, found, language)
    cue, source = found.cue[-1], found.source[0]
    if len(found.source) > 1 or source.start < cue.end:
        return found
    if _put_to(language).search(text, max(0, found.cue[0].start - _MARKS), found.cue[0].end):
        return replace(found, source=())
    if _opens(text, found) or _claimed_by(language).search(text, cue.end, source.start):
        subject = _subject(text, found.cue[0], language)
        if subject is not None:
            whole = Span(min(source.start, found.content[0].start), max(source.end, found.content[-1].end))
            return replace(found, source=(subject,), content=(whole,))
    return found


def _opens(text: str, found: Attribution) -> bool:
    """Whether the source is a pronoun between its cue and the clause that it opens."""
    cue, source, content = found.cue[-1], found.source[0], found.content[0]
    pronoun = source.of(text).lower() in _OPENING
    return pronoun and source.start == cue.end + 1 and content.start == source.end + 1


def _subject(text: str, cue: Span, language: str) -> Span | None:
    """Whoever stands right in front of a cue."""
    start = max(0, cue.start - _MOST)
    border = _END.match(text, start, cue.start)
    match = _SUBJECT.search(text, border.end() if border is not None else start, cue.start)
    if match is None:
        return None
    common = name_words(language).common
    begin, words = match.start("who"), match["who"].split(" ")
    while len(words) > 1 and words[0].lower() in common and words[0].lower() not in ("the", "a", "an"):
        begin += len(words.pop(0)) + 1
    return Span(begin, match.end("who"))


def _according(text: str, found: Attribution, language: str) -> Attribution:
    """ "According to |him, nothing happened."."""
    cue = found.cue[-1]
    if cue.of(text).lower() not in cues(language).according:
        return found
    match = _ACCORDING.match(text, cue.end)
    if match is None:
        return found
    who = Span(*match.span("who"))
    return found if any(c.overlaps(who) for c in found.content) else replace(found, source=(who,))
