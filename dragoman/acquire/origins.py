"""Where the lines of a flattened page stood in its markup: the element of each line, as the parser saw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from dragoman.acquire.charset import declared_charset, decode
from dragoman.acquire.flatten import flatten
from dragoman.model import Article, SourceBlock


def markup_of(article: Article, lines: Sequence[SourceBlock]) -> Iterator[str]:
    """The markup of the element that each of these lines of an article was taken from; empty where the
    article came as something other than a page, or where its parts cannot be told any more (nesting that the
    parser refused)."""
    root = _root(article) if article.media_type == "text/html" and lines else None
    for line in lines:
        element = None if root is None else _element(root, line.path)
        yield "" if element is None else etree.tostring(element, encoding="unicode", with_tail=False)


def _root(article: Article) -> Any:
    return flatten(decode(article.raw, article.charset, declared_charset(article.raw)).text).root


def _element(root: Any, path: str) -> Any:
    """The element at a DOM path as the flattener writes them ("/html[1]/body[1]/p[2]")."""
    try:
        found = root.getroottree().xpath(path)
    except etree.XPathError:
        return None
    return found[0] if found else None
