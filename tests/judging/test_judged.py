"""Laying decisions over a reading: what each does, which one wins, and what hangs loose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged_talks import TALKS, find, read

from dragoman.ids import judgement_id
from dragoman.ledger.attach import anchor, select
from dragoman.ledger.corrections import Cast, day_said, kind_of
from dragoman.ledger.judged import judged, standing
from dragoman.model import (
    Act,
    ActorKind,
    Aspect,
    Interval,
    JudgedReading,
    Judgement,
    Kind,
    Precision,
    Span,
    Verdict,
)

AT = datetime(2031, 3, 12, tzinfo=UTC)
READING = read()
DRAVEK, SANDOR, VOSS = READING.statements


def say(verdict, field=Aspect.STATEMENT, correction=None, *, about=SANDOR, by="Petra", minute=0, **more):
    words = select(READING.article, anchor(about))
    return Judgement(
        article=words.article,
        field=field,
        quotation=words.quotation,
        before=words.before,
        after=words.after,
        verdict=verdict,
        correction=correction,
        by=by,
        at=AT + timedelta(minutes=minute),
        **more,
    )


def correct(field, correction, **more):
    return say(Verdict.CORRECTED, field, correction, **more)


def undo(judgement, *, by="Petra", minute=1):
    at = AT + timedelta(minutes=minute)
    return replace(judgement, verdict=Verdict.UNDO, undoes=judgement_id(judgement), by=by, at=at)


def shown(reading, id):
    return next(s for s in reading.statements if s.id == id)


def speaker_of(reading, id=SANDOR.id):
    actor = reading.actor(shown(reading, id).speaker)
    return actor.name if actor else None


def test_without_judgements_the_reading_itself_is_seen():
    assert judged(READING, []) is READING


def test_a_statement_that_is_right_has_no_doubt():
    seen = judged(READING, [say(Verdict.RIGHT)])
    now = shown(seen, SANDOR.id)
    assert (now.doubt, now.doubt_speaker, now.doubt_span) == (0, 0, 0)
    assert (seen.decision(SANDOR.id).verdict, seen.decision(SANDOR.id).changed) == (Verdict.RIGHT, ())
    assert shown(seen, DRAVEK.id) == DRAVEK


def test_a_wrong_statement_is_left_out_and_kept_aside():
    seen = judged(READING, [say(Verdict.WRONG)])
    assert seen.statements == (DRAVEK, VOSS)
    assert seen.wrong == (SANDOR,)
    assert seen.decision(SANDOR.id).verdict is Verdict.WRONG


def test_what_is_nested_in_a_wrong_statement_moves_up():
    inner = replace(VOSS, nested_in=SANDOR.id)
    middle = replace(SANDOR, nested_in=DRAVEK.id)
    seen = judged(replace(READING, statements=(DRAVEK, middle, inner)), [say(Verdict.WRONG)])
    assert shown(seen, VOSS.id).nested_in == DRAVEK.id


@pytest.mark.parametrize("name", ["Ilan Dravek", "ilan  dravek", "Dravek"])
def test_a_corrected_speaker_is_the_actor_whom_the_article_names(name):
    seen = judged(READING, [correct(Aspect.SPEAKER, name)])
    assert shown(seen, SANDOR.id).speaker == DRAVEK.speaker
    assert shown(seen, SANDOR.id).doubt_speaker == 0
    assert seen.actors == READING.actors
    assert seen.decision(SANDOR.id).changed == (Aspect.SPEAKER,)


def test_a_speaker_whom_the_article_does_not_name_is_added():
    seen = judged(READING, [correct(Aspect.SPEAKER, "Oren Kasimir")])
    assert speaker_of(seen) == "Oren Kasimir"
    assert len(seen.actors) == 4
    assert shown(seen, SANDOR.id).id == SANDOR.id


def test_a_speaker_can_be_left_open():
    assert speaker_of(judged(READING, [correct(Aspect.SPEAKER, None)])) is None


def test_the_speaker_that_it_has_is_no_correction():
    seen = judged(READING, [correct(Aspect.SPEAKER, "Mirela Sandor")])
    assert seen.decision(SANDOR.id).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("field", "correction", "value"),
    [
        (Aspect.KIND, "mixed", Kind.MIXED),
        (Aspect.ACT, "denies", Act.DENIES),
        (Aspect.SAID_ON, "2031-03-09", Interval.day(date(2031, 3, 9), "judged by Petra")),
        (Aspect.SAID_ON, None, None),
    ],
)
def test_a_field_is_corrected(field, correction, value):
    assert getattr(shown(judged(READING, [correct(field, correction)]), SANDOR.id), field) == value


@pytest.mark.parametrize(("field", "words"), [(Aspect.SOURCE, "Sandor"), (Aspect.CONTENT, "stays closed")])
def test_spans_are_replaced_by_the_words_that_were_pointed_at(field, words):
    pointed = (select(READING.article, find(TALKS, words)),)
    seen = judged(READING, [correct(field, None, words=pointed)])
    assert getattr(shown(seen, SANDOR.id), field) == (find(TALKS, words),)


@pytest.mark.parametrize(
    "judgement",
    [
        correct(Aspect.KIND, "loud"),
        correct(Aspect.SAID_ON, "soon"),
        correct(Aspect.CONTENT, None),
        correct("weather", "rain"),
        say("perhaps"),
        say(Verdict.WRONG, Aspect.SPEAKER),
        replace(say(Verdict.WRONG), quotation="words that nobody said"),
    ],
)
def test_what_cannot_be_followed_is_kept_as_loose(judgement):
    seen = judged(READING, [judgement])
    assert (seen.statements, seen.loose, seen.decisions) == (READING.statements, (judgement,), ())


def test_the_last_decision_wins_field_by_field():
    told = [
        correct(Aspect.SPEAKER, "Oren Kasimir", minute=1),
        correct(Aspect.ACT, "denies", minute=2, by="Anika"),
        correct(Aspect.SPEAKER, "Tomas Hale", minute=3, by="Anika"),
        say(Verdict.RIGHT, minute=4),
    ]
    seen = judged(READING, told)
    assert (speaker_of(seen), shown(seen, SANDOR.id).act) == ("Tomas Hale", Act.DENIES)
    decision = seen.decision(SANDOR.id)
    assert (decision.verdict, decision.by, decision.judgement) == (
        Verdict.CORRECTED,
        "Petra",
        judgement_id(told[-1]),
    )


def test_a_correction_lifts_an_earlier_wrong_and_wrong_lifts_nothing():
    told = [say(Verdict.WRONG), correct(Aspect.SPEAKER, "Tomas Hale", minute=1)]
    assert speaker_of(judged(READING, told)) == "Tomas Hale"
    assert judged(READING, [*told, say(Verdict.WRONG, minute=2)]).wrong == (SANDOR,)


def test_undo_withdraws_and_undoing_the_undo_brings_back():
    wrong = say(Verdict.WRONG)
    first, again = undo(wrong), undo(wrong, minute=2)
    assert judged(READING, [wrong, first]) is READING
    assert judged(READING, [wrong, first, again]) is READING
    assert judged(READING, [wrong, first, undo(first, minute=3)]).wrong == (SANDOR,)
    assert judged(READING, [wrong, first, again, undo(first, minute=3)]) is READING


@pytest.mark.parametrize("ahead", ["", "Karsk, Monday.\n", "x" * 500 + "\n"])
def test_judgements_hold_when_the_article_is_read_again_in_another_text(ahead):
    later = read(ahead + TALKS)
    seen = judged(later, [correct(Aspect.SPEAKER, "Tomas Hale"), say(Verdict.WRONG, about=VOSS)])
    assert speaker_of(seen, later.statements[1].id) == "Tomas Hale"
    assert seen.wrong == (later.statements[2],)


def test_judgements_hold_where_a_better_reader_finds_the_corrected_words():
    words = find(TALKS, "closed for now")
    told = [
        correct(Aspect.CONTENT, None, words=(select(READING.article, words),)),
        correct(Aspect.SPEAKER, "Tomas Hale", minute=1),
    ]
    better = replace(READING, statements=(DRAVEK, replace(SANDOR, content=(words,)), VOSS))
    seen = judged(better, told)
    assert (seen.loose, speaker_of(seen)) == ((), "Tomas Hale")


def test_a_wrong_statement_takes_no_larger_one_with_it():
    whole = replace(SANDOR, content=(Span(0, len(TALKS)),))
    seen = judged(replace(READING, statements=(whole,)), [say(Verdict.WRONG)])
    assert (seen.statements, len(seen.loose)) == ((whole,), 1)


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("2031-03-08", date(2031, 3, 8), date(2031, 3, 8), Precision.DAY),
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28), Precision.MONTH),
        ("2031", date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR),
        ("2031-02/2031-03-08", date(2031, 2, 1), date(2031, 3, 8), Precision.MONTH),
    ],
)
def test_a_day_is_read_as_finely_as_it_is_told(words, first, last, precision):
    assert day_said(words, "b") == Interval(first, last, precision, "b")


@pytest.mark.parametrize("words", ["", "/", "soon", "2031-13", "2031-02-30", "0000", "2031/2030", "31-03-08"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(ValueError):  # noqa: PT011 (the words differ)
        day_said(words, "b")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Oren Kasimir", ActorKind.PERSON),
        ("the Defence Ministry", ActorKind.ORGANISATION),
        ("The Lindhaven Courier", ActorKind.OUTLET),
        ("lawmakers", ActorKind.GROUP),
    ],
)
def test_a_bare_name_tells_what_it_is_of(name, kind):
    assert kind_of(name, "en") is kind_of(name, "xx") is kind


def test_two_names_that_fit_are_neither():
    two = (*READING.actors, replace(READING.actors[0], id="p2", name="Vera Dravek"))
    assert Cast(replace(READING, actors=two)).called("Dravek").name == "Dravek"


DECISIONS = st.builds(
    say,
    st.sampled_from([Verdict.RIGHT, Verdict.WRONG]),
    about=st.sampled_from([DRAVEK, SANDOR]),
    by=st.sampled_from(["Petra", "Anika"]),
    minute=st.integers(0, 3),
) | st.builds(
    correct,
    st.sampled_from([Aspect.SPEAKER, Aspect.ACT]),
    st.sampled_from(["Tomas Hale", "denies", None]),
    about=st.sampled_from([DRAVEK, SANDOR]),
    by=st.sampled_from(["Petra", "Anika"]),
    minute=st.integers(0, 3),
)


@st.composite
def histories(draw):
    """Judgements of two people, some undone, some of these again."""
    told = draw(st.lists(DECISIONS, min_size=1, max_size=6))
    for _ in range(draw(st.integers(0, 4))):
        told.append(undo(draw(st.sampled_from(told)), minute=draw(st.integers(0, 5))))
    return told


@settings(max_examples=30, deadline=None)
@given(told=histories(), data=st.data())
def test_the_order_in_which_judgements_arrive_changes_nothing(told, data):
    shuffled = data.draw(st.permutations(told))
    assert judged(READING, told) == judged(READING, shuffled)
    assert standing(told) == standing([*shuffled, *told])


@settings(max_examples=30, deadline=None)
@given(told=histories())
def test_undoing_all_that_stands_shows_the_reading_itself(told):
    undone = [undo(j, minute=9) for j in standing(told)]
    assert judged(READING, [*told, *undone]) is READING


@settings(max_examples=30, deadline=None)
@given(told=histories())
def test_no_statement_is_lost_or_made_up(told):
    seen = judged(READING, told)
    wrong = seen.wrong if isinstance(seen, JudgedReading) else ()
    assert {s.id for s in (*seen.statements, *wrong)} == {s.id for s in READING.statements}
    assert {s.speaker for s in seen.statements} <= {a.id for a in seen.actors} | {None}


@settings(max_examples=20, deadline=None)
@given(told=histories(), ahead=st.text(alphabet="xyz \n", max_size=40))
def test_text_that_comes_ahead_changes_no_decision(told, ahead):
    before, after = judged(READING, told), judged(read(f"{ahead}\n{TALKS}"), told)
    names = [speaker_of(before, s.id) for s in before.statements]
    assert names == [speaker_of(after, s.id) for s in after.statements]
