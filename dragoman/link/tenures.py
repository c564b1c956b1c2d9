"""Offices that an article calls past, or about to end: "then-Prime Minister Tarn" was not written before the
day on which she was the outgoing one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.languages import LANGUAGES, data
from dragoman.link.occasions import is_day
from dragoman.link.roster import Register
from dragoman.link.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office of a person (id) that an article calls about to end (``leaving``) or over: one title for all
    its names, and the state; ``day`` and ``doc`` are those of the article, ``name`` and ``title`` its
    words."""

    who: str
    office: str | None
    state: str | None
    leaving: bool
    day: date | None
    doc: str
    article: str
    name: str
    title: str


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = data(language if language in LANGUAGES else "en", "events")["tenure"]
    over, leaving = (re.compile(rf"(?<!\w){table[key]}", re.IGNORECASE) for key in ("over", "leaving"))
    return over, leaving


def calls_over(sheet: Sheet) -> bool:
    """Whether an article has a word for an office that is over or about to end."""
    patterns = _words(sheet.reading.page.language or "en")
    words = [role.words.of(sheet.text) for actor in sheet.reading.actors for role in actor.roles]
    return any(p.search(w) for w in words for p in patterns)


def find_tenures(sheet: Sheet, register: Register) -> Iterator[Tenure]:
    """The offices that an article calls about to end, if its day is known; those that it calls over, if
    not."""
    page = sheet.reading.page
    leaving = is_day(page.published)
    pattern = _words(page.language or "en")[leaving]
    for actor in sheet.reading.actors:
        for role in actor.roles:
            who = register.person(sheet, actor.id) if pattern.search(role.words.of(sheet.text)) else None
            if who is not None:
                yield Tenure(
                    who=who,
                    office=register.offices.office(role.title),
                    state=register.offices.home(role.title, role.of),
                    leaving=leaving,
                    day=page.published.first if page.published is not None else None,
                    doc=sheet.reading.article.doc,
                    article=sheet.id,
                    name=actor.name,
                    title=role.title,
                )


def last_held(past: Tenure, others: Iterable[Tenure]) -> Tenure | None:
    """The last that tells of an office that it is still held, of those for one that is called over."""
    same = [
        t
        for t in others
        if t.leaving
        and t.day is not None
        and (t.who, t.office, t.state) == (past.who, past.office, past.state)
    ]
    return max(same, key=lambda t: (t.day or date.min, t.article, t.name, t.title), default=None)
