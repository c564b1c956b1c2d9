"""``dragoman link``: what was read, tied together."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dragoman.cli.options import ledger_option, people_option, quiet_option
from dragoman.cli.output import say
from dragoman.cli.stepping import step_back


@click.command("link", short_help="Tie together what several articles report.")
@ledger_option
@click.option("--anew", is_flag=True, help="Link all of it again, as if nothing had been linked.")
@people_option
@quiet_option
def link_command(ledger: Path, anew: bool, people: str | None, quiet: bool) -> None:
    """Tie together what several articles report: one utterance in many wordings, answers and denials,
    figures for the same thing, events, and people under several spellings.

    read and watch do this by themselves. Only what came since, and what it touches, is linked.
    """
    import dragoman
    from dragoman.linking import keep_people, link

    step_back()
    with dragoman.open(ledger) as opened:
        if people is not None:
            keep_people(opened, people)
        found = link(opened, anew=anew, workers=os.cpu_count() or 1)
        if not found.fresh:
            say(f"{ledger} is linked already; nothing was read since", quiet=quiet)
            return
        counts = opened.links.counts()
    which = "all articles anew" if anew else f"{found.articles:,} articles that were new"
    say(f"linked {ledger}: {which}", quiet=quiet)
    for name in ("utterances", "exchanges", "figures", "events", "stories"):
        say(f"{name:<12}{counts[name]:>8,}", quiet=quiet)
    say(f"{counts['shared']:,} utterances are reported by more than one article", quiet=quiet)
