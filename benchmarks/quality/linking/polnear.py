"""Articles of the PolNeAR corpus with the attributions that its annotators marked.

The corpus lies outside the repository and nothing of its text is copied into it. A document is read as the
corpus' own scorer reads it: UTF-8 with nothing changed, the first annotator in sorted order, repeated roles
and pieces of one role united.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.model import Span, Spans

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "data" / "polnear"
LAST_DAY = date(2016, 6, 30)  # later articles are kept for looking at how linking does on new ones

_LINE = re.compile(r"[A-Z#*]\d*\t")
_MARK = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Marked:
    """The spans of one attribution as the annotators marked them."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its name, outlet, day, title, text and attributions."""

    doc: str
    outlet: str
    published: date
    title: str
    text: str
    attributions: tuple[Marked, ...]


def documents(
    corpus: Path = CORPUS, *, only: Collection[str] | None = None, last: date = LAST_DAY
) -> Iterator[Document]:
    """The train articles published up to a day, by name; ``only`` limits them to some names.

    Raises ``OSError`` where the corpus is missing and ``ValueError`` where it is not what it should be.
    """
    with (corpus / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        rows = {row["filename"]: row for row in csv.DictReader(table, delimiter="\t")}
    marks: dict[str, Path] = {}
    for path in sorted((corpus / "train" / "attributions").glob("*.ann")):
        marks.setdefault(path.stem.rpartition("_")[0], path)
    for path in sorted((corpus / "train" / "text").glob("*.txt")):
        row = rows[path.stem]
        published = date.fromisoformat(row["publication_date"])
        if published <= last and (only is None or path.stem in only):
            text = path.read_bytes().decode("utf-8")
            found = tuple(attributions(marks[path.stem].read_bytes().decode("utf-8")))
            yield Document(path.stem, row["publisher"], published, row["title"], text, found)


def attributions(standoff: str) -> Iterator[Marked]:
    """The attributions of one file of annotations, in its order."""
    spans: dict[str, list[Span]] = {}
    for line in standoff.split("\n"):
        if (mark := _MARK.match(line)) is not None:
            pairs = (part.split() for part in mark[2].split(";"))
            spans[mark[1]] = [Span(int(start), int(end)) for start, end in pairs]
    for line in standoff.split("\n"):
        if line.startswith("E") and _LINE.match(line):
            roles: dict[str, set[Span]] = {"Source": set(), "Cue": set(), "Content": set()}
            for role, mark_id in _ROLE.findall(line):
                roles[role].update(spans[mark_id])
            yield Marked(*(tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content")))
