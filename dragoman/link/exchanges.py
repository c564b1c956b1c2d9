"""Exchanges between utterances: what the words of an article show, and what is concluded from two remarks.

``signs`` finds who takes up whom inside an article. Over articles, and where no word shows it, two
remarks contradict each other if one denies what the other says of the same things; they repeat each
other if one speaker holds the same position on another occasion. These are marked as inferred. A tie
between two statements is a tie between their utterances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from itertools import chain

from dragoman.ids import tie_id
from dragoman.languages.names import name_words
from dragoman.link.forms import fold, forms, spelt, stem
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Tie, is_negator, signs, tokens
from dragoman.link.taking import find_signs
from dragoman.model import (
    Act,
    Evidence,
    Exchange,
    ExchangeKind,
    Interval,
    Person,
    Precision,
    Span,
    Statement,
    Utterance,
)

_FREQUENT = 64  # statements from which on a word says too little to look up by
LEAST_SHARED = 4  # stems that two remarks have in common if one contradicts the other
LEAST_REPEATED = 5  # stems of a position that is repeated
REPEATED = 0.75  # share of the shorter remark's stems that the other one has
ALIKE = 0.4  # share of the shorter remark's stems, where one contradicts the other
_REACH = 3  # words between a negation and what it denies
INFERRED = 0.5

_RANK = (
    ExchangeKind.DENIES,
    ExchangeKind.ANSWERS,
    ExchangeKind.AGREES,
    ExchangeKind.CONTRADICTS,
    ExchangeKind.REPEATS,
)


@dataclass(frozen=True, slots=True)
class Position:
    """What one statement says, as it is compared: its stems, those that it denies, who and when; ``day`` is
    the one day that it is known to be of."""

    statement: Statement
    utterance: str
    speaker: str | None
    stems: frozenset[str]
    denied: frozenset[str]
    day: date | None


def find_exchanges(
    sheets: Sequence[Sheet], utterances: Sequence[Utterance], people: Sequence[Person]
) -> tuple[Exchange, ...]:
    """All exchanges between the utterances of some articles, by id. One pair of utterances has one
    exchange in each direction: the one that is shown best."""
    home = {s: u.id for u in utterances for s in u.statements}
    found: dict[tuple[str, str], list[tuple[Tie, str]]] = defaultdict(list)
    for sheet in sheets:
        for tie in find_signs(sheet):
            add_tie(found, tie, sheet.id, home)
    for tie, article in _inferred(sheets, home, _speakers(people)):
        add_tie(found, tie, article, home)
    made = (exchange_between(pair, ties) for pair, ties in found.items())
    return tuple(sorted(made, key=lambda x: x.id))


def add_tie(
    found: dict[tuple[str, str], list[tuple[Tie, str]]], tie: Tie, article: str, home: Mapping[str, str]
) -> None:
    """Note a tie with its pair of utterances; ``home`` has the utterance of each statement."""
    origin, target = home.get(tie.origin), home.get(tie.target)
    if origin is not None and target is not None and origin != target:
        found[origin, target].append((tie, article))


def exchange_between(pair: tuple[str, str], ties: Sequence[tuple[Tie, str]]) -> Exchange:
    """One exchange out of all that shows it."""
    ranked = sorted(ties, key=lambda t: (t[0].inferred, _RANK.index(t[0].kind), t[1], t[0].evidence))
    best = ranked[0][0]
    same = [(tie, article) for tie, article in ranked if tie.kind is best.kind]
    evidence = dict.fromkeys(Evidence(article, tie.evidence) for tie, article in same)
    return Exchange(
        id=tie_id("x", best.kind.value, *pair),
        kind=best.kind,
        origin=pair[0],
        target=pair[1],
        evidence=tuple(evidence),
        inferred=best.inferred,
        doubt=min(tie.doubt for tie, _ in same),
    )


def _speakers(people: Iterable[Person]) -> dict[tuple[str, str], str]:
    return {member: person.id for person in people for member in person.members}


def _inferred(
    sheets: Sequence[Sheet], home: Mapping[str, str], speakers: Mapping[tuple[str, str], str]
) -> Iterator[tuple[Tie, str]]:
    """Contradictions and repetitions that no word shows."""
    positions = [p for sheet in sheets for p in _positions(sheet, home, speakers)]
    for one, other in _pairs(positions):
        kind = relation_of(one, other)
        if kind is not None:
            late, early = sorted((one, other), key=moment_of, reverse=True)
            words = (late.statement.content or late.statement.cue)[0]
            tie = Tie(kind, late.statement.id, early.statement.id, words, INFERRED, inferred=True)
            yield tie, late.statement.article


def _positions(
    sheet: Sheet, home: Mapping[str, str], speakers: Mapping[tuple[str, str], str]
) -> Iterator[Position]:
    language = sheet.reading.page.language or "en"
    for statement in sheet.statements:
        if statement.id in home and statement.act is not Act.ASKS:
            speaker = speakers.get((sheet.id, statement.speaker)) if statement.speaker else None
            stems, denied = stems_of(sheet.content(statement), language)
            yield Position(statement, home[statement.id], speaker, stems, denied, day_of(statement.said_on))


def day_of(said_on: Interval | None) -> date | None:
    """The one day that something is known to have been said on: what people say of one thing on different
    days need not contradict."""
    return said_on.first if said_on is not None and said_on.precision is Precision.DAY else None


def stems_of(words: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of matter in some words, and those that stand right behind a negation; an
    adjective of a state counts as the state."""
    keys = list(map(_keys(language), tokens(words)))
    behind = (keys[at + 1 : at + 1 + _REACH] for at, key in enumerate(keys) if key is None)
    return frozenset(filter(None, keys)), frozenset(filter(None, chain.from_iterable(behind)))


@cache
def _keys(language: str) -> Callable[[str], str | None]:
    """What makes keys of the words of a language; it remembers them."""
    return lru_cache(maxsize=1 << 16)(partial(_key, language))


def _key(language: str, token: str) -> str | None:
    """The stem of a word, empty for one of grammar; ``None`` for a negation."""
    if is_negator(token, signs(language)):
        return None
    if token in forms(language).function:
        return ""
    state = name_words(language).state(token.capitalize()) or token
    return stem(spelt(fold(state.lower()), language), language)


def _pairs(positions: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    """The pairs of different utterances that share several words, each once; frequent words do not count."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, position in enumerate(positions):
        for key in position.stems:
            by_stem[key].append(number)
    rare = {key: numbers for key, numbers in by_stem.items() if len(numbers) <= _FREQUENT}
    for number, position in enumerate(positions):
        shared: dict[int, int] = defaultdict(int)
        for key in position.stems:
            for other in rare.get(key, ()):
                if other > number:
                    shared[other] += 1
        for other, count in sorted(shared.items()):
            if count >= LEAST_SHARED and positions[other].utterance != position.utterance:
                yield position, positions[other]


def relation_of(one: Position, other: Position) -> ExchangeKind | None:
    """What two remarks are to each other, as far as their words tell."""
    if one.speaker is None or other.speaker is None or _is_nested(one, other):
        return None
    shared = one.stems & other.stems
    share = len(shared) / min(len(one.stems), len(other.stems))
    turned = is_one_day(one, other) and (one.denied ^ other.denied) & shared
    if one.speaker == other.speaker:
        repeated = len(shared) >= LEAST_REPEATED and share >= REPEATED and one.denied == other.denied
        return ExchangeKind.REPEATS if repeated and not is_one_day(one, other) else None
    return ExchangeKind.CONTRADICTS if turned and share >= ALIKE else None


def is_one_day(one: Position, other: Position) -> bool:
    """Whether both remarks are known to be of one day."""
    return one.day is not None and one.day == other.day


def _is_nested(one: Position, other: Position) -> bool:
    """Whether one remark stands inside the other."""
    places = [
        (p.statement.article, p.statement.content[0].start, p.statement.content[-1].end) for p in (one, other)
    ]
    (article, start, end), (where, first, last) = places
    return article == where and start < last and first < end


def moment_of(position: Position) -> tuple[str, str, Span]:
    """What orders two remarks: the later one is tied to the earlier."""
    said = position.statement.said_on
    day = said.first or said.last if said else None
    return (day.isoformat() if day else "", position.statement.article, position.statement.content[0])
