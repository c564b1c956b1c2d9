"""The regular expressions of a language's time expressions, built once from ``times.toml``.

Where a pattern needs a word in front ("in July"), its group ``words`` is the expression itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.languages import data


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns by kind, in the order in which longer readings are tried, and the tables behind."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    weekdays: dict[str, int]
    months: dict[str, int]
    relative_days: dict[str, int]
    numbers: dict[str, int]
    last: frozenset[str]
    this: frozenset[str]
    ahead: re.Pattern[str]
    either: re.Pattern[str]
    either_directly: re.Pattern[str]
    behind_directly: re.Pattern[str]
    name_before: re.Pattern[str]
    name_behind: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """One of the words, longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


def _proper(words: Iterable[str]) -> str:
    """The same for names, which are written with a capital or in capitals: "May", "MAY", not "may"."""
    words = list(words)
    return f"(?-i:{_any([w.capitalize() for w in words] + [w.upper() for w in words])})"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-]|[.,]\d)", re.IGNORECASE)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language. Raises ``MissingReader`` where it has none."""
    table = data(language, "times")
    words = table["words"]
    weekdays, months = table["weekdays"], table["months"]
    week = rf"(?:(?P<weekday>{_proper([*weekdays, *table['weekday_short']])})\.?(?:\s*,|\s)\s*(?:the\s+)?)?"
    month = rf"(?P<month>{_proper([*months, *table['month_short']])})\.?"
    whole_month = rf"(?P<month>{_proper(months)})"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d{2})"
    side = rf"(?P<side>{_any([*words['last'], *words['this'], *words['next']])})\s+"
    early = r"(?:(?:early|late|mid)[\s-]+(?:in\s+)?)?"
    after_month, after_year = _any(words["month_after"]), _any(words["year_after"])
    patterns = (
        ("day", rf"{week}{month}\s+{day}\s*,?\s+{year}"),
        ("day", rf"{week}{day}\s+(?:of\s+)?{month}\s*,?\s+{year}"),
        ("day", r"(?P<year>(?:19|20)\d{2})-(?P<number>[01]\d)-(?P<day>[0-3]\d)"),
        ("numeric", r"(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})"),
        ("day", rf"{week}{month}\s+{day}(?!:\d)"),
        ("day", rf"{week}{day}\s+(?:of\s+)?{month}"),
        ("month", rf"{early}{month}\s*,?\s+(?:of\s+)?{year}"),
        ("month", rf"{side}{whole_month}"),
        ("month", rf"{after_month}[\s-]+(?P<words>{early}{whole_month})"),
        ("year", rf"{after_year}[\s-]+(?P<words>{early}{year})(?!\s*(?:per cent|percent|%|km|miles))"),
        ("weekday", rf"(?:{side})?(?P<weekday>{_proper(weekdays)})(?:\s+{_any(words['parts'])})?"),
        ("relative", rf"(?:{_any(words['earlier'])}\s+)?(?P<relative>{_any(table['relative_days'])})"),
        ("unit", rf"(?P<earlier>{_any(words['earlier'])}\s+)?{side}(?P<unit>week|month|year)"),
        ("ago", rf"(?P<count>\d{{1,3}}|{_any(table['numbers'])})\s+days?\s+(?:ago|earlier)"),
    )
    return Grammar(
        patterns=tuple((kind, _compile(pattern)) for kind, pattern in patterns),
        weekdays={**weekdays, **table["weekday_short"]},
        months={**months, **table["month_short"]},
        relative_days=table["relative_days"],
        numbers=table["numbers"],
        last=frozenset(words["last"]),
        this=frozenset(words["this"]),
        ahead=re.compile(rf"(?<!\w){_any(words['ahead'])}(?!\w)", re.IGNORECASE),
        either=re.compile(rf"(?<!\w){_any(words['either'])}(?!\w)", re.IGNORECASE),
        either_directly=re.compile(rf"(?<!\w){_any(words['either_directly'])}\s+(?:the\s+)?$", re.IGNORECASE),
        behind_directly=re.compile(rf"(?<!\w){_any(words['behind_directly'])}\s+$", re.IGNORECASE),
        name_before=re.compile(rf"(?<!\w){_any(words['names_before'])}\s+$", re.IGNORECASE),
        name_behind=re.compile(rf"\s+{_any(words['names_behind'])}\b", re.IGNORECASE),
    )
