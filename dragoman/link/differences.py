"""What differs between two wordings of one remark, word by word, and of what sort each difference is.

``differences`` names what two wordings laid side by side (``layout.lay``) do not share. Only where
words stand inside quotation marks on both sides, in sentences that are the same sentence, is a
difference an alteration: what was cut at the ends of a quotation, at an ellipsis, between whole
sentences, or put into square brackets is none. When in doubt, nobody is accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.link.judging import Judge
from dragoman.link.layout import Layout
from dragoman.link.numerals import is_number
from dragoman.link.polarity import turned
from dragoman.link.sameness import is_regular_person
from dragoman.link.silences import quoted_elsewhere, silent_steps
from dragoman.link.wording import Sort, Word, quoted_spans
from dragoman.model import Difference, Span

_ACCUSING = frozenset(
    {Difference.ALTERED, Difference.NEGATION, Difference.NUMBER, Difference.NAME, Difference.PERSON}
)
_BY_SORT = {Sort.NAME: Difference.NAME, Sort.PRONOUN: Difference.PERSON}
_FACTS = frozenset({Difference.NUMBER, Difference.NAME})
_PERSON = Difference.PERSON


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: the words of the reference, the words of the other wording, either may be none
    (an empty span where they would stand). ``quoted``: both sides stand inside quotation marks."""

    was: Span
    now: Span
    what: Difference
    quoted: bool

    @property
    def accuses(self) -> bool:
        """Whether it says that a quotation was altered."""
        return self.quoted and self.what in _ACCUSING


def differences(layout: Layout) -> tuple[Edit, ...]:
    """What the two wordings do not share, in the order of their words."""
    labels = _labels(layout)
    return tuple(_grouped(layout, labels))


def words_in_quotation(text: str, span: Span) -> bool:
    """Whether a stretch of a text stands inside quotation marks."""
    return any(quote.covers(span) for quote in quoted_spans(text))


class _Label(NamedTuple):
    """What one step is: its sort where the words alone tell (``None``: by what came and went), and
    whether both sides are quoted."""

    what: Difference | None
    quoted: bool


def _labels(layout: Layout) -> dict[int, _Label]:
    """A label for each step that differs; what is silent has none."""
    negated, put = turned(layout.one, layout.other, layout.steps, layout.shared, layout.language)
    moved = list(quoted_elsewhere(layout))
    silent = silent_steps(layout, put, moved) - negated
    open_steps = [n for n in range(len(layout.steps)) if n not in layout.shared and n not in silent]
    judge = Judge(layout, silent, moved)
    return {n: _label(layout, n, negated, judge) for n in open_steps}


def _label(layout: Layout, n: int, negated: set[int], judge: Judge) -> _Label:
    i, j = layout.steps[n]
    if n in negated:
        return _Label(Difference.NEGATION, judge.is_inner(n) or judge.is_quoted_pair(n))
    if i is None or j is None:
        return _Label(None, judge.is_inner(n))
    quoted = judge.is_quoted_pair(n)
    what = _kind(layout.one[i], layout.other[j], layout.language)
    if what is _PERSON and not judge.is_anchored(n):
        what = None
    if quoted or what in _FACTS or not judge.is_both_quoted(n):
        return _Label(what, quoted)
    return _Label(Difference.REPLACED, quoted=False)


def _kind(one: Word, other: Word, language: str) -> Difference | None:
    """The sort of difference that two words show by themselves."""
    if is_number(one.key) and is_number(other.key):
        return Difference.NUMBER
    if one.sort is not other.sort or one.sort not in _BY_SORT:
        return None
    if one.sort is Sort.PRONOUN and is_regular_person(one, other, language):
        return None
    return _BY_SORT[one.sort]


def _grouped(layout: Layout, labels: dict[int, _Label]) -> Iterator[Edit]:
    """Neighbouring steps of one label as one difference."""
    group: list[int] = []
    for n in range(len(layout.steps)):
        if group and (n not in labels or labels[n] != labels[group[-1]]):
            yield from _edit(layout, group, labels[group[0]])
            group = []
        if n in labels:
            group.append(n)
    if group:
        yield from _edit(layout, group, labels[group[0]])


def _edit(layout: Layout, group: Sequence[int], label: _Label) -> Iterator[Edit]:
    """One difference; two where a whole clause of a quotation went and the outlet's words came."""
    was = [layout.one[i] for n in group if (i := layout.steps[n][0]) is not None]
    now = [layout.other[j] for n in group if (j := layout.steps[n][1]) is not None]
    what = label.what
    if what is None and label.quoted:
        what = Difference.ALTERED
    elif what is None:
        what = _came_or_went(was, now)
    before, after = _hull(layout, was, group, 0), _hull(layout, now, group, 1)
    if what is Difference.REPLACED and _is_clause_for_frame(layout, group):
        yield Edit(before, Span(after.start, after.start), Difference.TRIMMED, quoted=False)
        yield Edit(Span(before.end, before.end), after, Difference.ADDED, quoted=False)
    else:
        yield Edit(before, after, what, label.quoted)


def _is_clause_for_frame(layout: Layout, group: Sequence[int]) -> bool:
    """Whether whole clauses of the one wording, or parts of several, are beside words of the other and
    only one of them is quoted: no phrase stands for a phrase then."""
    places = [[at for n in group if (at := layout.steps[n][side]) is not None] for side in (0, 1)]
    one, other = (
        [words[at] for at in found] for words, found in zip((layout.one, layout.other), places, strict=True)
    )
    if any(w.quoted for w in one) == any(w.quoted for w in other):
        return False
    return _is_over_clause(layout.one, places[0]) or _is_over_clause(layout.other, places[1])


def _is_over_clause(words: Sequence[Word], places: Sequence[int]) -> bool:
    first, last = places[0], places[-1]
    opens = first == 0 or words[first - 1].clause != words[first].clause
    closes = last + 1 == len(words) or words[last + 1].clause != words[last].clause
    return (opens and closes) or words[first].clause != words[last].clause


def _came_or_went(was: Sequence[Word], now: Sequence[Word]) -> Difference:
    if was and now:
        return Difference.REPLACED
    return Difference.TRIMMED if was else Difference.ADDED


def _hull(layout: Layout, words: Sequence[Word], group: Sequence[int], side: int) -> Span:
    """From the first word to the last; where there is none, the end of the word before."""
    if len(words) == 1:
        return words[0].span
    if words:
        return Span(min(w.span.start for w in words), max(w.span.end for w in words))
    at = layout.around[0][group[0]][side]
    end = (layout.one, layout.other)[side][at].span.end if at is not None else 0
    return Span(end, end)
