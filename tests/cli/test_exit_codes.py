"""What the shell is told, asked of the program itself."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

import dragoman

PROGRAM = [sys.executable, "-m", "dragoman"]


def code(*words):
    done = subprocess.run([*PROGRAM, *map(str, words)], capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode


def test_done_is_0(ledger):
    assert code("export", "articles", "--ledger", ledger) == 0


def test_error_is_1(tmp_path):
    assert code("export", "articles", "--ledger", tmp_path / "none.db") == 1


@pytest.mark.parametrize("words", [["gossip"], ["read"], ["read", "x", "--colour"], ["export", "gossip"]])
def test_wrong_usage_is_2(words, tmp_path):
    assert code(*words) == 2


@pytest.mark.parametrize(
    ("words", "wrong", "help"),
    [
        (["reed"], "No such command 'reed'. Did you mean 'read'?", "dragoman"),
        (["--colour"], "No such option '--colour'.", "dragoman"),
        (["export"], "Missing argument 'WHAT'.", "dragoman export"),
        (["show", "x", "--ledgr"], "No such option '--ledgr'. Did you mean '--ledger'?", "dragoman show"),
    ],
)
def test_wrong_usage_is_told_as_errors_are(words, wrong, help):
    done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True)
    told = done.stderr.replace("python -m dragoman", "dragoman")
    assert (done.returncode, done.stdout, told) == (2, "", f"error: {wrong}\ntry: {help} --help\n")


def test_some_skipped_is_3(week, tmp_path):
    (week / "karsk.txt").write_bytes(b"")
    assert code("clean", week) == 3


def test_interrupted_is_130_and_keeps_what_was_read(week, tmp_path):
    ledger = tmp_path / "new.db"
    words = [*PROGRAM, "read", str(week / "harbour.txt"), "-", "--ledger", str(ledger)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    while docs(ledger) != ["harbour"]:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said) == (130, b"interrupted: what was done until now is kept\n")
    assert docs(ledger) == ["harbour"]


def docs(ledger):
    try:
        with dragoman.open(ledger, readonly=True) as opened:
            return [entry.reading.article.doc for entry in opened.entries()]
    except dragoman.LedgerError:
        return []


def test_broken_pipe_is_141_and_quiet(ledger):
    words = [*PROGRAM, "export", "articles", "--with-text", "--ledger", str(ledger)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")
