"""Who stands on the scene at a place of the text: every mention of somebody, sentence by sentence.

A mention is a name, a description that fits one member of the cast alone, or a person whom the page
introduces without a name ("a woman at the back"). It is told whether it stands in the outlet's own words or
in somebody's quotation, and whether it looks like the subject of its sentence. No parse is needed: the
words in front decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.extract.cast import Cast
from dragoman.extract.members import Member
from dragoman.extract.quotes import Quote, find_quotes
from dragoman.extract.sentences import find_sentences
from dragoman.model import ActorKind, BlockRole, Page, Span
from dragoman.names.traits import Traits

_SILENT = {BlockRole.FURNITURE, BlockRole.CREDIT, BlockRole.BYLINE}
_OPENING_WORDS = 5  # words that may stand before the subject of a sentence
_BEFORE_OBJECTS = re.compile(
    r"\b(?:of|by|to|with|for|from|about|at|in|on|against|between|near|behind|beside|than|like|over|told|asked|met)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:He|She)\b")
_OWNER = re.compile(r"[’'](?:s\b|(?!\w))")
_DESCRIBED = re.compile(r"\b(?:[Tt]he|[Hh]is|[Hh]er|[’']s) (?:[a-z][\w-]* )?([a-z][\w-]+)\b(?! [A-Z])")
_SIDE = (
    r"\b[Tt]he (?:[\w.-]+ ){{0,3}}?(?:{})"
    r"(?=[,.]| [a-z]+(?:ed|s)\b| (?:did|said|had|told|will|would|who|also|may|could|can)\b)"
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|without|never|like|as|of|than|needs?|needed|(?:not|n[’']t) (?:\w+ )?) ?$", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)(?=\s+[a-z])(?:\s+[a-z][\w’'-]*){1,4}")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place that means a member: its span, block and sentence, both counted through the text."""

    span: Span
    member: Member = field(compare=False)
    block: int = field(compare=False)
    sentence: int = field(compare=False)
    subject: bool = field(compare=False)
    quoted: bool = field(compare=False)


class Scene:
    """All mentions of an article in text order; those of sources join while it is resolved."""

    def __init__(self, text: str, page: Page, cast: Cast) -> None:
        self.text, self.page, self.cast = text, page, cast
        adherents = [w.title() for w in cast.words.adherents if not w.endswith("s")]
        self._sided = re.compile(_SIDE.format("|".join(map(re.escape, sorted(adherents)))))
        self._blocks = [b.span.start for b in page.blocks]
        self.sentences: list[Span] = []
        self.quotes: list[Quote] = []
        for block in page.blocks:
            self.sentences += find_sentences(text, block.span)
            self.quotes += find_quotes(text, block.span)
        self._sentence_starts = [s.start for s in self.sentences]
        self._quote_starts = [q.span.start for q in self.quotes]
        self._narrative = [self._tells(s) for s in self.sentences]
        self._told_before = [0]
        for tells in self._narrative:
            self._told_before.append(self._told_before[-1] + tells)
        self.mentions = sorted(self._mention(s, m) for s, m in cast.places)
        for party in (m for m in cast.members if m.kind != ActorKind.PERSON):
            self.mentions += [self._mention(span, party) for span in party.mentions]
        self.mentions.sort()
        self._add_descriptions()
        self._add_strangers()

    # ------------------------------------------------------------ places

    def block_at(self, position: int) -> int:
        """The number of the block in which a position stands, or of the last one before it."""
        return max(0, bisect_right(self._blocks, position) - 1)

    def sentence_at(self, position: int) -> int:
        """The number of the sentence in which a position stands."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def quote_at(self, position: int) -> Quote | None:
        """The quotation in which a position stands."""
        index = bisect_right(self._quote_starts, position) - 1
        if index >= 0 and self.quotes[index].span.end > position:
            return self.quotes[index]
        return None

    def told_between(self, first: int, last: int) -> int:
        """How many sentences with words of the outlet's own lie from one sentence to a later one."""
        return self._told_before[last] - self._told_before[first]

    def near(self, start: int, blocks: int) -> list[Mention]:
        """The mentions before a place, in its block or so many blocks before."""
        floor = self._blocks[max(0, self.block_at(start) - blocks)] if self._blocks else 0
        first = bisect_right(self.mentions, floor - 1, key=lambda m: m.span.start)
        last = bisect_right(self.mentions, start - 1, key=lambda m: m.span.start)
        return self.mentions[first:last]

    def add(self, span: Span, member: Member) -> None:
        """A source that was resolved is a mention from then on, and the subject of what it says."""
        end = bisect_right(self.mentions, span.end - 1, key=lambda m: m.span.start)
        for index in range(end - 1, max(-1, end - 8), -1):
            known = self.mentions[index]
            if known.member is member and known.span.overlaps(span):
                self.mentions[index] = self._mention(known.span, member, subject=True)
                return
        insort(self.mentions, self._mention(span, member, subject=True))

    def follow_pronouns(self, sources: Sequence[Span]) -> None:
        """Whoever alone was named in a paragraph is still on the scene where a sentence goes on with "he":
        such a pronoun is a mention, unless it is a source, which is asked for by itself."""
        spoken = {s.start for s in sources}
        for sentence in self.sentences:
            pronoun = _GOES_ON.match(self.text, sentence.start, sentence.end)
            if pronoun is None or pronoun.start() in spoken or self.quote_at(pronoun.start()) is not None:
                continue
            gender = "male" if pronoun.group() == "He" else "female"
            people = [m.member for m in self.near(pronoun.start(), 0) if m.member.kind == ActorKind.PERSON]
            fitting = {id(m): m for m in people if m.gender == gender}
            block = self.page.blocks[self.block_at(pronoun.start())].span.start
            if len(fitting) == 1 and not self.cast.strangers_between(block, pronoun.start()):
                member = next(iter(fitting.values()))
                insort(self.mentions, self._mention(Span(*pronoun.span()), member, subject=True))

    def has_described(self, position: int) -> bool:
        """Whether the words just before a position call one person whom no mention there means ("As for the
        player, he")."""
        sentence = self.sentence_at(position)
        block = self.page.blocks[self.block_at(position)].span.start
        floor = max(block, self.sentences[max(0, sentence - 1)].start)
        if self._sided.search(self.text, floor, position) is not None:
            return True
        for match in _DESCRIBED.finditer(self.text, floor, position):
            quoted = self.quote_at(match.start()) is not None
            noun = self.cast.is_person(match[1]) and not quoted
            if noun and not any(m.span.overlaps(Span(*match.span())) for m in self.near(position, 0)):
                return True
        return False

    def introduced(self, member: Member) -> Span:
        """The words that introduce somebody without a name."""
        return next(m.span for m in self.strangers if m.member is member)

    def stranger_at(self, span: Span) -> Member | None:
        """Who was introduced without a name in these words."""
        return next((m.member for m in self.strangers if span.covers(m.span)), None)

    # ------------------------------------------------------------ building

    def _tells(self, sentence: Span) -> bool:
        """Whether a sentence holds words outside quotation marks."""
        inside = 0
        first = max(0, bisect_right(self._quote_starts, sentence.start) - 1)
        for quote in self.quotes[first:]:
            if quote.span.start >= sentence.end:
                break
            inside += max(0, min(quote.span.end, sentence.end) - max(quote.span.start, sentence.start))
        return len(sentence.of(self.text).strip()) - inside > 3

    def _mention(self, span: Span, member: Member, subject: bool = False) -> Mention:
        sentence = self.sentence_at(span.start)
        quote = self.quote_at(span.start)
        opens = subject or (quote is None and self._opens(span, member, self.sentences[sentence]))
        return Mention(span, member, self.block_at(span.start), sentence, opens, quote is not None)

    def _opens(self, span: Span, member: Member, sentence: Span) -> bool:
        """Whether a mention looks like a subject: near the start, behind no preposition, owning nothing."""
        whole = next((m for m in member.mentions if m.covers(span)), span)
        start = max(whole.start, sentence.start)
        before = self.text[sentence.start : start]
        for quote in self.quotes[bisect_right(self._quote_starts, sentence.start - 1) :]:
            if quote.span.start >= start:
                break
            if quote.span.end <= start:
                before = self.text[quote.span.end : start]
        near = len(before.split()) <= _OPENING_WORDS
        return near and not _BEFORE_OBJECTS.search(before) and not _OWNER.match(self.text, span.end)

    def _add_descriptions(self) -> None:
        """Descriptions that fit one person of the cast alone ("the governor"), wherever they stand."""
        owners: dict[str, set[int]] = {}
        people = {id(m): m for m in self.cast.members if m.kind == ActorKind.PERSON}
        for key, member in people.items():
            for noun in {r.title.split()[-1] for r in member.roles if r.title} | member.traits.nouns:
                owners.setdefault(noun, set()).add(key)
        kin = self._kin(people)
        owners = {noun: keys for noun, keys in owners.items() if noun not in self.cast.descriptions.kin}
        alone = kin | {noun: people[min(keys)] for noun, keys in owners.items() if len(keys) == 1}
        nouns = [n for n in alone if self.cast.is_person(n)]
        if not nouns:
            return
        pattern = re.compile(
            r"\b(?:[Tt]he|[Hh]is|[Hh]er) (?:[\w’'-]+ ){0,2}?"
            rf"({'|'.join(map(re.escape, sorted(nouns)))})\b(?!-)(?! [A-Z])"
        )
        for block in self.page.blocks:
            if block.role in _SILENT:
                continue
            for match in pattern.finditer(self.text, block.span.start, block.span.end):
                member = alone[match[1]]
                if member.first <= match.start():
                    insort(self.mentions, self._mention(Span(*match.span()), member))

    def _kin(self, people: dict[int, Member]) -> dict[str, Member]:
        """Nouns of kinship that the page gives to one person alone."""
        owners: dict[str, set[int]] = {}
        for key, member in people.items():
            for noun in member.traits.kin:
                owners.setdefault(noun, set()).add(key)
        return {noun: people[min(keys)] for noun, keys in owners.items() if len(keys) == 1}

    def _add_strangers(self) -> None:
        """People introduced without a name; each is a member of its own until a source joins it."""
        self.strangers: list[Mention] = []
        for block in self.page.blocks:
            if block.role in _SILENT:
                continue
            for match in _SOMEBODY.finditer(self.text, block.span.start, block.span.end):
                self._add_stranger(match)

    def _add_stranger(self, match: re.Match[str]) -> None:
        words = list(re.finditer(r"\S+", match.group()))[1:]
        noun = next((w for w in words if self.cast.is_person(w.group())), None)
        if noun is None:
            return
        span = Span(match.start(), match.start() + noun.end())
        if re.match(r",? ?[A-Z]|[’'-]", self.text[span.end : span.end + 3]) or self._apposed(span.start):
            return
        if _SUPPOSED.search(self.text, max(0, span.start - 30), span.start):
            return
        gender = self.cast.gender_of_noun(noun.group())
        member = Member(tuple(span.of(self.text).split()), ActorKind.UNNAMED, [], [], gender)
        member.traits = Traits(nouns=frozenset({noun.group()}))
        self.strangers.append(self._mention(span, member))
        insort(self.mentions, self.strangers[-1])

    def _apposed(self, start: int) -> bool:
        """Whether a phrase tells of somebody named: it stands behind a name and a comma, or "is"."""
        before = self.text[max(0, start - 25) : start]
        return (
            re.search(
                r"(?:[A-Z][\w’'.-]*|\d+), (?:now )?$|\b(?:is|was|as|be|been|became|not|like)\s$", before
            )
            is not None
        )
