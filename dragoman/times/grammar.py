"""The rules of a language's time expressions, built once from ``times.toml``.

A rule is a regular expression over the classes of tokens (``tokens.py``), written in the names of
classes and of groups of classes. One scan finds the classes that a rule can begin with; there the rules
that begin with that class are tried, and the longest match counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages import data
from dragoman.times.tense import Cues, cues, one_of
from dragoman.times.tokens import Lexicon, lexicon

_NAME = re.compile(r"[A-Z][A-Z_]*")
_BRACKET = re.compile(r"\((?!\?)")
_OPENING = re.compile(r"\(\?(?:[:=!]|<[=!])")


@dataclass(frozen=True, slots=True)
class Rule:
    """One look of an expression of some kind."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's lexicon and rules, and the tables behind them."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    starts: re.Pattern[str]
    by_start: Mapping[str, Sequence[tuple[int, Rule]]]
    tables: Mapping[str, Any]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    last: frozenset[str]
    this: frozenset[str]
    cues: Cues
    name_before: re.Pattern[str]
    name_behind: re.Pattern[str]

    def matches(self, classes: str) -> Iterator[tuple[str, int, int]]:
        """Kind, first token and end of each expression, the longest at each place; what was yielded
        may be followed by an overlapping one, which the reader leaves out."""
        for start in self.starts.finditer(classes):
            at = start.start()
            found = [
                (m.end(), -number, rule.kind)
                for number, rule in self.by_start[start[0]]
                if (m := rule.pattern.match(classes, at))
            ]
            if found:
                end, _, kind = max(found)
                yield kind, at, end


def _rules(table: Mapping[str, Any], codes: Mapping[str, str]) -> Iterator[Rule]:
    groups: dict[str, str] = {}

    def compiled(pattern: str) -> str:
        plain = _BRACKET.sub("(?:", pattern)
        return _NAME.sub(lambda m: groups.get(m[0]) or codes[m[0]], plain).replace(" ", "")

    for name, pattern in table["groups"].items():
        groups[name] = f"(?:{compiled(pattern)})"
    for rule in table["rules"]:
        for pattern in rule["patterns"]:
            yield Rule(rule["kind"], re.compile(compiled(pattern)))


# ------------------------------------------------------------------- what a rule can begin with


def _by_start(rules: Sequence[Rule]) -> dict[str, list[tuple[int, Rule]]]:
    """The rules, with their places in the list, by each class that they can begin with."""
    found: dict[str, list[tuple[int, Rule]]] = {}
    for number, rule in enumerate(rules):
        for code in _first(rule.pattern.pattern):
            found.setdefault(code, []).append((number, rule))
    return found


def _first(pattern: str) -> set[str]:
    firsts, _, end = _either(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"a rule of time expressions has a bracket too many: {pattern!r}")
    return firsts


def _either(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """The classes that one of the alternatives from ``at`` on begins with, whether one of them may be empty,
    and where they end."""
    firsts, empty = set[str](), False
    while True:
        more, may, at = _row(pattern, at)
        firsts, empty = firsts | more, empty or may
        if pattern[at : at + 1] != "|":
            return firsts, empty, at
        at += 1


def _row(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """The same of the parts that follow each other from ``at`` on."""
    firsts, empty = set[str](), True
    while at < len(pattern) and pattern[at] not in "|)":
        more, may, at = _part(pattern, at)
        if pattern[at : at + 1] == "?":
            may, at = True, at + 1
        firsts |= more if empty else set()
        empty = empty and may
    return firsts, empty, at


def _part(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """The same of one class or one bracket; what only looks ahead or behind is empty."""
    if pattern[at] != "(":
        return {pattern[at]}, False, at + 1
    opening = _OPENING.match(pattern, at)
    if opening is None:
        raise ValueError(f"a rule of time expressions has an unknown bracket: {pattern!r}")
    firsts, empty, at = _either(pattern, opening.end())
    return (firsts, empty, at + 1) if opening[0] == "(?:" else (set(), True, at + 1)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language. Raises ``MissingReader`` where it has none."""
    table = data(language, "times")
    words = table["words"]
    known = lexicon(table)
    rules = tuple(_rules(table, known.codes))
    by_start = _by_start(rules)
    return Grammar(
        lexicon=known,
        rules=rules,
        starts=re.compile(f"[{''.join(sorted(by_start))}]"),
        by_start=by_start,
        tables=table,
        weekdays={**table["weekdays"], **table["weekday_short"]},
        months={**table["months"], **table["month_short"]},
        numbers={**table["numbers"], **table["tens"]},
        last=frozenset(words["last"]),
        this=frozenset(words["this"]),
        cues=cues(words, table["months"]),
        name_before=re.compile(rf"(?<!\w){one_of(words['names_before'])}\s+$", re.IGNORECASE),
        name_behind=re.compile(rf"\s+{one_of(words['names_behind'])}\b", re.IGNORECASE),
    )
