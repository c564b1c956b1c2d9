"""The order of linking: each part sees the articles and what the parts before it found."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.link.acquainted import Acquainted
from dragoman.link.cards import offices_of
from dragoman.link.decide import NOTHING_JUDGED, Judged
from dragoman.link.events import find_events
from dragoman.link.figures import align_figures, find_figures
from dragoman.link.inferring import exchanges_of, homes, inferred_ties
from dragoman.link.known import Known
from dragoman.link.loans import Redate, attend_all, lend_dates
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.link.stories import find_stories
from dragoman.link.taking import find_signs
from dragoman.link.traits import members_of, traits_of
from dragoman.link.utterances import find_utterances, placed
from dragoman.link.vectors import Encoder
from dragoman.model import Linked, Maker


def find_links(
    sheets: Sequence[Sheet],
    maker: Maker,
    *,
    known: Sequence[Known] = (),
    redate: Redate | None = None,
    judged: Judged = NOTHING_JUDGED,
    encoder: Encoder | None = None,
) -> Linked:
    """All that ties some articles together. The order of the articles changes nothing.

    ``known`` are people of one's own, ``redate`` reads an article's words against another day,
    ``judged`` is what people decided about pairs of statements, ``encoder`` tells likeness of meaning.
    """
    sheets = sorted(sheets, key=lambda sheet: sheet.id)
    people = find_people(sheets, known)
    states = (t.of for p in known for t in p.tenures if t.of)
    joined = find_events(sheets, people, Acquainted(offices_of(sheets, states), tuple(known)))
    utterances = find_utterances(sheets, people, judged=judged, encoder=encoder)
    loans = lend_dates(sheets, joined, utterances, redate=redate)
    figures = find_figures(sheets)
    members = members_of(people)
    traits = {t.id: t for sheet in sheets for t in traits_of(sheet, members)}
    ties = [(tie, sheet.id) for sheet in sheets for tie in find_signs(sheet)]
    ties += inferred_ties(sheets, traits, {member: person.id for member, person in members.items()})
    attended = attend_all(joined)
    return Linked(
        maker=maker,
        people=people,
        utterances=tuple(placed(utterances, attended, {n.statement: n.said_on for n in loans})),
        exchanges=exchanges_of(ties, homes(utterances)),
        figures=figures,
        alignments=align_figures(figures, sheets),
        events=joined.events,
        stories=find_stories(sheets, joined, utterances, traits),
        loans=loans,
    )
