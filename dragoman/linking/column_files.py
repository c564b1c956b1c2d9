"""Columns of many statements in files: put there some at a time, and read by any process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from dragoman.link.sets import Columns, Sets

_INDEX = "columns.json"


class ColumnFiles:
    """Files of a folder, to which columns are added."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._cells: dict[str, tuple[str, int]] = {}
        self._sets: set[str] = set()

    def add(self, columns: Columns) -> None:
        """Some rows, behind those that are there."""
        for name, cells in columns.cells.items():
            self._cells[name] = (cells.dtype.str, cells.shape[1])
            self._put(f"{name}.cells", cells)
        for name, sets in columns.sets.items():
            self._sets.add(name)
            self._put(f"{name}.sizes", np.diff(sets.starts))
            self._put(f"{name}.members", sets.members)

    def _put(self, name: str, numbers: npt.NDArray[Any]) -> None:
        if name not in self._files:
            self._files[name] = (self._folder / name).open("wb")
        numbers.tofile(self._files[name])

    def close(self) -> None:
        """Nothing comes any more."""
        for file in self._files.values():
            file.close()
        for name in self._sets:
            sizes = np.fromfile(self._folder / f"{name}.sizes", dtype=np.int64)
            np.save(self._folder / f"{name}.starts.npy", np.concatenate([[0], np.cumsum(sizes)]))
            (self._folder / f"{name}.sizes").unlink()
        (self._folder / _INDEX).write_text(json.dumps([self._cells, sorted(self._sets)]))


def columns_in(folder: Path) -> Columns:
    """All columns of a folder, which stay in their files."""
    cells, sets = json.loads((folder / _INDEX).read_text())
    return Columns(
        {name: _mapped(folder / f"{name}.cells", *form).reshape(-1, form[1]) for name, form in cells.items()},
        {
            name: Sets(numbers_in(folder / f"{name}.starts.npy"), _mapped(folder / f"{name}.members", "<i8"))
            for name in sets
        },
    )


def numbers_in(path: Path) -> npt.NDArray[Any]:
    """Numbers that ``np.save`` put into a file, and that stay there."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _mapped(path: Path, form: str, _: int = 1) -> npt.NDArray[Any]:
    """The numbers of a file; one that is empty cannot be mapped."""
    empty = not path.stat().st_size
    return np.empty(0, dtype=form) if empty else np.asarray(np.memmap(path, dtype=form, mode="r"))
