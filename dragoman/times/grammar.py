"""The rules of a language's time expressions, built once from ``times.toml``.

A rule is a regular expression over the classes of tokens (``tokens.py``), written in the names of
classes and of groups of classes. One scan with all rules joined finds where an expression may begin;
there the longest rule counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.languages import data
from dragoman.times.tense import Cues, cues, one_of
from dragoman.times.tokens import Lexicon, lexicon

_NAME = re.compile(r"[A-Z][A-Z_]*")
_BRACKET = re.compile(r"\((?!\?)")


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
                (m.end(), -i, r.kind) for i, r in enumerate(self.rules) if (m := r.pattern.match(classes, at))
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


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language. Raises ``MissingReader`` where it has none."""
    table = data(language, "times")
    words = table["words"]
    known = lexicon(table)
    rules = tuple(_rules(table, known.codes))
    return Grammar(
        lexicon=known,
        rules=rules,
        starts=re.compile("(?=" + "|".join(rule.pattern.pattern for rule in rules) + ")"),
        tables=table,
        weekdays={**table["weekdays"], **table["weekday_short"]},
        months={**table["months"], **table["month_short"]},
        numbers={**table["numbers"], **table["tens"]},
        last=frozenset(words["last"]),
        this=frozenset(words["this"]),
        cues=cues(words),
        name_before=re.compile(rf"(?<!\w){one_of(words['names_before'])}\s+$", re.IGNORECASE),
        name_behind=re.compile(rf"\s+{one_of(words['names_behind'])}\b", re.IGNORECASE),
    )
