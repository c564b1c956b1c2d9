"""Invented articles with known copies: stories, the articles on them, and the copies of each article.

A story has people, places and a few quotations of its own. Several outlets write on it by themselves:
their articles share the quotations, background paragraphs of their outlet, and a sentence or two,
and are no copies. Each may be taken over: whole, trimmed, reordered, under another headline, with
small edits, with an added paragraph, or with several of these. All is made from a seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from dragoman.ids import article_id
from dragoman.model import Article, Block, BlockRole, Given, Interval, Maker, Page, Reading, Span

_PEOPLE = (
    "Ilan Dravek", "Mirela Sandor", "Tomas Hale", "Anika Brandt", "Oren Kasimir", "Petra Voss", "Edda Korn",
    "Joss Verrin", "Emil Sorrel", "Ulla Prent",
)  # fmt: skip
_SYLLABLES = (
    "bar", "bel", "dor", "fen", "gal", "har", "kir", "lan", "mor", "nes", "ost", "pel", "rin", "sol", "tam",
    "und", "vel", "wick", "yar", "zem",
)  # fmt: skip
_SUBJECTS = (
    "the harbour office", "a fleet of trawlers", "the coast guard of {a}", "the parliament in {a}", "{p}",
    "a delegation led by {p}", "the fishermen's union", "the ferry company {a} Line", "an inquiry into {b}",
    "the mayor of {b}", "a court in {b}", "residents near {a}", "the customs service", "engineers from {a}",
    "the insurer of the {b}", "a retired admiral", "the port of {a}", "schools around {b}",
)  # fmt: skip
_VERBS = (
    "has closed", "inspected", "refused to discuss", "will rebuild", "sold", "is paying for", "postponed",
    "voted on", "lost sight of", "denied access to", "published a map of", "counted", "has repaired",
    "warned about", "took over", "measured", "abandoned", "reopened",
)  # fmt: skip
_OBJECTS = (
    "{n} patrol boats", "the lighthouse at {a}", "a treaty signed in {b}", "the night crossing to {a}",
    "nets worth {n} crowns", "the inspection of {n} ships", "a bridge of {n} metres", "the archive of {b}",
    "cables laid in {y}", "a dispute over {n} berths", "the fog signal of {b}", "{n} tonnes of herring",
    "a survey of the {a} bank", "wages of {n} dockers", "the budget for {y}", "a lost radio buoy",
)  # fmt: skip
_ENDINGS = (
    "after {n} days of talks", "because of fog near {b}", "before the vote in {a}", "without giving a reason",
    "in spite of protests from {b}", "for the first time since {y}", "as {p} looked on",
    "at a cost of {n} crowns", "under a rule from {y}", "while ferries waited off {a}", "by {n} to {n}",
    "according to a letter seen in {b}",
)  # fmt: skip
_SAYINGS = (
    "We have {n} reasons to stay in {a} and not one to leave {b}",
    "Nobody in {b} will forget what happened to the {a} in {y}",
    "My crew of {n} sleeps aboard until {p} signs the paper",
    "If {a} wants {n} boats it can build them with its own timber",
    "I told {p} that the fog over {b} does not negotiate",
    "There were {n} of us on the quay at {a} and no one slept",
)
_OUTLETS = 40
_DAY = 2_500  # articles that come in any order
_OWN_ADDITIONS = 2


@dataclass(frozen=True, slots=True)
class Made:
    """An invented article as a ledger takes it, and the number of the article that it is a copy of
    (its own number where it is none)."""

    reading: Reading
    origin: int


@dataclass(frozen=True, slots=True)
class _Story:
    words: Mapping[str, Sequence[str]]
    sayings: Sequence[str]
    day: date


Paragraphs = list[list[str]]


def articles(count: int, seed: int = 1) -> list[Made]:
    """That many articles. Copies come before and after what they were made from, but not years apart."""
    chance = Random(seed)
    backgrounds = [_background(chance) for _ in range(_OUTLETS)]
    made: list[Made] = []
    origin = 0
    while len(made) < count:
        story = _story(chance)
        for _ in range(1 + min(int(chance.expovariate(0.5)), 8)):
            made += _family(chance, story, backgrounds, origin)
            origin += 1
    return [
        one
        for start in range(0, count, _DAY)
        for one in _mixed(chance, made[start : min(start + _DAY, count)])
    ]


def _mixed(chance: Random, made: list[Made]) -> list[Made]:
    chance.shuffle(made)
    return made


def _family(
    chance: Random, story: _Story, backgrounds: Sequence[list[list[str]]], origin: int
) -> Iterator[Made]:
    """An article and its copies; most have none, a few have very many."""
    outlet = chance.randrange(_OUTLETS)
    paragraphs = _article(chance, story, backgrounds[outlet])
    yield Made(_reading(chance, paragraphs, story.day, origin, 0), origin)
    copies = 0 if chance.random() < 0.5 else min(int(chance.paretovariate(0.9)), 60)
    for number in range(1, copies + 1):
        yield Made(_reading(chance, _copied(chance, paragraphs, story), story.day, origin, number), origin)


def _story(chance: Random) -> _Story:
    words = {
        "a": [_name(chance) for _ in range(3)],
        "b": [_name(chance) for _ in range(3)],
        "p": [f"{_name(chance)} {_name(chance)}" for _ in range(2)] + chance.sample(_PEOPLE, 2),
        "n": [str(chance.randrange(3, 900)) for _ in range(6)],
        "y": [str(chance.randrange(1950, 2033)) for _ in range(3)],
    }
    sayings = [_filled(chance, template, words) for template in chance.sample(_SAYINGS, 4)]
    return _Story(words, sayings, date(2033, 1, 1) + timedelta(days=chance.randrange(360)))


def _name(chance: Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize()


def _filled(chance: Random, template: str, words: Mapping[str, Sequence[str]]) -> str:
    for slot, fillers in words.items():
        while f"{{{slot}}}" in template:
            template = template.replace(f"{{{slot}}}", chance.choice(fillers), 1)
    return template


def _sentence(chance: Random, words: Mapping[str, Sequence[str]]) -> str:
    parts = [chance.choice(pool) for pool in (_SUBJECTS, _VERBS, _OBJECTS, _ENDINGS)]
    filled = _filled(chance, " ".join(parts), words)
    return filled[0].upper() + filled[1:] + "."


def _background(chance: Random) -> list[list[str]]:
    """Two paragraphs that an outlet puts under many of its articles."""
    words = _story(chance).words
    return [[_sentence(chance, words) for _ in range(2)] for _ in range(2)]


def _article(chance: Random, story: _Story, background: list[list[str]]) -> Paragraphs:
    paragraphs = [
        [_sentence(chance, story.words) for _ in range(chance.randrange(1, 4))]
        for _ in range(chance.randrange(4, 12))
    ]
    for saying in chance.sample(list(story.sayings), chance.randrange(0, 4)):
        place = chance.randrange(1, len(paragraphs))
        paragraphs.insert(place, [f"“{saying},” said {chance.choice(story.words['p'])}."])
    if chance.random() < 0.4:
        paragraphs += chance.sample(background, chance.randrange(1, 3))
    return paragraphs


def _copied(chance: Random, paragraphs: Paragraphs, story: _Story) -> Paragraphs:
    """A copy, changed in none to three ways."""
    changed = [list(paragraph) for paragraph in paragraphs]
    for change in chance.sample((_trimmed, _reordered, _edited, _added), chance.choice((0, 1, 1, 2, 2, 3))):
        changed = change(chance, changed, story)
    return changed


def _trimmed(chance: Random, paragraphs: Paragraphs, _: _Story) -> Paragraphs:
    """The beginning: from all but the last paragraph down to 35 of 100."""
    kept = max(2, round(len(paragraphs) * chance.uniform(0.35, 0.9)))
    return paragraphs[:kept]


def _reordered(chance: Random, paragraphs: Paragraphs, _: _Story) -> Paragraphs:
    rest = paragraphs[1:]
    chance.shuffle(rest)
    return paragraphs[:1] + rest


def _edited(chance: Random, paragraphs: Paragraphs, story: _Story) -> Paragraphs:
    """Single words replaced, dropped or put in: 1 to 6 of 100."""
    rate = chance.uniform(0.01, 0.06)
    return [[_edited_sentence(chance, sentence, rate, story) for sentence in p] for p in paragraphs]


def _edited_sentence(chance: Random, sentence: str, rate: float, story: _Story) -> str:
    words: list[str] = []
    for word in sentence.split():
        if chance.random() >= rate:
            words.append(word)
            continue
        other = chance.choice((*story.words["a"], "reportedly", "meanwhile", "the", "about"))
        words += chance.choice(([other], [], [word, other]))
    return " ".join(words)


def _added(chance: Random, paragraphs: Paragraphs, story: _Story) -> Paragraphs:
    """Paragraphs of the copying outlet's own."""
    words = {
        **story.words,
        "p": [f"{_name(chance)} {_name(chance)}"],
        "n": [str(chance.randrange(1000, 9000))],
    }
    for _ in range(chance.randrange(1, _OWN_ADDITIONS + 1)):
        own = [_sentence(chance, words) for _ in range(chance.randrange(1, 3))]
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), own)
    return paragraphs


def _reading(chance: Random, paragraphs: Paragraphs, day: date, origin: int, number: int) -> Reading:
    headline = f"{_name(chance)} {chance.choice(_VERBS)} {_name(chance)}"
    text, blocks = headline, [Block(Span(0, len(headline)), BlockRole.HEADLINE)]
    for paragraph in paragraphs:
        start = len(text) + 2
        text += "\n\n" + " ".join(paragraph)
        blocks.append(Block(Span(start, len(text)), BlockRole.BODY))
    url = f"https://outlet{number}.example/{origin}"
    published = day + timedelta(days=number)
    article = Article(
        id=article_id(text.encode(), url),
        doc=f"{origin}-{number}",
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=f"{origin}-{number}.txt",
        retrieved=datetime(2034, 1, 1, tzinfo=UTC),
        given=Given(url=url),
    )
    page = Page(
        blocks=tuple(blocks),
        title=headline,
        outlet=f"Outlet {number}",
        published=Interval.day(published, "invented"),
        language="en",
    )
    return Reading(article=article, page=page, actors=(), statements=(), maker=Maker("invented", "1"))
