"""The large ledger that pages are measured over: what reading adds to it takes nothing away."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import dragoman
from benchmarks.web.build import build, decide
from benchmarks.web.invented import World
from dragoman.ledger import Ledger


def test_a_built_ledger_keeps_its_stories_while_articles_are_read_in(tmp_path: Path) -> None:
    file, folder = tmp_path / "built.db", tmp_path / "new"
    build(file, 2_000)
    decide(file)
    with Ledger.open(file, readonly=True) as ledger:
        before = {row.id for row in ledger.browse.stories(limit=200).rows}
    folder.mkdir()
    for number, page in enumerate(islice(World(1_000, seed=7).pages(), 3)):
        (folder / f"new-{number}.txt").write_text(page.text, "utf-8")
    with dragoman.read([folder], file) as ledger:
        assert ledger.browse.totals().articles == 203
        assert before <= {row.id for row in ledger.browse.stories(limit=200).rows}
        assert len(before) > 10
