"""One invented article, read by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from dragoman.link.coverage import Carried, Coverage, Labelled, Share
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Alignment,
    Article,
    Block,
    BlockRole,
    Change,
    Difference,
    Event,
    Evidence,
    Exchange,
    ExchangeKind,
    Figure,
    Given,
    Interval,
    Kind,
    Loan,
    Maker,
    Mode,
    Page,
    Person,
    Precision,
    Reading,
    Relation,
    Rendering,
    Role,
    Span,
    Statement,
    Story,
    Utterance,
)

TEXT = (
    "Strait stays open\n"
    '=We will not close it," foreign minister Ilan Dravek told Radio Tessaly on Tuesday.\n'
    "Mirela Sandor believes him.\n"
)


@dataclass(frozen=True)
class HandMade:
    """An entry of no ledger."""

    reading: Reading
    supersedes: str | None = None
    copy_of: str | None = None
    read_at: datetime = datetime(2031, 3, 5, 12, tzinfo=UTC)
    loans: tuple[Loan, ...] = ()


@dataclass(frozen=True)
class Told:
    """One utterance, told by one statement."""

    utterance: Utterance
    renderings: tuple[Rendering, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True)
class HandMadeLedger:
    """A ledger of one entry, with one link of each sort."""

    held: HandMade

    def entries(self):
        yield self.held

    def entry(self, name):
        assert name == "a1"
        return self.held

    def utterances(self, wanted=None):
        change = Change(span=Span(4, 7), was="shall", now="will", what=Difference.ALTERED)
        wording = Rendering(
            statement="s1",
            article="a1",
            outlet="MPA",
            kind=Kind.DIRECT,
            text="=We will not",
            altered=(change,),
        )
        told = Utterance(id="s1", statements=("s1",), speaker_name="Ilan Dravek", doubt=0.25)
        if wanted is None or wanted(told):
            yield Told(told, (wording,), ("MPA",))

    def exchanges(self):
        yield Exchange(
            id="x1",
            kind=ExchangeKind.DENIES,
            origin="s1",
            target="s0",
            evidence=(Evidence("a1", at("told")),),
            inferred=False,
            doubt=0.1,
        )

    def figures(self):
        span = at("Tuesday")
        for id in ("f1", "f2"):
            yield Figure(id=id, article="a1", span=span, low=1, high=None, unit=None, what="boats", by="s1")

    def alignments(self):
        yield Alignment("f1", "f2", Relation.SAME)

    def events(self):
        yield Event(
            id="e1",
            kind="interview",
            participants=("h1", "Radio Tessaly"),
            place=None,
            held=Interval.day(date(2031, 3, 4), "on Tuesday, before 2031-03-05"),
            evidence=(Evidence("a1", at("told Radio Tessaly")),),
        )

    def stories(self):
        yield Story(id="y1", title="The strait", articles=("a1",), events=("e1",))

    def people(self):
        yield Person(
            id="h1",
            name="Ilan Dravek",
            kind=ActorKind.PERSON,
            members=(("a1", "p1"), ("a1", "p3"), ("a2", "p1")),
            names=("Dravek", "Ilan Dravek"),
            within="Veldoria",
        )

    def coverage(self):
        carried = Carried(
            outlet="MPA",
            utterance="s1",
            speaker_name="Ilan Dravek",
            side="Veldoria",
            articles=("a1",),
            statements=1,
            words=5,
            published=None,
            days_after_first=None,
            headline="Strait stays open",
            is_in_headline=False,
            is_copy=False,
        )
        share = Share(
            outlet="MPA", article="a1", headline="Strait stays open", side="Veldoria", words=5, share=1.0
        )
        label = Labelled(
            outlet="MPA", thing="who rules", term="government", places=(Evidence("a1", at("Strait")),)
        )
        yield Coverage(
            story="y1",
            title="The strait",
            articles=("a1",),
            carried=(carried,),
            shares=(share,),
            labels=(label,),
        )


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def make_reading() -> Reading:
    dravek = Actor(
        id="p1",
        name="Ilan Dravek",
        kind=ActorKind.PERSON,
        mentions=(at("Ilan Dravek"),),
        roles=(Role("foreign minister", "Veldoria", at("foreign minister"), date(2031, 3, 5)),),
    )
    sandor = Actor(id="p2", name="Mirela Sandor", kind=ActorKind.PERSON, mentions=(at("Mirela Sandor"),))
    said = Statement(
        id="s1",
        article="a1",
        mode=Mode.SAID,
        source=(at("foreign minister Ilan Dravek"),),
        cue=(at("told"),),
        content=(at('=We will not close it,"'), at("on Tuesday")),
        kind=Kind.DIRECT,
        act=Act.DENIES,
        block=BlockRole.BODY,
        speaker="p1",
        role="foreign minister",
        addressee="p2",
        said_on=Interval.day(date(2031, 3, 4), "on Tuesday, before 2031-03-05"),
        relay=("Radio Tessaly", "MPA"),
        doubt=0.1,
    )
    held = Statement(
        id="s2",
        article="a1",
        mode=Mode.ATTITUDE,
        source=(at("Mirela Sandor"),),
        cue=(at("believes"),),
        content=(at("him"),),
        kind=Kind.INDIRECT,
        act=Act.ASSERTS,
        block=BlockRole.BODY,
    )
    article = Article(
        id="a1",
        doc="strait",
        raw=TEXT.encode(),
        text=TEXT,
        media_type="text/plain",
        charset="utf-8",
        path="strait.txt",
        retrieved=datetime(2031, 3, 6, 8, 30, tzinfo=UTC),
        given=Given(url="https://courier.example/strait"),
    )
    page = Page(
        blocks=(
            Block(at("Strait stays open"), BlockRole.HEADLINE),
            Block(Span(18, len(TEXT)), BlockRole.BODY),
        ),
        title="Strait stays open",
        outlet="The Lindhaven Courier",
        author="Petra Voss",
        published=Interval(date(2031, 3, 5), None, Precision.OPEN, "dateline"),
        language="en",
    )
    return Reading(
        article=article,
        page=page,
        actors=(dravek, sandor),
        statements=(said, held),
        maker=Maker("rules", "1"),
    )


@pytest.fixture
def entry() -> HandMade:
    return HandMade(make_reading())


@pytest.fixture
def ledger(entry) -> HandMadeLedger:
    return HandMadeLedger(entry)
