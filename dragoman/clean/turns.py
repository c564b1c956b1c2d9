"""The interviewer's turns: paragraphs that open with a dash, with "Q:" or with the asker's name, and
unmarked paragraphs that ask, where the page is an exchange of questions and answers. An analysis whose
subheads ask is none: what stands below them speaks of others and not as "I" or "we"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.clean.facts import is_english
from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases
from dragoman.model import BlockRole as Role

LONGEST_QUESTION = 90  # words
FEWEST_PLAIN_QUESTIONS = 3  # unmarked paragraphs that ask, before they make an interview
FEWEST_SELVES = 1 / 3  # of the answers to plain questions in which somebody speaks as "I" or "we"
HEAD = 12  # units above the first question, in which a page says that somebody was asked
LONGEST_REMARK = 25  # words of an interviewer's turn that asks nothing
_DASH = re.compile(r"[-–—―]\s*(?=\S)")
_LABEL = re.compile(r"([A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}):\s")
_ASKS = re.compile(r"\?[\"'”’)]*$")
_QUOTED = re.compile(r"[\"“”]")
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|(?<!\w)[‘'](?=\w).*?\w[.,!?…]?[’'](?!\w)")
_WORD_BREAK = re.compile(r"\W+")


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


def _named(units: Sequence[Unit], body: list[int], phrases: Phrases) -> list[int]:
    """Turns that open with a name and a colon: the name that mostly asks is the interviewer."""
    turns: dict[str, list[int]] = defaultdict(list)
    for i in body:
        opened = _LABEL.match(units[i].text)
        if opened:
            turns[opened[1]].append(i)
    if len(turns) != 2:
        return []
    if sum(map(len, turns.values())) < 3:
        first, second = sorted(i for found in turns.values() for i in found)
        return (
            _taking_turns(units, body[body.index(first) :], phrases) if _adjoin(body, first, second) else []
        )
    shares = {name: sum(_asks(units[i]) for i in found) / len(found) for name, found in turns.items()}
    asker, other = sorted(shares, key=lambda n: -shares[n])
    return turns[asker] if shares[asker] >= 0.5 > shares[other] else []


def _adjoin(body: list[int], first: int, second: int) -> bool:
    """Whether one paragraph of the body follows another."""
    return body.index(second) == body.index(first) + 1


def _taking_turns(units: Sequence[Unit], body: list[int], phrases: Phrases) -> list[int]:
    """The turns of whoever asks, where two people take turns by the paragraph and only the first turn of each
    opens with a name: every question stands at the same beat, most of them two paragraphs apart. A turn at
    that beat that asks nothing is the interviewer's where it is short and does not speak of itself."""
    asked = [n for n, i in enumerate(body) if _asks(units[i])]
    if len(asked) < FEWEST_PLAIN_QUESTIONS or asked[0] != 0 or any(n % 2 for n in asked):
        return []
    steps = [b - a for a, b in pairwise(asked)]
    if 2 * sum(step == 2 for step in steps) < len(steps):
        return []
    return [
        i
        for n, i in enumerate(body[: asked[-1] + 1])
        if n in asked or (n % 2 == 0 and _is_remark(units[i], phrases))
    ]


def _is_remark(unit: Unit, phrases: Phrases) -> bool:
    return len(unit.words) <= LONGEST_REMARK and not _speaks_as_self(unit, phrases)


def _bare(units: Sequence[Unit], body: list[int], phrases: Phrases) -> list[int]:
    """Paragraphs that ask, each followed by one that does not."""
    asked = [
        i
        for i, below in pairwise(body)
        if _asks(units[i]) and not _QUOTED.search(units[i].text) and not _asks(units[below])
    ]
    enough = len(asked) >= FEWEST_PLAIN_QUESTIONS and len(asked) * 6 >= len(body)
    return asked if enough and _are_answered(units, body, asked, phrases) else []


def _are_answered(units: Sequence[Unit], body: list[int], asked: list[int], phrases: Phrases) -> bool:
    """Whether somebody speaks as "I" or "we" in what stands below the questions, and is spoken to in one of
    them or said to have spoken in the head: else a columnist asks and answers. Of a page in another language
    it cannot be told, and is taken for granted."""
    if not is_english([units[i] for i in body], phrases):
        return True
    above = {word for unit in units[max(0, asked[0] - HEAD) : asked[0]] for word in unit.words}
    if not above & phrases.dialogue and not any(phrases.addressing & set(units[i].words) for i in asked):
        return False
    ends = [*asked[1:], body[-1] + 1]
    answers = [[i for i in body if a < i < b] for a, b in zip(asked, ends, strict=True)]
    spoken = sum(any(_speaks_as_self(units[i], phrases) for i in answer) for answer in answers)
    return spoken >= FEWEST_SELVES * len(asked)


def _speaks_as_self(unit: Unit, phrases: Phrases) -> bool:
    """Whether a unit says "I" or "we" outside quotation marks."""
    own = _QUOTATION.sub(" ", unit.text)
    return not phrases.selves.isdisjoint(_WORD_BREAK.split(own.lower()))
