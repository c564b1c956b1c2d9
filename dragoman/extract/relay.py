"""Through whom words reached this page: the chain between the speaker and the article.

Three things make a link: an outlet that the sentence names ("told Radio Tessaly", "in an interview with"),
which holds for what the same speaker says afterwards, and in titles; a page that is a copy of another
outlet's; and nesting, where the outer speaker passes the inner one's words on. A denial passes nothing on:
what it denies is worded by this outlet. This outlet is left out of every chain, and so is whoever speaks; an
outlet that is only described ("the broadcaster") is the one that the same speaker was said to have told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dragoman.extract.circumstances import addressee_of, venue_of
from dragoman.extract.sentences import sentence_at
from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.model import Act, Attribution, BlockRole, Page, Span

_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_TITLES = (BlockRole.HEADLINE, BlockRole.STANDFIRST)
_BARE = re.compile(r"^the\s+", re.IGNORECASE)


def find_relays(
    text: str,
    page: Page,
    found: Sequence[Attribution],
    speakers: Sequence[str | None],
    is_person: Callable[[str], bool],
) -> list[tuple[str, ...]]:
    """For each attribution the names that its words passed through, outermost first.

    ``speakers`` are the resolved speakers' names, ``None`` where open; ``is_person`` tells whether the
    page has somebody of a name: talking with a person is no interview.
    """
    language = page.language or "en"
    order = sorted(range(len(found)), key=lambda i: (found[i].cue or found[i].content)[0])
    outer = [i for i in order if found[i].parent is None]
    chains: list[tuple[str, ...]] = [()] * len(found)
    told: dict[str | None, list[str]] = {}
    for index in outer:
        venue, original = _venue(text, page, found[index], language), _original(page, found[index])
        venue = None if venue is not None and is_person(venue) else venue
        heard = told.setdefault(speakers[index], []) if speakers[index] is not None else []
        heard += [name for name in (venue or (original if not found[index].source else None),) if name]
        chains[index] = _chain((original, venue or next(reversed(heard), None)), page, speakers[index])
    for index in outer:
        if not chains[index] and _block(page, found[index]) in _TITLES:
            venues = set(told.get(speakers[index], ()))
            chains[index] = _chain(venues if len(venues) == 1 else (), page, speakers[index])
    for index in order:
        if found[index].parent is not None:
            chains[index] = _nested(text, found, index, speakers, chains, page)
    return chains


def _chain(names: Iterable[str | None], page: Page, speaker: str | None) -> tuple[str, ...]:
    """Names in their order, each once, without this outlet and without the speaker."""
    kept: list[str] = []
    for name in names:
        if name is None or _same_outlet(name, page.outlet) or name == speaker:
            continue
        if not any(_same_outlet(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def _nested(
    text: str,
    found: Sequence[Attribution],
    index: int,
    speakers: Sequence[str | None],
    chains: Sequence[tuple[str, ...]],
    page: Page,
) -> tuple[str, ...]:
    chain: list[str] = []
    parent = found[index].parent
    table = cues(page.language or "en")
    while parent is not None:
        if any(table.act(cue.of(text)) == Act.DENIES for cue in found[parent].cue):
            return ()
        teller = speakers[parent]
        chain[:0] = [teller] if teller is not None else []
        if found[parent].parent is None:
            chain[:0] = chains[parent]
        parent = found[parent].parent
    return _chain(chain, page, None)


def _venue(text: str, page: Page, attribution: Attribution, language: str) -> str | None:
    place = (attribution.cue or attribution.content)[0]
    block = next((b.span for b in page.blocks if b.span.start <= place.start < b.span.end), place)
    venue = venue_of(text, sentence_at(text, block, place.start), attribution.content, language)
    if venue is not None and _is_described(text, venue, language):
        return None
    if venue is None:
        listener = addressee_of(text, attribution, language)
        venue = listener if listener is not None and _is_outlet(listener.of(text), page, language) else None
    name = _BARE.sub("", venue.of(text)) if venue is not None else None
    return name if name and not _same_outlet(name, page.outlet) else None


def _block(page: Page, attribution: Attribution) -> BlockRole | None:
    """The role of the block that a content begins in."""
    start = attribution.content[0].start
    return next((b.role for b in page.blocks if b.span.start <= start < b.span.end), None)


def _is_described(text: str, venue: Span, language: str) -> bool:
    """Whether an outlet is described, not named: "the Tessalian |broadcaster"."""
    following = _NEXT_WORD.match(text, venue.end)
    return following is not None and following[1] in name_words(language).kinds["outlet"]


def _original(page: Page, attribution: Attribution) -> str | None:
    """The outlet that a copied page was taken from; on an interview page it holds for the turns, and
    teasers are of the page that shows them."""
    if _block(page, attribution) in (BlockRole.TEASER, BlockRole.CAPTION):
        return None
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
