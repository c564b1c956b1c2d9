"""Where the words of an office end and the name of its holder begins, when nothing is printed between them.

Broadcasters of states and translated wires print "Minister of Justice of the Republic of Ostmar Mirela
Sandor" or "head of the Maren Harbour Authority Tomas Hale": one run of capitals holds both. The name begins
behind a noun of bodies, of what ministers are ministers of, behind a state, at a given name that does not
open the run, or behind a word that the page prints as a place elsewhere; where none of these tells, the run
stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.languages.descriptions import description_words
from dragoman.languages.names import NameWords, name_words

_REALMS = frozenset(("republic", "federation", "kingdom", "emirate", "union", "state", "region", "city"))
_SAINTS = frozenset(("san", "santa", "saint", "st", "los", "las", "uss", "hms"))
_SERVING = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "representative", "envoy", "secretary", "lawyer")
)
_SMALL = frozenset(("of", "for", "the", "and", "at", "in", "on", "to"))
_CHAIN = re.compile(r"\s+(?:of|for|to|at|in)\s(?:[\w’'-]+\s)*")
_LAST = re.compile(r"(?:^|\s)(?:of|for|to|at|in|(\w+)\s+and)\s+(?:the\s+)?$")
_NOUN = re.compile(r"(?<![\w-])[\w-]+")
_FARTHEST = 110  # characters between an office and its holder's name
_FEWEST = 2  # words of a name that stands so


def own_words(run: Sequence[str], office: str, text: str, language: str) -> int:
    """How many words in front of a run of capitals behind "of" belong to the body, not to the name; 0 where
    nothing tells. ``office`` are the words before the run from the noun of the office on: who speaks for
    somebody is not that one. ``text`` is the page, on which places are looked for; it may be empty."""
    table = name_words(language)
    nouns = _nouns(language)
    if len(run) <= _FEWEST or run[-1].lower() in nouns:
        return 0
    lowered = [w.lower() for w in run]
    told = [i for i, w in enumerate(lowered) if w in nouns]
    first, *rest = office.lower().split()
    if told or (first in _SERVING and not nouns & set(rest)):
        cut = told[-1] + 1 if told else 0
    else:
        states = [i for i, w in enumerate(run) if table.state(w) is not None]
        realm = len(rest) > 1 and rest[-1] == "of" and rest[-2] in _REALMS
        cut = states[-1] + 1 if states else _given(run, lowered, table) or int(realm) or _placed(run, text)
    called = description_words(language)
    polite = any(w.rstrip(".") in table.honorifics or called.is_person(w) for w in lowered[:cut])
    return cut if len(run) - cut >= _FEWEST and not polite else 0


def office_before(before: str, language: str) -> int | None:
    """Where the noun of the office begins that the words before a run of capitals tell and that goes on in
    the run; ``None`` where they tell none."""
    table, called = name_words(language), description_words(language)
    last = _LAST.search(before)
    if last is None or (last[1] is not None and last[1].lower() not in table.portfolios):
        return None
    low = max(0, len(before) - _FARTHEST)
    offices = _offices(language)
    for word in _NOUN.finditer(before, low):
        noun = word.group().lower()
        if noun in offices or (called.is_person(noun) and noun not in called.kin):
            chain = _CHAIN.fullmatch(before, word.end())
            if chain is not None and all(_may_stand(w, table) for w in chain.group().split()):
                return word.start()
    return None


def _may_stand(word: str, table: NameWords) -> bool:
    plain = word.lower()
    listed = (
        plain in _SMALL | table.portfolios or plain in table.kinds["organisation"] | table.kinds["outlet"]
    )
    return listed or word[:1].isupper()


@cache
def _offices(language: str) -> frozenset[str]:
    return frozenset(title.split()[-1] for title in name_words(language).titles)


@cache
def _nouns(language: str) -> frozenset[str]:
    table, bodies = name_words(language), description_words(language).bodies
    listed = table.kinds["organisation"] | table.kinds["outlet"] | table.portfolios
    return listed | frozenset().union(*bodies.values()) | description_words(language).firms | _REALMS


def _given(run: Sequence[str], lowered: Sequence[str], table: NameWords) -> int:
    """Where a given name begins that does not open the run."""
    if lowered[0] in _SAINTS | table.place_openers or table.gender_of(run[0]) is not None:
        return 0
    return next((i for i in range(1, len(run) - 1) if table.gender_of(run[i]) is not None), 0)


def _placed(run: Sequence[str], text: str) -> int:
    """1 where the page prints the first word as a place elsewhere: "in Karsk", "Karsk's"."""
    word = re.escape(run[0])
    behind = rf"\b(?:[Ii]n|[Oo]f|[Tt]o|[Ff]rom|[Aa]t)\s{word}(?!\w|[’'-]\w{{2}}| [A-Z])"
    alone = rf"{behind}|(?<!\w){word}[’']s\b"
    return int(bool(text) and re.search(alone, text) is not None)
