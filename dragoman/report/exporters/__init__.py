"""What can be exported, one file a thing; a new one is a file beside these and a line in the table.

The keys of the lines and their order are a contract with other programs (``docs/formats.md``): keys
may be added at the end, none goes.
"""

from __future__ import annotations

from dragoman.report.exporters import articles, coverage, exchanges, figures, statements, utterances
from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted
from dragoman.report.exporters.lines import json_line, write_csv, write_jsonl

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        articles.EXPORTER,
        statements.EXPORTER,
        utterances.EXPORTER,
        exchanges.EXPORTER,
        figures.EXPORTER,
        coverage.EXPORTER,
    )
}

__all__ = [
    "EXPORTERS",
    "Exporter",
    "Field",
    "Row",
    "Shape",
    "Wanted",
    "json_line",
    "write_csv",
    "write_jsonl",
]
