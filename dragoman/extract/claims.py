"""Claims inside a content that are told by a noun: "Karsk's claim that ...", "heard from Hale that ...".

The network was taught nested attributions by a parser's rule, which knows verbs best. What stands in a
possessive before a noun of saying, or behind "heard from", is read off the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.extract.draft import Draft
from dragoman.languages import data
from dragoman.languages.profile import cues
from dragoman.model import Span


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    table = data(language, "claims")
    nouns = "|".join(f"{noun}s?" for noun in sorted(cues(language).nouns["that"]))
    return tuple(re.compile(pattern.replace("NOUNS", nouns)) for pattern in table["patterns"])


def find_claims(text: str, outer: Sequence[Draft], language: str) -> Iterator[Draft]:
    """Nested drafts in the contents of others; none where one has its cue at that place already."""
    taken = [cue for draft in outer for cue in draft.cue]
    for draft in outer:
        for content in draft.content:
            for pattern in _patterns(language):
                for match in pattern.finditer(text, content.start, content.end):
                    cue = Span(*match.span("cue"))
                    if not any(cue.overlaps(other) for other in taken):
                        taken.append(cue)
                        yield _draft(match, cue, draft)


def _draft(match: re.Match[str], cue: Span, outer: Draft) -> Draft:
    return Draft(
        rule="claim",
        lemma="",
        cue=[cue],
        source=[Span(*match.span("source"))],
        content=[Span(*match.span("content"))],
        attitude=False,
        doubt=max(outer.doubt, 0.3),
        nested=True,
    )
