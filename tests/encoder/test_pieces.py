"""Texts to word pieces and windows: offsets, words, forms, and where windows end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dragoman.encoder.pieces import WINDOW, Pieces, cut_pieces, cut_windows, frame
from dragoman.model import Span

TOKENIZER = Tokenizer.from_file(str(Path(__file__).parent / "toy" / "reader-en-fast" / "tokenizer.json"))


def lines(text: str) -> list[Span]:
    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    return [Span(s, e) for s, e in zip(starts, ends, strict=True) if text[s:e].strip()]


def cut(text: str) -> Pieces:
    return cut_pieces(text, lines(text), TOKENIZER)


def test_pieces_keep_their_offsets_over_blocks() -> None:
    text = "The boats\n\nHale said"
    pieces = cut(text)
    shown = [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]
    assert shown == ["The", "boats", "", "Hale", "said"]
    assert pieces.words.tolist() == [0, 1, -1, 2, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("boats", [0]),
        ("boat's", [0, 1, 2]),
        ("said,", [0, 1]),
        ("“boats”", [0, 1, 2]),
        ("boats—maps", [0, 1, 2]),
    ],
)
def test_marks_are_words_of_their_own(text: str, words: list[int]) -> None:
    assert cut(text).words.tolist() == words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("the Boats LEFT", [0, 1, 2]),
        ("said “we agree” the", [0, 3, 3, 3, 0, 0]),
        ('said "We agree" the', [0, 3, 4, 3, 0, 0]),
        ("said 'we agree' the", [0, 0, 0, 0, 0, 0]),
    ],
)
def test_forms_tell_case_and_quotation(text: str, forms: list[int]) -> None:
    assert cut(text).forms.tolist() == forms


def test_windows_end_where_blocks_end() -> None:
    text = "\n".join(["the boats left " * 20] * 10)
    pieces = cut(text)
    windows = list(cut_windows(pieces))
    assert all(w.end - w.start <= WINDOW - 2 for w in windows)
    assert all(pieces.words[w.end] == -1 for w in windows[:-1])


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 500), min_size=1, max_size=8), st.integers(0, 127))
def test_every_piece_is_in_one_core(lengths: list[int], offset: int) -> None:
    pieces = cut("\n".join("boats " * n for n in lengths))
    seen = np.zeros(len(pieces), dtype=int)
    for window in cut_windows(pieces, offset):
        assert window.start <= window.core_start <= window.core_end <= window.end
        seen[window.core_start : window.core_end] += 1
    assert (seen[pieces.words >= 0] == 1).all()


def test_text_without_words_has_no_windows() -> None:
    assert list(cut_windows(cut_pieces("", [], TOKENIZER))) == []


def test_frame_sets_a_window_between_the_end_marks() -> None:
    pieces = cut("the boats left")
    (window,) = cut_windows(pieces)
    framed = frame(window, pieces, TOKENIZER)
    ends = [TOKENIZER.token_to_id("[CLS]"), TOKENIZER.token_to_id("[SEP]")]
    assert framed[0].tolist() == [ends[0], *pieces.ids.tolist(), ends[1]]
    assert framed.shape == (2, 5)


def test_vocabulary_without_the_needed_marks_is_refused() -> None:
    from tokenizers import models

    with pytest.raises(ValueError, match="unused1"):
        cut_pieces("a", [Span(0, 1)], Tokenizer(models.WordPiece({"[UNK]": 0}, unk_token="[UNK]")))
