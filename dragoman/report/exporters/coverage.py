"""Coverage: for each story, who carried which utterance, which side has how much of each article's reported
speech, and how each outlet labels things in its own voice. One line for each of these."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.report.exporters.base import Exporter, Field, Row, Shape, Wanted, interval_row
from dragoman.report.exporters.exchanges import evidence_rows
from dragoman.report.view import CarriedView, CoverageView, LabelView, LedgerView, ShareView

_FIELDS = (
    Field(
        "what",
        "`carried` (one outlet, one utterance), `share` (one article, one side) or `label`",
        brief=True,
    ),
    Field("story", "id of the story; null for articles that belong to none"),
    Field("story_title", "headline of the story's earliest article", brief=True),
    Field("outlet", "the outlet; null where no page names it", brief=True),
    Field("articles", "ids of its articles that this line counts, the earliest first", Shape.NAMES),
    Field("headline", "headline of the earliest of these articles", brief=True),
    Field("published", "when that came out; both ends inclusive", Shape.INTERVAL),
    Field("utterance", "`carried`: id of the utterance"),
    Field("speaker_name", "`carried`: who said it", brief=True),
    Field("side", "the state that the speaker stands for; null where nothing tells one", brief=True),
    Field("statements", "`carried`: how many statements of the outlet report it", Shape.COUNT),
    Field(
        "words",
        "words of content; of a `share` each reported word counts once, for the inner speaker",
        Shape.COUNT,
        brief=True,
    ),
    Field(
        "share",
        "`share`: part of the article's reported words that goes to the side (0 to 1)",
        Shape.NUMBER,
        brief=True,
    ),
    Field("days_after_first", "`carried`: days after the first outlet; null where no day tells", Shape.COUNT),
    Field("in_headline", "`carried`: whether a headline or standfirst has it", Shape.TRUTH),
    Field("copy", "`carried`: whether all these articles are copies of others", Shape.TRUTH),
    Field("thing", "`label`: what it is a label for"),
    Field("term", "`label`: the label in its first form", brief=True),
    Field("evidence", "`label`: every place, with its article's name", Shape.NESTED),
)


def _fields(_: Wanted) -> tuple[Field, ...]:
    return _FIELDS


def _row(what: str, coverage: CoverageView, **more: object) -> Row:
    """A line with all keys in their order; what does not belong to its sort is null."""
    row: Row = dict.fromkeys(field.name for field in _FIELDS)
    title = coverage.title or None
    return row | {"what": what, "story": coverage.story, "story_title": title, "articles": []} | more


def _carried_row(coverage: CoverageView, carried: CarriedView) -> Row:
    return _row(
        "carried",
        coverage,
        outlet=carried.outlet,
        articles=list(carried.articles),
        headline=carried.headline,
        published=interval_row(carried.published),
        utterance=carried.utterance,
        speaker_name=carried.speaker_name,
        side=carried.side,
        statements=carried.statements,
        words=carried.words,
        days_after_first=carried.days_after_first,
        in_headline=carried.is_in_headline,
        copy=carried.is_copy,
        evidence=[],
    )


def _share_row(coverage: CoverageView, share: ShareView) -> Row:
    return _row(
        "share",
        coverage,
        outlet=share.outlet,
        articles=[share.article],
        headline=share.headline,
        side=share.side,
        words=share.words,
        share=share.share,
        evidence=[],
    )


def _label_row(coverage: CoverageView, label: LabelView, ledger: LedgerView) -> Row:
    return _row(
        "label",
        coverage,
        outlet=label.outlet,
        articles=list(dict.fromkeys(place.article for place in label.places)),
        thing=label.thing,
        term=label.term,
        evidence=evidence_rows(label.places, ledger),
    )


def _rows(ledger: LedgerView, wanted: Wanted) -> Iterator[Row]:
    for coverage in ledger.coverage():
        if not wanted.has(coverage.story):
            continue
        yield from (_carried_row(coverage, carried) for carried in coverage.carried)
        yield from (_share_row(coverage, share) for share in coverage.shares)
        yield from (_label_row(coverage, label, ledger) for label in coverage.labels)


EXPORTER = Exporter("coverage", "who carried what, whose words, and under which labels", _fields, _rows)
