"""Searches that people keep."""

from datetime import UTC, datetime

import pytest

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger.searches import SavedSearch

AT = datetime(2031, 3, 12, tzinfo=UTC)


def test_a_search_is_kept_marked_and_dropped(ledger):
    searches = ledger.searches
    kept = searches.save("  ships and  ports ", "?q=ships", "Petra", at=AT)
    assert kept == SavedSearch(name="ships and ports", query="q=ships", made_by="Petra", made_at=AT)
    searches.save("ferries", "q=ferry", "Anika")
    searches.told("ships and ports", "17")
    assert [(one.name, one.last_seen) for one in searches.all()] == [
        ("ferries", None),
        ("ships and ports", "17"),
    ]
    assert searches.named("ships and ports").last_seen == "17"
    assert searches.drop("ships and ports")
    assert not searches.drop("ships and ports")
    with pytest.raises(NotInLedger):
        searches.named("ships and ports")


@pytest.mark.parametrize(("name", "says"), [(" ", "no name"), ("ships", "another search")])
def test_a_name_that_is_empty_or_taken_is_refused(ledger, name, says):
    ledger.searches.save("ships", "q=ships", "Petra")
    with pytest.raises(InputError, match=says):
        ledger.searches.save(name, "q=ports", "Anika")
