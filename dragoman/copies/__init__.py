"""Articles compared with each other by their words: copies of one original, and versions of one page.

``update`` recognises exact and near copies (a wire story in twenty papers, a repost under another
headline, a trimmed or reordered copy) and ties them together; nothing is deleted, and which of them
is the original is told by what the pages say. ``compare`` is the judgement on
two articles alone. ``changes`` tells what differs between two versions of one page, ``history`` all
that a ledger knows of a page.
"""

from dragoman.copies.bodies import Body, body
from dragoman.copies.changes import Change, Changes, How, What, changes
from dragoman.copies.compare import Likeness, Tie, compare
from dragoman.copies.history import history
from dragoman.copies.originals import originals
from dragoman.copies.update import METHOD, Shelf, update

__all__ = [
    "METHOD",
    "Body",
    "Change",
    "Changes",
    "How",
    "Likeness",
    "Shelf",
    "Tie",
    "What",
    "body",
    "changes",
    "compare",
    "history",
    "originals",
    "update",
]
