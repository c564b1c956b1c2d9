"""What the outlet says beside a remark of its being one on another: "in response to", "echoing", "hit back",
"alluding to a remark by Dravek".

The words stand outside all remarks, in the sentence that reports one or in a sentence of their own right
before it. Whom they point at is read off what stands behind them: a clause that reports, a name, an
office, or a word for what was just said. Where none of these is there, nothing is pointed at ("asked about
the weather").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.languages.names import name_words
from dragoman.link.passage import NEAR, Passage
from dragoman.link.signs import LIKELY, SURE, Remark, Tie, tokens
from dragoman.model import Act, ExchangeKind, Span

_OBJECT = re.compile(r"[^,.;:!?\n“”\"]*")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’-]+")
_PRONOUN = re.compile(
    r"^\s*(?:him|her|them|it|this|that|these|those|his|her|their|its|the|such|what)\b", re.IGNORECASE
)
_PLACED = re.compile(r"\b(?:in|at|from|near|on) (?:the )?[A-Z][\w’-]+(?: [A-Z][\w’-]+)*")
_SHORT = 16  # words of a paragraph that leads in the next one, where this is by somebody whom it names
_BRIEF = 8  # the same by anybody
_BACK = 2  # paragraphs to what a word for it means


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that point, and what they do; ``object`` is what stands behind them, "" where nothing may;
    ``about`` says that it is what somebody was asked about."""

    kind: ExchangeKind
    span: Span
    object: Span | None
    about: bool


def find_pointed(passage: Passage, remark: Remark) -> Tie | None:
    """The tie that the outlet's words give a remark, or none."""
    for phrase in _phrases(passage, remark) if passage.phrases else ():
        asks = phrase.about and remark.statement.act is Act.ASKS
        target = None if asks else _target(passage, remark, phrase)
        if target is not None:
            doubt = SURE if phrase.object is not None else LIKELY
            return Tie(phrase.kind, remark.statement.id, target.statement.id, phrase.span, doubt)
    return None


def named(passage: Passage, remark: Remark, words: str, paragraphs: int = NEAR) -> Remark | None:
    """The last remark before one, or else the next behind it, by somebody whom some words name."""
    if not _NAME.search(words):
        return None

    def is_meant(other: Remark) -> bool:
        return _is_named(other, words) and passage.differ(remark, other)

    before = [r for r in passage.earlier(remark, paragraphs) if is_meant(r)]
    if before:
        return before[0]
    behind = [r for r in passage.behind(remark) if r.start >= remark.end and is_meant(r)]
    return behind[0] if behind and remark.statement.nested_in is None else None


def _is_named(remark: Remark, words: str) -> bool:
    """Whether some words name who makes a remark."""
    parts = remark.name.casefold().split()
    return bool(parts) and parts[-1] in {name.casefold() for name in _NAME.findall(words)}


def _phrases(passage: Passage, remark: Remark) -> Iterator[_Phrase]:
    """The phrases that belong to a remark, those in its own sentence first."""
    sentence = passage.sentence(remark)
    yield from _in(passage, remark, sentence)
    before = passage.sentence_at(sentence.start - 2) if sentence.start > 1 else None
    if before is not None and _leads_in(passage, remark, before, sentence):
        told = [r.place for r in passage.around(before) if r.statement.source]
        for phrase in _in(passage, remark, before):
            if not any(place.overlaps(phrase.span) for place in told):
                yield phrase


def _leads_in(passage: Passage, remark: Remark, before: Span, sentence: Span) -> bool:
    """Whether a sentence stands right before another one and reports nobody else; where it is the end of
    the paragraph before, whether it speaks of who makes the remark."""
    if before.end > sentence.start:
        return False
    if "\n" in passage.text[before.end - 1 : sentence.start] and not _goes_on(passage, remark, before):
        return False
    others = (r for r in passage.around(before) if before.covers(r.place) and r.statement.source)
    return not any(passage.differ(remark, r) for r in others)


def _goes_on(passage: Passage, remark: Remark, before: Span) -> bool:
    """Whether a short sentence that is a paragraph leads in a remark: it is very short, or speaks of who
    makes this, by a name in it or a pronoun."""
    length = len(tokens(before.of(passage.text)))
    if length > _SHORT or (before.start and passage.text[before.start - 1] != "\n"):
        return False
    if length <= _BRIEF:
        return True
    printed = passage.source_words(remark).casefold()
    pronoun = name_words(passage.language).pronoun(printed)
    named = _NAME.findall(remark.name)
    return pronoun is not None or (bool(named) and named[-1] in before.of(passage.text))


def _in(passage: Passage, remark: Remark, sentence: Span) -> Iterator[_Phrase]:
    plain = passage.text[sentence.start : sentence.end].casefold()
    for phrase in passage.phrases:
        if not any(hint in plain for hint in phrase.hints):
            continue
        for match in phrase.pattern.finditer(passage.text, sentence.start, sentence.end):
            span = Span(*match.span())
            behind = _OBJECT.match(passage.text, span.end) if phrase.points else None
            words = behind.group() if behind is not None else ""
            if passage.is_said(span) or _is_named(remark, words) or not _is_of(passage, remark, span):
                continue
            yield _Phrase(
                phrase.kind, span, Span(*behind.span()) if behind is not None else None, phrase.about
            )


def _is_of(passage: Passage, remark: Remark, span: Span) -> bool:
    """Whether no other remark of the sentence, and no border of its parts, lies between words and the cue
    of a remark."""
    if remark.place.overlaps(span) and remark.start <= span.end + 1:
        return False
    low, high = sorted((span, remark.place))
    between = Span(low.end, max(low.end, high.start))
    others = [
        r
        for r in passage.around(span)
        if r.statement.id != remark.statement.id
        and r.statement.nested_in is None
        and between.start <= r.place.start < between.end
        and passage.differ(remark, r)
    ]
    if any(not _is_behind(passage, r, span) for r in others):
        return False
    return not any(r.place.overlaps(span) and r.statement.id != remark.statement.id for r in others)


def _is_behind(passage: Passage, other: Remark, span: Span) -> bool:
    """Whether a remark is told by the clause that the words point at ("responding to Hale, who said")."""
    first = min([*other.statement.source, *other.statement.cue, *other.statement.content])
    between = passage.text[span.end : max(span.end, first.start)]
    return span.end <= other.place.start and not re.search(r"[.;:!?“”\"\n]", between) and len(between) < 60


def _target(passage: Passage, remark: Remark, phrase: _Phrase) -> Remark | None:
    if phrase.object is None:
        apart = "\n" in passage.text[phrase.span.end : passage.sentence(remark).start]
        return next(iter(passage.before(remark, paragraphs=_BACK if apart else 1)), None)
    words = phrase.object.of(passage.text)
    told = [
        r
        for r in passage.around(phrase.span)
        if r.statement.id != remark.statement.id
        and phrase.span.end <= r.start
        and passage.differ(remark, r)
        and passage.sentence_at(phrase.span.start).covers(r.place)
        and _is_behind(passage, r, phrase.span)
    ]
    if told:
        return told[0]
    words = _PLACED.sub("", words)
    by_name = named(passage, remark, words)
    if by_name is not None or _NAME.search(words):
        return by_name
    return (_spoken_of if phrase.about else _meant)(passage, remark, words)


def _spoken_of(passage: Passage, remark: Remark, words: str) -> Remark | None:
    """Who last spoke of what somebody was asked about; "that" is whatever was said last."""
    known = passage.known
    matter = passage.matter(" ".join(w for w in tokens(words) if w not in known.claims | known.offers))
    if not matter:
        return _meant(passage, remark, words)
    near = passage.before(remark)
    return next((r for r in near if matter & passage.matter(r.words)), None)


def _meant(passage: Passage, remark: Remark, words: str) -> Remark | None:
    """What "the claim", "his remarks", "the minister", "it" mean: the last remark of another, one by somebody
    in that office where an office is named."""
    if not _PRONOUN.search(words):
        return None
    before = passage.before(remark, paragraphs=_BACK)
    said = set(tokens(words))
    if said & (passage.known.claims | passage.known.offers) or len(said) == 1:
        return passage.whole(remark, before[0]) if before else None
    alone = len({r.speaker or r.name for r in before}) == 1
    return next((r for r in before if _roles(r) & said or (alone and not _roles(r))), None)


def _roles(remark: Remark) -> set[str]:
    words = tokens(remark.statement.role or "")
    return set(words[-1:])
