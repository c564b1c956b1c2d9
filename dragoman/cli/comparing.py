"""``dragoman copies`` and ``changes``: what articles of a ledger have to do with each other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, ledger_option, out_option
from dragoman.cli.output import chosen_format, say, write_rows

if TYPE_CHECKING:
    from dragoman.copies import Change, Changes
    from dragoman.ledger import Copy, CopyTie
    from dragoman.report.exporters import Field, Row


@click.command("copies", short_help="List copies of one another, and their originals.")
@ledger_option
@format_option("jsonl", "csv", "table", terminal="table")
@out_option
@click.option("--ties", is_flag=True, help="Print what pairs of articles share, weak ties too.")
def copies_command(ledger: Path, form: str | None, out: Path | None, ties: bool) -> None:
    """List the articles that are copies of one another, one a line, group by group.

    copy_of is empty for the original, and where nothing tells which one that is. The lines are
    described in docs/copies.md.
    """
    import dragoman
    from dragoman.copies import METHOD

    with dragoman.open(ledger, readonly=True) as source:
        shelf = source.copies
        waiting = len(shelf.pending(METHOD))
        rows = [_tie_row(tie) for tie in shelf.ties()] if ties else [_copy_row(c) for c in shelf.members()]
    write_rows(
        rows, _tie_fields() if ties else _copy_fields(), chosen_format(form, out, terminal="table"), out
    )
    if waiting:
        say(f"{waiting} articles are still to be compared: dragoman read --ledger {ledger} PATH... does it")


def _copy_fields() -> tuple[Field, ...]:
    from dragoman.report.exporters import Field, Shape

    return (
        Field("group", "least id of the articles in the group"),
        Field("article", "id of the article"),
        Field("doc", "name of the article", brief=True),
        Field("outlet", "who published it", brief=True),
        Field("published", "when", Shape.INTERVAL, brief=True),
        Field("title", "its headline", brief=True),
        Field("words", "words of its body", brief=True),
        Field("copy_of", "id of the original; null for the original itself, and where nothing tells"),
        Field("copy_of_doc", "name of the original", brief=True),
    )


def _copy_row(copy: Copy) -> Row:
    from dragoman.report.exporters.base import interval_row

    return {
        "group": copy.group,
        "article": copy.article,
        "doc": copy.doc,
        "outlet": copy.outlet,
        "published": interval_row(copy.published),
        "title": copy.title,
        "words": copy.words,
        "copy_of": copy.copy_of,
        "copy_of_doc": copy.copy_of_doc,
    }


def _tie_fields() -> tuple[Field, ...]:
    from dragoman.report.exporters import Field

    return (
        Field("article", "id of an article", brief=True),
        Field("other", "id of another one", brief=True),
        Field("tie", "`copy`, `excerpt` or `alike`", brief=True),
        Field("shared", "share of the first one's words that the other has too", brief=True),
        Field("shared_other", "share of the other one's words", brief=True),
        Field("method", "name and version of what compared them"),
    )


def _tie_row(tie: CopyTie) -> Row:
    return {
        "article": tie.article,
        "other": tie.other,
        "tie": tie.tie,
        "shared": round(tie.shared, 3),
        "shared_other": round(tie.shared_other, 3),
        "method": tie.method,
    }


@click.command("changes", short_help="Show what changed between versions of a page.")
@click.argument("name", required=False, metavar="[ADDRESS|ARTICLE]")
@ledger_option
@format_option("jsonl", "csv", "table", terminal="table")
@out_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only versions that were fetched on this day (YYYY-MM-DD) or later.",
)
def changes_command(
    name: str | None, ledger: Path, form: str | None, out: Path | None, since: datetime | None
) -> None:
    """Show what changed between versions of a page, one change a line.

    Statements that came, went or were changed; words that were edited; another headline or date.
    silent says whether the newer version keeps quiet about it. ADDRESS or ARTICLE (an id or a doc)
    names one page; without it, all pages with several versions are compared. The lines are described
    in docs/copies.md.
    """
    import dragoman

    with dragoman.open(ledger, readonly=True) as source:
        found = dragoman.changes(source, name, since=since.date() if since else None)
        rows = (_change_row(change, both) for both in found for change in both.changes)
        count = write_rows(rows, _change_fields(), chosen_format(form, out, terminal="table"), out)
    if not count:
        say("nothing changed between versions" if name is None else f"nothing changed in {name}")


def _change_fields() -> tuple[Field, ...]:
    from dragoman.report.exporters import Field, Shape

    return (
        Field("article", "id of the newer version"),
        Field("doc", "its name", brief=True),
        Field("supersedes", "id of the older version"),
        Field("address", "where both were published"),
        Field("retrieved", "when the newer one was fetched, in UTC"),
        Field("what", "`statement`, `text`, `headline` or `published`", brief=True),
        Field("how", "`came`, `gone`, `changed` or `moved`", brief=True),
        Field("before", "the words, or the value, in the older version", brief=True),
        Field("after", "the words, or the value, in the newer version", brief=True),
        Field("was", "evidence in the older version", Shape.SPANS),
        Field("now", "evidence in the newer version", Shape.SPANS),
        Field("statement_was", "id of the statement in the older version"),
        Field("statement_now", "id of the statement in the newer version"),
        Field(
            "parts",
            "in which parts a statement differs: `content`, `source`, `cue`, `speaker`, `act`",
            Shape.NAMES,
        ),
        Field("silent", "whether no new line tells of a change; null where that cannot be known", brief=True),
        Field("notices", "the new lines that tell of a change, in the newer version", Shape.SPANS),
    )


def _change_row(change: Change, both: Changes) -> Row:
    from dragoman.report.exporters.base import span_rows

    older, newer = both.older.article, both.newer.article
    return {
        "article": newer.id,
        "doc": newer.doc,
        "supersedes": older.id,
        "address": newer.given.url,
        "retrieved": newer.retrieved.isoformat(timespec="seconds"),
        "what": change.what.value,
        "how": change.how.value,
        "before": change.before,
        "after": change.after,
        "was": span_rows(change.was, older.text),
        "now": span_rows(change.now, newer.text),
        "statement_was": change.statement_was,
        "statement_now": change.statement_now,
        "parts": list(change.parts),
        "silent": both.silent,
        "notices": span_rows(both.notices, newer.text),
    }
