"""Who answers whom, in a ledger: the exchanges of utterances whose statements or signs changed."""

from __future__ import annotations

from dragoman.ledger.compared import Compared, StoredSign
from dragoman.ledger.due import Due
from dragoman.ledger.links import Links
from dragoman.link.inferring import exchanges_of
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Tie
from dragoman.link.taking import find_signs
from dragoman.linking.utterances import sign_of
from dragoman.model import ExchangeKind, Span

_AT_ONCE = 1_000  # statements whose exchanges are settled in one transaction


def put_signs(sheet: Sheet, compared: Compared) -> None:
    """Keep what the words of an article show of who takes up whom."""
    compared.put_signs(sheet.id, [sign_of(tie, sheet.id) for tie in find_signs(sheet)])


def settle_exchanges(links: Links, due: Due) -> None:
    """Settle the exchanges of the utterances that are due."""
    while waiting := due.some("exchange", _AT_ONCE):
        with due.together():
            touched = links.homes(waiting)
            members = links.members(set(touched.values()))
            signs = links.compared.signs_of([s for several in members.values() for s in several])
            home = links.homes({id for sign in signs for id in (sign.origin, sign.target)})
            found = exchanges_of(((_tie(sign), sign.article) for sign in signs), home)
            links.settle_exchanges(found, members)
            due.done("exchange", {*waiting, *(s for several in members.values() for s in several)})


def _tie(sign: StoredSign) -> Tie:
    words = Span(sign.start, sign.end)
    return Tie(ExchangeKind(sign.kind), sign.origin, sign.target, words, sign.doubt, sign.inferred)
