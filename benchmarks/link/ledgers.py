"""Ledgers of any number of invented statements, as if they had been read: ten to an article, which is of one
day and names its speakers in full, or some of them by surname or by office alone. What an article tells
beside them stands behind them, and its id does not depend on it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.link.happenings import is_undated, name_of, told_by
from benchmarks.link.invented import Made, speakers_of, statements
from dragoman.ids import article_id, finding_id
from dragoman.ledger import Ledger
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Interval,
    Kind,
    Maker,
    Mode,
    Page,
    Reading,
    Role,
    Span,
    Statement,
)

A_PAGE = 10  # statements of an article
_STATES = ("Veldoria", "Ostmar", "Tessaly", "Norland", "Sudmark")
_OFFICES = ("foreign minister", "prime minister", "spokesman", "defence minister", "ambassador")


def fill(path: Path, count: int, seed: int = 1) -> dict[str, int]:
    """A new ledger with ``count`` statements; which remark each renders, by statement id."""
    remarks: dict[str, int] = {}
    with Ledger.open(path) as ledger:
        for reading, told in readings(count, seed):
            ledger.write(reading, read_at=datetime(2035, 1, 1, tzinfo=UTC))
            remarks.update(zip((s.id for s in reading.statements), told, strict=True))
    return remarks


def readings(count: int, seed: int = 1) -> Iterator[tuple[Reading, list[int]]]:
    """Articles with their statements, and the remarks that these render."""
    chance = random.Random(seed)
    made = sorted(statements(count, seed), key=lambda m: (m.traits.published or 0, chance.random()))
    for number, start in enumerate(range(0, len(made), A_PAGE)):
        several = made[start : start + A_PAGE]
        yield _reading(number, several, chance, speakers_of(count)), [m.remark for m in several]


def _reading(number: int, several: Sequence[Made], chance: random.Random, speakers: int) -> Reading:
    text, places, names = "", [], []
    for one in several:
        name, full = _called(one.traits.voice.person or "", chance)
        start = len(text)
        words = " ".join(one.traits.words)
        said = f"“{words[:1].upper()}{words[1:]}.”" if one.traits.kind is Kind.DIRECT else f"that {words}"
        text += f"{name} said {said}\n"
        source = Span(start, start + len(name))
        cue = Span(source.end + 1, source.end + 5)
        places.append((source, cue, Span(cue.end + 1, len(text) - 1)))
        names.append((name, full))
    address = f"https://paper{number % 40}.example/{number}"
    id = article_id(text.encode(), address)
    actors = _actors(id, names, places, several)
    day = date.fromordinal(max(m.traits.published or 1 for m in several))
    undated, raw, end = is_undated(number), text.encode(), len(text)
    text += told_by(number, day, speakers)
    page = Page(
        blocks=tuple(Block(Span(a, b), BlockRole.BODY) for a, b in ((0, end), (end, len(text))) if a < b),
        title=f"Page {number}",
        outlet=f"Paper {number % 40}",
        published=None if undated else Interval.day(day, "stamp"),
        language="en",
    )
    article = Article(
        id=id,
        doc=f"page{number}",
        raw=raw,
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=f"page{number}",
        retrieved=datetime(2035, 1, 1, tzinfo=UTC),
    )
    found = tuple(
        Statement(
            id=finding_id("s", id, [source], [cue], [content]),
            article=id,
            mode=Mode.SAID,
            source=(source,),
            cue=(cue,),
            content=(content,),
            kind=one.traits.kind,
            act=Act.ASSERTS,
            block=BlockRole.BODY,
            speaker=actors[name].id,
            said_on=None if undated else Interval.day(date.fromordinal(one.traits.last or 1), "its day"),
        )
        for one, (name, _), (source, cue, content) in zip(several, names, places, strict=True)
    )
    return Reading(
        article=article,
        page=page,
        actors=tuple({a.id: a for a in actors.values()}.values()),
        statements=found,
        maker=Maker("invented", "1"),
    )


def _called(speaker: str, chance: random.Random) -> tuple[str, str]:
    """What an article calls a speaker, and the whole name."""
    given, surname = name_of(speaker)
    full = f"{given} {surname}"
    return (surname if chance.random() < 0.08 else full), full


def _actors(
    article: str,
    names: Sequence[tuple[str, str]],
    places: Sequence[tuple[Span, Span, Span]],
    several: Sequence[Made],
) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for (name, full), (source, _, _), one in zip(names, places, several, strict=True):
        if name not in actors:
            dice = random.Random(full)
            office, state = dice.choice(_OFFICES), dice.choice(_STATES)
            told = (Role(office, state, source),) if one.traits.last and one.traits.last % 3 == 0 else ()
            actors[name] = Actor(
                id=finding_id("p", article, [source]),
                name=name,
                kind=ActorKind.PERSON,
                mentions=(source,),
                roles=told,
            )
    return actors
