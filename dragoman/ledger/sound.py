"""Whether a reading agrees with itself, asked before anything of it is written.

A reading whose spans leave its text, or whose ids point nowhere, would be a finding without
evidence. Such a reading is refused as a whole, with the first thing that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.errors import LedgerError
from dragoman.model import Actor, JudgedReading, Reading, Span, Statement


def check_sound(reading: Reading) -> None:
    """Raise ``LedgerError`` for a reading that contradicts itself."""
    complaint = next(_complaints(reading), None)
    if complaint is not None:
        raise LedgerError(
            f"the reading of {reading.article.doc} ({reading.article.id}) contradicts itself: {complaint}",
            f"report this as a bug of {reading.maker.name} {reading.maker.version}",
        )


def _complaints(reading: Reading) -> Iterator[str]:
    if isinstance(reading, JudgedReading):
        yield "it has what people decided laid over it"
    length = len(reading.article.text)
    for what, span in _all_spans(reading):
        if not 0 <= span.start <= span.end <= length:
            yield f"{what} spans {span.start}-{span.end} in a text of {length} characters"
    yield from _repeated("actor", (a.id for a in reading.actors))
    yield from _repeated("statement", (s.id for s in reading.statements))
    actors = {a.id for a in reading.actors}
    statements = {s.id for s in reading.statements}
    for statement in reading.statements:
        yield from _dangling(statement, reading.article.id, actors, statements)


def _dangling(statement: Statement, article: str, actors: set[str], statements: set[str]) -> Iterator[str]:
    if statement.article != article:
        yield f"statement {statement.id} belongs to article {statement.article}"
    if statement.speaker is not None and statement.speaker not in actors:
        yield f"statement {statement.id} has an unknown speaker {statement.speaker}"
    if statement.nested_in is not None and statement.nested_in not in statements:
        yield f"statement {statement.id} is nested in an unknown {statement.nested_in}"


def _repeated(what: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            yield f"two times {what} {id}"
        seen.add(id)


def _all_spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for source in reading.article.source_map:
        yield f"the source map ({source.path})", source.span
    for block in reading.page.blocks:
        yield f"a {block.role} block", block.span
    for actor in reading.actors:
        yield from _actor_spans(actor)
    for statement in reading.statements:
        for span in (*statement.source, *statement.cue, *statement.content):
            yield f"statement {statement.id}", span


def _actor_spans(actor: Actor) -> Iterator[tuple[str, Span]]:
    for span in actor.mentions:
        yield f"a mention of actor {actor.id}", span
    for role in actor.roles:
        yield f"a role of actor {actor.id}", role.words
