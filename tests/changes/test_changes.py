"""What changed between two versions of one page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.copies import How, What, changes
from dragoman.copies.edits import edits
from dragoman.model import (
    Act,
    Actor,
    ActorKind,
    Article,
    Block,
    BlockRole,
    Interval,
    Kind,
    Maker,
    Mode,
    Page,
    Reading,
    Span,
    Statement,
)

TALKS = [
    "Two days of talks on the Strait of Maren ended in Karsk without a result on Thursday.",
    "Ilan Dravek said that both ministers had agreed to a pause of three days.",
    "Nobody from Ostmar confirmed it, and the ferries left an hour late.",
]


def find(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def version(*lines, title="Talks end", day=10, says=(), language="en", maker="1"):
    """A version of a page; ``says`` are triples of source, cue and content."""
    text = "\n\n".join([title, *lines])
    blocks, start = [], 0
    for number, line in enumerate([title, *lines]):
        role = BlockRole.HEADLINE if number == 0 else BlockRole.BODY
        blocks.append(Block(Span(start, start + len(line)), role))
        start += len(line) + 2
    names = sorted({source for source, _, _ in says})
    actors = {
        name: Actor(id=f"p-{name}", name=name, kind=ActorKind.PERSON, mentions=(find(text, name),))
        for name in names
    }
    statements = tuple(
        Statement(
            id=f"s{number}-{len(text)}",
            article="a",
            mode=Mode.SAID,
            source=(find(text, source),),
            cue=(find(text, cue),),
            content=(find(text, content),),
            kind=Kind.INDIRECT,
            act=Act.ASSERTS,
            block=BlockRole.BODY,
            speaker=f"p-{source}",
        )
        for number, (source, cue, content) in enumerate(says)
    )
    article = Article(
        id="a" + str(len(text)),
        doc="talks",
        raw=text.encode(),
        text=text,
        media_type="text/plain",
        charset="utf-8",
        path="talks.txt",
        retrieved=None,
    )
    page = Page(
        blocks=tuple(blocks),
        title=title,
        published=Interval.day(date(2033, 3, day), "given") if day else None,
        language=language,
    )
    return Reading(
        article=article,
        page=page,
        actors=tuple(actors.values()),
        statements=statements,
        maker=Maker("rules", maker),
    )


def told(older, newer):
    return [(c.what.value, c.how.value, c.before, c.after) for c in changes(older, newer).changes]


EDITS = [
    ("nothing", TALKS, TALKS, []),
    ("punctuation", TALKS, [TALKS[0].replace(".", "!"), *TALKS[1:]], []),
    ("a word", TALKS, [TALKS[0].replace("Two", "Three"), *TALKS[1:]], [("changed", "Two", "Three")]),
    ("words put in", TALKS, [*TALKS[:2], TALKS[2].replace("late", "late again")], [("came", None, "again")]),
    ("words taken out", TALKS, [TALKS[0].replace(" without a result", ""), *TALKS[1:]],
     [("gone", "without a result", None)]),
    ("a paragraph gone", TALKS, TALKS[:2], [("gone", TALKS[2].rstrip("."), None)]),
    ("a paragraph moved", TALKS, [TALKS[0], TALKS[2], TALKS[1]],
     [("moved", TALKS[2].rstrip("."), TALKS[2].rstrip("."))]),
    ("a paragraph parted", TALKS, [*TALKS[:2], *TALKS[2].split(", ")], []),
    ("all", TALKS, [], [("gone", " … ".join(t.rstrip(".") for t in TALKS), None)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "older", "newer", "wanted"), EDITS, ids=[row[0] for row in EDITS])
def test_text_is_compared_word_by_word(name, older, newer, wanted):
    found = told(version(*older), version(*newer))
    assert sorted(row[1:] for row in found) == sorted(wanted) or name == "a paragraph moved"
    assert {row[0] for row in found} <= {"text"}
    if name == "a paragraph moved":
        [(_, how, before, after)] = found
        assert how == "moved"
        assert before == after


def test_headline_and_date_that_changed_are_told():
    found = told(version(*TALKS), version(*TALKS, title="Talks fail", day=11))
    assert found == [
        ("headline", "changed", "Talks end", "Talks fail"),
        ("published", "changed", "2033-03-10", "2033-03-11"),
    ]
    assert told(version(*TALKS, day=None), version(*TALKS)) == [("published", "came", None, "2033-03-10")]


PAUSE = ("Ilan Dravek", "said", "that both ministers had agreed to a pause of three days")


def test_statement_is_known_again_by_its_words():
    newer = [TALKS[0], TALKS[1].replace("three days", "five days"), TALKS[2]]
    both = changes(
        version(*TALKS, says=[PAUSE]),
        version(
            "New first line.",
            *newer,
            says=[(*PAUSE[:2], "that both ministers had agreed to a pause of five days")],
        ),
    )
    [change] = [c for c in both.changes if c.what is What.STATEMENT]
    assert (change.how, change.parts) == (How.CHANGED, ("content",))
    assert change.statement_was != change.statement_now
    assert [s.of(both.older.article.text) for s in change.was] == list(PAUSE)
    assert "five" in change.now[-1].of(both.newer.article.text)


def test_statement_with_another_speaker_is_changed():
    newer = [TALKS[0], TALKS[1].replace("Ilan Dravek", "Petra Voss"), TALKS[2]]
    both = changes(version(*TALKS, says=[PAUSE]), version(*newer, says=[("Petra Voss", *PAUSE[1:])]))
    [change] = [c for c in both.changes if c.what is What.STATEMENT]
    assert change.parts == ("source", "speaker")


def test_statements_that_came_and_went_are_told():
    found = changes(version(*TALKS, says=[PAUSE]), version(*TALKS)).changes
    assert [(c.what, c.how, c.before) for c in found] == [(What.STATEMENT, How.GONE, PAUSE[2])]
    found = changes(version(*TALKS), version(*TALKS, says=[PAUSE])).changes
    assert [(c.what, c.how, c.after) for c in found] == [(What.STATEMENT, How.CAME, PAUSE[2])]


def test_statement_read_by_another_reader_is_compared_by_its_words_alone():
    older = version(*TALKS, says=[PAUSE])
    newer = version(*TALKS, says=[PAUSE], maker="2")
    actor = Actor(id="p-Ilan Dravek", name="Somebody Else", kind=ActorKind.PERSON, mentions=())
    newer = Reading(
        article=newer.article,
        page=newer.page,
        actors=(actor,),
        statements=newer.statements,
        maker=newer.maker,
    )
    assert changes(older, newer).changes == ()


NOTICES = [
    ("Updated: 11 March 2033, 09:14", True),
    ("Last updated 3 hours ago", True),
    ("Published 10 March 2033 | Updated 11 March 2033", True),
    ("Correction: an earlier version gave the wrong number of days.", True),
    ("Editor’s note: the headline was changed.", True),
    ("This article was amended on 11 March 2033 to correct a name.", True),
    ("An earlier version of this story misspelt the name of the port.", True),
    ("The navy updated its charts, he said.", False),
    ("Veldoria has revised 40 articles of the treaty.", False),
    ("", False),
]


@pytest.mark.parametrize(("line", "is_notice"), NOTICES)
def test_change_is_silent_without_a_new_line_that_tells_of_it(line, is_notice):
    newer = [TALKS[0].replace("Two", "Three"), *TALKS[1:], line]
    both = changes(version(*TALKS), version(*newer))
    assert both.silent is not is_notice
    assert [n.of(both.newer.article.text) for n in both.notices] == ([line] if is_notice else [])
    assert any(c.after == "Three" for c in both.changes)
    if is_notice:
        assert len(both.changes) == 1


def test_notice_that_stood_there_before_tells_nothing_new():
    stamp = "Updated: 10 March 2033"
    both = changes(version(*TALKS, stamp), version(TALKS[0].replace("Two", "Three"), *TALKS[1:], stamp))
    assert both.silent is True


def test_silence_is_open_in_a_language_without_notices():
    assert changes(version(*TALKS), version(*TALKS[:1], language="xx")).silent is None


paragraphs = st.lists(
    st.lists(st.sampled_from(["ferry", "fog", "horn", "two", "in", "the", "of"]), min_size=1, max_size=8).map(
        " ".join
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(paragraphs, paragraphs)
def test_edits_account_for_every_word_that_differs(older, newer):
    one, two = version(*older), version(*newer)
    found = edits((one.article.text, one.page.blocks), (two.article.text, two.page.blocks))
    assert (found == []) == (" ".join(older).split() == " ".join(newer).split()) or [
        e for e in found if e.moved
    ]
    before, after = one.article.text.split(), two.article.text.split()
    gone = [w for e in found for s in e.was for w in s.of(one.article.text).split()]
    came = [w for e in found for s in e.now for w in s.of(two.article.text).split()]
    assert sorted([*before, *came]) == sorted([*after, *gone])
