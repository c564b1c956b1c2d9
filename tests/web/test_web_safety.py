"""Who may come in, and what may be sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.errors import InputError
from dragoman.web.app import make_app
from dragoman.web.serving import settings_for
from dragoman.web.settings import Settings

HEADERS = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"]


def ask(ledger: Path, **settings: object) -> TestClient:
    return TestClient(make_app(Settings(ledger=ledger, **settings)), base_url="http://localhost")


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/style.css", "/article/nothing"])
def test_every_answer_carries_the_policy(client: TestClient, address: str):
    answer = client.get(address)
    assert all(name in answer.headers for name in HEADERS)
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8391"]
)
def test_another_name_is_refused(client: TestClient, host: str):
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8391", "127.0.0.1:80", "[::1]:8391"])
def test_our_own_names_are_served(client: TestClient, host: str):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:1234"},
    ],
)
def test_writes_of_other_sites_are_refused(client: TestClient, headers: dict[str, str]):
    assert client.post("/anything", headers=headers).status_code == 403


def test_read_only_refuses_every_write(example_ledger: Path):
    assert ask(example_ledger, read_only=True).post("/anything").status_code == 403


@pytest.mark.parametrize(
    ("given", "status"),
    [(None, 401), (("petra", "wrong"), 401), (("petra", "seçret"), 200), (("", "seçret"), 200)],
)
def test_a_password_is_asked(example_ledger: Path, given: tuple[str, str] | None, status: int):
    auth = tuple(part.encode() for part in given) if given else None
    assert ask(example_ledger, password="seçret").get("/", auth=auth).status_code == status


def test_a_token_is_taken_for_a_password(example_ledger: Path):
    client = ask(example_ledger, password="secret")
    assert client.get("/", headers={"Authorization": "Bearer secret"}).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "ledger.example"])
def test_others_are_not_let_in_without_a_password(example_ledger: Path, host: str):
    with pytest.raises(InputError, match="no password"):
        settings_for(example_ledger, host, password=None, read_only=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_password(example_ledger: Path, host: str):
    assert settings_for(example_ledger, host, password=None, read_only=False).password is None


@pytest.mark.parametrize(
    "path", ["/static/../desk.py", "/static/%2e%2e/desk.py", "/static/", "/static/none.css"]
)
def test_only_static_files_are_given(client: TestClient, path: str):
    assert client.get(path).status_code == 404
