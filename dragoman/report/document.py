"""Entries of a ledger become the one page's contexts.

Entries are taken one at a time and let go again: what stays in memory is text and findings, never
raw bytes. The result depends on the entries alone, not on the clock, so that the same ledger gives
the same page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dragoman.model import Actor, Reading, Skipped
from dragoman.report.article import article_page
from dragoman.report.contexts import ArticlePage, Line, Office, OfficeIn, Pointer, Report, Speaker, Totals
from dragoman.report.coverage import build_coverage
from dragoman.report.people import Voice, is_same_office, office_words, who_is
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
    offices: dict[str, list[OfficeIn]] = field(default_factory=lambda: defaultdict(list))
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


def _offices(actor: Actor, reading: Reading, page: ArticlePage) -> Iterator[OfficeIn]:
    """Each office of an actor in one article."""
    published = reading.page.published
    for role in actor.roles:
        whole = f"{role.title} ({role.of})" if role.of and role.of not in role.title else role.title
        day = role.valid or (published.last if published else None)
        yield OfficeIn(one_line(whole), role.past, day, page.outlet, page.anchor)


def _united(offices: Iterable[OfficeIn]) -> Iterator[Office]:
    """Equal offices as one, in the order of the days on which an article first gives them. A shorter
    wording joins a longer one where it fits one alone."""
    grouped: dict[tuple[frozenset[str], bool], list[OfficeIn]] = defaultdict(list)
    ordered = sorted(offices, key=lambda o: (o.day or date.max, not o.is_past, o.outlet, o.title))
    keys = {(office_words(office.title), office.is_past) for office in ordered}
    for office in ordered:
        key = (office_words(office.title), office.is_past)
        longer = [k for k in keys if key[0] < k[0] and key[1] == k[1] and is_same_office(key[0], k[0])]
        longest = [k for k in longer if not any(k[0] < other[0] for other in longer)]
        grouped[longest[0] if len(longest) == 1 else key].append(office)
    for members in grouped.values():
        first = members[0]
        title = max((o.title for o in members), key=len)
        when = word_days(first.day, first.day) if first.day else "date not told"
        more = len({o.article_anchor for o in members}) - 1
        yield Office(title, first.is_past, when, first.outlet, first.article_anchor, more)


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
        totals=_totals(current, lines, groups, speakers, skipped, gathered),
        articles=tuple(pages),
        skipped=tuple(skipped),
        coverage=build_coverage(lines),
        timeline=build_timeline(lines),
        speakers=speakers,
        described=tuple(groups[Voice.DESCRIBED]),
        unnamed=tuple(groups[Voice.UNNAMED]),
        left_open=tuple(groups[Voice.OPEN]),
        places=frozenset(line.who.anchor for line in lines),
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
        offices = [office for office in gathered.offices[anchor] if office.article_anchor in current]
        speakers.append(
            Speaker(
                who=members[0].who,
                kind=gathered.kinds.get(anchor, ""),
                offices=tuple(_united(offices)),
                lines=tuple(_with_new_roles(members)),
                outlets=tuple(sorted({line.outlet for line in members})),
                words=sum(line.words for line in members),
            )
        )
    return tuple(sorted(speakers, key=lambda s: (-len(s.lines), -s.words, s.who.name)))


def _with_new_roles(lines: Iterable[Line]) -> Iterator[Line]:
    """Mark each line whose office is another one than that last given. A shorter wording of the
    same ("the minister") is not another office, and what has no date cannot be later."""
    last: frozenset[str] = frozenset()
    for line in lines:
        words = office_words(line.role or "") - office_words(line.who.name)
        is_other = bool(last and words) and not is_same_office(words, last)
        yield replace(line, role_is_new=is_other and line.when.state is not DateState.OPEN)
        if is_other or len(words) > len(last):
            last = words


def _totals(
    current: Sequence[ArticlePage],
    lines: Sequence[Line],
    groups: Mapping[Voice, Sequence[Line]],
    speakers: Sequence[Speaker],
    skipped: Sequence[Skipped],
    gathered: _Gathered,
) -> Totals:
    return Totals(
        articles=len(current),
        outlets=len({page.outlet for page in current if page.outlet_is_told}),
        statements=len(lines),
        by_named=len(groups[Voice.NAMED]),
        speakers=len(speakers),
        left_open=len(groups[Voice.OPEN]),
        skipped=len(skipped),
        versions=len(gathered.pages) - len(current),
        published=_days_of(day for page in current for day in (page.published.first, page.published.last)),
        read=_days_of(moment.date() for moment in gathered.read_at),
        makers=tuple(sorted(gathered.makers)),
    )


def _days_of(days: Iterable[date | None]) -> str:
    known = [day for day in days if day]
    return word_days(min(known), max(known)) if known else ""
