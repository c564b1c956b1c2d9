"""Ten kinds of bad input beside a good article: each with a clear message and the documented exit
code, and the good article in the ledger every time."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dragoman

GOOD = "Petra Voss said on Friday that the ferries would sail again on Sunday, as the strait is open.\n"
NOBODY_UID = 65534


def empty(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")


def binary(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)


def one_line(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as stream:
        for _ in range(50):
            stream.write(b"She said that " * 71_429)


def unclosed(folder: Path) -> None:
    text = "“We will (never [close the strait, Ilan Dravek said on Monday. «And „we “mean it <b><i>\n"
    (folder / "bad.txt").write_text(text * 40, "utf-8")
    (folder / "bad2.html").write_text(
        "<html><body><div><p>“Never<p><b>" + text * 3 + "<table><tr><td" * 300, "utf-8"
    )


def wrong_encoding(folder: Path) -> None:
    page = '<meta charset="utf-8"><p>“Genug”, said Petra Voß on Friday, »naïve« as it was in Lindhåven.</p>'
    (folder / "bad.html").write_bytes(page.encode("cp1252"))


def truncated_html(folder: Path) -> None:
    page = (
        "<!doctype html><html><head><title>Ferries</title></head><body><article><p>"
        + GOOD
        + "</p><p class='x"
    )
    (folder / "bad.html").write_text(page, "utf-8")


def loop(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "bad").symlink_to(folder, target_is_directory=True)


def half_a_line(folder: Path) -> None:
    (folder / "bad.jsonl").write_text(
        '{"id": "row-1", "text": "Petra Voss said that it rained in Karsk."}\n{"id": "ro'
    )


def zip_bomb(folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bad.txt", b"0" * 9_000_000)
    (folder / "bad.zip").write_bytes(packed.getvalue())


CASES = [
    (empty, 3, "skipped {folder}/bad.txt: it is empty"),
    (binary, 3, "skipped {folder}/bad.txt: "),
    (one_line, 3, "skipped {folder}/bad.txt: too large (50.0 MB; the limit is 10 MB)"),
    (unclosed, 0, ""),
    (wrong_encoding, 0, "note bad: declares charset utf-8, which its bytes are not"),
    (truncated_html, 0, ""),
    (loop, 3, "skipped {folder}/deep/bad: a directory loop: it leads back to {folder}"),
    (half_a_line, 3, "skipped {folder}/bad.jsonl:2: "),
    (zip_bomb, 3, "skipped {folder}/bad.zip/bad.txt: "),
]


def docs(ledger: Path) -> list[str]:
    with dragoman.open(ledger, readonly=True) as opened:
        return [entry.reading.article.doc for entry in opened.entries()]


@pytest.mark.parametrize(("spoil", "code", "message"), CASES, ids=[case[0].__name__ for case in CASES])
def test_bad_input_is_told_and_costs_no_other_article(
    run, tmp_path, spoil: Callable[[Path], None], code: int, message: str
):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    spoil(folder)
    result = run("read", folder, "--ledger", tmp_path / "new.db")
    assert (result.exit_code, result.exception is None or result.exit_code == code) == (code, True), (
        result.stderr
    )
    assert message.format(folder=folder) in result.stderr
    assert "good" in docs(tmp_path / "new.db")
    assert result.stderr.count("skipped /") == result.stderr.count("  try: ")
    with dragoman.open(tmp_path / "new.db") as ledger:
        assert (len(ledger.skipped()) > 0) == (code == 3)


@pytest.fixture
def as_somebody() -> Iterator[Path]:
    """A folder of somebody who is not root, for whom permissions hold."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-"))
    root = os.geteuid() == 0
    try:
        if root:
            os.chown(folder, NOBODY_UID, NOBODY_UID)
            os.seteuid(NOBODY_UID)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            path.chmod(0o700)
        shutil.rmtree(folder)


def test_bad_input_without_permission_is_told_and_costs_no_other_article(run, as_somebody):
    folder = as_somebody / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "bad.txt").write_text(GOOD)
    (folder / "bad.txt").chmod(0)
    (folder / "shut").mkdir(mode=0)
    result = run("read", folder, "--ledger", as_somebody / "new.db")
    assert result.exit_code == 3, result.stderr
    assert f"skipped {folder}/bad.txt: no permission to read it" in result.stderr
    assert f"skipped {folder}/shut: no permission to read it" in result.stderr
    assert "try: give yourself the right to read it" in result.stderr
    assert docs(as_somebody / "new.db") == ["good"]


def test_bad_input_all_at_once_leaves_the_good_article(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    for number, spoil in enumerate((empty, binary, unclosed, half_a_line, zip_bomb, loop)):
        (folder / str(number)).mkdir()
        spoil(folder / str(number))
    result = run("read", folder, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 3
    assert {"good", "row-1"} <= set(docs(tmp_path / "new.db"))


def test_bad_input_alone_is_an_error(run, tmp_path):
    zip_bomb(tmp_path)
    result = run("read", tmp_path / "bad.zip", "--ledger", tmp_path / "new.db")
    assert result.exit_code == 1
    assert "skipped " in result.stderr
