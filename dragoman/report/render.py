"""The contexts become one self-contained HTML file.

Every value is printed as ``printing`` does: escaped, and without the power of control and
bidirectional characters. The page holds no script and loads nothing: its policy forbids both, and
allows the one style sheet by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from jinja2 import BaseLoader, Environment, PackageLoader
from markupsafe import Markup

from dragoman.model import Skipped
from dragoman.report.document import build_report
from dragoman.report.linked import build_ties
from dragoman.report.pictures import draw_coverage, draw_timeline, has_keys, outlet_keys
from dragoman.report.printing import Templates
from dragoman.report.shares import draw_shares
from dragoman.report.ties import Shelf
from dragoman.report.view import LedgerView
from dragoman.report.wording import UNSURE, count, one_line, word_days

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(code: str | None) -> str | None:
    """A language code that may stand in ``lang``; anything else is left out."""
    return code if code and _LANGUAGE.fullmatch(code) else None


def _has_letters(words: str) -> bool:
    """Whether a cue has words, and is not a dash or a colon alone."""
    return any(character.isalpha() for character in words)


def environment_for(loader: BaseLoader) -> Environment:
    """Templates that print as the report does: everything escaped and visible, a missing name an error."""
    environment = Templates(loader)
    environment.filters.update(count=count, one_line=one_line, language=_language, has_letters=_has_letters)
    environment.globals.update(
        draw_coverage=draw_coverage,
        draw_shares=draw_shares,
        draw_timeline=draw_timeline,
        has_keys=has_keys,
        outlet_keys=outlet_keys,
        word_days=word_days,
        unsure=UNSURE,
    )
    return environment


@cache
def _environment() -> Environment:
    return environment_for(PackageLoader("dragoman.report"))


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, and its hash as the page's policy names it."""
    css = resources.files("dragoman.report").joinpath("templates", "style.css").read_text("utf-8")
    css = re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), f"sha256-{digest}"


def _pieces(ledger: LedgerView, skipped: Sequence[Skipped]) -> Iterable[str]:
    style, style_hash = _style()
    report = build_report(ledger.entries(), skipped)
    ties = build_ties(Shelf.of(ledger, report.articles, report.places))
    template = _environment().get_template("report.html")
    return template.generate(r=report, ties=ties, style=style, style_hash=style_hash)


def render_report(ledger: LedgerView, skipped: Sequence[Skipped]) -> str:
    """The report as one HTML page."""
    return "".join(_pieces(ledger, skipped))


def write_report(ledger: LedgerView, skipped: Sequence[Skipped], out: Path) -> None:
    """Write the report to a file, whole or not at all.

    Raises ``OSError`` where the place cannot be written to.
    """
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(_pieces(ledger, skipped))
        part.chmod(0o644)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
