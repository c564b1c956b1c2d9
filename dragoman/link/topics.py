"""What somebody speaks of: the words and pairs of neighbouring words that return in what they are reported to
have said.

A topic is counted once an act of speech, however many outlets carry it, and stands for itself: a word that
hardly occurs without its neighbour is told together with it. How much a word tells comes from the language's
tables (``senses``), so that what one person's words are called does not depend on the others of a ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.languages import data
from dragoman.languages.names import name_words
from dragoman.link.senses import Senses, content_words, fold, senses, tokens

_FEWEST = 2  # acts of speech in which a topic returns
_TELLS = 0.55  # how much a word has to tell to be a topic by itself
_SHORTEST = 3  # letters
_TOGETHER = 0.6  # of a word's occurrences that stand beside one other word: it is told with that word

Term = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """``words`` as they are printed most often, and in how many acts of speech they stand."""

    words: str
    count: int


def find_topics(
    said: Iterable[tuple[str, str]], language: str | None = None, most: int = 12
) -> tuple[Topic, ...]:
    """The topics of some statements, the weightiest first. ``said`` are pairs of an act of speech (its id)
    and the words of one report of it; ``language`` as in ``senses``."""
    table = senses(language)
    found = [(act, term, form) for act, words in said for term, form in _terms(words, table)]
    acts = Counter([term for _, term in {(act, term) for act, term, _ in found}])
    counts = {term: number for term, number in acts.items() if number >= _FEWEST}
    told = sorted(_standing(counts, table), key=lambda t: (-counts[t] * table.mass(t), t))[:most]
    printed: dict[Term, Counter[str]] = {term: Counter() for term in told}
    for _, term, form in found:
        if term in printed:
            printed[term][form] += 1
    return tuple(Topic(_usual(forms), counts[term]) for term, forms in printed.items())


def _terms(words: str, table: Senses) -> Iterator[tuple[Term, str]]:
    """Words that tell something and neighbours of them, each with its printed form."""
    before: tuple[str, str] | None = None
    for word in tokens(words):
        stem = _telling(word, table.language)
        if not stem:
            before = None
            continue
        yield (stem,), word
        if before is not None:
            yield (before[0], stem), f"{before[1]} {word}"
        before = (stem, word)


@lru_cache(maxsize=1 << 16)
def _telling(word: str, language: str) -> str:
    """The stem of a word that may be spoken of; empty for others."""
    stems = content_words([word], senses(language))
    if len(word) < _SHORTEST or not stems or stems[0].isdigit() or fold(word) in _untold(language):
        return ""
    return stems[0]


@cache
def _untold(language: str) -> frozenset[str]:
    """Days, months and titles: they stand beside topics and are none."""
    times, names = data(language, "times"), name_words(language)
    titles = {word for title in names.titles for word in title.split()}
    return frozenset(map(fold, {*times["weekdays"], *times["months"], *titles, *names.honorifics}))


def _standing(counts: dict[Term, int], table: Senses) -> Iterator[Term]:
    """Terms that say more than others that hold them or that they hold."""
    held: dict[str, int] = {}
    for term, count in counts.items():
        if len(term) > 1:
            held |= {word: max(count, held.get(word, 0)) for word in term}
    for term, count in counts.items():
        if len(term) == 1:
            if table.weight(term[0]) >= _TELLS and held.get(term[0], 0) < _TOGETHER * count:
                yield term
        elif count >= _TOGETHER * min(counts[(word,)] for word in term):
            yield term


def _usual(forms: Counter[str]) -> str:
    """The form that is printed most often; in lower case where it is at times printed so."""
    lower = {fold(form) for form in forms if form == form.lower()}
    merged: Counter[str] = Counter()
    for form, count in forms.items():
        merged[form.lower() if fold(form) in lower else form] += count
    return min(merged, key=lambda form: (-merged[form], form))
