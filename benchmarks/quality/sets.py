"""The gold sets, and how each is read and scored.

A set knows its gold (whose fingerprint guards the floors), where its articles lie, and the figures
with their targets. The scorers are programs of their own and are run as such. A set whose data is
not on this machine says so and is left out; the invented examples are always there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.quality import calibration, score_speakers
from benchmarks.quality.check_gold import EXAMPLES, GOLD, NEWSROOM, write_texts
from benchmarks.quality.command import dragoman, run
from benchmarks.reader.cost import score_cost
from benchmarks.reader.findings import score_doubt, score_styles
from training.reader.restyle import STYLES

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
_LINKED = ("utterances", "exchanges", "figures")
HERE = Path(__file__).parent

SHARED_SCORERS = SHARED / "bench"
OWN_SCORERS = HERE / "scorers"
SPEAKERS = HERE / "speakers"
POLNEAR = SHARED / "data" / "polnear" / "dev"


@dataclass(frozen=True)
class GoldSet:
    """Articles with gold. ``score`` reads the articles and gives the figures by name; ``gold`` are
    the files and folders that the figures depend on besides dragoman; ``targets`` are what the
    figures should reach (at most, where less is better). A set that is not ``quick`` is timed or
    takes minutes."""

    name: str
    gold: tuple[Path, ...]
    score: Callable[[], Mapping[str, float | None]]
    targets: Mapping[str, float] = field(default_factory=dict)
    quick: bool = True

    def missing(self) -> str | None:
        """Why this set cannot be scored here, or ``None``."""
        gone = [path for path in self.gold if not path.exists()]
        return f"not on this machine: {gone[0]}" if gone else None


def article_scorer() -> Path:
    """The scorer for articles with full gold; the copy here is for machines without shared data."""
    shared = SHARED_SCORERS / "seeds_eval.py"
    return shared if shared.exists() else OWN_SCORERS / "seeds_eval.py"


def score_articles(articles: Sequence[Path], gold: Path, texts: Path) -> dict[str, float | None]:
    """Read articles into a ledger of their own and score what it exports against full gold."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "scored.db")
        rows = {"blocks": Path(folder, "blocks.jsonl")}
        rows["blocks"].write_text(dragoman("clean", "--format", "jsonl", *articles), "utf-8")
        dragoman("read", "--ledger", ledger, *articles)
        for name in (*_LINKED, "articles", "statements"):
            rows[name] = Path(folder, f"{name}.jsonl")
            rows[name].write_text(dragoman("export", name, "--format", "jsonl", "--ledger", ledger), "utf-8")
        options = [part for name, path in rows.items() for part in (f"--{name}", path)]
        printed = run(
            [sys.executable, article_scorer(), "--gold", gold, "--texts", texts, *options, "--json", "-"]
        )
    return article_figures(json.loads(printed)["overall"])


def article_figures(overall: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures that are kept of what the article scorer prints."""
    statements = overall["statements"]
    return {
        "body_accuracy": overall["blocks"]["body_accuracy"],
        "role_accuracy": overall["blocks"]["role_accuracy"],
        "linked_f1": statements["linked"]["f1"],
        "linked_precision": statements["linked"]["p"],
        "linked_recall": statements["linked"]["r"],
        "speakers_answered": statements["speaker"]["answered"],
        "wrong_of_answered": statements["speaker"]["wrong_of_answered"],
        "kind": statements["kind"],
        "act": statements["act"],
        "said_on_right": _share(statements, "said_on", "right"),
        "said_on_wrong": _share(statements, "said_on", "wrong"),
        "relay_right": _share(statements, "relay", "right"),
        "nested_found": statements["recall"].get("nested"),
        **_linked_figures(overall),
    }


def _linked_figures(overall: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures of what was found over articles, where that was scored."""
    if not all(name in overall for name in _LINKED):
        return {}
    return {
        "pairs_f1": overall["utterances"]["pairs"]["f1"],
        "pairs_precision": overall["utterances"]["pairs"]["p"],
        "look_alikes_joined": float(len(overall["utterances"]["look_alikes_joined"])),
        "exchanges_found": overall["exchanges"]["recall"],
        "wrong_denials": float(len(overall["exchanges"]["wrong_denials"])),
        "figures_found": overall["figures"]["found"],
        "figures_right": overall["figures"]["value"],
    }


def score_attributions(corpus: Path) -> dict[str, float | None]:
    """Print the attributions of a corpus in PolNeAR's layout and score them."""
    texts = sorted((corpus / "text").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "attributions.jsonl")
        found.write_text(dragoman("attributions", *texts), "utf-8")
        scorer = SHARED_SCORERS / "attribution_eval.py"
        printed = run([sys.executable, scorer, "--gold", corpus, "--pred", found, "--json", "-"])
    return attribution_figures(json.loads(printed))


def attribution_figures(result: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures that are kept of what the attribution scorer prints."""
    return {
        "linked_f1": result["linked"]["f1"],
        "linked_precision": result["linked"]["p"],
        "linked_recall": result["linked"]["r"],
        "content_tokens_f1": result["content_token"]["f1"],
        "quoted_precision": result["quoted"]["precision"],
        "quoted_recall": result["quoted"]["recall"],
        **{f"{role}_exact_f1": result["exact"][role]["f1"] for role in ("source", "cue", "content")},
    }


def _share(statements: Mapping[str, Any], name: str, verdict: str) -> float | None:
    tally = statements.get(name)
    total = sum(tally.values()) if tally else 0
    return tally[verdict] / total if tally and total else None


def _score_invented(articles: Path, gold: Path) -> dict[str, float | None]:
    with tempfile.TemporaryDirectory() as folder:
        write_texts(articles, Path(folder))
        return score_articles(sorted(p for p in articles.iterdir() if p.is_file()), gold, Path(folder))


def _score_speakers(folder: Path) -> dict[str, float | None]:
    judged = score_speakers.score(folder)
    counted = score_speakers.figures(judged)
    shares = {name: counted[name] for name in ("answered", "right_of_answered", "wrong_of_all")}
    return {**shares, **calibration.figures(score_speakers.verdicts(judged))}


def gold_sets() -> tuple[GoldSet, ...]:
    """Every set that dragoman is held to."""
    return (*_small_sets(), *_corpus_sets(POLNEAR))


def _small_sets() -> Iterator[GoldSet]:
    """Articles that are scored in full, and those whose speakers are."""
    seeds = SHARED / "data" / "seeds"
    for name, articles, gold in (
        ("examples", EXAMPLES, GOLD),
        ("newsroom", NEWSROOM / "articles", NEWSROOM / "gold"),
    ):
        yield GoldSet(
            name,
            (gold, articles, OWN_SCORERS / "seeds_eval.py"),
            partial(_score_invented, articles, gold),
            {"linked_f1": 0.60},
        )
    for name, folder in (("speakers", SPEAKERS), ("speakers-held", SPEAKERS / "held_out")):
        yield GoldSet(
            name,
            (folder, HERE / "score_speakers.py"),
            partial(_score_speakers, folder),
            {"answered": 0.85, "right_of_answered": 0.95, "wrong_of_all": 0.02, "calibration_error": 0.05},
        )
    yield GoldSet(
        "seeds",
        (seeds, SHARED_SCORERS / "seeds_eval.py"),
        lambda: score_articles(sorted(seeds.glob("*.txt")), seeds / "gold", seeds),
        {
            "body_accuracy": 0.95,
            "linked_f1": 0.80,
            "speakers_answered": 0.85,
            "wrong_of_answered": 0.02,
            "kind": 0.90,
            "act": 0.75,
            "nested_found": 0.60,
            "said_on_right": 0.70,
        },
    )


def _corpus_sets(polnear: Path) -> Iterator[GoldSet]:
    """What one part of PolNeAR tells of the reader: its findings, its doubt, other typography, its cost."""
    yield GoldSet(
        "polnear-dev",
        (polnear, SHARED_SCORERS / "attribution_eval.py"),
        partial(score_attributions, polnear),
        {"linked_f1": 0.70, "content_tokens_f1": 0.89, "quoted_precision": 0.88, "quoted_recall": 0.88},
    )
    yield GoldSet(
        "polnear-doubt",
        (polnear,),
        partial(score_doubt, polnear),
        {"calibration_error_ties": 0.05, "calibration_error_spans": 0.05},
    )
    yield GoldSet(
        "polnear-styles",
        (polnear, ROOT / "training" / "reader" / "restyle.py"),
        partial(score_styles, polnear),
        {f"lost_{style}": 0.04 if style == "no_marks" else 0.02 for style in STYLES},
        quick=False,
    )
    yield GoldSet(
        "polnear-cost",
        (polnear,),
        partial(score_cost, polnear),
        {
            "cost_attributions": 0.7,
            "cost_besides_encoder": 0.1,
            "cost_read": 2.0,
            "speed_of_long": 0.9,
            "peak_mib": 500.0,
            "ready_seconds": 1.0,
            "peak_of_many": 1.1,
        },
        quick=False,
    )
