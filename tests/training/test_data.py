"""Windows with targets: tags on cues, roles for each cue, anchors where there is none."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

from dragoman.model import Span
from training.reader.choose import fit_logistic
from training.reader.data import Sample, Target, make_examples

TOKENIZER = Tokenizer.from_file(str(Path(__file__).parents[1] / "encoder/toy/reader-en-fast/tokenizer.json"))
TEXT = "Hale said that the boats left.\n"


def span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def test_cue_is_tagged_and_every_piece_has_a_role() -> None:
    target = Target(span("Hale"), span("said"), span("that the boats left"))
    (example,) = make_examples(Sample(TEXT, (target,)), TOKENIZER)
    assert example.tags.tolist() == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert example.places.tolist() == [2]
    assert example.roles.tolist() == [[0, 1, 0, 2, 2, 2, 2, 0, 0]]


def test_nested_cues_have_tags_of_their_own() -> None:
    target = Target(span("Hale"), span("said"), span("the boats"), nested=True)
    (example,) = make_examples(Sample(TEXT, (target,)), TOKENIZER)
    assert example.tags.tolist()[2] == 3


def test_content_without_cue_hangs_on_its_first_piece() -> None:
    (example,) = make_examples(Sample(TEXT, (Target((), (), span("the boats left")),)), TOKENIZER)
    assert example.places.tolist() == [4]
    assert example.roles[0, 4] == 2


def test_logistic_regression_finds_the_weights() -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    features = rng.normal(size=(4000, 2))
    chance = 1 / (1 + np.exp(-(0.5 + features @ np.array([1.0, -2.0]))))
    weights = fit_logistic(features, (rng.random(4000) < chance).astype(float))
    assert np.allclose(weights, [0.5, 1.0, -2.0], atol=0.2)
