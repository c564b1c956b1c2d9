"""How templates print what they are given: every value with its odd characters made visible and escaped.

Neither can be forgotten in a template: the templates are compiled so that both happen to all that is
printed. A page prints a thousand values, most of them plain words, which one look tells, asks twice as many
objects for a part of theirs, and calls some hundred macros: all three are compiled to as little as they need.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr
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
    """Templates as code that prints through ``printed``, where jinja would go through four functions a value.

    ``a.b`` is the attribute and nothing else (``a["b"]`` looks for either, as ever, and may be missing). What
    is called is called, without a look at whether it wants the context: nothing that is called here does.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: _Finalize) -> None:  # noqa: ARG002
        self.write("environment.printed(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: _Finalize) -> None:  # noqa: ARG002
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class Templates(Environment):
    """Templates that print so. They lie in this program's own folder, and are read once: a missing name
    in one is an error."""

    code_generator_class = _Printing
    printed = staticmethod(printed)
    called: Callable[..., Any] = operator.call

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
