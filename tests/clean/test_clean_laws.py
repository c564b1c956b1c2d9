"""What holds for any text: blocks are in order, apart, trimmed, and cover it."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.model import Article, Given

_PIECES = st.sampled_from(
    ["Read more", "By Ilan Dravek", "© MPA / Lucas BreyA boat leaves port now", "- Why?", "KARSK (MPA) - ",
     "00:00", "“No,” he said.", "Sandor says the strait is open", "\n", "\n\n", "\r\n", " ", "\u2028",
     "\u00a0", "\x1f", "# ", "*a*", "On Thursday, March 10, the minister said that talks had failed. ", "Q: ",
     "- Radio, 1920, 01.02.2033", "Source: X"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=25).map("".join))


def uncovered(text, blocks):
    left = list(text)
    for block in blocks:
        left[block.span.start : block.span.end] = " " * (block.span.end - block.span.start)
    return "".join(left).strip()


@settings(max_examples=150, deadline=None)
@given(text=_TEXTS, url=st.none() | st.text(), published=st.none() | st.text())
def test_clean_covers_every_character_once_and_in_order(text, url, published):
    page = clean(_article(text, url, published))
    ends = [0] + [end for b in page.blocks for end in (b.span.start, b.span.end)] + [len(text)]
    assert ends == sorted(ends)
    assert all(b.span.of(text) and b.span.of(text) == b.span.of(text).strip() for b in page.blocks)
    assert uncovered(text, page.blocks) == ""


def _article(text: str, url: str | None, published: str | None) -> Article:
    return Article(
        id="a0", doc="d", raw=b"", text=text, media_type="text/plain", charset="utf-8", path="d.txt",
        retrieved=datetime(2040, 1, 1, tzinfo=UTC), given=Given(url=url, published=published),
    )  # fmt: skip


def test_clean_reads_the_same_page_the_same_way_twice(make_article):
    page = make_article(
        "Dravek denies it\n\nThe minister said that the strait was open to all ships.\n\nSubscribe"
    )
    assert clean(page) == clean(page)
