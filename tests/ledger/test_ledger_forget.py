"""Forgetting: the words are gone from the file, a tombstone stays, and nothing else is touched."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.errors import NotInLedger
from dragoman.ledger import Ledger, Outcome
from dragoman.model import Judgement, Maker, Skipped

AT = datetime(2031, 3, 12, tzinfo=UTC)


def word(n: int) -> str:
    """Letters that share no beginning with another word, since the index stores shared ones once."""
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(bytes([n])).digest()[:20])


def is_on_disk(path: Path, n: int) -> bool:
    """Whether the word is there, but for the few letters that an index may share or stem away."""
    return word(n)[3:-3].encode() in on_disk(path)


def on_disk(path: Path) -> bytes:
    """Every byte of the ledger and of the files beside it."""
    return b"".join(file.read_bytes().lower() for file in path.parent.glob(path.name + "*"))


def with_word(make, n, **facts):
    """A page with a word of its own in its text, statement, title, speaker's name and relay."""
    rare = word(n)
    filler = " ".join(f"w{n * 7919 % 1000 + i}" for i in range(n * 37 % 900))
    one = make(make().article.text + f"{filler} {rare}", content=rare, doc=f"d{n}", **facts)
    actor = replace(one.actors[0], name=f"Ilan {rare}", roles=(replace(one.actors[0].roles[0], of=rare),))
    statement = replace(one.statements[0], relay=(rare,))
    page = replace(one.page, title=f"{rare} sails", author=rare)
    return replace(one, page=page, actors=(actor,), statements=(statement,))


def judged(article: str, quotation: str) -> Judgement:
    words = {"quotation": quotation, "before": "", "after": ""}
    return Judgement(article=article, field="content", verdict="right", by="Petra", at=AT, **words)


def test_forget_tells_what_went(ledger, make):
    ledger.write(make())
    id = make().article.id
    ledger.judge(judged(id, "We saw no ships,"))
    ledger.skip(Skipped("extract", "harbour", "no reader for ru", "wait for one"))
    gone = ledger.forget("harbour", "asked to by its author")
    assert (gone.article, gone.statements, gone.actors, gone.blocks, gone.judgements) == (id, 1, 1, 1, 1)
    assert gone.purged
    assert list(ledger.entries()) == ledger.judgements() == ledger.search("ships") == ledger.skipped() == []


def test_forget_leaves_no_word_in_the_file(ledger, make, path):
    """Many articles, replaced and mixed, so that pages and index segments are split and rewritten."""
    for n in range(60):
        ledger.write(with_word(make, n))
    for n in range(0, 60, 3):
        ledger.write(with_word(make, n, maker=Maker("rules", "2")))
        ledger.judge(judged(with_word(make, n).article.id, word(n)))
    for n in range(0, 60, 2):
        ledger.forget(f"d{n}")
    kept = [n for n in range(60) if is_on_disk(path, n)]
    assert kept == list(range(1, 60, 2))
    assert [n for n in range(60) if ledger.search(word(n))] == kept


def test_forget_leaves_no_word_after_closing(path, make):
    with Ledger.open(path) as ledger:
        ledger.write(with_word(make, 1))
    with Ledger.open(path) as ledger:
        ledger.forget("d1")
        assert not is_on_disk(path, 1)
    assert not is_on_disk(path, 1)


def test_merge_of_a_tombstone_leaves_no_word_either(ledger, path, make, tmp_path):
    ledger.write(with_word(make, 1))
    with Ledger.open(tmp_path / "other.db") as other:
        other.write(with_word(make, 1))
        other.forget("d1")
    assert ledger.merge(tmp_path / "other.db").forgotten == 1
    assert not is_on_disk(path, 1)


def test_forget_tells_when_a_reader_keeps_old_words_in_the_log(ledger, path, make):
    ledger._db.run("PRAGMA busy_timeout = 100")
    with Ledger.open(path, readonly=True) as reader:
        ledger.write(with_word(make, 1))
        reader._db.run("BEGIN")
        assert reader.counts().articles == 1
        assert not ledger.forget("d1").purged
        reader._db.run("COMMIT")
    assert ledger.purge()
    assert not is_on_disk(path, 1)


def test_write_of_a_forgotten_article_does_nothing_unless_told_to_remember(ledger, make):
    ledger.write(make())
    ledger.forget("harbour")
    assert ledger.is_forgotten(make().article.id)
    assert ledger.write(make()) is Outcome.FORGOTTEN
    assert ledger.counts().articles == 0
    assert ledger.write(make(), remember=True) is Outcome.ADDED
    assert ledger.write(make()) is Outcome.UNCHANGED
    assert ledger.counts().forgotten == 0


def test_forget_refuses_what_is_not_there(ledger, make):
    ledger.write(make())
    ledger.forget("harbour")
    for name in (make().article.id, "harbour", "nowhere"):
        with pytest.raises(NotInLedger):
            ledger.forget(name)
    with pytest.raises(NotInLedger, match="was forgotten on 20"):
        ledger.entry(make().article.id)


def test_judge_refuses_words_of_a_forgotten_article(ledger, make):
    ledger.write(make())
    ledger.forget("harbour")
    with pytest.raises(NotInLedger, match="forgotten"):
        ledger.judge(judged(make().article.id, "We saw no ships,"))
