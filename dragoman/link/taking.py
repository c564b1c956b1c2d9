"""Who takes up whom inside one article: a question answered, a claim denied, a word thrown back.

Each sign is one way in which the words of a page show it, and gives a tie between two statements with the
words that show it. Signs are strict: a denial is only given where the page words one, and where two
remarks could be meant there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from dragoman.link.carried import carried_on
from dragoman.link.matter import (
    asked,
    called_untrue,
    denied_as_such,
    denied_in_its_words,
    may_be_called,
    nothing_of_the_kind,
    replied,
    tells,
    there_is_none,
)
from dragoman.link.passage import NEAR, Passage
from dragoman.link.pointing import find_pointed, named
from dragoman.link.sheet import Sheet
from dragoman.link.signs import LIKELY, WEAK, Remark, Tie, heard, is_negator, negates, signs, tie_of, tokens
from dragoman.model import Act, BlockRole, ExchangeKind, Kind

_SHORT = 9  # words of a phrase that stands for a whole remark
_LEAST = 3  # words of what somebody turns against in the same breath
_OPENING = 4  # words at the beginning of a remark with which it names what it is about
_LAST = 6  # words before "which" in which a negation stands
_FAR = 6  # paragraphs to what a noun calls by its verb: "offered" is "the offer"
_QUOTED = re.compile(r"[“\"‘«]")
_OPEN_ACTS = (Act.DEMANDS, Act.PROMISES, Act.ASKS)

Sign = Callable[[Passage, Remark], Iterator[Tie]]


def find_signs(sheet: Sheet) -> list[Tie]:
    """The ties between the statements of one article, in their order."""
    passage = Passage(sheet)
    ties = [tie for remark in passage.remarks for tie in _read(passage, remark)]
    return ties + list(carried_on(passage, ties))


def _read(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """The ties of one remark to those it holds, points at or follows: those of the first sign that shows."""
    if remark.statement.nested_in is not None:
        yield from _points_at_its_frame(passage, remark)
        return
    question = _question(passage, remark)
    if question is not None:
        yield tie_of(ExchangeKind.ANSWERS, remark, question)
        yield from _thrown_back(passage, remark, passage.inner[question.statement.id])
    elif not _is_silent(passage, remark):
        held = [
            tie for inner in passage.inner[remark.statement.id] for tie in _takes_up(passage, remark, inner)
        ]
        yield from asked(passage, remark)
        yield from held or _shown(passage, remark)


def _shown(passage: Passage, remark: Remark) -> list[Tie]:
    """The ties of the first sign that shows. Of most remarks only what stands beside them can show one."""
    for sign in _SIGNS if _stirs(passage, remark) else _BESIDE:
        found = list(sign(passage, remark))
        if found:
            return found
    return []


def _stirs(passage: Passage, remark: Remark) -> bool:
    """Whether the words of a remark or its cue may show that it takes up another."""
    known = passage.known
    return (
        remark.cue in known.attitudes
        or remark.cue in known.calling
        or remark.cue in known.refusing
        or remark.cue in passage.lemmas.replies
        or not known.stirring.isdisjoint(heard(remark.words))
        or negates(remark.words, known)
        or _is_turned_down(remark.printed, passage.language)
        or known.replying.search(remark.printed) is not None
    )


def _is_silent(passage: Passage, remark: Remark) -> bool:
    """Whether the cue says that nothing was said or denied."""
    return passage.is_negated(remark)


def _question(passage: Passage, remark: Remark) -> Remark | None:
    """The interviewer's question that the remark is the turn after; a turn may print a name with a colon."""
    reported = remark.statement.source and any(map(str.isalpha, remark.printed))
    if reported or remark.statement.block != BlockRole.BODY:
        return None
    last = next((r for r in passage.earlier(remark) if r.statement.nested_in is None), None)
    asked = last is not None and last.statement.block == BlockRole.QUESTION
    return last if asked and last is not None and remark.paragraph - last.paragraph <= NEAR else None


# ---------------------------------------------------------------- what a remark holds


def _takes_up(passage: Passage, remark: Remark, inner: Remark) -> Iterator[Tie]:
    """What a remark does to the one that it holds."""
    if not passage.differ(remark, inner):
        return
    kind = _attitude(passage, remark)
    if kind is ExchangeKind.DENIES and not _is_claim(passage, inner, remark):
        return
    if kind is ExchangeKind.ANSWERS and remark.cue in passage.lemmas.replies:
        return
    if kind is not ExchangeKind.DENIES and inner.speaker is None:
        return
    rest = passage.text[inner.end : remark.end].lstrip("”’\"' ")
    if kind is not None:
        yield tie_of(kind, remark, inner)
    elif len(tokens(inner.words)) >= _LEAST and _is_commented(passage, remark, inner, rest):
        yield tie_of(ExchangeKind.ANSWERS, remark, inner, LIKELY)


def _is_commented(passage: Passage, remark: Remark, inner: Remark, rest: str) -> bool:
    """Whether somebody who tells what another said turns against it in the same breath, or begins a quotation
    with it and goes on."""
    opens = (
        inner.cue in passage.known.quoting
        and remark.statement.kind is Kind.DIRECT
        and not passage.text[remark.start : min([*inner.statement.source, inner.place]).start].strip("“\"‘' ")
    )
    return passage.known.contrast.match(rest) is not None or (
        opens and rest[:1] in (".", "!", "?") and len(tokens(rest)) >= _LEAST
    )


def _attitude(passage: Passage, remark: Remark) -> ExchangeKind | None:
    return passage.known.attitudes.get(remark.cue)


def _is_claim(passage: Passage, inner: Remark, outer: Remark) -> bool:
    """Whether what is denied is the inner claim, and not that somebody made it: it is called a claim."""
    before = tokens(passage.text[outer.start : inner.start])
    return any(word in passage.known.claims for word in [*before, *tokens(inner.printed)])


def _points_at_its_frame(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "..., which lawyers have recognised": the inner remark points at the outer one."""
    frame = passage.frame(remark)
    if frame is not None and passage.known.pointer.search(remark.words) and passage.differ(remark, frame):
        kind = _attitude(passage, remark)
        if kind in (ExchangeKind.AGREES, ExchangeKind.DENIES):
            yield tie_of(kind, remark, frame, LIKELY)


# ---------------------------------------------------------------- signs


def _pointed(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "Echoing her words, ...": the outlet says so."""
    tie = find_pointed(passage, remark)
    if tie is not None:
        yield tie


def _denial_of_next(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "rejected a claim by Hale, who alleged ...": what is denied is told by the clause behind."""
    if remark.cue in passage.known.denying and not passage.known.claims.isdisjoint(heard(remark.words)):
        for other in passage.behind(remark):
            source = other.statement.source
            if source and passage.known.relative.fullmatch(passage.text, remark.end, source[0].end):
                yield tie_of(ExchangeKind.DENIES, remark, other)
                return


def _pointer(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "Voss rejected this", "a figure which Karsk disputes": what was said last, as a whole."""
    kind = _attitude(passage, remark)
    if kind is None or not passage.known.pointer.search(remark.words):
        return
    near = passage.held_at(remark)
    for target in [near] if near is not None else passage.before(remark, paragraphs=1)[:1]:
        yield tie_of(kind, remark, passage.whole(remark, target), LIKELY)


def _taken_up(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "denied the claim", "welcomed the offer", "called the offer interesting": a word for what was said."""
    kind = _attitude(passage, remark)
    calling = remark.cue in passage.known.calling
    if (kind is None and not calling) or not _is_phrase(
        passage, remark, passage.known.claims | passage.known.offers
    ):
        return
    claim = _is_phrase(passage, remark, passage.known.claims)
    if kind is ExchangeKind.DENIES and not claim:
        return
    if kind is ExchangeKind.DENIES:
        targets = [r for r in passage.before(remark, paragraphs=1) if may_be_called(passage, r, remark.words)]
    else:
        nouns = heard(remark.words) & (passage.known.claims | passage.known.offers)
        told = [r for r in passage.before(remark, paragraphs=_FAR) if tells(passage, r, nouns)]
        targets = told or (passage.before(remark, paragraphs=1) if claim else [])
    untrue = passage.known.called_untrue.search(remark.words)
    if targets:
        shown = ExchangeKind.DENIES if untrue else kind or ExchangeKind.ANSWERS
        yield tie_of(shown, remark, passage.whole(remark, targets[0]) if claim else targets[0], LIKELY)


def _is_phrase(passage: Passage, remark: Remark, nouns: frozenset[str]) -> bool:
    """Whether the whole content is a definite phrase with one of these nouns, before what is quoted of it."""
    words = tokens(_QUOTED.split(remark.words)[0])
    return (
        len(words) <= _SHORT
        and passage.known.taken_up.search(remark.words) is not None
        and any(word in nouns for word in words)
    )


def _refusal(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "refused the request", "The overture was rebuffed": what was asked for or offered."""
    turned = _is_turned_down(remark.printed, passage.language)
    if not turned and remark.cue not in passage.known.refusing:
        return
    if _is_phrase(passage, remark, passage.known.offers):
        asked = [r for r in _earlier(passage, remark) if r.statement.act in _OPEN_ACTS]
        nouns = heard(remark.words) & passage.known.offers
        asked = asked or [r for r in _earlier(passage, remark) if tells(passage, r, nouns)]
        if asked:
            yield tie_of(ExchangeKind.DENIES, remark, asked[0], LIKELY)
            return
    if turned and _is_phrase(passage, remark, passage.known.claims):
        for near in passage.before(remark, paragraphs=2)[:1]:
            yield tie_of(ExchangeKind.DENIES, remark, passage.whole(remark, near), LIKELY)
    elif not turned and _would_not_do(passage, remark):
        for near in _earlier(passage, remark)[:1]:
            if near.statement.act is Act.DEMANDS:
                yield tie_of(ExchangeKind.DENIES, remark, near, LIKELY)


def _would_not_do(passage: Passage, remark: Remark) -> bool:
    """ "refused to release the documents", and not "declined to comment"."""
    words = tokens(remark.words)
    if remark.cue not in passage.lemmas.infinitive or len(words) < 2:
        return False
    return passage.lemmas.forms.get(words[1]) not in passage.lemmas.clause


@lru_cache(maxsize=1 << 14)
def _is_turned_down(cue: str, language: str) -> bool:
    """Whether a cue says so; few are printed all the time."""
    return signs(language).turned_down.search(cue) is not None


def _earlier(passage: Passage, remark: Remark) -> list[Remark]:
    """What was said just before; a refusal need not say by whom it is."""
    near = [
        r for r in passage.earlier(remark, paragraphs=1) if r.speaker is None or r.speaker != remark.speaker
    ]
    return sorted(near, key=lambda r: (-r.end, -r.start))


def _against_it(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "There is no basis for such a step": against what somebody wants to do."""
    if passage.known.against_it.search(remark.words):
        acts = (Act.DEMANDS, Act.PROMISES, Act.THREATENS)
        wished = [r for r in passage.before(remark) if r.statement.act in acts or _wishes(passage, r)]
        if wished:
            yield tie_of(ExchangeKind.CONTRADICTS, remark, wished[0], WEAK)


def _wishes(passage: Passage, remark: Remark) -> bool:
    """Whether a remark tells what its speaker wants to do."""
    lemmas = (passage.lemmas.forms.get(token) for token in tokens(remark.words))
    return any(lemma in passage.known.wishing for lemma in (remark.cue, *lemmas))


def _untrue(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "That is not true", "called this “pure invention”": the remark before."""
    known = passage.known
    called = remark.cue in known.calling and known.called_untrue.search(remark.words)
    if called or known.untrue.search(remark.words) or known.untrue_sentence.search(remark.words):
        near = [r for r in passage.before(remark, paragraphs=2) if may_be_called(passage, r, _first(remark))]
        for target in near[:1]:
            yield tie_of(ExchangeKind.DENIES, remark, passage.whole(remark, target), LIKELY)


def _first(remark: Remark) -> str:
    """The words with which a remark begins."""
    return " ".join(tokens(remark.words)[:_OPENING])


def _own_words(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "I never said that": whoever reports that the speaker did."""
    if remark.speaker is None or not passage.known.own_words.search(remark.words):
        return
    for told in passage.earlier(remark, paragraphs=2):
        frame = passage.frame(told)
        named = remark.name.split()[-1] in passage.source_words(told)
        if named and told.speaker == remark.speaker and frame is not None and passage.differ(remark, frame):
            yield tie_of(ExchangeKind.DENIES, remark, frame, LIKELY)
            return


def _speaks_of(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "Mr Dravek speaks of a garden. I see no garden": whose words it names."""
    if remark.statement.kind is Kind.INDIRECT:
        return
    match = passage.known.speaks_of.search(remark.words)
    respect = passage.known.respect.search(remark.words)
    if match is not None:
        target = named(passage, remark, match["who"])
        denied = set(passage.stems(match["what"])) & set(passage.denied(remark.words))
        if target is not None:
            yield tie_of(ExchangeKind.DENIES if denied else ExchangeKind.ANSWERS, remark, target, LIKELY)
    elif respect is not None:
        target = named(passage, remark, respect["who"]) or next(
            iter(passage.before(remark, paragraphs=1)), None
        )
        if target is not None:
            yield tie_of(ExchangeKind.ANSWERS, remark, target, LIKELY)


def _words_thrown_back(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """A rare word of somebody else's, denied: "I was not deaf"."""
    if remark.statement.kind is Kind.INDIRECT or not any(passage.denied(remark.words)):
        return
    if not any(passage.differ(remark, inner) for inner in passage.inner[remark.statement.id]):
        yield from _thrown_back(passage, remark, passage.before(remark))


def _thrown_back(passage: Passage, remark: Remark, others: Sequence[Remark]) -> Iterator[Tie]:
    """The tie to the first of some remarks of whose own words one is denied. It is a denial where the speaker
    denies it of himself or says that there is no such thing."""
    denied = set(passage.denied(remark.words)) - passage.verbs
    for other in others if denied else ():
        if passage.differ(remark, other) and (denied & passage.own_words(other.words)) - set(
            passage.denied(other.words)
        ):
            denies = passage.known.of_oneself.search(remark.words)
            yield tie_of(ExchangeKind.DENIES if denies else ExchangeKind.ANSWERS, remark, other, LIKELY)
            return


def _comes_after(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "“We did not close it,” he said, after Hale told reporters ...": the remark before it."""
    last = max(remark.end, remark.place.end)
    if not passage.known.after.match(passage.text, last):
        return
    for other in passage.behind(remark):
        if other.start < last:
            continue
        first = min([*other.statement.source, *other.statement.cue], default=other.place)
        if (
            passage.known.after.fullmatch(passage.text, last, first.start)
            and passage.sentence(remark).covers(other.place)
            and passage.differ(remark, other)
        ):
            shared = set(passage.denied(remark.words)) & passage.matter(other.words)
            denies = remark.statement.act is Act.DENIES and (
                shared or passage.matter(remark.words) & passage.matter(other.words)
            )
            yield tie_of(ExchangeKind.DENIES if denies else ExchangeKind.ANSWERS, remark, other, LIKELY)
            return


def _not_so_for(passage: Passage, remark: Remark) -> Iterator[Tie]:
    """ "There was no quarrel which, according to Hale, marked the talks": it is another who saw one."""
    for other in passage.behind(remark) if passage.asides else ():
        if (
            other.statement.id in passage.asides
            and passage.held_at(other) is remark
            and passage.differ(remark, other)
        ):
            before = tokens(passage.text[remark.start : other.start])[-_LAST:]
            if any(is_negator(word, passage.known) for word in before):
                yield tie_of(ExchangeKind.ANSWERS, remark, other, LIKELY)
                return


_SIGNS: tuple[Sign, ...] = (
    _denial_of_next,
    _untrue,
    denied_as_such,
    nothing_of_the_kind,
    _pointer,
    _refusal,
    _taken_up,
    called_untrue,
    denied_in_its_words,
    _own_words,
    _pointed,
    _speaks_of,
    _comes_after,
    _not_so_for,
    _words_thrown_back,
    there_is_none,
    _against_it,
    replied,
)
"""In this order: what names a denial goes before what only comes near one."""

_BESIDE: tuple[Sign, ...] = (_pointed, _comes_after, _not_so_for)
"""Those of them that neither the words of a remark nor its cue show."""
