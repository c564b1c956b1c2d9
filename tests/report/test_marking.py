from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.report.marking import DEEPEST, Close, Mark, Open, Part, paragraphs, plain, runs, share, trim

TEXTS = st.text(alphabet=st.sampled_from("ab “”\n\r\t<&\u202e\x00é🙂"), max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    found = draw(st.lists(st.tuples(spans, st.sampled_from(Part)), max_size=14))
    marks = [Mark(span, part, anchor=f"s-{i}", number=str(i)) for i, (span, part) in enumerate(found)]
    return text, draw(spans), marks


@settings(max_examples=200, deadline=None)
@given(marked_texts())
def test_runs_hold_exactly_the_words_of_the_window(case):
    text, window, marks = case
    assert plain(runs(text, window, marks)) == window.of(text)


@settings(max_examples=200, deadline=None)
@given(marked_texts())
def test_runs_nest(case):
    text, window, marks = case
    stack = []
    for run in runs(text, window, marks):
        if isinstance(run, Open):
            stack.append(run.mark)
        elif isinstance(run, Close):
            assert stack.pop() is run.mark
    assert stack == []


@settings(max_examples=200, deadline=None)
@given(marked_texts())
def test_runs_give_each_anchor_inside_the_window_once(case):
    text, window, marks = case
    opened = [r.mark.anchor for r in runs(text, window, marks) if isinstance(r, Open) and r.first]
    inside = [m.anchor for m in marks if m.span.overlaps(window) and m.span.start >= window.start]
    assert sorted(opened) == sorted(
        a
        for m, a in zip(marks, (m.anchor for m in marks), strict=True)
        if a in inside and m.span.start < m.span.end
    )


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.booleans())
def test_paragraphs_leave_out_white_space_alone(text, by_line):
    pieces = paragraphs(text, Span(0, len(text)), by_line=by_line)
    assert "".join("".join(p.of(text).split()) for p in pieces) == "".join(text.split())


def drawn(text: str, *marks: tuple[str, Part]) -> str:
    spans = [Mark(Span(text.index(words), text.index(words) + len(words)), part) for words, part in marks]
    signs = {Part.CONTENT: "[]", Part.SOURCE: "<>", Part.CUE: "{}"}
    return "".join(
        run.text if run.what == "words" else signs[run.mark.part][run.what == "close"]
        for run in runs(text, Span(0, len(text)), spans)
    )


def test_runs_nest_a_source_inside_another_content():
    text = "He said she denied it"
    assert (
        drawn(
            text,
            ("she denied it", Part.CONTENT),
            ("she", Part.SOURCE),
            ("it", Part.CONTENT),
            ("He", Part.SOURCE),
        )
        == "<He> said [<she> denied [it]]"
    )


def test_runs_cut_marks_that_cross():
    assert drawn("abcdef", ("abcd", Part.CONTENT), ("cdef", Part.CUE)) == "[ab{cd}]{ef}"


def test_runs_stop_drawing_beyond_the_deepest_but_keep_anchors():
    text = "x" * 200
    marks = [Mark(Span(i, 200), Part.CONTENT, anchor=f"s-{i}") for i in range(100)]
    found = runs(text, Span(0, 200), marks)
    depth = deepest = 0
    for run in found:
        depth += {"open": 1, "close": -1}.get(run.what, 0)
        deepest = max(deepest, depth)
    assert deepest <= DEEPEST + 1
    assert {r.mark.anchor for r in found if isinstance(r, Open)} == {f"s-{i}" for i in range(100)}


def test_trim_takes_white_space_off_and_clips():
    assert trim("  ab  ", Span(0, 99)) == Span(2, 4)
    assert trim("  ", Span(0, 2)) is None


def test_share_gives_each_window_what_touches_it():
    windows = [Span(0, 5), Span(7, 10)]
    crossing, second = Mark(Span(3, 8), Part.CUE), Mark(Span(7, 8), Part.CUE)
    assert share(windows, [crossing, second]) == [[crossing], [crossing, second]]
