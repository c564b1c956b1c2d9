"""Things of a ledger as small pieces of HTML: escaped, without scripts, each with evidence and doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from dragoman.model import Change, Exchange, Figure, Interval, Rendering, Span, Spans, Statement
from dragoman.report.cite import published
from dragoman.report.exporters import Field, Row, Shape
from dragoman.report.exporters.lines import cells
from dragoman.report.told import reference_first, wording
from dragoman.report.view import EntryView, UtteranceView
from dragoman.report.wording import doubt_figures, one_line, visible, word_doubts

_AROUND = 80  # characters of the page on each side of what is shown
_LONGEST = 1_200
_CELL = 160
_QUIET = "color:GrayText;font-size:smaller"


def text(words: str | None, limit: int | None = None) -> str:
    """Words of a page, safe to show."""
    return escape(visible(one_line(words or "", limit)))


def table(name: str, fields: Sequence[Field], rows: Sequence[Row], *, is_cut: bool) -> str:
    """Some rows with what tells most about them."""
    shown = [field for field in fields if field.brief or field.name.startswith("doubt")]
    head = "".join(f"<th>{escape(field.name.replace('_', ' '))}</th>" for field in shown)
    body = "".join(f"<tr>{''.join(_cell(row[f.name], f) for f in shown)}</tr>" for row in rows)
    more = f'<p style="{_QUIET}">and more: go through it, or ask for a frame</p>' if is_cut else ""
    nothing = "" if rows else f'<p style="{_QUIET}">nothing found</p>'
    return f"<p>{text(name)}</p><table><tr>{head}</tr>{body}</table>{more}{nothing}"


def _cell(value: object, field: Field) -> str:
    first, *more = cells(value, field.shape)
    if field.shape is Shape.INTERVAL and first != more[0]:
        first = f"{first} … {more[0]}"
    side = "right" if field.shape in (Shape.NUMBER, Shape.COUNT) else "left"
    return f'<td style="text-align:{side}" dir="auto">{text(first, _CELL)}</td>'


def statement(found: Statement, entry: EntryView, said: Interval | None) -> str:
    """Who said what in which words, where they stand, and how sure that is."""
    reading = entry.reading
    speaker = reading.actor(found.speaker)
    who = text(speaker.name) if speaker else "Speaker left open"
    role = f", {text(found.role)}" if found.role else ""
    doubts = ", ".join(doubt.words for doubt in word_doubts(found))
    return _card(
        f"<b>{who}</b>{role} · {found.act} · {found.kind}"
        + (f" · <em>{escape(doubts)}</em>" if doubts else ""),
        _marked(reading.article.text, found.content, found.cue, found.source),
        f"said on {text(_day(said))} · {_where(entry, found.content)} · {escape(doubt_figures(found))}",
    )


def utterance(view: UtteranceView) -> str:
    """One utterance in the wordings that outlets give it."""
    told, carriers = view.utterance, ", ".join(view.carriers) or "unknown outlets"
    return _card(
        f"<b>{text(told.speaker_name or 'Speaker left open')}</b> · {escape(told.id)}",
        f"<ul>{''.join(map(_wording, reference_first(view.renderings)))}</ul>",
        f"said on {text(_day(told.said_on))} · carried by {text(carriers)}"
        f" · doubt {told.doubt:.2f} that all of these report one act of speech",
    )


def _wording(rendering: Rendering) -> str:
    differs = f", differs: {text(_changes(rendering.altered))}" if rendering.altered else ""
    outlet = text(rendering.outlet or "outlet not known")
    where = f"{outlet}, {rendering.kind}{differs}, {escape(rendering.statement)}"
    return f'<li dir="auto">{text(rendering.text, _LONGEST)} <span style="{_QUIET}">{where}</span></li>'


def _changes(changes: Iterable[Change]) -> str:
    return "; ".join(f"{change.was or 'nothing'} → {change.now or 'nothing'}" for change in changes)


def exchange(found: Exchange, sides: Iterable[UtteranceView], evidence: Iterable[Row]) -> str:
    """Who answers or denies whom, the words of both, and the words that show it."""
    origin, target = (_voice(side) for side in sides)
    shown = "; ".join(
        f"“{text(place['text'])}” in {text(place['doc'])} {place['start']}–{place['end']}"
        for place in evidence
    )
    return _card(
        f"<b>{found.kind}</b>",
        f'<p dir="auto">{origin}</p><p dir="auto">{found.kind}: {target}</p>',
        f"shown by {shown or 'no words'}{', inferred' if found.inferred else ''} · doubt {found.doubt:.2f}",
    )


def _voice(side: UtteranceView) -> str:
    who = side.utterance.speaker_name or "Speaker left open"
    return f"<b>{text(who)}</b>: {text(wording(side.renderings), _LONGEST)}"


def figure(found: Figure, entry: EntryView) -> str:
    """A quantity in the words that give it."""
    low, high = (f"{end:g}" if end is not None else "open" for end in (found.low, found.high))
    return _card(
        f"<b>{low if low == high else f'{low} to {high}'}</b> {text(found.unit)} · {text(found.what, _CELL)}",
        _marked(entry.reading.article.text, (found.span,), (), ()),
        f"{'asserted by ' + escape(found.by) if found.by else 'asserted by the outlet itself'} · "
        f"{_where(entry, (found.span,))}",
    )


def article(entry: EntryView) -> str:
    """Who published what and when, and how much is reported in it."""
    page, maker = entry.reading.page, entry.reading.maker
    read = f"{len(entry.reading.statements)} statements, read by {maker.name} {maker.version}"
    return _card(
        f"<b>{text(page.title or entry.reading.article.doc)}</b>",
        f"<p>{escape(read)}</p>",
        f"published {text(_day(page.published))} · {_where(entry, ())}",
    )


def _card(head: str, body: str, foot: str) -> str:
    return f'<div><p>{head}</p>{body}<p style="{_QUIET}">{foot}</p></div>'


def _day(interval: Interval | None) -> str:
    return f"{published(interval)} ({interval.basis})" if interval else "date not known"


def _where(entry: EntryView, spans: Spans) -> str:
    """The outlet, the article and the characters."""
    outlet = entry.reading.page.outlet or "outlet not known"
    places = ", ".join(f"{span.start}–{span.end}" for span in spans)
    return f"{text(outlet)}, {text(entry.reading.article.doc)}{' ' + places if places else ''}"


def _marked(page: str, content: Spans, cue: Spans, source: Spans) -> str:
    """A stretch of a page: what was said is marked, who and how stand out. Long ones are cut."""
    tags = [("mark", span) for span in content]
    tags += [("b", span) for span in cue] + [("u", span) for span in source]
    if not tags:
        return ""
    start = max(0, min(span.start for _, span in tags) - _AROUND)
    end = min(len(page), max(span.end for _, span in tags) + _AROUND, start + _LONGEST)
    cuts = sorted({start, end, *(min(max(e, start), end) for _, s in tags for e in (s.start, s.end))})
    pieces = (_tagged(page, Span(a, b), tags) for a, b in pairwise(cuts))
    return f'<blockquote dir="auto">{"".join(pieces)}</blockquote>'


def _tagged(page: str, piece: Span, tags: Iterable[tuple[str, Span]]) -> str:
    words = escape(visible(piece.of(page)))
    for tag in dict.fromkeys(tag for tag, span in tags if span.covers(piece)):
        words = f"<{tag}>{words}</{tag}>"
    return words
