"""Texts become vectors, a row each, by an encoder that is opened when it is first asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from dragoman.encoder.sentences import shipped
from dragoman.errors import MissingReader
from dragoman.weights import has_weights


def test_vectors_have_length_one_and_the_order_of_the_texts(toys: Path) -> None:
    encoder = shipped()
    assert encoder is not None
    assert encoder.version == "toy"
    texts = ["the maps are false", "boats left", "the boats left the port " * 60, ""]
    vectors = encoder.encode(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4))
    assert vectors[1] == pytest.approx(encoder.encode(texts[1:2])[0])


def test_alike_texts_have_alike_vectors(toys: Path) -> None:
    encoder = shipped()
    assert encoder is not None
    one, same, other = encoder.encode(["the boats left", "boats left", "maps are false"])
    assert one @ same > one @ other


def test_no_text_gives_no_row(toys: Path) -> None:
    encoder = shipped()
    assert encoder is not None
    assert len(encoder.encode([])) == 0


def test_encoder_is_opened_once(toys: Path) -> None:
    assert shipped() is shipped()


@pytest.mark.parametrize("language", ["xx", None])
def test_language_without_weights_has_no_encoder(toys: Path, language: str | None) -> None:
    assert shipped(language) is None


def test_damaged_encoder_is_refused(toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(toys, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sentences-en-fast" / "tokenizer.json").write_text("{}")
    monkeypatch.setenv("DRAGOMAN_WEIGHTS", str(tmp_path))
    with pytest.raises(MissingReader, match=r"tokenizer\.json"):
        shipped()


@pytest.mark.skipif(not has_weights("sentences", "en", "fast"), reason="no sentence encoder is installed")
@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (
            "the port will stay shut until the last mine is cleared",
            "no ship may enter the harbour before every mine has been removed",
            "taxes on herring will rise next year",
        ),
        (
            "the maps are forged",
            "those charts were falsified",
            "the minister will travel to Lindhaven on Monday",
        ),
    ],
)
def test_shipped_encoder_tells_a_thought_in_other_words(one: str, same: str, other: str) -> None:
    encoder = shipped()
    assert encoder is not None
    a, b, c = encoder.encode([one, same, other])
    assert a @ b > a @ c + 0.2
