"""Figures for the same thing, in a ledger: a figure is compared with those near it under its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.ledger import Ledger
from dragoman.ledger.compared import Compared
from dragoman.ledger.due import Due
from dragoman.ledger.figured import Figured, StoredFigure
from dragoman.link.candidates import NEIGHBOURS
from dragoman.link.codes import code_of
from dragoman.link.figures import (
    Topic,
    align,
    cells_of_topic,
    find_figures,
    rows_of_topic,
    topic_from,
    topic_of,
)
from dragoman.link.meeting import meet, part, stand_near, times_met
from dragoman.link.sheet import Sheet
from dragoman.linking.hands import Hands
from dragoman.linking.working import do_all, work_off

_AT_ONCE = 200  # figures that are compared in one transaction


def put_figures(sheets: Mapping[str, Sheet | None], figured: Figured) -> None:
    """Keep the figures of some articles laid out."""
    several = filter(None, sheets.values())
    found = [(f, topic_of(f, sheet)) for sheet in several for f in find_figures([sheet])]
    figured.put(sheets, {code_of(f.id): (f, cells_of_topic(topic)) for f, topic in found})


def compare_many_figures(ledger: Ledger, helpers: Hands) -> None:
    """Compare all figures, where none stands under a key yet: first all are put under their keys, then each
    is compared with those near it. After an interruption ``compare_figures`` takes up what is left."""
    links = ledger.links
    do_all(ledger, links.due.some("figure"), _place_some, helpers=helpers)
    work_off(ledger, "figure", _align_some, helpers=helpers, near=links.figured.by_day)


def _place_some(ledger: Ledger, codes: Sequence[str]) -> None:
    links = ledger.links
    for code, one in links.figured.load(map(int, codes)).items():
        rows = rows_of_topic(_topic(one), code)
        links.compared.add_rows(rows)
        if rows:
            links.figured.place(code, rows[0][1], [key for key, _, _ in rows])


def _align_some(ledger: Ledger, codes: Sequence[str]) -> None:
    """Each pair is looked at from the side of the one that stands first: it does so under all their keys."""
    links = ledger.links
    stored = links.figured.load(map(int, codes))
    met = {code: _behind(links.compared, one) for code, one in stored.items()}
    others = links.figured.load({c for several in met.values() for c in several} - stored.keys())
    topics = {code: _topic(one) for code, one in (stored | others).items()}
    pairs = sorted((min(a, b), max(a, b)) for a, several in met.items() for b in several & topics.keys())
    links.figured.align(a for one, other in pairs if (a := align(topics[one], topics[other])))


def _behind(compared: Compared, one: StoredFigure) -> set[int]:
    rows = ((key, one.day or 0, one.code) for key in one.keys)
    return {code for row in rows for code in compared.behind(row, NEIGHBOURS)}


def compare_figures(figured: Figured, compared: Compared, due: Due) -> None:
    """Compare the figures that are due with those near them."""
    while True:
        waiting, gone = due.some("figure", _AT_ONCE), compared.gone("figure", _AT_ONCE)
        if not waiting and not gone:
            return
        with due.together():
            _take(figured, compared, [int(code) for code in waiting], gone)
            due.done("figure", waiting)


def _take(
    figured: Figured, compared: Compared, codes: list[int], gone: dict[int, tuple[int, tuple[int, ...]]]
) -> None:
    stored = figured.load(codes)
    topics = {code: _topic(one) for code, one in stored.items()}
    placed = {code: rows_of_topic(topic, code) for code, topic in topics.items()}
    wanted = {row for rows in placed.values() for row in rows}
    going = {(key, day, code) for code, (day, keys) in gone.items() for key in keys} - wanted
    nearer = part(compared, going)
    compared.remove_rows(going)
    compared.forget("figure", gone)
    held = {(key, one.day or 0, code) for code, one in stored.items() for key in one.keys}
    compared.add_rows(wanted - held)
    for code, rows in placed.items():
        if rows:
            figured.place(code, rows[0][1], [key for key, _, _ in rows])
    parted = meet(compared, wanted - held)
    met = {code: set(stand_near(compared, rows)) for code, rows in placed.items()}
    others = figured.load({c for several in met.values() for c in several} | nearer - stored.keys())
    topics |= {code: _topic(one) for code, one in others.items() if code not in topics}
    for code in (nearer & topics.keys()) - met.keys():
        met[code] = set(stand_near(compared, rows_of_topic(topics[code], code)))
    more = figured.load({c for several in met.values() for c in several} - topics.keys())
    topics |= {code: _topic(one) for code, one in more.items()}
    pairs = {(min(a, b), max(a, b)) for a, several in met.items() for b in several if b in topics}
    figured.align(a for one, other in sorted(pairs) if (a := align(topics[one], topics[other])))
    _part(figured, compared, parted)


def _part(figured: Figured, compared: Compared, parted: set[tuple[int, int]]) -> None:
    """Drop alignments of figures that stand near each other no more."""
    stored = figured.load({code for pair in parted for code in pair})
    ids = {code: one.figure.id for code, one in stored.items()}
    aligned = figured.aligned(list(ids.values()))
    lost = []
    for one, other in parted:
        first, second = sorted((ids.get(one, ""), ids.get(other, "")))
        if (first, second) in aligned and not _is_near(compared, stored[one], stored[other]):
            lost.append((first, second))
    figured.part(lost)


def _is_near(compared: Compared, one: StoredFigure, other: StoredFigure) -> bool:
    shared = set(one.keys) & set(other.keys)
    return bool(times_met(compared, (one.day or 0, one.code), (other.day or 0, other.code), shared))


def _topic(stored: StoredFigure) -> Topic:
    return topic_from(stored.figure, stored.topic)
