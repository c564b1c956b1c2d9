"""An utterance in its wordings: the reference, what differs, the carriers."""

import itertools

from dragoman.ids import article_id
from dragoman.link.renderings import carriers, reference, render
from dragoman.link.sheet import Sheet
from dragoman.model import Difference, Utterance
from dragoman.pipeline import read_article

FULL = (
    '"We will not sign the treaty, and we will not sell the strait," said Ilan Dravek, the foreign minister.'
)
ALTERED = (
    '"We will not sign the treaty, and we will not leave the strait," said Ilan Dravek, the foreign minister.'
)
TOLD = "Ilan Dravek, the foreign minister, said that Veldoria would not sign the treaty."


def _sheet(text: str, outlet: str, *, copy_of: str | None = None, primary: bool = False) -> Sheet:
    from dragoman import acquire
    from dragoman.model import Given

    article = acquire.from_text(
        text, given=Given(outlet=outlet, published="2033-03-01", url=f"https://{outlet}.example")
    )
    return Sheet(read_article(article), copy_of=copy_of, primary=primary)


def _utterance(*sheets: Sheet) -> Utterance:
    ids = tuple(s.statements[0].id for s in sheets)
    return Utterance(id=ids[0], statements=ids)


def test_reference_is_what_most_carriers_share() -> None:
    sheets = [
        _sheet(ALTERED, "Karsk Today"),
        _sheet(FULL, "MPA"),
        _sheet(FULL, "Radio Tessaly"),
        _sheet(TOLD, "Post"),
    ]
    utterance = _utterance(*sheets)
    told = render(utterance, sheets)
    assert reference(utterance, sheets) in {s.statements[0].id for s in sheets[1:3]}
    assert [(c.what, c.was, c.now) for c in told[0].altered] == [(Difference.ALTERED, "sell", "leave")]
    assert told[1].altered == told[2].altered == ()
    assert Difference.ALTERED not in {c.what for c in told[3].altered}


def test_copies_do_not_outvote_and_are_one_carrier() -> None:
    first = _sheet(FULL, "MPA")
    sheets = [first, _sheet(ALTERED, "Karsk Today"), _sheet(ALTERED, "Radio Tessaly")]
    copies = [_sheet(FULL, name, copy_of=first.id) for name in ("Post", "Courier", "StraitBlog")]
    utterance = _utterance(*sheets, *copies)
    assert carriers(utterance, [*sheets, *copies]) == ("MPA", "Karsk Today", "Radio Tessaly")
    assert reference(utterance, [*sheets, *copies]) in {s.statements[0].id for s in sheets[1:]}


def test_primary_source_is_the_reference() -> None:
    sheets = [_sheet(FULL, "MPA"), _sheet(FULL, "Radio Tessaly"), _sheet(ALTERED, "Ministry", primary=True)]
    assert reference(_utterance(*sheets), sheets) == sheets[2].statements[0].id


def test_order_of_sheets_does_not_matter() -> None:
    sheets = [_sheet(ALTERED, "Karsk Today"), _sheet(FULL, "MPA"), _sheet(TOLD, "Post")]
    utterance = _utterance(*sheets)
    assert len({render(utterance, order) for order in itertools.permutations(sheets)}) == 1


def test_missing_sheets_are_passed_over() -> None:
    sheet = _sheet(FULL, "MPA")
    utterance = Utterance(id="s0", statements=("s0", sheet.statements[0].id))
    assert [r.statement for r in render(utterance, [sheet])] == [sheet.statements[0].id]
    assert render(utterance, []) == () == carriers(utterance, [])
    assert article_id(b"", None) != sheet.id
