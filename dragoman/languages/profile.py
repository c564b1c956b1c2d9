"""A language's cue words and names, typed: what the readers of reported speech ask of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.languages import data


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas that report speech, by the shape of what they govern; see ``languages/en/cues.toml``."""

    clause: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    accusing: frozenset[str]
    person: frozenset[str]
    quote_only: frozenset[str]
    attitudes: frozenset[str]
    replies: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    acts: dict[str, frozenset[str]]
    refusing: re.Pattern[str]
    negating: re.Pattern[str]
    light_verbs: frozenset[str]
    light_nouns: dict[str, frozenset[str]]
    according: tuple[str, ...]
    venues: Mapping[str, str]
    conditions: re.Pattern[str]
    forms: Mapping[str, str]
    act_patterns: Mapping[str, re.Pattern[str]]
    spoken_patterns: Mapping[str, re.Pattern[str]]
    told_patterns: Mapping[str, re.Pattern[str]]

    def lemma(self, cue: str) -> str:
        """The lemma of a cue's reporting word, "" where no word of the cue is known."""
        words = re.findall(r"[\w'-]+", cue.lower())
        return next((self.forms[w] for w in reversed(words) if w in self.forms), "")

    def act(self, cue: str) -> str | None:
        """The act that the words of a cue show: it refuses ("declined to say"), or by its noun ("expressed
        hope") or verb. A denial that is refused or negated ("did not deny") is none."""
        refusal = self.refusing.search(cue)
        if refusal is not None:
            shown = self._shown(cue[refusal.end() :])
            return None if shown == "denies" or self.negating.search(cue[: refusal.start()]) else "denies"
        shown = self._shown(cue)
        return None if shown == "denies" and self.negating.search(cue) else shown

    def _shown(self, cue: str) -> str | None:
        words = re.findall(r"[\w'-]+", cue.lower())
        for act, nouns in self.light_nouns.items():
            if len(words) > 1 and any(w in nouns for w in words[1:]):
                return act
        lemma = self.lemma(cue)
        return next((act for act, lemmas in self.acts.items() if lemma in lemmas), None)


def _words(value: str) -> frozenset[str]:
    return frozenset(value.split())


def _tables(value: dict[str, str]) -> dict[str, frozenset[str]]:
    return {key: _words(words) for key, words in value.items()}


def _compiled(patterns: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType({name: re.compile(words, re.IGNORECASE) for name, words in patterns.items()})


def _inflected(lemma: str) -> list[str]:
    """The regular forms of an English verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    sibilant = "es" if re.search(r"(?:s|x|z|ch|sh|o)$", lemma) else "s"
    return [lemma, lemma + sibilant, lemma + "ed", lemma + "ing"]


def _all_forms(lemmas: frozenset[str], irregular: dict[str, str]) -> dict[str, str]:
    regular = {form: lemma for lemma in sorted(lemmas) for form in _inflected(lemma)}
    return regular | {form: lemma for lemma, forms in irregular.items() for form in forms.split()}


@cache
def cues(language: str) -> Cues:
    """The cue words of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "cues")
    light = dict(table["light"])
    irregular = table["irregular"]
    lists = ("clause", "infinitive", "object", "accusing", "person", "quote_only", "attitudes")
    verbs = {name: _words(table[name]) for name in lists}
    every = frozenset().union(
        *verbs.values(), *map(_words, table["prepositions"].values()), _words(table["light"]["verbs"])
    )
    return Cues(
        **verbs,
        replies=_words(table["replies"]),
        prepositions=_tables(table["prepositions"]),
        nouns=_tables(table["nouns"]),
        acts=_tables(table["acts"]),
        refusing=re.compile(rf"\b(?:{table['refusals']['refusing']})", re.IGNORECASE),
        negating=re.compile(rf"\b(?:{table['refusals']['negating']})", re.IGNORECASE),
        light_verbs=_words(light.pop("verbs")),
        light_nouns=_tables(light),
        according=tuple(table["according"]["phrases"]),
        venues=MappingProxyType({key: value.strip() for key, value in table["venues"].items()}),
        conditions=re.compile(table["conditions"]["pattern"], re.IGNORECASE),
        act_patterns=_compiled(table["act_patterns"]),
        spoken_patterns=_compiled(table["spoken_patterns"]),
        told_patterns=_compiled(table["told_patterns"]),
        forms=MappingProxyType(_all_forms(every | frozenset(irregular), irregular)),
    )
