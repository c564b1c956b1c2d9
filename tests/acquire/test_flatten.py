"""Flattening: all visible words, one block a line, each line leading back to its element."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import flatten as flattening
from dragoman.acquire.flatten import flatten
from dragoman.acquire.source import Unreadable


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<p>One <b>two</b> <i>three</i></p>", ["One two three"]),
        ("<p>  One\n\n  two&nbsp;three  </p>", ["One two three"]),
        ("<p>One<br>two<br/>three</p>", ["One", "two", "three"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<div>One<hr>two</div>", ["One", "two"]),
        ("<ul><li>One<li>two <ul><li>three</ul></ul>", ["One", "two", "three"]),
        ("<table><tr><td>One<td>two<tr><th>three</table>", ["One", "two", "three"]),
        ("<a>One<div>two</div>three</a>", ["One", "two", "three"]),
        ("<pre>One\n  two</pre>", ["One", "two"]),
        ("<p>O<!-- x -->ne<wbr>two<?php x ?></p>", ["Onetwo"]),
        ("<p><b>D</b>ravek</p>", ["Dravek"]),
        ("<p><span>T</span><span>he minister</span></p>", ["The minister"]),
        ("<span>By Anika Brandt</span><span>10 March</span>", ["By Anika Brandt 10 March"]),
        ("<a>home</a><a>world</a>", ["home world"]),
        ("<b>Hale</b><i>said</i>", ["Halesaid"]),
        ("<b>“</b><i>No</i>", ["“No"]),
        ("<q>No</q>, he said", ["“No”, he said"]),
        ("<button>Share</button><button>Save</button>", ["Share", "Save"]),
        ("<span style='display: block'>One</span><span>two</span>", ["One", "two"]),
        ("<details><summary>One</summary>two</details>", ["One", "two"]),
        ("<p>a &lt; b &amp; c &foo; &#8220;</p>", ["a < b & c &foo; “"]),
        ("<svg><title>no</title><text>One</text></svg>", ["One"]),
        ("<p>One\u2028two\x0bthree\x85four</p>", ["One two three four"]),
        ("<o:p>One</o:p> two", ["One two"]),
        ("<?xml version='1.0'?><html><script src='x'/><p>One<br/>two</p><p/>three", ["One", "two", "three"]),
        ("no tags at all", ["no tags at all"]),
        ("<p>\u200b</p><p>&nbsp;</p><p></p>One", ["One"]),
        ("", []),
        ("<!-- nothing -->", []),
    ],
)
def test_flatten_gives_one_block_a_line(page: str, lines: list[str]) -> None:
    assert flatten(page).text == "\n".join(lines)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<noscript>no</noscript>",
        "<template><p>no</p></template>",
        "<p hidden>no</p>",
        "<p hidden=''>no <b>no</b></p>",
        "<div style='color:red; DISPLAY : none'><p>no</p></div>",
        "<span style='visibility:hidden'>no</span>",
        "<iframe>no</iframe>",
        "<video><p>no</p></video>",
        "<q hidden>no</q>",
    ],
)
def test_flatten_leaves_out_what_cannot_be_seen(hidden: str) -> None:
    page = f"<html><head><title>no</title></head><body><p>One</p>{hidden}<p>two {hidden}</p>"
    assert flatten(page).text == "One\ntwo"


def test_flatten_shows_a_body_that_is_hidden_until_loaded() -> None:
    assert flatten("<body style='visibility:hidden'><p>One").text == "One"


def test_hidden_element_does_not_break_its_line() -> None:
    assert flatten("<p>One<span hidden>no</span>two <div hidden>no</div>").text == "Onetwo"


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("<p>One<p>two<div><p>x", "/html[1]/body[1]/div[1]/p[1]"),
        ("<p>One<p>x", "/html[1]/body[1]/p[2]"),
        ("<p>One<br>x", "/html[1]/body[1]/p[1]"),
        ("<i>One</i><o:p><i></i><div>x</div></o:p>", "/html[1]/body[1]/*[2]/div[1]"),
        ("<b>x</b>", "/html[1]/body[1]"),
    ],
)
def test_line_is_mapped_to_its_block_element(page: str, path: str) -> None:
    flat = flatten(page)
    assert flat.blocks[-1].path == path
    assert flat.root is not None
    (element,) = flat.root.xpath(path)
    assert "x" in "".join(element.itertext())


def test_line_below_the_mapped_depth_leads_to_an_ancestor() -> None:
    flat = flatten("<div>" * 500 + "deep")
    assert flat.root is not None
    (element,) = flat.root.xpath(flat.blocks[0].path)
    assert "deep" in "".join(element.itertext())


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flattening, "MAX_LINES", 10)
    with pytest.raises(Unreadable, match="more than 10 lines"):
        flatten("<p>x" * 11)


def test_tag_of_many_attributes_costs_no_time() -> None:
    crowded = "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">One"
    assert flatten(crowded).text == "One"


WORDS = st.text("abcdefgXYZ“”é€0189", min_size=1, max_size=6)
TAG_NAMES = "p div span b a li td h1 em section br q custom-tag o:p font table article"
TAGS = st.sampled_from(TAG_NAMES.split())


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            tag = draw(TAGS)
            close = f"</{tag}>" if tag != "br" and draw(st.booleans()) else ""
            parts.append(f"<{tag}>{draw(trees(depth - 1))}{close}")
        else:
            parts.append(f" {draw(WORDS)} ")
    return "".join(parts)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_flatten_keeps_all_visible_words(page: str) -> None:
    flat = flatten(page)
    words = "".join(part.partition(">")[2] for part in f">{page}".split("<")).split()
    bare = flat.text.replace("“", "").replace("”", "").split()
    wanted = " ".join(words).replace("“", "").replace("”", "").split()
    if "<table>" in page:
        assert sorted("".join(bare)) == sorted("".join(wanted))
    else:
        assert bare == wanted


@settings(max_examples=150, deadline=None)
@given(trees() | st.text() | st.text("<>/!-= \"'pbdiv&#;x\n"))
def test_every_line_is_mapped_and_nothing_else(page: str) -> None:
    flat = flatten(page)
    assert [block.span.of(flat.text) for block in flat.blocks] == (flat.text.split("\n") if flat.text else [])
    assert all(line == " ".join(line.split()) for line in flat.text.split("\n"))
    if flat.root is not None:
        assert all(len(flat.root.xpath(block.path)) == 1 for block in flat.blocks)
