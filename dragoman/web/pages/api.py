"""The addresses for programs: what each takes and how it answers, read out of the description that client
generators read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from pydantic import ConfigDict, Field

from dragoman.web.contexts import Link, Shown
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.render import environment, segment

_Schema = Mapping[str, Any]


class Given(Shown):
    """Something that an address takes."""

    name: str
    """Its name."""

    where: str
    """path, query or cookie."""

    kind: str
    """What it may be, in words."""

    is_needed: bool
    """Whether it must be given."""

    help: str
    """What it means."""


class Answer(Shown):
    """One way in which an address answers."""

    status: str
    """The status."""

    help: str
    """What it means."""

    forms: tuple[str, ...]
    """The media types in which it comes."""

    shape: str | None
    """What the JSON holds."""


class Operation(Shown):
    """What can be asked of one address in one way."""

    id: str
    """A name that stays."""

    method: str
    """GET, POST or DELETE."""

    path: str
    """The address."""

    help: str
    """What it gives."""

    given: tuple[Given, ...]
    """What it takes."""

    sent: str | None
    """What is sent to it."""

    answers: tuple[Answer, ...]
    """How it answers."""


class Part(Shown):
    """One field of what is answered or sent."""

    name: str
    """Its key."""

    kind: str
    """What it holds, in words."""

    help: str
    """What it means."""


class Shape(Shown):
    """What is answered or sent, field by field."""

    name: str
    """Its name."""

    help: str
    """What it is."""

    parts: tuple[Part, ...]
    """Its fields."""


class Chapter(Shown):
    """Operations of one kind."""

    name: str
    """What they are for."""

    operations: tuple[Operation, ...]
    """The operations."""


class ApiPage(Shown):
    """Every address for programs with what it takes and how it answers."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    description: str
    """The same for client generators: OpenAPI as JSON."""

    downloads: tuple[Link, ...]
    """All of a ledger as files."""

    chapters: tuple[Chapter, ...]
    """The addresses."""

    shapes: tuple[Shape, ...]
    """What is answered and sent, by name."""

    reference: Markup = Field(exclude=True)
    """Both for the template, which has nothing to make of them any more."""


def api(desk: Desk) -> ApiPage:
    """The description as a page."""
    return _described(desk.describe)


@lru_cache(maxsize=2)
def _described(describe: Callable[[], _Schema]) -> ApiPage:
    """It stays as long as the application runs, and so does what is shown of it."""
    described = describe()
    chapters: dict[str, list[Operation]] = {}
    for path, ways in described["paths"].items():
        for method, operation in ways.items():
            name = operation.get("tags", ["others"])[0]
            chapters.setdefault(name, []).append(_operation(path, method, operation))
    files = described["paths"]["/download/{file}"]["get"]["parameters"][0]["schema"]["enum"]
    schemas = described["components"]["schemas"]
    shapes = tuple(_shape(name, schemas[name]) for name in sorted(schemas))
    told = tuple(Chapter(name=name, operations=tuple(held)) for name, held in chapters.items())
    reference = environment().get_template("parts/reference.html").render(chapters=told, shapes=shapes)
    return ApiPage(
        description="/openapi.json",
        downloads=tuple(Link(label=name, href=f"/download/{segment(name)}") for name in files),
        chapters=told,
        shapes=shapes,
        reference=Markup(reference),
    )


def _operation(path: str, method: str, operation: _Schema) -> Operation:
    help = ". ".join(filter(None, (operation.get("summary"), operation.get("description"))))
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        help=help.rstrip(".") + ".",
        given=tuple(map(_given, operation.get("parameters", ()))),
        sent=_shape_in(operation.get("requestBody", {}).get("content", {})),
        answers=tuple(_answer(status, answer) for status, answer in operation["responses"].items()),
    )


def _given(one: _Schema) -> Given:
    return Given(
        name=one["name"],
        where=one["in"],
        kind=kind_of(one["schema"]),
        is_needed=one.get("required", False),
        help=one.get("description", ""),
    )


def _answer(status: str, answer: _Schema) -> Answer:
    content = answer.get("content", {})
    return Answer(
        status=status, help=answer["description"], forms=tuple(sorted(content)), shape=_shape_in(content)
    )


def _shape_in(content: _Schema) -> str | None:
    schema = content.get("application/json", {}).get("schema", {})
    return _name(schema) or schema.get("title")


def _name(schema: _Schema) -> str | None:
    reference: str = schema.get("$ref", "")
    return reference.rpartition("/")[2] or None


def _shape(name: str, schema: _Schema) -> Shape:
    parts = schema.get("properties", {}).items()
    return Shape(
        name=name,
        help=" ".join(schema.get("description", "").split()) or kind_of(schema),
        parts=tuple(
            Part(name=key, kind=kind_of(part), help=" ".join(part.get("description", "").split()))
            for key, part in parts
        ),
    )


def kind_of(schema: _Schema) -> str:
    """What a value may be, in words."""
    if "$ref" in schema:
        return _name(schema) or ""
    if "anyOf" in schema:
        return " or ".join(map(kind_of, schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return "one of " + ", ".join(_spelt(schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    return " ".join((_plain(schema), *_bounds(schema)))


def _plain(schema: _Schema) -> str:
    if schema.get("format") in ("date", "date-time"):
        return "day" if schema["format"] == "date" else "moment"
    kinds = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    kind: str = schema.get("type", "anything")
    return kinds.get(kind, kind)


def _bounds(schema: _Schema) -> Iterator[str]:
    if "maxLength" in schema:
        yield f"of at most {schema['maxLength']:,} characters"
    if "maximum" in schema:
        yield f"from {schema.get('minimum', 0):,} to {schema['maximum']:,}"


def _spelt(values: Sequence[object]) -> list[str]:
    return [str(value) or "(empty)" for value in values]


PAGE = Page(
    name="api",
    path="/api",
    view=api,
    context=ApiPage,
    template="api.html",
)
