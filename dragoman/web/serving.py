"""Listening: on this machine unless asked otherwise, and then only with a password."""

from __future__ import annotations

import ipaddress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.web.safety import Guard, names_of
from dragoman.web.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_QUIETLY: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False}
_PATIENCE = 60  # seconds in which a worker has begun


def settings_for(
    ledger: Path, host: str, *, password: str | None, read_only: bool, names: tuple[str, ...] = ()
) -> Settings:
    """How to run. Raises ``InputError`` where others could reach the ledger without a password."""
    if not is_this_machine(host) and not password:
        raise InputError(
            f"{host} can be reached from other machines, and no password is set",
            "set DRAGOMAN_PASSWORD, or leave out --host to serve this machine only",
        )
    ours = names_of(host, {*names, *Settings(ledger=ledger).hosts})
    return Settings(ledger=ledger, read_only=read_only, password=password, hosts=ours)


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(settings: Settings, host: str, port: int, *, workers: int = 1) -> None:
    """Serve until interrupted, in this process or in ``workers`` of their own that share the port."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    if workers == 1:
        uvicorn.run(_ready_soon(settings), host=host, port=port, **_QUIETLY)
        return
    Ledger.open(settings.ledger).close()  # made or brought up to date once, and not by each of them
    config = uvicorn.Config(
        partial(_ready_soon, settings),
        factory=True,
        host=host,
        port=port,
        workers=workers,
        timeout_worker_healthcheck=_PATIENCE,
        **_QUIETLY,
    )
    Multiprocess(config, sockets=[config.bind_socket()]).run()


def _ready_soon(settings: Settings) -> ASGIApp:
    """The application, which makes itself ready while it answers."""
    from dragoman.web import app, warming

    made = app.application(settings)
    warming.begin(made)
    return Guard(made, settings)
