"""What is still found by going through all articles: events, stories and lent dates."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extract.redate import date_anew
from dragoman.ledger import Ledger
from dragoman.link import Sheet
from dragoman.link.attend import attend
from dragoman.link.events import find_events
from dragoman.link.loans import lend_dates
from dragoman.link.stories import find_stories
from dragoman.model import Linked, Maker


def link_rest(ledger: Ledger, sheets: Sequence[Sheet]) -> None:
    """Find them anew."""
    links = ledger.links
    people, utterances = tuple(links.people()), tuple(links.utterances())
    events = find_events(sheets, people)
    linked = Linked(
        maker=Maker("rest", "1"),
        events=events,
        stories=find_stories(sheets, events),
        loans=lend_dates(sheets, events, utterances, people=people, redate=date_anew),
    )
    links.write_rest(linked, {s: e for sheet in sheets for s, e in attend(sheet, events, people).items()})
