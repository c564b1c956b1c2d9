"""The order of the stages, and nothing else: acquire, clean, extract, a row in the ledger, and links
between the rows.

``read`` takes inputs one at a time, so memory stays flat, and writes each article in a transaction
of its own, so what was read before an interruption is kept. Whatever goes wrong with one article
becomes a ``Skipped`` and costs no other. An article that the same maker has read is not parsed
again. What could not be read at all (no reader for its language, a reader that failed) is kept
with its blocks and without statements, made by ``NOBODY``, and is tried again at the next reading.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman import copies
from dragoman.acquire import acquire
from dragoman.clean import clean
from dragoman.errors import InputError, LedgerError, MissingReader, NotInLedger
from dragoman.extract import extract, maker
from dragoman.fetching import Pages
from dragoman.ledger import Ledger, Outcome
from dragoman.linking import link
from dragoman.model import Article, Given, Maker, Page, Reading, Skipped

if TYPE_CHECKING:
    from dragoman.acquire.fetch import Web

NOBODY = Maker("nobody", "0")
_WORTH_REPORTING = "this is a fault in dragoman: please report it together with the input"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader should know of an article: a charset that was guessed, damage seen."""

    subject: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one call of ``read`` did: counts of articles by outcome, of the statements and words in
    the articles that were read anew, notes on these, what was skipped and why, and how long it took in
    seconds."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    forgotten: int = 0
    statements: int = 0
    words: int = 0
    notes: tuple[Note, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0

    @property
    def kept(self) -> int:
        """How many of the inputs the ledger holds after the call."""
        return self.added + self.replaced + self.unchanged


@dataclass(frozen=True, slots=True)
class Step:
    """One input done: its name, and its outcome or why it was skipped. Handed to ``progress``."""

    subject: str
    outcome: Outcome | None
    skipped: Skipped | None


Progress = Callable[[Step], None]
Then = Callable[[Article, Outcome], None]


def check_given(given: Given) -> None:
    """Refuse what cannot be meant, before a ledger is made and it is taken for the truth about many
    articles. Raises ``InputError``."""
    if given.published is not None:
        try:
            datetime.fromisoformat(given.published)
        except ValueError:
            raise InputError(
                f"{given.published!r} is no date", "write the day of publication as YYYY-MM-DD"
            ) from None
    if given.language is not None and not re.fullmatch("[a-z]{2}", given.language):
        raise InputError(f"{given.language!r} is no language", "write two letters (ISO 639-1), such as en")


def read_article(article: Article) -> Reading:
    """Clean an article and extract what it says.

    Raises ``MissingReader`` where its language has none.
    """
    page = clean(article)
    actors, statements = extract(article, page)
    return Reading(article=article, page=page, actors=actors, statements=statements, maker=maker())


def read(
    paths: Iterable[str | Path],
    ledger: Ledger,
    *,
    given: Given | None = None,
    remember: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
    tie: bool = True,
) -> Summary:
    """Read files, folders, archives, web addresses and ``-`` into a ledger.

    ``given`` is what the caller knows of every article; it stands where an input says nothing
    itself. ``remember`` takes articles back that were forgotten. ``progress`` is called after each
    input. ``web`` fetches; by default a client that refuses private addresses. ``tie`` links what was
    read with all else in the ledger. Raises ``LedgerError`` where the ledger cannot be written; nothing
    that an input holds raises.
    """
    started = time.perf_counter()
    outcomes: Counter[Outcome] = Counter()
    notes: list[Note] = []
    skipped: list[Skipped] = []
    statements = words = 0
    pages = Pages(ledger)
    for found in acquire(paths, given=given or Given(), stdin=stdin, web=web, memory=pages):
        step, reading = take(found, ledger, remember=remember, then=pages.store)
        if step.skipped:
            ledger.skip(step.skipped)
            skipped.append(step.skipped)
        if step.outcome:
            outcomes[step.outcome] += 1
        if reading:
            statements += len(reading.statements)
            words += len(reading.article.text.split())
            notes += [Note(reading.article.doc, note) for note in reading.article.notes]
        if progress:
            progress(step)
    copies.update(ledger.copies)
    if tie and (fault := tie_together(ledger)):
        ledger.skip(fault)
        skipped.append(fault)
    return Summary(
        added=outcomes[Outcome.ADDED],
        replaced=outcomes[Outcome.REPLACED],
        unchanged=outcomes[Outcome.UNCHANGED],
        forgotten=outcomes[Outcome.FORGOTTEN],
        statements=statements,
        words=words,
        notes=tuple(notes),
        skipped=tuple(skipped),
        seconds=time.perf_counter() - started,
    )


def tie_together(ledger: Ledger) -> Skipped | None:
    """Link what is new in a ledger; what was read is kept even if linking fails on it, and why is told."""
    try:
        link(ledger)
    except LedgerError:
        raise
    except Exception as error:
        return Skipped("link", str(ledger.path), f"{type(error).__name__}: {error}", _WORTH_REPORTING)
    ledger.clear_skip(str(ledger.path))
    return None


def _nothing(_article: Article, _outcome: Outcome) -> None:
    """What follows when nothing is to follow."""


def take(
    found: Article | Skipped, ledger: Ledger, *, remember: bool = False, then: Then = _nothing
) -> tuple[Step, Reading | None]:
    """One input through the stages and into the ledger; the reading where it was made anew. ``then``
    is called for every outcome, in the transaction that stores the article where there is one."""
    if isinstance(found, Skipped):
        return Step(found.subject, None, found), None
    if ledger.has(found, maker()):
        then(found, Outcome.UNCHANGED)
        return Step(found.doc, Outcome.UNCHANGED, None), None
    if not remember and ledger.is_forgotten(found.id):
        then(found, Outcome.FORGOTTEN)
        return Step(found.doc, Outcome.FORGOTTEN, None), None
    reading, skipped = _stages(found)
    if reading is None or (reading.maker == NOBODY and _has_findings(found, ledger)):
        return Step(found.doc, None, skipped), None
    try:
        with ledger.together():
            outcome = ledger.write(reading, remember=remember)
            if not skipped:
                ledger.clear_skip(found.doc)
            then(found, outcome)
            copies.update(ledger.copies, [found.id])
        return Step(found.doc, outcome, skipped), reading
    except LedgerError as error:  # of this article, or of the whole ledger, which the next call tells
        return Step(found.doc, None, Skipped("ledger", found.doc, error.message, error.advice)), None


def _has_findings(article: Article, ledger: Ledger) -> bool:
    """Whether some reader has read the article before: its findings stay when a newer one fails."""
    try:
        return ledger.entry(article.id).reading.maker != NOBODY
    except NotInLedger:
        return False


def _stages(article: Article) -> tuple[Reading | None, Skipped | None]:
    """What could be read of an article, and what could not. Any error of a stage ends here: one
    article's fault, foreign libraries' included, must not cost the others."""
    try:
        page = clean(article)
    except Exception as error:
        return None, _fault("clean", article, error)
    try:
        actors, statements = extract(article, page)
    except MissingReader as error:
        return _unread(article, page), Skipped("extract", article.doc, error.message, error.advice)
    except Exception as error:
        return _unread(article, page), _fault("extract", article, error)
    return Reading(article=article, page=page, actors=actors, statements=statements, maker=maker()), None


def _unread(article: Article, page: Page) -> Reading:
    return Reading(article=article, page=page, actors=(), statements=(), maker=NOBODY)


def _fault(stage: str, article: Article, error: Exception) -> Skipped:
    return Skipped(stage, article.doc, f"{type(error).__name__}: {error}", _WORTH_REPORTING)
