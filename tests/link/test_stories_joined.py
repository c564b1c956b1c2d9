"""Which articles report one story, on invented pages: those that lead with the same event or carry the same
remark, and none that only share a minister or a phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented_news import read

from dragoman.link import Sheet, find_links
from dragoman.model import Maker

FOG = "“We were two ferries in the fog; each of us sounded the horn, and neither of us changed course,”"
NETS = "“Nets worth ninety thousand crowns were cut by propellers in the southern trawling ground,”"


def told(day: int, title: str, *lines: str) -> str:
    """A page of a day in March."""
    return "\n\n".join((title, f"March {day}, 2033", *lines))


OTHERS = (
    "The ferry company counted its passengers in the evening.",
    "A harbour master spoke of calm water and little wind.",
    "Traffic in the middle lane was normal at night.",
)

PAGES = {
    "talks": told(
        10, "Ministers part in Karsk", f"{FOG} Veldorian Foreign Minister Ilan Dravek said in Karsk.", *OTHERS
    ),
    "answer": told(
        11,
        "Lindhaven answers",
        "The spokesman for the Ostmari foreign ministry, Tomas Hale, said that nobody had seen a horn.",
        *OTHERS,
        f"{FOG} Veldorian Foreign Minister Ilan Dravek had said.",
    ),
    "late": told(
        25,
        "What became of the talks",
        "The strait is calm.",
        *OTHERS,
        f"{FOG} Veldorian Foreign Minister Ilan Dravek said.",
    ),
    "nets": told(
        11, "Nets cut", f"{NETS} Veldorian Foreign Minister Ilan Dravek told the harbour council.", *OTHERS
    ),
    "more nets": told(
        12,
        "Council hears of nets",
        f"{NETS} Veldorian Foreign Minister Ilan Dravek said of the trawlers.",
        *OTHERS,
    ),
    "nets and fog": told(
        12,
        "Council hears of propellers",
        f"{NETS} Veldorian Foreign Minister Ilan Dravek said of the trawlers.",
        *OTHERS,
        f"{FOG} he had said in Karsk.",
    ),
    "peace": told(
        10,
        "A ship is named",
        "“We remain committed to dialogue and a peaceful solution,” Foreign Minister Ilan Dravek said.",
        *OTHERS,
    ),
    "peace again": told(
        11,
        "A market opens",
        "“We remain committed to dialogue and a peaceful solution,” Foreign Minister Ilan Dravek said.",
        *OTHERS,
    ),
}


def stories(*docs: str, copies: dict[str, str] | None = None) -> set[frozenset[str]]:
    """The stories of some pages, by the pages' names."""
    sheets = {doc: read(doc, PAGES.get(doc) or PAGES[(copies or {})[doc]]) for doc in docs}
    for copy, original in (copies or {}).items():
        sheets[copy] = Sheet(sheets[copy].reading, copy_of=sheets[original].id)
    found = find_links(list(sheets.values()), Maker("link", "0")).stories
    names = {sheet.id: doc for doc, sheet in sheets.items()}
    return {frozenset(names[a] for a in story.articles) for story in found}


@pytest.mark.parametrize(
    ("docs", "expected"),
    [
        (("talks", "answer"), {frozenset({"talks", "answer"})}),
        (("nets", "more nets"), {frozenset({"nets", "more nets"})}),
        (("answer", "late"), set()),
        (("talks", "late"), set()),
        (("peace", "peace again"), set()),
        (
            ("talks", "answer", "nets", "more nets"),
            {frozenset({"talks", "answer"}), frozenset({"nets", "more nets"})},
        ),
    ],
)
def test_a_remark_that_an_article_leads_with_ties_its_carriers(
    docs: tuple[str, ...], expected: set[frozenset[str]]
) -> None:
    assert stories(*docs) == expected


def test_two_stories_of_a_week_stay_two_though_one_recalls_the_other() -> None:
    found = stories("talks", "answer", "nets", "more nets", "nets and fog")
    assert frozenset({"nets", "more nets", "nets and fog"}) in found
    assert not any({"talks", "nets"} <= story for story in found)


def test_an_article_and_its_copy_share_every_story() -> None:
    found = stories("talks", "answer", "copy", copies={"copy": "talks"})
    assert found == {frozenset({"talks", "answer", "copy"})}


def test_an_article_and_its_copy_alone_are_no_story() -> None:
    assert stories("talks", "copy", copies={"copy": "talks"}) == set()


def test_a_story_is_named_after_its_earliest_headline() -> None:
    sheets = [read(doc, PAGES[doc]) for doc in ("answer", "talks")]
    (story,) = find_links(sheets, Maker("link", "0")).stories
    assert story.title == "Ministers part in Karsk"
    untitled = replace(sheets[1].reading, page=replace(sheets[1].reading.page, title=None))
    (story,) = find_links([sheets[0], Sheet(untitled)], Maker("link", "0")).stories
    assert story.title == "Lindhaven answers"
