"""What the words beside a name tell of its bearer besides an office: nouns, an age, kinship.

"Nadia Kostova, a nurse", "54-year-old Jozef Halmi", "her sister and lawyer, Sigrid Aas", "Emil Strand,
prosecuting": by such words an article calls people later on ("the nurse", "the prosecutor"). Words alone
are read; what is taken in too much does no harm, because a description must match it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.languages.descriptions import DescriptionWords, description_words

_NEAR = 90  # characters in front of a name and behind it that are looked at
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")
_AGE_BEHIND = re.compile(r"(?:, (?:aged |now )?|,? \()(\d{1,3})\b(?!\s*(?:per|%|\w+s\b))")
_BREAK = re.compile(r"[.;:!?()“”\"«»\n–—]|(?<=\s)['‘]|\b(?:and|but|that|while|when)\s+(?=[A-Z])")
_OWNER = r"(?:[A-Z][\w-]*(?: [A-Z][\w-]*)*(?:[’']s|s[’']))"
_DETERMINER = re.compile(
    rf"(?:^|\s)(?:the|a|an|his|her|their|its|my|our|one|another|{_OWNER})\s+(?=[^\s])", re.IGNORECASE
)
_OWNED = re.compile(rf"^\s*(?:his|her|their|my|our|{_OWNER})\s", re.IGNORECASE)
_OPENING = re.compile(r",\s+(?=\S)")
_COPULA = re.compile(r"\s+(?:is|was|became|remains)\s+(?=(?:the|a|an|his|her)\s)")
_WHO = re.compile(r",?\s+who\s+(?:has |had |also |once )?(\w+)")
_AS = re.compile(
    r",?\s+who\s+(?:[\w-]+\s+){1,4}?(?:as|is|was|became)\s+((?:(?:the|a|an|its|his|her)\s+)?[^,.;:()]{3,60})"
)
_SINCE = re.compile(r", who [^,;:.()“”\"\n]{3,60},(?=\s+(?:is|was|became|remains)\s)")
_MINISTRY = re.compile(r"[’']s? ministry\b")
_LAST_OF = re.compile(r"(.*)\s(?:of|for)(?:\s(.*))?", re.DOTALL)
_VERB = re.compile(r"\s+(\w+)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_END = re.compile(r"[,.;:()“”\"\n–—]|\s(?:who|which|whose|and (?=[A-Z])|said|says|told)\b")


@dataclass(frozen=True, slots=True)
class Traits:
    """``nouns`` say what somebody is, ``words`` what else stands with them, ``kin`` the nouns of kinship
    that somebody else owns ("her sister"); all in lower case. ``age`` is in years."""

    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    age: int | None = None

    def __or__(self, other: Traits) -> Traits:
        return Traits(
            self.nouns | other.nouns,
            self.words | other.words,
            self.kin | other.kin,
            self.age if self.age is not None else other.age,
        )


def traits_beside(text: str, floor: int, start: int, end: int, ceiling: int, language: str) -> Traits:
    """The traits that stand beside a name at ``start`` to ``end``, between ``floor`` and ``ceiling``."""
    table = description_words(language)
    front = _front(text[max(floor, start - _NEAR) : start], table)
    return front | _behind(text[end : min(ceiling, end + _NEAR)], table)


def phrase_traits(phrase: str, language: str) -> Traits:
    """The traits that a noun phrase gives by itself."""
    return _of_phrase(phrase, description_words(language))


def _front(words: str, table: DescriptionWords) -> Traits:
    """The phrase that ends at the name: from its article or owner on, else the plain words before it."""
    breaks = [m.end() for m in _BREAK.finditer(words)]
    words = words[breaks[-1] if breaks else 0 :]
    apposed = re.search(r",\s*$", words) is not None
    words = words.rstrip(" ,\u00a0")
    words = words[words.rfind(",") + 1 :]
    if not apposed:
        words = _behind_of(words, table)
    openings = [m.start() for m in _DETERMINER.finditer(words)]
    if openings:
        return _of_phrase(words[openings[-1] :], table) | _owner_phrase(words, openings, table)
    if apposed:
        return Traits()
    plain = re.search(r"(?:\b[a-z0-9][\w-]*\s*){1,4}$", words)
    return _of_phrase(plain.group(), table) if plain is not None else Traits()


def _behind_of(words: str, table: DescriptionWords) -> str:
    """What is told of the name itself where somebody is told to be of it: in "the husband of jailed reporter
    |Jan Lind" the reporter; in "the lawyer for |Jan Lind" nothing."""
    match = _LAST_OF.fullmatch(words)
    nouns = _WORD.findall(match[1]) if match is not None else []
    if match is None or not nouns or not table.is_person(nouns[-1].lower()):
        return words
    told = _WORD.findall(match[2] or "")
    return match[2] or "" if not told or table.is_person(told[-1].lower()) else words


def _owner_phrase(words: str, openings: list[int], table: DescriptionWords) -> Traits:
    """ "the inquiry's chairman": the owner's own article may stand further in front."""
    last = words[openings[-1] :]
    return _of_phrase(words[openings[0] :], table) if len(last.split()) < 2 else Traits()


def _behind(words: str, table: DescriptionWords) -> Traits:
    found = Traits()
    if _MINISTRY.match(words):
        return Traits(nouns=frozenset(("minister",)))
    age = _AGE_BEHIND.match(words)
    if age is not None:
        found = Traits(age=int(age[1]))
        words = words[age.end() :].removeprefix(")")
    since = _SINCE.match(words)
    if since is not None:
        return found | _behind(words[since.end() :], table)
    who = _WHO.match(words)
    if who is not None:
        served = _AS.match(words)
        office = _of_phrase(served[1], table) if served is not None else Traits()
        return found | office | Traits(nouns=table.agents.get(who[1].lower(), frozenset()))
    apposition = _OPENING.match(words) or _COPULA.match(words)
    if apposition is None:
        verb = _VERB.match(words)
        return found | Traits(nouns=table.agents.get(verb[1].lower(), frozenset())) if verb else found
    rest = words[apposition.end() :]
    end = _END.search(rest)
    phrase = rest[: end.start()] if end is not None else rest
    first = _WORD.match(phrase)
    agents = table.agents.get(phrase.lower().strip(), frozenset()) | table.agents.get(
        first.group().lower() if first else "", frozenset()
    )
    return found | _of_phrase(phrase, table) | Traits(nouns=agents)


def _of_phrase(phrase: str, table: DescriptionWords) -> Traits:
    """The heads of a noun phrase: what stands before "of" and the like, and on both sides of "and"."""
    age = _AGE.search(phrase)
    owned = _OWNED.match(phrase) is not None
    head_part = _prepositions().split(phrase.strip(), maxsplit=1)[0]
    nouns = set()
    for piece in re.split(r"\s+(?:and|or)\s+", head_part):
        tokens = [t.group().lower() for t in _WORD.finditer(piece)]
        if tokens:
            nouns.add(re.sub(r"[’']s?$", "", tokens[-1]))
    words = {re.sub(r"[’']s$", "", t.group().lower()) for t in _WORD.finditer(phrase)}
    kin = frozenset(nouns & table.kin.keys()) if owned else frozenset()
    return Traits(frozenset(nouns), frozenset(words), kin, int(age[1]) if age is not None else None)


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:of|for|from|in|at|with|to|on|by|near|who|whose|which|that|inside|within|over|under)\s"
    )
