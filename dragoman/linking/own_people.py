"""People of the user's own: taken from a CSV file into the ledger, and from there into every linking."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.link.known import Known, parse_known

NONE = "none"
"""What is given in the place of a file to forget the people that were given before."""


def keep_people(ledger: Ledger, given: str | Path) -> tuple[Known, ...]:
    """Keep the people of a CSV file in the ledger, in the place of those before; ``NONE`` forgets them. The
    next linking goes by them, as does each one after it. Raises ``InputError`` where it is no such file."""
    if str(given) == NONE:
        ledger.own_people.forget()
        return ()
    path = Path(given)
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", "people are read from a CSV file in UTF-8") from error
    known = parse_known(text, str(path))
    ledger.own_people.put(text, path.name)
    return known


def own_people(ledger: Ledger) -> tuple[Known, ...]:
    """The people that the ledger keeps; none where none were given."""
    text = ledger.own_people.text()
    return parse_known(text, ledger.own_people.file() or "people") if text else ()
