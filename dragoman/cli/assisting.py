"""``dragoman mcp``: a ledger for assistants."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import ledger_option


@click.command("mcp", short_help="Let an assistant ask the ledger, through the Model Context Protocol.")
@ledger_option
def mcp_command(ledger: Path) -> None:
    """Let an assistant ask the ledger, through the Model Context Protocol.

    Speaks the protocol on standard input and output: name this command where your assistant lists its
    servers (docs/mcp.md). Its tools search, check a quotation, and show people, utterances and articles;
    none changes anything. Needs pip install dragoman[mcp].
    """
    import dragoman
    from dragoman.mcp import serve

    serve(ledger, dragoman.__version__)
