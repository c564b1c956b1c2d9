"""What a page's markup says of itself, and only that."""

import pytest

from dragoman.acquire.flatten import flatten
from dragoman.acquire.metadata import language_code, page_metadata
from dragoman.model import Given

LINKED = '<script type="application/ld+json">{}</script>'


def said(markup: str) -> Given:
    flat = flatten(markup)
    assert flat.root is not None
    return page_metadata(flat.root)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<html lang="en-GB"><p>x', Given(language="en")),
        ("<title> Dravek\n refuses </title><p>x", Given(title="Dravek refuses")),
        (
            '<title>Site</title><meta property="og:title" content="Dravek refuses">',
            Given(title="Dravek refuses"),
        ),
        ('<meta property="og:site_name" content="Karsk Today">', Given(outlet="Karsk Today")),
        ('<meta name="Author" content="Lena Orlo">', Given(author="Lena Orlo")),
        ('<meta name="author" content="https://social.example/lena">', Given()),
        (
            '<meta property="article:published_time" content="2031-05-02T08:00:00Z">',
            Given(published="2031-05-02T08:00:00Z"),
        ),
        ('<meta itemprop="datePublished" content="2 May 2031">', Given(published="2 May 2031")),
        ('<time pubdate datetime="2031-05-02">2 May</time>', Given(published="2031-05-02")),
        ('<time datetime="2031-05-02">2 May</time>', Given()),
        ("<p>Published 2 May 2031 by Karsk Today</p>", Given()),
        ('<link rel="canonical" href="https://karsk.example/1">', Given(url="https://karsk.example/1")),
        ('<link rel="canonical" href="/1">', Given()),
        ('<meta property="og:url" content="https://karsk.example/2">', Given(url="https://karsk.example/2")),
        ('<meta property="og:title" content=""><meta name="author">', Given()),
        (f'<meta property="og:title" content="{"x" * 2000}">', Given()),
    ],
)
def test_markup_is_read(markup: str, expected: Given) -> None:
    assert said(markup + "<p>x") == expected


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (
            '{"@type": "NewsArticle", "headline": "H", "datePublished": "2031-05-02", "inLanguage": "en-GB",'
            ' "author": [{"@type": "Person", "name": "Lena Orlo"}, "Jan Rusk"],'
            ' "publisher": {"@type": "Organization", "name": "The Harbour Post"}}',
            Given(
                title="H",
                published="2031-05-02",
                language="en",
                author="Lena Orlo, Jan Rusk",
                outlet="The Harbour Post",
            ),
        ),
        (
            '{"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": ["Article"], "headline": "H"}]}',
            Given(title="H"),
        ),
        ('[{"@type": "WebPage", "headline": "P"}, {"@type": "Article", "headline": "H"}]', Given(title="H")),
        ('{"@type": "WebPage", "datePublished": "2031-05-02"}', Given(published="2031-05-02")),
        ('[{"@type": "ReportageNewsArticle", "headline": 7, "author": null}]', Given()),
        ('{"@type": "Organization", "headline": "H"}', Given()),
        ('{"@type": "NewsArticle", ', Given()),
        ("[" * 5000, Given()),
        ("", Given()),
    ],
)
def test_linked_data_is_read(graph: str, expected: Given) -> None:
    assert said(LINKED.format(graph) + "<p>x") == expected


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("EN-gb", "en"), ("pt_BR", "pt"), ("English", "English"), (" ", None), (None, None)],
)
def test_language_code_is_the_primary_subtag(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code
