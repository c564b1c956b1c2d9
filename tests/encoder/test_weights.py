"""Weights are found by key, checked before they are opened, and said to be missing where they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import dragoman.weights
from dragoman.errors import MissingReader
from dragoman.weights import find_weights, has_weights

PACKED = Path(dragoman.weights.__file__).parent


def test_setting_leads_to_the_folder(toys: Path) -> None:
    weights = find_weights("reader", "en", "fast")
    assert weights.folder == toys / "reader-en-fast"
    assert weights.version == "toy"
    assert weights.path("tokenizer.json").is_file()


def test_missing_weights_say_what_to_do(toys: Path) -> None:
    assert not has_weights("reader", "xx", "fast")
    with pytest.raises(MissingReader, match="reader-xx-fast"):
        find_weights("reader", "xx", "fast")


def damage(folder: Path, name: str, content: str) -> None:
    (folder / "reader-en-fast" / name).write_text(content)


@pytest.fixture
def copied(toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(toys, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("DRAGOMAN_WEIGHTS", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"version": 1, "sha256": {}}'])
def test_damaged_manifest_is_refused(copied: Path, manifest: str) -> None:
    damage(copied, "manifest.json", manifest)
    with pytest.raises(MissingReader, match="damaged"):
        find_weights("reader", "en", "fast")


def test_file_with_another_checksum_is_refused(copied: Path) -> None:
    damage(copied, "tokenizer.json", "{}")
    with pytest.raises(MissingReader, match=r"tokenizer\.json"):
        find_weights("reader", "en", "fast").path("tokenizer.json")


@pytest.mark.parametrize("name", ["nothing.onnx", "manifest.json"])
def test_file_that_the_manifest_does_not_name_is_refused(toys: Path, name: str) -> None:
    with pytest.raises(MissingReader):
        find_weights("reader", "en", "fast").path(name)


def test_packed_weights_are_whole() -> None:
    folders = [path.parent for path in PACKED.glob("*/manifest.json")]
    if not folders:
        pytest.skip("no weights are packed")
    for folder in folders:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        assert folder.name == "-".join(manifest[key] for key in ("task", "language", "size"))
        weights = find_weights(manifest["task"], manifest["language"], manifest["size"])
        assert all(weights.path(name).is_file() for name in manifest["sha256"])
        assert sum(p.stat().st_size for p in folder.iterdir()) < 40e6
        assert (folder / "card.md").is_file()
