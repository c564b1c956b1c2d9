"""Which statement of an older version is which of a newer one, and in what the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.copies.bodies import words_of
from dragoman.model import Reading, Spans, Statement

_SHARED = 0.5  # of the words of both contents
_SHARED_BY_SAME = 0.3  # where the same source is named
_SAME_SOURCE = 0.2  # what the same source counts beside shared words

Words = tuple[str, ...]


def pairs(
    older: Reading, before: Sequence[Statement], newer: Reading, after: Sequence[Statement]
) -> dict[int, int]:
    """For places in ``after`` the place in ``before`` of the same statement, the likest first."""
    ours = [_facts(older, statement) for statement in before]
    theirs = [_facts(newer, statement) for statement in after]
    likely = sorted(
        (-likeness, abs(new - old), new, old)
        for new, one in enumerate(theirs)
        for old, other in enumerate(ours)
        if (likeness := _likeness(one, other))
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, new, old in likely:
        if new not in matched and old not in taken:
            matched[new] = old
            taken.add(old)
    return matched


def differences(older: Reading, was: Statement, newer: Reading, now: Statement) -> tuple[str, ...]:
    """The parts in which a statement differs from what it was: content, source and cue by their words;
    speaker and act only where the same reader read both versions, since else the reader may differ."""
    parts = [
        part
        for part in ("content", "source", "cue")
        if _words(older, getattr(was, part)) != _words(newer, getattr(now, part))
    ]
    if older.maker == newer.maker:
        if _is_another(_name(older, was), _name(newer, now)):
            parts.append("speaker")
        if was.act is not now.act:
            parts.append("act")
    return tuple(parts)


def _facts(reading: Reading, statement: Statement) -> tuple[Counter[str], set[str]]:
    """The words of the content, and the words that name who speaks."""
    source = {*_words(reading, statement.source), *_name(reading, statement)}
    return Counter(_words(reading, statement.content)), source


def _likeness(one: tuple[Counter[str], set[str]], other: tuple[Counter[str], set[str]]) -> float:
    """0 where two statements are not the same one."""
    total = one[0].total() + other[0].total()
    shared = 2 * (one[0] & other[0]).total() / total if total else 0.0
    same_source = bool(one[1] & other[1])
    if shared < (_SHARED_BY_SAME if same_source else _SHARED):
        return 0.0
    return shared + _SAME_SOURCE * same_source


def _words(reading: Reading, spans: Spans) -> Words:
    return tuple(word for span in spans for word, _ in words_of(reading.article.text, span))


def _name(reading: Reading, statement: Statement) -> frozenset[str]:
    actor = reading.actor(statement.speaker)
    return frozenset(actor.name.casefold().split()) if actor else frozenset()


def _is_another(was: frozenset[str], now: frozenset[str]) -> bool:
    """Whether two names share no word; a fuller name is no other speaker."""
    return bool(was and now) and not was & now
