"""The renderings of a ledger as checking a quotation looks them up: by words, and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.encoder.sentences import shipped
from dragoman.ledger import Ledger
from dragoman.ledger.browse_wordings import WordingRow
from dragoman.ledger.vectors import Rows
from dragoman.link.asking import telling_words
from dragoman.link.check import Known
from dragoman.link.vectors import Encoder
from dragoman.linking.meaning import LEAST, meaning_of
from dragoman.model import Rendering

_NEAREST = 10  # renderings nearest in meaning that are looked at beside those that share words


class Shelf:
    """The renderings of a ledger. What they mean comes from the ledger, where it was encoded once."""

    def __init__(self, ledger: Ledger, encoder: Encoder | None = None) -> None:
        self._ledger = ledger
        self._encoder = encoder or shipped()
        self._statements: dict[str, str] = {}
        self._asked: dict[str, Rows] = {}

    @property
    def knows_meaning(self) -> bool:
        """Whether a sentence encoder is there."""
        return self._encoder is not None

    def near(self, words: str, limit: int) -> Sequence[Known]:
        """The renderings that share words with these, those nearest in meaning, then other renderings of the
        same utterances."""
        hits = [*self._ledger.near(telling_words(words), limit), *self._near_in_meaning(words)]
        known = tuple(map(_known, self._ledger.browse.wordings_of(list(dict.fromkeys(hits)))))
        self._statements = {k.rendering.text: k.rendering.statement for k in known}
        return known

    def _near_in_meaning(self, words: str) -> list[str]:
        if self._encoder is None or not words.strip():
            return []
        meaning = meaning_of(words, self._encoder, LEAST)
        self._asked = {words: meaning.row}
        return list(self._ledger.browse.nearest(meaning, limit=_NEAREST))

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.floating]:
        """The vectors of some texts: those of the words that were looked up last and of the renderings that
        were found then are there already, as far as the ledger has them."""
        encoder = self._encoder
        if encoder is None:
            return np.zeros((len(texts), 0))
        stored = self._ledger.vectors.of_statements(
            [self._statements[text] for text in texts if text in self._statements], encoder.version
        )
        held: dict[str, npt.NDArray[Any]] = {
            t: stored[self._statements[t]][0] for t in texts if self._statements.get(t) in stored
        }
        held |= {text: rows[0] for text, rows in self._asked.items() if text in texts}
        missing = [text for text in dict.fromkeys(texts) if text not in held]
        held |= dict(zip(missing, encoder.encode(missing), strict=True))
        return np.array([held[text] for text in texts], dtype=np.float64)


def _known(row: WordingRow) -> Known:
    return Known(
        utterance=row.utterance,
        rendering=Rendering(
            statement=row.statement, article=row.article, outlet=row.outlet, kind=row.kind, text=row.text
        ),
        speaker_name=row.speaker,
        said_on=row.said,
        carriers=row.carriers,
        primary=row.is_primary,
    )
