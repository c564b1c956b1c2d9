"""The gold of the examples holds, its checker can fail, and the gold scored against itself is perfect."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality.check_gold import EXAMPLES, GOLD, check, check_article, check_cross, main, write_texts

SCORER = GOLD.parent / "scorers" / "seeds_eval.py"
DOC = "courier-talks"


@pytest.fixture(scope="module")
def texts(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    write_texts(EXAMPLES, folder)
    return folder


@pytest.fixture(scope="module")
def golds() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))}


def test_gold_has_no_fault(texts):
    assert check(GOLD, texts) == []


def test_check_gold_exits_with_zero(capsys):
    assert (main(), capsys.readouterr().out) == (0, "")


def test_check_names_a_text_without_gold(texts, tmp_path):
    for path in texts.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "stray.txt").write_text("x", "utf-8")
    assert check(GOLD, tmp_path) == ["stray: no gold"]


def move_span(gold: dict[str, Any]) -> None:
    gold["statements"][1]["cue"][0][0] += 1


def drop_block(gold: dict[str, Any]) -> None:
    del gold["blocks"][3]


def repeat_block(gold: dict[str, Any]) -> None:
    gold["blocks"].insert(1, gold["blocks"][2])


def lose_twin(gold: dict[str, Any]) -> None:
    gold["statements"][1]["cue_text"].clear()


def lose_speaker(gold: dict[str, Any]) -> None:
    gold["statements"][0]["speaker"] = "nobody"


def nest_elsewhere(gold: dict[str, Any]) -> None:
    gold["statements"][0]["nested_in"] = 2


def nest_nowhere(gold: dict[str, Any]) -> None:
    gold["statements"][0]["nested_in"] = 99


def mistake_block(gold: dict[str, Any]) -> None:
    gold["statements"][0]["in_block"] = "caption"


def overlap(gold: dict[str, Any]) -> None:
    gold["statements"][1]["source"].append(gold["statements"][1]["cue"][0])
    gold["statements"][1]["source_text"].append(gold["statements"][1]["cue_text"][0])


def forget_doubt(gold: dict[str, Any]) -> None:
    gold["statements"][0]["sure"] = False


def turn_dates(gold: dict[str, Any]) -> None:
    gold["statements"][0]["said_on"]["from"] = "2034-01-01"


def mistake_day(gold: dict[str, Any]) -> None:
    gold["statements"][1]["said_on"].update(
        words=[[339, 350]], words_text=["on Thursday"], **{"from": "2033-03-09"}
    )


def give_figure(gold: dict[str, Any]) -> None:
    gold["figures"][1]["by"] = 1


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (move_span, "[588, 591] is 'old' and not 'told'"),
        (drop_block, "in no block:"),
        (repeat_block, "is out of order"),
        (lose_twin, "is 'told' and not ''"),
        (lose_speaker, "statement 1: no actor 'nobody'"),
        (nest_elsewhere, "lies outside the content of statement 2"),
        (nest_nowhere, "nested in 99, which is no other statement"),
        (mistake_block, "statement 1: stands in a block of role standfirst and not caption"),
        (overlap, "statement 2: its spans"),
        (forget_doubt, "statement 1: not sure, and no doubt is named"),
        (turn_dates, "statement 1: from 2034-01-01 to 2033-03-10"),
        (mistake_day, "statement 2: 'on Thursday' is not 2033-03-09"),
        (give_figure, "figure 2 lies outside the statement it is given to"),
    ],
)
def test_check_article_names(spoil: Callable[[dict[str, Any]], None], fault, golds, texts):
    gold = copy.deepcopy(golds[DOC])
    spoil(gold)
    faults = list(check_article(gold, (texts / f"{DOC}.txt").read_text("utf-8")))
    assert any(fault in found for found in faults), faults


def test_check_article_names_a_weekday_that_is_wrong(golds, texts):
    text = (texts / f"{DOC}.txt").read_text("utf-8").replace("Thursday, March 10,", "Thursday, March 11,")
    assert "'Thursday, March 11, 2033' is a Friday" in list(check_article(golds[DOC], text))


def test_check_article_names_another_length(golds):
    assert "the text has 5" in next(check_article(golds[DOC], "short"))


def test_check_cross_names(golds):
    articles = {doc: gold for doc, gold in golds.items() if doc != "cross"}
    cross = copy.deepcopy(golds["cross"])
    cross["utterances"][1]["members"].append([DOC, 99])
    cross["not_same"][0]["pair"] = cross["utterances"][0]["members"][:2]
    cross["exchanges"][0]["kind"] = "nods"
    cross["undated"].pop()
    faults = "\n".join(check_cross(cross, articles))
    for fault in ("no S 99 in", "stand in one utterance", "exchange of kind nods", "stands 0 times"):
        assert fault in faults


def test_gold_scored_against_itself_is_perfect(golds, texts, tmp_path):
    rows = predictions({doc: gold for doc, gold in golds.items() if doc != "cross"})
    for name, lines in rows.items():
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    options = [part for name in rows for part in (f"--{name}", str(tmp_path / name))]
    scored = subprocess.run(
        [sys.executable, SCORER, "--gold", GOLD, "--texts", texts, *options, "--json", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    overall = json.loads(scored.stdout)["overall"]
    statements = overall["statements"]
    assert (overall["blocks"]["role_accuracy"], overall["articles"]["published"]["wrong"]) == (1, 0)
    assert (statements["linked"]["f1"], statements["kind"], statements["act"]) == (1, 1, 1)
    assert (statements["speaker"]["answered"], statements["wrong_speakers"]) == (1, [])
    assert [statements[name]["wrong"] for name in ("said_on", "relay", "addressee", "nested_in")] == [0] * 4


def predictions(articles: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The gold in the form of a reader's findings; what gold leaves open is left out."""
    blocks = [{"doc": doc, **block} for doc, gold in articles.items() for block in gold["blocks"]]
    about = [
        {"doc": doc, **gold["article"], "published": gold["article"]["published_range"]}
        for doc, gold in articles.items()
    ]
    said = [statement_row(doc, gold, s) for doc, gold in articles.items() for s in gold["statements"]]
    return {"blocks": blocks, "articles": about, "statements": said}


def statement_row(doc: str, gold: dict[str, Any], statement: dict[str, Any]) -> dict[str, Any]:
    names = {actor["id"]: actor["name"] for actor in gold["actors"]}
    spans = {
        role: [
            {"start": start, "end": end, "text": words}
            for (start, end), words in zip(statement[role], statement[f"{role}_text"], strict=True)
        ]
        for role in ("source", "cue", "content")
    }
    nested = statement["nested_in"]
    return {
        **{key: statement[key] for key in ("kind", "act", "said_on")},
        **spans,
        "id": f"{doc}/{statement['n']}",
        "doc": doc,
        "block": statement["in_block"],
        "speaker_name": names.get(statement["speaker"], "nobody" if statement["speaker"] else None),
        "addressee": names.get(statement["addressee"]),
        "relay": [names[relay] for relay in statement["relay"]],
        "nested_in": nested and f"{doc}/{nested}",
    }
