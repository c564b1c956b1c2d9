"""Names for articles in the exchange formats (``doc``): the file's stem, for rows their ``id``.

Where stems are equal within one call, the path makes the difference: the shortest end of the path
below the folder given that no other of them has (``north/report``, ``report.html``). This depends on
the set of paths, not on the order in which they are read. Names of rows and of archive members are
only known while reading; they give way to the files' names and, among each other, come first served
in the (sorted) order of reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import PurePath


def _end(path: PurePath, length: int, *, with_suffix: bool) -> str:
    """The last ``length`` folders of a path and its name; the whole path where it has fewer."""
    folders = [part for part in path.parts[:-1] if part not in {"/", "."}]
    front = folders[max(0, len(folders) - length) :]
    return "/".join([*front, path.name if with_suffix else path.stem])


def _tell_apart(paths: dict[int, PurePath]) -> dict[int, str]:
    """The first end of each path that no other has at the same length; none where they stay equal.
    Suffixes count only where folders make no difference."""
    found: dict[int, str] = {}
    deepest = max(len(path.parts) for path in paths.values())
    for with_suffix in (False, True):
        for length in range(deepest):
            left = {index: path for index, path in paths.items() if index not in found}
            ends = {index: _end(path, length, with_suffix=with_suffix) for index, path in left.items()}
            shared = Counter(ends.values())
            shared.update(found.values())
            found.update((index, end) for index, end in ends.items() if shared[end] == 1)
    return found


def distinct_docs(paths: Sequence[PurePath], whole: Sequence[PurePath] | None = None) -> list[str]:
    """One name for each path, in the same order: its stem, or more of the path where needed.

    ``whole`` are longer forms of the same paths, for those that stay equal otherwise (files of equal
    path in two folders of the call).
    """
    groups: dict[str, dict[int, PurePath]] = defaultdict(dict)
    for index, path in enumerate(paths):
        groups[path.stem][index] = path
    docs = [path.stem for path in paths]
    for group in groups.values():
        if len(group) == 1:
            continue
        found = _tell_apart(group)
        left = {index: (whole or paths)[index] for index in group if index not in found}
        found.update(_tell_apart(left) if left else {})
        for index, path in group.items():
            docs[index] = found.get(index, str(path))
    names = Names()
    for index in sorted(range(len(paths)), key=lambda index: (paths[index], docs[index])):
        docs[index] = names.take([docs[index]])
    return docs


class Names:
    """The names used so far in one call. ``set_aside`` belong to files and go to nobody else."""

    def __init__(self, set_aside: Iterable[str] = ()) -> None:
        self._used = set(set_aside)

    def take(self, candidates: Iterable[str]) -> str:
        """The first candidate that is free, or else the last one with a number after it."""
        last = "article"
        for last in candidates:
            if last not in self._used:
                break
        else:
            last = next(f"{last}-{n}" for n in count(2) if f"{last}-{n}" not in self._used)
        self._used.add(last)
        return last
