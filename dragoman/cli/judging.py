"""``dragoman judge`` and ``judgements``: what people decide about findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.group import EXIT_ERROR, EXIT_SOME_SKIPPED
from dragoman.cli.options import format_option, ledger_option, out_option, quiet_option
from dragoman.cli.output import chosen_format, say, stdin, write_rows
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.judging import Judge
    from dragoman.model import Judgement
    from dragoman.report.exporters import Field

_TIES = ("answers", "denies", "contradicts", "agrees", "repeats")
_NO_WORDS = ("right", "wrong", "nobody")
_ONE_WORD = ("speaker", "kind", "act", "said-on", "same", "apart", *_TIES)
_SPANS = ("source", "cue", "content")
_DECISIONS = (*_NO_WORDS[:2], "speaker", "nobody", *_SPANS, *_ONE_WORD[1:], "undo")
_OPEN = "open"

_Decide = Callable[["Judge", str, str], "Judgement"]


def _by(_: click.Context, __: click.Parameter, value: str | None) -> str:
    from dragoman.judging import user_name

    return value or user_name()


@click.command("judge", short_help="Say that a finding is right, wrong, or what it should be.")
@click.argument("id")
@click.argument("decision", type=click.Choice(_DECISIONS), metavar="DECISION")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@ledger_option
@click.option(
    "--by",
    metavar="NAME",
    envvar="DRAGOMAN_BY",
    show_envvar=True,
    callback=_by,
    help="Who judges; the name you are logged in with, unless given.",
)
@click.option("--insist", is_flag=True, help="Overrule what somebody else decided.")
@quiet_option
def judge_command(
    id: str, decision: str, words: tuple[str, ...], ledger: Path, by: str, insist: bool, quiet: bool
) -> None:
    """Say that a finding is right, wrong, or what it should be.

    What you decide wins over what dragoman finds, shows at once, and holds when articles are read again.
    Nothing is lost: what was found stays, and undo takes a decision back.

    \b
    DECISION, of a statement (ID: its id)
      right, wrong               it is right as it is shown; there is no such statement
      speaker NAME, nobody       who says it; nobody can tell
      source, cue, content WORDS...  its words, copied from the article, piece by piece
      kind KIND, act ACT         direct, indirect, mixed; asserts, denies, demands ...
      said-on DATE               YYYY-MM-DD, YYYY-MM, YYYY, two of them as A/B, or open
      same OTHER, apart OTHER    it reports the same utterance as statement OTHER, or does not
      answers OTHER (denies, contradicts, agrees, repeats)  how it stands to statement OTHER
    of an exchange (ID: its id)
      right, wrong               it is one; it is none
    of either, or of a judgement (ID: its id)
      undo                       take back what was decided last; undo OTHER for a pair
    """
    import dragoman
    from dragoman.ids import judgement_id
    from dragoman.judging import Judge
    from dragoman.linking import link

    with dragoman.open(ledger) as source:
        made = _decide(Judge(source, by, insist=insist), id, decision, words)
        link(source)
    click.echo(judgement_id(made))
    told = " ".join((decision, *words))
    say(f"judged {id}: {told} (by {made.by})", quiet=quiet)


def _decide(judge: Judge, id: str, decision: str, words: Sequence[str]) -> Judgement:
    """Make the judgement that the words of the call stand for."""
    from dragoman.model import Aspect

    _check_words(decision, words)
    if decision in _SPANS:
        return judge.quote(id, Aspect(decision), words)
    if decision == "undo":
        return judge.undo(id, *words)
    return _simple(decision)(judge, id, *words or ("",))


def _check_words(decision: str, words: Sequence[str]) -> None:
    """Raise ``InputError`` where there are too many or too few."""
    if decision in _NO_WORDS and words:
        raise InputError(f"{decision} takes no words", "put a name of several words in quotation marks")
    if decision in _ONE_WORD and len(words) != 1:
        raise InputError(f"{decision} takes one word or one name", "put several words in quotation marks")
    if decision == "undo" and len(words) > 1:
        raise InputError("undo takes one other statement at most", "name the two statements of a pair")


def _simple(decision: str) -> _Decide:
    """What is done for a decision that takes one word or none."""
    table: dict[str, _Decide] = {
        "right": lambda judge, id, _: _whole(judge, id, right=True),
        "wrong": lambda judge, id, _: _whole(judge, id, right=False),
        "nobody": lambda judge, id, _: judge.speaker(id, None),
        "speaker": lambda judge, id, word: judge.speaker(id, word),
        "kind": lambda judge, id, word: judge.kind(id, word),
        "act": lambda judge, id, word: judge.act(id, word),
        "said-on": lambda judge, id, word: judge.said_on(id, None if word == _OPEN else word),
        "same": lambda judge, id, word: judge.same(id, word),
        "apart": lambda judge, id, word: judge.apart(id, word),
        **dict.fromkeys(_TIES, lambda judge, id, word: _tied(judge, decision, id, word)),
    }
    return table[decision]


def _tied(judge: Judge, kind: str, id: str, other: str) -> Judgement:
    from dragoman.model import ExchangeKind

    return judge.exchange(ExchangeKind(kind), id, other, right=True)


def _whole(judge: Judge, id: str, *, right: bool) -> Judgement:
    if id.startswith("x"):
        return judge.exchange_of(id, right=right)
    return judge.right(id) if right else judge.wrong(id)


@click.command("judgements", short_help="Print what people decided, or take in what others did.")
@ledger_option
@format_option("jsonl", "csv", "table", terminal="table")
@out_option
@click.option("--loose", is_flag=True, help="Only those whose words or finding are not there any more.")
@click.option(
    "--import",
    "taken",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Take in judgements that were printed as JSON Lines, from another ledger; - is standard input.",
)
@quiet_option
def judgements_command(
    ledger: Path, form: str | None, out: Path | None, loose: bool, taken: Path | None, quiet: bool
) -> None:
    """Print what people decided, one judgement a line, with the words it is about.

    Beside each decision stands what the reader had found, so that the lines can be learnt from; nothing
    learns from them by itself. Taking in the same lines again changes nothing; of two decisions about one
    finding the later one holds.
    """
    import dragoman

    if taken is not None:
        _take_in(ledger, taken, quiet)
        return
    from dragoman.judging import rows

    with dragoman.open(ledger, readonly=True) as source:
        wanted = (row for row in rows(source) if row["loose"] or not loose)
        count = write_rows(wanted, _fields(), chosen_format(form, out, terminal="table"), out)
    if not count:
        say(f"no {'loose ' if loose else ''}judgements in {ledger}", quiet=quiet)


def _take_in(ledger: Path, path: Path, quiet: bool) -> None:
    import dragoman
    from dragoman.judging import take_in
    from dragoman.linking import link

    raw = stdin().read() if str(path) == "-" else path.read_bytes()
    with dragoman.open(ledger) as source:
        taken = take_in(source, raw.decode("utf-8", "replace").splitlines())
        if taken.new:
            link(source)
    for refused in taken.refused:
        say(f"skipped {refused}")
    say(f"taken in: {taken.new} new, {taken.known} known", quiet=quiet)
    if taken.refused:
        click.get_current_context().exit(EXIT_SOME_SKIPPED if taken.new or taken.known else EXIT_ERROR)


def _fields() -> tuple[Field, ...]:
    from dragoman.report.exporters import Field, Shape

    return (
        Field("id", "made from all that follows up to `undoes`, `by` and `at`", brief=True),
        Field("article", "id of the article"),
        Field("doc", "its name; null where the ledger does not hold it"),
        Field("field", "what is decided about: `statement`, `speaker`, `utterance` ...", brief=True),
        Field("quotation", "the words", brief=True),
        Field("before", "up to 32 characters before them"),
        Field("after", "up to 32 characters after them"),
        Field("verdict", "`right`, `wrong`, `corrected`, `same`, `apart` or `undo`", brief=True),
        Field("correction", "what is right instead", brief=True),
        Field("words", "the words of the second statement, or what the field should be", Shape.NESTED),
        Field("undoes", "id of the judgement that is taken back"),
        Field("seen", "id of the latest judgement that was known then"),
        Field("by", "who", brief=True),
        Field("at", "when"),
        Field("statement", "id of the statement that it belongs to now"),
        Field("other", "id of the second one"),
        Field("stands", "false for what was taken back, and for taking back"),
        Field("loose", "whether its words or its finding are not there any more"),
        Field("found", "what the reader had found", Shape.NESTED),
    )
