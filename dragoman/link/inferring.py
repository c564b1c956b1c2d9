"""What two remarks are to each other where no word shows it: a function of two stances and nothing else.

A stance is what is kept of a statement for that. Which pairs are looked at are the candidates of utterances:
statements that stand near each other under the keys that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.link.candidates import pairs_among
from dragoman.link.exchanges import (
    INFERRED,
    LEAST_SHARED,
    Position,
    add_tie,
    day_of,
    exchange_between,
    is_one_day,
    moment_of,
    relation_of,
    stems_of,
)
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Tie
from dragoman.link.traits import Traits
from dragoman.model import (
    Act,
    BlockRole,
    Exchange,
    Interval,
    Kind,
    Mode,
    Span,
    Statement,
    Utterance,
)


class Stance(NamedTuple):
    """A statement by what it says: its stems, and those that it denies; ``place`` are its words, the first of
    which show a tie."""

    id: str
    article: str
    place: tuple[Span, ...]
    said_on: Interval | None
    stems: frozenset[str]
    denied: frozenset[str]


def stances_of(sheet: Sheet) -> Iterator[Stance]:
    """The stances of an article's statements; a question takes none."""
    language = sheet.reading.page.language or "en"
    for statement in sheet.statements:
        if statement.act is not Act.ASKS and statement.content:
            stems, denied = stems_of(sheet.content(statement), language)
            yield Stance(statement.id, sheet.id, statement.content, statement.said_on, stems, denied)


def infer(one: Position, other: Position) -> Tie | None:
    """The tie of two remarks by two people, the later one's first, or of one person's on two days; ``None``
    where there is none."""
    if one.speaker is None or other.speaker is None:
        return None
    if (one.speaker == other.speaker) == is_one_day(one, other):
        return None
    if len(one.stems & other.stems) < LEAST_SHARED:
        return None
    kind = relation_of(one, other)
    if kind is None:
        return None
    late, early = sorted((one, other), key=moment_of, reverse=True)
    words = late.statement.content[0]
    return Tie(kind, late.statement.id, early.statement.id, words, INFERRED, inferred=True)


def position_of(stance: Stance, speaker: str | None) -> Position:
    """A stance as it is compared, of a speaker over articles."""
    statement = Statement(
        id=stance.id,
        article=stance.article,
        mode=Mode.SAID,
        source=(),
        cue=(),
        content=stance.place,
        kind=Kind.INDIRECT,
        act=Act.ASSERTS,
        block=BlockRole.BODY,
        said_on=stance.said_on,
    )
    return Position(statement, stance.id, speaker, stance.stems, stance.denied, day_of(stance.said_on))


def inferred_ties(
    sheets: Iterable[Sheet], traits: Mapping[str, Traits], speakers: Mapping[tuple[str, str], str]
) -> Iterator[tuple[Tie, str]]:
    """All ties that no word shows, each with the article of its words; ``speakers`` are people by member."""

    def who(id: str) -> str | None:
        speaker = traits[id].speaker
        return speakers.get((traits[id].article, speaker)) if speaker else None

    stances = {s.id: position_of(s, who(s.id)) for sheet in sheets for s in stances_of(sheet)}
    for one, other in pairs_among(traits.values()):
        if one in stances and other in stances:
            tie = infer(stances[one], stances[other])
            if tie is not None:
                yield tie, stances[tie.origin].statement.article


def exchanges_of(ties: Iterable[tuple[Tie, str]], home: Mapping[str, str]) -> tuple[Exchange, ...]:
    """The exchanges between utterances that ties between statements show, by id; ``home`` is the utterance
    (id) of each statement. One pair of utterances has one exchange in each direction."""
    found: dict[tuple[str, str], list[tuple[Tie, str]]] = defaultdict(list)
    for tie, article in ties:
        add_tie(found, tie, article, home)
    return tuple(
        sorted((exchange_between(pair, several) for pair, several in found.items()), key=lambda x: x.id)
    )


def homes(utterances: Sequence[Utterance]) -> dict[str, str]:
    """The utterance (id) of each statement."""
    return {s: u.id for u in utterances for s in u.statements}


def pack_stance(stance: Stance) -> str:
    """What is kept of a stance beside the traits of its statement, the same for equal ones: a line for the
    places of its words, one for its stems, one for those that it denies."""
    place = [str(edge) for span in stance.place for edge in (span.start, span.end)]
    return "\n".join(["|".join(words) for words in (place, sorted(stance.stems), sorted(stance.denied))])


def unpack_stance(packed: str, traits: Traits) -> Stance:
    """The stance of a statement with some traits."""
    place, stems, denied = (line.split("|") if line else [] for line in packed.split("\n"))
    edges = map(int, place)
    return Stance(
        traits.id,
        traits.article,
        tuple([Span(start, end) for start, end in zip(edges, edges, strict=True)]),
        traits.said_on,
        frozenset(stems),
        frozenset(denied),
    )
