"""When two words of two wordings are the same word, and when telling makes one of the other.

Inside quotation marks on both sides only spelling is free. Where at least one side is told in the
outlet's words, the regular shift of indirect speech is free as well: tense, person, "this" and "today",
and the forms of one word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.languages import data
from dragoman.link.forms import is_initials, is_kin_name, is_same_name, is_slip
from dragoman.link.pairing import SAME, SHIFTED, STAND_IN
from dragoman.link.wording import Sort, Word, lexicon

_SHORT = {"'s": frozenset({"is", "has", "us", "was"}), "'d": frozenset({"had", "would"})}
_OTHER_STEM = 0.1
_SAME_STEM = 0.35  # another form of one word, where both are quoted
_IRREGULAR = 1.0  # a pronoun for another one, where telling does not make the one of the other
_COUNTERPART = 0.5  # "none" for "all"
_LEAST_NAME = 3  # letters of a word that is longer than that may be a name written with a slip
_LONGEST_PIECES = 4  # words that may be one word elsewhere


@dataclass(frozen=True, slots=True)
class Shifts:
    """What telling may make of a word: pronouns by person, and words of place and time; ``moving`` are all
    of these."""

    persons: Mapping[str, frozenset[str]]
    words: frozenset[tuple[str, tuple[str, ...]]]
    moving: frozenset[str]
    telling: frozenset[str]
    counterparts: frozenset[str]


@cache
def shifts(language: str) -> Shifts:
    """The table of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "wording")
    pairs: set[tuple[str, tuple[str, ...]]] = set()
    for line in table["deixis"]["pairs"].strip().splitlines():
        first, *rest = line.split()
        pairs.add((first, tuple(rest)))
    return Shifts(
        persons={who: frozenset(words.split()) for who, words in table["shifts"].items()},
        words=frozenset(pairs),
        moving=frozenset(word for first, rest in pairs for word in (first, *rest)),
        telling=frozenset(table["telling"]["words"].split()),
        counterparts=frozenset(table["negation"]["counterparts"].split()),
    )


def is_same(one: Word, other: Word, language: str) -> bool:
    """Whether two words are one word, however it is spelt."""
    if one.key == other.key:
        return True
    if other.key in _SHORT.get(one.key, ()) or one.key in _SHORT.get(other.key, ()):
        return True
    if one.sort is other.sort:
        if one.sort is Sort.NAME:
            return is_same_name(one.key, other.key, language)
        return one.sort is Sort.MATTER and is_slip(one.key, other.key, language)
    sorts = (one.sort, other.sort)
    is_perhaps_name = Sort.NAME in sorts and Sort.MATTER in sorts and len(one.key) > _LEAST_NAME
    return is_perhaps_name and is_slip(one.key, other.key, language)


def is_shift(one: Word, other: Word, language: str) -> bool:
    """Whether telling makes ``other`` of ``one``, or ``one`` of ``other``: only asked where one of
    them is not quoted."""
    if one.sort is other.sort is Sort.PRONOUN:
        return is_regular_person(one, other, language)
    if one.stem == other.stem:
        return True
    if one.sort is other.sort is Sort.NAME:
        return is_kin_name(one.key, other.key)
    known = shifts(language)
    if one.key in known.telling and other.key in known.telling:
        return True
    here, there = (one.key, one.stem), (other.key, other.stem)
    if known.moving.isdisjoint(here) or known.moving.isdisjoint(there):
        return False
    return any((a, (b,)) in known.words or (b, (a,)) in known.words for a in here for b in there)


def is_regular_person(one: Word, other: Word, language: str) -> bool:
    """Whether two pronouns are of one person, or of two that telling puts for each other."""
    here, there = person(one, language), person(other, language)
    persons = shifts(language).persons
    if here == there or {here, there} == {"it", "they"}:
        return True
    if one.quoted and not other.quoted:
        return there in persons[here]
    return other.quoted and not one.quoted and here in persons[there]


def person(word: Word, language: str) -> str:
    """The person of a pronoun: "we" for "our"."""
    return lexicon(language).pronouns[word.key.lower()]


def pairing_costs(others: Sequence[Word], language: str) -> Callable[[Word], list[float]]:
    """What it costs that a word stands for each of some others. Most have nothing in common, which is seen
    at once."""
    known = [(other, other.stem, other.key[:_START], _ways(other, language)) for other in others]

    def costs(one: Word) -> list[float]:
        table, stem, start, ways = STAND_IN[one.sort], one.stem, one.key[:_START], _ways(one, language)
        return [
            pairing_cost(one, other, language)
            if stem == its_stem or start == its_start or ways & its_ways or (ways | its_ways) & _ODD
            else table[other.sort]
            for other, its_stem, its_start, its_ways in known
        ]

    return costs


_START = 2  # letters that two words have in common where one is the other with a slip of the pen
_NAME, _PRONOUN, _TELLING, _MOVING, _ODD = 1, 2, 4, 8, 16


def _ways(word: Word, language: str) -> int:
    """In which ways a word may be another one that begins otherwise, if that may be so in one of them too;
    ``_ODD``: it may be anything."""
    known = shifts(language)
    return (
        _NAME * (word.sort is Sort.NAME)
        | _PRONOUN * (word.sort is Sort.PRONOUN)
        | _TELLING * (word.key in known.telling)
        | _MOVING * (word.key in known.moving or word.stem in known.moving)
        | _ODD * (word.sort is Sort.NEGATOR or word.key in _SHORT)
    )


def pairing_cost(one: Word, other: Word, language: str) -> float:
    """The cost of two words standing for each other."""
    if is_same(one, other, language):
        return SAME
    if not (one.quoted and other.quoted) and is_shift(one, other, language):
        return SHIFTED if one.stem == other.stem else SHIFTED + _OTHER_STEM
    if one.stem == other.stem:
        return _SAME_STEM
    if one.sort is other.sort:
        if one.sort is Sort.NAME and is_kin_name(one.key, other.key):
            return _SAME_STEM
        if one.sort is Sort.PRONOUN and one.quoted != other.quoted:
            return _IRREGULAR  # a regular one is a shift
    if Sort.NEGATOR in (one.sort, other.sort) and {one.key, other.key} & shifts(language).counterparts:
        return _COUNTERPART
    return STAND_IN[one.sort][other.sort]


def is_phrase_shift(one: Sequence[Word], other: Sequence[Word], language: str) -> bool:
    """Whether telling makes some words of one ("the next day" of "tomorrow"), or the other way round."""
    table = shifts(language).words
    for few, many in ((one, other), (other, one)):
        if len(few) == 1 and len(many) > 1 and (few[0].key, tuple(w.key for w in many)) in table:
            return True
    return False


def is_joined(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether words written apart are the other side's one word ("cease-fire", "ceasefire"), or a name
    its initials."""
    few, many = sorted((one, other), key=len)
    if len(few) != 1 or not 1 < len(many) <= _LONGEST_PIECES:
        return False
    keys = [w.key for w in many]
    if "".join(keys) == few[0].key:
        return True
    named = few[0].sort is Sort.NAME and all(w.sort is not Sort.PRONOUN for w in many)
    return named and is_initials(
        [k for k in keys if k not in ("of", "the", "and", "for")], few[0].key.lower()
    )
