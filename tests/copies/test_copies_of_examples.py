"""The wire text among the examples is tied to its agency; a repost whose origin is not there is not."""

from __future__ import annotations

from pathlib import Path

import dragoman

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_copy_among_the_examples_names_the_agency(tmp_path):
    paths = [EXAMPLES / "wire.jsonl", EXAMPLES / "straitblog-fishermen.txt"]
    with dragoman.read(paths, tmp_path / "examples.db") as ledger:
        assert ledger.entry("straitblog-fishermen").copy_of is None
        assert ledger.entry("mpa-brandt-appeal").copy_of is None
        agency = ledger.entry("mpa-brandt-appeal").reading.article.id
        assert ledger.entry("harbour-post-brandt-appeal").copy_of == agency
