"""People whom the user knows, as a ledger keeps them."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.link.known import Known, Tenure
from dragoman.linking import link
from dragoman.linking.own_people import NONE, keep_people, own_people
from dragoman.model import ActorKind
from dragoman.pipeline import read

ROWS = "name,spelling,office,of\nIlan Dravek,Elan Drawek,foreign minister,Veldoria\n"
PEOPLE = (Known("Ilan Dravek", ("Elan Drawek",), (Tenure("foreign minister", "Veldoria"),)),)


@pytest.fixture
def csv(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(ROWS, "utf-8")
    return file


def test_a_new_ledger_knows_nobody(ledger):
    assert own_people(ledger) == ()
    assert ledger.own_people.file() is None


def test_people_that_were_given_stay_until_others_are_or_none(ledger, csv):
    assert keep_people(ledger, csv) == own_people(ledger) == PEOPLE
    assert (ledger.own_people.text(), ledger.own_people.file()) == (ROWS, "people.csv")
    csv.write_text("name\nMirela Sandor\n", "utf-8")
    assert own_people(ledger) == PEOPLE
    assert keep_people(ledger, csv) == own_people(ledger) == (Known("Mirela Sandor"),)
    assert keep_people(ledger, NONE) == own_people(ledger) == ()


@pytest.mark.parametrize("words", ["who\nDravek\n", "name,from\nDravek,soon\n", "\x00"])
def test_a_file_that_cannot_be_read_changes_nothing(ledger, csv, words):
    keep_people(ledger, csv)
    csv.write_text(words, "utf-8")
    with pytest.raises(InputError, match=r"people\.csv"):
        keep_people(ledger, csv)
    with pytest.raises(InputError, match="nobody"):
        keep_people(ledger, csv.with_name("nobody.csv"))
    assert own_people(ledger) == PEOPLE


def test_linking_goes_by_the_people_that_the_ledger_keeps(tmp_path):
    texts = {
        "a.txt": "The Harbour Post\n5 March 2033\n\nForeign Minister Ilan Dravek said the strait was open.\n",
        "b.txt": "Karsk Today\n6 March 2033\n\nForeign Minister Elan Drawek said the lane was shut.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    people = tmp_path / "people.csv"
    people.write_text(ROWS, "utf-8")
    with Ledger.open(tmp_path / "x.db") as ledger:
        read([tmp_path / name for name in texts], ledger)
        assert speakers(ledger) == 2
        keep_people(ledger, people)
        assert link(ledger).fresh
        assert speakers(ledger) == 1
        assert not link(ledger).fresh
        keep_people(ledger, NONE)
        link(ledger)
        assert speakers(ledger) == 2


def speakers(ledger):
    return sum(bool(p.members) and p.kind is ActorKind.PERSON for p in ledger.links.people())
