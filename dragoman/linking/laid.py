"""The statements of a crowd as one process reads them: from columns in files, and few of them laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.ledger.compared import Compared
from dragoman.link.briefs import Brief
from dragoman.link.candidates import UNDATED
from dragoman.link.codes import id_of
from dragoman.link.columns import NONE, Facts, Ids
from dragoman.link.crosswise import Table
from dragoman.link.sets import Columns, Numbers
from dragoman.link.traits import Traits, Voice
from dragoman.linking.column_files import columns_in, numbers_in
from dragoman.linking.crowd import shared_in
from dragoman.linking.utterances import Known


class Laid:
    """The statements of a crowd (its folder); so many of them, or some more, are laid out at a time."""

    def __init__(self, folder: Path, compared: Compared, most: int) -> None:
        self._codes, self._places, self._numbers = (
            numbers_in(folder / f"{name}.npy") for name in ("codes", "places", "numbers")
        )
        self._columns = columns_in(folder / "laid")
        meanings = folder / "vectors.npy"
        self._vectors = numbers_in(meanings) if meanings.exists() else None
        self._shared = shared_in(folder)
        self._known, self._most = Known(compared), most

    def table(self, codes: Numbers) -> Table:
        """Some statements, in order."""
        at = np.searchsorted(self._codes, codes)
        columns = self._columns.take(self._places[at])
        cells = {**columns.cells, "vectors": self._meanings(self._numbers[at])}
        return Table(Columns(cells, columns.sets), _Rows(self, codes, columns))

    def _meanings(self, numbers: Numbers) -> npt.NDArray[np.int8]:
        if self._vectors is None:
            return np.zeros((len(numbers), 0), dtype=np.int8)
        found: npt.NDArray[np.int8] = self._vectors[numbers]
        return found

    def traits(self, codes: Sequence[int]) -> list[Traits]:
        """Some statements laid out."""
        if len(self._known.kept) > self._most:
            self._known = Known(self._known.compared)
        self._known.load(codes)
        return [self._known.traits[code] for code in codes]

    def shared(self, numbers: Iterable[int]) -> list[Any]:
        """What some numbers stand for."""
        return [self._shared[number] for number in numbers]

    def briefs(self, codes: Numbers) -> list[Brief]:
        """Some statements in brief."""
        rows = self._places[np.searchsorted(self._codes, codes)]
        ids, facts = self._columns.cells["ids"][rows], self._columns.cells["facts"][rows]
        exact, printed, said_on = (_column(ids, Ids, name) for name in ("exact", "printed", "said_on"))
        published, day, named = (_column(facts, Facts, name) for name in ("published", "day", "named"))
        cells = zip(
            map(id_of, codes.tolist()),
            (number if number != NONE else None for number in exact),
            (number or UNDATED for number in published),
            (number or UNDATED for number in day),
            self.shared(printed),
            map(bool, named),
            self.shared(said_on),
            strict=True,
        )
        return list(starmap(Brief, cells))


def _column(rows: npt.NDArray[Any], names: type[Ids | Facts], name: str) -> list[int]:
    found: list[int] = rows[:, names._fields.index(name)].tolist()
    return found


class _Rows:
    """The same by their rows in a table."""

    def __init__(self, laid: Laid, codes: Numbers, columns: Columns) -> None:
        self._laid, self._codes = laid, codes
        self._voices = columns.cells["ids"][:, Ids._fields.index("voice")]

    def traits(self, rows: Sequence[int]) -> list[Traits]:
        return self._laid.traits(self._codes[rows].tolist())

    def voices(self, rows: Sequence[int]) -> list[Voice]:
        return self._laid.shared(self._voices[rows].tolist())
