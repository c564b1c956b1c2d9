"""The server: five read-only tools over one ledger, each described for those who call it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from dragoman.errors import DragomanError, InputError, NotInLedger
from dragoman.ledger import Ledger
from dragoman.ledger.pool import Pool
from dragoman.mcp import tools
from dragoman.mcp.answers import (
    NOTICE,
    Answer,
    ArticleAnswer,
    CheckAnswer,
    PersonAnswer,
    SearchAnswer,
    UtteranceAnswer,
)
from dragoman.model import Act, Kind

_A = TypeVar("_A", bound=Answer)

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_WHAT = (
    "Who said what, to whom, when and through whom, as news pages report it. Start with `search` (words, or "
    "a speaker), follow `utterance` ids to all wordings of a remark, look at `exchanges` for who denied or "
    "answered it. Use `check` before quoting. "
)

Words = Annotated[str, Field(max_length=500)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Limit = Annotated[int, Field(ge=1, le=20, description="How many at most.")]
Cursor = Annotated[
    str | None, Field(max_length=200, description="`next_cursor` of the answer before, for what follows.")
]


class Tools:
    """The tools over the ledger at one path. Each call sees the ledger as it stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pool = Pool(path)

    def _answer(self, answer: type[_A], ask: Callable[[Ledger], _A]) -> _A:
        """Ask the ledger. What it does not hold becomes an answer; a ledger that cannot be used is told as
        the tool's error."""
        try:
            with self._pool.reader() as ledger:
                return ask(ledger)
        except (NotInLedger, InputError) as error:
            return tools.not_found(answer, error, self._path)
        except DragomanError as error:
            raise ToolError(str(error)) from error

    def search(
        self,
        words: Annotated[
            Words,
            Field(description="Words that were said; all have to occur, in any form. Empty: any words."),
        ] = "",
        speaker: Annotated[
            Name | None, Field(description="Who speaks: a name, a part of one, or a `person` id.")
        ] = None,
        outlet: Annotated[Name | None, Field(description="Which outlet carried it.")] = None,
        since: Annotated[date | None, Field(description="First day, such as 2033-03-10.")] = None,
        until: Annotated[date | None, Field(description="Last day, included.")] = None,
        kind: Annotated[Kind | None, Field(description="In quotation marks, reported, or both.")] = None,
        act: Annotated[Act | None, Field(description="What the statement does.")] = None,
        attitudes: Annotated[
            bool, Field(description="Also what is believed, wanted or criticised without being said.")
        ] = False,
        by_meaning: Annotated[
            bool, Field(description="Find what was said to the same effect as `words`, in any words.")
        ] = False,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> SearchAnswer:
        """Find what was said: by words or their meaning, speaker, outlet, days, kind and act. Each result
        comes with its exact words, where they stand, how sure that is, and its exchanges: who denies, answers
        or contradicts it. With words the best come first, without the newest."""
        asked = tools.Asked(
            words=words,
            speaker=speaker,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            act=act,
            attitudes=attitudes,
            by_meaning=by_meaning,
            limit=limit,
            cursor=cursor,
        )
        return self._answer(SearchAnswer, lambda ledger: tools.search(ledger, asked))

    def check(
        self,
        words: Annotated[
            str, Field(min_length=1, max_length=2_000, description="The quotation, without its marks.")
        ],
        speaker: Annotated[
            Name | None,
            Field(description="Who is said to have said it: a name, or a part such as a surname."),
        ] = None,
    ) -> CheckAnswer:
        """Check a quotation before it is used: whether these are the words (verbatim), which words differ
        (altered), whether it is said otherwise (same thought), or not here (absent), and who carried it."""
        return self._answer(CheckAnswer, lambda ledger: tools.check(ledger, words, speaker))

    def person(
        self,
        name: Annotated[Name, Field(description="A name, a part of one, or a `person` id.")],
        limit: Limit = 5,
        cursor: Cursor = None,
    ) -> PersonAnswer:
        """Somebody who speaks: names, offices with dates, outlets that carry them, whom they answer and who
        answers them, and their statements, the newest first."""
        return self._answer(PersonAnswer, lambda ledger: tools.person(ledger, name, limit, cursor))

    def utterance(
        self, id: Annotated[Id, Field(description="Of an utterance, or of a statement.")]
    ) -> UtteranceAnswer:
        """One remark in all its wordings: who carried it, in which words, what differs, what it answers or
        denies, and who answered or denied it."""
        return self._answer(UtteranceAnswer, lambda ledger: tools.utterance(ledger, id))

    def article(
        self,
        id: Annotated[Id, Field(description="Of an article, or its `doc`.")],
        start: Annotated[int, Field(ge=0, le=2**31, description="Where the shown text begins.")] = 0,
        limit: Limit = 10,
        cursor: Cursor = None,
    ) -> ArticleAnswer:
        """One article: outlet, dates, address, a stretch of its text, and the statements in it in the order
        of the text."""
        return self._answer(ArticleAnswer, lambda ledger: tools.article(ledger, id, start, limit, cursor))


def make_server(path: Path, version: str) -> MCPServer[Any]:
    """The server over the ledger at ``path``. Raises ``LedgerError`` where there is none."""
    Ledger.open(path, readonly=True).close()
    server: MCPServer[Any] = MCPServer(
        "dragoman",
        title="dragoman",
        description="Who said what, as news pages report it.",
        instructions=_WHAT + NOTICE,
        version=version,
        log_level="WARNING",
    )
    held = Tools(path)
    for tool in (held.search, held.check, held.person, held.utterance, held.article):
        description = " ".join((tool.__doc__ or "").split())
        server.add_tool(
            tool, description=f"{description} {NOTICE}", annotations=_READ_ONLY, structured_output=True
        )
    return server
