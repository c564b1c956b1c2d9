"""The markup of a page helps to label its lines."""

import json
from dataclasses import replace

from dragoman.clean import body, clean

PARAGRAPHS = [
    "Veldoria will call back half of its patrol boats by the middle of April, Anika Brandt said.",
    "Nineteen boats may stay, according to her office, and the first observers go aboard on 18 April.",
    "Not everybody was pleased. Edda Korn of the Maren Fishermen’s Union demanded a chair for the union.",
]
ASIDE = "Our navy will obey but not cheer, writes a reader from Karsk who does not wish to be named in print."
MARKUP = f"""<html><head><title>t</title></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article>
<h1>Half of the boats go home</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article></main>
<footer><ul><li><a href="/r">{ASIDE}</a></li></ul></footer></body></html>"""
TEXT = "\n".join(["Home", "Half of the boats go home", *PARAGRAPHS, ASIDE])


def test_clean_believes_the_markup_about_what_is_body(make_article):
    page = replace(make_article(TEXT), raw=MARKUP.encode(), media_type="text/html", flattener="flat/1")
    assert body(page) == "\n".join(PARAGRAPHS)


def test_clean_falls_back_on_the_lines_where_markup_is_broken(make_article):
    for raw in (b"", b"<html", b"\xff\xfe<html><body>", b"<html><body></body></html>"):
        page = replace(make_article(TEXT), raw=raw, flattener="flat/1", charset="no-such-charset")
        assert {b.role.value for b in clean(page).blocks} >= {"body"}


def test_clean_believes_the_markup_of_a_page_in_a_row(make_article):
    row = json.dumps({"id": "boats", "html": MARKUP}).encode()
    page = replace(make_article(TEXT), raw=row, media_type="application/json", flattener="flat/1")
    assert body(page) == "\n".join(PARAGRAPHS)


def test_clean_does_without_the_markup_of_a_row_that_has_none(make_article):
    for raw in (b"{", b"[1]", b'{"html": 3}'):
        page = replace(make_article(TEXT), raw=raw, media_type="application/json", flattener="flat/1")
        assert clean(page).blocks == clean(make_article(TEXT)).blocks
