"""The command reference of the docs, printed from the commands themselves."""

from __future__ import annotations

import click

from dragoman.cli import main

_WIDTH = 100


def reference() -> str:
    """A section of Markdown for the program and one for each command: the help that each prints."""
    with click.Context(
        main, info_name="dragoman", max_content_width=_WIDTH, terminal_width=_WIDTH
    ) as context:
        sections = [_section("dragoman", main.get_help(context))]
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            if command is not None:
                child = click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH)
                sections.append(_section(f"dragoman {name}", command.get_help(child)))
    return "\n".join(sections)


def _section(title: str, words: str) -> str:
    return f"## {title}\n\n```text\n{words}\n```\n"
