"""Who answers whom, in a ledger: the exchanges of utterances whose statements or signs changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.ledger import Ledger
from dragoman.ledger.compared import Compared, StoredSign
from dragoman.link.inferring import exchanges_of
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Tie
from dragoman.link.taking import find_signs
from dragoman.linking.hands import Hands
from dragoman.linking.utterances import sign_of
from dragoman.linking.working import work_off
from dragoman.model import ExchangeKind, Span

_AT_ONCE = 1_000  # statements whose exchanges are settled in one transaction


def put_signs(sheets: Mapping[str, Sheet | None], compared: Compared) -> None:
    """Keep what the words of some articles show of who takes up whom."""
    found = [sign_of(tie, sheet.id) for sheet in filter(None, sheets.values()) for tie in find_signs(sheet)]
    compared.put_signs(sheets, found)


def settle_exchanges(ledger: Ledger, helpers: Hands | None = None) -> None:
    """Settle the exchanges of the utterances that are due."""
    near = ledger.links.by_utterance
    work_off(ledger, "exchange", _settle, helpers=helpers, at_once=_AT_ONCE, near=near)


def _settle(ledger: Ledger, statements: Sequence[str]) -> None:
    links = ledger.links
    members = links.members(set(links.homes(statements).values()))
    signs = links.compared.signs_across(members)
    home = {id: u for s, one, other in signs for id, u in ((s.origin, one), (s.target, other))}
    found = exchanges_of(((_tie(sign), sign.article) for sign, _, _ in signs), home)
    links.settle_exchanges(found, members)
    links.due.done("exchange", (s for several in members.values() for s in several))


def _tie(sign: StoredSign) -> Tie:
    words = Span(sign.start, sign.end)
    return Tie(ExchangeKind(sign.kind), sign.origin, sign.target, words, sign.doubt, sign.inferred)
