"""The head of an article: headline, standfirst, who wrote it and when, in the lines above its first
paragraph. Everything else there stays furniture.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.clean.headline import find_headline
from dragoman.clean.lines import Unit
from dragoman.clean.names import is_person_line
from dragoman.clean.phrases import ORIGINAL, Phrases
from dragoman.clean.stamps import is_date_line
from dragoman.model import BlockRole as Role

_FEWEST = 5  # words of a standfirst
_WORD = re.compile(r"[\w’.-]*\w")
_NEAR = 5  # lines between a name and the date or the byline that it stands with
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_DATED = (Role.DATELINE, Role.BYLINE)
_LOOSE = (Role.FURNITURE, Role.STANDFIRST)


def label_head(
    units: Sequence[Unit],
    roles: list[Role],
    marks: Sequence[Role | None],
    first: int,
    title: str | None,
    seen: Mapping[str, int],
    phrases: Phrases,
) -> None:
    """Give the lines above ``first``, the first paragraph, their roles in ``roles``. ``marks`` are what
    the lines say of themselves; ``title`` came with the article; ``seen`` tells how often the page has
    a line."""
    dates = [is_date_line(u, phrases) for u in units[:first]]
    of_body = Role.BODY
    body = [units[i] for i, role in enumerate(roles) if role is of_body]
    able = [i for i in range(first) if marks[i] is None and not dates[i]]
    marked = [i for i in range(first) if marks[i] is Role.HEADLINE]
    top = marked[0] if marked else find_headline(units, able, body, title, seen, phrases)
    if top is None:
        return
    roles[top] = Role.HEADLINE
    for i in range(top + 1, first):
        roles[i] = _role(units, roles, marks, dates, i, top, phrases)
    _name_authors(units, roles, marks, range(top + 1, first), body, phrases)
    if marked:
        _dates_of_record(roles, dates, top)
    else:
        _date_above(units, roles, dates, top, first)
    headline = units[top].text
    for i, unit in enumerate(units):
        if unit.text == headline and i != top:
            roles[i] = Role.FURNITURE


def _role(
    units: Sequence[Unit],
    roles: Sequence[Role],
    marks: Sequence[Role | None],
    dates: Sequence[bool],
    i: int,
    top: int,
    phrases: Phrases,
) -> Role:
    unit = units[i]
    if (
        unit.asks & ORIGINAL
        and marks[i] in (None, Role.FURNITURE)
        and phrases.is_repost(unit.text, unit.asks)
    ):
        return Role.BYLINE if marks[i] is None else roles[i]
    if roles[i] is not Role.FURNITURE:
        return roles[i]
    if dates[i] and phrases.stamp(unit.text) is None:
        return Role.DATELINE
    if marks[i] is None and unit.text != units[top].text and len(unit.words) >= _FEWEST:
        return Role.STANDFIRST
    return roles[i]


def _name_authors(
    units: Sequence[Unit],
    roles: list[Role],
    marks: Sequence[Role | None],
    head: range,
    body: Sequence[Unit],
    phrases: Phrases,
) -> None:
    """Names that stand alone with the date or under a byline, and that the article does not speak of."""
    for i in head:
        if marks[i] is not None or roles[i] not in _LOOSE:
            continue
        near = roles[max(head.start, i - _NEAR) : min(head.stop, i + _NEAR + 1)]
        if any(role in _DATED for role in near) and is_person_line(units[i].text, phrases):
            name = units[i].text.partition(",")[0]
            if not _speaks_of(name, body):
                roles[i] = Role.BYLINE


def _speaks_of(name: str, body: Sequence[Unit]) -> bool:
    """Whether an article uses a part of a name, but for what it tells of its own author."""
    parts = name.split()
    telling = [u.text for u in body if any(part in u.text for part in parts)]
    own = rf"{re.escape(name)} (?:is|was|reports|covers|writes|teaches)\b"
    return any(not set(parts).isdisjoint(_WORD.findall(re.sub(own, "", text))) for text in telling)


def _dates_of_record(roles: list[Role], dates: Sequence[bool], top: int) -> None:
    """In the head of a mail or of a database's record every date is the article's."""
    for i in range(top):
        if dates[i] and roles[i] is Role.FURNITURE:
            roles[i] = Role.DATELINE


def _date_above(
    units: Sequence[Unit], roles: list[Role], dates: Sequence[bool], top: int, first: int
) -> None:
    """A date right above the headline is the article's where none stands below it; with a weekday it is
    as likely that of a visit."""
    if top == 0 or not dates[top - 1] or any(dates[top + 1 : first]):
        return
    if not _WEEKDAY.search(units[top - 1].text):
        roles[top - 1] = Role.DATELINE
