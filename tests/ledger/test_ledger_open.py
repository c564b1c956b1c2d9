"""Opening: new, older, newer, foreign, damaged and unreachable files; readers beside a writer."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Outcome, database
from dragoman.ledger.opening import APPLICATION_ID


def change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


def test_open_makes_a_ledger_with_its_mark(ledger, path):
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize("name", ["a b?c#d%20.db", "лодка.db", "caf\udce9.db", ":memory:"])
def test_open_takes_any_file_name(tmp_path, make, name):
    with Ledger.open(tmp_path / name) as ledger:
        ledger.write(make())
    assert (tmp_path / name).exists()
    with Ledger.open(tmp_path / name, readonly=True) as ledger:
        assert ledger.counts().articles == 1


def test_open_takes_an_empty_file_and_a_link(tmp_path, make):
    (tmp_path / "real.db").touch()
    (tmp_path / "link.db").symlink_to("real.db")
    with Ledger.open(tmp_path / "link.db") as ledger:
        ledger.write(make())
    with Ledger.open(tmp_path / "real.db", readonly=True) as ledger:
        assert ledger.counts().articles == 1


def not_sqlite(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def other_program(path: Path) -> None:
    change(path, "CREATE TABLE article (id)")


def marked_by_other(path: Path) -> None:
    change(path, "CREATE TABLE article (id)")
    change(path, "PRAGMA application_id = 7")


def newer(path: Path) -> None:
    Ledger.open(path).close()
    change(path, "INSERT INTO migration VALUES (9999, 'later', 'x', '2099-01-01')")


def unreleased(path: Path) -> None:
    Ledger.open(path).close()
    change(path, "UPDATE migration SET sha256 = 'x'")


@pytest.mark.parametrize("readonly", [False, True])
@pytest.mark.parametrize("build", [not_sqlite, other_program, marked_by_other, newer, unreleased, Path.mkdir])
def test_open_refuses_what_is_no_ledger_and_leaves_it_alone(path, build, readonly):
    build(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, readonly=readonly)
    assert caught.value.advice
    assert str(path) in caught.value.message
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("name", ["missing/x.db", "file/x.db"])
def test_open_refuses_a_folder_that_is_not_there(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger.open(tmp_path / name)


def test_open_readonly_makes_nothing(path):
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(path, readonly=True)
    assert not path.exists()
    path.touch()
    with pytest.raises(LedgerError, match="newest schema"):
        Ledger.open(path, readonly=True)


def test_open_readonly_refuses_to_write(path, make):
    Ledger.open(path).close()
    with Ledger.open(path, readonly=True) as ledger, pytest.raises(LedgerError, match="cannot be written"):
        ledger.write(make())


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not hold root back")
def test_open_minds_permissions(tmp_path, make):
    folder = tmp_path / "shut"
    folder.mkdir()
    with Ledger.open(folder / "x.db") as ledger:
        ledger.write(make())
    folder.chmod(0o500)
    try:
        with pytest.raises(LedgerError, match="cannot be written"):
            Ledger.open(folder / "new.db")
        with Ledger.open(folder / "x.db", readonly=True) as ledger:
            assert ledger.counts().articles == 1
        (folder / "x.db").chmod(0o400)
        with pytest.raises(LedgerError, match="cannot be written"):
            Ledger.open(folder / "x.db")
    finally:
        folder.chmod(0o700)


def test_a_damaged_ledger_is_told_as_such(path, make):
    with Ledger.open(path) as ledger:
        for n in range(30):
            ledger.write(make(make().article.text + f"{n} " * 500, doc=f"d{n}"))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * (size - 4096 * 2))
    with pytest.raises(LedgerError) as caught, Ledger.open(path) as ledger:
        list(ledger.entries())
    assert "damaged" in caught.value.message


def test_a_closed_ledger_is_told_as_such(path, make):
    ledger = Ledger.open(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.write(make())


def test_a_reader_sees_what_another_process_committed(ledger, path, make):
    with Ledger.open(path, readonly=True) as reader:
        assert reader.counts().articles == 0
        ledger.write(make())
        assert reader.counts().articles == 1


def test_a_writer_waits_for_another_one_then_tells(ledger, path, make, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with Ledger.open(path) as second:
        with ledger._db.transaction(), pytest.raises(LedgerError, match="another process is writing"):
            second.write(make())
        assert second.write(make()) is Outcome.ADDED


def test_many_processes_open_and_write_one_new_ledger(tmp_path):
    """Each notes twenty skips in a file that none of them finds there; two rounds."""
    code = (
        "import sys; from dragoman.ledger import Ledger; from dragoman.model import Skipped\n"
        "with Ledger.open(sys.argv[1]) as ledger:\n"
        "    for n in range(20): ledger.skip(Skipped('acquire', f'{sys.argv[2]}-{n}', 'empty', 'fill it'))\n"
    )
    for round in range(2):
        path = tmp_path / f"{round}.db"
        command = [sys.executable, "-c", code, str(path)]
        running = [subprocess.Popen([*command, str(n)]) for n in range(4)]
        assert [process.wait() for process in running] == [0, 0, 0, 0]
        with Ledger.open(path) as ledger:
            assert ledger.counts().skipped == 80


def test_a_copy_of_a_ledger_is_a_ledger(ledger, path, make, tmp_path):
    ledger.write(make())
    ledger.close()
    shutil.copy(path, tmp_path / "copy.db")
    with Ledger.open(tmp_path / "copy.db", readonly=True) as copy:
        assert copy.entry("harbour").reading == make()
