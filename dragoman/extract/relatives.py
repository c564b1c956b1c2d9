"""The words that "who" and "which" stand for: the name or description right in front of them.

"Hale, who alleged", "Hale, the spokesman of the ministry, who alleged", "a fisherman from Karsk who
said". Only what stands directly in front, or behind an apposition between commas, is taken; where two are
joined ("Hale and Dravek, who"), or where a name may be of somebody who is only spoken of ("the wife of the
mayor, who"), nothing is, and the pronoun keeps standing for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.scene import Mention
from dragoman.model import ActorKind, Span
from dragoman.names.describe import find_titles

_DIRECT = re.compile(r",? ?")
_APPOSED = re.compile(r", (?:an?|the|his|her|its|their|then|now) [^,;:.()“”\"]{2,80}, ")
_PLACED = re.compile(r"\b(?:in|at|from|near|outside|around) $", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|or|nor|&) (?:[\w’'-]+ ){0,4}$")
_OF_SOMEBODY = re.compile(r"\b(?!(?:claim|letter|call)\w*)([a-z]\w+) (?:of|for) (?:the )?$")
_OF_A_BODY = re.compile(r"\b[Tt]he (?:[A-Z][a-z]*(?:ian|ish|ese|can|i) )?$")
_LEAD = re.compile(r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) )?(?:[A-Z][\w’'.-]* (?:of )?)*$")
_DESCRIBED = re.compile(
    r"(?<![\w’'-])(?:an?|the|one|another|his|her|its|their|two|three|several|some) "
    r"(?:(?!(?:an?|the|and|or|that|who|which|was|were|had|has|by|to) )[\w’'-]+ ){0,4}?[\w’'-]+"
    r"(?: (?:of|for|from|in|at|with) (?:the |an? )?(?:[\w’'-]+ ){0,3}?[\w’'-]+)?,? ?$"
)
_MOST = 120  # characters in front of a pronoun that are looked at
_BODIES = (ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.OUTLET)


def antecedent(text: str, place: Span, near: Sequence[Mention], language: str) -> Span | None:
    """The words that a relative pronoun stands for; ``near`` are the mentions in front of it in its block,
    ``None`` where more than one answer is left."""
    person = place.of(text).lower() in ("who", "whom")
    name = next((m for m in reversed(near) if m.span.end <= place.start and _leads(text, m, place)), None)
    before = text[max(0, name.span.start - _MOST) : name.span.start] if name is not None else ""
    if name is None or (person and (name.member.kind in _BODIES or _OF_A_BODY.search(before))):
        return _described(text, place)
    if _JOINED.search(before) or (
        _DIRECT.fullmatch(text, name.span.end, place.start) and _is_spoken_of(before)
    ):
        return None
    return _with_title(text, name.span, language)


def _leads(text: str, mention: Mention, place: Span) -> bool:
    """Whether nothing but an apposition stands between a name and its pronoun."""
    between = (mention.span.end, place.start)
    if _DIRECT.fullmatch(text, *between):
        return True
    placed = _PLACED.search(text, max(0, mention.span.start - 10), mention.span.start)
    return placed is None and _APPOSED.fullmatch(text, *between) is not None


def _is_spoken_of(before: str) -> bool:
    """Whether a noun for somebody else governs the name: "a spokesman for |Ilan Dravek, who"."""
    return _OF_SOMEBODY.search(before) is not None


def _with_title(text: str, name: Span, language: str) -> Span:
    """A name with the office in front of it: "Veldorian Foreign Minister |Ilan Dravek"."""
    window = text[max(0, name.start - _MOST) : name.start]
    titles = [t for t in find_titles(window, language) if not window[t.end() :].strip()]
    start = titles[-1].start() if titles else len(window)
    lead = _LEAD.search(window[:start])
    start = lead.start() if lead is not None else start
    return Span(name.start - len(window) + start, name.end)


def _described(text: str, place: Span) -> Span | None:
    """A description without a name: "a fisherman from Karsk |who"."""
    window = Span(max(0, place.start - _MOST), place.start)
    match = _DESCRIBED.search(text, window.start, window.end)
    if match is None or _JOINED.search(text[window.start : match.start()]):
        return None
    return Span(match.start(), match.start() + len(match.group().rstrip(" ,")))
