"""The remarks of an article in their order, to be asked what signs ask: who spoke shortly before whom, what
the outlet itself says around a remark, which words are somebody's own, what is negated.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from dragoman.languages.names import name_words
from dragoman.languages.profile import cues
from dragoman.link.forms import fold, forms, spelt, stem
from dragoman.link.sheet import Sheet
from dragoman.link.signs import Phrase, Remark, is_negator, lay_out, negates, signs, tokens
from dragoman.link.whereabouts import sentence_of
from dragoman.model import BlockRole, Span

NEAR = 3
"""Paragraphs over which a remark takes up another without naming it."""

_AROUND = 600  # characters around a remark in which its sentence is looked for
_LONGEST = 4000  # characters of a remark; in a longer one words may pass for the outlet's
_ASIDE = 30  # characters between what was said and a clause about it
_RARE = 3  # times that a word may stand in an article and still be a word of somebody's own
_LEAST_WORD = 4  # letters of a word that is thrown back
_REACH = 3  # words between a negation and what it denies


class Passage:
    """One article's remarks; ``known`` are the signs of its language."""

    def __init__(self, sheet: Sheet) -> None:
        self.text, self._plain = sheet.text, sheet.plain
        self.language = sheet.reading.page.language or "en"
        self.known = signs(self.language)
        self.lemmas = cues(self.language)
        self.remarks = lay_out(sheet)
        self.by_id = {r.statement.id: r for r in self.remarks}
        self.inner: defaultdict[str, list[Remark]] = defaultdict(list)
        for remark in self.remarks:
            if remark.statement.nested_in is not None:
                self.inner[remark.statement.nested_in].append(remark)
        self._blocks = [b.span for b in sheet.reading.page.blocks]
        self._block_starts = [b.start for b in self._blocks]
        self._starts = [r.start for r in self.remarks]
        self._sentences: dict[int, Span] = {}
        self._denied: dict[str, tuple[str, ...]] = {}

    # ------------------------------------------------------------ who speaks

    def differ(self, one: Remark, other: Remark) -> bool:
        """Whether two remarks are of two speakers, as far as the article tells."""
        if one.speaker is not None and other.speaker is not None:
            return one.speaker != other.speaker
        sources = [self.source_words(r).casefold() for r in (one, other)]
        open_end = any(name_words(self.language).pronoun(words) for words in sources)
        return all(sources) and sources[0] != sources[1] and not open_end

    def source_words(self, remark: Remark) -> str:
        """Who speaks, as it is printed."""
        return " ".join(s.of(self.text) for s in remark.statement.source)

    def earlier(self, remark: Remark, paragraphs: int = NEAR) -> Iterator[Remark]:
        """The remarks that end before one, some paragraphs back, the last begun first."""
        for number in range(bisect_right(self._starts, remark.start) - 1, -1, -1):
            other = self.remarks[number]
            if remark.paragraph - other.paragraph > paragraphs:
                return
            if other.end <= remark.start and other.statement.id != remark.statement.id:
                yield other

    def behind(self, remark: Remark, paragraphs: int = 1) -> Iterator[Remark]:
        """The remarks that begin behind the beginning of one, some paragraphs on, in their order."""
        for number in range(bisect_left(self._starts, remark.start), len(self.remarks)):
            other = self.remarks[number]
            if other.paragraph - remark.paragraph > paragraphs:
                return
            if other.statement.id != remark.statement.id:
                yield other

    def around(self, span: Span) -> list[Remark]:
        """The remarks that begin near some words, in their order."""
        first = bisect_left(self._starts, span.start - _AROUND)
        return self.remarks[first : bisect_right(self._starts, span.end + _AROUND)]

    def before(self, remark: Remark, paragraphs: int = NEAR) -> list[Remark]:
        """The remarks of others shortly before, the nearest first."""
        near = [
            r
            for r in self.earlier(remark, paragraphs)
            if r.statement.block != BlockRole.QUESTION
            and (r.cue or r.statement.nested_in is None or self.is_noun(r))
            and self.differ(remark, r)
        ]
        return sorted(near, key=lambda r: (-r.end, -r.start))

    def frame(self, remark: Remark) -> Remark | None:
        """The remark that holds one."""
        return self.by_id.get(remark.statement.nested_in or "")

    def whole(self, remark: Remark, near: Remark) -> Remark:
        """The claim that a word for it means in a remark: what was said last, with all that quotes it."""
        frame = self.frame(near)
        while frame is not None and self.differ(remark, frame):
            near, frame = frame, self.frame(frame)
        return near

    def held_at(self, remark: Remark) -> Remark | None:
        """The remark of another that ends where a clause about it begins, or holds its beginning ("forty
        boats, a figure |which Karsk disputes")."""
        first = bisect_left(self._starts, remark.start - _LONGEST)
        near = [
            r
            for r in self.remarks[first : bisect_right(self._starts, remark.start)]
            if r.statement.id != remark.statement.id
            and remark.start - _ASIDE <= r.end
            and r.start < remark.start
            and self.differ(remark, r)
            and self.sentence(remark).covers(r.place)
        ]
        return max(near, key=lambda r: r.start, default=None)

    # ------------------------------------------------------------ the words of a cue

    def is_noun(self, remark: Remark) -> bool:
        """Whether the cue is a noun that calls what was said a claim."""
        return any(word in self.known.claims for word in tokens(remark.printed))

    def is_negated(self, remark: Remark) -> bool:
        """Whether the cue says that nothing was said or done ("never answered", "did not deny")."""
        return _is_negated(remark.printed, self.language)

    # ------------------------------------------------------------ the outlet's words

    def sentence(self, remark: Remark) -> Span:
        """The sentence in which a remark is reported."""
        return self.sentence_at(remark.place.start)

    def sentence_at(self, position: int) -> Span:
        """The sentence in which a position stands."""
        if position not in self._sentences:
            block = self._blocks[max(0, bisect_right(self._block_starts, position) - 1)]
            within = Span(max(block.start, position - _AROUND), min(block.end, position + _AROUND))
            self._sentences[position] = sentence_of(self.text, within, position)
        return self._sentences[position]

    def opens_block(self, sentence: Span) -> bool:
        """Whether a sentence is the first of its paragraph."""
        block = self._blocks[max(0, bisect_right(self._block_starts, sentence.start) - 1)]
        return not self.text[block.start : sentence.start].strip()

    def is_said(self, span: Span) -> bool:
        """Whether some words stand inside somebody's remark."""
        low = bisect_left(self._starts, span.start - _LONGEST)
        near = self.remarks[low : bisect_right(self._starts, span.end)]
        return any(c.overlaps(span) for r in near for c in r.statement.content)

    # ------------------------------------------------------------ words

    def stems(self, words: str) -> list[str]:
        """The stems of all words."""
        return [self._stem(w) for w in tokens(words)]

    def _stem(self, word: str) -> str:
        return _stem(word, self.language)

    def denied(self, words: str) -> tuple[str, ...]:
        """Stems that stand right behind a negation."""
        if not negates(words, self.known):
            return ()
        if words not in self._denied:
            listed = tokens(words)
            behind = [n + 1 for n, token in enumerate(listed) if is_negator(token, self.known)]
            near = [self.stems(" ".join(listed[at : at + _REACH])) for at in behind]
            self._denied[words] = tuple(stem for stems in near for stem in stems)
        return self._denied[words]

    def matter(self, words: str) -> set[str]:
        """Stems of words that are no function words."""
        function = forms(self.language).function
        return {self._stem(w) for w in tokens(words) if w not in function and len(w) >= _LEAST_WORD}

    def own_words(self, words: str) -> set[str]:
        """Stems of matter that the article uses a few times only."""
        return {key for key in self.matter(words) if self._counts[key] <= _RARE}

    @cached_property
    def asides(self) -> frozenset[str]:
        """The remarks (ids) that are a clause about what was said: "which, according to Hale, ..."."""
        asides = (r for r in self.remarks if r.cue == "" and r.words.lower().startswith("which"))
        return frozenset(r.statement.id for r in asides)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases of the outlet for which the article has a hint."""
        return [p for p in self.known.phrases if any(map(self._plain.__contains__, p.hints))]

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Stems of verbs that report or believe: two who "think" have no word in common."""
        return frozenset(map(self._stem, self.lemmas.clause | self.lemmas.attitudes))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.stems(self.text))


@lru_cache(maxsize=1 << 14)
def _is_negated(cue: str, language: str) -> bool:
    return any(is_negator(word, signs(language)) for word in tokens(cue))


@lru_cache(maxsize=1 << 16)
def _stem(word: str, language: str) -> str:
    return stem(spelt(fold(word), language), language)
