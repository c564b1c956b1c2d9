"""People at a ledger: what they decide shows everywhere, survives, and is not overwritten by others."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judged_tables import table
from judged_talks import TALKS, find

from dragoman.errors import InputError, LedgerError, NotInLedger
from dragoman.ids import judgement_id
from dragoman.judging import Judge, user_name
from dragoman.ledger import Conflict, Ledger
from dragoman.linking import link
from dragoman.model import (
    Aspect,
    JudgedReading,
    Maker,
    Span,
    Verdict,
)

NEWER = Maker("hand", "2")


def speaker_of(ledger, id):
    entry, statement = ledger.statement(id)
    actor = entry.reading.actor(statement.speaker)
    return actor.name if actor else None


def test_a_corrected_speaker_shows_in_entry_search_and_tables(ledger, petra, ids, path):
    petra.speaker(ids[1], "Oren Kasimir")
    assert speaker_of(ledger, ids[1]) == "Oren Kasimir"
    assert [hit.statement for hit in ledger.search("Kasimir")] == [ids[1]]
    assert table(path, "SELECT statement, verdict, speaker_name, changed, by FROM decision") == [
        (ids[1], "corrected", "Oren Kasimir", '["speaker"]', "Petra")
    ]
    assert table(path, "SELECT name FROM actor WHERE judged") == [("Oren Kasimir",)]


def test_what_the_reader_found_stays_untouched(ledger, petra, ids, make):
    petra.speaker(ids[1], "Oren Kasimir")
    petra.wrong(ids[0])
    assert ledger.found("talks").reading == make()


def test_a_wrong_statement_is_in_no_list_and_no_count_but_is_found_by_its_id(ledger, petra, ids):
    petra.wrong(ids[0])
    assert [s.id for s in ledger.entry("talks").reading.statements] == ids[1:]
    assert ledger.search("ships") == []
    assert (ledger.counts().statements, ledger.counts().said) == (2, 2)
    entry, statement = ledger.statement(ids[0])
    assert (statement.id, entry.reading.decision(ids[0]).verdict) == (ids[0], Verdict.WRONG)


def test_undo_leaves_every_table_as_it_was(ledger, petra, ids, path):
    wanted = {
        "decision": "*",
        "pair_decision": "*",
        "actor": "*",
        "statement_words": "content, speaker, source, title",
        "browse_statement": "number, article, outlet, day, kind, act, mode, doubt, role",
        "browse_person": "id, name, said, attitudes",
    }
    before = {name: table(path, f"SELECT {what} FROM {name} ORDER BY 1, 2") for name, what in wanted.items()}
    petra.speaker(ids[1], "Oren Kasimir")
    petra.wrong(ids[0])
    petra.undo(ids[0])
    petra.undo(ids[1])
    after = {name: table(path, f"SELECT {what} FROM {name} ORDER BY 1, 2") for name, what in wanted.items()}
    assert after == before
    assert len(ledger.judgements()) == 4


def test_pages_list_a_corrected_statement_under_the_corrected_speaker(ledger, petra, ids, path):
    petra.speaker(ids[1], "Oren Kasimir")
    petra.wrong(ids[0])
    said = "SELECT name, said FROM browse_person WHERE said > 0 ORDER BY name"
    assert table(path, said) == [("Oren Kasimir", 1), ("Petra Voss", 1)]
    link(ledger, anew=True)
    assert table(path, said) == [("Oren Kasimir", 1), ("Petra Voss", 1)]


def test_a_later_reading_keeps_what_was_decided(ledger, petra, ids, make, path):
    petra.speaker(ids[1], "Oren Kasimir")
    petra.wrong(ids[2])
    ledger.write(make("Karsk, Monday.\n" + TALKS, maker=NEWER))
    entry = ledger.entry("talks")
    assert [entry.reading.actor(s.speaker).name for s in entry.reading.statements] == [
        "Ilan Dravek",
        "Oren Kasimir",
    ]
    assert sorted(table(path, "SELECT verdict, speaker_name FROM decision")) == [
        ("corrected", "Oren Kasimir"),
        ("wrong", "Petra Voss"),
    ]


def test_a_judgement_without_its_words_hangs_loose_until_they_are_back(ledger, petra, ids, make):
    petra.wrong(ids[2])
    ledger.write(make(TALKS.splitlines()[0] + "\n", maker=NEWER))
    (filed,) = ledger.filed()
    assert (filed.loose, filed.stands, filed.statement) == (True, True, None)
    assert len(ledger.entry("talks").reading.loose) == 1
    ledger.write(make())
    (filed,) = ledger.filed()
    assert (filed.loose, filed.statement) == (False, ids[2])


def test_a_judged_reading_is_not_taken_for_what_a_reader_found(ledger, petra, ids):
    petra.right(ids[0])
    seen = ledger.entry("talks").reading
    assert isinstance(seen, JudgedReading)
    with pytest.raises(LedgerError, match="laid over"):
        ledger.write(replace(seen, maker=NEWER))


def test_somebody_elses_decision_is_not_overwritten_unseen(ledger, petra, anika, ids):
    first = petra.wrong(ids[0])
    with pytest.raises(Conflict) as refused:
        anika.right(ids[0])
    assert (refused.value.other, refused.value.slug) == (first, "conflict")
    assert ledger.judgements() == [first]
    later = replace(anika, seen=judgement_id(first)).right(ids[0])
    assert ledger.judgements() == [first, later]


def test_who_insists_overrules(petra, anika, ledger, ids):
    petra.wrong(ids[0])
    replace(anika, insist=True).right(ids[0])
    assert ledger.entry("talks").reading.decision(ids[0]).by == "Anika"


def test_two_who_decide_the_same_do_not_contradict_each_other(petra, anika, ledger, ids):
    petra.speaker(ids[0], "Tomas Hale")
    anika.speaker(ids[0], "Tomas Hale")
    with pytest.raises(Conflict):
        anika.speaker(ids[0], "Oren Kasimir")
    assert len(ledger.judgements()) == 2


def test_own_decisions_and_other_findings_are_no_conflict(petra, anika, ledger, ids):
    petra.wrong(ids[0])
    petra.right(ids[0])
    petra.act(ids[0], "denies")
    anika.wrong(ids[1])
    assert len(ledger.judgements()) == 4


def test_a_decision_that_was_undone_is_no_conflict(petra, anika, ledger, ids):
    petra.wrong(ids[0])
    petra.undo(ids[0])
    anika.right(ids[0])
    assert ledger.entry("talks").reading.decision(ids[0]).by == "Anika"


def test_somebody_elses_undo_of_what_one_has_seen_is_a_conflict(petra, anika, ids):
    wrong = petra.wrong(ids[0])
    undone = replace(anika, insist=True).undo(ids[0])
    with pytest.raises(Conflict) as refused:
        replace(petra, seen=judgement_id(wrong)).speaker(ids[0], "Tomas Hale")
    assert refused.value.other == undone


def test_an_undo_does_not_withdraw_somebody_elses_decision_unseen(petra, anika, ids):
    wrong = petra.wrong(ids[0])
    with pytest.raises(Conflict):
        anika.undo(ids[0])
    undone = replace(anika, seen=judgement_id(wrong)).undo(ids[0])
    assert undone.undoes == judgement_id(wrong)


def test_of_two_at_once_over_two_connections_one_is_refused(ledger, path, ids):
    start, outcomes = threading.Barrier(2), []

    def work(name):
        with Ledger.open(path) as own:
            start.wait(timeout=20)
            try:
                judge = Judge(own, name)
                outcomes.append(judge.wrong(ids[0]) if name == "Petra" else judge.right(ids[0]))
            except Conflict as conflict:
                outcomes.append(conflict)

    people = [threading.Thread(target=work, args=(name,)) for name in ("Petra", "Anika")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    (refused,) = [o for o in outcomes if isinstance(o, Conflict)]
    assert ledger.judgements() == [refused.other]


def test_a_decision_comes_after_those_that_a_fast_clock_made(petra, ledger, ids):
    first = petra.wrong(ids[0])
    late = replace(first, at=datetime.now(UTC) + timedelta(days=9))
    ledger.judge(late)
    assert petra.right(ids[0]).at > late.at
    assert ledger.entry("talks").reading.decision(ids[0]).verdict is Verdict.RIGHT


def test_undo_by_id_takes_back_an_undo(petra, ledger, ids):
    petra.wrong(ids[0])
    undone = petra.undo(ids[0])
    petra.undo(judgement_id(undone))
    assert ledger.entry("talks").reading.decision(ids[0]).verdict is Verdict.WRONG


def test_words_are_corrected_by_the_words_themselves(petra, ledger, ids):
    petra.quote(ids[1], Aspect.CONTENT, ["The port of Karsk", "closed for now"])
    assert ledger.statement(ids[1])[1].content == (
        find(TALKS, "The port of Karsk"),
        find(TALKS, "closed for now"),
    )
    assert [hit.snippet for hit in ledger.search("karsk")] == ["The port of Karsk … closed for now"]


@pytest.mark.parametrize(
    ("attempt", "says"),
    [
        (lambda judge, id: judge.speaker(id, "  "), "name is empty"),
        (lambda judge, id: judge.act(id, "sings"), "choose from asserts"),
        (lambda judge, id: judge.kind(id, "loud"), "choose from direct"),
        (lambda judge, id: judge.said_on(id, "soon"), "no date"),
        (lambda judge, id: judge.quote(id, Aspect.CUE, ["whispered"]), "does not say"),
        (lambda judge, id: judge.quote(id, Aspect.CONTENT, []), "has words"),
        (lambda judge, id: judge.spans(id, Aspect.CUE, (Span(5, 9999),)), "positions run"),
        (lambda judge, id: judge.spans(id, Aspect.ACT, ()), "not made of words"),
        (lambda judge, id: judge.same(id, id), "one statement"),
        (lambda judge, id: judge.undo(id), "nothing was decided"),
        (lambda judge, id: replace(judge, by=" ").right(id), "--by"),
    ],
)
def test_what_cannot_be_meant_is_refused(petra, ledger, ids, attempt, says):
    with pytest.raises(InputError) as refused:
        attempt(petra, ids[0])
    assert says in str(refused.value)
    assert ledger.judgements() == []


@pytest.mark.parametrize(
    "attempt",
    [
        lambda judge: judge.right("s0000000000000000"),
        lambda judge: judge.undo("j0000000000000000"),
        lambda judge: judge.exchange_of("x0000000000000000", right=True),
    ],
)
def test_an_unknown_id_is_not_in_the_ledger(petra, attempt):
    with pytest.raises(NotInLedger):
        attempt(petra)


def test_forgetting_takes_every_judgement_that_quotes_the_article(ledger, petra, make, ids):
    other = make(TALKS, doc="other")
    ledger.write(other)
    petra.wrong(ids[0])
    petra.same(other.statements[0].id, ids[0])
    ledger.forget("talks")
    assert ledger.judgements() == []
    of_forgotten = replace(petra.right(other.statements[0].id), article=make().article.id)
    with pytest.raises(NotInLedger, match="forgotten"):
        ledger.judge(of_forgotten)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_tables_say_what_the_reading_says(tmp_path_factory, make, ids, data):
    path = tmp_path_factory.mktemp("law") / "law.db"
    with Ledger.open(path) as ledger:
        ledger.write(make())
        for _ in range(data.draw(st.integers(1, 5))):
            judge = Judge(ledger, data.draw(st.sampled_from(["Petra", "Anika"])), insist=True)
            act = data.draw(st.sampled_from([judge.right, judge.wrong, judge.speaker]))
            id = data.draw(st.sampled_from(ids[:2]))
            act(id, "Tomas Hale") if act == judge.speaker else act(id)
        if data.draw(st.booleans()):
            ledger.write(make("Monday.\n" + TALKS, maker=NEWER))
        reading = ledger.entry("talks").reading
        told = table(path, "SELECT statement, verdict, speaker, by FROM decision ORDER BY statement")
        words = {s.id for s in reading.statements}
        shown = {s.id: s.speaker for s in (*reading.statements, *reading.wrong)}
        assert told == sorted((d.statement, d.verdict, shown[d.statement], d.by) for d in reading.decisions)
        assert {id for (id,) in table(path, _WORDED)} == words
        assert {id for (id,) in table(path, _BROWSED)} == words


_WORDED = (
    "SELECT statement.id FROM statement_words JOIN statement ON statement.number = statement_words.rowid"
)
_BROWSED = "SELECT id FROM browse_statement JOIN statement USING (number)"


def test_somebody_is_logged_in():
    assert user_name()
