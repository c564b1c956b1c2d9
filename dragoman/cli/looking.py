"""``dragoman show`` and ``search``: find something in a ledger, with its evidence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, ledger_option, out_option, words_argument
from dragoman.cli.output import chosen_format, opened, say, write_rows
from dragoman.errors import NotInLedger
from dragoman.model import Mode

if TYPE_CHECKING:
    from dragoman.ledger import Hit, Ledger
    from dragoman.linking import Tied, Told
    from dragoman.model import Actor, Statement
    from dragoman.report.exporters import Row
    from dragoman.report.view import EntryView


_LIKE_AN_ID = re.compile("[a-z][0-9a-f]{6,16}")


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and the one statement or actor in it that was asked for."""

    entry: EntryView
    statement: Statement | None = None
    actor: Actor | None = None


def find(ledger: Ledger, id: str) -> Found:
    """What an id, or an article's doc, stands for. Raises ``NotInLedger``."""
    refusals = {}
    for kind, look in {"s": _find_statement, "a": _find_article, "p": _find_actor}.items():
        try:
            return look(ledger, id)
        except NotInLedger as error:
            refusals[kind] = error
    raise refusals.get(id[:1] if _LIKE_AN_ID.fullmatch(id) else "", _not_found(ledger, id))


def _not_found(ledger: Ledger, id: str) -> NotInLedger:
    return NotInLedger(
        f"nothing in {ledger.path} is called {id}",
        "dragoman search WORDS and dragoman export articles show ids",
    )


def _find_statement(ledger: Ledger, id: str) -> Found:
    entry, statement = ledger.statement(id)
    return Found(entry, statement=statement)


def _find_article(ledger: Ledger, id: str) -> Found:
    return Found(ledger.entry(id))


def _find_actor(ledger: Ledger, id: str) -> Found:
    for entry in ledger.entries():
        if actor := entry.reading.actor(id):
            return Found(entry, actor=actor)
    raise NotInLedger(f"no actor {id}")


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance with its wordings and its exchanges."""

    told: Told
    tied: tuple[Tied, ...]

    @property
    def tells_more(self) -> bool:
        """Whether there is anything to tell beyond one statement."""
        return len(self.told.renderings) > 1 or bool(self.tied)


def hear(ledger: Ledger, id: str) -> Heard:
    """The utterance of this id, a former id, or one of its statements. Raises ``NotInLedger``."""
    from dragoman.linking import LinkedLedger

    linked, utterance = LinkedLedger(ledger), ledger.links.utterance(id)
    return Heard(linked.tell(utterance), linked.around(utterance))


def _look_up(ledger: Ledger, id: str, utterance: bool) -> tuple[Found | None, Heard | None]:
    """What an id stands for, and the utterance it belongs to where that was linked; only the utterance
    where that is asked for, or where nothing else is called so any more."""
    try:
        found = find(ledger, id)
    except NotInLedger as missing:
        try:
            return None, hear(ledger, id)
        except NotInLedger:
            raise missing from None
    if utterance:
        return None, hear(ledger, found.statement.id if found.statement else id)
    try:
        return found, hear(ledger, found.statement.id) if found.statement else None
    except NotInLedger:
        return found, None


@click.command("show", short_help="Show a statement, utterance, actor or article, with its evidence.")
@click.argument("id")
@ledger_option
@click.option("--utterance", is_flag=True, help="Of a statement show the utterance that it reports.")
@format_option("text", "jsonl", terminal="text")
@out_option
def show_command(id: str, ledger: Path, utterance: bool, form: str | None, out: Path | None) -> None:
    """Show a statement, an utterance, an actor or an article, with its evidence.

    ID is one that export or search printed, or an article's doc. An utterance is called as its first
    statement is: as text both are shown, with the wordings of other outlets side by side, what it
    answers and what answers it; --utterance shows that alone.
    """
    import dragoman

    with dragoman.open(ledger, readonly=True) as source:
        found, heard = _look_up(source, id, utterance)
    lines = _text_lines if chosen_format(form, out, terminal="text") == "text" else _json_lines
    with opened(out) as stream:
        stream.writelines(f"{line}\n" for line in lines(found, heard, out is None and sys.stdout.isatty()))


def _text_lines(found: Found | None, heard: Heard | None, colour: bool) -> Iterator[str]:
    from dragoman.cli.wordings import utterance_lines

    if found:
        yield from _evidence_lines(found, colour)
    if found and heard and heard.tells_more:
        yield ""
    if heard and (heard.tells_more or not found):
        yield from utterance_lines(heard.told, heard.tied, colour=colour)


def _evidence_lines(found: Found, colour: bool) -> Iterator[str]:
    from dragoman.cli import evidence

    if found.statement:
        return evidence.statement_lines(found.entry, found.statement, colour=colour)
    if found.actor:
        return evidence.actor_lines(found.entry, found.actor, colour=colour)
    return evidence.article_lines(found.entry, colour=colour)


def _json_lines(found: Found | None, heard: Heard | None, _: bool) -> Iterator[str]:
    from dragoman.report.exporters import Wanted, json_line
    from dragoman.report.exporters.articles import article_row
    from dragoman.report.exporters.exchanges import exchange_row
    from dragoman.report.exporters.loose import actor_row
    from dragoman.report.exporters.statements import statement_row
    from dragoman.report.exporters.utterances import utterance_row

    if found is None:
        if heard:
            exchanges = [exchange_row(tie.exchange) for tie in heard.tied]
            yield json_line(utterance_row(heard.told) | {"exchanges": exchanges})
        return
    reading = found.entry.reading
    if found.statement:
        yield json_line(statement_row(found.statement, reading, found.entry.loans))
    elif found.actor:
        yield json_line(actor_row(found.actor, reading))
    else:
        yield json_line(article_row(found.entry, Wanted(with_text=True)))


@click.command("search", short_help="Find statements by words, the best first.")
@words_argument
@ledger_option
@format_option("jsonl", "csv", "table", terminal="table")
@out_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.option("--attitudes", is_flag=True, help="Show what is believed, wanted or criticised, too.")
@click.option("--meaning", is_flag=True, help="Find what was said to the same effect, in whatever words.")
def search_command(
    words: tuple[str, ...],
    ledger: Path,
    form: str | None,
    out: Path | None,
    limit: int,
    attitudes: bool,
    meaning: bool,
) -> None:
    """Find statements by their words, their speaker or their article's title; the best come first.

    All words have to occur, in any form (sanction finds sanctions). With --meaning none has to: what was
    said is compared as a whole, the most alike comes first, and each find tells how alike it is.
    """
    import dragoman
    from dragoman.report.exporters import Field, Shape

    fields: tuple[Field, ...] = (
        Field("id", "of the statement", brief=True),
        Field("doc", "name of the article"),
        Field("article", "id of the article"),
        Field("outlet", "who published it", brief=True),
        Field("title", "its headline"),
        Field("published", "when", Shape.INTERVAL, brief=True),
        Field("mode", "said or attitude"),
        Field("speaker_name", "who speaks; null where open", brief=True),
        Field("source", "how the page words it"),
        Field("snippet", "some of the content", brief=True),
        Field("marks", "the found words in the snippet", Shape.OFFSETS),
    )
    with dragoman.open(ledger, readonly=True) as source:
        if meaning:
            fields = (*fields, Field("likeness", "how alike in meaning", brief=True))
            rows = list(_alike(source, " ".join(words), limit))
        else:
            rows = [_hit_row(hit) for hit in _hits(source, " ".join(words), limit, attitudes)]
    write_rows(rows, fields, chosen_format(form, out, terminal="table"), out)
    if not rows:
        say(f"nothing found for {' '.join(words)}")


def _alike(ledger: Ledger, words: str, limit: int) -> Iterator[Row]:
    """What is nearest in meaning, the most alike first."""
    from dragoman.ledger.facets import Query
    from dragoman.ledger.search import SNIPPET
    from dragoman.linking.meaning import find_by_meaning, word_likeness
    from dragoman.report.exporters.base import interval_row

    found = find_by_meaning(ledger, Query(words=words), limit=limit, facets=False)
    for row in found.rows:
        yield {
            "id": row.id,
            "doc": row.doc,
            "article": row.article,
            "outlet": row.outlet,
            "title": row.title,
            "published": interval_row(row.published),
            "mode": row.mode.value,
            "speaker_name": row.speaker,
            "source": row.source,
            "snippet": row.text if len(row.text) <= SNIPPET else f"{row.text[: SNIPPET - 1]}…",
            "marks": [],
            "likeness": word_likeness(found.likeness[row.id]),
        }


def _hits(ledger: Ledger, words: str, limit: int, attitudes: bool) -> list[Hit]:
    """The best hits; without attitudes, as many more are asked for as it takes."""
    asked = limit
    while True:
        hits = ledger.search(words, asked)
        wanted = [hit for hit in hits if attitudes or hit.mode is Mode.SAID]
        if len(wanted) >= limit or len(hits) < asked:
            return wanted[:limit]
        asked *= 4


def _hit_row(hit: Hit) -> Row:
    from dragoman.report.exporters.base import interval_row, span_pairs

    return {
        "id": hit.statement,
        "doc": hit.doc,
        "article": hit.article,
        "outlet": hit.outlet,
        "title": hit.title,
        "published": interval_row(hit.published),
        "mode": hit.mode.value,
        "speaker_name": hit.speaker,
        "source": hit.source,
        "snippet": hit.snippet,
        "marks": span_pairs(hit.marks),
    }
