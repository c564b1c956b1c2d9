"""What came in for the searches that people keep is told after each round."""

from __future__ import annotations

from dragoman.ledger import Ledger
from tests.serving import Site
from tests.watch.conftest import Desk, article, feed, item


def finds(desk: Desk) -> list[str]:
    return [line for line in desk.lines if line.startswith("new for ")]


def entries(site: Site, *numbers: int) -> str:
    return "".join(item(n, site.url(f"/{n}.html")) for n in numbers)


def test_new_finds_of_a_kept_search_are_told_once(site: Site, desk: Desk) -> None:
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    with Ledger.open(desk.path) as ledger:
        for name, query in (
            ("ships", "q=ships&speaker=Ilan+Dravek"),
            ("fog", "q=fog"),
            ("odd", "colour=red"),
        ):
            ledger.searches.save(name, query, "anna")
    assert finds(desk) == []
    desk.once()
    site.page("/3.html", article(3))
    site.put("/feed", feed(entries(site, 3, 2, 1)))
    desk.once()
    assert finds(desk) == ["new for 'ships': 2 statements, /search?q=ships&speaker=Ilan+Dravek"]
    desk.once()
    assert finds(desk) == []


def test_what_came_in_between_rounds_is_told_from_where_the_search_was_kept(site: Site, desk: Desk) -> None:
    with Ledger.open(desk.path) as ledger:
        ledger.searches.save("ships", "q=ships", "anna")
        ledger.searches.told("ships", str(ledger.arrivals.mark()))
    site.put("/feed", feed(entries(site, 1)))
    desk.once()
    assert finds(desk) == ["new for 'ships': 1 statement, /search?q=ships"]
