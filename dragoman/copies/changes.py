"""What changed between two versions of one page: its statements, its words, its headline, its date.

Statements have other ids in another version, so they are matched by their words: how much of the
content they share, and whether the same source is named. A change is silent where the newer version
has no new line that tells of a change (an "updated" stamp, a correction); where dragoman knows no
such lines of the page's language, silence is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dragoman.copies.bodies import words_of
from dragoman.copies.edits import edits
from dragoman.copies.pairing import differences, pairs
from dragoman.languages import LANGUAGES, data
from dragoman.model import BlockRole, Interval, Mode, Reading, Span, Spans, Statement


class What(StrEnum):
    """What a change is of."""

    STATEMENT = "statement"
    TEXT = "text"
    HEADLINE = "headline"
    PUBLISHED = "published"


class How(StrEnum):
    """Whether it is new, gone, other than it was, or the same in another place."""

    CAME = "came"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. ``was`` are spans into the older text, ``now`` into the newer one; ``before`` and
    ``after`` are the words or the value themselves. Of a statement, the ids in either version and
    which parts differ."""

    what: What
    how: How
    was: Spans = ()
    now: Spans = ()
    before: str | None = None
    after: str | None = None
    statement_was: str | None = None
    statement_now: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two versions. ``notices`` are the new lines that tell of a change; ``silent``
    is ``None`` where it cannot be known."""

    older: Reading
    newer: Reading
    changes: tuple[Change, ...]
    notices: Spans
    silent: bool | None


def changes(older: Reading, newer: Reading) -> Changes:
    """Compare two versions of one page."""
    notices = _notices(older, newer)
    found = (
        *_headline(older, newer),
        *_published(older, newer),
        *_statements(older, newer),
        *(change for change in _text(older, newer) if not _is_notice(change, notices or ())),
    )
    silent = None if notices is None else not notices
    return Changes(older, newer, found, notices or (), silent)


def _headline(older: Reading, newer: Reading) -> Iterator[Change]:
    before, after = older.page.title, newer.page.title
    if _plain(before) != _plain(after):
        yield Change(
            what=What.HEADLINE,
            how=_how(before, after),
            was=_headline_span(older),
            now=_headline_span(newer),
            before=before,
            after=after,
        )


def _headline_span(reading: Reading) -> Spans:
    """The first headline block; none where the headline came with the article and not in its text."""
    spans = [block.span for block in reading.page.blocks if block.role is BlockRole.HEADLINE]
    return tuple(spans[:1])


def _published(older: Reading, newer: Reading) -> Iterator[Change]:
    before, after = _days(older.page.published), _days(newer.page.published)
    if before != after:
        yield Change(what=What.PUBLISHED, how=_how(before, after), before=before, after=after)


def _days(interval: Interval | None) -> str | None:
    if interval is None or interval.first == interval.last is None:
        return None
    first, last = interval.first or "", interval.last or ""
    return str(first) if first == last else f"{first}/{last}"


def _how(before: str | None, after: str | None) -> How:
    if before is None:
        return How.CAME
    return How.GONE if after is None else How.CHANGED


def _statements(older: Reading, newer: Reading) -> Iterator[Change]:
    """Statements that are said, in the order of the newer version; gone ones last."""
    before = [s for s in older.statements if s.mode is Mode.SAID]
    after = [s for s in newer.statements if s.mode is Mode.SAID]
    matched = pairs(older, before, newer, after)
    for number, statement in enumerate(after):
        twin = matched.get(number)
        if twin is None:
            yield _statement(How.CAME, None, older, statement, newer)
            continue
        parts = differences(older, before[twin], newer, statement)
        if parts:
            yield _statement(How.CHANGED, before[twin], older, statement, newer, parts)
    for number, statement in enumerate(before):
        if number not in matched.values():
            yield _statement(How.GONE, statement, older, None, newer)


def _statement(
    how: How,
    was: Statement | None,
    older: Reading,
    now: Statement | None,
    newer: Reading,
    parts: tuple[str, ...] = (),
) -> Change:
    return Change(
        what=What.STATEMENT,
        how=how,
        was=_all(was),
        now=_all(now),
        before=_content(was, older),
        after=_content(now, newer),
        statement_was=was.id if was else None,
        statement_now=now.id if now else None,
        parts=parts,
    )


def _all(statement: Statement | None) -> Spans:
    return tuple(sorted((*statement.source, *statement.cue, *statement.content))) if statement else ()


def _content(statement: Statement | None, reading: Reading) -> str | None:
    return _joined(statement.content, reading) if statement else None


def _text(older: Reading, newer: Reading) -> Iterator[Change]:
    for edit in edits((older.article.text, older.page.blocks), (newer.article.text, newer.page.blocks)):
        before, after = _joined(edit.was, older) or None, _joined(edit.now, newer) or None
        how = How.MOVED if edit.moved else _how(before, after)
        yield Change(what=What.TEXT, how=how, was=edit.was, now=edit.now, before=before, after=after)


def _joined(spans: Spans, reading: Reading) -> str:
    return " … ".join(" ".join(span.of(reading.article.text).split()) for span in spans)


def _plain(words: str | None) -> tuple[str, ...]:
    return tuple(word for word, _ in words_of(words or "", Span(0, len(words or ""))))


def _is_notice(change: Change, notices: Spans) -> bool:
    """Whether all that came is the notice itself."""
    return not change.was and all(any(n.covers(span) for n in notices) for span in change.now)


def _notices(older: Reading, newer: Reading) -> Spans | None:
    """The lines of the newer text that tell of a change and did not stand in the older one; ``None``
    where the language's are not known."""
    language = newer.page.language or "en"
    if language not in LANGUAGES:
        return None
    known = {line.strip() for line in older.article.text.splitlines()}
    found, start = [], 0
    for line in newer.article.text.splitlines(keepends=True):
        if line.strip() not in known and _tells(language).match(line.strip()):
            found.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return tuple(found)


@cache
def _tells(language: str) -> re.Pattern[str]:
    table = data(language, "notices")
    return re.compile("|".join(f"(?:{p})" for p in (*table["stamps"], *table["notes"])), re.I)
