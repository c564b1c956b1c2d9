"""Who took part in an occasion, on invented sentences."""

from __future__ import annotations

import pytest
from invented_week import read_page

from dragoman.link.mentions import find_occasions
from dragoman.link.people import find_people
from dragoman.link.roster import Memory

_CAST = (
    "Tessalian President Anika Brandt spoke in Port Amiel. Veldorian Foreign Minister Ilan Dravek and "
    "Ostmari Foreign Minister Mirela Sandor were there."
)


def parties(words: str) -> list[set[str]]:
    """The parties of each occasion in some words."""
    sheet = read_page("told", ("A page", _CAST, words))
    people = find_people((sheet,))
    names = {p.id: p.name for p in people}
    return [{names.get(i, i) for i in o.parties} for o in find_occasions(sheet, Memory((sheet,), people))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Brandt appealed for calm after talks on the Strait of Maren in Karsk ended.", [set()]),
        ("Brandt appealed for calm after talks in Karsk between Veldoria and Ostmar.", []),
        (
            "Brandt appealed for calm after talks between Ilan Dravek, the Veldorian foreign minister, and "
            "Mirela Sandor.",
            [{"Ilan Dravek", "Mirela Sandor"}],
        ),
        ("Brandt welcomed a meeting of Dravek and Sandor.", [{"Ilan Dravek", "Mirela Sandor"}]),
        ("Dravek spoke of fog after talks with Sandor.", [{"Ilan Dravek", "Mirela Sandor"}]),
        ("Brandt came after Dravek's meeting with Sandor.", [{"Ilan Dravek", "Mirela Sandor"}]),
        ("Brandt held talks in Karsk with Dravek.", [{"Anika Brandt", "Ilan Dravek"}]),
    ],
)
def test_parties_are_those_who_met(words: str, expected: list[set[str]]) -> None:
    assert parties(words) == expected
