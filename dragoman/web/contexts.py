"""What pages are made of: frozen classes whose fields are documented where they stand.

A context goes through the page's template or out as JSON; the OpenAPI description and docs/web.md are
printed from the same classes. Words in them are plain text as it came: the renderer makes odd
characters visible and escapes everything.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shown(BaseModel):
    """Something that pages show."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Link(Shown):
    """A way to another page."""

    label: str
    """What it is called."""

    href: str
    """Its address within this application."""


class Trouble(Shown):
    """Why a page or an answer could not be given."""

    error: str
    """A short name that stays the same, for programs."""

    message: str
    """What is wrong."""

    advice: str
    """What to try next."""


class Departed(Trouble):
    """Why what was here is here no more."""

    links: tuple[Link, ...]
    """Where what is left of it stands."""
