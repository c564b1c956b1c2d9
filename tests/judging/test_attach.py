"""Finding words again: exactly, by their neighbours, with other signs; and the statement they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged_talks import TALKS, find, read

from dragoman.ledger.attach import CONTEXT, anchor, attach, overlap, places, select
from dragoman.model import Selector, Span

PORT = "The port of Karsk stays closed for now."


def pointed(text=TALKS, words=PORT, after=0):
    return select(read(text).article, find(text, words, after))


def test_select_keeps_the_words_and_their_neighbours():
    selector = pointed()
    assert selector.quotation == PORT
    assert selector.before.endswith('Mirela Sandor said: "')
    assert selector.after.startswith('"\nPetra Voss')
    assert len(selector.before) == len(selector.after) == CONTEXT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TALKS, PORT),
        ("A line that is new.\n" + TALKS, PORT),
        (
            TALKS.replace("port of Karsk stays", "port of  Karsk\nstays"),
            "The port of  Karsk\nstays closed for now.",
        ),
        (TALKS.replace("stays closed", "stays shut"), "The port of Karsk stays shut for now."),
        (TALKS.replace(PORT, "Nothing of the kind."), None),
        (TALKS.replace(f'"{PORT}"', ""), None),
        ("", None),
    ],
)
def test_places_finds_the_words_in_a_text_that_changed(text, found):
    spans = places(pointed(), text)
    assert [span.of(text) for span in spans] == ([found] if found else [])


def test_places_folds_quotation_marks():
    old = "She said: \"It is a 'red line', no more.\" That was on Monday."
    selector = pointed(old, "It is a 'red line', no more.")
    new = "She said:  “It is a ‘red line’, no more.” That was on Monday."
    assert [s.of(new) for s in places(selector, new)] == ["It is a ‘red line’, no more."]


def test_places_takes_the_neighbours_that_agree_most():
    twice = TALKS + 'Tomas Hale said: "' + PORT + '"\nThat was all.\n'
    second = find(twice, PORT, len(TALKS))
    assert places(select(read(twice).article, second), twice) == (second,)
    assert places(Selector("a", PORT), twice) == (find(twice, PORT), second)


def test_places_of_no_words_are_none():
    assert places(Selector("a", ""), TALKS) == ()


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (Span(0, 10), Span(0, 10), 1.0),
        (Span(0, 10), Span(5, 15), 1 / 3),
        (Span(0, 10), Span(10, 20), 0.0),
        (Span(3, 3), Span(3, 3), 0.0),
    ],
)
def test_overlap_is_what_both_share_of_what_they_cover(one, other, share):
    assert overlap(one, other) == overlap(other, one) == pytest.approx(share)


@pytest.mark.parametrize(
    ("start", "end", "attaches"), [(0, 0, True), (4, -3, True), (30, 0, False), (0, -30, False)]
)
def test_attach_bears_edges_that_moved_a_little(start, end, attaches):
    reading = read()
    statement = reading.statements[1]
    span = anchor(statement)
    moved = replace(statement, content=(Span(span.start + start, span.end + end),))
    assert attach([span], [reading.statements[0], moved]) == (moved if attaches else None)


def test_anchor_without_content_is_the_cue():
    statement = read().statements[0]
    assert anchor(replace(statement, content=())) == statement.cue[0]
    assert anchor(replace(statement, content=(), cue=(), source=())) == Span(0, 0)


PIECES = st.text(alphabet='ab ."’\n', max_size=60)


@settings(max_examples=30, deadline=None)
@given(text=st.text(alphabet='ab ."’\n', min_size=1, max_size=80), ahead=PIECES, data=st.data())
def test_words_of_a_text_are_found_in_it_and_behind_new_text(text, ahead, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = select(read(text).article, Span(start, end))
    assert Span(start, end) in places(selector, text)
    for span in places(selector, ahead + text):
        assert span.of(ahead + text) == selector.quotation


@settings(max_examples=30, deadline=None)
@given(quotation=PIECES, before=PIECES, after=PIECES, text=PIECES)
def test_places_never_leave_the_text(quotation, before, after, text):
    for span in places(Selector("a", quotation, before[-CONTEXT:], after[:CONTEXT]), text):
        assert 0 <= span.start < span.end <= len(text)
