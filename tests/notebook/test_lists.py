"""Lists of a ledger: what narrows them, what they give, and how they show themselves."""

from __future__ import annotations

import sys
from datetime import date
from html.parser import HTMLParser

import polars
import pytest

import dragoman
from dragoman.model import Article, Exchange, Figure, Interval, Precision, Statement, Utterance
from dragoman.notebook.asked import Days, days, is_named
from dragoman.report.exporters import EXPORTERS

SORTS = {
    "articles": Article,
    "statements": Statement,
    "utterances": Utterance,
    "exchanges": Exchange,
    "figures": Figure,
}


@pytest.mark.parametrize(("sort", "noun"), SORTS.items())
def test_list_gives_nouns_and_the_rows_of_the_export(book, sort, noun):
    listed = list(getattr(book, sort)())
    assert listed
    assert all(isinstance(line.noun, noun) for line in listed)
    assert sorted(line["id"] for line in listed) == sorted(noun.id for noun in getattr(book, sort)().nouns())


@pytest.mark.parametrize("sort", SORTS)
def test_list_rows_are_those_of_the_export(book, sort):
    from dragoman.linking import LinkedLedger
    from dragoman.report.exporters import Wanted

    exported = list(EXPORTERS[sort].rows(LinkedLedger(book), Wanted()))
    assert list(getattr(book, sort)().rows()) == exported


@pytest.mark.parametrize("sort", SORTS)
def test_list_becomes_a_frame_with_as_many_rows(book, sort):
    listing = getattr(book, sort)()
    frame = listing.to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame.height == len(list(listing))
    assert frame["id"].to_list() == [line["id"] for line in listing]


@pytest.mark.parametrize("sort", SORTS)
def test_list_of_nothing_has_the_same_columns(book, sort):
    listing = getattr(book, sort)(outlet="Radio Tessaly")
    assert list(listing) == []
    assert listing.to_polars().columns == getattr(book, sort)().to_polars().columns
    assert "nothing found" in listing._repr_html_()


@pytest.mark.parametrize(
    ("asked", "docs"),
    [
        ({}, {"courier", "harbour", "karsk"}),
        ({"speaker": "sandor"}, {"courier"}),
        ({"speaker": "Mirela Sandor"}, {"courier"}),
        ({"speaker": "Sandor Dravek"}, set()),
        ({"outlet": "harbour"}, {"harbour"}),
        ({"words": "ferry talks"}, {"courier", "karsk"}),
        ({"words": "no such words"}, set()),
        ({"kind": "direct", "outlet": "Karsk Today"}, {"karsk"}),
        ({"since": "2033-03-10", "until": date(2033, 3, 11)}, {"courier", "harbour", "karsk"}),
        ({"since": "2033-03-12"}, set()),
        ({"until": "2033-03-09"}, {"courier"}),  # one is dated "not after 11 March"
    ],
)
def test_statements_are_narrowed(book, asked, docs):
    assert {row["doc"] for row in book.statements(**asked).rows()} == docs


def test_statements_keep_the_order_of_articles_whatever_is_asked(book):
    every = [line["id"] for line in book.statements()]
    found = [line["id"] for line in book.statements("port")]
    assert found == [id for id in every if id in found]


def test_list_stops_at_its_limit_and_can_be_gone_through_again(book):
    listing = book.statements(limit=2)
    assert [len(list(listing)), len(list(listing)), listing.to_polars().height] == [2, 2, 2]


@pytest.mark.parametrize(
    ("sort", "asked", "told"),
    [
        ("statements", {"kind": "spoken"}, "there is no kind 'spoken' .*direct, indirect, mixed"),
        ("statements", {"act": "shouts"}, "there is no act 'shouts'"),
        ("statements", {"since": "tomorrow"}, "'tomorrow' is no date"),
        ("utterances", {"since": "2033-03-11", "until": "2033-03-10"}, "is before"),
        ("exchanges", {"kind": "hugs"}, "answers, denies"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_once(book, sort, asked, told):
    with pytest.raises(dragoman.InputError, match=told):
        getattr(book, sort)(**asked)


def test_utterances_bring_all_wordings(book):
    [line] = book.utterances("port", outlet="Harbour Post")
    assert len(line.noun.statements) >= 3
    assert "Karsk Today" in line["carriers"]


def test_exchanges_are_found_by_either_side(book):
    lines = list(book.exchanges(speaker="Sandor"))
    assert {line["evidence"][0]["text"] for line in lines} == {"denied", "replied"}
    ids = {line["id"] for line in lines}
    assert {found["id"] for found in book.exchanges(speaker="Dravek")} == ids
    assert {found["id"] for found in book.exchanges(about=lines[0]["to"])} == ids
    assert list(book.exchanges(kind="agrees")) == []


def test_exchanges_about_nothing_known_say_so(book):
    with pytest.raises(dragoman.NotInLedger):
        book.exchanges(about="s0000")


def test_figures_are_narrowed_by_what_is_counted(book):
    [row] = book.figures(unit="weeks").rows()
    assert list(book.figures("hotel", unit="miles")) == []
    assert row["doc"] == "karsk"


class Tags(HTMLParser):
    """The tags of a piece of HTML; every opened one has to be closed."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.open, self.attributes = set(), [], set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


PLAIN = {"div", "p", "b", "em", "u", "mark", "ul", "li", "span", "blockquote", "table", "tr", "th", "td"}


@pytest.mark.parametrize("sort", SORTS)
def test_lines_and_lists_show_themselves_as_plain_html(book, sort):
    listing = getattr(book, sort)()
    for html in (listing._repr_html_(), *(line._repr_html_() for line in listing), book._repr_html_()):
        tags = Tags(html)
        assert tags.seen <= PLAIN
        assert tags.attributes <= {"style", "dir"}
        assert len(html) < 20_000


def test_statement_shows_evidence_and_doubt(book):
    line = next(iter(book.statements(speaker="Sandor", kind="direct")))
    html = line._repr_html_()
    span = line.noun.content[0]
    assert f"{span.start}–{span.end}" in html
    assert "<mark>“Two ports are closed already,”</mark>" in html
    assert "doubt 0." in html


def test_words_of_pages_are_escaped(tmp_path):
    page = tmp_path / "wild.txt"
    page.write_text(
        "<b>Karsk Today</b>\n\n“<script>alert(1)</script> {{7*7}} is all they have, ” "
        "Petra Voss <img src=x onerror=alert(2)> said on Friday.\n\n"
        "Petra Voss said that “<svg onload=alert(3)>” was\u202e an answer.\n",
        "utf-8",
    )
    with dragoman.read(page, tmp_path / "wild.db", outlet="<i>Courier</i>") as book:
        shown = "".join(
            line._repr_html_() for line in [*book.statements(), *book.utterances(), *book.articles()]
        )
        shown += book.statements()._repr_html_() + book.articles()._repr_html_()
    assert Tags(shown).seen <= PLAIN
    assert "<i>" not in shown
    assert "\u202e" not in shown
    assert "&lt;script&gt;" in shown


def test_frames_without_their_library_say_what_to_install(book, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(dragoman.InputError, match=r"pip install dragoman\[frames\]"):
        book.statements().to_polars()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(dragoman.InputError, match="pip install pandas"):
        book.statements().to_pandas()


def test_pandas_frame_has_the_same_columns(book):
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = book.statements().to_pandas()
    assert list(frame.columns) == book.statements().to_polars().columns
    assert len(frame) == len(list(book.statements()))


def test_polars_frame_can_be_asked_by_day(book):
    frame = book.statements().to_polars()
    spoken = frame.filter(polars.col("said_on_from") == date(2033, 3, 10))
    assert spoken.height >= 3


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, False),
        (None, 5, True),
        (5, None, True),
        (1, 9, True),
        (12, 15, True),
        (13, 15, False),
        (1, 7, False),
        (None, 7, False),
        (13, None, False),
    ],
)
def test_days_hold_what_may_be_of_one_of_them(first, last, expected):
    if (first, last) in ((None, 5), (5, None)):
        first, last = (None, 9) if first is None else (11, None)
    interval = Interval(
        first and date(2033, 3, first), last and date(2033, 3, last), Precision.OPEN, "by the words"
    )
    assert days("2033-03-08", "2033-03-12").may_hold(interval) is expected
    assert Days().may_hold(interval)


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("sandor", "Mirela Sandor", True),
        ("Sandor Mirela", "Mirela Sandor", True),
        ("Sand", "Mirela Sandor", False),
        ("", "Mirela Sandor", False),
        ("Müller", "Anna MÜLLER", True),
        ("Hale", None, False),
    ],
)
def test_names_are_found_by_any_of_their_words(asked, name, expected):
    assert is_named(asked, name) is expected
