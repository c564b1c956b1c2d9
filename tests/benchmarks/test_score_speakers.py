from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.quality import score_speakers as scorer
from benchmarks.quality.score_speakers import Answer, Document, Source, Verdict
from dragoman import Span

PEOPLE = ("Mirela Sandor", "Petar Sandor", "Tomas Hale", "Wendell Tate Sr.", "Wendell Tate Jr.")
KINDS = {"person", "organisation", "state", "outlet", "group", "unnamed"}
FORMS = {"name", "surname", "pronoun", "description", "office", "group", "unnamed", "relative"}


def source(text: str, speaker: str | None, kind: str = "person", names: Sequence[str] = ()) -> Source:
    return Source(Span(0, len(text)), text, speaker, tuple(names), kind, "name")


def answer(name: str | None, kind: str | None = "person") -> Answer:
    return Answer((Span(0, 4),), name, kind)


@pytest.mark.parametrize(
    "document", scorer.load() + scorer.load(scorer.HELD_OUT), ids=lambda document: document.doc
)
def test_gold_of_an_article_fits_its_text(document: Document) -> None:
    assert "\r" not in document.text
    assert not document.text.startswith("\ufeff")
    assert document.text.endswith("\n")
    assert 80 <= len(document.text.split()) <= 250
    ends = [0]
    for one in document.sources:
        assert one.span.of(document.text) == one.text == one.text.strip()
        assert ends[-1] <= one.span.start
        assert not re.match(r"\w\w", document.text[one.span.end - 1 : one.span.end + 1])
        ends.append(one.span.end)
        assert one.kind in KINDS
        assert one.form in FORMS
        assert one.kind != "person" or one.speaker is None or one.speaker in document.people


def test_gold_is_wide_enough() -> None:
    documents = scorer.load()
    folder = {path.stem for path in scorer.GOLD.glob("*.txt")}
    assert folder == {document.doc for document in documents}
    assert len(documents) >= 36
    sources = [one for document in documents for one in document.sources]
    assert len(sources) >= 320
    assert min(Counter(one.form for one in sources).values()) >= 8
    assert sum(one.speaker is None for one in sources) >= 12


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        (source("Hale", "Tomas Hale"), None, Verdict.MISSING),
        (source("Hale", "Tomas Hale"), answer(None, None), Verdict.OPEN),
        (source("Hale", "Tomas Hale"), answer("Tomas Hale"), Verdict.RIGHT),
        (source("Hale", "Tomas Hale"), answer("Hale"), Verdict.RIGHT),
        (source("He", "Tomas Hale"), answer("Mr Hale"), Verdict.RIGHT),
        (source("He", "Tomas Hale"), answer("Foreign Office spokesman Tomas Hale"), Verdict.RIGHT),
        (source("He", "Tomas Hale"), answer("Petar Sandor"), Verdict.WRONG),
        (source("He", "Tomas Hale"), answer("Tomas Hale", "unnamed"), Verdict.WRONG),
        (source("She", "Mirela Sandor"), answer("Sandor"), Verdict.WRONG),
        (source("She", "Mirela Sandor"), answer("Mirela"), Verdict.RIGHT),
        (source("He", "Wendell Tate Sr."), answer("Wendell Tate"), Verdict.WRONG),
        (source("He", "Wendell Tate Sr."), answer("Wendell Tate Sr"), Verdict.RIGHT),
        (source("the minister", "Mirela Sandor"), answer("minister"), Verdict.OPEN),
        (source("Sandor", "Mirela Sandor"), answer("Sandor"), Verdict.OPEN),
        (source("Ms. Sandor", "Mirela Sandor"), answer("Sandor"), Verdict.OPEN),
        (source("The Bishop of Karsk", "Mirela Sandor"), answer("Bishop"), Verdict.OPEN),
        (source("Mayor Mirela Sandor", "Mirela Sandor"), answer("Mayor Petar Sandor"), Verdict.WRONG),
        (source("Sandor", None), answer(None, None), Verdict.RIGHT),
        (source("Sandor", None), answer("Sandor"), Verdict.RIGHT),
        (source("Sandor", None), answer("Petar Sandor"), Verdict.WRONG),
        (source("He", None), answer("Tomas Hale"), Verdict.WRONG),
        (source("one of the envoys", None), answer("one of the envoys", "unnamed"), Verdict.RIGHT),
        (source("Karsk", "Veldoria", "state", ["Karsk"]), answer("Karsk", "state"), Verdict.RIGHT),
        (source("It", "Veldoria", "state", ["Karsk"]), answer("Ostmar", "state"), Verdict.WRONG),
        (source("It", "Harbour Trust", "organisation"), answer("the Harbour Trust"), Verdict.RIGHT),
        (
            source("two diplomats", "two diplomats", "unnamed"),
            answer("two diplomats", "group"),
            Verdict.RIGHT,
        ),
        (source("a diplomat", "a diplomat", "unnamed"), answer("diplomat", None), Verdict.RIGHT),
        (source("she", "a diplomat in Karsk", "unnamed"), answer("A diplomat", "unnamed"), Verdict.RIGHT),
        (source("a diplomat", "a diplomat", "unnamed"), answer("Tomas Hale"), Verdict.WRONG),
        (source("a diplomat", "a diplomat", "unnamed"), answer(None, None), Verdict.OPEN),
        (source("the pair", "the pair", "group"), answer("the pair", "person"), Verdict.OPEN),
    ],
)
def test_verdict_judges_a_speaker(gold: Source, given: Answer | None, expected: Verdict) -> None:
    assert scorer.verdict(gold, given, PEOPLE) is expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Rev. Percival Gough", ("percival", "gough")),
        ("Prime Minister Ilan Dravek", ("ilan", "dravek")),
        ("the minister", ("minister",)),
        ("Marguerite d’Aubrac", ("marguerite", "daubrac")),
        ("St Bride's Hospital’s", ("st", "bride", "hospital")),
        ("Yuki Tanabe-Ross", ("yuki", "tanabe-ross")),
    ],
)
def test_words_of_leaves_titles_and_articles_out(name: str, words: tuple[str, ...]) -> None:
    assert scorer.words_of(name) == words


def test_judge_takes_the_best_overlap() -> None:
    text = "Hale, a spokesman for Sandor, said so."
    gold = Source(Span(0, 4), "Hale", "Tomas Hale", (), "person", "surname")
    long, close = Answer((Span(0, 28),), "Petar Sandor"), Answer((Span(0, 5),), "Tomas Hale", "person")
    aside = Answer((Span(22, 28),), "Petar Sandor")
    document = Document("one", text, PEOPLE, (gold,))
    assert [j.verdict for j in scorer.judge(document, [aside, long, close])] == [Verdict.RIGHT]
    assert [j.verdict for j in scorer.judge(document, [aside])] == [Verdict.MISSING]


def test_figures_count_shares() -> None:
    golds = (source("He", "Tomas Hale"), source("He", "Tomas Hale"), source("He", None), source("He", None))
    given = (answer("Tomas Hale"), answer("Petar Sandor"), answer(None), answer("Tomas Hale"))
    document = Document("one", "He", PEOPLE, golds)
    judged = [
        scorer.Judged(document, gold, one, scorer.verdict(gold, one, PEOPLE))
        for gold, one in zip(golds, given, strict=True)
    ]
    assert scorer.figures(judged) == {
        "sources": 4,
        "found": 4,
        "right": 2,
        "open": 0,
        "wrong": 2,
        "answered": 0.75,
        "answered_of_found": 0.75,
        "right_of_answered": pytest.approx(1 / 3),
        "wrong_of_all": 0.5,
    }
    assert set(scorer.by_class(judged)) == {"all", "name", "(gold open)"}


def test_answers_tell_how_sure_they_are_and_whether_they_are_right() -> None:
    gold, document = source("He", "Tomas Hale"), Document("one", "He", PEOPLE, ())
    sure = Answer((Span(0, 2),), "Tomas Hale", "person", 0.1)
    wrong = Answer((Span(0, 2),), "Petar Sandor", "person", 0.1)
    judged = [
        scorer.Judged(document, gold, sure, Verdict.RIGHT),
        scorer.Judged(document, gold, wrong, Verdict.WRONG),
        scorer.Judged(document, gold, None, Verdict.MISSING),
    ]
    assert scorer.verdicts(judged) == [[(0.9, True), (0.9, False)]]
    assert "calibration error 0.400" in scorer.reliability(judged)


def small_set(folder: Path) -> Path:
    text = "“We are open,” Petra Voss said.\n\nShe said the port was open.\n"
    (folder / "port.txt").write_bytes(text.encode("utf-8"))
    marks = [("Petra Voss", "name"), ("She", "pronoun")]
    items = [
        {
            "start": text.index(words),
            "end": text.index(words) + len(words),
            "text": words,
            "speaker": "Petra Voss",
            "names": [],
            "kind": "person",
            "class": form,
            "role": None,
        }
        for words, form in marks
    ]
    row = {"doc": "port", "people": ["Petra Voss"], "sources": items}
    (folder / "speakers.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_main_reads_the_articles_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scorer.main(["--gold", str(small_set(tmp_path)), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["sources"] == 2


def test_main_takes_exported_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"doc": "port", "speaker_name": "Voss", "source": [{"start": 15, "end": 25, "text": "Petra Voss"}]}
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(row) + "\n", "utf-8")
    assert scorer.main(["--gold", str(small_set(tmp_path)), "--statements", str(rows), "--verbose"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[1].split()[:4] == ["all", "2", "1", "1"]
    assert "missing pronoun port:33" in printed.err


@pytest.mark.parametrize("words", [["--gold", "nowhere"], ["--only", "no-such-article"]])
def test_main_says_what_is_missing(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert scorer.main(words) == 2
    assert "score_speakers:" in capsys.readouterr().err
