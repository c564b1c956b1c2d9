"""The real server in a process of its own, over a ledger of the examples, and the real client."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters

import dragoman

LINKED = Path(__file__).parents[1] / "cli" / "linked"

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def assisted(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A ledger of two examples and of three pages on one press conference."""
    path = tmp_path_factory.mktemp("assisted") / "examples.db"
    pages = [examples / "courier-talks.txt", examples / "karsk-today-blockade.md", LINKED]
    dragoman.read(pages, path).close()
    return path


@pytest.fixture(scope="session")
def client(assisted: Path) -> Iterator[tuple[Any, Any]]:
    """A client of ``dragoman mcp``, and what runs its calls."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-W", "error", "-m", "dragoman", "mcp", "--ledger", str(assisted)],
        env={"PYTHONPATH": str(Path(dragoman.__file__).parents[1])},
    )
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(server)) as connected:
        yield connected, portal


@pytest.fixture
def call(client: tuple[Any, Any]) -> Call:
    """Call a tool: its structured answer."""
    connected, portal = client

    def ask(tool: str, /, **given: Any) -> dict[str, Any]:
        result = portal.call(connected.call_tool, tool, given)
        assert not result.is_error, result.content[0].text
        answer: dict[str, Any] = result.structured_content
        return answer

    return ask


@pytest.fixture
def refused(client: tuple[Any, Any]) -> Call:
    """Call a tool in a way that its schema forbids: what it says."""
    connected, portal = client

    def ask(tool: str, /, **given: Any) -> str:
        result = portal.call(connected.call_tool, tool, given)
        assert result.is_error
        return str(result.content[0].text)

    return ask
