"""Who wrote a page and in which language, as the page's words tell; what they do not tell stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

from dragoman.clean.lines import Unit
from dragoman.clean.phrases import Phrases
from dragoman.model import BlockRole as Role
from dragoman.model import Given

_FEWEST_LETTERS = 40  # a shorter text is too short to tell its language
_SAMPLES = 1_000, 20_000  # code points from which the language is told: more only where few leave it open
_SURE = 0.8  # the probability below which a language is left open
_ENGLISH, _FEWEST_WORDS, _LOOKED_AT = 0.3, 60, 240  # share of small words, in so many words, that is English
_BY = re.compile(
    r"\(?(?:(?:written|reported|reporting|words|interview|conversation|story|text|report|posted|by)\b(?: by)?"
    r"|live (?:with|by)\b"
    r"|authors?|byline|posted\b.{3,40}\bby"
    r"|von|par|por|di|door|av|af|autore?|autorin|autora|auteur|texto|testo|автор)\s*:?\s+",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[;|•·–—@<]|(?<=[a-zà-ÿ]{3})\.\s|,\s+(?=[a-z\d])"
    r"|,\s+(?:The|Special|University|[A-Z]\w+ (?:of|News|Post))\b| - "
    r"|\s(?:in|for|on|at|FOR|IN)\s+(?=[A-Z\d])|\(|\d).*"
)
_STAFF = re.compile(r".*\b(?:staff|agency|agencies|newsroom|news desk|web desk)\b.*", re.IGNORECASE)


def find_author(units: Sequence[Unit], roles: Sequence[Role], given: Given, phrases: Phrases) -> str | None:
    """Who wrote the page: as given, or as its first byline names them."""
    if given.author:
        return given.author
    byline = Role.BYLINE
    for unit in [units[i] for i, role in enumerate(roles) if role is byline]:
        if not phrases.is_repost(unit.text, unit.asks):
            name = _AFTER_NAMES.sub("", _BY.sub("", unit.text, count=1)).strip(" .,|()")
            if name and name[0].isupper() and not _is_office(name) and not _STAFF.fullmatch(name):
                return name
    return None


def _is_office(name: str) -> bool:
    return name.split()[-1].casefold() in (
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "columnist",
        "contributor",
        "staff",
    )


def find_language(body: Sequence[Unit], given: Given, phrases: Phrases) -> str | None:
    """An ISO 639-1 code: as given, or as the body tells; ``None`` where it is too short to tell."""
    if given.language:
        return given.language.strip().casefold().replace("_", "-").split("-")[0] or None
    return "en" if is_english(body, phrases) else _identified("\n".join(u.text for u in body))


def is_english(body: Sequence[Unit], phrases: Phrases) -> bool:
    """Whether small words of English are as frequent as in English alone: elsewhere fewer than one in
    ten is spelt so. Asked first, since it takes no model."""
    words = list(islice((word for unit in body for word in unit.words), _LOOKED_AT))
    return len(words) >= _FEWEST_WORDS and sum(w in phrases.stopwords for w in words) >= _ENGLISH * len(words)


def _identified(body: str) -> str | None:
    if sum(map(str.isalpha, body[: _SAMPLES[-1]])) < _FEWEST_LETTERS:
        return None
    for length in _SAMPLES:
        language, probability = _identifier().classify(body[:length])
        if probability >= _SURE or len(body) <= length:
            break
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
