"""Findings for reading on a terminal, each with its evidence: the words of the page around it, with
source, cue and content marked by colour, or by brackets where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dragoman.model import Actor, BlockRole, JudgedReading, Mode, Reading, Span, Spans, Statement
from dragoman.report.cite import cite, footnote, published
from dragoman.report.view import EntryView

_AROUND = 240  # characters of context on each side
_COLOURS = {"source": "cyan", "cue": "yellow", "content": "green", "mention": "cyan"}


def article_lines(entry: EntryView, *, colour: bool) -> Iterator[str]:
    """An article: what its page tells, and its statements."""
    reading, page = entry.reading, entry.reading.page
    yield _bold(page.title or reading.article.doc, colour)
    yield f"{page.outlet or 'outlet not known'}, {published(page.published)}"
    yield f"{reading.article.id}  {reading.article.doc}  read by {reading.maker.name} {reading.maker.version}"
    yield from (f"note: {note}" for note in reading.article.notes)
    yield ""
    said = [one for one in reading.statements if one.mode is Mode.SAID]
    yield f"{len(said)} statements"
    yield from (_digest(statement, reading) for statement in said)
    yield ""
    yield footnote(cite(entry))


def actor_lines(entry: EntryView, actor: Actor, *, colour: bool) -> Iterator[str]:
    """An actor: names, roles and what they say in this article."""
    reading, text = entry.reading, entry.reading.article.text
    yield _bold(actor.name, colour)
    yield f"{actor.id}  {actor.kind}  in {reading.article.doc}"
    for role in actor.roles:
        of = f" ({role.of})" if role.of else ""
        yield f"role: {role.title}{of}{' (past)' if role.past else ''}: “{_flat(role.words.of(text))}”"
    names = dict.fromkeys(_flat(span.of(text)) for span in actor.mentions)
    yield f"called: {', '.join(names)}"
    yield ""
    yield from (_digest(one, reading) for one in reading.statements if one.speaker == actor.id)
    if actor.mentions:
        yield ""
        yield marked(text, {"mention": actor.mentions[:1]}, colour=colour)


def statement_lines(entry: EntryView, statement: Statement, *, colour: bool) -> Iterator[str]:
    """A statement: who, what and when, the words that say so in their place, and its source."""
    reading = entry.reading
    spans = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    yield _bold(f"{_speaker(statement, reading)} {statement.act}", colour)
    yield f"{statement.id}  {statement.kind}, {statement.mode}, in the {statement.block}"
    yield from (f"{label}: {value}" for label, value in _facts(statement, reading) if value)
    yield ""
    yield marked(reading.article.text, spans, colour=colour)
    yield ""
    yield footnote(cite(entry))


def _facts(statement: Statement, reading: Reading) -> Iterator[tuple[str, str | None]]:
    addressee = reading.actor(statement.addressee)
    yield "role", statement.role
    yield "to", addressee.name if addressee else statement.addressee
    yield "through", " > ".join(statement.relay)
    yield (
        "said on",
        f"{published(statement.said_on)} – {statement.said_on.basis}" if statement.said_on else None,
    )
    yield "quoted inside", statement.nested_in
    yield "judged", _judged(statement, reading)
    yield (
        "doubt",
        f"{statement.doubt:.2f} (speaker {statement.doubt_speaker:.2f}, words {statement.doubt_span:.2f})",
    )


def _judged(statement: Statement, reading: Reading) -> str | None:
    decision = reading.decision(statement.id) if isinstance(reading, JudgedReading) else None
    if decision is None:
        return None
    changed = f" ({', '.join(decision.changed)})" if decision.changed else ""
    return f"{decision.verdict}{changed} by {decision.by}, {decision.at:%Y-%m-%d %H:%M}"


def _speaker(statement: Statement, reading: Reading) -> str:
    speaker = reading.actor(statement.speaker)
    if speaker:
        return speaker.name
    printed = _joined(statement.source, reading.article.text)
    return f"“{printed}” (speaker open)" if printed else "nobody named (speaker open)"


def _digest(statement: Statement, reading: Reading) -> str:
    content = _joined(statement.content, reading.article.text)
    where = "" if statement.block is BlockRole.BODY else f" [{statement.block}]"
    return f"  {statement.id}  {_speaker(statement, reading)} {statement.act}{where}: {content}"


def marked(text: str, spans: dict[str, Spans], *, colour: bool) -> str:
    """The words around some spans with the spans marked; overlapping parts of a later kind give way."""
    pieces = sorted((span, kind) for kind, several in spans.items() for span in several)
    if not pieces:
        return ""
    window = _window(text, Span(pieces[0][0].start, max(span.end for span, _ in pieces)))
    out, at = [], window.start
    for span, kind in pieces:
        start = max(span.start, at)
        if start >= span.end:
            continue
        out += [text[at:start], _mark(text[start : span.end], kind, colour)]
        at = span.end
    out.append(text[at : window.end])
    return _cut_mark(text, window.start) + "".join(out).strip() + _cut_mark(text, window.end)


def _cut_mark(text: str, at: int) -> str:
    """Dots where a line goes on beyond the window."""
    return "" if at in (0, len(text)) or "\n" in text[at - 1 : at + 1] else "…"


def _window(text: str, span: Span) -> Span:
    """The span with the rest of its lines, as far as they are near."""
    start = text.rfind("\n", max(0, span.start - _AROUND), span.start) + 1 or max(0, span.start - _AROUND)
    end = text.find("\n", span.end, span.end + _AROUND)
    return Span(start, end if end >= 0 else min(len(text), span.end + _AROUND))


def _mark(words: str, kind: str, colour: bool) -> str:
    return click.style(words, fg=_COLOURS[kind]) if colour else f"[{kind}: {words}]"


def _bold(words: str, colour: bool) -> str:
    return click.style(words, bold=True) if colour else words


def _joined(spans: Spans, text: str) -> str:
    return " … ".join(_flat(span.of(text)) for span in spans)


def _flat(words: str) -> str:
    return " ".join(words.split())
