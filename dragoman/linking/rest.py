"""What is still found by going through all articles: events, stories and lent dates."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.redate import date_anew
from dragoman.ledger import Ledger
from dragoman.link import Sheet
from dragoman.link.events import find_events
from dragoman.link.loans import attend_all, lend_dates
from dragoman.link.stories import find_stories
from dragoman.link.traits import traits_of
from dragoman.model import Linked, Maker


def link_rest(ledger: Ledger, sheets: Sequence[Sheet]) -> None:
    """Find them anew."""
    links = ledger.links
    people, utterances = tuple(links.people()), tuple(links.utterances())
    joined = find_events(sheets, people)
    traits = {t.id: t for sheet in sheets for t in traits_of(sheet, {})}
    linked = Linked(
        maker=Maker("rest", "1"),
        events=joined.events,
        stories=find_stories(sheets, joined, utterances, traits),
        loans=lend_dates(sheets, joined, utterances, redate=date_anew),
    )
    links.write_rest(linked, attend_all(joined))
