"""A click group whose commands are modules, loaded on use, and which turns errors into exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from dragoman.errors import DragomanError

EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_SOME_SKIPPED = 3
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


class Failure(click.ClickException):
    """An error of the library, as the command line tells it: what is wrong, and what to try."""

    exit_code = EXIT_ERROR

    def __init__(self, error: DragomanError) -> None:
        super().__init__(error.message)
        self.advice = error.advice

    def show(self, file: IO[Any] | None = None) -> None:
        """Print to standard error."""
        click.echo(f"error: {self.message}", file=file, err=True)
        if self.advice:
            click.echo(f"try: {self.advice}", file=file, err=True)


class Misuse(click.ClickException):
    """A wrong command line, told as errors are."""

    exit_code = EXIT_USAGE

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(error.format_message())
        self.asked = error.ctx.command_path if error.ctx is not None else "dragoman"

    def show(self, file: IO[Any] | None = None) -> None:
        """Print to standard error."""
        click.echo(f"error: {self.message}", file=file, err=True)
        click.echo(f"try: {self.asked} --help", file=file, err=True)


@contextmanager
def _misuse() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Misuse(error) from error


class CommandGroup(click.Group):
    """Commands by name, from a table of the modules that hold them; a module ``m`` holds the command
    ``name`` as its attribute ``name`` or ``name_command``."""

    def __init__(self, *args: Any, commands_table: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_table = commands_table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names in the order of the table, which is the order of work."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the command's module."""
        module = self.commands_table.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(module), f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; a wrong name is told with names like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(
                error.command_name, possibilities=self.commands_table, ctx=ctx
            ) from error

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options before the command."""
        with _misuse():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors of the library become exit codes, and no traceback is shown."""
        try:
            with _misuse():
                result = super().invoke(ctx)
            sys.stdout.flush()
        except DragomanError as error:
            raise Failure(error) from error
        except KeyboardInterrupt:
            click.echo("interrupted: what was done until now is kept", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(EXIT_BROKEN_PIPE)
        return result


def _silence_stdout() -> None:
    """Point standard output at nothing, so that its last flush finds no broken pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
