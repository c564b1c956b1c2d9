"""``dragoman serve``: the ledger in a browser on the same machine."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import ledger_option, quiet_option
from dragoman.cli.output import say

PORT = 8391


@click.command("serve", short_help="Read, search and judge the ledger in a browser.")
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="The port.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="Another name under which it is addressed."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that answer; for many readers at once.",
)
@click.option("--read-only", is_flag=True, help="Refuse judgements and saved searches.")
@quiet_option
def serve_command(
    ledger: Path, host: str, port: int, names: tuple[str, ...], workers: int, read_only: bool, quiet: bool
) -> None:
    """Open the ledger to a browser on this machine, at http://127.0.0.1:8391/. Interrupt it to stop.

    It listens to this machine alone. Where --host lets others in, a password is asked of everybody; set it
    in the environment as DRAGOMAN_PASSWORD.
    """
    import os

    import dragoman
    from dragoman.web.serving import serve, settings_for

    password = os.environ.get("DRAGOMAN_PASSWORD") or None
    settings = settings_for(ledger, host, password=password, read_only=read_only, names=names)
    dragoman.open(ledger).close()  # tells at once where there is none, or one that cannot be used
    shown = f"[{host}]" if ":" in host else host
    say(f"{ledger} is open at http://{shown}:{port}/ (interrupt to stop)", quiet=quiet)
    if settings.password:
        say("a password is asked of every reader; any user name will do", quiet=quiet)
    serve(settings, host, port, workers=workers)
