"""Two wordings of one remark, aligned word by word.

What is shared is not told; each difference is a ``Change`` of one sort. See docs/renderings.md for
what each sort means and what counts as no difference.
"""

from __future__ import annotations

from dragoman.link.differences import Edit, differences
from dragoman.link.layout import lay
from dragoman.model import Change


def align(
    reference: str, other: str, *, spoken: tuple[bool, bool] = (False, False), language: str = "en"
) -> tuple[Change, ...]:
    """The changes that lead from a reference wording to another one, in the order of their words.

    Quotation marks inside the wordings tell which words are the speaker's own; ``spoken`` says of a
    wording that all of it is, whatever its marks (a transcript).
    """
    return tuple(
        as_change(edit, reference, other)
        for edit in differences(lay(reference, other, spoken=spoken, language=language))
    )


def as_change(edit: Edit, reference: str, other: str) -> Change:
    """A difference with its words."""
    return Change(span=edit.now, was=edit.was.of(reference), now=edit.now.of(other), what=edit.what)
