"""Signs by the matter of two remarks: a denial in the words of what it denies, a claim that is called untrue
by what it is about, something that there is none of; and a reply to a question that somebody is told to have
been asked, or to what was said last.

A denial has a target only where its words of matter stand in a remark of somebody else shortly before; where
they are about something else of the same topic there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import takewhile

from dragoman.link.forms import forms
from dragoman.link.numerals import numerals
from dragoman.link.passage import Passage
from dragoman.link.signs import LIKELY, SURE, Remark, Tie, tie_of, tokens
from dragoman.model import Act, ExchangeKind, Mode

_BACK = 2  # paragraphs to what is denied
_SPARE = 4  # words of matter of which one may be another
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+")
_BRIEF = 5  # words of "nothing of the kind" that say no more than that


def denied_in_its_words(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "denied that it had jammed any radio": whoever said so."""
    if remark.cue not in passage.known.gainsaying:
        return
    wanted = _matter(passage, remark.words)
    for other in _of_others(passage, remark) if wanted else ():
        if other.statement.act is not Act.ASKS and _says(passage, other, wanted):
            yield tie_of(ExchangeKind.DENIES, remark, _outermost(passage, remark, other), LIKELY)
            return


def _of_others(passage: Passage, remark: Remark) -> list[Remark]:
    """What was said shortly before, the nearest first; nobody denies in the same words what he has just said,
    so a pronoun that stayed open is somebody else."""
    near = [r for r in passage.earlier(remark, _BACK) if r.speaker is None or r.speaker != remark.speaker]
    return sorted(
        (r for r in near if r.cue or r.statement.nested_in is None), key=lambda r: (-r.end, -r.start)
    )


def _outermost(passage: Passage, remark: Remark, near: Remark) -> Remark:
    """A claim with all that quotes it, as far as it is not by who denies it."""
    frame = passage.frame(near)
    while frame is not None and (frame.speaker is None or frame.speaker != remark.speaker):
        near, frame = frame, passage.frame(frame)
    return near


def called_untrue(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "called reports about a merger “premature”": whoever spoke of one."""
    known = passage.known
    cue = tokens(remark.printed)
    named = not known.claims.isdisjoint(cue)
    if named and not any(passage.lemmas.forms.get(word) in known.calling for word in cue):
        return
    match = (known.doubtful if named else known.called_doubtful).search(remark.words)
    if match is None:
        return
    claim = remark.words[: match.start("judged")]
    wanted = _matter(passage, claim)
    for other in passage.before(remark, paragraphs=_BACK) if wanted else passage.before(remark, paragraphs=1):
        if _says(passage, other, wanted) if wanted else may_be_called(passage, other, claim):
            yield tie_of(ExchangeKind.DENIES, remark, passage.whole(remark, other), LIKELY)
            return


def denied_as_such(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "denied that any such draft exists", "there was no such letter": what spoke of it."""
    match = passage.known.no_such.search(remark.words)
    if match is None and remark.cue in passage.known.denying:
        match = passage.known.any_such.search(remark.words)
    if match is None:
        return
    before = passage.before(remark, paragraphs=2)
    told = [r for r in before if tells(passage, r, {match["noun"]})]
    for target in told[:2] if _are_one(told[:2]) else (told or before)[:1]:
        yield tie_of(ExchangeKind.DENIES, remark, target, LIKELY)


def _are_one(pair: Sequence[Remark]) -> bool:
    """Whether of two remarks one is told by the other."""
    ids = {r.statement.id for r in pair}
    return len(pair) == 2 and any(r.statement.nested_in in ids for r in pair)


def nothing_of_the_kind(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "Nothing of the kind was offered": whoever said that it was."""
    match = passage.known.nothing_of.search(remark.words)
    if match is None:
        return
    wanted = _matter(passage, remark.words[match.end() :])
    brief = len(tokens(remark.words)) <= _BRIEF
    for other in passage.before(remark, paragraphs=_BACK):
        if _says(passage, other, wanted) if wanted else brief:
            yield tie_of(ExchangeKind.DENIES, remark, passage.whole(remark, other), LIKELY)
            return


def there_is_none(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "said there were no talks", of which another has just spoken."""
    match = passage.known.none_of.search(remark.words)
    if match is None:
        return
    function = forms(passage.language).function
    thing = list(takewhile(lambda word: word not in function, tokens(match["what"])))
    wanted = passage.matter(" ".join(thing[-1:]))
    for other in passage.before(remark, paragraphs=1)[:1] if wanted else ():
        if other.statement.act is not Act.ASKS and _says(passage, other, wanted):
            yield tie_of(ExchangeKind.DENIES, remark, passage.whole(remark, other), LIKELY)


def asked(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "Asked whether the convoy would sail, Kasimir said ...": the question, whoever put it."""
    for other in passage.earlier(remark, paragraphs=0):
        question = other.statement
        if question.act is not Act.ASKS or question.source:
            continue
        if passage.sentence(remark).covers(other.place):
            if other.place.end <= remark.place.start and question.nested_in is None:
                yield tie_of(ExchangeKind.ANSWERS, remark, other, SURE)
            return


def replied(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "..., he replied": to whoever spoke last, if nothing is told in between and nobody asked."""
    known, sentence = passage.known, passage.sentence(remark)
    replies = remark.cue in passage.lemmas.replies or known.replying.search(remark.printed)
    if not replies or known.put_to.search(passage.text, sentence.start, remark.place.start):
        return
    paragraphs = 1 if passage.opens_block(sentence) else 0
    for near in passage.before(remark, paragraphs):
        if near.statement.mode is Mode.SAID:
            yield tie_of(ExchangeKind.ANSWERS, remark, near, LIKELY)
            return


def may_be_called(passage: Passage, remark: Remark, words: str) -> bool:
    """Whether a remark may be what some words call it: a report only what is reported as one, a figure what
    has a number."""
    nouns = passage.known.claims.intersection(tokens(words))
    if nouns and nouns <= passage.known.reports:
        return remark.cue == "report"
    return not (nouns and nouns <= passage.known.counts) or _has_number(passage, remark)


def tells(passage: Passage, remark: Remark, nouns: Collection[str]) -> bool:
    """Whether a remark is what a noun calls it: "offered" an "offer", "promised" a "promise"."""
    wanted = {key[:5] for noun in nouns for key in passage.stems(noun)}
    keys = passage.stems(f"{remark.printed} {remark.words}")
    return any(key[:5] in wanted for key in keys)


def _has_number(passage: Passage, remark: Remark) -> bool:
    told = tokens(remark.words)
    return any(word[0].isdigit() for word in told) or not _numbers(passage.language).isdisjoint(told)


@cache
def _numbers(language: str) -> frozenset[str]:
    """The words that are numbers."""
    table = numerals(language)
    return frozenset({*table.small, *table.tens, *table.scales})


def _matter(passage: Passage, words: str) -> set[str]:
    """The stems by which a claim is known again: no names, and no words for any claim."""
    plain = tokens(_NAME.sub(" ", words))
    return passage.matter(" ".join(w for w in plain if w not in passage.known.claims | passage.known.light))


def _says(passage: Passage, remark: Remark, wanted: set[str]) -> bool:
    """Whether a remark says what has some matter: all of it, or all but one word of many, and denies none."""
    told = passage.matter(f"{remark.printed} {remark.words}")
    spared = len(wanted) >= _SPARE
    return len(wanted - told) <= spared and wanted.isdisjoint(passage.denied(remark.words))
