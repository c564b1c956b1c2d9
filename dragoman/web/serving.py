"""Listening: on this machine unless asked otherwise, and then only with a password."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from dragoman.errors import InputError
from dragoman.web.safety import names_of
from dragoman.web.settings import Settings


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


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted."""
    import uvicorn

    from dragoman.web.app import make_app

    uvicorn.run(
        make_app(settings), host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
