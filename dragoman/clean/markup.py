"""What the markup of an HTML page tells, as a help and never as the text: which lines a reader of
markup (trafilatura) keeps. No answer where the bytes are no HTML or that reader refuses them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from dragoman.clean.lines import Unit
from dragoman.model import Article

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
LARGEST_PAGE = 5_000_000  # bytes; a larger page is labelled by its lines alone
_LOOKS_HTML = re.compile(rb"<(?:!doctype html|html|head|body|div|p|article)\b", re.IGNORECASE)


def html_of(article: Article) -> str | None:
    """The markup of an article that came as HTML, decoded, also in a row of JSON; ``None`` for any other."""
    if article.flattener is None or len(article.raw) > LARGEST_PAGE:
        return None
    markup = article.extra.get("html")
    if isinstance(markup, str):
        return markup
    if article.media_type == "application/json":
        return _in_row(article.raw)
    if not _LOOKS_HTML.search(article.raw[:20_000]):
        return None
    try:
        return article.raw.decode(article.charset, "replace")
    except LookupError:
        return article.raw.decode("utf-8", "replace")


def _in_row(raw: bytes) -> str | None:
    """The page that a row of JSON holds."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    markup = row.get("html") if isinstance(row, dict) else None
    return markup if isinstance(markup, str) else None


def find_kept(markup: str, units: Sequence[Unit]) -> list[bool] | None:
    """For each unit, whether most of its words stand in the text that trafilatura keeps; ``None``
    where it keeps nothing."""
    from trafilatura import extract

    try:
        text = extract(markup, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # the reader of markup is only a help: its faults cost no article
        return None
    kept = _WORD.findall((text or "").casefold())
    if not kept:
        return None
    shingles = set(_shingles(kept))
    lines = {" ".join(_WORD.findall(line.casefold())) for line in re.split(r"[\n|]", text or "")}
    return [_is_kept(unit, shingles, lines) for unit in units]


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _is_kept(unit: Unit, shingles: set[tuple[str, ...]], lines: set[str]) -> bool:
    words = _WORD.findall(unit.text.casefold())
    mine = _shingles(words)
    if not mine:
        return bool(words) and " ".join(words) in lines
    return sum(s in shingles for s in mine) * 2 > len(mine)
