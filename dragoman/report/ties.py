"""What linking found becomes contexts: utterances side by side, dialogues, figures that differ.

Only what leads to a statement or an article of the page is shown; what an older version says is not
counted. Stories have a module of their own (``stories``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Exchange, ExchangeKind, Figure, Relation, Rendering
from dragoman.report.article import anchor_for
from dragoman.report.contexts import ArticlePage, Line, Pointer
from dragoman.report.contexts_linked import (
    Dialogue,
    Evident,
    FigureGroup,
    FigureRow,
    Piece,
    Reply,
    Spoken,
    Turn,
    Wording,
)
from dragoman.report.told import is_accused, reference_first
from dragoman.report.view import LedgerView, UtteranceView
from dragoman.report.wording import UNSURE, When, one_line, word_said

MOST = 200
"""Utterances, dialogues or figures that the page holds at most; exports hold all."""

_LEFT_OUT = 50  # characters of left-out words that are shown
_OPEN = "Speaker left open"


@dataclass(frozen=True)
class Shelf:
    """The page's articles and lines by id, for everything that points to them."""

    ledger: LedgerView
    pages: Mapping[str, ArticlePage]
    lines: Mapping[str, Line]
    places: frozenset[str]

    @classmethod
    def of(cls, ledger: LedgerView, pages: Sequence[ArticlePage], places: frozenset[str]) -> Shelf:
        """The articles that count, and their lines that are no attitudes."""
        current = [page for page in pages if page.newer is None]
        lines = {line.anchor: line for page in current for line in page.lines if not line.is_attitude}
        return cls(ledger, {page.id: page for page in current}, lines, places)

    def line(self, statement: str) -> Line | None:
        """The line of a statement, where the page has one."""
        return self.lines.get(anchor_for("s", statement))

    def pointer(self, article: str, anchor: str | None = None) -> Pointer | None:
        """The way to an article, or to a place in it."""
        page = self.pages.get(article)
        return Pointer(page.outlet, anchor or page.anchor) if page else None

    def words(self, article: str, start: int, end: int) -> str:
        """Words of an article."""
        return one_line(self.ledger.entry(article).reading.article.text[start:end])


@dataclass(slots=True)
class Heard:
    """What is kept of the utterances while they go by: those of several articles, and of the others those
    that take part in an exchange."""

    spoken: list[Spoken] = field(default_factory=list)
    turns: dict[str, Turn] = field(default_factory=dict)


def hear(shelf: Shelf, exchanges: Sequence[Exchange]) -> Heard:
    """Take in all utterances."""
    wanted = {end for exchange in exchanges for end in (exchange.origin, exchange.target)}
    heard = Heard()
    for view in shelf.ledger.utterances(lambda u: len(u.statements) > 1 or u.id in wanted):
        held = [(r, line) for r in reference_first(view.renderings) if (line := shelf.line(r.statement))]
        if not held:
            continue
        if len({rendering.article for rendering, _ in held}) > 1:
            heard.spoken.append(_spoken(view, held, shelf))
        if view.utterance.id in wanted:
            heard.turns[view.utterance.id] = _turn(view, held[0][1])
    heard.spoken.sort(key=lambda s: (-len(s.carriers), -s.articles, s.when.key, s.anchor))
    return heard


def utterance_anchor(utterance: str) -> str:
    """The id of an utterance's place in the page."""
    return anchor_for("u", utterance)


def _when(view: UtteranceView, line: Line) -> When:
    return word_said(view.utterance.said_on, None) if view.utterance.said_on else line.when


def _spoken(view: UtteranceView, held: Sequence[tuple[Rendering, Line]], shelf: Shelf) -> Spoken:
    utterance = view.utterance
    anchors = (line.who.anchor for _, line in held)
    return Spoken(
        anchor=utterance_anchor(utterance.id),
        speaker=utterance.speaker_name or _OPEN,
        speaker_anchor=next((a for a in anchors if a.startswith("p-") and a in shelf.places), None),
        when=_when(view, held[0][1]),
        carriers=tuple(view.carriers),
        articles=len({rendering.article for rendering, _ in held}),
        wordings=tuple(
            Wording(
                line, tuple(pieces_of(rendering)), place == 0 and not rendering.altered, is_accused(rendering)
            )
            for place, (rendering, line) in enumerate(held)
        ),
        doubt=utterance.doubt,
        is_unsure=utterance.doubt >= UNSURE,
    )


_GAP = Piece(" ", "", "same")  # between words that are left out and those that they would touch
_CLOSERS = tuple(" \n,.;:!?”’\"')")


def pieces_of(rendering: Rendering) -> Iterator[Piece]:
    """A wording piece by piece, its differences in their place."""
    text, at = rendering.text, 0
    for change in sorted(rendering.altered, key=lambda c: (c.span, c.was)):
        start, end = change.span.start, change.span.end
        if start < at:
            continue
        if start > at:
            yield Piece(text[at:start], "", "same")
        if start == end and start and not text[start - 1].isspace():
            yield _GAP
        yield Piece(text[start:end], one_line(change.was, _LEFT_OUT), change.what.value)
        if start == end and not text.startswith(_CLOSERS, end):
            yield _GAP
        at = end
    if at < len(text):
        yield Piece(text[at:], "", "same")


def _turn(view: UtteranceView, line: Line) -> Turn:
    return Turn(
        anchor=anchor_for("t", view.utterance.id),
        line=line,
        speaker=view.utterance.speaker_name or _OPEN,
        when=_when(view, line),
        carriers=tuple(view.carriers),
        replies=(),
    )


def build_dialogues(exchanges: Sequence[Exchange], turns: Mapping[str, Turn], shelf: Shelf) -> list[Dialogue]:
    """Utterances that answer one another, each dialogue a component of such ties; repeats are none."""
    ties = [
        x for x in exchanges if x.kind is not ExchangeKind.REPEATS and x.origin in turns and x.target in turns
    ]
    groups = components((x.origin, x.target) for x in ties)
    dialogues = [Dialogue(tuple(_ordered(members, ties, turns, shelf))) for members in groups]
    return sorted(dialogues, key=lambda d: (d.turns[0].when.key, d.turns[0].anchor))


def components(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """What hangs together, each group sorted."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    groups, seen = [], set[str]()
    for start in sorted(near):
        if start in seen:
            continue
        group, todo = {start}, [start]
        while todo:
            fresh = near[todo.pop()] - group
            group |= fresh
            todo += fresh
        seen |= group
        groups.append(sorted(group))
    return groups


def _ordered(
    members: Sequence[str], ties: Sequence[Exchange], turns: Mapping[str, Turn], shelf: Shelf
) -> Iterator[Turn]:
    """The turns of a dialogue, each after what it answers; else by day."""
    targets: defaultdict[str, list[Exchange]] = defaultdict(list)
    for tie in ties:
        if tie.origin in members:
            targets[tie.origin].append(tie)
    left, done = sorted(members, key=lambda m: (turns[m].when.key, m)), set[str]()
    while left:
        ready = [m for m in left if all(t.target in done for t in targets[m])]
        chosen = (ready or left)[0]
        left.remove(chosen)
        done.add(chosen)
        replies = tuple(_reply(tie, turns, shelf) for tie in targets[chosen])
        turn = turns[chosen]
        yield Turn(
            anchor=turn.anchor,
            line=turn.line,
            speaker=turn.speaker,
            when=turn.when,
            carriers=turn.carriers,
            replies=replies,
        )


def _reply(tie: Exchange, turns: Mapping[str, Turn], shelf: Shelf) -> Reply:
    evidence = []
    for place in tie.evidence:
        pointer = shelf.pointer(place.article)
        words = shelf.words(place.article, place.span.start, place.span.end) if pointer else ""
        if pointer and pointer.anchor and any(c.isalpha() for c in words):
            evidence.append(Evident(one_line(words, 80), pointer.anchor))
    target = turns[tie.target]
    return Reply(
        how=tie.kind.value,
        to=target.speaker,
        to_anchor=target.anchor,
        evidence=tuple(evidence),
        is_inferred=tie.inferred,
        is_unsure=tie.doubt >= UNSURE,
        doubt=tie.doubt,
    )


_TELLING = (Relation.DIFFERENT, Relation.GROWTH)


def build_figures(shelf: Shelf) -> list[FigureGroup]:
    """Groups of values for one thing in which at least two differ or grew."""
    telling = [pair for pair in shelf.ledger.alignments() if pair.relation in _TELLING]
    wanted = {id for pair in telling for id in (pair.one, pair.other)}
    figures = {f.id: f for f in shelf.ledger.figures() if f.id in wanted and f.article in shelf.pages}
    others: defaultdict[str, list[tuple[Relation, str]]] = defaultdict(list)
    for pair in telling:
        if pair.one in figures and pair.other in figures:
            others[pair.one].append((pair.relation, pair.other))
            others[pair.other].append((pair.relation, pair.one))
    groups = components((one, other) for one, several in others.items() for _, other in several)
    return [_figure_group([figures[id] for id in group], figures, others, shelf) for group in groups]


def _figure_group(
    members: Sequence[Figure],
    figures: Mapping[str, Figure],
    others: Mapping[str, Sequence[tuple[Relation, str]]],
    shelf: Shelf,
) -> FigureGroup:
    rows: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in sorted(members, key=lambda f: (f.low if f.low is not None else f.high or 0.0, f.id)):
        rows[_figure_words(figure, shelf).casefold(), _figure_by(figure, shelf)].append(figure)
    what = max((f.what for f in members), key=lambda w: (sum(f.what == w for f in members), -len(w), w))
    return FigureGroup(what, tuple(_figure_row(several, figures, others, shelf) for several in rows.values()))


def _figure_row(
    several: Sequence[Figure],
    figures: Mapping[str, Figure],
    others: Mapping[str, Sequence[tuple[Relation, str]]],
    shelf: Shelf,
) -> FigureRow:
    pointers = (shelf.pointer(f.article, _figure_anchor(f, shelf)) for f in several)
    return FigureRow(
        words=_figure_words(several[0], shelf),
        by=_figure_by(several[0], shelf),
        places=tuple(dict.fromkeys(pointer for pointer in pointers if pointer)),
        differs=_other_words(several, Relation.DIFFERENT, figures, others, shelf),
        grows=_other_words(several, Relation.GROWTH, figures, others, shelf),
    )


def _other_words(
    several: Sequence[Figure],
    relation: Relation,
    figures: Mapping[str, Figure],
    others: Mapping[str, Sequence[tuple[Relation, str]]],
    shelf: Shelf,
) -> tuple[str, ...]:
    found = (figures[id] for f in several for kind, id in others[f.id] if kind is relation)
    return tuple(dict.fromkeys(_figure_words(f, shelf) for f in found))


def _figure_words(figure: Figure, shelf: Shelf) -> str:
    return shelf.words(figure.article, figure.span.start, figure.span.end)


def _figure_anchor(figure: Figure, shelf: Shelf) -> str | None:
    line = shelf.line(figure.by) if figure.by else None
    return line.anchor if line else None


def _figure_by(figure: Figure, shelf: Shelf) -> str:
    line = shelf.line(figure.by) if figure.by else None
    if line is None:
        return "the outlet itself"
    return line.who.name if line.who.anchor != "open" else line.printed_source or _OPEN
