"""Reports made in passing, in clauses that the finder passes over: "a figure which Karsk disputes", "The
offer was turned down".

They are read off the words by the patterns of ``languages/<language>/asides.toml`` and join the findings
of whichever finder; where a finding has its cue at the same place already, nothing is added. What is
added never changes what was found, so attributions as a finder prints them stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dragoman.extract.quotes import find_quotes, quoted_share
from dragoman.languages import LANGUAGES, data
from dragoman.languages.profile import cues
from dragoman.model import Attribution, Block, BlockRole, Kind, Mode, Span

_HEARD = (BlockRole.HEADLINE, BlockRole.STANDFIRST, BlockRole.BODY, BlockRole.TEASER)
_DOUBT = 0.3


@dataclass(frozen=True, slots=True)
class _Match:
    """The spans that a pattern found."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    table = data(language, "asides")
    words = {
        "NP": table["np"],
        "DISPUTES": _told(table["disputes"], language),
        "TAKES": _told(table["takes"], language),
        "TURNED": "|".join(table["turned"].split()),
        "OPINION": table["opinion"],
        "TAKEN": f"(?:{'|'.join(table['taken'].split())})",
    }
    return tuple(
        re.compile(re.sub("|".join(words), lambda m: words[m[0]], pattern), re.MULTILINE)
        for pattern in table["patterns"]
    )


def _told(lemmas: str, language: str) -> str:
    """An alternative of the forms of some verbs, without those in -ing."""
    wanted = set(lemmas.split())
    forms = (form for form, lemma in cues(language).forms.items() if lemma in wanted)
    return f"(?:{'|'.join(sorted(form for form in forms if not form.endswith('ing')))})"


def add_asides(
    text: str, blocks: Sequence[Block], found: Sequence[Attribution], language: str
) -> list[Attribution]:
    """The findings with those made in passing, in the order of their cues; parents are counted anew."""
    if language not in LANGUAGES:
        return list(found)
    taken = sorted(cue for attribution in found for cue in attribution.cue)
    added = []
    for match in _matches(text, blocks, language):
        near = bisect_left(taken, Span(match.cue.end, match.cue.end))
        if not any(match.cue.overlaps(cue) for cue in taken[max(0, near - 2) : near]):
            insort(taken, match.cue)
            added.append(_attribution(text, match, found, language))
    return _in_order([*found, *added]) if added else list(found)


def _matches(text: str, blocks: Sequence[Block], language: str) -> Iterator[_Match]:
    for block in blocks:
        if block.role in _HEARD:
            for pattern in _patterns(language):
                for match in pattern.finditer(text, block.span.start, block.span.end):
                    groups = {
                        name: Span(*match.span(name)) for name, words in match.groupdict().items() if words
                    }
                    yield _Match(
                        source=tuple(groups[name] for name in ("source",) if name in groups),
                        cue=groups["cue"],
                        content=tuple(groups[name] for name in ("content", "rest") if name in groups),
                    )


def _attribution(text: str, match: _Match, found: Sequence[Attribution], language: str) -> Attribution:
    lemma = cues(language).lemma(match.cue.of(text).split()[-1])
    places = (*match.source, match.cue, *match.content)
    spoken = [i for i, a in enumerate(found) if a.kind is Kind.DIRECT]
    holders = [i for i in spoken if all(any(c.covers(p) for c in found[i].content) for p in places)]
    return Attribution(
        source=match.source,
        cue=(match.cue,),
        content=match.content,
        mode=Mode.ATTITUDE if lemma in cues(language).attitudes else Mode.SAID,
        kind=_kind(text, match.content),
        parent=min(holders, key=lambda i: found[i].content[-1].end - found[i].content[0].start, default=None),
        doubt=_DOUBT,
        doubt_span=_DOUBT,
    )


def _kind(text: str, content: Sequence[Span]) -> Kind:
    quotes = [q for c in content for q in find_quotes(text, c)]
    return Kind.MIXED if quoted_share(text, tuple(content), quotes) > 0 else Kind.INDIRECT


def _in_order(found: Sequence[Attribution]) -> list[Attribution]:
    order = sorted(range(len(found)), key=lambda i: (found[i].cue or found[i].content)[0])
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(a, parent=place[a.parent] if a.parent is not None else None)
        for a in (found[i] for i in order)
    ]
