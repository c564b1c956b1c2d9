"""The last step: choose on dev, measure, compare, and write the manifest and the card beside the graph."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from string import Template

from dragoman.extract.quotes import find_quotes, quoted_share
from dragoman.extract.trained import DISTANCE, GRAPH, TOKENIZER
from dragoman.weights import MANIFEST
from training.polnear import Document
from training.reader.choose import Choice, Scored, choose
from training.reader.data import paragraphs
from training.reader.score import ROLES, Report, Tally

CARD = "card.md"
_CARD = Path(__file__).with_name("card.md")
KINDS = ("direct", "mixed", "indirect")


def ship(
    folder: Path,
    dev: Sequence[Document],
    facts: Mapping[str, object],
    recipe: Mapping[str, object],
    others: Mapping[str, Path],
) -> dict[str, float]:
    """Write manifest and card into ``folder``, which holds the exported network; returns the scores.
    ``facts`` are version, epochs and layers; ``recipe`` is what training ran with; ``others`` are folders
    of the same network with its weights kept in other ways, for the card to compare."""
    scored = Scored(folder, dev)
    choice = choose(scored)
    scores = measure(scored, choice)
    names = (GRAPH, TOKENIZER, DISTANCE)
    manifest = {
        "task": "reader",
        "language": "en",
        "size": "fast",
        **facts,
        "licence": "Apache-2.0",
        **asdict(choice),
        "scores": scores,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    kept = {"as shipped": (folder, scores), **{name: (at, _best(at, dev)) for name, at in others.items()}}
    (folder / CARD).write_text(card(facts, recipe, scores, kept), "utf-8")
    return scores


def measure(scored: Scored, choice: Choice) -> dict[str, float]:
    """The scores on dev, in per cent: linked, exact and content words F1, linked recall by kind."""
    report, kinds = Report(), {kind: Tally() for kind in KINDS}
    for document, found in scored.found(choice.settings, choice.calibration["tie"]):
        pairs = set(report.add(document.text, found, document.attributions).values())
        quotes = [q for p in paragraphs(document.text) for q in find_quotes(document.text, p)]
        for number, gold in enumerate(document.attributions):
            near = [q for q in quotes if any(q.span.overlaps(c) for c in gold.content)]
            share = quoted_share(document.text, gold.content, near)
            kind = "direct" if share >= 0.97 else "mixed" if share > 0 else "indirect"
            kinds[kind].add(number in pairs, 0, 1)
    figures = {
        "linked_f1": report.linked.f1,
        "linked_precision": report.linked.precision,
        "linked_recall": report.linked.recall,
        "content_words_f1": report.words.f1,
        **{f"{role}_exact_f1": tally.f1 for role, tally in report.exact.items()},
        **{f"{kind}_recall": tally.recall for kind, tally in kinds.items()},
    }
    return {name: round(100 * value, 1) for name, value in figures.items()}


def _best(folder: Path, dev: Sequence[Document]) -> dict[str, float]:
    """The scores of a network with the settings that suit it best."""
    scored = Scored(folder, dev)
    return measure(scored, choose(scored))


def card(
    facts: Mapping[str, object],
    recipe: Mapping[str, object],
    scores: Mapping[str, float],
    kept: Mapping[str, tuple[Path, Mapping[str, float]]],
) -> str:
    """The card: what the network was made of, what it is good for, and where it fails. ``kept`` has folder
    and scores of every way in which its weights were kept."""
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in recipe.items())
    rows = "\n".join(_row(name, folder, values) for name, (folder, values) in kept.items())
    return Template(_CARD.read_text("utf-8")).substitute(facts, **scores, recipe=told, kept=rows)


def _row(name: str, folder: Path, scores: Mapping[str, float]) -> str:
    size = sum((folder / file).stat().st_size for file in (GRAPH, TOKENIZER, DISTANCE)) / 1e6
    exact = ", ".join(str(scores[f"{role}_exact_f1"]) for role in ROLES)
    return f"| {name} | {size:.1f} | {scores['linked_f1']} | {exact} | {scores['content_words_f1']} |"
