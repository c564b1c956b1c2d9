"""The statements of a crowd as one process reads them: from columns in files, and few of them laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from dragoman.linking.utterances import Known

_NOTHING = {("printed", NONE): None, ("said_on", NONE): None}


class Laid:
    """The statements of a crowd (its folder); so many of them, or some more, are laid out at a time."""

    def __init__(self, folder: Path, compared: Compared, most: int) -> None:
        self._codes, self._places, self._numbers = (
            numbers_in(folder / f"{name}.npy") for name in ("codes", "places", "numbers")
        )
        self._columns = columns_in(folder / "laid")
        meanings = folder / "vectors.npy"
        self._vectors = numbers_in(meanings) if meanings.exists() else None
        self._known, self._most = Known(compared), most
        self._held: dict[tuple[str, int], Any] = dict(_NOTHING)

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

    def voices(self, codes: Sequence[int], numbers: Sequence[int]) -> list[Voice]:
        """Who speaks in some statements; ``numbers`` are those of the voices."""
        return self._shared(codes, {"voice": numbers})["voice"]

    def _shared(self, codes: Sequence[int], told: Mapping[str, Sequence[int]]) -> dict[str, list[Any]]:
        """What some statements have in common with others, by numbers that tell what is the same: it is read
        from the first statement of each number."""
        if len(self._held) > self._most:
            self._held = dict(_NOTHING)
        fresh = {
            (name, n): code
            for name, numbers in told.items()
            for code, n in zip(codes, numbers, strict=True)
            if (name, n) not in self._held
        }
        traits = dict(zip(fresh.values(), self.traits([*fresh.values()]), strict=True))
        self._held |= {(name, n): getattr(traits[code], name) for (name, n), code in fresh.items()}
        return {name: [self._held[name, n] for n in numbers] for name, numbers in told.items()}

    def briefs(self, codes: Numbers) -> list[Brief]:
        """Some statements in brief."""
        rows = self._places[np.searchsorted(self._codes, codes)]
        ids, facts = self._columns.cells["ids"][rows], self._columns.cells["facts"][rows]
        exact, printed, said_on = (_column(ids, Ids, name) for name in ("exact", "printed", "said_on"))
        published, day, named = (_column(facts, Facts, name) for name in ("published", "day", "named"))
        told = self._shared(codes.tolist(), {"printed": printed, "said_on": said_on})
        cells = zip(
            map(id_of, codes.tolist()),
            (number if number != NONE else None for number in exact),
            (number or UNDATED for number in published),
            (number or UNDATED for number in day),
            told["printed"],
            map(bool, named),
            told["said_on"],
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
        return self._laid.voices(self._codes[rows].tolist(), self._voices[rows].tolist())
