"""The API as its description says: whatever is sent, every answer is one that is described."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from samples import SAMPLES
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from dragoman.web.app import make_app
from dragoman.web.page import Page
from dragoman.web.pages import PAGES
from dragoman.web.pages.api import kind_of
from dragoman.web.settings import Settings

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="session")
def api_ledger(example_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(example_ledger, tmp_path_factory.mktemp("api") / "api.db"))


@pytest.fixture(scope="session")
def described(api_ledger: Path) -> schemathesis.BaseSchema:
    app = make_app(Settings(ledger=api_ledger, hosts=frozenset({"localhost", "testserver"})))
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_answer_is_as_described(described: schemathesis.BaseSchema):
    wrong = [trouble for found in described.get_all_operations() for trouble in troubles(found.ok())]
    assert not wrong, "\n\n".join(wrong)


def troubles(operation: schemathesis.APIOperation) -> Iterator[str]:
    """What one operation answers to some requests, and should not."""

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    try:
        ask()
    except (Exception, BaseExceptionGroup) as error:
        yield f"{operation.label}: {error}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_found_is_as_described(described: schemathesis.BaseSchema, client: TestClient, page: Page):
    for address in SAMPLES.get(page.name, ()):
        answer = client.get(address, headers={"Accept": "application/json"})
        described[page.path.replace(":path", "")]["GET"].validate_response(answer)


def test_operations_have_names_that_programs_take(described: schemathesis.BaseSchema):
    names = [found.ok().definition.raw["operationId"] for found in described.get_all_operations()]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


def test_everything_that_can_be_sent_is_bounded(described: schemathesis.BaseSchema):
    loose = [
        f"{path}: {one['name']}"
        for path, ways in described.raw_schema["paths"].items()
        for way in ways.values()
        for one in way.get("parameters", ())
        if not is_bounded(one["schema"])
    ]
    assert loose == []


def is_bounded(schema: dict[str, Any]) -> bool:
    if "anyOf" in schema:
        return all(map(is_bounded, schema["anyOf"]))
    ends = {"string": "maxLength", "integer": "maximum"}
    return schema.get("type") in ("null", "boolean") or "enum" in schema or ends[schema["type"]] in schema


@pytest.mark.parametrize(
    "address", ["/", "/people", "/feeds/search?q=fog", "/download/articles.csv", "/nowhere"]
)
def test_head_is_answered_as_get_without_a_body(client: TestClient, address: str):
    got, headed = client.get(address), client.head(address)
    assert (headed.status_code, headed.content) == (got.status_code, b"")
    assert headed.headers["content-type"] == got.headers["content-type"]


def test_a_method_that_is_not_there_is_told_which_are(client: TestClient):
    answer = client.put("/people", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["error"] == "http-405"


@pytest.mark.parametrize(
    ("headers", "status"), [({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403)]
)
def test_programs_are_refused_in_json(client: TestClient, headers: dict[str, str], status: int):
    answer = client.post("/read", headers={**headers, "Accept": "application/json"})
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "message", "advice"}


def test_the_page_tells_every_operation_and_shape(described: schemathesis.BaseSchema, client: TestClient):
    page = client.get("/api", headers={"Accept": "application/json"}).json()
    told = {operation["id"] for chapter in page["chapters"] for operation in chapter["operations"]}
    assert told == {f.ok().definition.raw["operationId"] for f in described.get_all_operations()}
    assert {shape["name"] for shape in page["shapes"]} == set(described.raw_schema["components"]["schemas"])
    unexplained = [(s["name"], p["name"]) for s in page["shapes"] for p in s["parts"] if not p["help"]]
    assert unexplained == [("Find", "speaker"), ("Statement", "speaker")]  # their class says it
    assert all(shape["name"].isalnum() for shape in page["shapes"])
    assert {"label": "statements.csv", "href": "/download/statements.csv"} in page["downloads"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string", "maxLength": 500}, "text of at most 500 characters"),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "day or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Link"}}, "list of Link"),
        ({"type": "integer", "minimum": 0, "maximum": 9000}, "whole number from 0 to 9,000"),
        ({"enum": ["", "direct"]}, "one of (empty), direct"),
    ],
)
def test_a_kind_of_value_is_told_in_words(schema: dict[str, Any], words: str):
    assert kind_of(schema) == words
