"""The public names: few, sorted, all there, and quick to import."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

import pytest

import dragoman
from dragoman import model

HEAVY = (
    "spacy",
    "lxml",
    "trafilatura",
    "rich",
    "jinja2",
    "numpy",
    "py3langid",
    "charset_normalizer",
    "sqlite3",
)


def loaded_after(code: str) -> set[str]:
    program = f"import sys, json\n{code}\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_public_names_are_sorted_and_distinct():
    assert dragoman.__all__ == sorted(set(dragoman.__all__))


@pytest.mark.parametrize("name", dragoman.__all__)
def test_public_name_is_there(name):
    assert getattr(dragoman, name) is not None


def test_public_names_hold_every_noun():
    nouns = {
        name
        for name, value in vars(model).items()
        if isinstance(value, type) and value.__module__ == model.__name__
    }
    assert nouns <= set(dragoman.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'gossip'"):
        dragoman.gossip  # noqa: B018


def test_dir_lists_the_public_names():
    assert dir(dragoman) == dragoman.__all__


def test_version_is_that_of_the_package():
    assert dragoman.__version__ == version("dragoman")


@pytest.mark.parametrize(
    "code",
    [
        "import dragoman",
        "import dragoman; dragoman.Statement, dragoman.DragomanError",
        "from dragoman.cli import main; main(['--help'], standalone_mode=False)",
        "from dragoman.cli import main; main(['read', '--help'], standalone_mode=False)",
    ],
)
def test_light_use_loads_nothing_heavy(code):
    assert loaded_after(code).isdisjoint(HEAVY)


def test_open_refuses_to_make_a_ledger(tmp_path):
    with pytest.raises(dragoman.LedgerError, match="there is no ledger"):
        dragoman.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
