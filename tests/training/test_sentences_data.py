"""What the sentence encoder learns from: invented remarks, each in several wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.sentences.data import read_remarks, read_texts

SHARED = Path(__file__).parents[3] / "shared" / "data"


def test_remarks_have_wordings_and_what_only_sounds_alike() -> None:
    remarks = read_remarks()
    assert len(remarks) > 60
    assert all(len(set(r.wordings)) >= 3 and r.unlike for r in remarks)
    assert not any(text.startswith(("!", "#")) for r in remarks for text in (*r.wordings, *r.unlike))


def test_no_wording_stands_twice() -> None:
    texts = [t for r in read_remarks() for t in (*r.wordings, *r.unlike)]
    assert len(texts) == len(set(texts))


def test_no_remark_is_one_that_linking_is_scored_on() -> None:
    from benchmarks.quality.linking.gold import read_invented

    scored = {" ".join(p.of(a.text) for p in a.marked.content).strip("“”") for a in read_invented()}
    assert not scored & {t for r in read_remarks() for t in r.wordings}


def test_texts_are_sorted_and_each_stands_once() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the corpora are not on this machine: {SHARED}")
    texts = read_texts(SHARED)
    assert texts == sorted(set(texts))
    assert len(texts) > 50_000
