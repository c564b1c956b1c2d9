"""A ledger at hand in a notebook or a script: what it holds as lists that are narrowed by speaker, outlet,
date, kind, act or words, gone through one by one, shown as HTML, or had as a polars or pandas frame.

    ledger = dragoman.open("week.db")
    ledger.statements("strait", speaker="Sandor", since="2033-03-01").to_polars()

Nothing here writes. Words of pages are shown escaped, and nothing that is shown runs a script or loads
anything.
"""

from dragoman.notebook.book import Notebook

__all__ = ["Notebook"]
