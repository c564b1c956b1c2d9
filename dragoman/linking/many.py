"""The utterances of a ledger in which no statement stands under any key yet: all at once, by many hands.

What comes out is what ``utterances.compare`` finds one statement after the other. Keys, meetings and ties of
all statements lie in plain arrays, the larger ones in files beside the ledger, so that memory does not grow
with words; hands work out what costs time. No statement counts as placed before all rows and ties are kept,
and each is due until its utterance is settled: after an interruption ``utterances.compare`` takes up what is
left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from dragoman.ledger.compared import StoredSign
from dragoman.ledger.journal import NotingLedger
from dragoman.ledger.links import Links
from dragoman.link.candidates import (
    day_of,
    needed_of,
    pairs_among,
    pairs_inside,
)
from dragoman.link.codes import code_of, id_of, number_of
from dragoman.link.columns import lay, shared_of
from dragoman.link.crosswise import among
from dragoman.link.decide import STRONG, Judged, Pair
from dragoman.link.exchanges import INFERRED
from dragoman.link.keys import keys_of_all
from dragoman.link.sets import Columns
from dragoman.link.stands import Inferred, inferred_among, lay_stances
from dragoman.link.traits import Traits
from dragoman.link.utterances import utterances_of_all
from dragoman.linking.crowd import Crowd, Met, Numbers, Ties, groups_of
from dragoman.linking.hands import Hands
from dragoman.linking.laid import Laid
from dragoman.linking.utterances import Codes, Known, place
from dragoman.model import ExchangeKind, Utterance

_ARTICLES = 100  # whose statements are placed in one piece of work
_PAIRS = 8_000  # that are compared in one piece of work
_STATEMENTS = 1_200  # whose components are decided in one piece of work
_SETTLED = 20_000  # statements whose utterances are kept in one transaction
_SIGNS = 200_000  # that are objects at one time, and written in one transaction
_AT_HAND = 10_000  # statements that one process holds open

Tied = tuple[Numbers, npt.NDArray[np.float64], Inferred]


def compare_many(links: Links, judged: Judged, helpers: Hands, progress: Callable[[str], None]) -> None:
    """Compare all statements and settle all utterances, where none stands under a key yet; ``progress`` is
    told which step begins."""
    with TemporaryDirectory(dir=links.folder, prefix=".linking-") as folder:
        progress("keys")
        crowd = _gather(links, helpers, Path(folder))
        if len(crowd.codes):
            with links.due.together():
                links.compared.clear()
            progress("candidates")
            crowd.sort()
            helpers.meanwhile(_put_rows(links, crowd))
            ties = _tie(links, crowd, helpers, progress)
            progress("utterances")
            _settle(links, crowd, ties, judged, helpers)
    _open.clear()


# ------------------------------------------------------------------- where statements stand


@dataclass(frozen=True, slots=True)
class _Placed:
    """The statements of some articles: under which keys and day each stands, how many keys it needs to meet
    another, by whom it is (a number), what it means, the pairs of one article, and what is shared by many
    (``columns.shared_of``)."""

    codes: Numbers
    days: Numbers
    needed: Numbers
    counts: Numbers
    speakers: Numbers
    keys: Numbers
    inside: list[Codes]
    columns: Columns
    shared: dict[int, object]


def _gather(links: Links, helpers: Hands, folder: Path) -> Crowd:
    articles = links.compared.articles()
    pieces = (articles[i : i + _ARTICLES] for i in range(0, len(articles), _ARTICLES))
    crowd = Crowd(folder)
    for p in helpers.each(_place, pieces):
        crowd.add(p.codes, p.days, p.needed, p.counts, p.speakers, p.keys, p.inside, p.columns, p.shared)
    crowd.close()
    return crowd


def _place(ledger: NotingLedger, articles: list[str]) -> _Placed:
    known = Known(ledger.links.compared)
    known.add(ledger.links.compared.of_article(articles))
    stances = lay_stances([known.stance(code) for code in known.traits])
    several = list(known.traits.items())
    columns = lay([*known.traits.values()])
    keys = keys_of_all([*known.traits.values()])
    counts = np.diff(keys.starts)
    by_article: dict[str, list[Traits]] = {}
    for _, traits in several:
        by_article.setdefault(traits.article, []).append(traits)
    inside = [pair for group in by_article.values() for pair in pairs_inside(group)]
    return _Placed(
        codes=_numbers(code for code, _ in several),
        days=np.where(counts, _numbers(day_of(traits) for _, traits in several), 0),
        needed=_numbers(needed_of(traits) for _, traits in several),
        counts=counts,
        speakers=_numbers(_speaker(traits) for _, traits in several),
        keys=keys.members,
        inside=[(min(p), max(p)) for p in ((code_of(a), code_of(b)) for a, b in inside)],
        columns=Columns({**columns.cells, **stances.cells}, {**columns.sets, **stances.sets}),
        shared=shared_of([*known.traits.values()], columns),
    )


def _numbers(found: Iterable[int]) -> Numbers:
    return np.fromiter(found, dtype=np.int64)


def _speaker(traits: Traits) -> int:
    """A number for who speaks: what one says is compared most often with what he says elsewhere."""
    voice = traits.voice
    return number_of(voice.name.surname if voice.name else voice.person or voice.state or "")


def _put_rows(links: Links, crowd: Crowd) -> Iterator[None]:
    """Put all statements under their keys, some at a time, in order of keys: the table grows at its end."""
    for part in crowd.rows(_ROWS):
        with links.due.together():
            links.compared.put_rows(part.keys, crowd.days[part.numbers], crowd.codes[part.numbers])
        yield


_ROWS = 50_000  # that are objects at one time, and written in one transaction


# ------------------------------------------------------------------- pairs


def _tie(links: Links, crowd: Crowd, helpers: Hands, progress: Callable[[str], None]) -> Ties:
    """Compare all candidates; the strong ties, which are kept in their order."""
    found = list(helpers.each(_meet, crowd.meetings()))
    progress("comparing")
    pairs = crowd.in_order(found)
    del found
    pieces = ((crowd.folder, crowd.codes_of(pairs[i : i + _PAIRS])) for i in range(0, len(pairs), _PAIRS))
    ties = Ties.of(_with_signs(links, helpers.each(_score, pieces)))
    helpers.finish()
    for one, other, scores in ties.from_both_ends(_ROWS):
        with links.due.together():
            links.compared.put_ties(one, other, scores)
    _put_places(links, crowd)
    return ties


def _put_places(links: Links, crowd: Crowd) -> None:
    """Say of all statements where they stand, in the order in which they lie in the ledger. Rows and ties
    are there by then; what is not settled yet is due."""
    for codes in crowd.as_added(_ROWS):
        with links.due.together():
            links.compared.place(crowd.places(codes))


def _with_signs(links: Links, told: Iterable[Tied]) -> Iterator[tuple[Numbers, npt.NDArray[np.float64]]]:
    """Ties, while the signs that were found with them are kept, many at a time and in order."""
    signs: list[StoredSign] = []
    for pairs, scores, found in told:
        signs += _signs(found)
        if len(signs) >= _SIGNS:
            _put_signs(links, signs)
        yield pairs, scores
    _put_signs(links, signs)


def _put_signs(links: Links, signs: list[StoredSign]) -> None:
    with links.due.together():
        links.compared.add_signs(signs)
    signs.clear()


def _meet(_: NotingLedger, met: Met) -> Numbers:
    return met.candidates()


def _score(ledger: NotingLedger, piece: tuple[Path, Numbers]) -> Tied:
    folder, pairs = piece
    codes, places = np.unique(pairs, return_inverse=True)
    one, other = places.reshape(-1, 2).T
    table = _at_hand(ledger, folder).table(codes)
    scores = among(table, one, other, STRONG)
    strong = scores >= STRONG
    inferred = inferred_among(table.columns, codes, table["article"], one, other)
    return pairs[strong], scores[strong], inferred


def _signs(found: Inferred) -> Iterator[StoredSign]:
    """What was inferred as it is kept."""
    columns = (found.late, found.early, found.article, found.contradicts, found.start, found.end)
    for late, early, article, contradicts, start, end in zip(*(c.tolist() for c in columns), strict=True):
        words = (id_of(article, "a"), _CONTRADICTS if contradicts else _REPEATS, start, end)
        yield StoredSign(id_of(late), id_of(early), *words, INFERRED, True)


_CONTRADICTS, _REPEATS = ExchangeKind.CONTRADICTS.value, ExchangeKind.REPEATS.value


_open: list[tuple[Path, Laid]] = []


def _at_hand(ledger: NotingLedger, folder: Path) -> Laid:
    """The statements that this process reads."""
    if not _open or _open[0][0] != folder:
        _open[:] = [(folder, Laid(folder, ledger.links.compared, _AT_HAND))]
    return _open[0][1]


# ------------------------------------------------------------------- components

_Piece = tuple[Path, list[list[int]], list[tuple[int, int, float]], Judged]


def _settle(links: Links, crowd: Crowd, ties: Ties, judged: Judged, helpers: Hands) -> None:
    """Decide all components and keep their utterances, many in one transaction and in order: a page of the
    ledger is then written for many of them."""
    waiting: list[Utterance] = []
    count = 0
    for found in helpers.each(_decide, _pieces(crowd, ties, judged)):
        waiting += found
        count += sum(len(u.statements) for u in found)
        if count >= _SETTLED:
            _keep(links, waiting)
            count = 0
    _keep(links, waiting)


def _keep(links: Links, found: list[Utterance]) -> None:
    found.sort(key=lambda u: u.id)
    statements = sorted(s for u in found for s in u.statements)
    with links.due.together():
        links.settle(place(found, links), statements)
        links.due.done("statement", statements)
    found.clear()


def _pieces(crowd: Crowd, ties: Ties, judged: Judged) -> Iterator[_Piece]:
    """Components, some of them together, with the ties inside and what people decided about them."""
    joined = [(code_of(a), code_of(b)) for a, b in sorted(judged.same)]
    of_code = {code_of(id): id for pair in judged.same | judged.apart for id in pair}
    for components, inside in groups_of(crowd, ties, joined, _STATEMENTS):
        ids = {of_code[c] for component in components for c in component if c in of_code}
        yield crowd.folder, components, inside, judged.among(ids)


def _decide(ledger: NotingLedger, piece: _Piece) -> list[Utterance]:
    folder, components, ties, judged = piece
    laid = _at_hand(ledger, folder)
    codes = [code for component in components for code in component]
    briefs = dict(zip(codes, laid.briefs(np.array(codes, dtype=np.int64)), strict=True))
    told = [[briefs[code] for code in component] for component in components]
    several = {code: briefs[code].id for component in components if len(component) > 1 for code in component}
    scores = {(several[one], several[other]): score for one, other, score in ties}
    return list(utterances_of_all(told, judged, scores, _Weighing(laid, several)))


class _Weighing:
    """Some statements (ids by their codes) that are weighed."""

    def __init__(self, laid: Laid, several: Mapping[int, str]) -> None:
        self._laid, codes = laid, sorted(several)
        self._codes = {several[code]: code for code in codes}
        self._rows = {several[code]: row for row, code in enumerate(codes)}
        self._table = laid.table(np.array(codes, dtype=np.int64))

    def weigh(self, pairs: Sequence[Pair]) -> Sequence[float]:
        """Their scores, from columns."""
        one, other = (_numbers(self._rows[pair[side]] for pair in pairs) for side in (0, 1))
        found: list[float] = among(self._table, one, other).tolist()
        return found

    def near(self, ids: Iterable[str]) -> Iterable[Pair]:
        """Those that stand near each other under some keys."""
        return pairs_among(self._laid.traits([self._codes[id] for id in ids]))
