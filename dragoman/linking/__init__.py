"""Linking a ledger: what came since is laid out, what it touches is decided anew, and what was found is
written back and shown. Readings are changed by none of it.
"""

from dragoman.linking.meaning import keep_vectors
from dragoman.linking.own_people import keep_people
from dragoman.linking.run import MAKER, LinkSummary, link, maker_of
from dragoman.linking.sheets import lay_out
from dragoman.linking.shown import LinkedLedger, Tied, Told, check_words

__all__ = [
    "MAKER",
    "LinkSummary",
    "LinkedLedger",
    "Tied",
    "Told",
    "check_words",
    "keep_people",
    "keep_vectors",
    "lay_out",
    "link",
    "maker_of",
]
