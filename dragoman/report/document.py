"""Entries of a ledger become the one page's contexts.

Entries are taken one at a time and let go again: what stays in memory is text and findings, never
raw bytes. The result depends on the entries alone, not on the clock, so that the same ledger gives
the same page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dragoman.model import Actor, Interval, Reading, Skipped
from dragoman.report.article import UNKNOWN_OUTLET, article_page, outlet_of
from dragoman.report.contexts import ArticlePage, Line, Office, Pointer, Report, Speaker, Totals
from dragoman.report.coverage import build_coverage
from dragoman.report.people import Voice, who_is
from dragoman.report.timeline import build_timeline
from dragoman.report.view import EntryView
from dragoman.report.wording import DateState, one_line, word_days


@dataclass(slots=True)
class _Gathered:
    """What is kept of the entries while they go by."""

    pages: list[ArticlePage] = field(default_factory=list)
    older: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    read_at: list[datetime] = field(default_factory=list)
    makers: set[str] = field(default_factory=set)
    offices: dict[str, list[tuple[str, Office]]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, str] = field(default_factory=dict)

    def add(self, entry: EntryView) -> None:
        """Take in one entry."""
        page = article_page(entry)
        self.pages.append(page)
        if entry.supersedes:
            self.older[page.id] = entry.supersedes
        if entry.copy_of:
            self.copies[page.id] = entry.copy_of
        self.read_at.append(entry.read_at)
        self.makers.add(page.maker)
        for actor in entry.reading.actors:
            who = who_is(actor, page.id, page.language)
            if who.voice is Voice.NAMED:
                self.kinds.setdefault(who.anchor, actor.kind.value)
                self.offices[who.anchor].extend(_offices(actor, entry.reading, page))


def _offices(actor: Actor, reading: Reading, page: ArticlePage) -> Iterable[tuple[str, Office]]:
    """Each office of an actor, once an article, with a key to sort it by."""
    seen = set()
    outlet = one_line(outlet_of(reading) or "") or UNKNOWN_OUTLET
    for role in actor.roles:
        title = one_line(
            f"{role.title} of {role.of}" if role.of and role.of not in role.title else role.title
        )
        if (title, role.past) in seen:
            continue
        seen.add((title, role.past))
        day = role.valid or _last_day(reading.page.published)
        when = word_days(day, day) if day else "date not told"
        yield day.isoformat() if day else "9999", Office(title, role.past, when, outlet, page.anchor)


def _last_day(published: Interval | None) -> date | None:
    return published.last if published else None


def build_report(entries: Iterable[EntryView], skipped: Sequence[Skipped]) -> Report:
    """The whole page's contexts."""
    gathered = _Gathered()
    for entry in entries:
        gathered.add(entry)
    pages = _linked(gathered)
    current = [page for page in pages if page.newer is None]
    lines = sorted((line for page in current for line in page.lines if not line.is_attitude), key=_in_time)
    groups: dict[Voice, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.who.voice].append(line)
    speakers = _speakers(groups[Voice.NAMED], gathered, {page.anchor for page in current})
    return Report(
        totals=_totals(current, lines, len(speakers), len(groups[Voice.OPEN]), len(skipped), gathered),
        articles=tuple(pages),
        skipped=tuple(skipped),
        coverage=build_coverage(lines),
        timeline=build_timeline(lines),
        speakers=speakers,
        described=tuple(groups[Voice.DESCRIBED]),
        unnamed=tuple(groups[Voice.UNNAMED]),
        left_open=tuple(groups[Voice.OPEN]),
    )


def _in_time(line: Line) -> tuple[object, ...]:
    number = int(line.number) if line.number.isdigit() else 0
    return line.when.key, line.when.state is not DateState.SAID, line.outlet, line.article_anchor, number


def _linked(gathered: _Gathered) -> list[ArticlePage]:
    """The articles by date and outlet, each linked to its versions and to what it copies."""
    by_id = {page.id: page for page in gathered.pages}
    newer = {old: new for new, old in gathered.older.items()}

    def point(links: Mapping[str, str], page: ArticlePage) -> Pointer | None:
        identifier = links.get(page.id)
        if identifier is None:
            return None
        other = by_id.get(identifier)
        return Pointer(f"{other.outlet}, {other.title}", other.anchor) if other else Pointer(identifier, None)

    linked = [
        replace(
            page,
            copy_of=point(gathered.copies, page),
            older=point(gathered.older, page),
            newer=point(newer, page),
        )
        for page in gathered.pages
    ]
    return sorted(linked, key=lambda page: (page.published.key, page.outlet, page.doc, page.id))


def _speakers(lines: Sequence[Line], gathered: _Gathered, current: set[str]) -> tuple[Speaker, ...]:
    """Everybody with a full name, those with most statements first."""
    by_anchor: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_anchor[line.who.anchor].append(line)
    speakers = []
    for anchor, members in by_anchor.items():
        offices = [(day, o) for day, o in gathered.offices[anchor] if o.article_anchor in current]
        speakers.append(
            Speaker(
                who=members[0].who,
                kind=gathered.kinds.get(anchor, ""),
                offices=tuple(
                    office for _, office in sorted(offices, key=lambda item: (item[0], item[1].outlet))
                ),
                lines=tuple(_with_new_roles(members)),
                outlets=tuple(sorted({line.outlet for line in members})),
                words=sum(line.words for line in members),
            )
        )
    return tuple(sorted(speakers, key=lambda s: (-len(s.lines), -s.words, s.who.name)))


def _with_new_roles(lines: Iterable[Line]) -> Iterable[Line]:
    """Mark each line whose office differs from the one last given."""
    last: str | None = None
    for line in lines:
        is_new = line.role is not None and last is not None and line.role.casefold() != last.casefold()
        last = line.role or last
        yield replace(line, role_is_new=is_new)


def _totals(
    current: Sequence[ArticlePage],
    lines: Sequence[Line],
    speakers: int,
    left_open: int,
    skipped: int,
    gathered: _Gathered,
) -> Totals:
    days = [day for line in lines for day in (line.when.first, line.when.last) if day]
    said = [line for line in lines if line.when.state is DateState.SAID]
    ends = sorted({f"{moment:%Y-%m-%d}" for moment in gathered.read_at})
    return Totals(
        articles=len(current),
        outlets=len({page.outlet for page in current if page.outlet_is_told}),
        statements=len(lines),
        speakers=speakers,
        left_open=left_open,
        skipped=skipped,
        versions=len(gathered.pages) - len(current),
        first=min(days) if said else None,
        last=max(days) if said else None,
        read=" to ".join(dict.fromkeys((ends[0], ends[-1]))) if ends else "",
        makers=tuple(sorted(gathered.makers)),
    )
