"""The import contracts hold, and the linter that checks them can fail."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")

# A package that breaks every contract once, each time in a way that is easy to overlook.
VIOLATIONS = {
    "pipeline.py": "def later():\n    from dragoman.cli import main\n    return main\n",
    "extract/rules.py": "def later():\n    import dragoman.clean\n    return dragoman.clean\n",
    "report/view.py": "import typing\nif typing.TYPE_CHECKING:\n    from dragoman.ledger import rows\n",
    "names/titles.py": "from dragoman import open\n",
    "clean/cache.py": "def later():\n    import sqlite3\n    return sqlite3\n",
    "times/now.py": "import http.client\n",
    "misplaced.py": "",
    "ledger/rows.py": "import sqlite3\n",
    "acquire/fetch.py": "import socket\n",
}
BROKEN = [
    "dragoman.pipeline -> dragoman.cli (l.2)",
    "dragoman.extract.rules -> dragoman.clean (l.2)",
    "dragoman.report.view -> dragoman.ledger.rows (l.3)",
    "dragoman.names.titles -> dragoman (l.1)",
    "dragoman.clean.cache -> sqlite3 (l.2)",
    "dragoman.times.now -> http (l.1)",
    "- dragoman.misplaced",
]
ALLOWED = ["dragoman.ledger.rows -> sqlite3", "dragoman.acquire.fetch -> socket"]


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_package_keeps_its_import_contracts() -> None:
    status, said = lint(ROOT)
    assert status == 0, said


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a toy package under the project's own contracts."""
    folder = tmp_path_factory.mktemp("toy")
    settings = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")
    (folder / "pyproject.toml").write_text("".join(settings[1:]), "utf-8")
    package = folder / "dragoman"
    parts = ["acquire", "clean", "cli", "copies", "extract", "languages", "ledger", "link", "names"]
    parts += ["report", "times"]
    for part in ["", *parts]:
        (package / part).mkdir(parents=True, exist_ok=True)
        (package / part / "__init__.py").touch()
    for name in ("model.py", "ids.py", "errors.py"):
        (package / name).touch()
    status, clean_verdict = lint(folder)
    assert status == 0, clean_verdict
    for name, code in VIOLATIONS.items():
        (package / name).write_text(code, "utf-8")
    status, said = lint(folder)
    assert status == 1, said
    return said


@pytest.mark.parametrize("line", BROKEN)
def test_linter_names_violation(verdict: str, line: str) -> None:
    assert line in verdict


@pytest.mark.parametrize("line", ALLOWED)
def test_linter_lets_the_owner_pass(verdict: str, line: str) -> None:
    assert line not in verdict


def test_linter_breaks_every_contract(verdict: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    count = len(settings["tool"]["importlinter"]["contracts"])
    assert f"Contracts: 0 kept, {count} broken." in verdict


def test_only_acquire_names_the_url_opener() -> None:
    """import-linter sees ``urllib`` as a whole, and taking addresses apart is everybody's right."""
    users = [
        path.relative_to(ROOT / "dragoman").parts[0]
        for path in (ROOT / "dragoman").rglob("*.py")
        if "urllib.request" in path.read_text("utf-8") or "from urllib import" in path.read_text("utf-8")
    ]
    assert set(users) <= {"acquire"}
