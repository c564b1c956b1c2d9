"""Articles as far as it is asked what their outlet says itself: text, blocks, and what anybody else is
reported to say or believe. A dozen are read together, and nothing of their actors, dates and bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.ledger.database import Database
from dragoman.model import Block, BlockRole, Span, Spans


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One article: ``reported`` are the contents of its statements and attitudes, as people decided."""

    article: str
    text: str
    language: str | None
    blocks: tuple[Block, ...]
    reported: Spans


_TEXTS = """
SELECT article.id, text, reading.language FROM json_each(?) AS wanted
CROSS JOIN article ON article.id = wanted.value CROSS JOIN reading ON reading.article = article.id
ORDER BY wanted.key
"""

_BLOCKS = """
SELECT block.article, role, start_at, end_at, doubt FROM json_each(?) AS wanted
CROSS JOIN block ON block.article = wanted.value ORDER BY wanted.key, ordinal
"""

_REPORTED = """
SELECT statement.article, start_at, end_at FROM json_each(?) AS wanted
CROSS JOIN statement ON statement.article = wanted.value
CROSS JOIN statement_span ON statement_span.statement = statement.number AND part = 'content'
WHERE NOT EXISTS (SELECT 1 FROM decision WHERE decision.statement = statement.id)
"""

_DECIDED = """
SELECT statement.article, decision.content FROM json_each(?) AS wanted
CROSS JOIN statement ON statement.article = wanted.value
CROSS JOIN decision ON decision.statement = statement.id AND verdict <> 'wrong'
"""


def voices(db: Database, articles: Sequence[str]) -> Iterator[VoiceRow]:
    """These articles (ids) in this order; what is not here is left out."""
    wanted = json.dumps(list(articles))
    blocks: defaultdict[str, list[Block]] = defaultdict(list)
    for article, role, start, end, doubt in db.tuples(_BLOCKS, wanted):
        blocks[article].append(Block(Span(start, end), BlockRole(role), doubt))
    reported: defaultdict[str, list[Span]] = defaultdict(list)
    for article, start, end in db.tuples(_REPORTED, wanted):
        reported[article].append(Span(start, end))
    for article, content in db.tuples(_DECIDED, wanted):
        reported[article] += [Span(*ends) for ends in json.loads(content)]
    for article, text, language in db.tuples(_TEXTS, wanted):
        yield VoiceRow(article, text, language, tuple(blocks[article]), tuple(reported[article]))
