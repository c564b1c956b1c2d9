from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.quality.linking import __main__ as command
from benchmarks.quality.linking.gold import (
    CORPUS_MARKS,
    HERE,
    Mark,
    Part,
    Report,
    corpus_part,
    invented_part,
    read_invented,
    read_marks,
)
from benchmarks.quality.linking.polnear import CORPUS, attributions
from benchmarks.quality.linking.score import figures, judge, mistakes, slices
from dragoman.link import Sheet
from dragoman.model import Person, Span, Utterance

WHYS = {
    "another occasion",
    "stock phrase",
    "two speakers",
    "denial",
    "same speech",
    "inner quotation",
    "other matter",
}
MARKS = read_marks()
INVENTED = invented_part()

with_corpus = pytest.mark.skipif(not CORPUS.exists(), reason=f"not on this machine: {CORPUS}")


def nobody(sheets: Sequence[Sheet]) -> Sequence[Person]:
    return ()


def each_alone(sheets: Sequence[Sheet], people: Sequence[Person]) -> Sequence[Utterance]:
    return [Utterance(id=s.id, statements=(s.id,)) for sheet in sheets for s in sheet.statements]


def all_as_one(sheets: Sequence[Sheet], people: Sequence[Person]) -> Sequence[Utterance]:
    found = tuple(s.id for sheet in sheets for s in sheet.statements)
    return [Utterance(id=found[0], statements=found)]


def as_marked(part: Part) -> list[Utterance]:
    groups = [[part.statements[r] for r in mark.reports] for mark in part.marks if mark.same]
    return [Utterance(id=group[0], statements=tuple(group)) for group in groups]


# ------------------------------------------------------------ the marks


def test_marks_are_whole() -> None:
    for mark in (*MARKS, *INVENTED.marks):
        assert len({r.doc for r in mark.reports}) > 1
        assert len(set(mark.reports)) == len(mark.reports)
        assert mark.same or (len(mark.reports) == 2 and mark.why in WHYS)
        assert all(a.end <= b.start for r in mark.reports for a, b in pairwise(r.content))


def test_marks_do_not_contradict_each_other() -> None:
    for marks in (MARKS, INVENTED.marks):
        sure = [m for m in marks if m.sure and m.same]
        counted = Counter(r for m in sure for r in m.reports)
        assert [r for r, n in counted.items() if n > 1] == []
        groups = [set(m.reports) for m in marks if m.same]
        assert [m for m in marks if not m.same and any(set(m.reports) <= g for g in groups)] == []


def test_corpus_marks_hold_no_text() -> None:
    allowed = {'"mark"', '"same"', '"apart"', '"found_by"', '"words"', '"meaning"', '"reading"', '"sure"'}
    allowed |= {'"members"', '"doc"', '"content"', '"why"'} | {f'"{why}"' for why in WHYS}
    names = {f'"{r.doc}"' for m in MARKS for r in m.reports}
    written = set(CORPUS_MARKS.read_text("utf-8").replace(",", " ").replace(":", " ").split('"')[1::2])
    assert {f'"{w}"' for w in written} <= allowed | names


def test_halves_are_about_even() -> None:
    for marks in (MARKS, INVENTED.marks):
        for same in (True, False):
            halves = Counter(m.half for m in marks if m.same is same)
            assert min(halves["tune"], halves["held"]) >= 0.3 * halves.total()


def test_invented_articles_come_in_threes() -> None:
    counted = Counter(a.utterance for a in read_invented())
    assert sorted(Counter(counted.values()).items()) == [(1, 27), (3, 20)]


def test_invented_piece_that_is_twice_in_its_text_is_refused(tmp_path: Path) -> None:
    row = '{"doc":"d","outlet":"o","published":"2033-01-01","text":"no, no","source":["no"],"cue":[],'
    (tmp_path / "x.jsonl").write_text(row + '"content":[],"utterance":"u"}\n', "utf-8")
    with pytest.raises(ValueError, match="not exactly once"):
        read_invented(tmp_path / "x.jsonl")


def test_readme_tells_the_counts() -> None:
    sure = [m for m in MARKS if m.sure]
    same = [m for m in sure if m.same]
    cells = (
        len({r.doc for m in MARKS for r in m.reports}),
        len(same),
        sum(len(list(m.pairs())) for m in same),
        len(sure) - len(same),
    )
    by = Counter(m.found_by for m in same)
    told_by = ("words", "meaning", "reading")
    words, meaning, reading = (by[found] for found in told_by)
    found = f"{words} utterances by shared words, {meaning} by meaning, {reading} by reading"
    told = f"| {' | '.join(map(str, cells))} | {found} |"
    assert told in (HERE / "README.md").read_text("utf-8")


# ------------------------------------------------------------ the corpus


def test_attributions_are_read_from_standoff_lines() -> None:
    lines = (
        "T1\tSource 0 5\tDravek",
        "T2\tCue 6 10\tsaid",
        "T3\tContent 11 15;20 25\tmore ...",
        "spilled",
        "#1\tAnnotatorNotes T1\tunsure",
        "T4\tAttribution 6 10\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1 Content2:T1",
    )
    (found,) = attributions("\n".join(lines))
    assert found.source == (Span(0, 5),)
    assert found.content == (Span(0, 5), Span(11, 15), Span(20, 25))


def test_missing_corpus_is_said_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--corpus", str(tmp_path)], each_alone, nobody) == 0
    said = capsys.readouterr()
    assert "the part corpus is left out" in said.err
    assert "part invented" in said.out
    assert command.main(["--corpus", str(tmp_path), "--part", "corpus"], each_alone, nobody) == 2


@with_corpus
def test_corpus_marks_point_at_statements() -> None:
    part = corpus_part(MARKS[:2])
    assert set(part.statements) == {r for m in MARKS[:2] for r in m.reports}
    assert all(sheet.outlet and sheet.reading.page.published for sheet in part.sheets)
    assert figures(judge(part, as_marked(part), unsure=True)).recall == 1


@with_corpus
def test_mark_that_points_at_nothing_is_refused() -> None:
    report = MARKS[0].reports[0]
    astray = Mark(True, (report, Report(MARKS[0].reports[1].doc, (Span(0, 1),))), "words")
    with pytest.raises(ValueError, match="no statement has the content"):
        corpus_part((astray,))


# ------------------------------------------------------------ the scorer


def test_scorer_knows_a_perfect_linking() -> None:
    found = figures(judge(INVENTED, as_marked(INVENTED)))
    assert (found.precision, found.recall, found.f1, found.look_alikes_joined) == (1, 1, 1, 0)


def test_scorer_knows_a_lazy_linking() -> None:
    found = figures(judge(INVENTED, each_alone(INVENTED.sheets, ())))
    assert (found.precision, found.recall, found.f1, found.look_alikes_joined) == (None, 0, 0, 0)


def test_scorer_knows_a_greedy_linking() -> None:
    judged = judge(INVENTED, all_as_one(INVENTED.sheets, ()))
    found = figures(judged)
    assert (found.same, found.apart) == (60, 51)
    assert (found.recall, found.look_alikes_joined) == (1, 1)
    assert found.precision == pytest.approx(60 / 111)
    assert sum("joined, although" in line for line in mistakes(judged, [INVENTED])) == found.apart


def test_unsure_marks_count_only_when_asked() -> None:
    one, other = (Report(doc, (Span(0, 1),)) for doc in ("a", "b"))
    part = Part("toy", (Mark(True, (one, other), "words", sure=False),), (), {one: "s1", other: "s2"})
    assert judge(part, []) == []
    assert len(judge(part, [], unsure=True)) == 1


def test_slices_part_the_pairs() -> None:
    rows = slices(judge(INVENTED, each_alone(INVENTED.sheets, ())))
    assert rows["half tune"].same + rows["half held"].same == rows["all"].same
    assert rows["part invented"] == rows["found by translation"] == rows["all"]
