"""Score whom dragoman takes a printed source to mean, on the invented articles of ``speakers/``.

A source of the gold is found where a statement's source overlaps it; of several statements the best
overlap counts. The statement's speaker is then *right*, *wrong*, or left *open*; an actor who is only
called by the words printed there says no more than open does. Where the gold itself leaves the speaker
open, open is right and a name is wrong. A source that the page keeps anonymous is right only as what is
printed. A surname alone passes only while nobody else in the article bears it.

``python -m benchmarks.quality.score_speakers [--statements FILE] [--verbose] [--json FILE]`` reads
the articles itself, or takes rows of ``dragoman export statements``. Exit status: 0 scored, 2 not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from benchmarks.quality import calibration
from dragoman import Reading, Span, read_text

GOLD = Path(__file__).parent / "speakers"
HELD_OUT = GOLD / "held_out"
NOBODY_BY_NAME = frozenset(("unnamed", "group"))
_ARTICLES = "a an the"
_TITLES = (
    "a an the mr mrs ms miss dr prof professor sir dame lord lady baroness rev reverend president prime"
    " minister governor gov senator sen mayor judge bishop dean general colonel captain sergeant sgt chief"
    " deputy cllr councillor pm speaker"
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_APOSTROPHES = re.compile("[’'ʼ]s?(?!\\w)|[’'ʼ]")


class Verdict(StrEnum):
    """What became of one source of the gold."""

    MISSING = "missing"
    RIGHT = "right"
    OPEN = "open"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Source:
    """A printed source and whom it means; ``speaker`` is ``None`` where the words leave it open."""

    span: Span
    text: str
    speaker: str | None
    names: tuple[str, ...]
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its gold; ``people`` are all persons in it by their full names."""

    doc: str
    text: str
    people: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What dragoman says of one statement: its source, and its speaker's name and kind if it has one."""

    spans: tuple[Span, ...]
    name: str | None
    kind: str | None = None
    doubt: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One source of the gold beside the answer that was matched to it."""

    document: Document
    source: Source
    answer: Answer | None
    verdict: Verdict

    @property
    def answered(self) -> bool:
        """Whether a speaker was given; the printed words again ("the minister") are no answer."""
        named = self.answer is not None and self.answer.name is not None
        telling = self.verdict is Verdict.WRONG or self.source.speaker is not None
        return named and telling and self.verdict in (Verdict.RIGHT, Verdict.WRONG)


def load(folder: Path = GOLD) -> list[Document]:
    """The articles with their gold, in the order of the file."""
    documents = []
    for line in (folder / "speakers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (folder / f"{row['doc']}.txt").read_bytes().decode("utf-8")
        sources = tuple(_source(item) for item in row["sources"])
        documents.append(Document(row["doc"], text, tuple(row["people"]), sources))
    return documents


def _source(item: Mapping[str, Any]) -> Source:
    span = Span(item["start"], item["end"])
    return Source(span, item["text"], item["speaker"], tuple(item["names"]), item["kind"], item["class"])


def answers_of(reading: Reading) -> list[Answer]:
    """The answers in a reading, attitudes too."""
    found = []
    for statement in reading.statements:
        actor = reading.actor(statement.speaker)
        kind = actor.kind.value if actor else None
        name = actor.name if actor else None
        found.append(Answer(statement.source, name, kind, statement.doubt_speaker))
    return found


def answers_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Answer]]:
    """The answers in rows of the statements export, by article; the rows do not tell kinds."""
    found: dict[str, list[Answer]] = {}
    for row in rows:
        spans = tuple(Span(part["start"], part["end"]) for part in row["source"])
        answer = Answer(spans, row["speaker_name"], None, row.get("doubt_speaker"))
        found.setdefault(row["doc"], []).append(answer)
    return found


def judge(document: Document, answers: Sequence[Answer]) -> Iterator[Judged]:
    """The verdict on every source of one article."""
    for source in document.sources:
        best = max(answers, key=lambda answer: _overlap(source.span, answer.spans), default=None)
        if best is not None and not _overlap(source.span, best.spans):
            best = None
        yield Judged(document, source, best, verdict(source, best, document.people))


def _overlap(gold: Span, spans: Sequence[Span]) -> float:
    """Shared characters over all characters of both."""
    shared = sum(max(0, min(gold.end, span.end) - max(gold.start, span.start)) for span in spans)
    return shared / (gold.end - gold.start + sum(span.end - span.start for span in spans) - shared)


def verdict(source: Source, answer: Answer | None, people: Sequence[str]) -> Verdict:
    """What an answer is worth for a source."""
    if answer is None:
        return Verdict.MISSING
    if answer.name is None:
        return Verdict.RIGHT if source.speaker is None else Verdict.OPEN
    if source.speaker is not None and _is_right(source, answer.name, answer.kind, people):
        return Verdict.RIGHT
    if starts_alike(answer.name, source.text):
        return Verdict.RIGHT if source.speaker is None else Verdict.OPEN
    return Verdict.WRONG


def _is_right(source: Source, name: str, kind: str | None, people: Sequence[str]) -> bool:
    if source.kind in NOBODY_BY_NAME:
        return kind in (None, *NOBODY_BY_NAME) and as_printed(name, source)
    return kind != "unnamed" and same_name(name, source, people)


def words_of(name: str, leading: str = _TITLES) -> tuple[str, ...]:
    """The words of a name in lower case, without the leading words that are left out: articles and titles."""
    words = _WORD.findall(_APOSTROPHES.sub("", name).casefold())
    while len(words) > 1 and words[0] in leading.split():
        del words[0]
    return tuple(words)


def as_printed(name: str, source: Source) -> bool:
    """Whether a name is what the article prints for a source without a name, or its first words."""
    return any(starts_alike(name, words) for words in (source.text, source.speaker or "", *source.names))


def starts_alike(one: str, other: str) -> bool:
    """Whether one of two wordings is the other or its first words, with their titles or without."""
    for leading in (_ARTICLES, _TITLES):
        pairs = list(zip(words_of(one, leading), words_of(other, leading), strict=False))
        if pairs and all(a == b for a, b in pairs):
            return True
    return False


def same_name(name: str, source: Source, people: Sequence[str]) -> bool:
    """Whether a name means the speaker of a source: the whole name, or a part that is nobody else's."""
    given = words_of(name)
    accepted = [words_of(known) for known in (source.speaker or "", *source.names)]
    if any(given == words or (len(words) > 1 and given[-len(words) :] == words) for words in accepted):
        return True
    others = (words_of(person) for person in people if person != source.speaker)
    return (
        source.kind == "person"
        and any(_is_part(given, words) for words in accepted)
        and not any(_is_part(given, words) for words in others)
    )


def _is_part(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words stand in the whole in this order, perhaps with others between."""
    rest = iter(whole)
    return bool(part) and all(word in rest for word in part)


def figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    """Counts by verdict, and the shares; a share of nothing is ``None``."""
    count = {one: sum(j.verdict is one for j in judged) for one in Verdict}
    answered = [j for j in judged if j.answered]
    right = sum(j.verdict is Verdict.RIGHT for j in answered)
    found = len(judged) - count[Verdict.MISSING]
    return {
        "sources": len(judged),
        "found": found,
        "right": count[Verdict.RIGHT],
        "open": count[Verdict.OPEN],
        "wrong": count[Verdict.WRONG],
        "answered": len(answered) / len(judged) if judged else None,
        "answered_of_found": len(answered) / found if found else None,
        "right_of_answered": right / len(answered) if answered else None,
        "wrong_of_all": count[Verdict.WRONG] / len(judged) if judged else None,
    }


def by_class(judged: Sequence[Judged]) -> dict[str, dict[str, float | None]]:
    """The figures over all, by the form of the printed source, and where the gold leaves it open."""
    slices = {"all": list(judged)}
    for form in sorted({j.source.form for j in judged}):
        slices[form] = [j for j in judged if j.source.form == form]
    slices["(gold open)"] = [j for j in judged if j.source.speaker is None]
    return {name: figures(part) for name, part in slices.items() if part}


def score(
    folder: Path = GOLD, answers: Mapping[str, Sequence[Answer]] | None = None, only: Sequence[str] = ()
) -> list[Judged]:
    """Judge every source of a folder; articles are read here unless answers are given.

    ``only`` are the articles to look at, all where it is empty. Raises ``OSError`` or ``ValueError``
    where the gold cannot be read.
    """
    found: list[Judged] = []
    for document in load(folder):
        if only and document.doc not in only:
            continue
        if answers is None:
            found += judge(document, answers_of(read_text(document.text, language="en")))
        else:
            found += judge(document, answers.get(document.doc, ()))
    return found


def table(slices: Mapping[str, Mapping[str, float | None]]) -> str:
    """The figures, one slice a line."""
    names = list(next(iter(slices.values())))
    lines = ["class".ljust(13) + "".join(name.rjust(max(8, len(name) + 2)) for name in names)]
    for name, row in slices.items():
        cells = (_cell(row[key]).rjust(max(8, len(key) + 2)) for key in names)
        lines.append(name.ljust(13) + "".join(cells))
    return "\n".join(lines)


def verdicts(judged: Sequence[Judged]) -> list[list[calibration.Verdict]]:
    """How sure each answer is and whether it is right, article by article."""
    by_article: dict[str, list[calibration.Verdict]] = {}
    for one in judged:
        rows = by_article.setdefault(one.document.doc, [])
        if one.answered and one.answer is not None and one.answer.doubt is not None:
            rows.append((1 - one.answer.doubt, one.verdict is Verdict.RIGHT))
    return list(by_article.values())


def reliability(judged: Sequence[Judged]) -> str:
    """How often answers are right that the reader is so sure of, and the expected calibration error."""
    rows = verdicts(judged)
    lines = ["sure at     answers   sure   right"]
    for low, count, sure, right in calibration.reliability(rows):
        lines.append(f"{low:.1f}-{low + 0.1:.1f}{count:12}{sure:7.2f}{right:8.2f}")
    error, low_end, high_end = (_cell(value) for value in calibration.figures(rows).values())
    interval = f"(95 % interval {low_end} to {high_end}, over articles)"
    return "\n".join([*lines, f"calibration error {error} {interval}"])


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def explained(judged: Judged) -> str:
    """One line on a source that is not right: where it stands, who it is, and who was named."""
    source, answer = judged.source, judged.answer
    text = judged.document.text
    before = text[max(0, source.span.start - 50) : source.span.start]
    around = f"{before}[{source.text}]{text[source.span.end : source.span.end + 40]}".replace("\n", " ")
    said = "-" if answer is None else f"{answer.name} ({answer.kind or 'no kind'})"
    where = f"{judged.document.doc}:{source.span.start}"
    return f"{judged.verdict} {source.form} {where} {around}\n    is {source.speaker}, read as {said}"


def main(words: Sequence[str] | None = None) -> int:
    """Run the scorer."""
    options = _parser().parse_args(words)
    try:
        given = None
        if options.statements:
            lines = options.statements.read_text("utf-8").splitlines()
            given = answers_in(json.loads(line) for line in lines if line.strip())
        judged = score(options.gold, given, options.only)
    except (OSError, ValueError) as error:
        print(f"score_speakers: {error}", file=sys.stderr)
        return 2
    if not judged:
        print(f"score_speakers: no such article in {options.gold}", file=sys.stderr)
        return 2
    slices = by_class(judged)
    if options.json:
        printed = json.dumps(slices, indent=2) + "\n"
        sys.stdout.write(printed) if options.json == "-" else Path(options.json).write_text(printed, "utf-8")
    if options.verbose:
        print("\n".join(explained(j) for j in judged if j.verdict is not Verdict.RIGHT), file=sys.stderr)
    if options.json != "-":
        print(table(slices))
        print(reliability(judged))
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks.quality.score_speakers", description=__doc__)
    made.add_argument("--gold", type=Path, default=GOLD, help="folder with speakers.jsonl and its articles")
    made.add_argument(
        "--held-out",
        dest="gold",
        action="store_const",
        const=HELD_OUT,
        help="the articles that nobody looks into while speakers are mended",
    )
    made.add_argument("--statements", type=Path, metavar="FILE", help="rows of dragoman export statements")
    made.add_argument(
        "--only", action="append", default=[], metavar="DOC", help="this article alone (repeatable)"
    )
    made.add_argument(
        "--verbose", action="store_true", help="every source that is not right, to standard error"
    )
    made.add_argument("--json", metavar="FILE", help="the figures as JSON; - is standard output")
    return made


if __name__ == "__main__":
    sys.exit(main())
