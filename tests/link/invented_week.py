"""Eight short invented pages about two stories: talks in March and a visit in October. Some print their day,
some only weekdays, one only "yesterday"."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from dragoman.clean import clean
from dragoman.extract import extract, maker
from dragoman.ids import article_id
from dragoman.link.people import find_people
from dragoman.link.sheet import Sheet
from dragoman.model import Article, Person, Reading, Statement

PAGES: dict[str, tuple[str, ...]] = {
    "dated": (
        "Three hours in Karsk bring ministers no closer",
        "Thursday, March 10, 2033",
        "On Thursday, talks were held in Karsk between Veldorian Foreign Minister Ilan Dravek and "
        "Ostmari Foreign Minister Mirela Sandor.",
        "“We were two ferries in the fog,” Dravek told reporters after the talks.",
    ),
    "weekdays": (
        "“Two ferries”: ministers part in anger",
        "Veldoria’s foreign minister has described a three-hour meeting in Karsk with his Ostmari "
        "counterpart as “two ferries in a fog”.",
        "Speaking to the press on Thursday, Ilan Dravek said the guests had brought “a pencil and no paper”.",
        "“The fog was all on his side,” Mirela Sandor said. She disputed the Veldorian count of the boats.",
        "“Minister Dravek gave me his word, and I wrote it down,” Sandor said on Thursday.",
        "Tessalian diplomats had said on Wednesday that the visit would fail.",
    ),
    "yesterday": (
        "Kasimir receives mediator in Karsk",
        "The strait will stay open “to every honest keel”, Veldoria’s Defence Minister Oren Kasimir "
        "promised during a meeting on Friday. Tessalian President Anika Brandt called the talks in "
        "Karsk “useful”.",
        "Kasimir said that his meeting with Brandt had been planned for weeks.",
        "There was none of the fog, Brandt said, that according to Veldorian Foreign Minister Ilan "
        "Dravek had marked yesterday’s talks with Ostmari Foreign Minister Mirela Sandor.",
    ),
    "interview": (
        "Mirela Sandor: “A boat is not an argument”",
        "On Thursday, March 10, talks were held in Karsk between Ostmar’s Foreign Minister Mirela "
        "Sandor and Veldorian Foreign Minister Ilan Dravek. It was the first such meeting since 2029."
        " According to the Veldorian minister, the talks resembled “two ferryboats which hoot in a "
        "mist”.",
    ),
    "october": (
        "Dravek Offers Joint Coast Guard",
        "October 4, 2033",
        "PORT AMIEL - Prime Minister Ilan Dravek met Tessalian President Anika Brandt in Port Amiel "
        "on Tuesday. Dravek, who followed outgoing Prime Minister Helga Tarn, offered a joint coast "
        "guard.",
        "“Two crews, one boat, one logbook,” Dravek told reporters after the meeting with Brandt.",
    ),
    "october weekdays": (
        "One logbook for two crews",
        "Veldorian Prime Minister Ilan Dravek and Tessalian President Anika Brandt met in Port Amiel "
        "on Tuesday.",
        "“I have bought a radar,” Dravek told reporters on Tuesday.",
    ),
    "looking back": (
        "What became of the blockade",
        "The blockade was never ordered, retired admiral Jonas Reed told a hearing in Lindhaven on "
        "Wednesday.",
        "The order was drafted for then-Prime Minister Helga Tarn, Reed said.",
    ),
    "namesake": (
        "Mayor opens fish market",
        "Thursday, March 10, 2033",
        "The fish market of Great Sele opened on Thursday. “Come early,” Mayor Petra Dravek told reporters.",
    ),
}


@cache
def week() -> tuple[Sheet, ...]:
    """The pages as the reader reads them."""
    return tuple(read_page(doc, paragraphs) for doc, paragraphs in PAGES.items())


def read_page(doc: str, paragraphs: tuple[str, ...]) -> Sheet:
    """A page of some paragraphs as the reader reads it."""
    return Sheet(_read(_article(doc, "\n\n".join(paragraphs))))


@cache
def people() -> tuple[Person, ...]:
    """The people of the pages."""
    return find_people(week())


def page(doc: str) -> Sheet:
    """One of the pages."""
    return next(s for s in week() if s.reading.article.doc == doc)


def statement(doc: str, words: str) -> Statement:
    """The statement of a page whose content holds some words, the shortest of several."""
    sheet = page(doc)
    found = [s for s in sheet.statements if words in sheet.content(s)]
    return min(found, key=lambda s: len(sheet.content(s)))


def named(ids: tuple[str, ...]) -> set[str]:
    """Participants by name."""
    names = {p.id: p.name for p in people()}
    return {names.get(i, i) for i in ids}


def docs(articles: tuple[str, ...]) -> set[str]:
    """Articles by name."""
    names = {s.id: s.reading.article.doc for s in week()}
    return {names[a] for a in articles}


def _read(article: Article) -> Reading:
    page = clean(article)
    actors, statements = extract(article, page)
    return Reading(article=article, page=page, actors=actors, statements=statements, maker=maker())


def _article(doc: str, text: str) -> Article:
    return Article(
        id=article_id(text.encode(), doc),
        doc=doc,
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime(2034, 1, 1, tzinfo=UTC),
    )
