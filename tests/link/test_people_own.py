"""People of the user's own in a ledger that was linked without them."""

from __future__ import annotations

from pathlib import Path

from invented_news import read

from dragoman.ledger import Ledger
from dragoman.linking import keep_people, link

CSV = "name,spelling,office,of\nIlan Dravek,Elan Drawek,foreign minister,Veldoria\n"


def page(day: int, name: str) -> str:
    """A page on which the minister speaks, under some spelling of his name."""
    return (
        f"The ferry lane\n\nMarch {day}, 2033\n\n"
        f"Foreign Minister {name} said the lane in the strait was open to all of the boats.\n"
    )


def test_a_known_person_goes_by_the_known_name_and_takes_over_other_spellings(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV, "utf-8")
    with Ledger.open(tmp_path / "a.db") as ledger:
        for day, name in ((5, "Ilan Dravek"), (6, "Elan Drawek"), (7, "Elan Drawek")):
            ledger.write(read(f"page {day}", page(day, name)).reading)
        link(ledger, encoder=None)
        assert {p.name for p in ledger.links.people()} == {"Ilan Dravek", "Elan Drawek"}
        keep_people(ledger, tmp_path / "people.csv")
        link(ledger, encoder=None)
        assert [(p.name, len(p.members)) for p in ledger.links.people()] == [("Ilan Dravek", 3)]
