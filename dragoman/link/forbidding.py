"""How the speakers and the days of two statements stand to each other, and what forbids that both report one
act of speech, whatever their words. All are symmetric.
"""

from __future__ import annotations

from enum import StrEnum

from dragoman.link.spelling import NameKey
from dragoman.link.traits import Traits, Voice
from dragoman.model import Act, ActorKind, Precision


class Speakers(StrEnum):
    """How two speakers stand to each other. ``METONYM``: a state or an office that may stand for a person."""

    SAME = "same"
    METONYM = "metonym"
    OPEN = "open"
    DIFFERENT = "different"


def speakers(one: Voice, other: Voice) -> Speakers:
    """Whether two voices can be one."""
    if one.person is not None and one.person == other.person:
        return Speakers.SAME
    if one.state and other.state and one.state != other.state:
        return Speakers.DIFFERENT
    if one.name and other.name:
        return Speakers.METONYM if _may_be_one_name(one.name, other.name) else Speakers.DIFFERENT
    if one.kind is None or other.kind is None:
        return Speakers.OPEN
    if one.offices and other.offices:
        return _by_office(one, other)
    if (_is_nameless(one) and _tells_nothing(other)) or (_is_nameless(other) and _tells_nothing(one)):
        return Speakers.OPEN
    return Speakers.METONYM if one.state and one.state == other.state else Speakers.DIFFERENT


def _is_nameless(voice: Voice) -> bool:
    """Somebody called by an office alone: "the Tessalian president"."""
    return voice.kind is ActorKind.PERSON and voice.name is None and bool(voice.offices)


def _tells_nothing(voice: Voice) -> bool:
    """A person of whom the article tells no office: that may be the office's holder."""
    return voice.kind is ActorKind.PERSON and not voice.offices


def _may_be_one_name(one: NameKey, other: NameKey) -> bool:
    """A surname or a given name alone beside a full name. Two full names are one only where people over
    articles say so, or where a word in front of one of them was taken for its given name ("Republican Ilan
    Dravek")."""
    if one.surname == other.surname:
        return not (one.is_full and other.is_full) or one.given in other.middle or other.given in one.middle
    return any(not a.is_full and a.surname == b.given for a, b in ((one, other), (other, one)))


def _by_office(one: Voice, other: Voice) -> Speakers:
    """Two speakers of whom at least one is told by what he is."""
    if not one.offices & other.offices and not _heads(one) & _heads(other):
        return Speakers.DIFFERENT
    if (one.state and other.state) or one.belongs & other.belongs:
        return Speakers.METONYM
    return Speakers.DIFFERENT if one.belongs and other.belongs else Speakers.OPEN


def _heads(voice: Voice) -> set[str]:
    return {office.split(" of ")[0].split()[-1] for office in voice.offices}


def is_dated(traits: Traits) -> bool:
    """Whether words date the saying. That it was not before an event that the article tells of dates nothing:
    old words are quoted beside new events."""
    return traits.told and traits.said_on is not None and traits.said_on.precision is not Precision.OPEN


def days_between(one: Traits, other: Traits) -> int:
    """Days that must lie between the two acts of speech as far as words tell; 0 where they may be one day."""
    if not (one.told or other.told):
        return 0
    gaps = [a.first - b.last for a, b in ((one, other), (other, one)) if is_dated(a) and a.first and b.last]
    return max(0, *gaps, 0)


def days_late(one: Traits, other: Traits) -> int | None:
    """Days between two reports, where words do not date both acts; ``None`` where a day is missing. A
    while that words tell ("in December") lies a quarter of its length from a day inside it, and no more."""
    if one.day is None or other.day is None:
        return None
    if is_dated(one) == is_dated(other):
        return 0 if is_dated(one) else abs(one.day - other.day)
    told, untold = (one, other) if is_dated(one) else (other, one)
    assert told.first is not None
    assert told.last is not None
    assert untold.day is not None
    if told.first <= untold.day <= told.last:
        return min(told.last - untold.day, (told.last - told.first) // 4)
    return abs(one.day - other.day)


ZONES = 1
"""Day: news of an evening is dated the day after, and half the world has another day."""


def forbids(one: Traits, other: Traits) -> str | None:
    """Why two statements cannot report one act of speech whatever their words, or ``None``."""
    if one.within == other.id or other.within == one.id:
        return "one is told inside the other"
    if speakers(one.voice, other.voice) is Speakers.DIFFERENT:
        return "two speakers"
    if (one.act == Act.ASKS) != (other.act == Act.ASKS) and (one.turn or other.turn):
        return "a question and an answer"
    if is_dated(one) and is_dated(other) and days_between(one, other) > ZONES:
        return "two days"
    return None
