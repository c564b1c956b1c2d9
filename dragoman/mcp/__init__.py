"""A ledger for assistants: a server of the Model Context Protocol with read-only tools.

Every answer carries evidence (exact words, outlet, article, offsets, address, dates with what they rest on),
doubt, and a line that says that the ledger never tells what is true and that the answer is to be cited. The
library that speaks the protocol is an extra and loads when the server is made.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import InputError


def serve(path: Path, version: str) -> None:
    """Answer on standard input and output until the client goes. Raises ``LedgerError`` where there is no
    such ledger, ``InputError`` where the library of the protocol is not installed."""
    try:
        from dragoman.mcp.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise InputError(
            "assistants need the mcp library, which is not installed", "pip install dragoman[mcp]"
        ) from error
    make_server(path, version).run("stdio")
