"""Being told: any search as an Atom feed, searches that are kept under a name, and feeds that tell when
somebody answers, denies or contradicts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Path, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from dragoman.errors import InputError, NotInLedger
from dragoman.ledger import Ledger, facets
from dragoman.ledger.addresses import query_of
from dragoman.ledger.browse_rows import ExchangeRow, StatementRow
from dragoman.model import ExchangeKind
from dragoman.report.article import anchor_for
from dragoman.report.exporters.terms import urn
from dragoman.report.wording import word_said
from dragoman.web.atom import MEDIA_TYPE, Feed, Item, answer, apart, titled
from dragoman.web.contexts import Shown
from dragoman.web.desk import Desk, at_desk, who_asks
from dragoman.web.looked import Looked
from dragoman.web.pages import search
from dragoman.web.pages.searches import Kept, asked_words, kept_of
from dragoman.web.parts import article_href
from dragoman.web.render import segment

feeds = APIRouter(tags=["feeds"])
keeping = APIRouter(tags=["searches"])

_ENTRIES = 50
_MOST = 200
"""How many searches one ledger keeps."""

_ATOM: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        200: {"description": "An Atom feed", "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        304: {"description": "Nothing new since the ETag that was sent"},
    },
}
_DID = {
    ExchangeKind.ANSWERS: "answers",
    ExchangeKind.DENIES: "denies",
    ExchangeKind.CONTRADICTS: "contradicts",
    ExchangeKind.AGREES: "agrees with",
    ExchangeKind.REPEATS: "repeats",
}


# --- feeds ------------------------------------------------------------------------------------------


def _search_feed(request: Request, **given: Any) -> Response:  # noqa: ARG001 (checked by their annotations)
    """What a search finds, as a feed: what was read last comes first."""
    query = query_of(request.url.query)
    with at_desk(request) as desk:
        words = asked_words(desk.ledger, query)
        return answer(request, _found(desk, query, f"Search: {words}", "/search?" + request.url.query))


def _as_search(feed: Callable[..., Response]) -> Callable[..., Response]:
    """The same with the parameters that a search takes."""
    asked = inspect.signature(search.search, eval_str=True).parameters.values()
    kept = [one for one in asked if one.name not in ("desk", "by", "sort", "cursor")]
    only = inspect.Parameter.KEYWORD_ONLY
    request = inspect.Parameter("request", only, annotation=Request)
    vars(feed)["__signature__"] = inspect.Signature([request, *(one.replace(kind=only) for one in kept)])
    return feed


feeds.get("/feeds/search", name="search-feed", **_ATOM)(_as_search(_search_feed))


@feeds.get("/feeds/saved/{name:path}", name="saved-feed", **_ATOM)
def saved_feed(request: Request, name: Annotated[str, Path(max_length=200)]) -> Response:
    """What a kept search finds, as a feed."""
    with at_desk(request) as desk:
        kept = desk.ledger.searches.named(name)
        return answer(request, _found(desk, query_of(kept.query), kept.name, f"/search?{kept.query}"))


@feeds.get("/feeds/utterance/{utterance}", name="utterance-feed", **_ATOM)
def utterance_feed(request: Request, utterance: Annotated[str, Path(max_length=100)]) -> Response:
    """Who answers, denies, contradicts, agrees with or repeats an utterance, and what it does so to."""
    with at_desk(request) as desk:
        page = desk.ledger.browse.utterance(utterance)
        about = page.utterance
        title = titled("About {}: {}", about.speaker or "speaker left open", about.first.text)
        items = _ties(desk, (*page.answered, *page.answers))
        return answer(request, Feed(title=title, page=f"/utterance/{segment(about.id)}", items=items))


@feeds.get("/feeds/person/{person:path}", name="person-feed", **_ATOM)
def person_feed(
    request: Request,
    person: Annotated[str, Path(max_length=500)],
    what: Annotated[
        Literal["said", "answered", "denied"],
        Query(description="what they say, who answers them in any way, or who denies what they said"),
    ] = "said",
) -> Response:
    """What somebody says, or who answers or denies it."""
    with at_desk(request) as desk:
        row = desk.ledger.browse.person(person)
        page = f"/person/{segment(row.id)}"
        if what == "said":
            return answer(request, _found(desk, facets.Query(person=row.id), f"{apart(row.name)} says", page))
        kind = ExchangeKind.DENIES if what == "denied" else None
        ties = desk.ledger.browse.exchanges(person=row.id, side="target", kind=kind, limit=_ENTRIES)
        items = _ties(desk, ties.rows)
        return answer(request, Feed(title=f"{apart(row.name)} is {what}", page=page, items=items))


def _found(desk: Desk, query: facets.Query, title: str, page: str) -> Feed:
    rows = desk.ledger.arrivals.of(query, limit=_ENTRIES).rows
    read_at = desk.ledger.arrivals.read_at(row.id for row in rows)
    items = [
        Item(
            id=urn(row.id),
            title=titled(f"{{}} {row.act}: {{}}", row.speaker or "Somebody", row.text or row.cue),
            words=_told(row),
            href=_place(row),
            updated=read_at[row.id],
            language=row.language,
        )
        for row in rows
    ]
    return Feed(title=title, page=page, items=items)


def _ties(desk: Desk, rows: Iterable[ExchangeRow]) -> list[Item]:
    """Exchanges as entries, the one read last first."""
    told = tuple(rows)
    read_at = desk.ledger.arrivals.read_at(row.origin.id for row in told)
    items = [
        Item(
            id=urn(row.id),
            title=titled(
                f"{{}} {_DID[row.kind]} {{}}: {{}}",
                row.origin.speaker or "Somebody",
                row.target.speaker or "what is said",
                row.origin.text,
            ),
            words=f"{_told(row.origin)}\n\n{_DID[row.kind].capitalize()}:\n\n{_told(row.target)}",
            href=_place(row.origin),
            updated=read_at[row.origin.id],
            language=row.origin.language,
        )
        for row in told
    ]
    return sorted(items, key=lambda item: (item.updated, item.id), reverse=True)[:_ENTRIES]


def _place(row: StatementRow) -> str:
    return article_href(row.article, anchor_for("s", row.id))


def _told(row: StatementRow) -> str:
    """A statement as plain words: who, what, where and when."""
    who = f"{row.speaker or 'Speaker left open'} ({row.act.value}, {row.kind.value})"
    said = word_said(row.lent or row.said, row.published)
    where = apart(", ".join(filter(None, (row.outlet, row.title))) or row.doc)
    return f"{apart(who)}\n{apart(row.text)}\nIn: {where}\nSaid: {said.label} ({apart(said.basis)})"


# --- searches that are kept -------------------------------------------------------------------------


class Wish(Shown):
    """A search to be kept."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    """Under which name."""

    query: Annotated[str, Field(max_length=4000)]
    """What stands behind the question mark of the search's address."""

    by: Annotated[str, Field(max_length=100)] = ""
    """Who keeps it; may be left out where a user name is sent with the password."""


@keeping.post("/searches", name="keep-search", status_code=201)
def keep_search(request: Request, wish: Wish) -> Kept:
    """Keep a search under a name."""
    with Ledger.open(request.app.state.settings.ledger) as ledger:
        _keep(ledger, wish, who_asks(request))
        return kept_of(ledger, ledger.searches.named(" ".join(wish.name.split())), Looked.of(""))


@keeping.delete("/searches/{name:path}", name="drop-search", status_code=204, response_class=Response)
def drop_search(request: Request, name: Annotated[str, Path(max_length=200)]) -> Response:
    """Keep a search no longer."""
    with Ledger.open(request.app.state.settings.ledger) as ledger:
        if not ledger.searches.drop(name):
            raise NotInLedger(f"no search is kept as {name!r}", "/searches lists those that are")
    return Response(status_code=204)


@keeping.post("/searches/keep", include_in_schema=False)
def keep_by_form(request: Request, wish: Annotated[Wish, Form()]) -> Response:
    """The same from a form; this browser has looked at it up to now."""
    with Ledger.open(request.app.state.settings.ledger) as ledger:
        _keep(ledger, wish, who_asks(request))
        mark = ledger.arrivals.mark()
    looked = Looked.of(request.cookies.get(Looked.COOKIE, "")).at(" ".join(wish.name.split()), mark)
    return looked.noted(RedirectResponse("/searches", 303))


@keeping.post("/searches/drop", include_in_schema=False)
def drop_by_form(request: Request, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Drop one from a form."""
    with Ledger.open(request.app.state.settings.ledger) as ledger:
        ledger.searches.drop(name)
    return RedirectResponse("/searches", 303)


@keeping.get("/searches/{name:path}", name="open-search", response_class=RedirectResponse, status_code=303)
def open_search(request: Request, name: Annotated[str, Path(max_length=200)]) -> Response:
    """To what a kept search finds, the newest days first; this browser has looked at it from then on."""
    with at_desk(request) as desk:
        kept, mark = desk.ledger.searches.named(name), desk.ledger.arrivals.mark()
    looked = Looked.of(request.cookies.get(Looked.COOKIE, "")).at(kept.name, mark)
    return looked.noted(RedirectResponse(f"/search?{kept.query}", 303))


def _keep(ledger: Ledger, wish: Wish, who: str) -> None:
    query_of(wish.query)
    if len(ledger.searches.all()) >= _MOST:
        raise InputError(f"{_MOST} searches are kept already", "drop one that nobody needs")
    plain = urlencode(parse_qsl(wish.query.partition("?")[2] or wish.query))
    kept = ledger.searches.save(wish.name, plain, wish.by.strip() or who)
    ledger.searches.told(kept.name, str(ledger.arrivals.mark()))
