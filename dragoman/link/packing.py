"""Traits as bytes, for a ledger that keeps them: what follows from the words is worked out again.

The person over articles is not packed, nor are vectors: both are kept beside the traits and may change
without them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.link.senses import senses
from dragoman.link.spelling import NameKey
from dragoman.link.traits import Part, Traits, Voice, voice_over
from dragoman.model import Act, ActorKind, Interval, Kind, Precision

_HEAD, _TURN, _TOLD, _NEGATED = 1, 2, 4, 8
_KINDS = {kind.value: kind for kind in Kind}
_ACTS = {act.value: act for act in Act}
_NOTHING: frozenset[str] = frozenset()

Vectors = npt.NDArray[np.int8]
_Key = tuple[str, str, tuple[str, ...], str]


def pack(traits: Traits) -> bytes:
    """The bytes of some traits, the same for equal ones."""
    flags = _HEAD * traits.head + _TURN * traits.turn + _TOLD * traits.told + _NEGATED * traits.negated
    cells = (
        traits.id,
        traits.article,
        traits.place,
        _voice_cells(traits.voice),
        traits.speaker,
        traits.printed,
        _interval_cells(traits.said_on),
        traits.kind.value,
        traits.act.value,
        flags,
        traits.within,
        traits.language,
        (traits.first, traits.last, traits.published, traits.company),
        _lines(p.words for p in traits.parts),
        _lines(traits.quoted),
        "|".join(traits.quotes.words),
        "|".join(sorted(traits.names)),
        "|".join(sorted(traits.medium)),
    )
    return _line(cells).encode("utf-8", "surrogatepass")


_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def unpack(
    data: bytes, person: str | None = None, state: str | None = None, vectors: Vectors | None = None
) -> Traits:
    """The traits of some bytes; with the person (id) that the speaker is over articles and the state of that
    person (as ``voiced`` adds them), and with what the statement means."""
    cells = json.loads(data.decode("utf-8", "surrogatepass"))
    id, article, place, voice, speaker, printed, said_on, kind, act, flags, within, language = cells[:12]
    (first, last, published, *company), parts, quoted, quotes, names, medium = cells[12:]
    laid = tuple([Part(tuple(words), language) for words in _pieces(parts)])
    return Traits(
        id=id,
        article=article,
        place=place,
        voice=_voice(voice[0] and _key(*voice[0]), *voice[1:], person, state),
        speaker=speaker,
        said_on=None if said_on is None else _interval(*said_on),
        kind=_KINDS[kind],
        act=_ACTS[act],
        head=bool(flags & _HEAD),
        turn=bool(flags & _TURN),
        within=within,
        language=language,
        first=first,
        last=last,
        told=bool(flags & _TOLD),
        published=published,
        parts=laid,
        quoted=tuple(map(tuple, _pieces(quoted))),
        quotes=laid[0]
        if len(laid) == 1 and quotes == parts
        else Part(tuple(quotes.split("|")) if quotes else (), language),
        names=frozenset(names.split("|")) if names else _NOTHING,
        negated=bool(flags & _NEGATED),
        medium=frozenset(medium.split("|")) if medium else _NOTHING,
        printed=printed,
        company=company[0] if company else None,
        vectors=vectors,
    )


def _lines(pieces: Iterable[Sequence[str]]) -> str:
    """Pieces of words; a state may be a word with a space."""
    return "\n".join(["|".join(piece) for piece in pieces])


def _pieces(lines: str) -> Iterator[list[str]]:
    return (line.split("|") for line in lines.split("\n")) if lines else iter(())


@lru_cache(maxsize=1 << 12)
def _voice_cells(voice: Voice) -> tuple[object, ...]:
    key = voice.name and (voice.name.surname, voice.name.given, voice.name.middle, voice.name.suffix)
    kind = voice.kind and voice.kind.value
    return key, kind, voice.state, "|".join(sorted(voice.offices)), "|".join(sorted(voice.belongs))


def _key(surname: str, given: str, middle: Sequence[str], suffix: str) -> _Key:
    return surname, given, tuple(middle), suffix


@lru_cache(maxsize=1 << 14)
def _voice(
    key: _Key | None,
    kind: str | None,
    state: str | None,
    offices: str,
    belongs: str,
    person: str | None,
    within: str | None,
) -> Voice:
    """A voice of its cells; many statements share one."""
    voice = Voice(
        name=NameKey(*key) if key else None,
        kind=ActorKind(kind) if kind else None,
        state=state,
        offices=frozenset(offices.split("|")) - {""},
        belongs=frozenset(belongs.split("|")) - {""},
    )
    return voice_over(voice, person, within)


def _interval_cells(interval: Interval | None) -> tuple[object, ...] | None:
    if interval is None:
        return None
    first, last = (day.isoformat() if day else None for day in (interval.first, interval.last))
    return first, last, interval.precision.value, interval.basis


@lru_cache(maxsize=1 << 12)
def _interval(first: str | None, last: str | None, precision: str, basis: str) -> Interval:
    begin, end = (date.fromisoformat(day) if day else None for day in (first, last))
    return Interval(begin, end, Precision(precision), basis)


def glance(data: bytes) -> tuple[Interval | None, float]:
    """When a statement was made, and how much its words tell: what of its traits is asked for most often."""
    cells = json.loads(data.decode("utf-8", "surrogatepass"))
    return None if cells[6] is None else _interval(*cells[6]), _mass(cells[13], cells[11])


@lru_cache(maxsize=1 << 12)
def _mass(parts: str, language: str) -> float:
    """How much some words tell; many statements share theirs."""
    return senses(language).mass([word for line in _pieces(parts) for word in line])
