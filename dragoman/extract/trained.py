"""Finding attributions with a trained network: one pass of an encoder, no parse.

The network tells cues and ties words to them (``decode``). What a page's structure tells stays with rules:
interview turns (``turns``). Modes are read off the cue's word, kinds off the quotation marks, nesting off
the spans (``finish``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.extract.claims import find_claims
from dragoman.extract.decode import Found, Scores, Settings, calibrated, decode
from dragoman.extract.draft import Draft
from dragoman.extract.edges import (
    Quotations,
    in_sentence,
    keep_to_line,
    straighten,
    tidy,
    unchain,
    whole_source,
)
from dragoman.extract.finish import APART, SILENT, finish
from dragoman.extract.quotes import find_quotes
from dragoman.extract.turns import find_turns, without_marks
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Block, Span
from dragoman.weights import find_weights

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from tokenizers import Tokenizer

    from dragoman.encoder.graph import Graph
    from dragoman.encoder.pieces import Pieces, Window

GRAPH, TOKENIZER, DISTANCE = "reader.onnx", "tokenizer.json", "distance.npy"


class TrainedFinder:
    """Finds attributions in one language with weights of one size; these load when first used.

    Raises ``MissingReader`` where there are no such weights, here or when they turn out to be damaged.
    """

    def __init__(self, language: str = "en", size: str = "fast") -> None:
        self._language = language
        self._weights = find_weights("reader", language, size)
        self.name = size
        self.version = self._weights.version
        self.cues = cues(language)
        self.settings = Settings(**self._weights.manifest["settings"])
        self.calibration: dict[str, list[float]] = self._weights.manifest["calibration"]

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Cuts words into the network's pieces."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._weights.path(TOKENIZER)))

    @cached_property
    def graph(self) -> Graph:
        """The network."""
        from dragoman.encoder.graph import Graph

        return Graph(self._weights.path(GRAPH))

    @cached_property
    def distance(self) -> npt.NDArray[np.float32]:
        """What the distance from the cue adds to a role's score."""
        import numpy as np

        table: npt.NDArray[np.float32] = np.load(self._weights.path(DISTANCE), allow_pickle=False)
        return table

    def find(self, text: str, blocks: Sequence[Block]) -> list[Attribution]:
        """All attributions of a text, in the order of their cues."""
        heard = [b.span for b in blocks if b.role not in SILENT]
        turns = find_turns(text, blocks)
        quotes = Quotations([q for span in heard for q in find_quotes(text, span)])
        found = [f for f in self._found(text, heard) if self._is_sure(f, quotes)]
        drafts = without_marks([self._draft(text, f, quotes) for f in found], turns)
        apart = [b for b in blocks if b.role in APART]
        for draft in drafts:
            keep_to_line(text, draft, apart)
        unchain(text, drafts, quotes)
        spoken = [d for d in drafts if not any(self.cues.conditions.match(text, c.start) for c in d.content)]
        return finish(text, quotes.all, [*turns, *spoken, *find_claims(text, spoken, self._language)])

    def _found(self, text: str, spans: Sequence[Span]) -> list[Found]:
        from dragoman.encoder.pieces import cut_pieces, cut_windows

        pieces = cut_pieces(text, spans, self.tokenizer)
        windows = list(cut_windows(pieces))
        return decode(pieces, windows, self._scores(pieces, windows), self.distance, self.settings)

    def _is_sure(self, found: Found, quotes: Quotations) -> bool:
        """Whether a finding counts: one with words in quotation marks sooner than others. The calibration
        knows outermost ones only."""
        if found.nested and found.sure_cue >= self.settings.nested:
            return True
        quoted = any(q.span.overlaps(c) for c in found.content for q in quotes.near(c))
        least = self.settings.least_quoted if quoted else self.settings.least
        return calibrated(found, self.calibration["tie"]) >= least

    def _scores(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[Scores]:
        from dragoman.encoder.pieces import frame

        for window in windows:
            yield Scores(*(output[1:-1] for output in self.graph.run(frame(window, pieces, self.tokenizer))))

    def _draft(self, text: str, found: Found, quotes: Quotations) -> Draft:
        source = whole_source(text, found.source, found.cue)
        others = [*found.cue, *source]
        content = tidy(text, straighten(text, found.content, others, quotes), others)
        content = in_sentence(text, content, found.cue, quotes)
        lemma = self.cues.lemma(" ".join(span.of(text) for span in found.cue))
        return Draft(
            rule="trained",
            lemma=lemma,
            cue=list(found.cue),
            source=source,
            content=content,
            attitude=lemma in self.cues.attitudes,
            doubt=round(1 - calibrated(found, self.calibration["tie"]), 3),
            doubt_span=round(1 - calibrated(found, self.calibration["span"]), 3),
            quoted=[q.span for c in content for q in quotes.near(c) if q.span.overlaps(c)],
            nested=found.nested,
        )
