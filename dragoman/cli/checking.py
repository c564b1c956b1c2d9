"""``dragoman check``: were these the words, and who has them how."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import format_option, ledger_option, out_option, words_argument
from dragoman.cli.output import chosen_format, opened

if TYPE_CHECKING:
    from dragoman.link.check import Finding, Near
    from dragoman.report.exporters import Row


@click.command("check", short_help="Check a quotation against all wordings of a ledger.")
@words_argument
@ledger_option
@click.option(
    "--speaker", metavar="NAME", help="Who is said to have said it: a name, or a part such as a surname."
)
@format_option("text", "jsonl", terminal="text")
@out_option
def check_command(
    words: tuple[str, ...], ledger: Path, speaker: str | None, form: str | None, out: Path | None
) -> None:
    """Check a quotation: who has these words, who has them otherwise, and how.

    The finding is verbatim, altered, same thought, or absent: not in this ledger, which is no proof that
    it was not said. The nearest wordings come with what differs, speaker, date and carriers. WORDS need
    no quotation marks of their own.
    """
    import dragoman
    from dragoman.linking import check_words

    with dragoman.open(ledger, readonly=True) as source:
        finding = check_words(source, " ".join(words), speaker)
    lines = _text_lines if chosen_format(form, out, terminal="text") == "text" else _json_lines
    with opened(out) as stream:
        stream.writelines(f"{line}\n" for line in lines(finding, out is None and sys.stdout.isatty()))


def _text_lines(finding: Finding, colour: bool) -> Iterator[str]:
    from dragoman.cli.wordings import finding_lines

    return finding_lines(finding, colour=colour)


def _json_lines(finding: Finding, _: bool) -> Iterator[str]:
    from dragoman.report.exporters import json_line

    yield json_line(
        {
            "words": finding.words,
            "speaker": finding.speaker,
            "finding": finding.verdict.value,
            "near": [_near_row(near) for near in finding.near],
            "others": [_near_row(near) for near in finding.others],
        }
    )


def _near_row(near: Near) -> Row:
    from dragoman.report.exporters.base import interval_row
    from dragoman.report.exporters.utterances import change_rows

    known, rendering = near.known, near.known.rendering
    return {
        "finding": near.verdict.value,
        "utterance": known.utterance,
        "statement": rendering.statement,
        "article": rendering.article,
        "outlet": rendering.outlet,
        "primary": known.primary,
        "kind": rendering.kind.value,
        "text": rendering.text,
        "changes": change_rows(near.changes),
        "closeness": near.closeness,
        "speaker_name": known.speaker_name,
        "said_on": interval_row(known.said_on),
        "carriers": list(known.carriers),
    }
