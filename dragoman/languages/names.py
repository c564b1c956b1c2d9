"""A language's words for people, offices and states, typed; see ``languages/en/names.toml``
and ``given.toml``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.languages import data


@dataclass(frozen=True, slots=True)
class NameWords:
    """Titles, honorifics, pronouns, descriptions and states of one language, all in lower case
    except the keys and values of ``states``."""

    titles: tuple[str, ...]
    honorifics: frozenset[str]
    past: frozenset[str]
    qualifiers: frozenset[str]
    particles: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    common: frozenset[str]
    adherents: Mapping[str, str]
    affiliations: Mapping[str, str]
    given: Mapping[str, str]
    nicknames: frozenset[tuple[str, str]]
    portfolios: frozenset[str]
    place_openers: frozenset[str]
    pronouns: Mapping[str, frozenset[str]]
    generic: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    states: Mapping[str, str]

    def convictions(self, words: Iterable[str]) -> frozenset[str]:
        """The parties and convictions that some words in lower case tell."""
        return frozenset(self.adherents[w] for w in words if w in self.adherents)

    def gender_of(self, given: str) -> str | None:
        """Which gender a given name tells, accents or not; ``None`` for names of both or unknown ones."""
        plain = unicodedata.normalize("NFKD", given.lower())
        return self.given.get(given.lower()) or self.given.get("".join(c for c in plain if c.isalpha()))

    def pronoun(self, word: str) -> str | None:
        """The group of pronouns ("female", "first" ...) that a word in lower case belongs to."""
        return next((group for group, members in self.pronouns.items() if word in members), None)

    def state(self, word: str) -> str | None:
        """The state that a name, an adjective or a seat of government stands for."""
        return self.states.get(word)


@cache
def name_words(language: str) -> NameWords:
    """The name words of a language. Raises ``MissingReader`` for a language without a folder."""
    table, given = data(language, "names"), data(language, "given")

    def words(key: str) -> frozenset[str]:
        return frozenset(table[key].split())

    def tables(key: str) -> Mapping[str, frozenset[str]]:
        return MappingProxyType({name: frozenset(value.split()) for name, value in table[key].items()})

    pairs = (pair.strip().partition("=") for pair in table["adherents"].split("|"))
    adherents = [(one, several) for one, _, several in pairs]
    titles = [t.strip() for t in table["titles"].replace("\n", "").split("|")]
    states = {other: state for state, others in table["states"].items() for other in [state, *others.split()]}
    return NameWords(
        titles=tuple(sorted(titles, key=len, reverse=True)),
        honorifics=words("honorifics"),
        past=words("past"),
        qualifiers=words("qualifiers"),
        particles=words("particles"),
        portfolios=words("portfolios"),
        place_openers=words("place_openers"),
        female=words("female"),
        male=words("male"),
        common=words("common"),
        adherents=MappingProxyType(
            {word: one for one, several in adherents for word in [one, *several.split()]}
        ),
        given=MappingProxyType(
            dict.fromkeys(given["female"].split(), "female") | dict.fromkeys(given["male"].split(), "male")
        ),
        nicknames=frozenset(
            (short.strip(), long.strip())
            for short, _, long in (pair.partition("=") for pair in table["nicknames"].split("|"))
        ),
        affiliations=MappingProxyType(dict(p.split("=") for p in table["affiliations"].split("|"))),
        pronouns=tables("pronouns"),
        generic=tables("generic"),
        kinds=tables("kinds"),
        states=MappingProxyType(states),
    )
