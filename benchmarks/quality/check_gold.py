"""Check the gold of the invented articles against the texts that its offsets count in.

``write_texts(articles, folder)`` writes the stored text of every article as ``<doc>.txt``, as
``dragoman.acquire`` makes it, so that a scorer finds the texts without a second copy in the
repository. ``check(gold, texts)`` returns what is wrong, one line a fault, and nothing when all holds:
every span equals its ``_text`` twin, blocks cover the text in order, every reference exists, the spans
of a statement lie where they may, dates and the weekdays named beside them agree, and every statement
and event stands exactly once in the timeline or among the undated.

``python -m benchmarks.quality.check_gold`` prints the faults. Exit status: 0 none, 1 some.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from dragoman.acquire import acquire
from dragoman.model import Act, Article, BlockRole, Kind

GOLD = Path(__file__).parent / "gold"
EXAMPLES = Path(__file__).parents[2] / "examples"
NEWSROOM = Path(__file__).parent / "newsroom"

_ROLES = frozenset(role.value for role in BlockRole)
_KINDS = frozenset(kind.value for kind in Kind)
_ACTS = frozenset(act.value for act in Act)
_SPANS = ("source", "cue", "content")
_EXCHANGES = frozenset(("answers", "denies", "contradicts", "agrees", "repeats"))
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY_OF_WEEK = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_WEEKDAY_DATE = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}),? "
    rf"(?:(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d\d?)|(?P<day2>\d\d?) (?P<month2>{'|'.join(_MONTHS)}))"
    r"(?:,? (?P<year>\d{4}))?"
)

Gold = Mapping[str, Any]


def write_texts(articles: Path, folder: Path) -> None:
    """Write the stored texts of a folder of articles into another; ``ValueError`` if one cannot be read."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in acquire([articles]):
        if not isinstance(article, Article):
            raise ValueError(f"{article.subject}: {article.why}")
        (folder / f"{article.doc}.txt").write_bytes(article.text.encode("utf-8"))


def check(gold: Path, texts: Path) -> list[str]:
    """Every fault of the gold in ``gold`` against the texts in ``texts``."""
    articles = {p.stem: _read(p) for p in sorted(gold.glob("*.json")) if p.stem != "cross"}
    faults = [f"{path.stem}: no gold" for path in sorted(texts.glob("*.txt")) if path.stem not in articles]
    for doc, article in articles.items():
        text = (texts / f"{doc}.txt").read_bytes().decode("utf-8")
        faults += [f"{doc}: {fault}" for fault in check_article(article, text)]
    return faults + [f"cross: {fault}" for fault in check_cross(_read(gold / "cross.json"), articles)]


def check_article(article: Gold, text: str) -> Iterator[str]:
    """The faults of one article's gold."""
    if article["chars"] != len(text):
        yield f"made for {article['chars']} characters, the text has {len(text)}"
        return
    for span, words in _twins(article):
        yield from _check_span(span, words, text)
    yield from _check_blocks(article["blocks"], text)
    actors = {actor["id"] for actor in article["actors"]}
    statements = {statement["n"]: statement for statement in article["statements"]}
    for statement in statements.values():
        for fault in _check_statement(statement, statements, actors, article["blocks"]):
            yield f"statement {statement['n']}: {fault}"
    yield from _check_figures(article["figures"], statements)
    for event in article["events"]:
        if missing := set(event["participants"]) - actors:
            yield f"event {event['n']}: no actor {sorted(missing)}"
        yield from (f"event {event['n']}: {fault}" for fault in _check_interval(event["date"]))
    yield from _check_weekdays(article, text)


def check_cross(cross: Gold, articles: Mapping[str, Gold]) -> Iterator[str]:
    """The faults of what ties the articles together."""
    known = {
        (doc, letter, item["n"])
        for doc, article in articles.items()
        for letter, key in (("S", "statements"), ("F", "figures"), ("E", "events"))
        for item in article[key]
    }
    for where, letter, doc, number in _members(cross):
        if (doc, letter, number) not in known:
            yield f"{where}: no {letter} {number} in {doc}"
    cluster = {tuple(member): group["id"] for group in cross["utterances"] for member in group["members"]}
    if len(cluster) != sum(len(group["members"]) for group in cross["utterances"]):
        yield "utterances: a statement stands in two of them"
    for pair in (entry["pair"] for entry in cross["not_same"]):
        if tuple(pair[0]) in cluster and cluster[tuple(pair[0])] == cluster.get(tuple(pair[1])):
            yield f"not_same: {pair} stand in one utterance"
    yield from (f"exchange of kind {e['kind']}" for e in cross["exchanges"] if e["kind"] not in _EXCHANGES)
    yield from _check_placed(cross, {key for key in known if key[1] != "F"})


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _twins(value: Any) -> Iterator[tuple[Sequence[int], str]]:
    """Every span of the gold with the words that are printed beside it."""
    if isinstance(value, Mapping):
        if "start" in value:
            yield (value["start"], value["end"]), value["text"]
        if "span" in value:
            yield value["span"], value["text"]
        for key, item in value.items():
            words = value.get("also_text" if key == "also_at" else f"{key}_text")
            if isinstance(words, str):
                yield item, words
            elif words is not None:
                yield from ((span or (0, 0), said or "") for span, said in zip_longest(item, words))
            yield from _twins(item)
    elif isinstance(value, list):
        for item in value:
            yield from _twins(item)


def _check_span(span: Sequence[int], words: str, text: str) -> Iterator[str]:
    start, end = span
    found = text[start:end]
    if not 0 <= start < end <= len(text) or found != words:
        yield f"{list(span)} is {found!r} and not {words!r}"
    elif found != found.strip():
        yield f"{list(span)} has white space at its edge: {found!r}"
    elif _cuts_word(text, start) or _cuts_word(text, end):
        yield f"{list(span)} cuts a word: {found!r}"


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _check_blocks(blocks: Sequence[Gold], text: str) -> Iterator[str]:
    reached = 0
    for block in blocks:
        if block["role"] not in _ROLES:
            yield f"no such role of a block: {block['role']}"
        if block["start"] < reached:
            yield f"the block at {block['start']} overlaps the one before, or is out of order"
        if bare := text[reached : block["start"]].strip():
            yield f"in no block: {bare!r}"
        reached = block["end"]
    if bare := text[reached:].strip():
        yield f"in no block: {bare!r}"


def _check_statement(
    statement: Gold, statements: Mapping[int, Gold], actors: set[str], blocks: Sequence[Gold]
) -> Iterator[str]:
    named = [statement["speaker"], statement["addressee"], *statement["relay"]]
    yield from (f"no actor {name!r}" for name in named if name is not None and name not in actors)
    if statement["replies_to"] is not None and statement["replies_to"] not in statements:
        yield f"replies to {statement['replies_to']}, which is no statement"
    if statement["kind"] not in _KINDS or statement["act"] not in _ACTS:
        yield f"no such kind or act: {statement['kind']}, {statement['act']}"
    if not statement["content"]:
        yield "no content"
    if not statement["sure"] and not statement["doubt"]:
        yield "not sure, and no doubt is named"
    yield from _check_interval(statement["said_on"])
    yield from _check_places(statement, blocks)
    if statement["nested_in"] is not None:
        yield from _check_nesting(statement, statements.get(statement["nested_in"]))


def _check_places(statement: Gold, blocks: Sequence[Gold]) -> Iterator[str]:
    spans = sorted(tuple(span) for key in _SPANS for span in statement[key])
    for one, other in pairwise(spans):
        if other[0] < one[1]:
            yield f"its spans {one} and {other} overlap"
    for number, span in enumerate(statement["content"]):
        block = next((b for b in blocks if _covers((b["start"], b["end"]), span)), None)
        if block is None:
            yield f"content {span} lies in no single block"
        elif number == 0 and block["role"] != statement["in_block"]:
            yield f"stands in a block of role {block['role']} and not {statement['in_block']}"


def _check_nesting(statement: Gold, parent: Gold | None) -> Iterator[str]:
    if parent is None or parent["n"] == statement["n"]:
        yield f"nested in {statement['nested_in']}, which is no other statement"
        return
    for key in _SPANS:
        for span in statement[key]:
            if not any(_covers(outer, span) for outer in parent["content"]):
                yield f"its {key} {span} lies outside the content of statement {parent['n']}"


def _covers(outer: Sequence[int], inner: Sequence[int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _check_figures(figures: Sequence[Gold], statements: Mapping[int, Gold]) -> Iterator[str]:
    for figure in figures:
        if figure["by"] is None:
            continue
        inside = statements[figure["by"]]["content"] if figure["by"] in statements else []
        if not any(_covers(span, figure["span"]) for span in inside):
            yield f"figure {figure['n']} lies outside the statement it is given to"


def _check_interval(interval: Gold) -> Iterator[str]:
    ends = [date.fromisoformat(interval[key]) for key in ("from", "to") if interval[key]]
    if ends != sorted(ends):
        yield f"from {ends[0]} to {ends[1]}"
    if not interval["basis"]:
        yield "a date without its basis"


def _check_weekdays(article: Gold, text: str) -> Iterator[str]:
    """A weekday printed beside a date falls on it; one that dates a statement falls on its day."""
    found = article["article"]["published_range"]["from"]
    for match in _WEEKDAY_DATE.finditer(text):
        month = _MONTHS.index(match["month"] or match["month2"]) + 1
        day = date(int(match["year"] or found[:4]), month, int(match["day"] or match["day2"]))
        if _WEEKDAYS[day.weekday()] != match["weekday"]:
            yield f"{match.group()!r} is a {_WEEKDAYS[day.weekday()]}"
    for statement in article["statements"]:
        said = statement["said_on"]
        for words in said.get("words_text", ()):
            weekday = _DAY_OF_WEEK.search(words)
            if weekday and _WEEKDAYS[date.fromisoformat(said["from"]).weekday()] != weekday[1]:
                yield f"statement {statement['n']}: {words!r} is not {said['from']}"


def _members(cross: Gold) -> Iterator[tuple[str, str, str, int]]:
    """Every reference of ``cross`` into an article: where, letter, doc, number."""
    lists = (
        ("utterances", "members", "S"),
        ("same_position", "members", "S"),
        ("not_same", "pair", "S"),
        ("figures_aligned", "members", "F"),
        ("events_aligned", "members", "E"),
    )
    for section, key, letter in lists:
        for entry in cross[section]:
            yield from ((section, letter, doc, number) for doc, number in entry[key])
    for entry in cross["exchanges"]:
        yield from (("exchanges", "S", *entry[end]) for end in ("from", "to"))


def _check_placed(cross: Gold, known: set[tuple[str, str, int]]) -> Iterator[str]:
    placed = Counter(tuple(m) for entry in cross["timeline"] for m in entry["members"])
    placed.update(tuple(m) for m in cross["undated"])
    for doc, letter, number in sorted(known | set(placed)):
        if (doc, letter, number) not in known or placed[doc, letter, number] != 1:
            yield f"{letter} {number} of {doc} stands {placed[doc, letter, number]} times in the timeline"


def main() -> int:
    """Print every fault; the number of them decides the exit status."""
    faults = [*_faults(EXAMPLES, GOLD), *_faults(NEWSROOM / "articles", NEWSROOM / "gold")]
    for fault in faults:
        print(fault)
    return int(bool(faults))


def _faults(articles: Path, gold: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        write_texts(articles, Path(folder))
        return check(gold, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
