"""Offices, states and what stands for a state, so that two papers' words for them can be compared.

``state_of`` rolls a capital, a palace, an adjective or a ministry up to its state; ``is_state`` says
whether words name the state itself. The two are never mixed: what stands for a state is not the state.
States that no table knows are learnt from the articles at hand ("Veldoria" from a source of that name).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, permutations
from types import MappingProxyType

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import NameWords, name_words
from dragoman.link.spelling import place_name
from dragoman.names.describe import tokens_of

_DEFAULT = "en"
_LONGEST_ENDING = 4  # letters of an adjective behind the stem
_SHORTEST_STEM = 5  # letters that an adjective shares with the name of an unknown state: "Tessal-ian"


@dataclass(frozen=True, slots=True)
class _Table:
    names: Mapping[str, str]
    organs: Mapping[str, str]
    offices: Mapping[str, str]
    single: frozenset[str]
    abroad: frozenset[str]
    filler: frozenset[str]
    bodies: Mapping[str, str]
    serving: frozenset[str]
    endings: tuple[str, ...]
    none: frozenset[str]


@cache
def _table(language: str) -> _Table:
    table = data(language, "metonyms")
    same = [group.split("|") for group in table["offices"]["same"]]
    pairs = (pair.partition("=") for pair in table["bodies"]["same"].split("|"))
    return _Table(
        _reversed(table["names"]),
        _reversed(table["organs"]),
        MappingProxyType({title: group[0] for group in same for title in group}),
        frozenset(table["offices"]["single"]),
        frozenset(table["offices"]["abroad"].split()),
        frozenset(table["bodies"]["filler"].split()),
        MappingProxyType({word: other for word, _, other in pairs}),
        frozenset((table["bodies"]["organs"] + table["bodies"]["servants"]).split()),
        tuple(table["adjectives"]["endings"].split()),
        frozenset(table["adjectives"]["none"].split()),
    )


def _reversed(table: Mapping[str, str]) -> Mapping[str, str]:
    found = {other.lower(): state for state, others in table.items() for other in others.split("|")}
    return MappingProxyType(found | {state.lower(): state for state in table})


def _without_article(words: str) -> str:
    return re.sub(r"^the\s+|['’]s?$", "", words.strip(" ,.\n"), flags=re.IGNORECASE)


@dataclass(frozen=True)
class Offices:
    """The words for states and offices of one language, and the states that the articles at hand name."""

    language: str = _DEFAULT
    learnt: frozenset[str] = frozenset()

    @classmethod
    def of(cls, language: str | None, names: Iterable[str] = (), maybe: Iterable[str] = ()) -> Offices:
        """With the states among ``names`` that no table knows, and those that ``maybe`` teaches. An unknown
        language is read as English."""
        base = _known(language if language in LANGUAGES and language is not None else _DEFAULT)
        if not names and not maybe:
            return base
        sure = frozenset(filter(base.is_new, map(_without_article, names)))
        return cls(base.language, sure | base.taught(sure | set(map(_without_article, maybe))))

    def taught(self, words: Iterable[str]) -> frozenset[str]:
        """The unknown states among some words: those whose adjective is among them too, "Veldoria" beside
        "Veldorian". Words that begin with other letters (``start_of``) have nothing to say to each other."""
        alike: dict[str, set[str]] = defaultdict(set)
        for word in filter(self.is_new, words):
            alike[start_of(word)].add(word)
        ending = _table(self.language).endings
        pairs = [
            p for several in alike.values() for p in permutations(several, 2) if _is_adjective(*p, ending)
        ]
        adjectives = {word for word, _ in pairs}
        return frozenset(state for _, state in pairs if state not in adjectives)

    def is_new(self, word: str) -> bool:
        """Whether a single word may name a state that no table knows."""
        named = word[:1].isupper() and " " not in word and len(word) >= _SHORTEST_STEM
        return named and word.lower() not in _table(self.language).none and self.state_of(word) is None

    @property
    def _words(self) -> NameWords:
        return name_words(self.language)

    def is_state(self, words: str) -> str | None:
        """The state that words name; ``None`` for what only stands for one."""
        plain = _without_article(words)
        named = _table(self.language).names.get(plain.lower())
        if named is not None:
            return named
        states = _states(self.language)
        titled = plain if plain in states else plain.title()
        if titled in states:
            return titled
        return plain if plain in self.learnt else None

    def state_of(self, words: str | None) -> str | None:
        """The state to which words roll up, the first that they tell; ``None`` where they tell none."""
        return _state_of(self, words) if words else None

    def _rolled_up(self, words: str) -> str | None:
        plain = _without_article(words)
        whole = self.is_state(plain) or _table(self.language).organs.get(plain.lower())
        if whole is not None:
            return whole
        return self._among(plain)

    def _among(self, plain: str) -> str | None:
        tokens = tokens_of(plain)
        pairs = [" ".join(p) for p in pairwise(tokens)]
        for part in (*pairs, *tokens):
            organ = _table(self.language).organs.get(part.lower()) if part[:1].isupper() else None
            found = self.is_state(part) if part[:1].isupper() else None
            state = found or organ or self._words.state(place_name(part, self.language)) or self._stem(part)
            if state is not None:
                return state
        return None

    def _stem(self, word: str) -> str | None:
        """The learnt state whose adjective a word may be: "Veldorian", "Ostmari"."""
        if not word[:1].isupper() or len(word) < _SHORTEST_STEM:
            return None
        fitting = {
            s for s in self.learnt if s != word and _is_adjective(word, s, _table(self.language).endings)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def side_of(self, words: str) -> str | None:
        """The state that a capital, a body or an unnamed source speaks for; ``None`` for what is only of
        that country ("Veldorian farmers", "Ostmar Airways")."""
        plain = _without_article(words)
        if " " not in plain or plain.lower() in _table(self.language).organs:
            return self.state_of(plain)
        serves = _table(self.language).serving & {t.lower() for t in tokens_of(plain)}
        return self.state_of(plain) if serves else None

    def office(self, title: str | None) -> str | None:
        """One title for an office that goes by several."""
        plain = " ".join((title or "").lower().split())
        return _table(self.language).offices.get(plain, plain) or None

    def is_single(self, office: str | None) -> bool:
        """Whether one person of a state holds the office at a time."""
        return office in _table(self.language).single

    def home(self, title: str | None, of: str | None) -> str | None:
        """The state that a holder of an office belongs to; an ambassador's state may be the host's."""
        abroad = _table(self.language).abroad & set((title or "").lower().split())
        return None if abroad else self.state_of(of)

    def body_key(self, name: str) -> tuple[str | None, frozenset[str]]:
        """The state and the telling words of a body: one key for "the Ostmari foreign ministry" and "the
        Foreign Ministry of Ostmar"."""
        table = _table(self.language)
        state = self.state_of(name)
        words = (t.lower() for t in tokens_of(name) if state is None or self.state_of(t) != state)
        telling = (w for w in words if w not in table.filler and any(c.isalnum() for c in w))
        return state, frozenset(table.bodies.get(w, w) for w in telling) - {""}


@cache
def _known(language: str) -> Offices:
    """What a language's tables tell alone."""
    return Offices(language)


@cache
def _states(language: str) -> frozenset[str]:
    return frozenset(name_words(language).states.values())


@lru_cache(maxsize=65536)
def _state_of(offices: Offices, words: str) -> str | None:
    return offices._rolled_up(words)  # the same few words come in every article


def start_of(word: str) -> str:
    """The letters that the name of an unknown state and its adjective share at least."""
    return word[:_SHORTEST_STEM]


def _is_adjective(word: str, state: str, endings: tuple[str, ...]) -> bool:
    if not word.endswith(endings):
        return False
    shared = 0
    for a, b in zip(word.lower(), state.lower(), strict=False):
        if a != b:
            break
        shared += 1
    longer = len(state) < len(word) <= shared + _LONGEST_ENDING
    return longer and shared >= max(_SHORTEST_STEM, len(state) - 1)
