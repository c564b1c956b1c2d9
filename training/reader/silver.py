"""Silver nested attributions: what the rule reader finds inside the contents that people marked.

PolNeAR marks outermost attributions only. A reader that is to find nested ones needs examples; the rule
reader's findings that lie wholly inside one gold content are taken for true.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from dragoman.model import Attribution, Block, BlockRole, Span
from training.polnear import Document, Gold
from training.reader.data import Sample, Target, paragraphs


def write_silver(documents: Iterable[Document], path: Path) -> None:
    """One JSON object a document, written as it goes; documents that are there already are passed over."""
    from dragoman.extract.rules import RuleFinder  # spaCy is needed for this job alone

    done = {row["name"] for row in map(json.loads, path.open())} if path.exists() else set()
    finder = RuleFinder("en")
    with path.open("a") as out:
        for document in documents:
            if document.name not in done:
                blocks = [Block(span, BlockRole.BODY) for span in paragraphs(document.text)]
                found = [a for a in finder.find(document.text, blocks) if _is_nested(a, document)]
                rows = [
                    {role: [[s.start, s.end] for s in getattr(a, role)] for role in _ROLES} for a in found
                ]
                out.write(json.dumps({"name": document.name, "nested": rows}) + "\n")
                out.flush()


_ROLES = ("source", "cue", "content")


def samples(documents: Iterable[Document], silver: Path) -> list[Sample]:
    """Documents with their gold and silver."""
    nested = {row["name"]: row["nested"] for row in map(json.loads, silver.open())} if silver.exists() else {}
    return [
        Sample(
            document.text,
            tuple(Target(g.source, g.cue, g.content) for g in document.attributions)
            + tuple(_target(row) for row in nested.get(document.name, [])),
        )
        for document in documents
    ]


def _target(row: dict[str, list[list[int]]]) -> Target:
    source, cue, content = (tuple(Span(*edges) for edges in row[role]) for role in _ROLES)
    return Target(source, cue, content, nested=True)


def _is_nested(found: Attribution, document: Document) -> bool:
    return bool(found.source and found.cue) and any(_holds(gold, found) for gold in document.attributions)


def _holds(gold: Gold, found: Attribution) -> bool:
    places = (*found.source, *found.cue, *found.content)
    return all(any(c.covers(p) for c in gold.content) for p in places)
