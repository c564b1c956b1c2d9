"""The documents tell the truth: printed parts are fresh, examples run, every dependency is explained."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?!\w+:|#)(?P<target>[^)#\s]+)")


def fenced(kind: str) -> list[str]:
    return [match["body"] for match in FENCE.finditer(README) if match["kind"] == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_printed_parts_are_fresh(page: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", page], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nrun: make format"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    targets = [match["target"] for match in LINK.finditer(page.read_text("utf-8"))]
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    groups = [
        item for group in PROJECT["dependency-groups"].values() for item in group if isinstance(item, str)
    ]
    for text in [*PROJECT["project"]["dependencies"], *groups]:
        assert f"| `{Requirement(text).name}` |" in explained, f"{text} has no line in docs/dependencies.md"


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the examples and nothing else."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def test_readme_python_runs(workplace: Path) -> None:
    blocks = fenced("python")
    assert blocks
    words = [sys.executable, "-W", "error", "-c", "\n".join(blocks)]
    done = subprocess.run(words, cwd=workplace, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shown = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("# ")]
    assert done.stdout.splitlines()[: len(shown)] == shown


def test_readme_commands_run(workplace: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lines = [line[2:] for block in fenced("console") for line in block.splitlines() if line.startswith("$ ")]
    assert lines
    for line in (line for line in lines if shlex.split(line)[0] == "dragoman"):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=workplace,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
