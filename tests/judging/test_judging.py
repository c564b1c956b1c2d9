"""People at a ledger: what they decide shows everywhere, survives, and is not overwritten by others."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judged_talks import TALKS, find

from dragoman.errors import InputError, LedgerError, NotInLedger
from dragoman.ids import judgement_id
from dragoman.judging import Judge, find_exchange, rows, take_in, user_name
from dragoman.ledger import Conflict, Ledger
from dragoman.linking import LinkedLedger, link
from dragoman.model import (
    Aspect,
    Exchange,
    ExchangeKind,
    JudgedReading,
    Linked,
    Maker,
    Span,
    Utterance,
    Verdict,
)

NEWER = Maker("hand", "2")


@pytest.fixture
def petra(ledger):
    return Judge(ledger, "Petra")


@pytest.fixture
def anika(ledger):
    return Judge(ledger, "Anika")


def table(path, sql, *values):
    connection = sqlite3.connect(path)
    found = connection.execute(sql, values).fetchall()
    connection.close()
    return found


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
                outcomes.append(Judge(own, name).wrong(ids[0]))
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


def two_papers(ledger, make):
    """The same words by the same person in two papers, and other words."""
    one = make('Ilan Dravek said: "No port will close in this spring."\n', doc="one", outlet="Karsk Today")
    other = make('Ilan Dravek said: "No port will close in this spring."\n', doc="two", outlet="StraitBlog")
    ledger.write(one)
    ledger.write(other)
    return one.statements[0].id, other.statements[0].id


def members(ledger, id):
    return set(ledger.links.utterance(id).statements)


def test_pairs_that_were_judged_are_handed_to_linking(ledger, petra, make):
    one, other = two_papers(ledger, make)
    petra.apart(one, other)
    assert ledger.pairs_judged() == (frozenset(), frozenset({tuple(sorted((one, other)))}))
    petra.same(other, one)
    assert ledger.pairs_judged() == (frozenset({tuple(sorted((one, other)))}), frozenset())
    petra.undo(one, other)
    petra.undo(other, one)
    assert ledger.pairs_judged() == (frozenset(), frozenset())


def test_pairs_survive_when_either_article_is_read_again(ledger, petra, make):
    one, other = two_papers(ledger, make)
    petra.apart(one, other)
    text = 'Ilan Dravek said: "No port will close in this spring."\n'
    ledger.write(make("Karsk.\n" + text, doc="two", outlet="StraitBlog", maker=NEWER))
    again = ledger.entry("two").reading.statements[0].id
    assert again != other
    assert ledger.pairs_judged()[1] == {tuple(sorted((one, again)))}
    ledger.write(make("Monday.\n" + text, doc="one", outlet="Karsk Today", maker=NEWER))
    assert ledger.pairs_judged()[1] == {tuple(sorted((ledger.entry("one").reading.statements[0].id, again)))}


def test_a_wrong_statement_leaves_its_utterance_at_once_and_after_linking(ledger, petra, make):
    one, other = two_papers(ledger, make)
    link(ledger, anew=True)
    assert members(ledger, one) == {one, other}
    petra.wrong(other)
    assert members(ledger, one) == {one}
    petra.wrong(one)
    with pytest.raises(NotInLedger, match="judged wrong"):
        ledger.links.utterance(one)
    link(ledger, anew=True)
    assert {one, other}.isdisjoint(s for u in ledger.links.utterances() for s in u.statements)


def test_an_utterance_has_the_corrected_speaker_at_once_and_after_linking(ledger, petra, ids):
    link(ledger, anew=True)
    petra.speaker(ids[1], "Oren Kasimir")
    assert ledger.links.utterance(ids[1]).speaker_name == "Oren Kasimir"
    link(ledger, anew=True)
    assert ledger.links.utterance(ids[1]).speaker_name == "Oren Kasimir"
    assert "Oren Kasimir" in {person.name for person in ledger.links.people()}
    (told,) = LinkedLedger(ledger).utterances(lambda u: u.id == ids[1])
    assert told.utterance.speaker_name == "Oren Kasimir"


def tied(ledger, ids):
    """The first statement denies the second."""
    utterances = tuple(Utterance(id=id, statements=(id,)) for id in ids)
    tie = Exchange(
        id="x0000000000000001",
        kind=ExchangeKind.DENIES,
        origin=ids[0],
        target=ids[1],
        evidence=(),
        inferred=True,
        doubt=0.5,
    )
    ledger.links.write(Linked(maker=Maker("hand", "1"), utterances=utterances, exchanges=(tie,)))
    return tie


def test_a_wrong_exchange_is_gone_and_a_right_one_is_sure(ledger, petra, ids):
    tie = tied(ledger, ids)
    petra.exchange_of(tie.id, right=False)
    assert list(ledger.links.exchanges()) == []
    assert find_exchange(ledger, tie.id) == tie
    petra.exchange_of(tie.id, right=True)
    assert list(ledger.links.exchanges(ids[1])) == [replace(tie, doubt=0.0)]
    petra.undo(tie.id)
    petra.undo(tie.id)
    assert list(ledger.links.exchanges()) == [tie]


def test_an_exchange_that_people_see_is_shown_though_linking_finds_none(ledger, petra, ids):
    tied(ledger, ids)
    petra.exchange(ExchangeKind.ANSWERS, ids[2], ids[1], right=True)
    (told,) = ledger.links.exchanges(ids[2])
    assert (told.kind, told.origin, told.target, told.doubt) == (ExchangeKind.ANSWERS, ids[2], ids[1], 0)
    assert told.evidence[0].span.of(TALKS) == "Nobody asked us about the port."
    assert next(ledger.links.exchanges(ids[0])).kind is ExchangeKind.DENIES


def test_exchanges_of_a_statement_that_is_none_are_gone(ledger, petra, ids):
    tied(ledger, ids)
    petra.wrong(ids[1])
    assert list(ledger.links.exchanges()) == []


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
    bad = ["[]", good.replace('"right"', '"perhaps"'), good.replace("2", "x"), "{" * 9]
    taken = take_in(ledger, [*bad, good])
    assert (taken.new, taken.known) == (0, 1)
    assert [line.split(" is no")[0] for line in taken.refused] == ["line 1", "line 2", "line 3", "line 4"]


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


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
