"""From a ledger to what people read: one self-contained HTML page, tables and citations.

``write_report`` and ``render_report`` make the page. What they need of a ledger is stated in
``view``; the report imports no other stage. The renderer loads on first use, so that exporters do
not pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.report.view import EntryView, LedgerView

if TYPE_CHECKING:
    from dragoman.report.render import render_report, write_report

__all__ = ["EntryView", "LedgerView", "render_report", "write_report"]


def __getattr__(name: str) -> Any:
    if name in ("render_report", "write_report"):
        from dragoman.report import render

        return getattr(render, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
