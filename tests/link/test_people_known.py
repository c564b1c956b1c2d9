"""People of the user's own, as a CSV file."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import InputError
from dragoman.link.known import Known, Tenure, parse_known

HEAD = "name,spelling,office,of,from,to\n"


def test_parse_known_gathers_rows_by_name() -> None:
    text = (
        HEAD
        + "Ilan Dravek,Elan Drawek; I. Drávek,foreign minister,Veldoria,2031,2033-09\n"
        + "Ilan Dravek,,prime minister,Veldoria,2033-10-01,\n"
    )
    assert parse_known(text) == (
        Known(
            "Ilan Dravek",
            ("Elan Drawek", "I. Drávek"),
            (
                Tenure("foreign minister", "Veldoria", date(2031, 1, 1), date(2033, 9, 30)),
                Tenure("prime minister", "Veldoria", date(2033, 10, 1), None),
            ),
        ),
    )


@pytest.mark.parametrize("text", [HEAD, HEAD + "\n,,,,,\n", "name\n"])
def test_parse_known_of_no_rows_is_nobody(text: str) -> None:
    assert parse_known(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column “name”"),
        ("who,office\nx,y\n", "no column “name”"),
        ("name,colour\nx,y\n", "unknown column “colour”"),
        (HEAD + ",,minister,Ostmar,,\n", "line 2: no name"),
        (HEAD + "A B,,minister,Ostmar,last year,\n", "line 2: “last year” is no date"),
        (HEAD + "A B,,minister,Ostmar,2033-13,\n", "is no date"),
        (HEAD + "A B,,minister,Ostmar,2033,2031\n", "“to” lies before “from”"),
        (HEAD + "A B,,minister,Ostmar,2033,2034,more\n", "more fields than columns"),
    ],
)
def test_parse_known_says_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_known(text)
