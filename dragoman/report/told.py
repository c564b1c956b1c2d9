"""How the wordings of one utterance are told: by which one, in which order, and which are accused.

The wording that an utterance is told by is the one without differences. A wording is accused of altering
a quotation where words inside quotation marks on both sides are not the same; whether both report one act
of speech is the utterance's doubt, and has to be said beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Difference, Kind, Rendering
from dragoman.report.wording import one_line

_GRAVE = (Difference.NEGATION, Difference.NUMBER, Difference.NAME, Difference.PERSON)


def flat(text: str, limit: int | None = None) -> str:
    """The text on one line, cut at a word's end."""
    return one_line(text, limit)


def reference_first(renderings: Sequence[Rendering]) -> tuple[Rendering, ...]:
    """The wording that the utterance is told by, then the others in their order."""
    if not renderings:
        return ()
    plain = [r for r in renderings if not r.altered] or list(renderings)
    chosen = max(plain, key=lambda r: (r.kind is Kind.DIRECT, len(r.text)))
    return (chosen, *(r for r in renderings if r is not chosen))


def wording(renderings: Sequence[Rendering]) -> str:
    """The wording that an utterance is told by; empty where it has none."""
    return reference_first(renderings)[0].text if renderings else ""


def is_accused(rendering: Rendering) -> bool:
    """Whether words inside its quotation marks are not those of the wording it is laid beside."""
    kinds = {change.what for change in rendering.altered}
    return Difference.ALTERED in kinds or (rendering.kind is Kind.DIRECT and bool(kinds & set(_GRAVE)))
