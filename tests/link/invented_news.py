"""Short pages of a small world, made by dice: meetings, visits and press conferences of four people in three
cities on the days of one month, told with the day, by weekday or not at all, by pages with and without a
date, and remarks that several pages carry."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache

from dragoman.clean import clean
from dragoman.extract import extract, maker
from dragoman.ids import article_id
from dragoman.link.sheet import Sheet
from dragoman.model import Article, Reading

FIRST = date(2033, 3, 1)
PEOPLE = (
    ("Veldorian Foreign Minister Ilan Dravek", "Dravek"),
    ("Ostmari Foreign Minister Mirela Sandor", "Sandor"),
    ("Tessalian President Anika Brandt", "Brandt"),
    ("Veldorian Defence Minister Oren Kasimir", "Kasimir"),
)
PLACES = ("Karsk", "Lindhaven", "Port Amiel")
REMARKS = (
    "We were two ferries in the fog, and neither of us sounded the horn or changed course",
    "Forty boats are not an inspection, they are a fence around our winter harbour",
    "Take the patrol boats home and let the trawlers of both shores count them",
    "A pencil and no paper is what the guests brought to the Admiralty House",
    "We want peace",
)


def page(dice: random.Random, number: int) -> str:
    """The text of a page."""
    day = FIRST + timedelta(dice.randrange(9))
    (one, short), (other, last) = dice.sample(PEOPLE, 2)
    place, held = dice.choice(PLACES), day - timedelta(dice.randrange(3))
    when = dice.choice((f" on {held:%A}", f" on {held:%A}, {held:%B} {held.day}", " yesterday", "", ""))
    where = dice.choice((f" in {place}", ""))
    lines = [f"Page {number}: {dice.choice(REMARKS).lower() if dice.random() < 0.3 else 'the week'}"]
    if dice.random() < 0.7:
        lines.append(f"{day:%A}, {day:%B} {day.day}, {day.year}")
    telling = [
        f"{one} met {other}{where}{when}.",
        f"“{dice.choice(REMARKS)},” {short} told reporters after the meeting.",
        dice.choice(
            (
                f"{last} said the talks with {short}{where} had been short.",
                f"During a visit{where or ' to Karsk'}{when}, {last} held a press conference with {short}.",
                f"Outgoing Prime Minister Helga Tarn said that the talks{when} would fail.",
                f"Former Prime Minister Helga Tarn said that {short} had lost the map.",
                f"{short} described a meeting with his Ostmari counterpart{when}.",
                f"“{dice.choice(REMARKS)},” said {last}.",
            )
        ),
        f"The foreign ministers had talks in {dice.choice(PLACES)} on {dice.choice(('Monday', 'Friday'))}.",
    ]
    return "\n\n".join([*lines, *dice.sample(telling, dice.randint(2, 4))])


@cache
def news(count: int, seed: int) -> tuple[Sheet, ...]:
    """Some pages as the reader reads them, as far as it takes them for English."""
    dice = random.Random(seed)
    found = (read(f"n{number}", page(dice, number)) for number in range(count))
    return tuple(sheet for sheet in found if sheet.reading.page.language == "en")


def read(doc: str, text: str) -> Sheet:
    """A page as the reader reads it."""
    article = Article(
        id=article_id(text.encode(), doc),
        doc=doc,
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path=doc,
        retrieved=datetime(2034, 1, 1, tzinfo=UTC),
    )
    found = clean(article)
    actors, statements = extract(article, found)
    return Sheet(Reading(article=article, page=found, actors=actors, statements=statements, maker=maker()))
