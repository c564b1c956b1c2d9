"""PolNeAR's standoff annotation: texts with the source, cue and content of every attribution.

Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018. The first
annotator of a document counts. Lines that are no annotation (notes, the second line of a text with a
line break) are passed over; repeated roles are united.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Span, Spans

_TEXT_BOUND = re.compile(r"^(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t")
_ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text."""

    name: str
    text: str
    attributions: tuple[Gold, ...]


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents of a part ("train" or "dev") in the order of their names."""
    for path in sorted((folder / "text").glob("*.txt")):
        annotation = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))[0]
        text = path.read_bytes().decode("utf-8")
        yield Document(path.stem, text, tuple(_read_annotation(annotation)))


def _read_annotation(path: Path) -> Iterator[Gold]:
    spans: dict[str, list[Span]] = {}
    lines = path.read_bytes().decode("utf-8").split("\n")
    for line in lines:
        match = _TEXT_BOUND.match(line)
        if match is not None:
            edges = [part.split(" ") for part in match[2].split(";")]
            spans[match[1]] = [Span(int(start), int(end)) for start, end in edges]
    for line in lines:
        if line.startswith("E") and "\t" in line:
            roles: dict[str, set[Span]] = {"Source": set(), "Cue": set(), "Content": set()}
            for role, name in _ARGUMENT.findall(line.split("\t")[1]):
                roles[role].update(spans[name])
            if any(roles.values()):
                yield Gold(*(tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content")))
