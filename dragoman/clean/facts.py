"""What a page's words tell of the page: outlet, first outlet, author, language. What came with the
article goes before what the words say, and what neither says stays open: a wrong outlet is worse
than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dragoman.clean.headline import plain
from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases
from dragoman.model import BlockRole as Role
from dragoman.model import Given

_FEWEST_LETTERS = 40  # a shorter text is too short to tell its language
_LONGEST_SAMPLE = 20_000  # code points from which the language is told
_SURE = 0.8  # the probability below which a language is left open
_LONGEST_NAME = 6  # words of an outlet's name
_FIRST_LINES = 3  # where a masthead may stand
_BY = re.compile(
    r"(?:\(?(?:written|reported|reporting|posted|story|text|words|interview|report|by)\b(?: by)?|authors?)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·–—]|,\s+(?=[a-z\d])|,\s+(?:The|Special)\b| - |\s(?:in|for|on)\s+(?=[A-Z])|\(|\d).*"
)
_WORD_BEFORE_BAR = re.compile(r"\s*[|•·–—]\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*copyright)?[\s,]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)[\s,]*(?:by\s+)?(.+)",
    re.IGNORECASE,
)
_COPYRIGHT_BEHIND = re.compile(
    r"(?:©|\(c\)|copyright)\s*(.+?)[\s,]+\d{4}(?:\s*[-–]\s*\d{4})?\b.*", re.IGNORECASE
)
_RIGHTS = re.compile(r"[\s.,;|–-]*\ball rights reserved.*|[.|].*", re.IGNORECASE)
_AGENCY = re.compile(r"\(([A-Z][\w.]*(?:[ /][A-Z][\w.]*){0,3})\)\s*[-–—]*\s*$")


def find_outlet(units: Sequence[Unit], roles: Sequence[Role], given: Given, phrases: Phrases) -> str | None:
    """Who published the page: as given, by its stamps, its copyright line, its masthead or its
    byline, in that order; else the host of its address."""
    if given.outlet:
        return given.outlet
    chrome = [
        u
        for u, role in zip(units, roles, strict=True)
        if role in (Role.FURNITURE, Role.BYLINE, Role.DATELINE)
    ]
    stamps = {name for u in chrome if (name := phrases.stamp(u.text))}
    if len(stamps) == 1:
        return stamps.pop()
    owners = {plain(owner): owner for u in chrome if (owner := _owner(u.text))}
    if len(owners) == 1:
        return next(iter(owners.values()))
    return _masthead(units, roles, phrases) or _host(given.url)


def _owner(line: str) -> str | None:
    found = _COPYRIGHT.fullmatch(line) or _COPYRIGHT_BEHIND.fullmatch(line)
    if not found or len(line) > 160:
        return None
    name = _RIGHTS.sub("", found[1]).strip(" ,.-–|")
    return name if 0 < len(name.split()) <= _LONGEST_NAME and name[0].isupper() else None


def _masthead(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """A name of the outlet's own kind in the first lines, or in the byline or date line."""
    top = [
        u.text for u, role in list(zip(units, roles, strict=True))[:_FIRST_LINES] if role is Role.FURNITURE
    ]
    near = [u.text for u, role in zip(units, roles, strict=True) if role in (Role.BYLINE, Role.DATELINE)]
    for line in top + near:
        parts = _WORD_BEFORE_BAR.split(line) if line not in near else re.split(r"\s*[|•·–—,]\s*", line)
        for part in parts:
            if _is_outlet_name(part, phrases):
                return part.strip()
    return None


def _is_outlet_name(name: str, phrases: Phrases) -> bool:
    words = name.split()
    if not 0 < len(words) <= _LONGEST_NAME or not all(
        w[0].isupper() or w in ("of", "the", "and") for w in words
    ):
        return False
    low = [w.casefold().strip(".,") for w in words]
    if any(w in phrases.section_words for w in low) or low == ["the"]:
        return False
    joined = len(words) == 1 and any(
        low[0].endswith(w) and low[0] != w for w in phrases.outlet_words if len(w) > 3
    )
    return joined or (len(words) > 1 and any(w in phrases.outlet_words for w in low))


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def find_original_outlet(
    units: Sequence[Unit], roles: Sequence[Role], outlet: str | None, phrases: Phrases
) -> str | None:
    """The outlet that first carried or held what this page prints, where the words name one."""
    for find in (_credited, _agency, _interviewer):
        name = find(units, roles, phrases)
        if name and not _is_same(name, outlet):
            return name
    return None


def _credited(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    for unit, role in zip(units, roles, strict=True):
        for pattern in phrases.original:
            found = pattern.search(unit.text) if len(unit.text) < 300 and role is not Role.TEASER else None
            if found and (role is not Role.BODY or found.start() < 20):
                return found[1].strip(" .")
    return None


def _agency(units: Sequence[Unit], roles: Sequence[Role], _: Phrases) -> str | None:
    for unit, role in zip(units, roles, strict=True):
        found = _AGENCY.search(unit.text) if role is Role.DATELINE else None
        if found:
            return found[1]
    return None


def _interviewer(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """The outlet named as holding the interview, on a page that prints its turns."""
    if Role.QUESTION not in roles:
        return None
    start = roles.index(Role.QUESTION)
    for unit in units[:start]:
        for found in phrases.interview.finditer(unit.text):
            name = found[1]
            if name.isupper() or _is_outlet_name(name, phrases):
                return name
    return None


def _is_same(name: str, outlet: str | None) -> bool:
    if outlet is None:
        return False
    first, second = plain(name).split(), plain(outlet).split()
    initials = "".join(w[0] for w in second if w not in ("the", "of", "and"))
    shorter, longer = sorted((first, second), key=len)
    return (
        first == second
        or "".join(first) == initials
        or (bool(shorter) and set(shorter) - {"the"} <= set(longer))
    )


def find_author(units: Sequence[Unit], roles: Sequence[Role], given: Given) -> str | None:
    """Who wrote the page: as given, or as its first byline names them."""
    if given.author:
        return given.author
    for unit, role in zip(units, roles, strict=True):
        if role is Role.BYLINE:
            name = _AFTER_NAMES.sub("", _BY.sub("", unit.text, count=1)).strip(" .,|()")
            if name and name[0].isupper() and not _is_office(name):
                return name
    return None


def _is_office(name: str) -> bool:
    return name.split()[-1].casefold() in (
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "columnist",
        "contributor",
        "staff",
    )


def find_language(body: str, given: Given) -> str | None:
    """An ISO 639-1 code: as given, or as the body tells; ``None`` where it is too short to tell."""
    if given.language:
        return given.language.strip().casefold().replace("_", "-").split("-")[0] or None
    sample = body[:_LONGEST_SAMPLE]
    if sum(c.isalpha() for c in sample) < _FEWEST_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
