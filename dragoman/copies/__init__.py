"""Articles compared with each other by their words: copies of one original.

``update`` recognises exact and near copies (a wire story in twenty papers, a repost under another
headline, a trimmed or reordered copy) and ties them together; nothing is deleted, and which of them
is the original is worked out by the ledger from what the pages say. ``compare`` is the judgement on
two articles alone.
"""

from dragoman.copies.bodies import Body, body
from dragoman.copies.compare import Likeness, Tie, compare
from dragoman.copies.update import METHOD, Shelf, update

__all__ = [
    "METHOD",
    "Body",
    "Likeness",
    "Shelf",
    "Tie",
    "body",
    "compare",
    "update",
]
