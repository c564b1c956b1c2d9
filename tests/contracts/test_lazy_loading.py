"""Help is quick because nothing heavy is loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "onnxruntime",
    "tokenizers",
    "spacy",
    "thinc",
    "numpy",
    "lxml",
    "trafilatura",
    "rich",
    "jinja2",
    "ftfy",
    "py3langid",
    "drawsvg",
}
PROBE = f"""
import atexit, sys
atexit.register(lambda: print("loaded:", *sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr))
sys.argv = ["dragoman", *sys.argv[1:]]
"""
RUN = "from dragoman.cli import main; main(prog_name='dragoman')"
COMMANDS = ["read", "watch", "link", "report", "show", "search", "check", "export", "copies", "changes"]
COMMANDS += ["clean", "attributions", "cite", "forget", "merge"]


def loaded(code: str, *words: str) -> str:
    done = subprocess.run([sys.executable, "-c", PROBE + code, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr.strip().rpartition("loaded:")[2].strip()


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    assert loaded(RUN, *words) == ""


@pytest.mark.parametrize(
    "code", ["import dragoman", "import dragoman; dragoman.Statement, dragoman.__version__"]
)
def test_import_loads_nothing_heavy(code: str) -> None:
    assert loaded(code) == ""
