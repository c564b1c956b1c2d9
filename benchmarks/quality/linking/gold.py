"""The marks: which reports are one act of speech, and which only look as if they were.

A mark names its statements by document and by the spans of their content. *Same* marks hold two or more
statements of one utterance; *apart* marks hold two statements that look alike and are two utterances, with
the reason. The marks lie in two parts: over articles of a corpus (offsets alone), and over invented articles
whose text stands beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.quality.linking.laying import lay, statement_of
from benchmarks.quality.linking.polnear import CORPUS, Document, Marked, documents
from dragoman.link.sheet import Sheet
from dragoman.model import Span, Spans

HERE = Path(__file__).parent
CORPUS_MARKS = HERE / "polnear.jsonl"
INVENTED = HERE / "invented.jsonl"


@dataclass(frozen=True, slots=True)
class Report:
    """One statement that a mark names."""

    doc: str
    content: Spans


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement on some reports. ``why`` says of reports that are apart what parts them; ``found_by``
    is how the reports were brought together: words, meaning, or reading all that there is."""

    same: bool
    reports: tuple[Report, ...]
    found_by: str
    sure: bool = True
    why: str | None = None

    @property
    def half(self) -> str:
        """``tune`` or ``held``: by the first of its documents, so that a mark never changes sides."""
        first = min(report.doc for report in self.reports)
        return "held" if hashlib.sha256(first.encode()).digest()[-1] % 2 else "tune"

    def pairs(self) -> Iterator[tuple[Report, Report]]:
        """Every two of its reports that stand in different articles."""
        return (pair for pair in combinations(self.reports, 2) if pair[0].doc != pair[1].doc)


@dataclass(frozen=True)
class Part:
    """Marks with the sheets that they point into; ``statements`` finds a report's statement id."""

    name: str
    marks: tuple[Mark, ...]
    sheets: tuple[Sheet, ...]
    statements: Mapping[Report, str]


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented article with one statement. ``utterance`` names what it reports; ``unlike`` are articles
    that it must not be joined with although it looks like them."""

    doc: str
    outlet: str
    published: date
    text: str
    marked: Marked
    utterance: str
    unlike: tuple[str, ...]
    why: str | None


def read_marks(path: Path = CORPUS_MARKS) -> tuple[Mark, ...]:
    """The marks of a file of offsets, in its order."""
    return tuple(_mark(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _mark(row: Mapping[str, Any]) -> Mark:
    reports = tuple(Report(m["doc"], tuple(Span(*piece) for piece in m["content"])) for m in row["members"])
    return Mark(row["mark"] == "same", reports, row["found_by"], row["sure"], row.get("why"))


def corpus_part(
    marks: tuple[Mark, ...] | None = None, corpus: Path = CORPUS, *, everything: bool = False
) -> Part:
    """The marks over the corpus. Its articles are those that hold a mark, or all of the same months.

    Raises ``OSError`` where the corpus is not on this machine, ``ValueError`` where a mark points at nothing.
    """
    marks = read_marks() if marks is None else marks
    wanted = {report for mark in marks for report in mark.reports}
    names = {report.doc for report in wanted}
    sheets: list[Sheet] = []
    statements: dict[Report, str] = {}
    for document in documents(corpus, only=None if everything else names):
        sheet = sheet_of(document)
        sheets.append(sheet)
        for one in document.attributions:
            if (report := Report(document.doc, one.content)) in wanted - statements.keys():
                statements[report] = statement_of(sheet, one)
    return Part("corpus", marks, tuple(sheets), _pointed(marks, statements))


def sheet_of(document: Document) -> Sheet:
    """The sheet of one document of the corpus."""
    return lay(
        document.doc,
        document.text,
        document.attributions,
        outlet=document.outlet,
        published=document.published,
        title=document.title,
    )


def read_invented(path: Path = INVENTED) -> tuple[Invented, ...]:
    """The invented articles. Raises ``ValueError`` where a piece of a statement is not once in its text."""
    return tuple(_invented(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def _invented(row: Mapping[str, Any]) -> Invented:
    source, cue, content = (_pieces(row, role) for role in ("source", "cue", "content"))
    return Invented(
        row["doc"],
        row["outlet"],
        date.fromisoformat(row["published"]),
        row["text"],
        Marked(source, cue, content),
        row["utterance"],
        tuple(row.get("unlike", ())),
        row.get("why"),
    )


def _pieces(row: Mapping[str, Any], role: str) -> Spans:
    text = row["text"]
    for piece in row[role]:
        if text.count(piece) != 1:
            raise ValueError(f"{row['doc']}: {role} {piece!r} is not exactly once in the text")
    return tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in row[role])


def invented_part(articles: tuple[Invented, ...] | None = None) -> Part:
    """The marks over the invented articles."""
    articles = read_invented() if articles is None else articles
    sheets = {a.doc: lay(a.doc, a.text, [a.marked], outlet=a.outlet, published=a.published) for a in articles}
    reports = {a.doc: Report(a.doc, a.marked.content) for a in articles}
    groups: dict[str, list[Report]] = {}
    for article in articles:
        groups.setdefault(article.utterance, []).append(reports[article.doc])
    marks = [Mark(True, tuple(found), "translation") for found in groups.values() if len(found) > 1]
    marks += [
        Mark(False, (reports[other], reports[a.doc]), "translation", why=a.why)
        for a in articles
        for other in a.unlike
    ]
    statements = {reports[a.doc]: statement_of(sheets[a.doc], a.marked) for a in articles}
    return Part("invented", tuple(marks), tuple(sheets.values()), _pointed(tuple(marks), statements))


def _pointed(marks: tuple[Mark, ...], statements: Mapping[Report, str]) -> dict[Report, str]:
    """The statements of all marked reports. Raises ``ValueError`` where there is none."""
    reports = {report for mark in marks for report in mark.reports}
    for report in sorted(reports - statements.keys(), key=lambda r: (r.doc, r.content)):
        raise ValueError(f"{report.doc}: no statement has the content {report.content}")
    return {report: statements[report] for report in reports}
