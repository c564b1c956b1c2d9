"""``python -m training.speakers``: fit the weights by which pronouns and descriptions are resolved.

Reads the invented articles of ``benchmarks/quality/speakers`` (never those held out), resolves them with
the weights so far, takes every decision with its gold answer as an example, and fits anew; a few rounds,
because each decision rests on the ones before. Figures are printed for articles that stood outside the
fit (``--folds``); with ``--out`` all articles together give the weights that are written. The weights that
are shipped are those of ``hand.toml``: fitting gained nothing over them so far.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality import score_speakers as scorer
from dragoman import read_text
from dragoman.extract import load_finder
from dragoman.extract.resolve import Resolver
from dragoman.extract.salience import Decision, Weights
from dragoman.model import Article, Attribution, Maker, Page, Reading
from training.speakers.fit import Example, fit

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "dragoman" / "languages" / "en" / "salience.toml"
HEAD = """\
# How much each sign counts for whom a pronoun or a description means; written by training/speakers.
# Tasks: he (he, she), quoted and reported (inside somebody's words), it, they, focus (a description that
# matches nobody), tie (one that matches several). "none" and what follows it speaks for no answer.
"""
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Read:
    """One article with what was found in it, before anybody is resolved."""

    document: scorer.Document
    article: Article
    page: Page
    found: Sequence[Attribution]


def load() -> list[Read]:
    """The articles, with the attributions of the default finder."""
    finder = load_finder("en")
    made = []
    for document in scorer.load():
        reading = read_text(document.text, language="en")
        found = finder.find(reading.article.text, reading.page.blocks)
        made.append(Read(document, reading.article, reading.page, found))
    return made


def examples(read: Read, table: Weights) -> list[Example]:
    """The decisions of one article whose answer the gold tells."""
    resolver = Resolver(read.article, read.page, table)
    resolver.run(read.found)
    made = []
    for decision in resolver.pronouns.traced:
        source = next((s for s in read.document.sources if s.span.start <= decision.start < s.span.end), None)
        if source is not None and decision.candidates:
            made.append(Example(decision, _answer(decision, source, read.document.people)))
    return made


def _answer(decision: Decision, source: scorer.Source, people: Sequence[str]) -> int:
    for index, candidate in enumerate(decision.candidates):
        answer = scorer.Answer((source.span,), candidate.member.label, candidate.member.kind.value)
        if source.speaker is not None and scorer.verdict(source, answer, people) is scorer.Verdict.RIGHT:
            return index
    return len(decision.candidates)


def learn(articles: Sequence[Read], hand: Weights, stiffness: float) -> Weights:
    """Weights from articles, over a few rounds."""
    table = hand
    for _ in range(ROUNDS):
        table = fit([e for read in articles for e in examples(read, table)], hand, stiffness)
    return table


def judge(read: Read, table: Weights) -> list[scorer.Judged]:
    """The verdicts on one article with these weights."""
    actors, statements = Resolver(read.article, read.page, table).run(read.found)
    reading = Reading(
        article=read.article, page=read.page, actors=actors, statements=statements, maker=Maker("fit", "1")
    )
    return list(scorer.judge(read.document, scorer.answers_of(reading)))


def cross_validate(
    articles: Sequence[Read], hand: Weights, stiffness: float, folds: int
) -> list[scorer.Judged]:
    """The verdicts on all articles, each with weights that were fitted without it."""
    judged: list[scorer.Judged] = []
    for fold in range(folds):
        table = learn([a for i, a in enumerate(articles) if i % folds != fold], hand, stiffness)
        for article in articles[fold::folds]:
            judged += judge(article, table)
    return judged


def write(table: Weights, path: Path) -> None:
    """The weights as a data file of the language."""
    lines = [HEAD]
    for task, weights in table.items():
        lines += [f"[{task}]", *(f"{name} = {weight:.2f}" for name, weight in weights.items()), ""]
    path.write_text("\n".join(lines), "utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """Cross-validate; fit on all and write where asked to."""
    made = argparse.ArgumentParser(prog="python -m training.speakers", description=__doc__)
    made.add_argument(
        "--folds", type=int, default=46, help="parts for cross-validation; 46: one article each"
    )
    made.add_argument("--stiffness", type=float, default=1.0, help="how much weights resist (default 1)")
    made.add_argument("--out", type=Path, help=f"write the fitted weights there ({SHIPPED.name})")
    options = made.parse_args(words)
    hand = tomllib.loads((HERE / "hand.toml").read_text("utf-8"))
    articles = load()
    print(scorer.table(scorer.by_class(cross_validate(articles, hand, options.stiffness, options.folds))))
    if options.out is not None:
        write(learn(articles, hand, options.stiffness), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
