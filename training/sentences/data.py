"""What the sentence encoder learns from: sentences of news, and the pieces of sentences that people report.

Texts come from PolNeAR's train part (sentences and the contents of its attributions), TempEval's news
(AQUAINT, TimeBank) and the pages of ``text_scrape``. They are read from where they lie; no text of them is
kept with the weights or in the repository. The remarks that are told apart in the end are invented and stand
beside this module.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.link.traits import sentences_of
from training.polnear import read_documents

RENDERINGS = Path(__file__).with_name("renderings.txt")
_WORDS = range(3, 81)  # words of a text that is learnt from


@dataclass(frozen=True, slots=True)
class Remark:
    """An invented remark in several wordings, and other remarks that only sound like it."""

    wordings: tuple[str, ...]
    unlike: tuple[str, ...]


def read_texts(shared: Path) -> list[str]:
    """All texts of the corpora, each once, sorted. Raises ``OSError`` where a corpus is missing."""
    found = {" ".join(t.split()) for t in (*_polnear(shared), *_times(shared), *_pages(shared))}
    return sorted(t for t in found if len(t.split()) in _WORDS)


def _polnear(shared: Path) -> Iterator[str]:
    for document in read_documents(shared / "polnear" / "train"):
        yield from _sentences(document.text)
        for one in document.attributions:
            yield " ... ".join(span.of(document.text) for span in one.content)


def _times(shared: Path) -> Iterator[str]:
    for name in ("aquaint", "timebank"):
        for line in (shared / "time" / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield from _sentences(json.loads(line)["text"].replace("\n\n", "\0").replace("\n", " "))


def _pages(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "text_scrape" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from _sentences(json.loads(line)["text"])


def _sentences(text: str) -> Iterator[str]:
    for block in text.replace("\0", "\n").split("\n"):
        yield from sentences_of(block)


def read_remarks(path: Path = RENDERINGS) -> tuple[Remark, ...]:
    """The invented remarks: paragraphs of wordings, one a line; a line behind a "!" is unlike them."""
    remarks = []
    for paragraph in path.read_text("utf-8").split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            unlike = tuple(line[1:].strip() for line in lines if line.startswith("!"))
            remarks.append(Remark(tuple(line for line in lines if not line.startswith("!")), unlike))
    return tuple(remarks)
