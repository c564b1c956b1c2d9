"""The interviewer's turns: paragraphs that open with a dash, with "Q:" or with the asker's name, and
unmarked paragraphs that ask, where the page is an exchange of questions and answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases
from dragoman.model import BlockRole as Role

LONGEST_QUESTION = 90  # words
FEWEST_PLAIN_QUESTIONS = 3  # unmarked paragraphs that ask, before they make an interview
_DASH = re.compile(r"[-–—―]\s*(?=\S)")
_LABEL = re.compile(r"([A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}):\s")
_ASKS = re.compile(r"\?[\"'”’)]*$")
_QUOTED = re.compile(r"[\"“”]")


def find_questions(units: Sequence[Unit], roles: Sequence[Role], phrases: Phrases) -> list[int]:
    """Indexes of the body units that are the interviewer's."""
    body = [i for i, role in enumerate(roles) if role is Role.BODY]
    finders: tuple[Callable[[Sequence[Unit], list[int], Phrases], list[int]], ...] = (
        _marked,
        _dashed,
        _named,
        _bare,
    )
    for find in finders:
        found = find(units, body, phrases)
        if found:
            return found
    return []


def _asks(unit: Unit) -> bool:
    return bool(_ASKS.search(unit.text[-8:])) and len(unit.words) <= LONGEST_QUESTION


def _marked(units: Sequence[Unit], body: list[int], phrases: Phrases) -> list[int]:
    """ "Q:" and "A:"; one answer's mark, or a second question, tells an exchange from a stray colon."""
    turns = {i: phrases.turn(units[i].text) for i in body}
    asked = [i for i in body if turns[i] == "asks"]
    return asked if len(asked) > 1 or "answers" in turns.values() else [i for i in asked if _asks(units[i])]


def _dashed(units: Sequence[Unit], body: list[int], _: Phrases) -> list[int]:
    """Turns that open with a dash, asker and answerer in alternation."""
    turns = [i for i in body if _DASH.match(units[i].text)]
    if len(turns) < 2 or not any(_asks(units[i]) for i in turns):
        return []
    sides = (turns[0::2], turns[1::2])
    shares = [sum(_asks(units[i]) for i in side) / len(side) for side in sides]
    side = 0 if shares[0] >= shares[1] else 1
    if shares[side] < 0.5:
        return [i for i in turns if _asks(units[i])]
    return [i for i in sides[side] if len(units[i].words) <= LONGEST_QUESTION]


def _named(units: Sequence[Unit], body: list[int], _: Phrases) -> list[int]:
    """Turns that open with a name and a colon: the name that mostly asks is the interviewer."""
    turns: dict[str, list[int]] = defaultdict(list)
    for i in body:
        opened = _LABEL.match(units[i].text)
        if opened:
            turns[opened[1]].append(i)
    if len(turns) != 2 or sum(map(len, turns.values())) < 3:
        return []
    shares = {name: sum(_asks(units[i]) for i in found) / len(found) for name, found in turns.items()}
    asker, other = sorted(shares, key=lambda n: -shares[n])
    return turns[asker] if shares[asker] >= 0.5 > shares[other] else []


def _bare(units: Sequence[Unit], body: list[int], _: Phrases) -> list[int]:
    """Paragraphs that ask, each followed by one that does not."""
    asked = [
        i
        for i, below in pairwise(body)
        if _asks(units[i]) and not _QUOTED.search(units[i].text) and not _asks(units[below])
    ]
    enough = len(asked) >= FEWEST_PLAIN_QUESTIONS and len(asked) * 6 >= len(body)
    return asked if enough else []
