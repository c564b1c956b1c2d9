"""Working off what is due of a part: here, some in a transaction, or with helpers where there is much of it.

Helpers work on several pieces at a time. Each reads the ledger as it is then, with what earlier pieces wrote
or without, so what is found for one key must not depend on what is found for others of the same part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from dragoman.ledger import Ledger
from dragoman.ledger.journal import Notes, NotingLedger, write
from dragoman.linking.hands import Hands

AT_ONCE = 200
"""Keys that are worked off in one transaction."""

FEW = 2
"""Pieces of work for which nobody else is asked: they are done before they are handed over."""

_TOGETHER = 10
"""Pieces of work of helpers that are written in one transaction: a page of the file that several of them
change is written once. The others may write to the ledger in between."""

T = TypeVar("T")

Work = Callable[..., None]
"""Does what is due for some keys: takes a ledger, the keys, and what else is told."""


def work_off(
    ledger: Ledger,
    part: str,
    work: Work,
    *told: object,
    helpers: Hands | None = None,
    at_once: int | None = None,
    near: Callable[[list[str]], list[str]] | None = None,
) -> int:
    """Do a work for all keys that are due of a part, so many in a transaction; for how many. ``told`` is what
    the work takes beside a ledger and the keys. ``near`` puts keys that need the same rows beside each other:
    where there are many, each row is then read, and each page of the file written, for few pieces of work."""
    due, count, at_once = ledger.links.due, 0, at_once or AT_ONCE
    while keys := due.some(part, at_once if helpers is None and near is None else None):
        if near is not None and len(keys) > at_once:
            keys = near(keys)
        pieces = [keys[i : i + at_once] for i in range(0, len(keys), at_once)]
        if helpers is None or len(pieces) <= FEW:
            for piece in pieces:
                with due.together():
                    work(ledger, piece, *told)
                    due.done(part, piece)
        else:
            noted = helpers.each(note, ((work, piece, *told) for piece in pieces))
            for several in some_at_a_time(zip(pieces, noted, strict=True)):
                with due.together():
                    for piece, notes in several:
                        write(ledger, notes)
                        due.done(part, piece)
        count += len(keys)
    return count


def do_all(
    ledger: Ledger, keys: Sequence[str], work: Work, *told: object, helpers: Hands | None = None
) -> None:
    """Do a work for some keys, some in a transaction; whether they are due is left as it is."""
    pieces = [keys[i : i + AT_ONCE] for i in range(0, len(keys), AT_ONCE)]
    if helpers is None or len(pieces) <= FEW:
        for piece in pieces:
            with ledger.links.due.together():
                work(ledger, piece, *told)
    else:
        noted = helpers.each(note, ((work, piece, *told) for piece in pieces))
        for several in some_at_a_time(noted):
            with ledger.links.due.together():
                for notes in several:
                    write(ledger, notes)


def some_at_a_time(found: Iterable[T]) -> Iterator[list[T]]:
    """What helpers found, as much at a time as is written in one transaction."""
    results = iter(found)
    while some := list(islice(results, _TOGETHER)):
        yield some


def note(ledger: NotingLedger, piece: tuple[Any, ...]) -> Notes:
    """What a work would write, for some keys."""
    work, keys, *told = piece
    work(ledger, keys, *told)
    return ledger.take()
