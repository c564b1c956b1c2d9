"""Markdown that a web clipper or a note-taking program saved, with facts in YAML before the text."""

from __future__ import annotations

import pytest
from made_samples import one

from dragoman.acquire.formats.frontmatter import front_matter
from dragoman.clean import clean
from dragoman.model import BlockRole, Given

CLIPPED = """---
title: "Sandor: no talks before May"
source: https://courier.example/talks
author:
  - "[[Emil Sorrel]]"
  - Joss Verrin
published: 2033-03-10
site: The Lindhaven Courier
tags:
  - clippings
---
# Sandor: no talks before May

There will be no talks before May, Foreign Minister Mirela Sandor said in Lindhaven on Thursday.
"""


def test_the_facts_of_a_clipped_page_come_with_it() -> None:
    article = one(CLIPPED.encode(), ".md")
    assert article.text == CLIPPED
    assert article.given == Given(
        url="https://courier.example/talks",
        title="Sandor: no talks before May",
        published="2033-03-10",
        outlet="The Lindhaven Courier",
        author="Emil Sorrel, Joss Verrin",
    )
    assert dict(article.extra) == {"tags": "clippings"}


def test_the_facts_are_no_words_of_the_article() -> None:
    article = one(CLIPPED.encode(), ".md")
    page = clean(article)
    end = CLIPPED.index("# Sandor")
    assert {b.role for b in page.blocks if b.span.start < end} == {BlockRole.FURNITURE}
    assert [b.role for b in page.blocks if b.span.start >= end] == [BlockRole.HEADLINE, BlockRole.BODY]
    assert (page.outlet, page.author) == ("The Lindhaven Courier", "Emil Sorrel, Joss Verrin")


def test_a_plain_text_has_no_such_block() -> None:
    assert one(CLIPPED.encode(), ".txt").given == Given()


@pytest.mark.parametrize(
    "text",
    [
        "---\nSandor said: no talks: none\n---\n",  # no YAML
        "---\n- one\n- two\n---\n",  # no mapping
        "---\ntitle: &a [x]\nauthor: *a\n---\n",  # anchors
        "---\ntitle: never closed\n",
        "---\n" + "[" * 9_000 + "\n---\n",  # deeper than a parser goes
        "---\ndate: 2033-99-99\n---\n",
        "Words first\n---\ntitle: late\n---\n",
        "---",
    ],
)
def test_what_is_no_such_block_tells_nothing(text: str) -> None:
    given, _ = front_matter(text)
    assert given in (Given(), Given(published="2033-99-99"))


def test_only_an_address_of_the_web_is_one() -> None:
    assert front_matter("---\nsource: my notebook\n---\n")[0].url is None
