"""What can go wrong, as one short tree.

    DragomanError
    ├── InputError       the words of the call are off: no such path, an option out of range
    ├── LedgerError      the ledger cannot be opened, is of a newer version, or is not a ledger
    ├── NotInLedger      an id that this ledger does not hold
    ├── Conflict         somebody else judged the same finding meanwhile (in dragoman.ledger: it holds what)
    └── MissingReader    no reader for a language, or its weights are not installed

Each carries a ``slug`` (stable, for programs and for the docs), a message, and ``advice``: the next
thing to try. What is wrong with one article is not an error but a ``Skipped``. The library never
prints and never exits.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Root of all errors that dragoman raises on purpose."""

    slug = "error"

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} ({self.advice})" if self.advice else self.message


class InputError(DragomanError):
    """The words of the call are off."""

    slug = "input"


class LedgerError(DragomanError):
    """The ledger cannot be used."""

    slug = "ledger"


class NotInLedger(DragomanError):
    """An id that this ledger does not hold."""

    slug = "not-in-ledger"


class MissingReader(DragomanError):
    """No reader for a language."""

    slug = "missing-reader"
