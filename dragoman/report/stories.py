"""Stories and how they were covered: events and articles on a timeline, utterances by outlets, sides by
articles, labels by outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.model import Event, Story
from dragoman.report.article import UNKNOWN_OUTLET, anchor_for
from dragoman.report.contexts import ArticlePage, Cell, Coverage, CoverageRow, Lane, Point, Timeline
from dragoman.report.contexts_linked import EventRow, Spoken, StoryPart
from dragoman.report.coverage import MOST_OUTLETS, MOST_ROWS, SHADES
from dragoman.report.labels import labels_of
from dragoman.report.sides import Titled, bars_of, key_of, sides_of
from dragoman.report.ties import Shelf, utterance_anchor
from dragoman.report.timeline import make_axis
from dragoman.report.view import CarriedView, CoverageView
from dragoman.report.wording import DateState, When, one_line, word_days

_LABEL = 70  # characters of an utterance that stand for it in the matrix


def build_stories(shelf: Shelf, spoken: Sequence[Spoken]) -> list[StoryPart]:
    """Each story, the earliest first; then the articles of no story together."""
    stories = {story.id: story for story in shelf.ledger.stories()}
    events = {event.id: event for event in shelf.ledger.events()}
    names = {person.id: person.name for person in shelf.ledger.people()} if events else {}
    titles = {one.anchor: one for one in spoken}
    parts = [
        _story(coverage, stories.get(coverage.story or ""), events, names, titles, shelf)
        for coverage in shelf.ledger.coverage()
    ]
    return sorted((p for p in parts if p.articles), key=_order)


def _order(part: StoryPart) -> tuple[bool, date, str]:
    days = [event.when.key for event in part.events] + [page.published.key for page in part.articles]
    return not part.title, min(days), part.anchor


def _story(
    coverage: CoverageView,
    story: Story | None,
    events: Mapping[str, Event],
    names: Mapping[str, str],
    spoken: Mapping[str, Spoken],
    shelf: Shelf,
) -> StoryPart:
    anchor = anchor_for("y", coverage.story) if coverage.story else "y-none"
    pages = sorted(
        (shelf.pages[a] for a in coverage.articles if a in shelf.pages),
        key=lambda p: (p.published.key, p.outlet, p.anchor),
    )
    told = [_event_row(events[id], names, shelf) for id in (story.events if story else ()) if id in events]
    told.sort(key=lambda e: (e.when.key, e.anchor))
    shared, alone = _shared(coverage.carried, spoken)
    return StoryPart(
        anchor=anchor,
        title=coverage.title,
        articles=tuple(pages),
        events=tuple(told),
        timeline=_timeline(anchor, told, pages) if story else None,
        matrix=_matrix(shared, pages, spoken),
        alone=alone,
        bars=tuple(bars_of(coverage.shares, (Titled(p.id, p.title, p.outlet, p.anchor) for p in pages))),
        sides=key_of(sides_of(coverage.shares)),
        labels=tuple(labels_of(coverage.labels, {id: page.anchor for id, page in shelf.pages.items()})),
    )


def _event_row(event: Event, names: Mapping[str, str], shelf: Shelf) -> EventRow:
    held = event.held
    label = word_days(held.first, held.last, held.precision) if held else "day not told"
    state = DateState.SAID if held and held.first else DateState.OPEN
    basis = held.basis if held else "no page tells the day"
    first, last = (held.first, held.last) if held else (None, None)
    pointers = (shelf.pointer(place.article) for place in event.evidence)
    return EventRow(
        anchor=anchor_for("e", event.id),
        kind=event.kind,
        who=tuple(names.get(who, who) for who in event.participants),
        place=event.place,
        when=When(label, basis, state, first, last),
        places=tuple(dict.fromkeys(pointer for pointer in pointers if pointer)),
    )


def _timeline(anchor: str, events: Sequence[EventRow], pages: Sequence[ArticlePage]) -> Timeline | None:
    """Events and articles by day: a lane for the events, and one for each outlet. None of a single day."""
    marks: defaultdict[str, list[tuple[date, When, str, str]]] = defaultdict(list)
    for event in events:
        if event.when.key != date.max:
            marks["Events"].append(
                (event.when.key, event.when, event.anchor, f"{event.kind}, {event.when.label}")
            )
    for page in pages:
        if page.published.key != date.max:
            words = f"{page.outlet}, {page.published.label}: {one_line(page.title, 90)}"
            marks[page.outlet].append((page.published.key, page.published, page.anchor, words))
    axis = make_axis(day for several in marks.values() for day, *_ in several)
    if axis is None or len(axis.days) < 2:
        return None
    places = dict(zip(axis.days, axis.places, strict=True))
    lanes = [
        Lane(
            label,
            several[0][2],
            tuple(
                Point(places[day], places[day], when.first is None, target, f"{anchor}-days", words)
                for day, when, target, words in several
            ),
        )
        for label, several in marks.items()
    ]
    return Timeline((), len(events), 0, (), axis, tuple(lanes), len(lanes))


def _shared(
    carried: Iterable[CarriedView], spoken: Mapping[str, Spoken]
) -> tuple[dict[str, list[CarriedView]], int]:
    """The utterances that more than one outlet of the story carried, and how many one alone did."""
    rows: defaultdict[str, list[CarriedView]] = defaultdict(list)
    for one in carried:
        rows[one.utterance].append(one)
    shared = {id: rs for id, rs in rows.items() if len(rs) > 1 and utterance_anchor(id) in spoken}
    return shared, sum(len(rs) == 1 for rs in rows.values())


def _matrix(
    rows: Mapping[str, Sequence[CarriedView]], pages: Sequence[ArticlePage], spoken: Mapping[str, Spoken]
) -> Coverage | None:
    """Outlets by utterances in words; outlets of the story that carried none of these are there too."""
    if not rows:
        return None
    words: Counter[str] = Counter({page.outlet: 0 for page in pages})
    for several in rows.values():
        for one in several:
            words[one.outlet or UNKNOWN_OUTLET] += one.words
    outlets = sorted(words, key=lambda outlet: (-words[outlet], outlet))
    most = max((one.words for several in rows.values() for one in several), default=0)
    table = [
        _matrix_row(spoken[utterance_anchor(id)], several, outlets, most) for id, several in rows.items()
    ]
    return Coverage(
        outlets=tuple(outlets),
        rows=tuple(table),
        shown=frozenset(row.anchor for row in table[:MOST_ROWS]),
        named=len(table),
        shown_outlets=min(len(outlets), MOST_OUTLETS),
    )


def _matrix_row(
    spoken: Spoken, several: Sequence[CarriedView], outlets: Sequence[str], most: int
) -> CoverageRow:
    found = {one.outlet or UNKNOWN_OUTLET: one for one in several}
    cells = tuple(_cell(found.get(outlet), most) for outlet in outlets)
    words = "".join(piece.now for piece in spoken.wordings[0].pieces)
    label = f"{one_line(spoken.speaker, 40)}: {one_line(words, _LABEL)}"
    total = Cell(sum(c.words for c in cells), sum(c.statements for c in cells), 0)
    return CoverageRow(label, spoken.anchor, cells, total)


def _cell(carried: CarriedView | None, most: int) -> Cell:
    if carried is None:
        return Cell(0, 0, 0)
    level = max(1, min(SHADES, round(SHADES * (carried.words / most) ** 0.5))) if most else 1
    return Cell(carried.words, carried.statements, level)
