"""Signs, inside one article, that a remark takes up another: a question answered, a claim denied, a
word thrown back.

A sign gives a tie between two statements with the words that show it. Signs are strict: a denial is
only given where the page words one, and where two remarks could be meant there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.languages import data
from dragoman.languages.profile import cues
from dragoman.link.forms import fold, forms, spelt, stem
from dragoman.link.sheet import Sheet
from dragoman.model import Act, BlockRole, ExchangeKind, Span, Statement

_WORD = re.compile(r"\w+?n['’]t\b|\w+")
_NEAR = 3  # paragraphs over which a remark takes up another without naming it
_SHORT = 9  # words of a phrase that stands for a whole remark
_RARE = 3  # times that a word may stand in an article and still be a word of somebody's own
_LEAST_WORD = 4  # letters of a word that is thrown back
_REACH = 3  # words between a negation and what it denies

_SURE, _LIKELY, _INFERRED = 0.1, 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of ``languages/<language>/exchanges.toml``."""

    denying: frozenset[str]
    refusing: frozenset[str]
    answering: frozenset[str]
    agreeing: frozenset[str]
    claims: frozenset[str]
    offers: frozenset[str]
    wishing: frozenset[str]
    negators: frozenset[str]
    untrue: re.Pattern[str]
    untrue_sentence: re.Pattern[str]
    taken_up: re.Pattern[str]
    contrast: re.Pattern[str]
    contrary: re.Pattern[str]
    pointer: re.Pattern[str]
    of_oneself: re.Pattern[str]
    against_it: re.Pattern[str]
    relative: re.Pattern[str]


@cache
def signs(language: str) -> Signs:
    """The words of a language. Raises ``MissingReader`` for a language without a folder."""
    table = data(language, "exchanges")

    def words(name: str) -> frozenset[str]:
        return frozenset(table[name].split())

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(table[name], re.IGNORECASE)

    return Signs(
        denying=words("denying"),
        refusing=words("refusing"),
        answering=words("answering"),
        agreeing=words("agreeing"),
        claims=words("claims"),
        offers=words("offers"),
        wishing=words("wishing"),
        negators=words("negators"),
        untrue=pattern("untrue"),
        untrue_sentence=pattern("untrue_sentence"),
        taken_up=pattern("taken_up"),
        contrast=pattern("contrast"),
        contrary=pattern("contrary"),
        pointer=pattern("pointer"),
        of_oneself=pattern("of_oneself"),
        against_it=pattern("against_it"),
        relative=pattern("relative"),
    )


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement with what its signs are read off: the lemma of its cue, its words, its paragraph."""

    statement: Statement
    speaker: str | None
    cue: str
    words: str
    paragraph: int

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.statement.content[0].start

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.statement.content[-1].end


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement takes up another; ``evidence`` are words of the first one's article."""

    kind: ExchangeKind
    origin: str
    target: str
    evidence: Span
    doubt: float = _SURE
    inferred: bool = False


def tokens(words: str) -> list[str]:
    """The words of a text in lower case; a contracted negation stays with its verb."""
    return _WORD.findall(words.lower())


def is_negator(token: str, known: Signs) -> bool:
    """Whether a word, as ``tokens`` gives it, negates what follows."""
    return token in known.negators or token.endswith(("n't", "n’t"))


def find_signs(sheet: Sheet) -> list[Tie]:
    """The ties between the statements of one article, in their order."""
    remarks = lay_out(sheet)
    language = sheet.reading.page.language or "en"
    reader = _Reader(sheet.text, remarks, signs(language), language)
    ties = [tie for remark in remarks for tie in reader.read(remark)]
    return ties + list(reader.carried_on(ties))


def lay_out(sheet: Sheet) -> list[Remark]:
    """The statements of an article that have words, in the order of these."""
    lexicon = cues(sheet.reading.page.language or "en")
    starts = [b.span.start for b in sheet.reading.page.blocks]
    remarks = []
    for statement in sheet.statements:
        if statement.content:
            cue = " ".join(s.of(sheet.text) for s in statement.cue)
            place = bisect_right(starts, statement.content[0].start)
            remarks.append(
                Remark(statement, statement.speaker, lexicon.lemma(cue), sheet.content(statement), place)
            )
    return sorted(remarks, key=lambda r: (r.start, -r.end))


@dataclass(frozen=True)
class _Reader:
    """One article's remarks, read for signs."""

    text: str
    remarks: Sequence[Remark]
    known: Signs
    language: str

    def read(self, remark: Remark) -> Iterator[Tie]:
        """The ties of one remark to those it holds or follows."""
        if remark.statement.nested_in is not None:
            yield from self._agrees_with_its_frame(remark)
            return
        question = self._question(remark)
        if question is not None:
            yield self._tie(ExchangeKind.ANSWERS, remark, question)
            return
        held = [self._takes_up(remark, inner) for inner in self._inside(remark)]
        found = [tie for tie in held if tie is not None]
        yield from found or self._follows(remark)

    def _tie(
        self,
        kind: ExchangeKind,
        origin: Remark,
        target: Remark,
        doubt: float = _SURE,
        *,
        inferred: bool = False,
    ) -> Tie:
        words = origin.statement.cue or origin.statement.content
        return Tie(kind, origin.statement.id, target.statement.id, words[0], doubt, inferred)

    def _inside(self, remark: Remark) -> list[Remark]:
        return [
            r
            for r in self.remarks
            if r.statement.nested_in == remark.statement.id and self._differ(remark, r)
        ]

    def _differ(self, one: Remark, other: Remark) -> bool:
        """Whether two remarks are of two speakers, as far as the article tells."""
        if one.speaker is not None and other.speaker is not None:
            return one.speaker != other.speaker
        sources = [" ".join(s.of(self.text) for s in r.statement.source).casefold() for r in (one, other)]
        return all(sources) and sources[0] != sources[1]

    def _question(self, remark: Remark) -> Remark | None:
        """The interviewer's question that the remark is the turn after."""
        if remark.statement.source or remark.statement.block != BlockRole.BODY:
            return None
        before = [r for r in self.remarks if r.end <= remark.start and r.statement.nested_in is None]
        last = before[-1] if before else None
        asked = last is not None and last.statement.block == BlockRole.QUESTION
        return last if asked and last is not None and remark.paragraph - last.paragraph <= _NEAR else None

    def _takes_up(self, remark: Remark, inner: Remark) -> Tie | None:
        """What a remark does to the one that it holds."""
        kind = self._attitude(remark)
        if kind is ExchangeKind.DENIES and not self._is_claim(inner, remark):
            return None
        if kind is not None:
            return self._tie(kind, remark, inner)
        rest = self.text[inner.end : remark.end]
        if self.known.contrast.match(rest.lstrip()) or self.known.contrast.search(rest[:40]):
            return self._tie(ExchangeKind.ANSWERS, remark, inner, _LIKELY)
        return None

    def _attitude(self, remark: Remark) -> ExchangeKind | None:
        if self._is_negated(remark):
            return None
        for kind, lemmas in (
            (ExchangeKind.DENIES, self.known.denying),
            (ExchangeKind.ANSWERS, self.known.answering),
            (ExchangeKind.AGREES, self.known.agreeing),
        ):
            if remark.cue in lemmas:
                return kind
        return None

    def _cue_words(self, remark: Remark) -> list[str]:
        return tokens(" ".join(s.of(self.text) for s in remark.statement.cue))

    def _is_noun(self, remark: Remark) -> bool:
        """Whether the cue is a noun that calls what was said a claim."""
        return any(word in self.known.claims for word in self._cue_words(remark))

    def _is_negated(self, remark: Remark) -> bool:
        """Whether the cue says that nothing was said ("never answered")."""
        return any(is_negator(word, self.known) for word in self._cue_words(remark))

    def _is_claim(self, inner: Remark, outer: Remark) -> bool:
        """Whether what is denied is the inner claim, and not that somebody made it: it is called a claim."""
        before = tokens(self.text[outer.start : inner.start])
        return any(word in self.known.claims for word in [*before, *self._cue_words(inner)])

    def _agrees_with_its_frame(self, remark: Remark) -> Iterator[Tie]:
        """ "..., which lawyers have recognised": the inner remark points at the outer one."""
        if remark.cue in self.known.agreeing and self.known.pointer.search(remark.words):
            frame = next(r for r in self.remarks if r.statement.id == remark.statement.nested_in)
            if self._differ(remark, frame):
                yield self._tie(ExchangeKind.AGREES, remark, frame, _LIKELY)

    def _follows(self, remark: Remark) -> Iterator[Tie]:
        """The tie of a remark to one before that it points at, or none."""
        for sign in (
            self._denial_of_next,
            self._denial_of_claim,
            self._refusal,
            self._untrue,
            self._words_thrown_back,
            self._against_it,
            self._reply,
        ):
            tie = sign(remark)
            if tie is not None:
                yield tie
                return

    def _before(self, remark: Remark, paragraphs: int = _NEAR) -> list[Remark]:
        """The remarks of others shortly before, the nearest first."""
        near = [
            r
            for r in self.remarks
            if r.end <= remark.start
            and 0 <= remark.paragraph - r.paragraph <= paragraphs
            and r.statement.block != BlockRole.QUESTION
            and (r.cue or r.statement.nested_in is None or self._is_noun(r))
            and self._differ(remark, r)
        ]
        return sorted(near, key=lambda r: (-r.end, -r.start))

    def _is_phrase(self, remark: Remark, nouns: frozenset[str]) -> bool:
        """Whether the whole content is a definite phrase with one of these nouns."""
        words = tokens(remark.words)
        return (
            len(words) <= _SHORT
            and self.known.taken_up.search(remark.words) is not None
            and any(word in nouns for word in words)
        )

    def _denial_of_claim(self, remark: Remark) -> Tie | None:
        if remark.cue not in self.known.denying or not self._is_phrase(remark, self.known.claims):
            return None
        nearest = next(iter(self._before(remark, paragraphs=2)), None)
        return self._tie(ExchangeKind.DENIES, remark, nearest, _LIKELY) if nearest else None

    def _denial_of_next(self, remark: Remark) -> Tie | None:
        """ "rejected a claim by Hale, who alleged ...": what is denied is told by the clause behind."""
        if remark.cue not in self.known.denying or not set(tokens(remark.words)) & self.known.claims:
            return None
        for other in self.remarks:
            source = other.statement.source
            if source and self.known.relative.fullmatch(self.text, remark.end, source[0].end):
                return self._tie(ExchangeKind.DENIES, remark, other)
        return None

    def _refusal(self, remark: Remark) -> Tie | None:
        if remark.cue not in self.known.refusing or not self._is_phrase(remark, self.known.offers):
            return None
        open_acts = (Act.DEMANDS, Act.PROMISES, Act.ASKS)
        asked = [r for r in self._earlier(remark) if r.statement.act in open_acts]
        return self._tie(ExchangeKind.DENIES, remark, asked[0], _LIKELY) if asked else None

    def _against_it(self, remark: Remark) -> Tie | None:
        """ "There is no basis for such a step": against what somebody wants to do."""
        if not self.known.against_it.search(remark.words):
            return None
        acts = (Act.DEMANDS, Act.PROMISES, Act.THREATENS)
        wished = [r for r in self._before(remark) if r.statement.act in acts or self._wishes(r)]
        return (
            self._tie(ExchangeKind.CONTRADICTS, remark, wished[0], _INFERRED, inferred=True)
            if wished
            else None
        )

    def _wishes(self, remark: Remark) -> bool:
        """Whether a remark tells what its speaker wants to do."""
        lemmas = (cues(self.language).forms.get(token) for token in tokens(remark.words))
        return any(lemma in self.known.wishing for lemma in (remark.cue, *lemmas))

    def _earlier(self, remark: Remark) -> list[Remark]:
        """As ``_before``, but a refusal need not say by whom."""
        near = [
            r
            for r in self.remarks
            if r.end <= remark.start
            and remark.paragraph - r.paragraph <= 1
            and (r.speaker is None or r.speaker != remark.speaker)
        ]
        return sorted(near, key=lambda r: (-r.end, -r.start))

    def _untrue(self, remark: Remark) -> Tie | None:
        whole = self.known.untrue.search(remark.words)
        if not whole and not self.known.untrue_sentence.search(remark.words):
            return None
        nearest = next(iter(self._before(remark, paragraphs=2)), None)
        return self._tie(ExchangeKind.DENIES, remark, nearest, _LIKELY) if nearest else None

    def _words_thrown_back(self, remark: Remark) -> Tie | None:
        """A rare word of somebody else's, denied: "I was not deaf"."""
        if remark.statement.kind == "indirect" or self._inside(remark):
            return None
        denied = set(self._denied(remark.words))
        for other in self._before(remark):
            shared = denied & self._own_words(other.words)
            if shared:
                denies = remark.statement.act is Act.DENIES or self.known.of_oneself.search(remark.words)
                kind = ExchangeKind.DENIES if denies else ExchangeKind.ANSWERS
                return self._tie(kind, remark, other, _LIKELY)
        return None

    def _stems(self, words: str) -> list[str]:
        return [stem(spelt(fold(w), self.language), self.language) for w in _WORD.findall(words)]

    def _denied(self, words: str) -> Iterator[str]:
        """Stems that stand right behind a negation."""
        listed = tokens(words)
        for at, token in enumerate(listed):
            if is_negator(token, self.known):
                yield from self._stems(" ".join(listed[at + 1 : at + 1 + _REACH]))

    def _own_words(self, words: str) -> set[str]:
        """Stems that the article uses a few times only."""
        function = forms(self.language).function
        counts = self._counts
        return {
            key
            for word, key in zip(_WORD.findall(words), self._stems(words), strict=True)
            if len(word) >= _LEAST_WORD and word.lower() not in function and counts[key] <= _RARE
        }

    @property
    def _counts(self) -> Counter[str]:
        return _count(self.text, self.language)

    def _reply(self, remark: Remark) -> Tie | None:
        """ "..., he replied": to whoever spoke last."""
        if remark.cue not in cues(self.language).replies or self._is_negated(remark):
            return None
        nearest = next(iter(self._before(remark, paragraphs=1)), None)
        return self._tie(ExchangeKind.ANSWERS, remark, nearest, _LIKELY) if nearest else None

    def carried_on(self, ties: Sequence[Tie]) -> Iterator[Tie]:
        """What the same speaker goes on to say to the same remark: in the same sentence, as another denial,
        or as its contrary."""
        by_id = {r.statement.id: r for r in self.remarks}
        told = {t.origin for t in ties}
        for tie in ties:
            first, target = by_id[tie.origin], by_id[tie.target]
            for remark in self.remarks:
                if remark.statement.id in told or remark.speaker is None or remark.speaker != first.speaker:
                    continue
                if remark.statement.nested_in is not None or not first.end <= remark.start:
                    continue
                kind = self._goes_on(tie, first, remark)
                if kind is not None and self._differ(remark, target):
                    told.add(remark.statement.id)
                    inferred = kind is ExchangeKind.CONTRADICTS
                    doubt = _INFERRED if inferred else _LIKELY
                    yield self._tie(kind, remark, target, doubt, inferred=inferred)

    def _goes_on(self, tie: Tie, first: Remark, remark: Remark) -> ExchangeKind | None:
        between = self.text[first.end : remark.start]
        if tie.kind is ExchangeKind.ANSWERS and not re.search(r"[.!?]\W|\n", between):
            return ExchangeKind.ANSWERS
        if tie.kind is ExchangeKind.DENIES and remark.paragraph - first.paragraph <= 1:
            if self.known.untrue.search(remark.words) or self.known.untrue_sentence.search(remark.words):
                return ExchangeKind.DENIES
            if self.known.contrary.search(remark.words):
                return ExchangeKind.CONTRADICTS
        return None


@lru_cache(maxsize=8)
def _count(text: str, language: str) -> Counter[str]:
    return Counter(stem(spelt(fold(w), language), language) for w in _WORD.findall(text))
