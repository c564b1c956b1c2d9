"""Two bodies: a copy, an excerpt, alike, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_pages import DRILL, WIRE

from dragoman.copies import Tie, body, compare
from dragoman.copies.sketch import containment, sketch
from dragoman.model import Block, BlockRole, Span


def of(*paragraphs: str) -> object:
    text = "\n\n".join(paragraphs)
    return body(text, [Block(Span(0, len(text)), BlockRole.BODY)])


def test_equal_words_are_a_copy_whatever_case_and_punctuation():
    found = compare(of(*WIRE), of(*(p.upper().replace(",", " –").replace("“", '"') for p in WIRE)))
    assert (found.tie, found.shared, found.shared_other) == (Tie.COPY, 1.0, 1.0)


@pytest.mark.parametrize(
    ("change", "tie"),
    [
        (lambda p: p[:3], Tie.COPY),
        (lambda p: [p[0], *reversed(p[1:])], Tie.COPY),
        (lambda p: [s.replace(" the ", " that ").replace("both", "the two") for s in p], Tie.COPY),
        (
            lambda p: [
                *p[:2],
                "The mayor of Great Sele told this newspaper that she was not asked at all.",
                *p[2:],
            ],
            Tie.COPY,
        ),
        (
            lambda p: [
                p[1],
                "It was the third appeal of its kind, and the first that both capitals read aloud on air.",
            ],
            None,
        ),
        (lambda p: p[3:4], None),
    ],
)
def test_changed_copies_are_known(change, tie):
    assert compare(of(*WIRE), of(*change(WIRE))).tie in ({tie} if tie else {None, Tie.ALIKE})


def test_trimmed_copy_is_wholly_in_its_original_and_not_the_other_way():
    found = compare(of(*WIRE[:3]), of(*WIRE))
    assert found.shared == 1.0
    assert 0.4 < found.shared_other < 0.6


def test_shared_quotations_alone_make_no_copy():
    quotes = [
        "“We have asked for an inspection of every boat in the strait,” she said.",
        "“Nobody in Lindhaven will forget what the searchlights did to our fishermen,” she said.",
        "“If the minister wants forty boats he may build them with timber of his own,” she said.",
    ]
    ours = ["Mirela Sandor spoke for ten minutes in front of the ministry on a cold morning.", *quotes]
    theirs = ["At a crowded press conference the foreign minister of Ostmar raised her voice.", *quotes]
    found = compare(of(*ours), of(*theirs))
    assert found.shared > 0.6
    assert found.tie is Tie.ALIKE


def test_small_part_of_a_digest_is_an_excerpt():
    digest = [*DRILL, *(f"{n} {p}" for n, p in enumerate(DRILL * 3)), WIRE[0], WIRE[3]]
    assert compare(of(WIRE[0], WIRE[3]), of(*digest)).tie is Tie.EXCERPT


@pytest.mark.parametrize("text", ["", "word", "a b c d e", "“”", "\ud800 x"])
def test_short_and_strange_texts_are_compared_with_nothing(text):
    one = of(text)
    assert compare(one, one).tie is None


def test_captions_teasers_and_headlines_do_not_count():
    text = "\n\n".join(WIRE)
    for role in BlockRole:
        counted = role in (BlockRole.BODY, BlockRole.QUESTION)
        assert bool(body(text, [Block(Span(0, len(text)), role)]).words) is counted


def test_signs_without_spaces_are_words():
    text = "二隻の渡し船が霧の中で互いに汽笛を鳴らしたと大臣は述べた"
    one = of(text)
    assert one.words > 20
    assert compare(one, of("昨日、" + text)).tie is Tie.COPY


FERRIES = [40564670094025331, 1720833869105989919, 1965482644862251348]


def test_hashes_are_the_same_on_every_machine():
    assert list(of("We were two ferries in the fog").runs) == FERRIES


texts = st.lists(st.sampled_from(list("abcdefghij")), max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_comparing_is_the_same_from_either_side(one, other):
    there, back = compare(of(one), of(other)), compare(of(other), of(one))
    assert (there.shared, there.shared_other, there.tie) == (back.shared_other, back.shared, back.tie)
    assert 0 <= there.shared <= 1


@settings(max_examples=60, deadline=None)
@given(st.integers(30, 3000), st.integers(0, 100))
def test_sketch_of_a_part_is_contained_in_that_of_the_whole(length, start):
    words = [f"w{n}" for n in range(length)]
    whole, part = sketch(of(" ".join(words))), sketch(of(" ".join(words[start // 4 :])))
    assert containment(part, whole) == containment(whole, part)
    assert containment(part, whole) == 1.0
