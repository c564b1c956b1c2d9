"""Readings of invented pages of which only the words, the outlet, the day and the address matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dragoman.ids import article_id
from dragoman.model import Article, Block, BlockRole, Given, Interval, Maker, Page, Reading, Span

WIRE = [
    "President Anika Brandt appealed to Veldoria and Ostmar on Thursday to keep silent until Monday.",
    "“I have asked both ministers to say nothing in public for three days,” Brandt said in a statement.",
    "Her chief of staff said that both delegations had agreed to the pause after a night without sleep.",
    "A new meeting could take place in Port Amiel before the end of the month, he added.",
    "Veldorian patrol boats stayed in the strait, and the ferries to Lindhaven left an hour late.",
    "Harbour offices on both shores counted fewer trawlers than in any March since the war.",
]
DRILL = [
    "Two frigates of the Ostmari navy fired at floating targets north of Great Sele on Saturday morning.",
    "The exercise had been announced in the notices for mariners, but fishermen complained about the noise.",
    "A spokesman for the navy said that nobody had been hurt and no net had been cut.",
    "Next week the minesweepers will follow, and the shipping lane will be closed for two nights.",
]


def reading(
    *paragraphs: str,
    doc: str = "page",
    outlet: str | None = None,
    origin: str | None = None,
    day: int | None = 10,
    url: str | None = None,
    headline: str = "A headline of its own",
    role: BlockRole = BlockRole.BODY,
) -> Reading:
    text, blocks = headline, [Block(Span(0, len(headline)), BlockRole.HEADLINE)]
    for paragraph in paragraphs:
        start = len(text) + 2
        text += "\n\n" + paragraph
        blocks.append(Block(Span(start, len(text)), role))
    url = url or f"https://{doc}.example/1"
    article = Article(
        id=article_id(text.encode(), url),
        doc=doc,
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=f"{doc}.txt",
        retrieved=datetime(2033, 4, 1, tzinfo=UTC),
        given=Given(url=url),
    )
    page = Page(
        blocks=tuple(blocks),
        title=headline,
        outlet=outlet or f"{doc} Gazette",
        original_outlet=origin,
        published=Interval.day(date(2033, 3, day), "given") if day else None,
        language="en",
    )
    return Reading(article=article, page=page, actors=(), statements=(), maker=Maker("rules", "1"))
