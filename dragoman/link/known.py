"""People that the user already knows: a CSV file with the columns name, spelling, office, of, from, to.

One row says that ``name`` held ``office`` ``of`` a state or body in those years; more rows of one name
give more offices. ``spelling`` may hold several, parted by ";" or "|". Everything but the name may be
empty. What a page says is never overruled: a known person only helps to tell who is meant where the
page leaves it open.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.errors import InputError

COLUMNS = ("name", "spelling", "office", "of", "from", "to")
_ADVICE = f"the first line names the columns: {','.join(COLUMNS)}"
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that somebody held; ``None`` is open."""

    office: str
    of: str | None = None
    first: date | None = None
    last: date | None = None

    def covers(self, first: date | None, last: date | None) -> bool:
        """Whether it was held at some day of an interval, as far as both are known."""
        begins_late = self.first is not None and last is not None and self.first > last
        ends_early = self.last is not None and first is not None and self.last < first
        return not (begins_late or ends_early)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the user knows: the name, other spellings of it, and the offices held."""

    name: str
    spellings: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


def parse_known(text: str, subject: str = "people") -> tuple[Known, ...]:
    """The known people of CSV text; ``subject`` names it in errors (``InputError``)."""
    rows = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    columns = [c.strip().lower() for c in rows.fieldnames or ()]
    if "name" not in columns:
        raise InputError(f"{subject}: no column “name”", _ADVICE)
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        raise InputError(f"{subject}: unknown column “{unknown[0]}”", _ADVICE)
    rows.fieldnames = columns
    return _gather(_checked(rows, subject))


def _checked(rows: csv.DictReader[str], subject: str) -> Iterator[tuple[Mapping[str, str], Tenure | None]]:
    try:
        for row in rows:
            where = f"{subject}, line {rows.line_num}"
            if row.get(None) is not None:
                raise InputError(f"{where}: more fields than columns", "put a field with a comma in quotes")
            cells = {key: (value or "").strip() for key, value in row.items()}
            if not any(cells.values()):
                continue
            if not cells["name"]:
                raise InputError(f"{where}: no name", "every row names the person it is about")
            yield cells, _tenure(cells, where)
    except csv.Error as error:
        raise InputError(f"{subject}, line {rows.line_num}: {error}", _ADVICE) from error


def _tenure(cells: Mapping[str, str], where: str) -> Tenure | None:
    first = _day(cells.get("from", ""), where, ends=False)
    last = _day(cells.get("to", ""), where, ends=True)
    if first and last and last < first:
        raise InputError(
            f"{where}: “to” lies before “from”", "give the first and the last year of the office"
        )
    office, of = cells.get("office", ""), cells.get("of", "")
    return Tenure(office, of or None, first, last) if office or of else None


def _day(written: str, where: str, *, ends: bool) -> date | None:
    """A year, month or day; of a longer stretch the first day, or with ``ends`` the last."""
    if not written:
        return None
    found = _DAY.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(g) if g else None for g in found.groups())
        begins = date(year or 0, month or (12 if ends else 1), day or 1)
        if day or not ends:
            return begins
        following = date(begins.year + begins.month // 12, begins.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        raise InputError(f"{where}: “{written}” is no date", "write 2031, 2031-05 or 2031-05-17") from None


def _gather(rows: Iterator[tuple[Mapping[str, str], Tenure | None]]) -> tuple[Known, ...]:
    spellings: dict[str, list[str]] = {}
    tenures: dict[str, list[Tenure]] = {}
    for cells, tenure in rows:
        name = cells["name"]
        spellings.setdefault(name, []).extend(
            s.strip() for s in re.split(r"[;|]", cells.get("spelling", "")) if s.strip()
        )
        tenures.setdefault(name, []).extend([tenure] if tenure else [])
    return tuple(
        Known(name, tuple(dict.fromkeys(spellings[name])), tuple(dict.fromkeys(tenures[name])))
        for name in sorted(spellings)
    )


def holders(known: Sequence[Known], first: date | None, last: date | None) -> Iterator[tuple[Known, Tenure]]:
    """Who held which office at some day of an interval."""
    for person in known:
        for tenure in person.tenures:
            if tenure.covers(first, last):
                yield person, tenure
