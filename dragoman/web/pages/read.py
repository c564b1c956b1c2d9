"""Read a text: who says what in it, marked in its place. Nothing of it is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from dragoman.ledger import Entry
from dragoman.model import Reading
from dragoman.report.article import anchor_for, article_page
from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.pages.article import Row
from dragoman.web.parts import Statement, statement_of

MOST = 60_000
"""How many characters are read at once."""


class Text(Shown):
    """A text to be read, and what is known of it."""

    text: Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": MOST})]
    """The text as plain text."""

    outlet: Annotated[str, Field(max_length=200)] = ""
    """Who published it."""

    published: Annotated[str, Field(max_length=40)] = ""
    """On which day, as 2031-03-10; dates in the text count from it."""

    language: Annotated[str, Field(max_length=2)] = ""
    """Its language in two letters; told from the text where it is left out."""


class ReadPage(Shown):
    """The statements of a text that was sent, none of which is stored."""

    asked: Text | None
    """What was sent."""

    title: str
    """Its headline, as far as it has one."""

    language: str | None
    """The language that it was read in."""

    reader: str
    """What read it, with its version."""

    notes: tuple[str, ...]
    """What a reader should know of how it was read."""

    statements: tuple[Statement, ...]
    """Its statements in the order of the text, attitudes among them. Their addresses lead to places of this
    very answer, as no article holds them."""

    rows: tuple[Row, ...] = Field(exclude=True)
    """The text in rows with its marks."""

    entry: Entry | None = Field(exclude=True)
    """The same as a ledger would have it, for downloads."""

    most: int = Field(exclude=True)
    """How many characters are read at once."""


def read(desk: Desk) -> ReadPage:  # noqa: ARG001 (every view takes the desk)
    """A form for a text."""
    return ReadPage(
        asked=None,
        title="",
        language=None,
        reader="",
        notes=(),
        statements=(),
        rows=(),
        entry=None,
        most=MOST,
    )


def read_of(asked: Text, reading: Reading) -> ReadPage:
    """What was read out of a text."""
    entry = Entry(reading, supersedes=None, copy_of=None, read_at=datetime.now(UTC))
    laid = article_page(entry)
    ids = {anchor_for("s", statement.id): statement.id for statement in reading.statements}
    statements = {
        line.anchor: _here(statement_of(ids[line.anchor], line, laid.id), line.anchor)
        for line in laid.lines
        if line.anchor in ids
    }
    return ReadPage(
        asked=asked,
        title=laid.title if reading.page.title else "",
        language=laid.language,
        reader=laid.maker,
        notes=laid.notes,
        statements=tuple(statements.values()),
        rows=tuple(
            Row(
                row.role,
                row.label,
                row.paragraphs,
                tuple(statements[line.anchor] for line in row.notes if line.anchor in statements),
            )
            for row in laid.rows
        ),
        entry=entry,
        most=MOST,
    )


def _here(statement: Statement, anchor: str) -> Statement:
    """A statement that no article holds, and nobody can judge."""
    return statement.model_copy(
        update={
            "href": f"#{anchor}",
            "article": Link(label=statement.article.label, href="#"),
            "outlet": Link(label=statement.outlet.label, href="#"),
            "judge": "",
        }
    )


PAGE = Page(
    name="read",
    path="/read",
    view=read,
    context=ReadPage,
    template="read.html",
    rows="statements",
)
