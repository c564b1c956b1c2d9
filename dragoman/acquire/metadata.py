"""What a page's markup says of itself: meta elements, JSON-LD, and the language of ``<html>``.

Only what is stated in so many words: nothing is guessed from the wording of the page (that is the
work of ``clean``). trafilatura's metadata reader is not used here because it also falls back on
guesses (a site's name from its title, a date from the address) without saying so.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from dragoman.model import Given

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")
_OUTLET: Final = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR: Final = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl")
_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "date",
)
_URL: Final = ("og:url",)

_ARTICLE_TYPES: Final = (re.compile(r"(?:Article|Report|BlogPosting|Interview)$"), re.compile(r"WebPage$"))
_ADDRESS: Final = re.compile(r"https?://\S+\Z", re.I)
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]*)?\Z", re.I)
_MAX_NODES: Final = 10_000  # of one JSON-LD graph; real ones have a few dozen
_MAX_CHARACTERS: Final = 1_000  # of one value; longer is not a name, a title or a date


def language_code(tag: str | None) -> str | None:
    """The language of a tag such as ``en-GB``, in lower case (``en``); other words as they are."""
    if tag is None:
        return None
    found = _LANGUAGE.match(tag.strip())
    return found.group(1).lower() if found else tag.strip() or None


def _tidy(value: object) -> str | None:
    """A value as one line, or ``None`` where it is no usable text."""
    if not isinstance(value, str) or len(value) > _MAX_CHARACTERS:
        return None
    return " ".join(value.split()) or None


def _metas(root: etree._Element) -> dict[str, str]:
    """First value of each meta element, by its name in lower case."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _tidy(element.get("content"))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """All objects of a JSON-LD graph, outermost first, without recursion."""
    waiting = deque([tree])
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _is_of_type(node: Mapping[str, Any], wanted: re.Pattern[str]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and wanted.search(name) for name in names)


def _names(value: Any) -> str | None:
    """The name or names of a person or organisation in JSON-LD."""
    people = value if isinstance(value, list) else [value]
    names = (_tidy(person.get("name") if isinstance(person, dict) else person) for person in people)
    return ", ".join(name for name in names if name) or None


def _graphs(root: etree._Element) -> Iterator[Any]:
    """The page's JSON-LD, script by script; what is not valid is passed over."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue


def _linked_data(root: etree._Element) -> Given:
    """What the first article in the page's JSON-LD says, or its first page where it has no article."""
    nodes = list(_nodes(list(_graphs(root))))
    fitting = (node for wanted in _ARTICLE_TYPES for node in nodes if _is_of_type(node, wanted))
    node = next(fitting, {})
    return Given(
        title=_tidy(node.get("headline")),
        published=_tidy(node.get("datePublished")),
        outlet=_names(node.get("publisher")),
        author=_people(_names(node.get("author"))),
        language=language_code(_tidy(node.get("inLanguage"))),
        url=_address(node.get("url")),
    )


def _people(value: str | None) -> str | None:
    """An author, unless it is the address of a profile."""
    return None if value is None or _ADDRESS.match(value) else value


def _address(value: object) -> str | None:
    """An absolute address, or ``None``."""
    tidy = _tidy(value)
    return tidy if tidy and _ADDRESS.match(tidy) else None


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _canonical(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _address(link.get("href"))
    return None


def _marked_time(root: etree._Element) -> str | None:
    """The ``<time>`` that the page marks as its date of publication."""
    for element in root.iter("time"):
        is_published = element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        if is_published and element.get("datetime"):
            return _tidy(element.get("datetime"))
    return None


def _title(root: etree._Element) -> str | None:
    element = root.find("head/title")
    return _tidy("".join(str(words) for words in element.itertext())) if element is not None else None


def page_metadata(root: etree._Element) -> Given:
    """What the page's markup says of itself; gaps are ``None``. Dates are as they are written."""
    metas = _metas(root)
    linked = _linked_data(root)
    language = root.get("lang") or root.get("xml:lang") or metas.get("language")
    return Given(
        url=_canonical(root) or _address(_first(metas, _URL)) or linked.url,
        title=_first(metas, _TITLE) or linked.title or _title(root),
        published=_first(metas, _PUBLISHED) or linked.published or _marked_time(root),
        outlet=_first(metas, _OUTLET) or linked.outlet,
        author=_people(_first(metas, _AUTHOR)) or linked.author,
        language=language_code(language) or linked.language,
    )
