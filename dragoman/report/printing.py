"""How templates print what they are given: every value with its odd characters made visible and escaped.

Neither can be forgotten in a template: the templates are compiled so that both happen to all that is
printed. A page prints a thousand values, most of them plain words, which one look tells.
"""

from __future__ import annotations

import re

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from dragoman.report.wording import ODD, visible

_Finalize = CodeGenerator._FinalizeInfo
_SPECIAL = re.compile(f"[&<>'\"{ODD}]")


def printed(value: object) -> str:
    """What a template prints in place of a value: markup as it is, anything else as text that is escaped
    and has no character that could hide, reorder or break."""
    if type(value) is str:
        return value if not _SPECIAL.search(value) else escape(visible(value))
    return escape(shown(value))


def shown(value: object) -> object:
    """A value before it is escaped: markup as it is, text made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class _Printing(CodeGenerator):
    """Templates as code that prints through ``printed``; jinja would go through four functions a value."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: _Finalize) -> None:  # noqa: ARG002
        self.write("environment.printed(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: _Finalize) -> None:  # noqa: ARG002
        self.write(")")


class Templates(Environment):
    """Templates that print so. They lie in this program's own folder, and are read once: a missing name
    in one is an error."""

    code_generator_class = _Printing
    printed = staticmethod(printed)

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            finalize=shown,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
