"""Quotations that nobody is said to speak: found where they stand alone, somebody's where it is sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_texts import DAY, cut, make_article, words

from dragoman.extract.alone import add_alone
from dragoman.extract.resolve import resolve
from dragoman.model import Attribution, Interval, Kind, Mode, Page, Span

SAID = "“We never left,” Ilan Dravek said."
TOLD = "Mirela Sandor said that the boats had come back."


def finding(text: str, source: str, cue: str, *contents: str) -> Attribution:
    """One finding by its words; a cue is the first behind the source's own place, or before it."""
    named = Span(text.index(source), text.index(source) + len(source))
    near = [i for i in range(len(text)) if text.startswith(cue, i)]
    at = min(near, key=lambda i: abs(i - named.start))
    content = tuple(Span(text.index(c), text.index(c) + len(c)) for c in contents)
    quoted = [c[0] in "“‘" for c in contents]
    kind = Kind.DIRECT if all(quoted) else Kind.MIXED if any(quoted) else Kind.INDIRECT
    cued = (Span(at, at + len(cue)),)
    return Attribution(source=(named,), cue=cued, content=content, mode=Mode.SAID, kind=kind)


DRAVEK = ("Ilan Dravek", "said", "“We never left,”")
SANDOR = ("Mirela Sandor", "said", "that the boats had come back")


@pytest.mark.parametrize(
    ("marked", "found", "alone"),
    [
        (f"{TOLD} “They came at noon. I saw them.”", [SANDOR], ["“They came at noon. I saw them.”"]),
        (f"{SAID}\n‘They took the maps. And the nets.’", [DRAVEK], ["‘They took the maps. And the nets.’"]),
        ("headline| ‘THEY SANK OUR LAST BOAT’\nIt sank.", [], ["‘THEY SANK OUR LAST BOAT’"]),
        ("headline| ‘They sank our boat’, says Hale\nIt sank.", [], []),
        ("It is called “The Song of the Strait of Maren” and is old.", [], []),
        ("The boats left at noon.\n‘All Maps of the Strait Are Gone.’\nThey came back.", [], []),
        ("The boats left at noon.\n“HALE: We never saw a boat in there.”", [], []),
        ("He held up a card. “Maps for sale.”", [], []),
        ("caption| “We never saw a boat in there.”\nIt sank.", [], []),
        (
            "One man stood up. “I know that Hale said it.”",
            [("Hale", "said", "it")],
            ["“I know that Hale said it.”"],
        ),
        (f"{SAID} “We never saw a boat.”", [(*DRAVEK, "“We never saw a boat.”")], []),
        (
            f"{TOLD} “They came at noon. I saw them.”",
            [(*SANDOR, "“They came at noon. I saw them.”")],
            ["“They came at noon. I saw them.”"],
        ),
        (
            "Of the days to come Hale told us:\n“They came at noon. I saw them.”",
            [("Hale", "told", "days to come", "“They came at noon. I saw them.”")],
            [],
        ),
        (
            "Hale spoke of the days to come. “They came at noon. I saw them.”",
            [("Hale", "spoke", "days to come", "“They came at noon. I saw them.”")],
            [],
        ),
        (
            f"{SAID} Was it a bad day? “I would call it a Monday.”",
            [(*DRAVEK, "“I would call it a Monday.”")],
            ["“I would call it a Monday.”"],
        ),
        (
            "Ilan Dravek said of it: “We never saw a boat.”",
            [("Ilan Dravek", "said", "it", "“We never saw a boat.”")],
            [],
        ),
    ],
)
def test_quotations_that_stand_alone_are_found(
    marked: str, found: list[tuple[str, ...]], alone: list[str]
) -> None:
    text, blocks = cut(marked)
    told = add_alone(text, blocks, [finding(text, *f) for f in found], "en")
    assert [words(text, a.content) for a in told if not a.source] == alone
    assert all(a.kind is Kind.DIRECT for a in told if not a.source)
    assert len(told) == len(found) + len(alone)


def test_what_is_told_in_a_quotation_that_stands_alone_is_nested_in_it() -> None:
    text, blocks = cut("One man stood up. “I know that Hale said it.”")
    told = add_alone(text, blocks, [finding(text, "Hale", "said", "it")], "en")
    assert [(words(text, a.source), a.parent) for a in told] == [("", None), ("Hale", 0)]


def test_a_report_that_a_quotation_is_taken_from_is_indirect() -> None:
    text, blocks = cut(f"{TOLD} “They came at noon. I saw them.”")
    (told, _) = add_alone(text, blocks, [finding(text, *SANDOR, "“They came at noon. I saw them.”")], "en")
    assert (words(text, told.content), told.kind) == ("that the boats had come back", Kind.INDIRECT)


@pytest.mark.parametrize(
    ("marked", "found", "speaker"),
    [
        (f"{TOLD} “They came at noon. I saw them.”", [SANDOR], "Mirela Sandor"),
        (f"In Karsk, {TOLD} “They came at noon. I saw them.”", [SANDOR], "Mirela Sandor"),
        (f"{SAID[:-1]} on the quay. “We never saw a boat.”", [DRAVEK], "Ilan Dravek"),
        (f"{SAID} Was it a bad day? “I would call it a Monday.”", [DRAVEK], "Ilan Dravek"),
        (f"It rained. {TOLD} “They came at noon. I saw them.”", [SANDOR], "Mirela Sandor"),
        (f"{SAID} Tomas Hale laughed. “We never saw a boat.”", [DRAVEK], None),
        (f"{SAID[:-1]}, but Tomas Hale laughed. “We never saw a boat.”", [DRAVEK], None),
        (f"Tomas Hale left before {TOLD} “We never saw a boat.”", [SANDOR], None),
        ("Tomas Hale laughed. “We never saw a boat.”", [], None),
        (
            "“Did you see one?” Tomas Hale asked. “We never saw a boat.”",
            [("Tomas Hale", "asked", "“Did you see one?”")],
            None,
        ),
        (f"{SAID}\n“We never saw a boat.”", [DRAVEK], None),
        (
            f"{SAID}\n“We never saw a boat.”\nIlan Dravek denied that one sank.",
            [DRAVEK, ("Ilan Dravek", "denied", "that one sank")],
            "Ilan Dravek",
        ),
        (
            f"{SAID}\n“We never saw a boat.”\nTomas Hale denied that one sank.",
            [DRAVEK, ("Tomas Hale", "denied", "that one sank")],
            None,
        ),
        (
            "Ilan Dravek said: “We never left.\n“We never saw a boat.”",
            [("Ilan Dravek", "said", "“We never left.")],
            "Ilan Dravek",
        ),
        ("headline| “We never saw a boat”\nIlan Dravek said that one sank.", [], None),
    ],
)
def test_a_quotation_that_stands_alone_is_somebody_s_where_the_page_makes_it_plain(
    marked: str, found: list[tuple[str, ...]], speaker: str | None
) -> None:
    text, blocks = cut(marked)
    page = Page(blocks=blocks, published=Interval.day(DAY, "the page's date"), language="en")
    told = add_alone(text, blocks, [finding(text, *f) for f in found], "en")
    actors, statements = resolve(make_article(text), page, told)
    names = {a.id: a.name for a in actors}
    (alone,) = [s for s in statements if not s.source]
    assert (names[alone.speaker] if alone.speaker else None) == speaker


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='“”"‘’ .?aB\n', max_size=60))
def test_what_is_added_lies_in_the_text_and_in_order(text: str) -> None:
    plain, blocks = cut(text)
    told = add_alone(plain, blocks, [], "en")
    assert all(0 <= s.start < s.end <= len(plain) for a in told for s in a.content)
    assert [a.content for a in told] == sorted(a.content for a in told)
