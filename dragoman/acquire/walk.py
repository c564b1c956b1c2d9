"""Paths to files: folders in sorted order, links followed once, loops noticed.

Each file is found once in a call, however many ways lead to it. Hidden files and folders are passed
over in silence unless they are named themselves. A linked folder that leads back into (or around) a
folder of the call is skipped with a message; one that leads elsewhere is followed. What is no file,
cannot be opened, or is not there becomes a ``Skipped``.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dragoman.acquire.source import Unreadable, unreadable
from dragoman.model import Skipped

STDIN: Final = "-"
_URL: Final = re.compile(r"\A(https?):/+", re.I)  # one slash: Path("https://x") folds them


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, or standard input (``path`` is ``None``). ``shown`` names it in messages,
    ``named`` is true where the caller gave this very path; ``below`` is its path below the folder that
    was given."""

    path: Path | None
    shown: str
    named: bool
    below: str


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A web address to fetch."""

    url: str


def shown(path: Path) -> str:
    """A path for messages and output; bytes that are no UTF-8 are shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _is_hidden(name: str) -> bool:
    return name.startswith(".") and name not in {".", ".."}


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def _skipped(path: Path, why: str, advice: str) -> Skipped:
    return Unreadable(why, advice).skipped(shown(path))


class _Walk:
    """One call's walk: which folders it started from, and what it has seen."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = [Path(os.path.realpath(root)) for root in roots]
        self.seen_folders: set[str] = set()
        self.seen_files: set[str] = set()

    def folder(self, root: Path) -> Iterator[FoundFile | Skipped]:
        """Everything in a folder and below, in sorted order."""
        empty = True
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            real = os.path.realpath(folder)
            if real in self.seen_folders:
                empty = False
                continue
            self.seen_folders.add(real)
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as problem:
                empty = False
                yield unreadable(problem).skipped(shown(folder))
                continue
            below: list[Path] = []
            for entry in entries:
                if _is_hidden(entry.name):
                    continue
                found = self._entry(folder / entry.name, root)
                empty = empty and isinstance(found, Path)
                if isinstance(found, Path):
                    below.append(found)
                elif found is not None:
                    yield found
            waiting.extend(reversed(below))
        if empty:
            yield _skipped(root, "no files in this folder", "check that it is the one you meant")

    def _entry(self, path: Path, root: Path) -> FoundFile | Skipped | Path | None:
        """A file, a folder to go into, a reason for neither, or ``None`` for a file seen before."""
        try:
            mode = path.stat().st_mode
        except OSError as problem:
            return self._unreachable(path, problem)
        if stat.S_ISDIR(mode):
            return self._loop(path) or path
        if stat.S_ISREG(mode):
            return self.file(path, root)
        return _skipped(path, "not a regular file", "leave it out, or copy what it gives into a file")

    def _unreachable(self, path: Path, problem: OSError) -> Skipped:
        if _is_link(path):
            why = f"a link that leads nowhere ({problem.strerror})"
            return _skipped(path, why, "mend the link or delete it")
        return unreadable(problem).skipped(shown(path))

    def _loop(self, path: Path) -> Skipped | None:
        """Why a linked folder is not followed, if it is not."""
        if not _is_link(path):
            return None
        real = Path(os.path.realpath(path))
        for root in self.roots:
            if root.is_relative_to(real):
                return _skipped(path, f"a directory loop: it leads back to {shown(real)}", "delete the link")
            inside = real.is_relative_to(root)
            if inside and not any(_is_hidden(part) for part in real.relative_to(root).parts):
                why = f"a linked folder that is read by its own path, {shown(real)}"
                if path.absolute().is_relative_to(real):
                    why = f"a directory loop: it leads back to {shown(real)}"
                return _skipped(path, why, "nothing is lost; delete the link to be rid of this message")
        return None

    def file(self, path: Path, root: Path | None) -> FoundFile | None:
        """The file, unless it was found before; ``root`` is the folder that led to it."""
        real = os.path.realpath(path)
        if real in self.seen_files:
            return None
        self.seen_files.add(real)
        below = path if root is None else path.relative_to(root)
        return FoundFile(path, shown(path), root is None, shown(below))


def _named(path: Path, walk: _Walk) -> Iterator[FoundFile | Skipped]:
    """What a path of the call leads to."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as problem:
        fault = problem if isinstance(problem, OSError) else OSError(str(problem))
        if _is_link(path):
            why = f"a link that leads nowhere ({fault.strerror})"
            yield _skipped(path, why, "mend the link or delete it")
        else:
            yield unreadable(fault).skipped(shown(path))
        return
    if stat.S_ISDIR(mode):
        yield from walk.folder(path)
        return
    found = walk.file(path, None)
    if found is not None:
        yield found


def find_files(paths: Iterable[str | Path]) -> Iterator[FoundFile | FoundPage | Skipped]:
    """The files that these paths lead to, and the web addresses among them, each once. ``-`` is
    standard input. Raises nothing."""
    given = list(paths)
    local = (str(path) for path in given if str(path) != STDIN and not _URL.match(str(path)))
    walk = _Walk(Path(path) for path in local if "\0" not in path)
    stdin_found = False
    pages: set[str] = set()
    for path in given:
        if _URL.match(str(path)):
            url = _URL.sub(lambda found: f"{found[1]}://", str(path))
            if url not in pages:
                pages.add(url)
                yield FoundPage(url)
        elif str(path) != STDIN:
            yield from _named(Path(path), walk)
        elif not stdin_found:
            stdin_found = True
            yield FoundFile(None, STDIN, True, "stdin")
