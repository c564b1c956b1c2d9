"""Searching: any characters may be typed, marks are spans, the best comes first."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger, search
from dragoman.ledger.search import SNIPPET, safe_query

WORDS = [
    ("ships", ["ships"]),
    ("SHIP", ["ships"]),  # by stem, whatever the case
    ("saw ships", ["saw", "ships"]),
    ('"no ships"', ["no ships"]),
    ('"ships no"', None),
    ("ships submarines", None),
    ("shi*", ["ships"]),
    ("dravek", []),  # the speaker's name
    ("envoy", []),  # the title
    ("ships NOT OR AND NEAR(", None),
    ("content:ships", None),
    ("ships' -- ; DROP", None),
    ('"saw no', ["saw no"]),
    ("«ships»!?", ["ships"]),
    ("", None),
    ('"" * - ( ) ^ :', None),
]


@pytest.mark.parametrize(("words", "marked"), WORDS)
def test_search_finds(ledger, make, words, marked):
    ledger.write(make())
    hits = ledger.search(words)
    assert [[m.of(h.snippet) for m in h.marks] for h in hits] == ([] if marked is None else [marked])


def test_search_tells_where_a_hit_stands(ledger, make):
    ledger.write(make())
    hit = ledger.search("ships")[0]
    assert (hit.statement, hit.article) == (make().statements[0].id, make().article.id)
    assert (hit.doc, hit.outlet, hit.speaker, hit.source) == (
        *("harbour", "The Harbour Post", "Ilan Dravek", "Ilan Dravek"),
    )
    assert hit.snippet == "We saw no ships,"
    assert hit.published == make().page.published


def test_search_ranks_what_was_said_before_titles_and_keeps_the_limit(ledger, make):
    for n in range(5):
        ledger.write(make(make().article.text + "!" * n, doc=f"d{n}"))
    ledger.write(
        make(make().article.text.replace("ships", "strikes"), content="We saw no strikes,", doc="best")
    )
    hits = ledger.search("strikes", limit=3)
    assert [h.doc for h in hits] == ["best", "d0", "d1"]
    assert hits[0].score > hits[1].score


def test_search_finds_a_word_without_its_accents(ledger, make):
    ledger.write(make(make().article.text + "Señor Café", content="Señor Café"))
    assert [m.of("Señor Café") for m in ledger.search("cafe")[0].marks] == ["Café"]


def test_search_joins_the_parts_of_an_interrupted_content(ledger, make):
    one = make()
    one = replace(
        one,
        statements=(
            replace(one.statements[0], content=(*one.statements[0].content, *one.statements[0].cue)),
        ),
    )
    ledger.write(one)
    assert ledger.search("ships")[0].snippet == "We saw no ships, … told"


@pytest.mark.parametrize("lead", [0, 10, 200, 2000])
def test_search_cuts_long_contents_around_the_first_mark(ledger, make, lead):
    content = "sea " * lead + "lighthouse" + " sea" * 500
    ledger.write(make(make().article.text + content, content=content))
    hit = ledger.search("lighthouse")[0]
    assert len(hit.snippet) <= SNIPPET
    assert [m.of(hit.snippet) for m in hit.marks] == ["lighthouse"]
    assert hit.snippet.endswith("…")
    assert hit.snippet.startswith("…") == (lead > 10)


@pytest.mark.parametrize("odd", ["\x00", "\x02\x03", "\n", "\r\n", "\x7f", "\u2028", "😀", "—"])
def test_search_marks_stand_right_beside_odd_characters(ledger, make, odd):
    content = f"no{odd} harbour {odd}lighthouse{odd} seen"
    ledger.write(make(make().article.text + content, content=content))
    hit = ledger.search("lighthouse")[0]
    assert len(hit.snippet) == len(content)
    assert [m.of(hit.snippet) for m in hit.marks] == ["lighthouse"]


@given(st.text(alphabet=st.characters(exclude_categories=())))
@settings(max_examples=150, deadline=None)
def test_search_takes_any_characters(tmp_path_factory, words):
    path = tmp_path_factory.getbasetemp() / "any.db"
    with Ledger.open(path) as ledger:
        assert ledger.search(words) == []


@given(st.text(alphabet='ab"* _-\x00é٣漢', max_size=12))
def test_safe_query_quotes_every_word(words):
    assert safe_query(words).count('"') % 2 == 0
    assert "\x00" not in safe_query(words)


@given(st.lists(st.sampled_from(["sea ", "lighthouse ", "\x02", "x" * 90]), max_size=40))
def test_cut_keeps_marks_on_their_words(pieces):
    text = "".join(pieces).replace("\x02", " ")
    marked = "".join(
        f"\x02{p}\x03" if p == "lighthouse " else p for p in (q.replace("\x02", " ") for q in pieces)
    )
    plain, marks = search._unmark(marked)
    snippet, kept = search._cut(plain, marks)
    assert plain == text
    assert len(snippet) <= SNIPPET
    assert all(m.of(snippet) == "lighthouse " for m in kept)
    assert bool(kept) == bool(marks)
