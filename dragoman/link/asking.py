"""The words by which a quotation is looked up in a full-text index.

Words of grammar find everything and tell nothing; they are left out unless there are no others. The words
that reporters put for each other (``thesaurus``) are asked for too, so that another translation is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from dragoman.link.forms import thesaurus
from dragoman.link.wording import Sort, words_of

_LANGUAGE = "en"
_MOST = 48  # words; the index looks each of them up
_LEAST_STEM = 4  # letters: a shorter stem begins too many words
_SMALL = (Sort.FUNCTION, Sort.PRONOUN, Sort.NEGATOR)


def telling_words(words: str) -> tuple[str, ...]:
    """The words to look for, those of the quotation first; ``*`` ends a stem that stands for its words."""
    found = words_of(words, language=_LANGUAGE)
    telling = [w for w in found if w.sort not in _SMALL] or list(found)
    own = dict.fromkeys(w.span.of(words) for w in telling)
    others = dict.fromkeys(
        f"{stem}*" for w in telling for stem in sorted(_alike(w.stem)) if len(stem) >= _LEAST_STEM
    )
    return tuple([*own, *others][:_MOST])


def _alike(stem: str) -> set[str]:
    return {other for group in thesaurus(_LANGUAGE).get(stem, ()) for other in _groups()[group]} - {stem}


@cache
def _groups() -> Mapping[int, frozenset[str]]:
    """The stems of each group of the thesaurus."""
    groups: defaultdict[int, set[str]] = defaultdict(set)
    for stem, numbers in thesaurus(_LANGUAGE).items():
        for number in numbers:
            groups[number].add(stem)
    return {number: frozenset(stems) for number, stems in groups.items()}
