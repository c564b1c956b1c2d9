"""Judgements that go from ledger to ledger: whichever comes first, both come to the same."""

from __future__ import annotations

import json

from dragoman.judging import Judge, rows, take_in
from dragoman.ledger import Ledger
from dragoman.model import (
    Aspect,
    Maker,
)

NEWER = Maker("hand", "2")


def test_judgements_go_out_and_come_in_again(ledger, petra, anika, ids, tmp_path, make):
    petra.speaker(ids[1], "Oren Kasimir")
    petra.quote(ids[0], Aspect.CONTENT, ["no ships"])
    petra.same(ids[0], ids[2])
    anika.wrong(ids[2])
    petra.undo(ids[1])
    lines = [json.dumps(row) for row in rows(ledger)]
    with Ledger.open(tmp_path / "other.db") as other:
        assert take_in(other, [*lines, "", "{}", "nonsense", '{"article": 4}']).new == 5
        assert [filed.loose for filed in other.filed()] == [True] * 5
        other.write(make())
        again = take_in(other, lines)
        assert (again.new, again.known, again.refused) == (0, 5, ())
        assert [json.dumps(row) for row in rows(other)] == lines
        assert other.entry("talks").reading == ledger.entry("talks").reading
        assert other.pairs_judged() == ledger.pairs_judged()


def test_bad_lines_are_told_and_cost_no_other(ledger, petra, ids):
    petra.right(ids[0])
    (good,) = [json.dumps(row) for row in rows(ledger)]
    bad = [
        "[]",
        good.replace('"right"', '"perhaps"'),
        good.replace("2", "x"),
        "{" * 9,
        good.replace("ships", "\\ud800"),
    ]
    taken = take_in(ledger, [*bad, good])
    assert (taken.new, taken.known) == (0, 1)
    assert [line.split(" is no")[0] for line in taken.refused] == [f"line {n}" for n in range(1, 6)]


def test_rows_hold_what_the_reader_found_beside_what_is_right(ledger, petra, ids):
    petra.speaker(ids[1], "Oren Kasimir")
    (row,) = rows(ledger)
    assert (row["field"], row["correction"], row["found"]["speaker_name"]) == (
        "speaker",
        "Oren Kasimir",
        "Mirela Sandor",
    )
    assert row["found"]["content"][0]["text"] == row["quotation"] == "The port of Karsk stays closed for now."
    assert (row["doc"], row["statement"], row["stands"], row["loose"]) == ("talks", ids[1], True, False)


def test_two_ledgers_come_to_the_same_whichever_takes_in_the_other(tmp_path, make, ids):
    paths = [tmp_path / "left.db", tmp_path / "right.db"]
    for path, name in zip(paths, ("Petra", "Anika"), strict=True):
        with Ledger.open(path) as ledger:
            ledger.write(make())
            judge = Judge(ledger, name)
            judge.speaker(ids[0], f"{name} Kasimir")
            judge.wrong(ids[1])
            judge.undo(ids[1])
    seen = []
    for here, there in (paths, paths[::-1]):
        with Ledger.open(here) as ledger:
            ledger.merge(there)
            seen.append((ledger.entry("talks").reading, ledger.judgements()))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 6
    assert seen[0][0].decision(ids[0]).by == "Anika"


def test_lines_about_what_was_forgotten_are_not_taken_in(ledger, petra, ids, tmp_path, make):
    petra.right(ids[0])
    lines = [json.dumps(row) for row in rows(ledger)]
    with Ledger.open(tmp_path / "other.db") as other:
        other.write(make())
        other.forget("talks")
        taken = take_in(other, lines)
        assert (taken.new, taken.refused) == (0, ("line 1 quotes an article that was forgotten",))
