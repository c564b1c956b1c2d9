"""When the statements of an article were said, if it was written in a given interval.

Whoever learns from elsewhere when an article was written (linking does) asks here what its words then
mean; the reading stays as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from dragoman.extract.inherit import inherit_days
from dragoman.extract.said_on import date_statement
from dragoman.extract.sentences import sentence_at
from dragoman.model import Interval, Reading, Statement


def date_anew(reading: Reading, published: Interval) -> dict[str, Interval]:
    """The days of the statements that have one then, by id: their own words first, then what stands
    around them, as when the article is read."""
    text, page = reading.article.text, replace(reading.page, published=published)
    starts = [b.span.start for b in page.blocks]

    def dated(statement: Statement) -> Statement:
        place = (statement.cue or statement.content)[0]
        block = page.blocks[max(bisect_right(starts, place.start) - 1, 0)]
        sentence = sentence_at(text, block.span, place.start)
        said_on = date_statement(text, sentence, statement.content, page, statement.cue)
        return replace(statement, said_on=said_on)

    told = inherit_days(text, page, [dated(s) for s in reading.statements], reading.actors)
    return {s.id: s.said_on for s in told if s.said_on is not None}
