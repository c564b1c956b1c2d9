"""What the words of a correction stand for: a name somebody, a date an interval."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from dragoman.ids import tie_id
from dragoman.languages import LANGUAGES
from dragoman.languages.names import name_words
from dragoman.model import Actor, ActorKind, Interval, Precision, Reading

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = {(False, False): Precision.YEAR, (True, False): Precision.MONTH, (True, True): Precision.DAY}


class Cast:
    """The actors of an article, and those whom people name beyond them."""

    def __init__(self, reading: Reading) -> None:
        self._article = reading.article.id
        self._language = reading.page.language or "en"
        self._actors = list(reading.actors)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The reader's, then the added ones."""
        return tuple(self._actors)

    def called(self, name: str) -> Actor:
        """The actor of that name; else the only one whose name has all its words ("Sandor" is Mirela
        Sandor); else a new one."""
        words = _words(name)
        same = [a for a in self._actors if _words(a.name) == words]
        fuller = [a for a in self._actors if set(words) < set(_words(a.name)) and words]
        if same or len(fuller) == 1:
            return (same or fuller)[0]
        added = Actor(
            id=tie_id("p", self._article, "judged", " ".join(words)),
            name=" ".join(name.split()),
            kind=kind_of(name, self._language),
            mentions=(),
        )
        self._actors.append(added)
        return added


def kind_of(name: str, language: str) -> ActorKind:
    """What sort of party a bare name is of; a person where its words tell nothing else."""
    table = name_words(language if language in LANGUAGES else "en")
    if table.state(" ".join(name.split())) is not None:
        return ActorKind.STATE
    words = set(_words(name))
    kinds = (ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.GROUP)
    return next((kind for kind in kinds if words & table.kinds[kind.value]), ActorKind.PERSON)


def _words(name: str) -> list[str]:
    return unicodedata.normalize("NFC", name).casefold().replace("’", "'").split()


def day_said(words: str, basis: str) -> Interval:
    """``2031-03-08``, ``2031-03``, ``2031``, or two of them with a slash between, both inclusive.
    Raises ``ValueError`` for anything else."""
    first, _, last = words.partition("/")
    ends = [_limits(part) for part in (first, last or first)]
    (start, _, one), (_, end, other) = ends
    if end < start:
        raise ValueError(f"{words!r} ends before it begins")
    order = list(_PRECISIONS.values())
    return Interval(start, end, min(one, other, key=order.index), basis)


def _limits(words: str) -> tuple[date, date, Precision]:
    """First and last day, and how finely they are told."""
    told = _DAY.fullmatch(words.strip())
    if told is None:
        raise ValueError(f"{words!r} is no date")
    year, month, day = (int(part) if part else None for part in told.groups())
    if year is None or year < 1:
        raise ValueError(f"{words!r} is no date")
    start = date(year, month or 1, day or 1)
    closing = month or 12
    end = date(year, closing, day or monthrange(year, closing)[1])
    return start, end, _PRECISIONS[month is not None, day is not None]
