"""``dragoman link``: what was read, tied together."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.options import ledger_option, quiet_option
from dragoman.cli.output import say


@click.command("link", short_help="Tie together what several articles report.")
@ledger_option
@click.option("--anew", is_flag=True, help="Link again even if nothing was read since.")
@quiet_option
def link_command(ledger: Path, anew: bool, quiet: bool) -> None:
    """Tie together what several articles report: one utterance in many wordings, answers and denials,
    figures for the same thing, events, and people under several spellings.

    read does this by itself. Linking again changes nothing where nothing was read since.
    """
    import dragoman
    from dragoman.linking import link

    with dragoman.open(ledger) as opened:
        found = link(opened, anew=anew)
    if not found.fresh:
        say(f"{ledger} is linked already; nothing was read since", quiet=quiet)
        return
    say(f"linked {ledger}", quiet=quiet)
    for name in ("utterances", "exchanges", "figures", "events", "stories"):
        say(f"{name:<12}{getattr(found, name):>8,}", quiet=quiet)
    say(f"{found.shared:,} utterances are reported by more than one article", quiet=quiet)
