"""The ledger: the store of all that was read, one SQLite file, and the only code that imports sqlite3."""

from dragoman.ledger.copies import Copies, Copy, CopyTie, Succession
from dragoman.ledger.judgements import Conflict
from dragoman.ledger.migrate import schema
from dragoman.ledger.rows import Counts, Entry, Filed, Forgotten, Hit, Merged, Outcome
from dragoman.ledger.store import Ledger

__all__ = [
    "Conflict",
    "Copies",
    "Copy",
    "CopyTie",
    "Counts",
    "Entry",
    "Filed",
    "Forgotten",
    "Hit",
    "Ledger",
    "Merged",
    "Outcome",
    "Succession",
    "schema",
]
