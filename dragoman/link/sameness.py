"""When two words of two wordings are the same word, and when telling makes one of the other.

Inside quotation marks on both sides only spelling is free. Where at least one side is told in the
outlet's words, the regular shift of indirect speech is free as well: tense, person, "this" and "today",
and the forms of one word.
"""

from __future__ import annotations

from collections import defaultdict
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


_OF_MATTER, _OF_NAME = Sort.MATTER, Sort.NAME  # asked for so often that looking them up would count


def is_same(one: Word, other: Word, language: str) -> bool:
    """Whether two words are one word, however it is spelt."""
    if one.key == other.key:
        return True
    if other.key in _SHORT.get(one.key, ()) or one.key in _SHORT.get(other.key, ()):
        return True
    if one.sort is other.sort:
        if one.sort is _OF_NAME:
            return is_same_name(one.key, other.key, language)
        return one.sort is _OF_MATTER and is_slip(one.key, other.key, language)
    sorts = (one.sort, other.sort)
    is_perhaps_name = _OF_NAME in sorts and _OF_MATTER in sorts and len(one.key) > _LEAST_NAME
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
    """What it costs that a word stands for each of some others. Most have nothing in common: the few that
    may have are looked up."""
    likely: defaultdict[str, list[int]] = defaultdict(list)
    for at, other in enumerate(others):
        for sign in _signs(other, language):
            likely[sign].append(at)
    odd, everywhere = likely.pop(_ODD, []), range(len(others))
    plain: dict[Sort, list[float]] = {}

    def costs(one: Word) -> list[float]:
        sort, signs = one.sort, _signs(one, language)
        if sort not in plain:
            plain[sort] = [STAND_IN[sort][other.sort] for other in others]
        found = plain[sort].copy()
        places = {at for sign in signs if sign in likely for at in likely[sign]}
        for at in everywhere if _ODD in signs else places.union(odd):
            found[at] = pairing_cost(one, others[at], language)
        return found

    return costs


_ENDS = 2  # letters at either end that two words have in common where one is the other with a slip of the pen
_NAME, _PRONOUN, _TELLING, _MOVING, _ODD = "?name", "?pronoun", "?telling", "?moving", "?odd"


def _signs(word: Word, language: str) -> list[str]:
    """What one of two words shares with the other if they have anything in common: a stem, how they begin and
    end, or a way in which words are put for each other that look otherwise. ``_ODD`` in either of them: it
    may be anything."""
    key, sort, known = word.key, word.sort, shifts(language)
    signs = [word.stem, f"{key[:_ENDS]}-{key[-_ENDS:]}"]
    if sort in _WAYS:
        signs.append(_WAYS[sort])
    if key in known.telling:
        signs.append(_TELLING)
    if key in known.moving or word.stem in known.moving:
        signs.append(_MOVING)
    if key in _SHORT:
        signs.append(_ODD)
    return signs


_WAYS = {Sort.NAME: _NAME, Sort.PRONOUN: _PRONOUN, Sort.NEGATOR: _ODD}


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
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    known = shifts(language)
    if len(few) != 1 or len(many) < 2 or few[0].key not in known.moving:
        return False
    return (few[0].key, tuple(w.key for w in many)) in known.words


def is_joined(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether words written apart are the other side's one word ("cease-fire", "ceasefire"), or a name
    its initials."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if len(few) != 1 or not 1 < len(many) <= _LONGEST_PIECES:
        return False
    key = few[0].key
    if key.startswith(many[0].key) and "".join(w.key for w in many) == key:
        return True
    if few[0].sort is not _OF_NAME or any(w.sort is Sort.PRONOUN for w in many):
        return False
    return is_initials([w.key for w in many if w.key not in ("of", "the", "and", "for")], key.lower())
