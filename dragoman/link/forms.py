"""Which spellings are one word, and which words are forms of one word.

Three keys of a word, each coarser than the one before: ``fold`` (case and accents do not count),
``spelt`` (nor does British or American spelling) and ``stem`` (nor does inflection). All come from the
language's ``wording.toml`` and from rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.languages import data
from dragoman.link.spelling import fold as name_fold
from dragoman.link.spelling import place_name

_OUR = re.compile(r"^(\w{3,})our(s|ed|ing|ite|ites|able|ably|er|ers|hood|less|ful|al|ly|ism|y)?$")
_ISE = re.compile(r"^(\w{3,})([iy])s(e|es|ed|ing|er|ers|ation|ations|ational)$")
_DOUBLE_L = re.compile(r"^(\w{3,})ll(ed|ing|er|ers|or|ors|ment|ments)$")
_OGUE = re.compile(r"^(\w{3,})ogue(s?)$")
_SUFFIXES = ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly")
_LEAST_STEM = 3  # letters that a stem keeps
_LEAST_SLIP = 8  # letters of a word in which one wrong letter is a slip of the pen
_LEAST_SKELETON = 4  # consonants that make a name sure enough without its vowels
_DEMONYMS = ("n", "an", "ian", "i", "ese", "ish", "er", "ns", "ans", "ians", "is", "ers", "s")


@dataclass(frozen=True, slots=True)
class Forms:
    """The word tables of a language: ``spelling`` to the kept spelling, ``irregular`` to the first form,
    ``function`` words, and word pairs that are no slip of each other."""

    spelling: Mapping[str, str]
    irregular: Mapping[str, str]
    function: frozenset[str]
    no_slips: frozenset[frozenset[str]]


@cache
def forms(language: str) -> Forms:
    """The word tables of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "wording")
    return Forms(
        spelling=_to_first(table["spelling"]),
        irregular=_to_first(table["irregular"]),
        function=frozenset(table["function"].split()),
        no_slips=frozenset(frozenset(line.split()) for line in table["slips"]["never"].strip().splitlines()),
    )


def _to_first(lines: str) -> dict[str, str]:
    return {word: line.split()[0] for line in lines.strip().splitlines() for word in line.split()}


@cache
def thesaurus(language: str) -> Mapping[str, frozenset[int]]:
    """The groups of words that reporters put for each other, by stem."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(data(language, "thesaurus")["groups"].strip().splitlines()):
        for word in line.split():
            groups.setdefault(stem(spelt(word, language), language), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def fold(word: str) -> str:
    """The word without case, accents and forms of one character."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_in(text: str, pattern: re.Pattern[str]) -> list[str]:
    """What a pattern of words finds in a text. It must take letters between two spaces for a word, and find
    none with a space inside: most words are such, and to search the others alone takes half the time."""
    found: list[str] = []
    for piece in text.split(" "):
        if piece.isalpha():
            found.append(piece)
        else:
            found += pattern.findall(piece)
    return found


@lru_cache(maxsize=1 << 16)
def spelt(word: str, language: str) -> str:
    """One key for all spellings of a folded word."""
    table = forms(language).spelling
    if word in table:
        return table[word]
    word = _OUR.sub(r"\1or\2", word)
    word = _ISE.sub(r"\1\2z\3", word)
    word = _DOUBLE_L.sub(r"\1l\2", word)
    return _OGUE.sub(r"\1og\2", word)


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """One key for all forms of a spelt word."""
    known = forms(language).irregular.get(word)
    if known is not None:
        return known
    for suffix in _SUFFIXES:
        kept = word[: -len(suffix)]
        if (
            word.endswith(suffix)
            and len(kept) >= _LEAST_STEM
            and _has_vowel(kept)
            and not word.endswith("ss")
        ):
            return _ending(kept + ("y" if suffix in ("ied", "ies") else ""))
    return _ending(word)


def _has_vowel(word: str) -> bool:
    return any(c in "aeiouy" for c in word)


def _ending(word: str) -> str:
    """Without a silent "e" and a doubled last consonant ("stopp", "hope")."""
    if len(word) > _LEAST_STEM and word.endswith("e"):
        return word[:-1]
    if len(word) > _LEAST_STEM and word[-1] == word[-2] and word[-1] not in "aeiousl":
        return word[:-1]
    return word


def is_slip(one: str, other: str, language: str) -> bool:
    """Whether two spelt words are one word with a slip of the pen: a letter too many or too few, two
    letters swapped, one vowel for another, inside a long word."""
    if one[:2] != other[:2] or one[-2:] != other[-2:]:
        return False
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) < _LEAST_SLIP or frozenset((one, other)) in forms(language).no_slips:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    if len(longer) == len(shorter):
        return _is_swap(one, other)
    return len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def _is_swap(one: str, other: str) -> bool:
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return one[places[0]] in "aeiou" and other[places[0]] in "aeiou"
    if len(places) == 2 and places[1] == places[0] + 1:
        return one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]
    return False


@lru_cache(maxsize=1 << 14)
def is_same_name(one: str, other: str, language: str) -> bool:
    """Whether two folded words are spellings of one name: transliterations, one place's names, or long
    ones that differ in their vowels alone."""
    here, there = (name_fold(place_name(w, language), language) for w in (one, other))
    if here == there:
        return True
    bones = _skeleton(here)
    long = min(len(one), len(other)) > _LEAST_STEM + 2
    return long and len(bones) >= _LEAST_SKELETON and bones == _skeleton(there) and one[-1] == other[-1]


def _skeleton(heard: str) -> str:
    """The consonants, and whether a vowel comes first."""
    return re.sub("^[eiou]", "a", heard)[:1] + re.sub("[aeiou]", "", heard[1:])


def is_kin_name(one: str, other: str) -> bool:
    """Whether one folded word is a name and the other what is named after it ("Veldoria", "Veldorian")."""
    root = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        root += 1
    if root < _LEAST_STEM:
        return False
    tails = one[root:], other[root:]
    return all(not tail or tail in _DEMONYMS or len(tail) <= 1 for tail in tails)


def is_initials(words: list[str], letters: str) -> bool:
    """Whether ``letters`` (folded) are the initials of some folded words ("un", "united nations")."""
    firsts = "".join(word[0] for word in words if word)
    return len(letters) >= 2 and letters == firsts
