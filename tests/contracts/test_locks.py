"""The locks pin what pyproject.toml asks for, for everybody, and name no machine or registry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REMEDY = "run: make lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.M)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")


def pins(name: str) -> dict[str, set[Version]]:
    """Every version a lock may install; several where Python versions need several."""
    found: dict[str, set[Version]] = {}
    for match in PIN.finditer(lock(name)):
        found.setdefault(canonicalize_name(match["name"]), set()).add(Version(match["version"]))
    return found


def asked_directly(name: str, origin: str) -> set[str]:
    """The packages that a lock says it holds because pyproject.toml asks for them."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock(name), flags=re.M)
    return {
        canonicalize_name(match["name"])
        for entry in entries
        if (match := PIN.match(entry)) and re.search(rf"\({re.escape(origin)}\)$", entry, re.M)
    }


def group(name: str) -> Iterator[Requirement]:
    for item in PROJECT["dependency-groups"][name]:
        if isinstance(item, dict):
            yield from group(item["include-group"])
        else:
            yield Requirement(item)


RUN = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
WANTED = [("run", RUN), ("dev", [*RUN, *group("dev")]), ("build", list(group("build")))]


@pytest.mark.parametrize(("name", "wanted"), WANTED, ids=[name for name, _ in WANTED])
def test_lock_pins_what_is_asked_for(name: str, wanted: list[Requirement]) -> None:
    held = pins(name)
    for requirement in wanted:
        versions = held.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement} is missing from {name}.lock; {REMEDY}"
        assert all(v in requirement.specifier for v in versions), f"{requirement} in {name}.lock; {REMEDY}"


def test_lock_holds_nothing_that_is_no_longer_asked_for() -> None:
    assert asked_directly("run", "pyproject.toml") == {canonicalize_name(r.name) for r in RUN}, REMEDY
    dev = {canonicalize_name(r.name) for r in group("dev")}
    assert asked_directly("dev", "pyproject.toml:dev") == dev, REMEDY


def test_locks_agree_with_each_other() -> None:
    everything = pins("dev")
    for name in ("run", "build"):
        assert pins(name).items() <= everything.items(), f"{name}.lock differs from dev.lock; {REMEDY}"


@pytest.mark.parametrize("name", ["run", "dev", "build"])
def test_lock_has_a_hash_for_every_pin(name: str) -> None:
    entries = [e for e in re.split(r"^(?=[A-Za-z0-9])", lock(name), flags=re.M) if PIN.match(e)]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", ["run", "dev", "build"])
def test_lock_names_no_registry_and_no_path(name: str) -> None:
    assert not re.search(r"://|file:|--(extra-)?index|--find-links|@ /", lock(name))
