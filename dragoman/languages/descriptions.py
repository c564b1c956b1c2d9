"""A language's words for calling people and bodies without their names; see ``en/descriptions.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.languages import data


@dataclass(frozen=True, slots=True)
class DescriptionWords:
    """``kin`` maps nouns of kinship to the gender that they tell (``None``: either); ``agents`` words to
    what they make of somebody; ``fits`` a noun to other nouns that it can stand for; ``bodies`` a noun to
    words of the names that it can stand for (empty: any); ``ages`` a noun to years; ``firms`` close the
    names of firms, ``public`` those of bodies that are none, ``things`` those of what is neither a person nor
    a body; ``owned`` call bodies that one person has, ``common`` people of whom an article has several."""

    kin: Mapping[str, str | None]
    agents: Mapping[str, frozenset[str]]
    fits: Mapping[str, frozenset[str]]
    bodies: Mapping[str, frozenset[str]]
    ages: Mapping[str, tuple[int, int]]
    firms: frozenset[str]
    public: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    owned: frozenset[str]
    common: frozenset[str]
    people: frozenset[str]
    not_people: frozenset[str]
    endings: re.Pattern[str]

    def is_person(self, noun: str) -> bool:
        """Whether a noun in lower case calls a single person."""
        if noun in self.not_people or noun in self.bodies:
            return False
        return noun in self.people or noun in self.kin or self.endings.fullmatch(noun) is not None


@cache
def description_words(language: str) -> DescriptionWords:
    """The description words of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "descriptions")

    def words(value: str) -> frozenset[str]:
        return frozenset(value.split())

    def tables(key: str) -> Mapping[str, frozenset[str]]:
        return MappingProxyType({name: words(value) - {"*"} for name, value in table[key].items()})

    kin: dict[str, str | None] = dict.fromkeys(words(table["kin"]["either"]))
    for gender in ("female", "male"):
        kin.update(dict.fromkeys(words(table["kin"][gender]), gender))
    ages = {noun: tuple(map(int, years.split())) for noun, years in table["ages"].items()}
    return DescriptionWords(
        kin=MappingProxyType(kin),
        agents=tables("agents"),
        fits=tables("fits"),
        bodies=tables("bodies"),
        ages=MappingProxyType({noun: (first, last) for noun, (first, last) in ages.items()}),
        firms=words(table["people"]["firms"]),
        public=words(table["people"]["public"]),
        things=words(table["people"]["things"]),
        groups=words(table["people"]["groups"]),
        owned=words(table["people"]["owned"]),
        common=words(table["people"]["common"]),
        people=words(table["people"]["nouns"]),
        not_people=words(table["people"]["not_people"]),
        endings=re.compile(table["people"]["endings"]),
    )
