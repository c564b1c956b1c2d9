"""What can be exported, one file a thing, and in which forms, one file a form; a new one is a file beside
these and a line in its table.

The keys of the lines and their order are a contract with other programs (``docs/formats.md``): keys
may be added at the end, none goes.
"""

from __future__ import annotations

from dragoman.report.exporters import (
    articles,
    coverage,
    events,
    exchanges,
    figures,
    frames,
    lines,
    people,
    schema_org,
    statements,
    tei,
    utterances,
    web_annotation,
)
from dragoman.report.exporters.base import Exporter, Field, Form, Row, Shape, Wanted
from dragoman.report.exporters.lines import json_line, write_csv, write_jsonl

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        articles.EXPORTER,
        statements.EXPORTER,
        utterances.EXPORTER,
        exchanges.EXPORTER,
        figures.EXPORTER,
        events.EXPORTER,
        people.EXPORTER,
        coverage.EXPORTER,
    )
}

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        lines.JSONL,
        lines.CSV,
        frames.FORM,
        web_annotation.FORM,
        schema_org.FORM,
        tei.FORM,
    )
}
"""The forms that exports come in; what a terminal shows as a table is the command line's own."""

__all__ = [
    "EXPORTERS",
    "FORMS",
    "Exporter",
    "Field",
    "Form",
    "Row",
    "Shape",
    "Wanted",
    "json_line",
    "write_csv",
    "write_jsonl",
]
