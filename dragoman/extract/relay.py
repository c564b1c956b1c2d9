"""Through whom words reached this page: the chain between the speaker and the article.

Three things make a link: an outlet that the sentence names ("told Radio Tessaly", "in an interview with"),
which holds for what the same speaker says afterwards; a page that is a copy of another outlet's; and
nesting, where the outer speaker passes the inner one's words on. A denial passes nothing on: what it
denies is worded by this outlet, and this outlet is left out of every chain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.extract.circumstances import act_of, addressee_of, venue_of
from dragoman.extract.sentences import sentence_at
from dragoman.languages.names import name_words
from dragoman.model import Act, Attribution, BlockRole, Page

_BARE = re.compile(r"^the\s+", re.IGNORECASE)


def find_relays(
    text: str, page: Page, found: Sequence[Attribution], speakers: Sequence[str | None]
) -> list[tuple[str, ...]]:
    """For each attribution the names that its words passed through, outermost first.

    ``speakers`` are the resolved speakers' names, ``None`` where open.
    """
    language = page.language or "en"
    chains: list[tuple[str, ...]] = [()] * len(found)
    told: dict[str, str] = {}
    order = sorted(range(len(found)), key=lambda i: (found[i].cue or found[i].content)[0])
    for index in (i for i in order if found[i].parent is None):
        venue = _venue(text, page, found[index], language)
        speaker = speakers[index]
        if venue is not None and speaker is not None:
            told[speaker] = venue
        venue = venue or (told.get(speaker) if speaker else None) or _original(page, found[index])
        chains[index] = (venue,) if venue else ()
    for index in order:
        if found[index].parent is not None:
            chains[index] = _nested(text, found, index, speakers, chains, language)
    return chains


def _nested(
    text: str,
    found: Sequence[Attribution],
    index: int,
    speakers: Sequence[str | None],
    chains: Sequence[tuple[str, ...]],
    language: str,
) -> tuple[str, ...]:
    chain: list[str] = []
    parent = found[index].parent
    while parent is not None:
        if act_of(text, found[parent], language) == Act.DENIES:
            return ()
        teller = speakers[parent]
        chain[:0] = [teller] if teller is not None else []
        if found[parent].parent is None:
            chain[:0] = chains[parent]
        parent = found[parent].parent
    return tuple(chain)


def _venue(text: str, page: Page, attribution: Attribution, language: str) -> str | None:
    place = (attribution.cue or attribution.content)[0]
    block = next((b.span for b in page.blocks if b.span.start <= place.start < b.span.end), place)
    venue = venue_of(text, sentence_at(text, block, place.start), attribution.content, language)
    if venue is None:
        listener = addressee_of(text, attribution, language)
        venue = listener if listener is not None and _is_outlet(listener.of(text), page, language) else None
    name = _BARE.sub("", venue.of(text)) if venue is not None else None
    return name if name and not _same_outlet(name, page.outlet) else None


def _original(page: Page, attribution: Attribution) -> str | None:
    """The outlet that a copied page was taken from; on an interview page it holds for the turns."""
    interview = any(b.role == BlockRole.QUESTION for b in page.blocks)
    copied = page.original_outlet is not None and not _same_outlet(page.original_outlet, page.outlet)
    return page.original_outlet if copied and (not interview or not attribution.source) else None


def _is_outlet(name: str, page: Page, language: str) -> bool:
    lowered = {w.lower() for w in re.findall(r"\w+", name)}
    known = bool((lowered - {"press", "media"}) & name_words(language).kinds["outlet"])
    return known or name == page.original_outlet or _same_outlet(name, page.outlet)


def _same_outlet(name: str, outlet: str | None) -> bool:
    """One outlet under its name or its initials, "The" or not."""
    if outlet is None:
        return False
    one, other = (_BARE.sub("", n).casefold() for n in (name, outlet))
    initials = ["".join(w[0] for w in re.findall(r"\w+", n)) for n in (one, other)]
    return one == other or one == initials[1] or other == initials[0]
