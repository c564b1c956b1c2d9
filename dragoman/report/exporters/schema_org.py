"""schema.org (JSON-LD): articles as ``NewsArticle``; what is reported in quotation marks as ``Quotation``
and in the outlet's words as ``Claim``, since words that nobody spoke are no quotation.

A quotation is attributed by ``spokenByCharacter``, a claim by ``author``: who the article says it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.ids import text_hash
from dragoman.model import Actor, ActorKind, Article, Kind, Page, Statement
from dragoman.report.exporters.base import Exporter, Form, Row, Wanted, said_on
from dragoman.report.exporters.terms import (
    TERMS,
    address,
    finding_terms,
    iso_date,
    known,
    moment,
    stream,
    urn,
)
from dragoman.report.view import EntryView, LedgerView

_CONTEXT = ["https://schema.org", TERMS]
_BETWEEN = " … "
_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.UNNAMED: "Person",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "Organization",
    ActorKind.STATE: "GovernmentOrganization",
    ActorKind.OUTLET: "NewsMediaOrganization",
}


def news_article(entry: EntryView, wanted: Wanted) -> Row:
    """One article as a NewsArticle."""
    article, page = entry.reading.article, entry.reading.page
    return known(
        {
            "@type": "NewsArticle",
            "@id": urn(article.id),
            "headline": page.title,
            "url": _url(article),
            "publisher": _outlet(page.outlet),
            "sourceOrganization": _outlet(page.original_outlet),
            "author": {"@type": "Person", "name": page.author} if page.author else None,
            "datePublished": iso_date(page.published),
            "dateModified": iso_date(page.updated),
            "inLanguage": page.language,
            "isBasedOn": {"@id": urn(entry.copy_of)} if entry.copy_of else None,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": "doc", "value": article.doc},
                {"@type": "PropertyValue", "propertyID": "text hash", "value": text_hash(article.text)},
            ],
            "articleBody": article.text if wanted.with_text else None,
            **_basis(page),
            "dragoman:retrieved": moment(article.retrieved),
        }
    )


def _basis(page: Page) -> Row:
    """What the date of publication rests on, and its ends where it is no single day."""
    published = page.published
    return {
        "dragoman:publishedFrom": published.first.isoformat() if published and published.first else None,
        "dragoman:publishedTo": published.last.isoformat() if published and published.last else None,
        "dragoman:publishedBasis": published.basis if published else None,
    }


def _url(article: Article) -> str | None:
    found = address(article)
    return None if found == urn(article.id) else found


def _outlet(name: str | None) -> Row | None:
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def statement_node(statement: Statement, entry: EntryView) -> Row:
    """One statement as a Quotation, or as a Claim where it is reported in other words."""
    reading = entry.reading
    text = reading.article.text
    is_quoted = statement.kind is not Kind.INDIRECT
    speaker, said = reading.actor(statement.speaker), said_on(statement, entry.loans)
    words = " ".join(" ".join(span.of(text).split()) for span in statement.source)
    return known(
        {
            "@type": "Quotation" if is_quoted else "Claim",
            "@id": urn(statement.id),
            "text": _BETWEEN.join(span.of(text) for span in statement.content),
            "inLanguage": reading.page.language,
            "spokenByCharacter" if is_quoted else "author": _actor(speaker, statement) if speaker else None,
            "dateCreated": iso_date(said),
            "isPartOf" if is_quoted else "appearance": {"@id": urn(reading.article.id)},
            **finding_terms(statement, said),
            "dragoman:source": words,
            "dragoman:cue": _BETWEEN.join(" ".join(span.of(text).split()) for span in statement.cue),
            "dragoman:offsets": [f"{span.start}-{span.end}" for span in statement.content],
        }
    )


def _actor(actor: Actor, statement: Statement) -> Row:
    node = {"@type": _TYPES[actor.kind], "@id": urn(actor.id), "name": actor.name}
    if statement.role and actor.kind is ActorKind.PERSON:
        node["jobTitle"] = statement.role
    return node


def _nodes(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[Row]:
    """Articles alone; or each article that holds wanted statements, and these."""
    for entry in ledger.entries():
        if exporter.name == "articles":
            if wanted.has(entry.reading.article.id):
                yield news_article(entry, wanted)
        elif statements := list(wanted.statements(entry)):
            yield news_article(entry, wanted)
            yield from (statement_node(statement, entry) for statement in statements)


def _pieces(ledger: LedgerView, exporter: Exporter, wanted: Wanted) -> Iterator[bytes]:
    return stream({"@context": _CONTEXT}, "@graph", _nodes(ledger, exporter, wanted))


FORM = Form(
    name="schema-org",
    help="schema.org (JSON-LD): NewsArticle, Quotation, and Claim for indirect speech",
    suffix=".jsonld",
    media_type="application/ld+json",
    pieces=_pieces,
    of=("articles", "statements"),
)
