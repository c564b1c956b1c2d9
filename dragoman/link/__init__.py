"""Linking: one utterance in many wordings, who answered whom, whose figures differ.

Every part is a pure function of sheets (articles laid out for linking) and gives nouns of
``dragoman.model``. Nothing here knows the ledger.
"""

from dragoman.link.renderings import carriers, render
from dragoman.link.sheet import Sheet
from dragoman.link.whole import find_links

__all__ = ["Sheet", "carriers", "find_links", "render"]
