"""Where decisions of people come in: from forms of these pages, and as JSON from programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path, Request
from pydantic import AwareDatetime, Field
from starlette.responses import RedirectResponse, Response

from dragoman.errors import InputError
from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.ledger.judgements import Conflict
from dragoman.model import Aspect, Judgement
from dragoman.web import pages
from dragoman.web.contexts import Shown, Trouble
from dragoman.web.desk import at_desk, who_asks
from dragoman.web.pages.clash import Clash
from dragoman.web.pages.judge import Made, made_of, moment_of
from dragoman.web.render import segment
from dragoman.web.respond import respond

router = APIRouter(tags=["judging"])

What = Literal[
    "right",
    "wrong",
    "speaker",
    "nobody",
    "kind",
    "act",
    "said_on",
    "source",
    "cue",
    "content",
    "same",
    "apart",
    "exchange_right",
    "exchange_wrong",
    "undo",
]
_REMEMBERED = 31_536_000  # seconds: a year
_PATIENCE = 2.0  # seconds that a form waits for linking to follow

_HOW: dict[str, Callable[[Judge, str, str], Judgement]] = {
    "right": lambda judge, about, _: judge.right(about),
    "wrong": lambda judge, about, _: judge.wrong(about),
    "speaker": lambda judge, about, value: judge.speaker(about, value),
    "nobody": lambda judge, about, _: judge.speaker(about, None),
    "kind": lambda judge, about, value: judge.kind(about, value),
    "act": lambda judge, about, value: judge.act(about, value),
    "said_on": lambda judge, about, value: judge.said_on(about, value or None),
    "source": lambda judge, about, value: judge.quote(about, Aspect.SOURCE, _pieces(value)),
    "cue": lambda judge, about, value: judge.quote(about, Aspect.CUE, _pieces(value)),
    "content": lambda judge, about, value: judge.quote(about, Aspect.CONTENT, _pieces(value)),
    "same": lambda judge, about, value: judge.same(about, value),
    "apart": lambda judge, about, value: judge.apart(about, value),
    "exchange_right": lambda judge, about, _: judge.exchange_of(about, right=True),
    "exchange_wrong": lambda judge, about, _: judge.exchange_of(about, right=False),
    "undo": lambda judge, about, value: judge.undo(value or about),
}


class Decided(Shown):
    """What somebody decides about a finding."""

    decide: What
    """What is decided; ``undo`` withdraws the latest judgement on the finding, or the one with the id given
    as value."""

    value: Annotated[str, Field(max_length=5000)] = ""
    """The speaker's name, the kind, act or date, the right words (pieces on lines of their own), or the id of
    the other statement."""

    by: Annotated[str, Field(max_length=100)] = ""
    """Who decides; may be left out where a user name is sent with the password."""

    seen: Annotated[str | None, Field(max_length=100)] = None
    """The id of the latest judgement on the finding that was seen."""

    seen_at: AwareDatetime | None = None
    """When the page was made that showed the finding, in place of that id."""

    insist: bool = False
    """Whether to overrule what somebody else decided meanwhile."""


class Sent(Decided):
    """A decision as a form sends it."""

    back: Annotated[str, Field(max_length=2000)] = ""
    """The address to go back to."""


class Asked(Decided):
    """A decision and what it is about."""

    about: Annotated[str, Field(max_length=100)]
    """The id of a statement, or of an exchange."""


@router.post(
    "/judgements",
    name="decide",
    status_code=201,
    responses={
        404: {"model": Trouble, "description": "This ledger does not hold it"},
        409: {"model": Trouble, "description": "Somebody else decided meanwhile"},
        422: {"model": Trouble, "description": "The decision cannot be meant"},
    },
)
def decide(request: Request, asked: Asked) -> Made:
    """Decide about a finding. Nobody is overruled unseen: where somebody judged it meanwhile, nothing is
    written and the answer tells what they decided. Utterances and stories follow a moment later."""
    with Ledger.open(request.app.state.settings.ledger) as ledger:
        made = _made(ledger, _carried_out(ledger, asked.about, asked, who_asks(request)))
    request.app.state.following.soon()
    return made


@router.post("/judge/{about}", include_in_schema=False)
def decide_by_form(
    request: Request,
    about: Annotated[str, Path(max_length=100)],
    asked: Annotated[Sent, Form()],
) -> Response:
    """The same from a form; back to where it was sent from."""
    who = asked.by.strip() or who_asks(request)
    try:
        with Ledger.open(request.app.state.settings.ledger) as ledger:
            _carried_out(ledger, about, asked, who)
    except Conflict as conflict:
        return _clash(request, about, asked, who, conflict)
    request.app.state.following.now(_PATIENCE)
    return _back_to(asked.back, f"/judge/{segment(about)}", who)


def _clash(request: Request, about: str, asked: Sent, who: str, conflict: Conflict) -> Response:
    clash = Clash(
        about=about, decide=asked.decide, value=asked.value, by=who, message=conflict.message, back=asked.back
    )
    with at_desk(request) as desk:
        return respond(request, pages.CLASH, clash, desk, pages.MENU, 409)


@router.post("/who", include_in_schema=False)
def take_name(
    by: Annotated[str, Form(max_length=100)], back: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    """Remember under which name this browser judges."""
    return _back_to(back, "/", by.strip())


def _back_to(back: str, otherwise: str, who: str) -> Response:
    """To an address of this site, and the name kept in this browser."""
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = RedirectResponse(back if is_ours else otherwise, 303)
    answer.set_cookie("who", segment(who), max_age=_REMEMBERED, httponly=True, samesite="strict")
    return answer


def _carried_out(ledger: Ledger, about: str, asked: Decided, who: str) -> Judgement:
    seen = asked.seen or (_latest(ledger, about, asked, asked.seen_at) if asked.seen_at else None)
    judge = Judge(ledger, asked.by.strip() or who, seen, asked.insist)
    return _HOW[asked.decide](judge, about, asked.value.strip())


def _latest(ledger: Ledger, about: str, asked: Decided, moment: datetime) -> str | None:
    """The latest judgement on a finding that a page of that moment showed."""
    article, ends = _ends(ledger, about, asked)
    filed = (
        f
        for f in ledger.filed(article)
        if {f.statement, f.other} - {None} == ends and moment_of(f.judgement) <= moment
    )
    latest = max(filed, key=lambda f: (moment_of(f.judgement), f.id), default=None)
    return latest.id if latest else None


def _ends(ledger: Ledger, about: str, asked: Decided) -> tuple[str, set[str]]:
    """The statements that a decision is about, and the article of the first."""
    if about.startswith("x"):
        tie = ledger.links.exchange(about)
        return ledger.home(tie.origin), {tie.origin, tie.target}
    other = {asked.value.strip()} if asked.decide in ("same", "apart") else set()
    return ledger.home(about), {about, *other}


def _made(ledger: Ledger, judgement: Judgement) -> Made:
    """The judgement as it is filed."""
    filed = max(
        (f for f in ledger.filed(judgement.article) if f.judgement.at == judgement.at), key=lambda f: f.id
    )
    return made_of(filed)


def _pieces(value: str) -> list[str]:
    """The lines of a text field; each is one piece."""
    pieces = [line.strip() for line in value.splitlines() if line.strip()]
    if not pieces:
        raise InputError("no words are given", "copy the words from the article, one piece a line")
    return pieces
