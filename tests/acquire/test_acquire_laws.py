"""Laws for any input at all."""

import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.acquire import acquire, from_text
from dragoman.acquire.formats import FORMATS, read_source
from dragoman.acquire.naming import Names
from dragoman.acquire.source import Source, look_ahead
from dragoman.model import Article, Skipped

KEYS = st.sampled_from(["text", "html", "id", "url", "title", "author", "language", "other"]) | st.text(
    max_size=3
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=6,
)
MARKUP = st.lists(
    st.sampled_from(["<p>", "<!--", "-->", "<title>", "</b>", "<b", "'", "&#", "é", "x y", "<![CDATA["])
)
BYTES = (
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    | st.text("äöüß“” abc", max_size=200).map(lambda text: text.encode("cp1252", "replace"))
    | MARKUP.map(lambda parts: "".join(parts).encode())
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.lists(JSON, max_size=3).map(lambda rows: "\n".join(map(json.dumps, rows)).encode("utf-16"))
)


def read(raw: bytes, suffix: str) -> list[Article | Skipped]:
    head, stream = look_ahead(io.BytesIO(raw))
    source = Source(shown=f"m{suffix}", docs=("m",), suffix=suffix, stream=stream, head=head, size=len(raw))
    return list(read_source(source, Names()))


@pytest.mark.parametrize(
    "suffix", [suffix for format in FORMATS for suffix in format.suffixes] + ["", ".odd"]
)
@settings(max_examples=60, deadline=None)
@given(raw=BYTES)
@example(raw=b"\xff\xfe")
@example(raw=b"\xff\xfe\0\0")
@example(raw=b"\xef\xbb\xbf")
@example(raw=b'{"text": "a", "id": 1e999}')
@example(raw=b"\0")
def test_any_bytes_give_articles_or_reasons(raw: bytes, suffix: str) -> None:
    found = read(raw, suffix)
    assert found
    for item in found:
        if isinstance(item, Skipped):
            assert item.why
            assert item.advice
            continue
        assert item.text.strip("\ufeff \n")
        item.text.encode()
        json.dumps(dict(item.extra), ensure_ascii=False).encode()
        lines = [block.span.of(item.text) for block in item.source_map]
        assert not item.flattener or lines == item.text.split("\n")


@settings(max_examples=60, deadline=None)
@given(raw=BYTES)
def test_reading_twice_gives_the_same(raw: bytes) -> None:
    def seen() -> list[object]:
        found = acquire(["-"], stdin=io.BytesIO(raw))
        return [item if isinstance(item, Skipped) else (item.id, item.doc, item.text) for item in found]

    assert seen() == seen()


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_text_file_is_read_back_as_written(text: str) -> None:
    found = read(text.encode(), ".txt")
    if isinstance(found[0], Article):
        assert found[0].text == text
        assert from_text(text).text == text
