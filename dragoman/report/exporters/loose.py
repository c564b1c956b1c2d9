"""Lines that are no export of their own: the blocks of a page, the attributions of a text as PolNeAR
counts them, one actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Actor, Attribution, Block, Reading
from dragoman.report.exporters.base import Field, Row, Shape, span_pairs, span_rows

BLOCK_FIELDS = (
    Field("doc", "name of the article", brief=True),
    Field("start", "where the block begins, in code points", brief=True),
    Field("end", "where it ends, exclusive", brief=True),
    Field("role", "what the stretch is for: `headline`, `body`, `caption`, `furniture` ...", brief=True),
)
ATTRIBUTION_FIELDS = (
    Field("doc", "name of the text", brief=True),
    Field("source", "where the words stand that name who holds or says it", Shape.OFFSETS, brief=True),
    Field("cue", "where the words stand that report it", Shape.OFFSETS, brief=True),
    Field("content", "where the words stand that give it", Shape.OFFSETS, brief=True),
)


def block_rows(doc: str, blocks: Iterable[Block]) -> Iterator[Row]:
    """One line a block, in the order of the text."""
    for block in blocks:
        yield {"doc": doc, "start": block.span.start, "end": block.span.end, "role": block.role.value}


def attribution_rows(doc: str, attributions: Iterable[Attribution]) -> Iterator[Row]:
    """One line an attribution, outermost ones only."""
    for found in attributions:
        if found.parent is None:
            yield {
                "doc": doc,
                "source": span_pairs(found.source),
                "cue": span_pairs(found.cue),
                "content": span_pairs(found.content),
            }


def actor_row(actor: Actor, reading: Reading) -> Row:
    """One actor of a reading, with the words that name them and those that give their roles."""
    text = reading.article.text
    return {
        "id": actor.id,
        "doc": reading.article.doc,
        "article": reading.article.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "roles": [
            {
                "title": role.title,
                "of": role.of,
                "valid": role.valid.isoformat() if role.valid else None,
                "past": role.past,
                **span_rows((role.words,), text)[0],
            }
            for role in actor.roles
        ],
        "mentions": span_rows(actor.mentions, text),
    }
