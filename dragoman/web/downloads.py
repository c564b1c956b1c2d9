"""What is on screen, and all that a ledger holds, as files: for spreadsheets, data frames, and in the forms
that the field uses.

A page whose rows are findings gives them as ``dragoman export`` does, in the order of the page; any other
gives its rows as they stand. A whole ledger goes out piece by piece, so that it is never in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import Annotated, Any, get_args
from urllib.parse import unquote

from fastapi import APIRouter, Path, Request
from starlette.responses import Response, StreamingResponse

from dragoman.errors import InputError
from dragoman.ledger import Entry, Ledger
from dragoman.ledger.pool import Pool
from dragoman.linking import LinkedLedger, Told
from dragoman.model import Utterance as SaidOnce
from dragoman.report.exporters import EXPORTERS, FORMS, Exporter, Form, Row, Wanted
from dragoman.web.contexts import Shown, Trouble
from dragoman.web.desk import Desk
from dragoman.web.page import Page
from dragoman.web.pages.start import Article
from dragoman.web.pages.story import Utterance
from dragoman.web.pages.utterance import Wording
from dragoman.web.parts import Statement
from dragoman.web.tables import exporter_of

_PIECE = 1 << 16  # bytes that are sent at once
_LABELS = {
    "csv": "CSV",
    "parquet": "Parquet",
    "web-annotation": "Web Annotations",
    "schema-org": "schema.org",
}


def _last(href: str) -> str:
    return unquote(href.rpartition("/")[2])


_FINDINGS: dict[type[Shown], tuple[str, Callable[[Any], str]]] = {
    Statement: ("statements", lambda row: row.id),
    Wording: ("statements", lambda row: row.statement.id),
    Utterance: ("utterances", lambda row: _last(row.href)),
    Article: ("articles", lambda row: _last(row.link.href)),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A form in which a page gives its rows."""

    name: str
    label: str
    media_type: str


@cache
def has_frames() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("polars") is not None


def offered(page: Page) -> tuple[Offered, ...]:
    """The forms in which a page gives its rows, besides HTML and JSON."""
    if not page.rows:
        return ()
    what = _FINDINGS.get(_kind(page), ("", None))[0]
    fitting = [form for form in FORMS.values() if _is_there(form) and (not form.of or form.fits(what))]
    return tuple(
        Offered(form.name, _LABELS.get(form.name, form.name.upper()), form.media_type)
        for form in fitting
        if form.name != "jsonl"
    )


def _is_there(form: Form) -> bool:
    return form.name != "parquet" or has_frames()


def _kind(page: Page) -> type[Shown]:
    """What the rows of a page are; findings that a page tells more of are findings."""
    kind: type[Shown] = get_args(page.context.model_fields[page.rows].annotation)[0]
    return next((known for known in kind.__mro__ if known in _FINDINGS), kind)


def rows_of(page: Page, context: Shown, desk: Desk, form: str) -> Response:
    """The rows of a page as a file, for as long as its desk is open."""
    rows: Sequence[Shown] = getattr(context, page.rows)
    unkept: Entry | None = getattr(context, "entry", None)
    view, exporter, wanted = _to_export(page, rows, desk, unkept)
    return as_file(form, page.name, view, exporter, wanted)


def as_file(form: str, name: str, view: LinkedLedger, exporter: Exporter, wanted: Wanted) -> Response:
    """A few rows as a file, made at once."""
    written = FORMS[form]
    content = b"".join(written.pieces(view, exporter, wanted))
    return Response(content, media_type=written.media_type, headers=_saved(f"{name}{written.suffix}"))


def _to_export(
    page: Page, rows: Sequence[Shown], desk: Desk, unkept: Entry | None
) -> tuple[LinkedLedger, Exporter, Wanted]:
    kind = _kind(page)
    if kind not in _FINDINGS:
        return desk.linked, exporter_of(page.name, kind, rows), Wanted()
    what, id_of = _FINDINGS[kind]
    ids = tuple(dict.fromkeys(map(id_of, rows)))
    view = OnScreen(desk.ledger, what, ids, unkept)
    return view, in_order(EXPORTERS[what], ids), Wanted(only=frozenset(ids), attitudes=True)


def in_order(exporter: Exporter, ids: Sequence[str]) -> Exporter:
    """An exporter whose rows stand as these ids do."""
    places = {id: place for place, id in enumerate(ids)}

    def ordered(view: Any, wanted: Wanted) -> Iterator[Row]:
        return iter(sorted(exporter.rows(view, wanted), key=lambda row: places[row["id"]]))

    return replace(exporter, rows=ordered)


class OnScreen(LinkedLedger):
    """No more of a ledger than a page shows: ``ids`` of ``what``, or an article that no ledger keeps."""

    def __init__(self, ledger: Ledger, what: str, ids: Sequence[str], unkept: Entry | None = None) -> None:
        super().__init__(ledger)
        self._shown, self._what, self._ids, self._unkept = ledger, what, ids, unkept

    def entries(self) -> Iterator[Entry]:
        """The articles that are shown, or hold what is shown."""
        if self._unkept is not None:
            return iter((self._unkept,))
        homes = map(self._shown.home, self._ids) if self._what == "statements" else iter(self._ids)
        return map(self.entry, dict.fromkeys(homes))

    def utterances(self, wanted: Callable[[SaidOnce], bool] | None = None) -> Iterator[Told]:
        """The utterances that are shown."""
        return self.told(list(filter(wanted, map(self._shown.links.utterance, self._ids))))


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


# --- a whole ledger ---------------------------------------------------------------------------------

_ENDINGS = {"web-annotation": ".annotations.jsonld", "schema-org": ".schema.jsonld", "tei": ".tei.xml"}


def _whole() -> Iterator[tuple[str, tuple[Form, Exporter]]]:
    """What of a ledger can be downloaded, by the name of the file."""
    for exporter in EXPORTERS.values():
        for form in FORMS.values():
            if form.fits(exporter.name) and _is_there(form):
                yield f"{exporter.name}{_ENDINGS.get(form.name, form.suffix)}", (form, exporter)


WHOLE = dict(_whole())
"""The files that hold all of one thing, each as its form and what it exports."""

router = APIRouter(tags=["downloads"])
_NAMED = Path(description="what, and in which form", json_schema_extra={"enum": list(WHOLE)})


@router.get(
    "/download/{file}",
    name="download",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The file, sent as it is written",
            "content": {form.media_type.partition(";")[0]: {} for form, _ in WHOLE.values()},
        },
        422: {"model": Trouble, "description": "There is no such file"},
    },
)
def download(request: Request, file: Annotated[str, _NAMED]) -> Response:
    """All of one thing that this ledger holds, as one file: articles, statements, utterances, exchanges,
    figures, events, people or coverage."""
    if file not in WHOLE:
        raise InputError(f"there is no file {file!r}", f"there are: {', '.join(WHOLE)}")
    form, exporter = WHOLE[file]
    pieces = _larger(_pieces(request.app.state.pool, form, exporter))
    first = next(pieces, b"")  # whatever can go wrong at the beginning is told in place of the file
    return StreamingResponse(chain([first], pieces), media_type=form.media_type, headers=_saved(file))


def _pieces(pool: Pool, form: Form, exporter: Exporter) -> Iterator[bytes]:
    """A file out of one view of the ledger, which is given back when the last piece is had or nobody waits
    for it any more. Steps may be made by changing threads, one at a time."""
    with pool.reader() as ledger:
        yield from form.pieces(LinkedLedger(ledger), exporter, Wanted())


def _larger(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces worth sending."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
