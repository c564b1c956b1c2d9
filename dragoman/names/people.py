"""Where a text names people: runs of capitalised words with the office printed beside them.

A run of two or three name words counts, a single one only with a title in front ("Minister Dravek").
Organisations, states and sentence openers are left out by tables. The office is read from the words in
front ("Ostmari foreign ministry spokesman Tomas Hale") or from the apposition behind (", the Ostmari
foreign minister,").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from dragoman.languages.descriptions import description_words
from dragoman.languages.names import NameWords, name_words
from dragoman.model import Span
from dragoman.names.describe import Description, describe, find_titles, is_name_word
from dragoman.names.holders import office_before, own_words

_WORD = re.compile(r"[^\W\d_](?:[\w-]|['’](?!s\b)(?=\w))*")
_JOIN = re.compile(r"(?:\.? |\.? ?-)$")
_APPOSITION = re.compile(r",\s+((?:the|a|an|his|her|their|[A-Z])[^,.;:()\n]{2,90})(?=[,.;:\n]|$)")
_COUNTERPART = re.compile(r"(\b(?:his|her|their) (?:[\w-]+ ){0,2}counterpart),? $", re.IGNORECASE)
_OCCUPATION = re.compile(r"(?:a|an|the) (?:[\w-]+ ){0,3}[a-z][\w-]+(?:,|$| (?:in|of|at|for|from|with)\b)")
_KIN_BEFORE = re.compile(r"\b(?:his|her|their|my|our|[’']s) (?:[a-z]+ )?([a-z-]+),? $", re.IGNORECASE)
_KIN_BEHIND = re.compile(r", (?:his|her|their|my|our) (?:[a-z]+ )?([a-z-]+)[,.]")
_SENTENCE_BEFORE = re.compile(r"(?:[.!?:…][\"”’')\]]*\s+|\n\s*|[—–]\s?)[\"“‘'(\[]*$|[\"“‘\n]$")
_ORDER = {"eldest", "oldest", "youngest", "firstborn"}
_ONE_NAME = re.compile(r"\b(?:one|given|first|a single) name, $")
_CALLED = re.compile(r"\b(?:called|named) $")
_WHO = re.compile(r", (?:who|whose) |, \d{2},")
_FRONT = {
    "foreign",
    "defence",
    "defense",
    "interior",
    "finance",
    "government",
    "state",
    "party",
    "campaign",
    "deputy",
    "press",
}
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person: ``span`` covers the printed office in front and the name."""

    span: Span
    name: tuple[str, ...]
    about: Description
    office: Span | None = None


def find_people(text: str, span: Span, language: str) -> Iterator[Mention]:
    """The people named in a stretch of text, in order."""
    table = name_words(language)
    titles = [(span.start + m.start(), span.start + m.end()) for m in find_titles(span.of(text), language)]
    free = span.start
    before: list[re.Match[str]] = []
    for run in _runs(text, span, titles, table):
        mention = _read(text, Span(free, span.end), run, titles, language)
        if mention is not None:
            partner = _partner(text, before, run, mention, table)
            if partner is not None:
                yield partner
            free = mention.span.end
            yield mention
        before = run


def opens_sentence(text: str, start: int) -> bool:
    """Whether a word stands where every word has a capital: first in its sentence, line or quotation."""
    before = text[max(0, start - 4) : start]
    return start == 0 or _SENTENCE_BEFORE.search(before) is not None


def _partner(
    text: str, before: list[re.Match[str]], run: list[re.Match[str]], mention: Mention, table: NameWords
) -> Mention | None:
    """Who shares the surname of a couple: "Yves" in "Yves and Maud Castellan"."""
    alone = len(before) == 1 and len(mention.name) > 1 and text[before[0].end() : run[0].start()] == " and "
    if not alone or table.gender_of(before[0].group()) is None or table.gender_of(mention.name[0]) is None:
        return None
    name = (before[0].group(), mention.name[-1])
    return Mention(Span(*before[0].span()), name, Description(before[0].group(), name=name))


def _runs(
    text: str, span: Span, titles: list[tuple[int, int]], table: NameWords
) -> Iterator[list[re.Match[str]]]:
    """Words that may be a name, side by side; particles count between two of them ("Jan van der Meer")."""
    run: list[re.Match[str]] = []
    particles: list[re.Match[str]] = []
    for word in _WORD.finditer(text, span.start, span.end):
        last = (particles or run or [word])[-1]
        joined = bool(run) and text[last.end() : word.start()] in (" ", "\u00a0")
        if joined and word.group() in table.particles:
            particles.append(word)
            continue
        abbreviated = bool(run) and (len(run[-1].group()) < 3 or run[-1].group().lower() in table.honorifics)
        joined = joined or (abbreviated and text[run[-1].end() : word.start()] == ". ")
        in_title = any(start <= word.start() < end for start, end in titles)
        fits = is_name_word(word.group(), table) and not in_title
        if run and not (joined and fits):
            yield run
            run, particles = [], []
        if fits:
            run += [*particles, word]
        particles = []
    if run:
        yield run


def _read(
    text: str, span: Span, run: list[re.Match[str]], titles: list[tuple[int, int]], language: str
) -> Mention | None:
    table = name_words(language)
    if _opens_office(run, titles, table):
        return None
    held = _held(text, span, run, language)
    run, called = _named_in(text, run, held, language)
    words = [w.group() for w in run]
    if len(words) == 1 and words[0].lower().rstrip(".") in table.honorifics:
        return None
    if not words or len(words) > _LONGEST_NAME or _is_body(words, table, _closing(language)):
        return None
    start, end = run[0].start(), run[-1].end()
    if held is not None:
        return _holder(text, Span(_front(text, span.start, held.start, table), start), end, words, language)
    title = next((t for t in titles if t[1] < start and not text[t[1] : start].strip(" \u00a0")), None)
    front = _front(text, span.start, title[0], table) if title else start
    if title is not None:
        return Mention(
            Span(front, end), tuple(words), describe(text[front:end], language), _office(text, front, start)
        )
    counterpart = _COUNTERPART.search(text, max(span.start, start - 60), start)
    if counterpart is not None:
        about = describe(counterpart.group(1), language)
        return Mention(Span(start, end), tuple(words), about, Span(*counterpart.span(1)))
    polite = called < start
    if len(words) < 2 and not polite and not _is_alone(text, span, run[0], language):
        return None
    return _apposed(text, span, run, language) or Mention(
        Span(called, end), tuple(words), describe(text[called:end], language)
    )


def _apposed(text: str, span: Span, run: list[re.Match[str]], language: str) -> Mention | None:
    """A name with an office in the apposition behind it."""
    start, end = run[0].start(), run[-1].end()
    behind = _APPOSITION.match(text, end, min(span.end, end + 120))
    if behind is None:
        return None
    about = describe(behind.group(1), language)
    if about.title is None and _OCCUPATION.match(behind.group(1)) and about.head:
        about = replace(about, title=about.head, office=behind.group(1))
    if about.title is None or about.name:
        return None
    return Mention(Span(start, end), tuple(w.group() for w in run), about, Span(*behind.span(1)))


def _named_in(
    text: str, run: list[re.Match[str]], held: Span | None, language: str
) -> tuple[list[re.Match[str]], int]:
    """The words of a run that are a name, and where somebody is called by them, polite words included."""
    table = name_words(language)
    if held is not None:
        run = [w for w in run if w.start() >= held.end]
    called = run[0].start()
    words = [w.group() for w in run]
    polite = [i for i, w in enumerate(words[:-1]) if w.lower().rstrip(".") in table.honorifics]
    run = run[polite[-1] + 1 :] if polite else run
    leading = _leading([w.group() for w in run], table, language) or _opening(text, run, table)
    run = run[0 if held is not None else leading :]
    return run, called if polite else run[0].start()


def _opens_office(run: list[re.Match[str]], titles: list[tuple[int, int]], table: NameWords) -> bool:
    """Whether capitals only open an office ("Ostmari Transport Minister") or the name of a place."""
    words = [w.group() for w in run]
    if words[0].lower() in table.place_openers and len(words) > 1:
        return True
    if len(words) > 1 and all(w.lower() in table.portfolios for w in words):
        return True
    follows = any(t[0] == run[-1].end() + 1 for t in titles)
    return follows and words[-1].lower() in table.portfolios


def _held(text: str, span: Span, run: list[re.Match[str]], language: str) -> Span | None:
    """The words of an office that goes on in a run of capitals, up to the name of its holder."""
    before = text[span.start : run[0].start()]
    noun = office_before(before, language)
    if noun is None:
        return None
    cut = own_words([w.group() for w in run], before[noun:], text, language)
    return Span(span.start + noun, run[cut].start()) if cut else None


def _holder(text: str, office: Span, end: int, words: list[str], language: str) -> Mention:
    """Who holds an office that is printed whole in front: "Minister of Justice of Ostmar |Mirela Sandor"."""
    about = describe(text[office.start : office.end].strip(), language)
    about = replace(about, name=tuple(words), definite=True)
    if about.title is None:
        return Mention(Span(office.end, end), tuple(words), describe(text[office.end : end], language))
    return Mention(Span(office.start, end), tuple(words), about, _office(text, office.start, office.end))


def _leading(words: list[str], table: NameWords, language: str) -> int:
    """How many words in front are none of the name: particles of a surname alone ("De Graaf"), and an
    occupation with a capital ("Grandmaster Jan Lind")."""
    count = 0
    while count < len(words) - 1 and words[count].lower() in table.particles:
        if table.gender_of(words[count]) and words[count + 1] not in table.particles:
            break
        count += 1
    noun = words[0].lower()
    called = description_words(language)
    if len(words) < 3 or table.gender_of(noun):
        return count
    several = noun.endswith("s") and called.is_person(noun[:-1]) and table.gender_of(words[1]) is not None
    return count or int(called.is_person(noun) or several)


def _opening(text: str, run: list[re.Match[str]], table: NameWords) -> int:
    """How many words in front have their capital from the sentence alone: "Asking Jan Lind"."""
    words = [w.group() for w in run]
    opens = len(words) > 2 and len(words[0]) > 2 and opens_sentence(text, run[0].start())
    return int(opens and table.gender_of(words[0]) is None and table.gender_of(words[1]) is not None)


def _is_alone(text: str, span: Span, word: re.Match[str], language: str) -> bool:
    """Whether one word is the whole name of a person: "her brother Jack", "or "Jack, who"."""
    kin, table = description_words(language).kin, name_words(language)
    front, behind = (
        text[max(span.start, word.start() - 40) : word.start()],
        text[word.end() : word.end() + 60],
    )
    given = table.gender_of(word.group()) is not None
    noun = _KIN_BEFORE.search(front)
    if noun is not None and noun[1].lower() in kin:
        return given
    owned = _KIN_BEHIND.match(behind)
    if owned is not None and (owned[1] in kin or owned[1] in _ORDER):
        return True
    if _ONE_NAME.search(front) or (given and _CALLED.search(front)):
        return True
    return _WHO.match(behind) is not None and (given or not word.group().endswith("s"))


@cache
def _closing(language: str) -> frozenset[str]:
    """Words that close the names of firms and of things."""
    table = description_words(language)
    return table.firms | table.things


def _is_body(words: list[str], table: NameWords, closing: frozenset[str]) -> bool:
    lowered = {w.lower() for w in words}
    thing = len(words) > 1 and words[-1].lower() in closing and table.gender_of(words[0]) is None
    is_body = not all(lowered.isdisjoint(table.kinds[kind]) for kind in ("organisation", "outlet", "group"))
    return is_body or thing or all(w.isupper() and len(w) > 1 for w in words)


def _front(text: str, floor: int, title: int, table: NameWords) -> int:
    """The start of the words in front of a title that tell whose office it is."""
    start = title
    for word in reversed(list(_WORD.finditer(text, max(floor, title - 80), title))):
        gap = text[word.end() : start]
        if gap.replace("'s", "").replace("’s", "").strip(" \u00a0-'’"):
            break
        plain = re.sub(r"^(?:then|ex)-", "", word.group())
        if plain == "s":
            continue
        known = plain.lower() in _FRONT | table.kinds["organisation"] | table.past | {
            "new",
            "current",
            "acting",
        }
        capital = plain[:1].isupper() and (plain.lower() not in table.common)
        if not (capital or known):
            break
        start = word.start()
    return start


def _office(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
