"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): every statement an annotation.

Its targets are the words of the content on the page where they stand, each told by the words themselves
with what stands around them (``TextQuoteSelector``) and by its offsets in the article's text
(``TextPositionSelector``). Its bodies say who speaks, in which words the page says so, what the
statement does, when it was made, and how sure that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Article, Span, Spans, Statement
from dragoman.report.exporters.base import Exporter, Form, Row, Wanted, said_on
from dragoman.report.exporters.terms import TERMS, address, finding_terms, known, moment, stream, urn
from dragoman.report.view import EntryView, LedgerView

AROUND = 32
"""Characters on each side of a quotation by which it is found again."""

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", TERMS]
_BETWEEN = " … "


def annotation(statement: Statement, entry: EntryView) -> Row:
    """One statement as an annotation."""
    article = entry.reading.article
    words = statement.content or statement.cue
    return {
        "id": urn(statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": moment(entry.read_at),
        "creator": {"type": "Software", "name": f"dragoman, reader {' '.join(_maker(entry))}"},
        "body": list(_bodies(statement, entry)),
        "target": [{**_place(article, span), "state": _state(article)} for span in words],
    }


def _maker(entry: EntryView) -> tuple[str, str]:
    return entry.reading.maker.name, entry.reading.maker.version


def _bodies(statement: Statement, entry: EntryView) -> Iterator[Row]:
    """A sentence for people, tags for clients that show tags, and the finding for programs."""
    reading = entry.reading
    speaker, addressee = reading.actor(statement.speaker), reading.actor(statement.addressee)
    said = said_on(statement, entry.loans)
    sentence = _sentence(statement, speaker.name if speaker else None, reading.article.text)
    yield {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": sentence,
    }
    for tag in filter(None, (speaker and speaker.name, statement.kind.value, statement.act.value)):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
    yield known(
        {
            "id": urn(f"{statement.id}:finding"),
            "type": "Dataset",
            "dragoman:speaker": speaker.name if speaker else None,
            "dragoman:role": statement.role,
            "dragoman:addressee": addressee.name if addressee else statement.addressee,
            **finding_terms(statement, said),
            "dragoman:source": _places(reading.article, statement.source),
            "dragoman:cue": _places(reading.article, statement.cue),
            "dragoman:outlet": reading.page.outlet,
        }
    )


def _sentence(statement: Statement, speaker: str | None, text: str) -> str:
    cue = _BETWEEN.join(" ".join(span.of(text).split()) for span in statement.cue)
    source = _BETWEEN.join(" ".join(span.of(text).split()) for span in statement.source)
    who = speaker or f"speaker left open (“{source}”)"
    parts = [
        who + (f", {statement.role}" if statement.role else ""),
        f"“{cue}”" if cue else "",
        f"{statement.act.value} ({statement.kind.value} speech)",
        f"doubt {statement.doubt:.2f}, of the speaker {statement.doubt_speaker:.2f}",
    ]
    return "; ".join(filter(None, parts))


def _places(article: Article, spans: Spans) -> list[Row]:
    return [_place(article, span) for span in spans]


def _place(article: Article, span: Span) -> Row:
    """Words of an article, as others find them again."""
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": address(article), "selector": [quote, position]}


def _state(article: Article) -> Row:
    """The page as it was when its bytes were read."""
    return {"type": "TimeState", "sourceDate": moment(article.retrieved)}


def _pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    head: Row = {
        "@context": _CONTEXT,
        "id": urn(exporter.name),
        "type": "AnnotationPage",
        "partOf": {
            "id": urn("ledger"),
            "type": "AnnotationCollection",
            "label": "Who said what, as pages report it; none of it is said to be true",
        },
        "startIndex": 0,
    }
    found = (annotation(s, entry) for entry in ledger.entries() for s in wanted.statements(entry))
    return stream(head, "items", found)


FORM = Form(
    name="web-annotation",
    help="W3C Web Annotations (JSON-LD): quotations found again by their words and by offsets",
    suffix=".jsonld",
    media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    pieces=_pieces,
    of=("statements",),
)
