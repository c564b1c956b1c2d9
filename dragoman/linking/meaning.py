"""What statements mean, encoded once and kept in the ledger, for linking, search and checking.

Keeping: an article is encoded after it was read: those that are due are laid out, what has no vector of this
encoder yet is encoded in one batch for many articles, and only then is the ledger locked to keep it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from dragoman.encoder.sentences import shipped
from dragoman.errors import InputError, MissingReader
from dragoman.ledger import Ledger
from dragoman.ledger.browse_meaning import Meaning
from dragoman.ledger.browse_rows import Found
from dragoman.ledger.facets import Query
from dragoman.ledger.vectors import Meant, Rows
from dragoman.link.vectors import Encoder, digest_of, encode_texts, texts_of
from dragoman.linking.sheets import sheet_of

_AT_ONCE = 100  # articles whose texts are encoded together and kept in one transaction

LEAST = 0.3
"""Cosine from which on a statement is shown: of any two sentences of news one in thirteen is as near."""

_LIKE = ((0.75, "much alike"), (0.55, "alike"), (0.4, "akin"), (LEAST, "perhaps akin"))


def keep_vectors(ledger: Ledger, encoder: Encoder) -> int:
    """Encode what has no vector of this encoder yet; how many statements. What was done is kept step by
    step. Raises ``LedgerError`` where the ledger cannot be written."""
    vectors, count = ledger.vectors, 0
    vectors.expect(encoder.version)
    while due := vectors.due(_AT_ONCE):
        missing = _missing(ledger, due)
        rows = encode_texts(missing, encoder)
        with vectors.together():
            vectors.put(encoder.version, {id: Meant(digest_of(missing[id]), rows[id]) for id in rows})
            vectors.done(due.values())
        count += len(rows)
    return count


def _missing(ledger: Ledger, articles: dict[str, int]) -> dict[str, list[str]]:
    """The texts of the statements that have no vector, or one of another text."""
    found: dict[str, list[str]] = {}
    for article in articles:
        sheet = sheet_of(ledger, article)
        if sheet is not None:
            held = ledger.vectors.words(article)
            texts = texts_of(sheet)
            found |= {id: several for id, several in texts.items() if held.get(id) != digest_of(several)}
    return found


def knows_meaning() -> bool:
    """Whether statements can be looked for by meaning: weights of a sentence encoder are installed."""
    return shipped() is not None


def find_by_meaning(
    ledger: Ledger,
    query: Query,
    *,
    sort: Literal["date", "relevance"] = "relevance",
    limit: int = 20,
    cursor: str | None = None,
    facets: bool = True,
    encoder: Encoder | None = None,
) -> Found:
    """Statements that are nearest in meaning to the words of a query, narrowed by its facts. Raises
    ``InputError`` where it has no words, or the ledger no vectors, and ``MissingReader`` where no weights
    are installed."""
    encoder = encoder or shipped()
    if encoder is None:
        raise MissingReader(
            "no sentence encoder is installed, so nothing can be looked for by meaning", "search by words"
        )
    if not query.words.strip():
        raise InputError("no words are given whose meaning is looked for", "give some words")
    if not ledger.vectors.has(encoder.version):
        raise InputError(
            "no statement of this ledger was encoded yet", "`dragoman link` encodes them; or search by words"
        )
    meaning = meaning_of(query.words, encoder, LEAST)
    return ledger.browse.near(query, meaning, sort=sort, limit=limit, cursor=cursor, facets=facets)


def meaning_of(words: str, encoder: Encoder, least: float) -> Meaning:
    """What some words mean, to look for statements at least so like them."""
    return Meaning(version=encoder.version, row=_row_of(words, encoder), least=least)


@lru_cache(maxsize=512)
def _row_of(words: str, encoder: Encoder) -> Rows:
    """Words are often looked for again: with other facts, for the next page, as said by somebody else."""
    row = encode_texts({"": [words]}, encoder)[""]
    row.flags.writeable = False
    return row


def word_likeness(likeness: float) -> str:
    """How like a statement is to some words (a cosine), in words."""
    return next((words for least, words in _LIKE if likeness >= least), "unlike")
