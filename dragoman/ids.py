"""Content-addressed identifiers. The canonical form hashed here is part of the contract: changing
it changes every address that was ever given out.

An article's id comes from its raw bytes together with the address or ``id`` that came with them.
A finding's id comes from its article and its spans, never from scores or versions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from functools import lru_cache

from dragoman.model import Judgement, Selector, Span

_LENGTH = 16  # hexadecimal digits: 64 bits, a collision in a billion rows has odds of 1 in 37


def _digest(prefix: str, *parts: bytes) -> str:
    """Hash length-prefixed parts, so that no two lists of parts share a canonical form."""
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big"))
        hasher.update(part)
    return prefix + hasher.hexdigest()[:_LENGTH]


def article_id(raw: bytes, address: str | None) -> str:
    """``a`` and 16 hexadecimal digits."""
    return _digest("a", raw, (address or "").encode("utf-8", "surrogatepass"))


def finding_id(prefix: str, article: str, *roles: Sequence[Span]) -> str:
    """An id for something found in an article: its prefix letter, then 16 hexadecimal digits.

    ``roles`` are lists of spans in a fixed order (a statement: source, cue, content).
    """
    spans = [[[s.start, s.end] for s in role] for role in roles]
    return _digest(prefix, article.encode(), json.dumps(spans).encode())


def tie_id(prefix: str, *parts: str) -> str:
    """An id for what ties several findings together: its prefix letter, then 16 hexadecimal digits."""
    return _digest(prefix, *(part.encode() for part in parts))


@lru_cache(maxsize=4096)
def judgement_id(judgement: Judgement) -> str:
    """``j`` and 16 hexadecimal digits: who decided what, when, about which words. What its maker had seen
    is no part of it."""
    at = judgement.at.astimezone(UTC) if judgement.at.tzinfo else judgement.at
    decided = [judgement.field, judgement.verdict, judgement.correction, judgement.undoes]
    words = [_canonical(selector) for selector in (judgement.selector, *judgement.words)]
    told = json.dumps([*words, decided, judgement.by, at.isoformat(timespec="microseconds")])
    return _digest("j", told.encode())


def _canonical(selector: Selector) -> list[str]:
    return [selector.article, selector.quotation, selector.before, selector.after]


def text_hash(text: str) -> str:
    """``sha256:`` and the whole digest of the text in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
