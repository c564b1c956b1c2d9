"""What signs are read off: the words of a language by which a remark takes up another, the remarks of an
article laid out, and the tie that a sign gives.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.languages import data
from dragoman.languages.profile import cues
from dragoman.link.forms import words_in
from dragoman.link.sheet import Sheet
from dragoman.model import ExchangeKind, Span, Statement

SURE, LIKELY, WEAK = 0.1, 0.25, 0.5
"""Doubts of a tie that words show, that words and nearness show, and that words only hint at."""

_WORD = re.compile(r"\w+?n['’]t\b|\w+")
_PLAIN = re.compile(r"\w+")  # the same where no verb is contracted, in a third of the time


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the outlet that do something to a remark; ``points`` says that words for the remark stand
    behind them, ``about`` that these are words for what it is about. They are looked for only where one of
    the ``hints`` stands."""

    kind: ExchangeKind
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    points: bool
    about: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to look for in a remark. Whatever the pattern matches holds one of ``words``, so that remarks
    without these need not be searched."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where they stand."""
        return None if self.words.isdisjoint(heard(text)) else self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of ``languages/<language>/exchanges.toml``; ``attitudes`` are verbs that deny what they
    govern, take it up or go along with it. ``stirring`` are words of which one stands in any remark that
    shows by its own words that it takes up another, but for contracted negations."""

    denying: frozenset[str]
    gainsaying: frozenset[str]
    light: frozenset[str]
    refusing: frozenset[str]
    replying: re.Pattern[str]
    put_to: re.Pattern[str]
    calling: frozenset[str]
    attitudes: Mapping[str, ExchangeKind]
    claims: frozenset[str]
    counts: frozenset[str]
    quoting: frozenset[str]
    reports: frozenset[str]
    offers: frozenset[str]
    wishing: frozenset[str]
    negators: frozenset[str]
    turned_down: re.Pattern[str]
    untrue: Wording
    untrue_sentence: Wording
    called_untrue: re.Pattern[str]
    called_doubtful: Wording
    doubtful: re.Pattern[str]
    no_such: Wording
    nothing_of: Wording
    none_of: Wording
    any_such: Wording
    own_words: Wording
    taken_up: re.Pattern[str]
    contrast: re.Pattern[str]
    contrary: re.Pattern[str]
    pointer: re.Pattern[str]
    of_oneself: re.Pattern[str]
    against_it: Wording
    respect: Wording
    relative: re.Pattern[str]
    after: re.Pattern[str]
    speaks_of: Wording
    phrases: tuple[Phrase, ...]
    stirring: frozenset[str]


_ATTITUDES = {
    "denying": ExchangeKind.DENIES,
    "answering": ExchangeKind.ANSWERS,
    "agreeing": ExchangeKind.AGREES,
}
"""In this order: a verb of two kinds is of the first."""


@cache
def signs(language: str) -> Signs:
    """The words of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "exchanges")
    filled = {
        "UNTRUE": table["untrue_words"],
        "DOUBTFUL": table["doubtful_words"],
        "DEGREE": table["degree"],
        "CLAIM": f"(?:{'|'.join(table['claims'].split())})",
    }

    def pattern(words: str) -> re.Pattern[str]:
        return re.compile(re.sub("|".join(filled), lambda m: filled[m[0]], words), re.IGNORECASE)

    def wording(name: str) -> Wording:
        return Wording(pattern(table[name]), frozenset(table["heard"][name].split()))

    def phrases(name: str, points: bool = True, about: bool = False) -> tuple[Phrase, ...]:
        return tuple(
            Phrase(
                ExchangeKind(row["kind"]),
                pattern(row["pattern"]),
                tuple(row["hints"].split("|")),
                points,
                about,
            )
            for row in table[name]
        )

    negators = frozenset(table["negators"].split())
    return Signs(
        denying=frozenset(table["denying"].split()),
        gainsaying=frozenset(table["gainsaying"].split()),
        light=frozenset(table["light"].split()),
        refusing=frozenset(table["refusing"].split()),
        replying=pattern(table["replying"]),
        put_to=pattern(table["put_to"]),
        calling=frozenset(table["calling"].split()),
        attitudes={
            lemma: kind for name, kind in reversed(_ATTITUDES.items()) for lemma in table[name].split()
        },
        claims=frozenset(table["claims"].split()),
        counts=frozenset(table["counts"].split()),
        quoting=frozenset(table["quoting"].split()),
        reports=frozenset(table["reports"].split()),
        offers=frozenset(table["offers"].split()),
        wishing=frozenset(table["wishing"].split()),
        negators=negators,
        turned_down=pattern(table["turned_down"]),
        untrue=wording("untrue"),
        untrue_sentence=wording("untrue_sentence"),
        called_untrue=pattern(table["called_untrue"]),
        called_doubtful=wording("called_doubtful"),
        doubtful=pattern(table["doubtful"]),
        no_such=wording("no_such"),
        nothing_of=wording("nothing_of"),
        none_of=wording("none_of"),
        any_such=wording("any_such"),
        own_words=wording("own_words"),
        taken_up=pattern(table["taken_up"]),
        contrast=pattern(table["contrast"]),
        contrary=pattern(table["contrary"]),
        pointer=pattern(table["pointer"]),
        of_oneself=pattern(table["of_oneself"]),
        against_it=wording("against_it"),
        respect=wording("respect"),
        relative=pattern(table["relative"]),
        after=pattern(table["after"]),
        speaks_of=Wording(re.compile(table["speaks_of"]), wording("speaks_of").words),
        phrases=phrases("pointing") + phrases("asking", about=True) + phrases("reacting", points=False),
        stirring=negators.union(*(words.split() for words in table["heard"].values())),
    )


class Remark(NamedTuple):
    """A statement with what its signs are read off: who speaks, by which name, the lemma of its cue and the
    words that this is printed in, its own words, its paragraph."""

    statement: Statement
    speaker: str | None
    name: str
    cue: str
    printed: str
    words: str
    paragraph: int

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.statement.content[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.statement.content[-1].end

    @property
    def place(self) -> Span:
        """Its cue, or where it has none its content."""
        return (self.statement.cue or self.statement.content)[0]


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement takes up another; ``evidence`` are words of the first one's article."""

    kind: ExchangeKind
    origin: str
    target: str
    evidence: Span
    doubt: float = SURE
    inferred: bool = False


def tie_of(kind: ExchangeKind, origin: Remark, target: Remark, doubt: float = SURE) -> Tie:
    """A tie of one remark to another, shown by the words that report the first."""
    words = origin.statement.cue or origin.statement.content
    return Tie(kind, origin.statement.id, target.statement.id, words[0], doubt)


@lru_cache(maxsize=1 << 10)
def tokens(words: str) -> tuple[str, ...]:
    """The words of a text in lower case; a contracted negation stays with its verb. Many signs ask for those
    of one remark."""
    plain = words.lower()
    return tuple(words_in(plain, _WORD if _is_contracted(plain) else _PLAIN))


@lru_cache(maxsize=1 << 10)
def heard(words: str) -> frozenset[str]:
    """The same in no order."""
    return frozenset(tokens(words))


def _is_contracted(plain: str) -> bool:
    return "n't" in plain or "n’t" in plain


def negates(words: str, known: Signs) -> bool:
    """Whether some words may have one that negates."""
    return not known.negators.isdisjoint(heard(words)) or _is_contracted(words.lower())


def is_negator(token: str, known: Signs) -> bool:
    """Whether a word, as ``tokens`` gives it, negates what follows."""
    return token in known.negators or token.endswith(("n't", "n’t"))


def lay_out(sheet: Sheet) -> list[Remark]:
    """The statements of an article that have words, in the order of these."""
    language = sheet.reading.page.language or "en"
    starts = [b.span.start for b in sheet.reading.page.blocks]
    remarks = []
    for statement in sheet.statements:
        if statement.content:
            cue = " ".join([s.of(sheet.text) for s in statement.cue])
            speaker = sheet.speaker(statement)
            remarks.append(
                Remark(
                    statement=statement,
                    speaker=statement.speaker,
                    name=speaker.name if speaker else sheet.words(statement.source),
                    cue=_lemma(cue, language),
                    printed=cue,
                    words=sheet.content(statement),
                    paragraph=bisect_right(starts, statement.content[0].start),
                )
            )
    return sorted(remarks, key=lambda r: (r.start, -r.end))


@lru_cache(maxsize=1 << 14)
def _lemma(cue: str, language: str) -> str:
    """The lemma of a cue: few are printed all the time."""
    return cues(language).lemma(cue)
