"""What statements mean, encoded once and kept in the ledger, for linking, search and checking.

An article is encoded after it was read: those that are due are laid out, what has no vector of this
encoder yet is encoded in one batch for many articles, and only then is the ledger locked to keep it.
"""

from __future__ import annotations

from dragoman.ledger import Ledger
from dragoman.ledger.vectors import Meant
from dragoman.link.vectors import Encoder, digest_of, encode_texts, texts_of
from dragoman.linking.sheets import sheet_of

_AT_ONCE = 100  # articles whose texts are encoded together and kept in one transaction


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
