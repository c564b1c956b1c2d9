"""Readings made by hand from invented texts, for the tests of the report.

``Builder`` finds quoted words in the text, so that a test reads like the article it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from dragoman.ids import article_id, finding_id
from dragoman.link import Sheet, carriers, render
from dragoman.link.coverage import Coverage, cover, sides_of
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Alignment,
    Article,
    Block,
    BlockRole,
    Event,
    Evidence,
    Exchange,
    ExchangeKind,
    Figure,
    Given,
    Interval,
    Kind,
    Linked,
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

MOMENT = datetime(2023, 5, 2, 9, 30, tzinfo=UTC)
MAKER = Maker("rules", "1")
NOTHING = Linked(maker=MAKER)


@dataclass(frozen=True, slots=True)
class Made:
    """An entry as a ledger would hand it over."""

    reading: Reading
    supersedes: str | None = None
    copy_of: str | None = None
    read_at: datetime = MOMENT
    loans: tuple[Loan, ...] = ()


@dataclass(frozen=True)
class Told:
    """One utterance with its wordings."""

    utterance: Utterance
    renderings: tuple[Rendering, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """A ledger as the report sees it; by itself it was never linked."""

    held: Sequence[Made]
    told: tuple[Told, ...] = ()
    linked: Linked = NOTHING

    def entries(self) -> Iterator[Made]:
        yield from self.held

    def entry(self, name: str) -> Made:
        return next(e for e in self.held if e.reading.article.id == name)

    def utterances(self, wanted: Callable[[Utterance], bool] | None = None) -> Iterator[Told]:
        return (one for one in self.told if wanted is None or wanted(one.utterance))

    def exchanges(self) -> Iterator[Exchange]:
        return iter(self.linked.exchanges)

    def figures(self) -> Iterator[Figure]:
        return iter(self.linked.figures)

    def alignments(self) -> Iterator[Alignment]:
        return iter(self.linked.alignments)

    def events(self) -> Iterator[Event]:
        return iter(self.linked.events)

    def stories(self) -> Iterator[Story]:
        return iter(self.linked.stories)

    def people(self) -> Iterator[Person]:
        return iter(self.linked.people)

    def coverage(self) -> Iterator[Coverage]:
        sheets = {e.reading.article.id: Sheet(e.reading, e.copy_of) for e in self.held}
        utterances = {s: t.utterance for t in self.told for s in t.utterance.statements}
        for story in self.linked.stories:
            held = [sheets.pop(article) for article in story.articles]
            yield cover(story, held, utterances, sides_of(self.linked.people))
        if utterances and sheets:
            yield cover(None, sheets.values(), utterances, sides_of(self.linked.people))


def tell(words: str, *entries: Made, speaker: str | None = None, doubt: float = 0.0) -> Told:
    """The statements of some entries whose content holds some words, as one utterance."""
    sheets = [Sheet(e.reading, e.copy_of) for e in entries]
    ids = [s.id for sheet in sheets for s in sheet.statements if words in sheet.content(s)]
    utterance = Utterance(id=ids[0], statements=tuple(ids), speaker_name=speaker, doubt=doubt)
    return Told(utterance, render(utterance, sheets), carriers(utterance, sheets))


@dataclass
class Builder:
    """Builds one reading. Blocks are given as (role, text) and joined by blank lines."""

    blocks: list[tuple[BlockRole, str]]
    outlet: str | None = "Karsk Today"
    published: date | None = date(2022, 3, 11)
    title: str | None = None
    url: str | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
    flattener: str | None = None
    original_outlet: str | None = None
    actors: list[Actor] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = "\n\n".join(text for _, text in self.blocks)
        self.raw = self.text.encode("utf-8", "surrogatepass")
        self.id = article_id(self.raw, self.url or self.outlet)

    def span(self, words: str, after: int = 0) -> Span:
        """The first place of some words."""
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(self.text, after)
        if found is None:
            raise ValueError(f"{words!r} does not stand in the text")
        return Span(*found.span())

    def actor(
        self,
        name: str,
        kind: ActorKind = ActorKind.PERSON,
        role: str | None = None,
        of: str | None = None,
        past: bool = False,
    ) -> str:
        """Add an actor; give its id."""
        where = self.span(name) if name in self.text else Span(0, 0)
        roles = (Role(role, of, where, self.published, past),) if role else ()
        made = finding_id("p", self.id, [where], [Span(len(self.actors), len(self.actors))])
        self.actors.append(Actor(id=made, name=name, kind=kind, mentions=(where,), roles=roles))
        return made

    def say(
        self,
        source: str,
        cue: str,
        *content: str,
        speaker: str | None = None,
        act: Act = Act.ASSERTS,
        kind: Kind = Kind.INDIRECT,
        mode: Mode = Mode.SAID,
        on: date | Interval | None = None,
        role: str | None = None,
        to: str | None = None,
        relay: tuple[str, ...] = (),
        inside: str | None = None,
        doubt: float = 0.0,
        doubt_speaker: float = 0.0,
        block: BlockRole = BlockRole.BODY,
    ) -> str:
        """Add a statement whose parts are found by their words; give its id."""
        spans = [
            tuple(self.span(words) for words in part if words) for part in ([source], [cue], list(content))
        ]
        made = finding_id("s", self.id, *spans)
        self.statements.append(
            Statement(
                id=made,
                article=self.id,
                mode=mode,
                source=spans[0],
                cue=spans[1],
                content=spans[2],
                kind=kind,
                act=act,
                block=block,
                speaker=speaker,
                role=role,
                addressee=to,
                said_on=Interval.day(on, f"“{on:%A}”, the article is of 11 Mar 2022")
                if isinstance(on, date)
                else on,
                relay=relay,
                nested_in=inside,
                doubt=doubt,
                doubt_speaker=doubt_speaker,
            )
        )
        return made

    def entry(self, supersedes: str | None = None, copy_of: str | None = None) -> Made:
        """The finished entry."""
        blocks, at = [], 0
        for role, text in self.blocks:
            if text.strip():
                blocks.append(Block(Span(at, at + len(text)), role))
            at += len(text) + 2
        article = Article(
            id=self.id,
            doc=(self.title or "article").lower().replace(" ", "-")[:40],
            raw=self.raw,
            text=self.text,
            media_type="text/plain",
            charset="utf-8",
            path="invented.txt",
            retrieved=MOMENT,
            given=Given(url=self.url),
            flattener=self.flattener,
            notes=self.notes,
        )
        page = Page(
            blocks=tuple(blocks),
            title=self.title,
            outlet=self.outlet,
            original_outlet=self.original_outlet,
            published=Interval.day(self.published, "the dateline") if self.published else None,
            language=self.language,
        )
        reading = Reading(
            article=article,
            page=page,
            actors=tuple(self.actors),
            statements=tuple(self.statements),
            maker=MAKER,
        )
        return Made(reading, supersedes, copy_of)


def week(first: date) -> Interval:
    """An interval of seven days."""
    return Interval(first, first + timedelta(days=6), Precision.WEEK, "“last week”")


H, B, F, C, T, Q = (
    BlockRole.HEADLINE,
    BlockRole.BODY,
    BlockRole.FURNITURE,
    BlockRole.CAPTION,
    BlockRole.TEASER,
    BlockRole.QUESTION,
)


def newspaper() -> Made:
    """A report with a nested statement, a denial, furniture, a caption and a teaser."""
    b = Builder(
        [
            (F, "Home"),
            (F, "Politics"),
            (F, "Subscribe for 2 crowns a week"),
            (H, "Veldoria will not reopen the strait, says Dravek"),
            (BlockRole.BYLINE, "By our correspondent in Karsk"),
            (
                B,
                "KARSK — Foreign minister Ilan Dravek said on Thursday that his country would not reopen "
                "the Strait of Maren “as long as a single Ostmari frigate lies off our coast”. He demanded "
                "that Lindhaven answer within ten days.",
            ),
            (C, "Ilan Dravek at the harbour of Karsk in February. “A cold day,” he joked."),
            (
                B,
                "Mirela Sandor, his Ostmari counterpart, denied that any warship was near "
                "the strait. “Mr Dravek "
                "told me last week that he had counted forty ships. There are four,” she told Radio Tessaly.",
            ),
            (
                B,
                "A diplomat who asked not to be named said both sides were closer than they sound. Hale, the "
                "spokesman, added nothing. It was also suggested that the mediator had lost patience.",
            ),
            (B, "Petra Voss believes that the crisis will pass."),
            (T, "Read more: Kasimir inspects the northern fleet"),
            (F, "© Karsk Today"),
            (F, "Contact"),
            (F, "Imprint"),
        ],
        title="Veldoria will not reopen the strait, says Dravek",
        url="https://karsk-today.example/strait",
    )
    dravek = b.actor("Ilan Dravek", role="foreign minister", of="Veldoria")
    sandor = b.actor("Mirela Sandor", role="foreign minister", of="Ostmar")
    diplomat = b.actor("A diplomat", ActorKind.UNNAMED)
    hale = b.actor("Hale")
    voss = b.actor("Petra Voss")
    b.say(
        "Dravek",
        "says",
        "Veldoria will not reopen the strait",
        speaker=dravek,
        block=H,
        role="foreign minister",
    )
    b.say(
        "Foreign minister Ilan Dravek",
        "said",
        "his country would not reopen the Strait of Maren “as long as a single Ostmari "
        "frigate lies off our coast”",
        speaker=dravek,
        kind=Kind.MIXED,
        act=Act.DENIES,
        on=date(2022, 3, 10),
        role="foreign minister",
    )
    b.say(
        "He",
        "demanded",
        "Lindhaven answer within ten days",
        speaker=dravek,
        act=Act.DEMANDS,
        to="Ostmar",
        role="foreign minister",
    )
    b.say("he", "joked", "“A cold day,”", kind=Kind.DIRECT, act=Act.EXPRESSES, speaker=dravek, block=C)
    b.say(
        "Mirela Sandor, his Ostmari counterpart",
        "denied",
        "any warship was near the strait",
        speaker=sandor,
        act=Act.DENIES,
        role="foreign minister",
    )
    outer = b.say(
        "she",
        "told Radio Tessaly",
        "“Mr Dravek told me last week that he had counted forty ships. There are four,”",
        speaker=sandor,
        kind=Kind.DIRECT,
        relay=("Radio Tessaly",),
        to="Radio Tessaly",
        role="foreign minister",
    )
    b.say(
        "Mr Dravek",
        "told me",
        "he had counted forty ships",
        speaker=dravek,
        on=week(date(2022, 2, 28)),
        inside=outer,
        doubt_speaker=0.2,
        to=sandor,
    )
    b.say(
        "A diplomat who asked not to be named",
        "said",
        "both sides were closer than they sound",
        speaker=diplomat,
    )
    b.say("Hale", "added", "nothing", speaker=hale, doubt=0.6)
    b.say("", "was also suggested", "the mediator had lost patience", doubt_speaker=0.9, doubt=0.5)
    b.say("Petra Voss", "believes", "the crisis will pass", speaker=voss, mode=Mode.ATTITUDE)
    return b.entry()


def interview() -> Made:
    """Question and answer turns, with doubt about a speaker."""
    b = Builder(
        [
            (H, "“We are not at the table to listen to lectures”"),
            (
                BlockRole.STANDFIRST,
                "The Ostmari foreign minister on mines, mediators and a quarrel over a number.",
            ),
            (Q, "Do you trust the Veldorian promise?"),
            (
                B,
                "I trust signatures. I have told President Brandt that we will sign when the mines are gone.",
            ),
            (Q, "Mr Kasimir speaks of an ultimatum."),
            (B, "There is no ultimatum. We have asked a question, and we wait for the answer."),
            (B, "Asked about Thursday, she says that the mediator “has been more than patient”."),
        ],
        outlet="The Lindhaven Courier",
        published=date(2022, 3, 14),
        title="“We are not at the table to listen to lectures”",
        url="https://courier.example/a/2",
    )
    sandor = b.actor("Mirela Sandor", role="foreign minister")
    brandt = b.actor("Anika Brandt", role="president", of="Tessaly")
    b.say(
        "",
        "",
        "I trust signatures. I have told President Brandt that we will sign when the mines are gone.",
        speaker=sandor,
        kind=Kind.DIRECT,
        on=date(2022, 3, 12),
        role="foreign minister",
    )
    b.say(
        "I",
        "have told President Brandt",
        "we will sign when the mines are gone",
        speaker=sandor,
        act=Act.PROMISES,
        to=brandt,
        role="foreign minister",
    )
    b.say(
        "",
        "",
        "There is no ultimatum. We have asked a question, and we wait for the answer.",
        speaker=sandor,
        kind=Kind.DIRECT,
        act=Act.DENIES,
        on=date(2022, 3, 12),
        doubt_speaker=0.5,
    )
    b.say("she", "says", "the mediator “has been more than patient”", speaker=sandor, kind=Kind.MIXED)
    return b.entry()


def agency(copy_of: str | None = None, outlet: str = "Maren Press Agency") -> Made:
    """A dispatch in which an office has changed; also printed as a copy."""
    b = Builder(
        [
            (H, "Dravek, now premier, offers talks"),
            (BlockRole.DATELINE, "PORT AMIEL, 2 May (MPA)"),
            (
                B,
                "Prime minister Ilan Dravek proposed direct talks on Monday, reversing "
                "what he said as foreign "
                "minister in March 2019, when he vowed never to sit down with Ostmar.",
            ),
            (
                B,
                "The foreign ministry in Lindhaven said it had received “a paper without "
                "a date”. Oren Kasimir, the "
                "defence minister, warned Ostmar against mistaking courtesy for weakness. "
                "According to the Tessalian "
                "presidency, both delegations have been invited.",
            ),
        ],
        outlet=outlet,
        published=date(2022, 5, 2),
        title="Dravek, now premier, offers talks",
        url=f"https://{outlet.split()[0].lower()}.example/dispatch/77",
        original_outlet="Maren Press Agency" if copy_of else None,
        notes=("encoding guessed as windows-1252",) if copy_of else (),
    )
    dravek = b.actor("Ilan Dravek", role="prime minister", of="Veldoria")
    b.actors[0] = Actor(
        id=dravek,
        name="Ilan Dravek",
        kind=ActorKind.PERSON,
        mentions=b.actors[0].mentions,
        roles=(
            *b.actors[0].roles,
            Role("foreign minister", "Veldoria", b.span("foreign minister"), None, True),
        ),
    )
    ministry = b.actor("foreign ministry", ActorKind.ORGANISATION)
    kasimir = b.actor("Oren Kasimir", role="defence minister")
    presidency = b.actor("Tessalian presidency", ActorKind.ORGANISATION)
    b.say(
        "Prime minister Ilan Dravek",
        "proposed",
        "direct talks",
        speaker=dravek,
        act=Act.PROMISES,
        on=date(2022, 5, 2),
        role="prime minister",
    )
    b.say(
        "he",
        "vowed",
        "never to sit down with Ostmar",
        speaker=dravek,
        act=Act.PROMISES,
        role="foreign minister",
        on=Interval(date(2019, 3, 1), date(2019, 3, 31), Precision.MONTH, "“in March 2019”"),
    )
    b.say(
        "The foreign ministry in Lindhaven",
        "said",
        "it had received “a paper without a date”",
        speaker=ministry,
        kind=Kind.MIXED,
    )
    b.say(
        "Oren Kasimir, the defence minister",
        "warned Ostmar against",
        "mistaking courtesy for weakness",
        speaker=kasimir,
        act=Act.DEMANDS,
        to="Ostmar",
        role="defence minister",
    )
    b.say(
        "the Tessalian presidency", "According to", "both delegations have been invited", speaker=presidency
    )
    return b.entry(copy_of=copy_of)


def blog() -> Made:
    """A post whose page tells neither outlet nor date."""
    b = Builder(
        [
            (H, "What Sandor really said"),
            (B, "I was there. Mirela Sandor said: we count what floats, not what frightens."),
            (B, "انتهى الاجتماع دون نتيجة، قال متحدث."),
        ],
        outlet=None,
        published=None,
        title="What Sandor really said",
    )
    sandor = b.actor("Mirela Sandor")
    b.say("Mirela Sandor", "said", "we count what floats, not what frightens", speaker=sandor)
    speaker = b.actor("متحدث", ActorKind.UNNAMED)
    b.say("متحدث", "قال", "انتهى الاجتماع دون نتيجة", speaker=speaker)
    return b.entry()


def episode() -> list[Made]:
    """A small ledger: five articles, one of them a copy."""
    wire = agency()
    copy = agency(copy_of=wire.reading.article.id, outlet="The Harbour Post")
    return [newspaper(), interview(), wire, copy, blog()]


def radio() -> Made:
    """A newsroom that has a quotation of the newspaper in other words, and a label of its own."""
    builder = Builder(
        [
            (H, "Cold words, says minister"),
            (
                B,
                "“A cold year,” said foreign minister Ilan Dravek of the conflict. The war of words goes on.",
            ),
        ],
        outlet="Radio Tessaly",
        published=date(2022, 3, 12),
        title="Cold words, says minister",
    )
    dravek = builder.actor("Ilan Dravek", role="foreign minister", of="Veldoria")
    builder.say("Ilan Dravek", "said", "“A cold year,”", speaker=dravek, kind=Kind.DIRECT)
    return builder.entry()


def linked_episode(doubt: float = 0.1) -> Held:
    """The episode and the radio's page, tied together by hand."""
    entries = [*episode(), radio()]
    paper, talk = entries[0], entries[1]
    told = (
        tell("A cold", paper, entries[-1], speaker="Ilan Dravek", doubt=doubt),
        tell("answer within ten days", paper, speaker="Ilan Dravek"),
        tell("There is no ultimatum", talk, speaker="Mirela Sandor"),
    )
    _, asked, denied = (one.utterance.id for one in told)
    text = talk.reading.article.text
    cue = Span(text.index("There is no"), text.index("There is no") + len("There is no"))
    dravek = tuple(
        (e.reading.article.id, a.id) for e in entries for a in e.reading.actors if a.name == "Ilan Dravek"
    )
    met = Evidence(paper.reading.article.id, Span(0, 5))
    linked = Linked(
        maker=MAKER,
        people=(
            Person(
                id="p-dravek",
                name="Ilan Dravek",
                kind=ActorKind.PERSON,
                members=dravek,
                names=("Ilan Dravek",),
                within="Veldoria",
            ),
        ),
        exchanges=(
            Exchange(
                id="x1",
                kind=ExchangeKind.DENIES,
                origin=denied,
                target=asked,
                evidence=(Evidence(talk.reading.article.id, cue),),
                inferred=True,
                doubt=0.4,
            ),
        ),
        figures=tuple(_figure(paper, words, value) for words, value in (("forty ships", 40), ("four", 4))),
        alignments=(Alignment("f-forty ships", "f-four", Relation.DIFFERENT),),
        events=(
            Event(
                id="e1",
                kind="meeting",
                participants=("p-dravek",),
                place="Karsk",
                held=Interval.day(date(2022, 3, 10), "“on Thursday”"),
                evidence=(met,),
            ),
        ),
        stories=(
            Story(
                id="y1",
                title="The strait stays closed",
                articles=(paper.reading.article.id, entries[-1].reading.article.id),
                events=("e1",),
            ),
        ),
    )
    return Held(entries, told, linked)


def _figure(entry: Made, words: str, value: float) -> Figure:
    start = entry.reading.article.text.index(words)
    return Figure(
        id=f"f-{words}",
        article=entry.reading.article.id,
        span=Span(start, start + len(words)),
        low=value,
        high=value,
        unit="ships",
        what="ships in the strait",
    )
