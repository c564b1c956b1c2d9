"""Where quotations begin and end, by the shape of their marks or by what stands beside them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.quotes import Quote, find_quotes, quoted_share
from dragoman.model import Span

MARKS = st.text(alphabet="\"“”„«»'‘’`aB .,!?(–\n", max_size=60)

CONTINENTAL = pytest.mark.xfail(
    strict=True, reason="an opening mark is closed by English marks only: „...“, »...«"
)


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and left.', ['"yes"']),
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ("«We sail», she said", ["«We sail»"]),
        ("``We went,'' he said", ["``We went,''"]),
        ("'We went home,' she said.", ["'We went home,'"]),
        ("It’s ‘fine, really’, he said", ["‘fine, really’"]),
        ("say ‘it’s ours’ now", ["‘it’s ours’"]),
        ('He said:"No space."', ['"No space."']),
        ("(“Calm” he wrote)", ["“Calm”"]),
        ('"One" "Two"', ['"One"', '"Two"']),
        ("\"He told me 'go' and I went,\" she said.", ["\"He told me 'go' and I went,\""]),
        ("Dravek's boats and the sailors' maps", []),
        ("’twas night on the strait", []),
        ('The plank is 12" long', []),
        ("", []),
        ('"', []),
    ],
)
def test_quotes_are_found(text: str, expected: list[str]) -> None:
    assert [q.span.of(text) for q in quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected", "opened", "closed"),
    [
        ("“It goes on and on", "“It goes on and on", True, False),
        ('"It goes on  ', '"It goes on', True, False),
        ("We lost the mark,” he said.", "We lost the mark,”", False, True),
        ('Two words," he said.', 'Two words,"', False, True),
        pytest.param("„Low and high“ he said", "„Low and high“", True, True, marks=CONTINENTAL),
        pytest.param("»Turned« he said", "»Turned«", True, True, marks=CONTINENTAL),
    ],
)
def test_quotes_survive_lost_marks(text: str, expected: str, opened: bool, closed: bool) -> None:
    (quote,) = quotes(text)
    assert (quote.span.of(text), quote.opened, quote.closed) == (expected, opened, closed)


def test_lost_opening_runs_from_the_last_quotation() -> None:
    text = '"One," she said. We turned back," he said.'
    assert [q.span.of(text) for q in quotes(text)] == ['"One,"', 'she said. We turned back,"']


def test_single_mark_across_a_page_is_an_apostrophe() -> None:
    text = "'We " + "row and " * 60 + "rest,' she said."
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"yes"', "yes"),
        ("“Yes,” he said", "Yes,"),
        ("``We went,'' he said", "We went,"),
        ("'We went,' she said.", "We went,"),
        ("“never closed", "never closed"),
        ("never opened here,” he said", "never opened here,"),
        ('""', ""),
    ],
)
def test_inside_leaves_marks_out(text: str, expected: str) -> None:
    assert quotes(text)[0].inside(text).of(text) == expected


def test_quotes_keep_to_their_block() -> None:
    text = 'He said "one.\n"Two," he said.'
    second = find_quotes(text, Span(14, len(text)))
    assert [q.span.of(text) for q in second] == ['"Two,"']


@pytest.mark.parametrize(
    ("content", "expected"),
    [('"all of it"', 1.0), ("none of it", 0.0), ('half "half"', 0.5), ("...", 0.0)],
)
def test_quoted_share_counts_letters(content: str, expected: float) -> None:
    assert quoted_share(content, (Span(0, len(content)),), quotes(content)) == expected


@settings(max_examples=200, deadline=None)
@given(MARKS)
def test_quotes_are_ordered_apart_and_inside(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.covers(quote.inside(text))
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
