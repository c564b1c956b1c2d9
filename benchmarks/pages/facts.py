"""What pages say of themselves, against gold: right, open or wrong, fact by fact.

Each page is ``facts/NAME.txt``; ``facts/gold.jsonl`` has one object a page. A key that is absent means
that the page does not tell, and whatever is said then is wrong. A list holds equally good answers,
``null`` among them where open is as good. ``byline`` and ``dateline`` are the lines with that role.
Days are ISO; a month ("2033-04") means all of it.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.acquire import acquire
from dragoman.clean import clean
from dragoman.model import Article, Interval, Page

PAGES = Path(__file__).parent / "facts"
NAMES = ("title", "outlet", "original_outlet", "author")
DATES = ("published", "updated")
LINES = ("byline", "dateline")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact of one page: ``right``, ``open`` or ``wrong``, with what was said."""

    page: str
    fact: str
    verdict: str
    said: str


def judge(folder: Path = PAGES) -> Iterator[Verdict]:
    """The verdicts over every page."""
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        article = next(iter(acquire([folder / f"{gold['doc']}.txt"])))
        if isinstance(article, Article):
            yield from _judge_page(gold, article, clean(article))


def shares(verdicts: list[Verdict]) -> dict[str, dict[str, float]]:
    """For each fact, and for ``all``, the share of each verdict."""
    table: dict[str, dict[str, float]] = {}
    for fact in (*NAMES, *DATES, *LINES, "all"):
        counted = Counter(v.verdict for v in verdicts if fact in (v.fact, "all"))
        if counted:
            table[fact] = {word: counted[word] / counted.total() for word in ("right", "open", "wrong")}
    return table


def _judge_page(gold: Mapping[str, Any], article: Article, page: Page) -> Iterator[Verdict]:
    doc = gold["doc"]
    for fact in NAMES:
        verdict = _of_name(_answers(gold, fact), getattr(page, fact))
        if verdict:
            yield Verdict(doc, fact, verdict, str(getattr(page, fact)))
    for fact in DATES:
        said: Interval | None = getattr(page, fact)
        verdict = _of_date(gold.get(fact), said)
        if verdict:
            yield Verdict(doc, fact, verdict, f"{said.first} to {said.last}" if said else "None")
    for fact in LINES:
        found = [b.span.of(article.text) for b in page.blocks if b.role == fact]
        wanted = gold.get(fact, [])
        for line in wanted:
            yield Verdict(doc, fact, "right" if line in found else "open", line)
        for line in found:
            if line not in wanted:
                yield Verdict(doc, fact, "wrong", line)


def _answers(gold: Mapping[str, Any], fact: str) -> list[str | None]:
    answer = gold.get(fact)
    return answer if isinstance(answer, list) else [answer]


def _key(name: str | None) -> list[str]:
    return _WORD.findall((name or "").casefold())


def _of_name(answers: list[str | None], said: str | None) -> str | None:
    if said is None:
        return "open" if None not in answers else "right" if len(answers) > 1 else None
    return "right" if any(answer and _key(answer) == _key(said) for answer in answers) else "wrong"


def _of_date(gold: str | None, said: Interval | None) -> str | None:
    if said is None:
        return "open" if gold else None
    if gold is None:
        return "wrong"
    if len(gold) == 7:
        year, month = int(gold[:4]), int(gold[5:])
        wanted = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    else:
        wanted = date.fromisoformat(gold), date.fromisoformat(gold)
    if (said.first, said.last) == wanted:
        return "right"
    holds = (said.first or date.min) <= wanted[0] and wanted[1] <= (said.last or date.max)
    return "open" if holds else "wrong"
