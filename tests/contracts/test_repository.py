"""What is in the repository: nothing of one machine, nothing large."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|farm|root|opt|home)/\w"
    r"|\bpypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org"
)
LARGEST_BYTES = 1_000_000
LARGEST_WEIGHTS_BYTES = 40_000_000


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_tracked_files_name_no_machine_and_no_registry(tracked: list[Path]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if (match := MACHINE.search(line))
    ]
    assert found == []


def test_tracked_files_are_small(tracked: list[Path]) -> None:
    weights = ROOT / "dragoman" / "weights"
    limits = {p: LARGEST_WEIGHTS_BYTES if weights in p.parents else LARGEST_BYTES for p in tracked}
    assert [str(p) for p, limit in limits.items() if p.stat().st_size > limit] == []
