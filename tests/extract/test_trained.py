"""The trained finder behind the door, with a toy network in place of the real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_texts import cut, words

from dragoman.errors import MissingReader
from dragoman.extract import _load, attributions, load_finder
from dragoman.extract.rules import RuleFinder
from dragoman.extract.trained import TrainedFinder
from dragoman.model import Kind, Mode
from dragoman.weights import has_weights

TOYS = Path(__file__).parents[1] / "encoder" / "toy"


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> TrainedFinder:
    monkeypatch.setenv("DRAGOMAN_WEIGHTS", str(TOYS))
    return TrainedFinder("en", "fast")


def test_cue_source_and_content_are_found(toy: TrainedFinder) -> None:
    text, blocks = cut("Hale said that the maps are false.")
    (found,) = toy.find(text, blocks)
    assert [words(text, s) for s in (found.source, found.cue, found.content)] == [
        "Hale",
        "said",
        "that the maps are false",
    ]
    assert (found.mode, found.kind, found.parent) == (Mode.SAID, Kind.INDIRECT, None)
    assert 0 <= found.doubt < 0.1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The boats left,” Hale said.", Kind.DIRECT),
        ("Hale said that “the boats left”.", Kind.MIXED),
        ("Hale said that the boats left.", Kind.INDIRECT),
    ],
)
def test_kind_is_read_off_the_marks(toy: TrainedFinder, text: str, kind: Kind) -> None:
    shown, blocks = cut(text)
    assert [f.kind for f in toy.find(shown, blocks)] == [kind]


def test_furniture_is_not_read_and_turns_are_kept(toy: TrainedFinder) -> None:
    text, blocks = cut("furniture| Hale said that we agree.\nquestion| - Are the maps false?\n- We agree.")
    assert [words(text, f.content) for f in toy.find(text, blocks)] == ["Are the maps false?", "We agree"]


def test_nested_finding_outside_every_content_stands_alone_where_it_is_sure(toy: TrainedFinder) -> None:
    text, blocks = cut("The boats claimed the maps are false.")
    assert [f.parent for f in toy.find(text, blocks)] == [None]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "said", "Hale said", "\x00 \ufeff"])
def test_texts_without_content_give_nothing(toy: TrainedFinder, text: str) -> None:
    shown, blocks = cut(text) if text.strip() else (text, [])
    assert toy.find(shown, blocks) == []


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Finders are loaded anew for a test, and again behind it."""
    _load.cache_clear()
    yield
    _load.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_model_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_WEIGHTS", str(TOYS))
    assert isinstance(load_finder("en", "rules"), RuleFinder)
    assert load_finder("en", "fast").name == load_finder("en").name == "fast"
    with pytest.raises(MissingReader, match="accurate"):
        load_finder("en", "accurate")


def test_rules_read_where_no_weights_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_WEIGHTS", raising=False)
    if has_weights("reader", "en", "fast"):
        pytest.skip("weights are packed")
    assert load_finder("en").name == "rules"


def test_packed_reader_finds_what_is_said() -> None:
    if not has_weights("reader", "en", "fast"):
        pytest.skip("no weights are packed")
    text = "The boats will leave tomorrow, Petra Voss said. Tomas Hale denied that the maps were false."
    found = attributions(text, model="fast")
    assert [words(text, a.source) for a in found] == ["Petra Voss", "Tomas Hale"]
