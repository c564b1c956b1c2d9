"""Who published a page, and who printed it first, as the page's words tell. What came with the article
goes before what the words say, and what neither says stays open: a wrong outlet is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from dragoman.clean.lines import Unit
from dragoman.clean.names import is_outlet_name, plain
from dragoman.clean.phrases import ORIGINAL, SIGNED, Phrases
from dragoman.model import BlockRole as Role
from dragoman.model import Given

_LONGEST_NAME = 6  # words of an outlet's name
_FIRST_LINES = 3  # where a masthead may stand
_PARTS = re.compile(r"\s*(?:[|•·–—,<]|\.\s|\s-\s)\s*")
_LABELLED_LINES = 15  # from the top, where a mail or a database tells of itself
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*copyright)?[\s,]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)[\s,]*(?:by\s+)?(.+)",
    re.IGNORECASE,
)
_COPYRIGHT_BEHIND = re.compile(
    r"(?:©|\(c\)|copyright)\s*(\D+?)[\s,]+\d{4}(?:\s*[-–]\s*\d{4})?\b.*", re.IGNORECASE
)
_RIGHTS = re.compile(r"[\s.,;|–-]*\b(?:all rights reserved|or its affiliated).*|[.|].*", re.IGNORECASE)
_AGENCY = re.compile(r"(?:\(([A-Z][\w.]*(?:[ /][A-Z][\w.]*){0,3})\)|/([A-Z][\w.]*)/\.?)\s*[-–—]*\s*$")
_RELEASE = re.compile(r"(?:press|news|media) release\b|for immediate release", re.IGNORECASE)
_RELEASE_LINES = 6  # from the top, where a press release says that it is one
_POSTED = re.compile(  # "Harbour Notes, posted 10/03/2033 by gull"
    r"((?:[Tt]he )?[A-ZÀ-Þ][\w’&.-]*(?: (?:of |the |and )?[A-ZÀ-Þ][\w’&.-]*){0,4})[,:|–—-]?"
    r" (?:posted|published) "
    r"(?:on )?(?=[^ ]*\d).{4,40}? by \w.*",
)
_LOWER_KIND = re.compile(r"([A-ZÀ-Þ][\w’&.-]*(?: [A-ZÀ-Þ][\w’&.-]*){0,3}) (?:news )?([a-z]+)")  # "MPA agency"
_SHORTEST_KIND = 3  # letters
_FROM = re.compile(  # "Boats and maps (from today’s Harbour Post)"
    r"\((?:from|via|in) (?:(?:today|yesterday|\w+day)[’']s )?((?:the )?[A-ZÀ-Þ][^()]{2,40})\)$"
)
_STAFF = re.compile(r"(?:By )?((?:[A-Z][\w’&.-]* ){1,4})Staff (?:and|Report)\b.*")


def find_outlet(units: Sequence[Unit], roles: Sequence[Role], given: Given, phrases: Phrases) -> str | None:
    """Who published the page: as given, by its stamps, its copyright line, its masthead, its byline or
    its own heading, in that order; else the host of its address, or the agency that its date line names."""
    if given.outlet:
        return given.outlet
    kinds = _CHROME
    chrome = [units[i] for i, role in enumerate(roles) if role in kinds]
    stamps = {name for u in chrome if u.asks & SIGNED and (name := phrases.stamp(u.text))}
    if len(stamps) == 1:
        return stamps.pop()
    masthead = _masthead(units, roles, phrases)
    agency = _agency(units, roles, phrases)
    owners = {plain(owner): owner for u in chrome if (owner := _owner(u.text))}
    if masthead and agency:  # the agency owns the words and not the page
        owners = {key: owner for key, owner in owners.items() if not is_same(owner, agency)}
    if len(owners) == 1:
        return next(iter(owners.values()))
    return masthead or _labelled(units, phrases) or _staff(chrome) or _host(given.url) or agency


_CHROME = frozenset((Role.FURNITURE, Role.BYLINE, Role.DATELINE, Role.CREDIT))
_NAMED = frozenset((Role.BYLINE, Role.DATELINE))


def _owner(line: str) -> str | None:
    if line[0] not in "©(cC" or len(line) > 160:
        return None
    found = _COPYRIGHT.fullmatch(line) or _COPYRIGHT_BEHIND.fullmatch(line)
    if not found:
        return None
    name = _RIGHTS.sub("", found[1]).strip(" ,.-–|")
    return name if 0 < len(name.split()) <= _LONGEST_NAME and name[0].isupper() else None


def _masthead(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """A name of the outlet's own kind in the first lines, or in the byline or date line."""
    furniture, named = Role.FURNITURE, _NAMED
    top = [units[i].text for i, role in enumerate(roles[:_FIRST_LINES]) if role is furniture]
    heads = [units[i] for i, role in enumerate(roles) if role in named]
    near = [u.text for u in heads]
    for line in [*top, *(u.text for u in heads if not phrases.is_repost(u.text, u.asks))]:
        if re.match(r"(?:by|source)\b", line, re.IGNORECASE):
            continue
        posted = _POSTED.fullmatch(line) if line in near else None
        if posted is not None:
            return posted[1]
        parts = _PARTS.split(line)
        if line in near and (bare := _without_kind(parts[0], phrases)):
            return bare
        if line in near and _is_person(parts[0]) and not is_outlet_name(parts[0], phrases):
            continue  # "Milo Sand, The Harbour Post": the author's paper, which need not be the page's
        for part in parts:
            if is_outlet_name(part, phrases):
                return part.strip()
    return _issuer(top, units, phrases)


def _without_kind(name: str, phrases: Phrases) -> str | None:
    """The name in "MPA agency", where small letters tell what kind of outlet it is."""
    found = _LOWER_KIND.fullmatch(name)
    if found is None or found[2] not in phrases.outlet_words or len(found[2]) <= _SHORTEST_KIND:
        return None
    return found[1] if found[1].isupper() else name


def _is_person(name: str) -> bool:
    return bool(re.fullmatch(r"[A-ZÀ-Þ][\w’.-]+(?: [A-ZÀ-Þ][\w’.-]+){1,2}", name))


def _issuer(top: Sequence[str], units: Sequence[Unit], phrases: Phrases) -> str | None:
    """The body that a press release opens with."""
    if not any(_RELEASE.match(u.text) for u in units[:_RELEASE_LINES]):
        return None
    for line in top:
        words = line.split()
        if words and words[0].casefold() in phrases.issuers and len(words) <= 2 * _LONGEST_NAME:
            return line
    return None


def _labels(units: Sequence[Unit], phrases: Phrases) -> Iterator[tuple[str, str]]:
    found = [label for u in units[:_LABELLED_LINES] if (label := phrases.label(u.text))]
    yield from found if len(found) > 1 else ()


def _labelled(units: Sequence[Unit], phrases: Phrases) -> str | None:
    for kind, words in _labels(units, phrases):
        name = words.partition("<")[0].strip(" \"'")
        if kind == "outlet" and name and "@" not in name:
            return name
    return None


def _staff(chrome: Sequence[Unit]) -> str | None:
    """The outlet whose staff wrote the page."""
    for unit in chrome:
        found = _STAFF.fullmatch(unit.text)
        if found:
            return found[1].strip()
    return None


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
    for find in (_credited, _agency, _interviewer, _authors_paper, _in_title):
        name = find(units, roles, phrases)
        if name and not is_same(name, outlet):
            return name
    return None


def _credited(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    for i in [i for i, unit in enumerate(units) if unit.asks & ORIGINAL]:
        unit, role = units[i], roles[i]
        if role is Role.TEASER or len(unit.text) >= 300:
            continue
        for found in phrases.originals(unit.text, unit.asks):
            if role is not Role.BODY or found.start() < 20:
                return str(found[1]).strip(" .")
    return None


def _agency(units: Sequence[Unit], roles: Sequence[Role], _: Phrases) -> str | None:
    dateline = Role.DATELINE
    for i in [i for i, role in enumerate(roles) if role is dateline]:
        found = _AGENCY.search(units[i].text)
        if found:
            return found[1] or found[2]
    return None


def _interviewer(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """The outlet named as holding the interview, on a page that prints its turns."""
    if Role.QUESTION not in roles:
        return None
    start = roles.index(Role.QUESTION)
    for unit in units[:start]:
        for found in phrases.interview.finditer(unit.text):
            name = found[1]
            if name.isupper() or is_outlet_name(name, phrases):
                return name
    return None


def _authors_paper(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """The paper in "Milo Sand, The Harbour Post"."""
    byline = Role.BYLINE
    for i in [i for i, role in enumerate(roles) if role is byline]:
        name, comma, paper = units[i].text.partition(", ")
        if comma and _is_person(name) and is_outlet_name(paper, phrases):
            return paper
    return None


def _in_title(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> str | None:
    """The outlet in brackets behind the headline of a page that passes its words on."""
    headline = Role.HEADLINE
    for i in [i for i, role in enumerate(roles) if role is headline]:
        found = _FROM.search(units[i].text)
        if found and is_outlet_name(found[1].removeprefix("the "), phrases):
            return found[1].removeprefix("the ")
    return None


def is_same(name: str, outlet: str | None) -> bool:
    """Whether two names are of one outlet: equal, one's initials, or one inside the other."""
    if outlet is None:
        return False
    first, second = plain(name).split(), plain(outlet).split()
    shorter, longer = sorted((first, second), key=len)
    initials = "".join(w[0] for w in longer if w not in ("the", "of", "and"))
    return (
        first == second
        or "".join(shorter) == initials
        or (bool(shorter) and set(shorter) - {"the"} <= set(longer))
    )
