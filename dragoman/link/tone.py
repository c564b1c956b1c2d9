"""How warm or cold one side speaks of another: a rough count of words, over time.

A statement tells a tone where it names the other side: by the words about relations that stand in the
sentences that do so and in the words for the act ("accused", "welcomed"), and by its act (a threat, a
denial, a promise). Words and what an act tells are a table of the language (``tone.toml``). A negation
before a word turns it: a warm one becomes cold, a cold one half as warm. What somebody denies is not their
own word, so in a denial told indirectly only the act counts. Most statements tell nothing and stay open.
It is no finding about who is right, or about what was meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from dragoman.languages import LANGUAGES, data
from dragoman.languages.names import name_words
from dragoman.link.offices import Offices
from dragoman.link.traits import sentences_of
from dragoman.model import Act, Kind

_WEIGHTS = {"strong": 1.0, "mild": 0.5}
_BEFORE = 3  # words before a word of tone among which a negation turns it
_CLAUSE = re.compile(r"[,;:–—“”\"()]|\s-\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w-]*")
_STEM = 5  # letters of a state's name that its unknown adjective shares at least
_SHORTEST = 3  # letters of a name alone


@dataclass(frozen=True, slots=True)
class Signal:
    """What tells a tone: words as printed, or an act; from -1 (cold) to 1 (warm)."""

    words: str
    value: float


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone of one statement, from -1 (cold) to 1 (warm), and what tells it."""

    value: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True)
class Called:
    """What a side is called by: a state by its name, adjectives, seat and organs, and people by names."""

    state: str | None
    people: frozenset[str]
    language: str = "en"

    @property
    def words(self) -> tuple[str, ...]:
        """Words and phrases that its statements are looked for by; ``*`` stands for any ending."""
        state = () if self.state is None else (*self._forms, self._beginning + "*")
        last = (name.split()[-1] for name in self.people if name.split())
        return tuple(dict.fromkeys((*state, *sorted(last))))

    def is_in(self, text: str) -> bool:
        """Whether words name it."""
        if self._pattern is not None and self._pattern.search(text):
            return True
        state = self.state
        return state is not None and any(
            _is_of_state(self.language, state, word) for word in _CAPITAL.findall(text)
        )

    @property
    def _forms(self) -> tuple[str, ...]:
        return _forms(self.language, self.state) if self.state else ()

    @property
    def _beginning(self) -> str:
        state = self.state or ""
        return state[: max(_STEM, len(state) - 1)]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = {name.split()[-1] for name in self.people if name.split()}
        return _pattern(frozenset(n for n in names if len(n) >= _SHORTEST) | set(self._forms))


def called(
    state: str | None, names: Iterable[str], language: str | None = "en", besides: Iterable[str] = ()
) -> Called:
    """What a side is called by; ``names`` are the spellings of people, those of ``besides`` left out."""
    known = language if language in LANGUAGES and language is not None else "en"
    other = {name.split()[-1] for name in besides if name.split()}
    kept = (name for name in names if name[:1].isupper() and name.split()[-1] not in other)
    return Called(state, frozenset(kept), known)


@lru_cache(maxsize=1 << 14)
def _is_of_state(language: str, state: str, word: str) -> bool:
    """Whether a capitalised word stands for a state."""
    offices = Offices(language, frozenset([state]))
    return any(offices.state_of(form) == state for form in {word, word.removesuffix("s")})


@cache
def _forms(language: str, state: str) -> tuple[str, ...]:
    """The names, adjectives, seats and organs of a state that the tables know; its own name first."""
    table = data(language, "metonyms")
    named = (words for words, other in name_words(language).states.items() if other == state)
    listed = (table[part].get(state, "").split("|") for part in ("names", "organs"))
    return tuple(dict.fromkeys((state, *named, *(form for forms in listed for form in forms if form))))


@lru_cache(maxsize=1 << 8)
def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})s?(?!\w)") if ordered else None


@dataclass(frozen=True, slots=True)
class _Table:
    language: str
    every: re.Pattern[str]
    values: tuple[tuple[re.Pattern[str], float], ...]
    turning: frozenset[str]
    acts: Mapping[Act, float]


@cache
def _table(language: str) -> _Table:
    found = data(language, "tone")
    listed = [
        (_forms_in(found[side][strength]), sign * weight)
        for side, sign in (("warm", 1.0), ("cold", -1.0))
        for strength, weight in _WEIGHTS.items()
    ]
    values = [(_words(forms), value) for forms, value in listed]
    every = _words([form for forms, _ in listed for form in forms])
    acts = {Act(name): float(value) for name, value in found["acts"].items()}
    return _Table(language, every, tuple(values), frozenset(found["turning"]["words"].split()), acts)


def _forms_in(listed: str) -> list[str]:
    return [form.strip() for form in listed.split("|") if form.strip()]


def _words(forms: Iterable[str]) -> re.Pattern[str]:
    """The longest of these words that stands at a place. They are told apart by their first two letters
    first, so that most places cost two looks and not hundreds."""
    tree: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for form in sorted(forms, key=len, reverse=True):
        tree[form[0]][form[1:2]].append(re.escape(form[2:]).replace(r"\*", r"\w*"))
    parts = (
        re.escape(first) + _any(re.escape(second) + _any(rest) for second, rest in seconds.items())
        for first, seconds in tree.items()
    )
    return re.compile(rf"(?<![\w-]){_any(parts)}(?![\w-])", re.IGNORECASE)


def _any(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(parts)})"


@lru_cache(maxsize=1 << 13)
def tone_of(text: str, cue: str, act: Act, kind: Kind, other: Called) -> Tone | None:
    """The tone of what was said (``text``; ``cue`` are the article's words for the act) of the other side;
    ``None`` where nothing tells one."""
    table = _table(other.language)
    joined = _joined(text)
    if not (act in table.acts or table.every.search(cue) or table.every.search(joined)):
        return None
    sentences = [s for s in sentences_of(joined) if other.is_in(s)]
    if not sentences:
        return None
    is_told_denial = act is Act.DENIES and kind is Kind.INDIRECT
    counted = [cue] if is_told_denial else [cue, *sentences]
    signals = [signal for words in counted for signal in _signals(words, table)]
    told = table.acts.get(act, 0.0)
    is_turned = told > 0 and any(_negates(w, table) for s in sentences for w in _WORD.findall(s))
    if told and not is_turned:
        signals.append(Signal(act.value, told))
    if not signals:
        return None
    total = sum(signal.value for signal in signals)
    return Tone(round(total / max(1.0, sum(abs(s.value) for s in signals)), 3), tuple(signals))


def _joined(text: str) -> str:
    return re.sub(r"\s+(?:…|\.\.\.)\s+", " ", text)


def _signals(words: str, table: _Table) -> Iterator[Signal]:
    """The words of tone in the order in which they stand; of two at one place the longer one counts."""
    for found in table.every.finditer(words):
        printed = found.group()
        value = _value(printed, table.language)
        negation = _negation(words[: found.start()], table)
        if negation:
            yield Signal(f"{negation} … {printed}", -value if value > 0 else -value / 2)
        else:
            yield Signal(printed, value)


@lru_cache(maxsize=1 << 12)
def _value(printed: str, language: str) -> float:
    return next(value for pattern, value in _table(language).values if pattern.fullmatch(printed))


def _negation(before: str, table: _Table) -> str | None:
    """The negation that stands shortly before, in the same clause; "not only" is none."""
    clause = _WORD.findall(_CLAUSE.split(before)[-1])[-_BEFORE:]
    if any(word.lower() == "only" for word in clause):
        return None
    return next((word for word in reversed(clause) if _negates(word, table)), None)


def _negates(word: str, table: _Table) -> bool:
    plain = word.lower().replace("’", "'")
    return plain in table.turning or plain.endswith("n't")


# Over time


class Step(StrEnum):
    """The stretches over which a mean is taken."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


MOST_DAYS, MOST_MONTHS = 31, 36
"""Up to how many days means are daily, and up to how many months monthly."""


@dataclass(frozen=True, slots=True)
class Toned:
    """A statement with a tone; ``day`` is ``None`` where it has no date."""

    id: str
    utterance: str
    day: date | None
    tone: Tone


@dataclass(frozen=True, slots=True)
class Point:
    """The mean over the utterances of one stretch of time, each told by its clearest statement; ``first``
    is the first day of the stretch."""

    first: date
    mean: float
    statements: tuple[Toned, ...]


def each_once(toned: Iterable[Toned]) -> tuple[Toned, ...]:
    """One statement for each utterance, the one whose tone is clearest, on the first of their days: what
    many outlets carried was still said once."""
    several: dict[str, list[Toned]] = defaultdict(list)
    for one in toned:
        several[one.utterance].append(one)
    return tuple(map(_clearest, several.values()))


def _clearest(several: Sequence[Toned]) -> Toned:
    chosen = max(several, key=lambda one: (abs(one.tone.value), one.tone.value, one.id))
    days = [one.day for one in several if one.day is not None]
    return Toned(chosen.id, chosen.utterance, min(days, default=None), chosen.tone)


def step_over(days: Iterable[date]) -> Step:
    """The step that a picture over these days takes."""
    known = sorted(days)
    if not known or (known[-1] - known[0]).days < MOST_DAYS:
        return Step.DAY
    months = (known[-1].year - known[0].year) * 12 + known[-1].month - known[0].month
    return Step.MONTH if months < MOST_MONTHS else Step.YEAR


def means(toned: Iterable[Toned], step: Step) -> tuple[Point, ...]:
    """The means by time; statements without a date are left out."""
    held: dict[date, list[Toned]] = defaultdict(list)
    for one in toned:
        if one.day is not None:
            held[first_of(one.day, step)].append(one)
    return tuple(
        Point(
            first,
            round(sum(one.tone.value for one in several) / len(several), 3),
            tuple(sorted(several, key=lambda one: (one.day or date.max, one.id))),
        )
        for first, several in sorted(held.items())
    )


def first_of(day: date, step: Step) -> date:
    """The first day of the stretch that a day lies in."""
    if step is Step.DAY:
        return day
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)
