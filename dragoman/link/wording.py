"""A wording as words that can be compared: each with its key, its place and whether it stands inside
quotation marks.

Case, punctuation, spelling, short forms ("don't"), and ways of writing a number make no difference
between keys. Words keep what the marks around them tell: which quotation they stand in, whether words
were left out before them (an ellipsis), whether square brackets say that they are not the speaker's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from dragoman.languages import data
from dragoman.link.forms import fold, forms, spelt, stem
from dragoman.link.numerals import beginnings, is_number, number_at, numerals
from dragoman.model import Span

_TOKEN = re.compile(
    r"(?P<gap>\.{3,}|…|\.(?: \.){2,})"
    r"|(?P<number>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?[^\W\d_]{0,3}"
    r"|\d+(?:\.\d+)?(?:[^\W\d_]{1,3}(?!\w))?)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>['’]?[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<money>US\$|[$€£¥])"
    r"|(?P<percent>%)"
    r"|(?P<stop>[.!?]+(?=[\s\"'”’»)\]]|$))"
    r"|(?P<break>[,;:()\u2013\u2014]|--|\n)"
    r"|(?P<bracket>[\[\]])"
)
_LONGEST_FRAME = 8  # words around a quotation that only say who spoke
_MONEY = frozenset("$€£¥")
_MARK = re.compile(r"``|''|[\"“”„‟«»＂]")
_SINGLE = re.compile(
    r"(?:(?<=[\s(\[\u2013\u2014-])|^)[‘'](?=\w)|(?<=[\w.,!?…%])[’'](?=[\s.,;:!?)\]\u2013\u2014-]|$)"
)
_LONGEST_SINGLE = 1500  # characters between single marks; beyond, an apostrophe was taken for one
_SHOUTED = 0.7  # share of capitals from which case tells nothing


class Sort(StrEnum):
    """What sort of word it is, as far as comparing needs to know."""

    MATTER = "matter"
    FUNCTION = "function"
    NUMBER = "number"
    NAME = "name"
    PRONOUN = "pronoun"
    NEGATOR = "negator"


OF_MATTER = frozenset({Sort.MATTER, Sort.NAME, Sort.NUMBER})
"""The sorts of words that tell what is spoken of."""

OF_GRAMMAR = frozenset(Sort) - OF_MATTER
"""The sorts of words that hold the others together."""


class Word(NamedTuple):
    """One word of a wording. ``key`` is what is compared, ``stem`` what its forms share.

    ``quote`` numbers the quotation it stands in, 0 outside; ``quoted``: it stands in one and is the speaker's
    own; ``sentence`` and ``clause`` number
    sentences and stretches between commas. ``gap``: words were left out before it. ``bracketed``:
    put in by the outlet. ``framing``: one of a few words around a quotation
    in a wording that is mostly quoted.
    """

    key: str
    stem: str
    span: Span
    sort: Sort
    quote: int
    sentence: int
    clause: int
    gap: bool = False
    bracketed: bool = False
    quoted: bool = False
    framing: bool = False


class _Raw(NamedTuple):
    folded: str
    text: str
    span: Span
    sentence: int
    clause: int
    gap: bool
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that mean something for comparing, of one language."""

    pronouns: dict[str, str]
    negators: frozenset[str]
    not_so: tuple[tuple[str, ...], ...]
    short: dict[str, str]
    no_names: frozenset[str]
    given: frozenset[str]
    auxiliaries: frozenset[str]
    abbreviations: frozenset[str]
    common_ends: tuple[str, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """The table of a language. Raises ``MissingReader`` for a language without a folder."""
    table, names, given = (data(language, name) for name in ("wording", "names", "given"))
    openers = table["names"]["openers"] + names["common"] + names["titles"].replace("|", " ")
    return Lexicon(
        pronouns={form: who for who, words in table["pronouns"].items() for form in words.split()},
        negators=frozenset(table["negation"]["words"].split()),
        not_so=tuple(tuple(phrase.split()) for phrase in table["negation"]["not_so"]),
        short=table["short"],
        no_names=frozenset(openers.split()) | frozenset(names["honorifics"].split()),
        auxiliaries=frozenset(table["auxiliaries"].split()),
        abbreviations=frozenset(table["abbreviations"].split()),
        common_ends=tuple(table["common_ends"].split()),
        given=frozenset(given["female"].split()) | frozenset(given["male"].split()),
    )


@lru_cache(maxsize=256)  # a wording is laid beside several others
def words_of(text: str, *, spoken: bool = False, language: str = "en") -> tuple[Word, ...]:
    """The words of a wording, in order. ``spoken`` says that all of them are the speaker's own, whatever
    marks there are (a transcript, a quotation given without its marks)."""
    raw = list(_raw(text, language))
    quotes = [Span(0, len(text))] if spoken else quoted_spans(text)
    words = _money_after(list(_keyed(raw, quotes, language)), text)
    return _framed(list(_sorted(words, raw, text, language)))


def _framed(words: list[Word]) -> tuple[Word, ...]:
    """The words around a quotation ("he said") marked as such."""
    if 2 * sum(w.quote > 0 for w in words) < len(words):
        return tuple(words)
    framed = list(words)
    for quoted, stretch in groupby(range(len(words)), key=lambda at: words[at].quote > 0):
        places = list(stretch)
        if not quoted and len(places) <= _LONGEST_FRAME:
            framed[places[0] : places[-1] + 1] = [words[at]._replace(framing=True) for at in places]
    return tuple(framed)


def quoted_spans(text: str) -> list[Span]:
    """The stretches inside quotation marks, in order. A mark that closes nothing means that the opening
    one was cut off; one that is never closed runs to the end."""
    spans: list[Span] = []
    opened: int | None = None
    for mark in _MARK.finditer(text):
        if opened is None and (_opens(text, mark) or spans):
            opened = mark.end()
        elif opened is None:
            spans.append(Span(0, mark.start()))
        elif not _opens(text, mark):
            spans.append(Span(opened, mark.start()))
            opened = None
    if opened is not None:
        spans.append(Span(opened, len(text)))
    return spans or _single_spans(text)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in "“„‟«":
        return True
    if mark[0] in "”»":
        return False
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([—–-") and bool(after) and not after.isspace()


def _single_spans(text: str) -> list[Span]:
    """The same for single marks, which are believed only in pairs: an apostrophe looks like one."""
    spans: list[Span] = []
    opened: int | None = None
    for mark in _SINGLE.finditer(text):
        opens = (
            not text[mark.start() - 1 : mark.start()].strip(" \n\t([–—-")
            and text[mark.end() : mark.end() + 1].isalnum()
        )
        if opens and opened is None:
            opened = mark.end()
        elif not opens and opened is not None and mark.start() - opened <= _LONGEST_SINGLE:
            spans.append(Span(opened, mark.start()))
            opened = None
    return spans


def _raw(text: str, language: str) -> Iterator[_Raw]:
    sentence = clause = 0
    gap = inside = False
    last = ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "gap":
            gap = True
        elif kind == "bracket":
            inside = match[0] == "["
        elif kind == "break":
            clause += 1
        elif kind == "stop":
            ended = last not in lexicon(language).abbreviations
            sentence, clause = sentence + ended, clause + ended
        else:
            start = match.start()
            for folded, written, first, end in _pieces(match[0], kind, language):
                span = Span(start + first, start + end)
                yield _Raw(folded, written, span, sentence, clause, gap, inside)
                gap = False
                last = folded


_Piece = tuple[str, str, int, int]  # folded, as written, and from where to where in its token


@lru_cache(maxsize=1 << 15)  # a few thousand words make up most of what is said
def _pieces(written: str, kind: str, language: str) -> tuple[_Piece, ...]:
    """A token as folded word, written word and place; short forms give several words in one place."""
    if kind == "money":
        return ((numerals(language).money[written[-1]], written, 0, len(written)),)
    if kind in ("number", "percent"):
        return ((fold(written), written, 0, len(written)),)
    if kind == "initials":
        plain = written.replace(".", "")
        return ((fold(plain), plain, 0, len(written)),)
    return tuple(_opened(written.replace("’", "'"), language))


_TAILS = (
    ("n't", "not"),
    ("'ll", "will"),
    ("'re", "are"),
    ("'ve", "have"),
    ("'m", "am"),
    ("'s", "'s"),
    ("'d", "'d"),
)


def _opened(written: str, language: str) -> Iterator[_Piece]:
    folded, end = fold(written), len(written)
    whole = lexicon(language).short.get(folded)
    if whole is not None:
        for word in whole.split():
            yield word, written, 0, end
        return
    lead = end - len(written.lstrip("'"))
    written, folded = written[lead:], folded.lstrip("'")
    for tail, word in _TAILS:
        if folded.endswith(tail) and len(folded) > len(tail):
            cut = end - len(tail)
            yield folded[: -len(tail)], written[: -len(tail)], lead, cut
            yield word, written[-len(tail) :], cut, end
            return
    yield folded.strip("'"), written, lead, end


def _keyed(raw: list[_Raw], quotes: list[Span], language: str) -> Iterator[Word]:
    """Words with their keys; a number of several words is one."""
    starts = [quote.start for quote in quotes]
    folded, spans = [r.folded for r in raw], [r.span for r in raw]
    numeric, matter = beginnings(language), Sort.MATTER
    at = 0
    while at < len(raw):
        first = raw[at]
        may_begin = first.folded in numeric or first.folded[:1].isdigit()
        number = number_at(folded, spans, at, language) if may_begin else None
        if number is not None and first.folded == "may" and first.text != "May":
            number = None
        key, count = number or (_key(first.folded, folded, at, language), 1)
        place = bisect_right(starts, first.span.start)
        quote = place if place > 0 and first.span.start < quotes[place - 1].end else 0
        yield Word(
            key,
            key if number else stem(key, language),
            first.span if count == 1 else Span(first.span.start, raw[at + count - 1].span.end),
            Sort.NUMBER if number else matter,
            quote,
            first.sentence,
            first.clause,
            first.gap,
            first.bracketed,
            quote > 0 and not first.bracketed,
        )
        at += count


def _money_after(words: list[Word], text: str) -> list[Word]:
    """ "$5" in the order in which "5 dollars" has it."""
    for at in range(len(words) - 1):
        if words[at].span.of(text)[-1:] in _MONEY and words[at + 1].sort is Sort.NUMBER:
            words[at], words[at + 1] = words[at + 1], words[at]
    return words


def _key(folded: str, words: list[str], at: int, language: str) -> str:
    if folded == "%" or folded == "percent" or (folded == "cent" and at and words[at - 1] == "per"):
        return "%"
    money = numerals(language).money.get(folded)
    return money or spelt(folded, language)


def _sorted(words: list[Word], raw: list[_Raw], text: str, language: str) -> Iterator[Word]:
    """The same words, told apart by sort; "per" before "cent" goes."""
    table, grammar = lexicon(language), forms(language).function
    lower = {r.folded for r in raw if r.text[:1].islower()}
    capitals = sum(c.isalpha() for c in text if c.isupper())
    shouted = capitals > _SHOUTED * sum(map(str.isalpha, text))
    negators, matter = _negators(words, table), Sort.MATTER
    for at, word in enumerate(words):
        if word.key == "per" and at + 1 < len(words) and words[at + 1].key == "%":
            continue
        written = word.span.of(text)
        if word.sort is not matter:
            yield word
        elif at in negators:
            yield word._replace(sort=Sort.NEGATOR)
        elif word.key in table.pronouns and not _is_initials(written, shouted):
            yield word._replace(sort=Sort.PRONOUN)
        elif _is_name(words, at, text, lower, shouted, table):
            yield word._replace(sort=Sort.NAME, key=_name_key(word.key, written, shouted))
        elif word.key in grammar:
            yield word._replace(sort=Sort.FUNCTION)
        else:
            yield word


def _is_initials(written: str, shouted: bool) -> bool:
    """ "US" and "U.S." are no pronoun, "IT" is none."""
    plain = written.replace(".", "")
    return len(plain) > 1 and plain.isupper() and not shouted


def _name_key(key: str, written: str, shouted: bool) -> str:
    """The states are written in capitals, "us" are not."""
    return key.upper() if _is_initials(written, shouted) and key in ("us", "it", "who") else key


def _is_name(words: list[Word], at: int, text: str, lower: set[str], shouted: bool, table: Lexicon) -> bool:
    written = words[at].span.of(text)
    if shouted or not written[:1].isupper() or is_number(words[at].key):
        return False
    folded = fold(written)
    if _is_initials(written, shouted):
        return True
    if folded in table.no_names or folded in lower:
        return False
    opens = at == 0 or words[at - 1].sentence != words[at].sentence or words[at - 1].quote != words[at].quote
    if not opens or _looks_named(words, at, folded, table):
        return True
    after = words[at + 1] if at + 1 < len(words) else words[at]
    return (
        after.sentence == words[at].sentence
        and after.span != words[at].span
        and after.span.of(text)[:1].isupper()
    )


def _looks_named(words: list[Word], at: int, folded: str, table: Lexicon) -> bool:
    """Whether the first word of a sentence, which has its capital anyway, is a name: a verb of grammar
    or another name comes next, and it does not end like a common word."""
    after = words[at + 1].stem if at + 1 < len(words) and words[at + 1].sentence == words[at].sentence else ""
    verb = after in table.auxiliaries or after in ("'s", "never")
    return verb and (folded in table.given or not folded.endswith(table.common_ends))


def _negators(words: list[Word], table: Lexicon) -> set[int]:
    """Places of words that deny; "not only" and an opening "No," deny nothing."""
    found = set()
    for at, word in enumerate(words):
        if word.key not in table.negators:
            continue
        around = [w.key for w in words[max(0, at - 2) : at + 3]]
        if any(_within(around, phrase) for phrase in table.not_so if word.key in phrase):
            continue
        if word.key == "no" and (at + 1 == len(words) or words[at + 1].clause != word.clause):
            continue
        found.add(at)
    return found


def _within(words: list[str], phrase: tuple[str, ...]) -> bool:
    return any(tuple(words[i : i + len(phrase)]) == phrase for i in range(len(words)))
