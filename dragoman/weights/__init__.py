"""Find, verify and open the weights of a model.

A model is a folder named ``task-language-size`` with a ``manifest.json`` that gives its version, the
checksums of its files and what was measured. It is looked up where the setting ``DRAGOMAN_WEIGHTS`` points,
then beside this module (what the wheel carries). Nothing is ever downloaded, and no file is opened before
its checksum was compared.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.errors import MissingReader

SETTING = "DRAGOMAN_WEIGHTS"
MANIFEST = "manifest.json"
_PACKED = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Weights:
    """A folder of weights, and what its manifest says."""

    folder: Path
    manifest: MappingProxyType[str, Any]

    @property
    def version(self) -> str:
        """The version that findings are marked with."""
        return str(self.manifest["version"])

    def path(self, name: str) -> Path:
        """The path of one of its files. Raises ``MissingReader`` where it is missing or damaged."""
        path = self.folder / name
        expected = self.manifest["sha256"].get(name)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise MissingReader(f"{path} is missing or damaged", "install dragoman again, or copy it again")
        return path


def has_weights(task: str, language: str, size: str) -> bool:
    """Whether there are weights with this key."""
    return _folder(task, language, size) is not None


def find_weights(task: str, language: str, size: str) -> Weights:
    """The weights of a task. Raises ``MissingReader`` where there are none or the manifest is damaged."""
    folder = _folder(task, language, size)
    if folder is None:
        name = f"{task}-{language}-{size}"
        raise MissingReader(f"no weights {name}", f"put the folder {name} where {SETTING} points")
    return _read(folder)


def _folder(task: str, language: str, size: str) -> Path | None:
    roots = [Path(os.environ[SETTING])] if os.environ.get(SETTING) else []
    folders = [root / f"{task}-{language}-{size}" for root in (*roots, _PACKED)]
    return next((f for f in folders if (f / MANIFEST).is_file()), None)


@cache
def _read(folder: Path) -> Weights:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        if not isinstance(manifest["version"], str) or not isinstance(manifest["sha256"], dict):
            raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        raise MissingReader(
            f"{folder / MANIFEST} is damaged", "install dragoman again, or copy it again"
        ) from None
    return Weights(folder, MappingProxyType(manifest))
