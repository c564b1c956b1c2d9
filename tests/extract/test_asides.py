"""What is added to the findings of a reader and what is put right in them, by the words of a sentence."""

import pytest

import dragoman
from dragoman.extract import attributions
from dragoman.extract.asides import add_asides
from dragoman.extract.joins import join_told
from dragoman.extract.subjects import mend_subjects
from dragoman.model import Attribution, Block, BlockRole, Kind, Mode, Span


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def finding(text, source, cue, content, parent=None):
    spans = [(at(text, words),) if words else () for words in (source, cue, content)]
    return Attribution(
        source=spans[0], cue=spans[1], content=spans[2], mode=Mode.SAID, kind=Kind.INDIRECT, parent=parent
    )


def words(text, found):
    return [
        [" ... ".join(s.of(text) for s in spans) for spans in (a.source, a.cue, a.content)] for a in found
    ]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("It has forty boats, a figure which Karsk disputes.", ["Karsk", "disputes", "which"]),
        (
            "It has forty boats, a number that the navy has long denied.",
            ["the navy", "has long denied", "that"],
        ),
        ("The navy put the number of boats at 40.", ["The navy", "put", "the number of boats at 40"]),
        ("Hale put it at “ten and a half”.", ["Hale", "put", "it at “ten and a half”"]),
        ("She ruled out any talks before Monday.", ["She", "ruled out", "any talks before Monday"]),
        (
            "In the opinion of the old sailor, the navy “found a screen”. It left.",
            ["the old sailor", "In the opinion of", "the navy “found a screen”"],
        ),
        (
            "There was no quarrel which, according to Ilan Dravek, had marked the talks.",
            ["Ilan Dravek", "according to", "which ... had marked the talks"],
        ),
        ("They offered a boat. The offer, however, was turned down.", ["", "was turned down", "The offer"]),
        ("His request was flatly refused by the port.", ["the port", "was flatly refused", "His request"]),
    ],
)
def test_reports_in_passing_are_read(text, added):
    found = add_asides(text, [Block(Span(0, len(text)), BlockRole.BODY)], [], "en")
    assert words(text, found) == [added]


@pytest.mark.parametrize(
    "text",
    [
        "It has a harbour which Karsk built.",
        "Hale put the talks at 3 p.m. on Monday.",
        "Hale put the maps at the door.",
        "In the opinion pages of the Post, the navy found friends.",
        "The offer was read aloud.",
        "The offer that was rejected in May is back.",
        "They met in the hall, which was cold.",
    ],
)
def test_other_clauses_report_nothing(text):
    assert add_asides(text, [Block(Span(0, len(text)), BlockRole.BODY)], [], "en") == []


def test_an_aside_is_not_added_twice_and_leaves_parents_right():
    text = "She said he claims a boat, a claim which Karsk denies, and Voss swore no."
    found = [
        finding(text, "She", "said", "he claims a boat"),
        finding(text, "Voss", "swore", "no"),
        finding(text, "he", "claims", "a boat", parent=0),
    ]
    once = add_asides(text, [Block(Span(0, len(text)), BlockRole.BODY)], found, "en")
    assert [(a.cue[0].of(text), a.parent) for a in once] == [
        ("said", None),
        ("claims", 0),
        ("denies", None),
        ("swore", None),
    ]
    assert add_asides(text, [Block(Span(0, len(text)), BlockRole.BODY)], once, "en") == once


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        (
            "He rejected a claim by Hale, who alleged that the strait was closed.",
            ("He", "rejected", "a claim by Hale"),
            ("who", "alleged", "that the strait was closed"),
        ),
        (
            "He rejected as sums the Ostmari claim that forty boats were there.",
            ("He", "rejected", "as sums the Ostmari claim that"),
            ("the Ostmari", "claim", "that forty boats were there"),
        ),
    ],
)
def test_a_content_goes_on_with_the_claim_that_it_takes_up(text, outer, inner):
    found = [finding(text, *outer), finding(text, *inner)]
    one, other = join_told(text, found, "en")
    assert one.content[0].end == other.content[0].end
    assert other.parent == 0


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        (
            "He met Hale, who alleged that the strait was closed.",
            ("He", "met", "Hale"),
            ("who", "alleged", "that the strait was closed"),
        ),
        (
            "He rejected a claim by Hale. Hale alleged that the strait was closed.",
            ("He", "rejected", "a claim by Hale"),
            ("Hale", "alleged", "that the strait was closed"),
        ),
    ],
)
def test_other_contents_stay(text, outer, inner):
    found = [finding(text, *outer), finding(text, *inner)]
    assert join_told(text, found, "en") == found


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        (
            "He recalled how Mirela Sandor previously stated she wanted peace.",
            ("she", "previously stated", "wanted peace"),
            ["Mirela Sandor", "previously stated", "she wanted peace"],
        ),
        (
            "On Monday Ilan Dravek rejected a claim by spokesman Tomas Hale of a blockade.",
            ("spokesman Tomas Hale", "rejected", "a claim by"),
            ["Ilan Dravek", "rejected", "a claim by spokesman Tomas Hale"],
        ),
        (
            "According to him, there is no rain.",
            ("", "According to", "there is no rain"),
            ["him", "According to", "there is no rain"],
        ),
    ],
)
def test_a_source_that_cannot_be_the_subject_is_put_right(text, found, mended):
    assert words(text, mend_subjects(text, [finding(text, *found)], "en")) == [mended]


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("Asked about that, Hale laughed.", ("Hale", "Asked about", "that"), False),
        ("It rained. Pressed on maps, Hale laughed.", ("Hale", "Pressed on", "maps"), False),
        ("It was asked about maps by Hale.", ("Hale", "asked about", "maps"), True),
    ],
)
def test_whoever_was_asked_has_not_asked(text, found, kept):
    (told,) = mend_subjects(text, [finding(text, *found)], "en")
    assert bool(told.source) is kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“No,” said she.", ("she", "said", "“No,”")),
        ("“No,” said Tomas Hale, leaving.", ("Tomas Hale", "said", "“No,”")),
        ("Dravek said he left.", ("Dravek", "said", "he left")),
    ],
)
def test_other_sources_stay(text, found):
    given = [finding(text, *found)]
    assert mend_subjects(text, given, "en") == given


def test_attributions_stay_as_the_finder_gives_them():
    text = (
        "Ilan Dravek rejected a claim by Tomas Hale, who alleged that the strait was closed. "
        "The offer was refused."
    )
    printed = [c.of(text) for a in attributions(text) for c in a.content]
    assert "The offer" not in printed
    assert not any("by Tomas Hale, who alleged" in p for p in printed)
    read = dragoman.read_text(text, outlet="The Harbour Post")
    assert {"The offer"} < {c.of(text) for s in read.statements for c in s.content}
