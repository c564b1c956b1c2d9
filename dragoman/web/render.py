"""A context through its template: escaped, with odd characters made visible, as in the report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import quote, quote_plus

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from dragoman.report.render import environment_for
from dragoman.web import drawn
from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page

_IMPORT = re.compile(rb'from "\./([\w.-]+\.js)"')


def render(
    page: Page, context: Shown, desk: Desk, menu: tuple[Page, ...], here: str, forms: Sequence[object] = ()
) -> str:
    """One page as HTML. ``here`` is its address with its query; ``forms`` are those that it comes in
    besides."""
    template = environment().get_template(page.template)
    return template.render(page=page, c=context, desk=desk, menu=menu, here=here, forms=forms)


@cache
def environment() -> Environment:
    """The templates; the report's own stand under ``report/``."""
    report = PrefixLoader({"report": PackageLoader("dragoman.report")})
    made = environment_for(ChoiceLoader([PackageLoader("dragoman.web"), report]))
    made.filters["segment"] = segment
    made.globals.update(
        asset=asset,
        query=query,
        draw_coverage=drawn.draw_coverage,
        draw_shares=drawn.draw_shares,
        draw_timeline=drawn.draw_timeline,
    )
    return made


@lru_cache(maxsize=4096)
def segment(identifier: str) -> str:
    """An id as one segment of an address."""
    return quote(identifier, safe="")


def query(**parameters: str | int | None) -> str:
    """Parameters as the query of an address, those without a value left out."""
    given = [f"{name}={_quoted(str(value))}" for name, value in parameters.items() if value not in (None, "")]
    return "?" + "&".join(given) if given else ""


_quoted = lru_cache(maxsize=4096)(quote_plus)


@cache
def style() -> bytes:
    """The one style sheet: the report's, then this application's files by name."""
    report = resources.files("dragoman.report").joinpath("templates", "style.css").read_bytes()
    folder = resources.files("dragoman.web").joinpath("static", "style")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".css")), key=lambda f: f.name)
    return b"\n".join([report, *(f.read_bytes() for f in files)])


@cache
def asset(name: str) -> str:
    """The address of a style sheet or script, which changes with its content and may be kept for ever."""
    return f"/static/{name}?v={hashlib.sha256(static(name)).hexdigest()[:12]}"


@cache
def static(name: str) -> bytes:
    """The content of a style sheet, script or picture. Raises ``FileNotFoundError`` for any other name."""
    if name == "style.css":
        return style()
    parts = name.split("/")
    file = resources.files("dragoman.web").joinpath("static", *parts)
    if any(part in ("", ".", "..") for part in parts) or not file.is_file():
        raise FileNotFoundError(name)
    return _IMPORT.sub(_versioned, file.read_bytes())


def _versioned(found: re.Match[bytes]) -> bytes:
    """An import of a script by another, by the address that changes with its content."""
    return b'from "%s"' % asset(f"script/{found[1].decode()}").encode()
