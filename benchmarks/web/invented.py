"""Articles of an invented world, any number of them, made of recombined words.

A few speak very often and one outlet prints a fifth of all articles, as in any collection; most speak once.
Articles of some days belong to a story, and what is said in a story is told again by other articles of it,
some of it very often, and now and then with another word inside the quotation marks. Most people speak for
one of a few states; remarks name states, warmly or coldly; outlets choose labels in their own voice.
Nothing is taken from any text. The same seed gives the same articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product

ARTICLE_STATEMENTS = 10
FIRST_DAY = date(2024, 1, 1)
DAYS = 3650
ONE_PERSON = 0.1
"""The share of statements that one person has."""

ONE_OUTLET = 0.2
"""The share of articles that one outlet has."""

_COMMON_WORDS = """
the of and to a in that it is was for on are as with they be at this have from or had by not but what all
were when we there can an your which their said if do will each about how up out them then she many some
so these would other into has more her two like him see time could no make than first been its who now
people my made over did down only way find use may water long little very after words called just where
most know strait ferry harbour talks minister blockade sanctions treaty patrol fishing border envoy fog
navy agreement ships ceasefire mediator coast island embassy convoy statement
"""
_SYLLABLE_WORDS = """
ba do fe gu ki lo ma ne po ru sa ti vo wu ze kar lin mar tes vel ost dra san hal bran
"""
_COMMON, _SYLLABLES = _COMMON_WORDS.split(), _SYLLABLE_WORDS.split()
_STATES = ("Veldoria", "Ostmar", "Tessaly", "Marenia", "Karland", "Lindmark")
_TONES = ("trusts", "welcomes", "thanks", "accuses", "threatens", "condemns", "will hold talks with", "knows")
_LABELS = (
    "the war",
    "the conflict",
    "rebels",
    "militants",
    "the regime",
    "the government",
    "an incursion",
    "raids",
)
_OFFICES = ("foreign minister", "spokeswoman", "president", "defence minister", "mayor", "envoy", "admiral")
_ACTS = ("asserts", "denies", "demands", "promises", "threatens", "asks", "expresses")
_ACT_SHARES = (70, 8, 7, 6, 1, 4, 4)
_LANGUAGES = ("en", "de", "fr", "uk")
_LANGUAGE_SHARES = (90, 6, 3, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: the number of its speaker (``None`` is open), of the remark that it renders, its words,
    and where source, cue and content stand."""

    speaker: int | None
    remark: int
    is_first: bool
    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    kind: str
    act: str
    mode: str
    doubt: float


_AGAIN = 0.35  # share of statements in a story that tell an earlier remark again
_FAMOUS = 0.3  # share of these that tell one of the first three remarks of the story
_ALTERED = 0.15  # share of these that have another word
_NAMING = 0.04  # share of remarks that name a state
_LABELLED = 0.1  # share of sentences with a label


@dataclass(frozen=True, slots=True)
class Page:
    """One article."""

    number: int
    outlet: int
    day: date
    language: str
    title: str
    text: str
    story: int | None
    statements: tuple[Said, ...]


@dataclass(slots=True)
class _Story:
    number: int
    last: int
    remarks: list[tuple[int, int | None, str]]


class World:
    """Names, words and what happens."""

    def __init__(self, statements: int, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self.articles = max(1, statements // ARTICLE_STATEMENTS)
        words = _COMMON + ["".join(p) for p in product(_SYLLABLES, repeat=3)]
        rare = words[len(_COMMON) :]
        self._chance.shuffle(rare)
        self._words = words[: len(_COMMON)] + rare
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._words))))
        people = max(20, statements // 40)
        self.people = [self._name() for _ in range(people)]
        self.people[1 : len(_STATES) + 1] = _STATES
        self._by_people = list(accumulate(_skewed(people, ONE_PERSON)))
        outlets = min(600, max(10, statements // 1500))
        self.outlets = [f"The {self._word().title()} {self._word().title()}" for _ in range(outlets)]
        self._by_outlets = list(accumulate(_skewed(outlets, ONE_OUTLET)))
        self.remarks = 0
        self.stories: list[str] = []

    def office(self, person: int) -> str:
        """In which office articles let somebody speak."""
        return _OFFICES[person % len(_OFFICES)]

    def state(self, person: int) -> str | None:
        """For which state somebody speaks."""
        return None if self.sort(person) == "state" or person % 7 == 0 else _STATES[person % len(_STATES)]

    def sort(self, person: int) -> str:
        """What somebody is: a state or a person."""
        return "state" if 1 <= person <= len(_STATES) else "person"

    def pages(self) -> Iterator[Page]:
        """All articles, day by day."""
        live: list[_Story] = []
        for number in range(self.articles):
            day = number * DAYS // self.articles
            live = [story for story in live if story.last >= day]
            yield self._page(number, day, self._story(live, day))

    def _story(self, live: list[_Story], day: int) -> _Story | None:
        shape = self._chance.random()
        if shape < 0.4:
            return None
        if shape > 0.45 and live:
            return live[min(int(self._chance.expovariate(8 / len(live))), len(live) - 1)]
        self.stories.append(" ".join(self._chance.choices(self._words, cum_weights=self._weights, k=5)))
        live.append(_Story(len(self.stories) - 1, day + self._chance.randrange(2, 20), []))
        return live[-1]

    def _page(self, number: int, day: int, story: _Story | None) -> Page:
        title = " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=7)).capitalize()
        text = [f"{title}\n\n"]
        length = len(text[0])
        statements = []
        for _ in range(ARTICLE_STATEMENTS):
            sentence, said = self._sentence(story, length)
            text.append(sentence)
            statements.append(said)
            length += len(sentence)
        return Page(
            number=number,
            outlet=self._pick(self._by_outlets),
            day=FIRST_DAY + timedelta(days=day),
            language=self._chance.choices(_LANGUAGES, _LANGUAGE_SHARES)[0],
            title=title,
            text="".join(text),
            story=story.number if story else None,
            statements=tuple(statements),
        )

    def _sentence(self, story: _Story | None, at: int) -> tuple[str, Said]:
        chance = self._chance
        again = story is not None and story.remarks and chance.random() < _AGAIN
        if again and story is not None:
            famous = chance.random() < _FAMOUS
            remark, speaker, words = chance.choice(story.remarks[:3] if famous else story.remarks)
            words = self._altered(words)
        else:
            remark, speaker, words = self._remark()
            if story is not None:
                story.remarks.append((remark, speaker, words))
        source = self.people[speaker] if speaker is not None else "an official"
        cue = chance.choice(("said", "told reporters", "denied", "demanded", "asked"))
        filler = " ".join(chance.choices(self._words, cum_weights=self._weights, k=12))
        if chance.random() < _LABELLED:
            filler = f"{chance.choice(_LABELS)} {filler}"
        sentence = f"“{words},” {source} {cue}. {filler.capitalize()}.\n"
        content = at + 1
        named = content + len(words) + 3
        told = named + len(source) + 1
        return sentence, Said(
            speaker=speaker,
            remark=remark,
            is_first=not again,
            source=(named, named + len(source)),
            cue=(told, told + len(cue)),
            content=(content, content + len(words)),
            kind=chance.choices(("direct", "indirect", "mixed"), (45, 40, 15))[0],
            act=chance.choices(_ACTS, _ACT_SHARES)[0],
            mode="said" if chance.random() < 0.85 else "attitude",
            doubt=round(chance.random() ** 3, 3),
        )

    def _remark(self) -> tuple[int, int | None, str]:
        self.remarks += 1
        speaker = None if self._chance.random() < 0.07 else self._pick(self._by_people)
        length = self._chance.randint(8, 30)
        words = " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=length))
        if self._chance.random() < _NAMING:
            words = f"this side {self._chance.choice(_TONES)} {self._chance.choice(_STATES)} {words}"
        return self.remarks - 1, speaker, words

    def _altered(self, words: str) -> str:
        """The same words, now and then one of them another."""
        if self._chance.random() >= _ALTERED:
            return words
        told = words.split()
        told[self._chance.randrange(1, len(told) - 1)] = self._chance.choice(self._words)
        return " ".join(told)

    def _pick(self, cumulative: Sequence[float]) -> int:
        return self._chance.choices(range(len(cumulative)), cum_weights=cumulative)[0]

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, 3)))

    def _name(self) -> str:
        return f"{self._word().title()} {self._word().title()}"


def _skewed(count: int, first: float) -> list[float]:
    """Weights of which the first is a share of all and the others fall slowly."""
    others = [1 / (rank + 20) ** 0.9 for rank in range(count - 1)]
    return [first / (1 - first) * sum(others), *others]
