"""Who said what, to whom, when, through whom and in which words.

    import dragoman

    with dragoman.read(["articles/"], "week.db") as ledger:      # files, folders, zip files
        for entry in ledger.entries():
            for statement in entry.reading.statements:
                ...

    reading = dragoman.read_text("He has resigned, said Petra Voss.", outlet="Karsk Today")

    dragoman.open("week.db").statements("strait", speaker="Sandor").to_polars()

``read`` keeps what it finds in a ledger (one SQLite file) and gives that back, open; ``open`` opens
a ledger that exists; both give a ``Notebook``, whose lists become frames. ``read_text`` reads one text and
keeps nothing. All else here are the nouns, frozen dataclasses, and the errors. Parts load when they are
first used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.acquire.fetch import Web
    from dragoman.copies import Changes
    from dragoman.errors import (
        DragomanError,
        InputError,
        LedgerError,
        MissingReader,
        NotInLedger,
    )
    from dragoman.ledger import Ledger
    from dragoman.model import (
        Act,
        Actor,
        ActorKind,
        Alignment,
        Article,
        Aspect,
        Attribution,
        Block,
        BlockRole,
        Change,
        Decision,
        Difference,
        Event,
        Evidence,
        Exchange,
        ExchangeKind,
        Figure,
        Given,
        Interval,
        JudgedReading,
        Judgement,
        Kind,
        Linked,
        Loan,
        Maker,
        Mode,
        Page,
        Person,
        Precision,
        Reading,
        Relation,
        Rendering,
        Role,
        Selector,
        Skipped,
        SourceBlock,
        Span,
        Statement,
        Story,
        Utterance,
        Verdict,
    )
    from dragoman.notebook import Notebook
    from dragoman.pipeline import Progress

    __version__: str

__all__ = [
    "Act",
    "Actor",
    "ActorKind",
    "Alignment",
    "Article",
    "Aspect",
    "Attribution",
    "Block",
    "BlockRole",
    "Change",
    "Decision",
    "Difference",
    "DragomanError",
    "Event",
    "Evidence",
    "Exchange",
    "ExchangeKind",
    "Figure",
    "Given",
    "InputError",
    "Interval",
    "JudgedReading",
    "Judgement",
    "Kind",
    "Ledger",
    "LedgerError",
    "Linked",
    "Loan",
    "Maker",
    "MissingReader",
    "Mode",
    "NotInLedger",
    "Notebook",
    "Page",
    "Person",
    "Precision",
    "Reading",
    "Relation",
    "Rendering",
    "Role",
    "Selector",
    "Skipped",
    "SourceBlock",
    "Span",
    "Statement",
    "Story",
    "Utterance",
    "Verdict",
    "__version__",
    "changes",
    "open",
    "read",
    "read_text",
]

_HOME = {
    **dict.fromkeys(
        ("DragomanError", "InputError", "LedgerError", "MissingReader", "NotInLedger"), "dragoman.errors"
    ),
    "Ledger": "dragoman.ledger",
    "Notebook": "dragoman.notebook",
}


def read(
    paths: str | Path | Iterable[str | Path],
    ledger: str | Path = "dragoman.db",
    *,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    primary: bool = False,
    allow_private: bool = False,
    progress: Progress | None = None,
) -> Notebook:
    """Read articles into a ledger, and return it, open.

    ``paths`` are files, folders, zip files or web addresses: one or several. ``outlet``, ``published``
    (an ISO date) and ``language`` (an ISO 639-1 code) are what you know of all of them;
    ``primary`` says that they are primary sources, by whose words others are told. With
    ``allow_private`` web addresses may lie in private networks. What could not be read costs
    the others nothing and stands in ``Ledger.skipped()``. Raises ``InputError`` for an option that cannot
    be meant, ``LedgerError`` where the ledger cannot be used.
    """
    from dragoman import model, notebook, pipeline

    given = model.Given(outlet=outlet, published=published, language=language, primary=primary)
    pipeline.check_given(given)
    listed = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    opened = notebook.Notebook.open(ledger)
    try:
        web = _private_web() if allow_private else None
        pipeline.read(listed, opened, given=given, progress=progress, web=web)
    except BaseException:
        opened.close()
        raise
    return opened


def _private_web() -> Web:
    from dragoman.acquire.fetch import Web

    return Web(allow_private=True)


def read_text(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text, without a ledger: its blocks, its actors, and who says what in it.

    The options are what you know of it; ``published`` is an ISO date. Raises ``InputError`` for an
    option that cannot be meant, ``MissingReader`` where its language has no reader.
    """
    from dragoman import acquire, model, pipeline

    given = model.Given(outlet=outlet, published=published, language=language, title=title, url=url)
    pipeline.check_given(given)
    return pipeline.read_article(acquire.from_text(text, given=given))


def changes(ledger: Ledger, name: str | None = None, *, since: date | None = None) -> Iterator[Changes]:
    """What changed between the versions of pages that a ledger holds, the first retrieved first.

    ``name`` is an address, or an article (id or doc) whose page is meant; without it all pages are
    compared. ``since`` leaves out versions retrieved before that day. Raises ``NotInLedger`` where
    nothing is called so.
    """
    from dragoman import copies

    return copies.history(ledger, name, since)


def open(path: str | Path, *, readonly: bool = False) -> Notebook:
    """Open a ledger that exists: go through it, or ask it for lists and frames, which change nothing in it.
    Raises ``LedgerError`` where there is none or it cannot be used."""
    from dragoman import notebook

    return notebook.Notebook.open(path, readonly=readonly or not Path(path).exists())


if not TYPE_CHECKING:  # under a type checker a name that is not here has to stay an error

    def __getattr__(name: str) -> object:
        """Load a noun, an error, the ledger or the version when it is first asked for."""
        if name == "__version__":
            value: object = import_module("importlib.metadata").version("dragoman")
        elif name in __all__:
            value = getattr(import_module(_HOME.get(name, "dragoman.model")), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__
