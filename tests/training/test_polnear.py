"""The corpus's standoff format, on invented files."""

from __future__ import annotations

from pathlib import Path

from dragoman.model import Span
from training.polnear import read_documents

TEXT = "Hale said on Monday the boats had left, and the maps too.\n"
ANNOTATION = """T1\tSource 0 4\tHale
T2\tCue 5 9\tsaid
T3\tContent 20 38;44 52\tthe boats had left the maps
#1\tAnnotatorNotes T1\ta note
second line of a note
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
E2\tAttribution:T2
"""


def test_first_annotator_counts_and_lines_without_roles_do_not(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "attributions" / "one_ann1.ann").write_text(ANNOTATION, "utf-8")
    (tmp_path / "attributions" / "one_ann2.ann").write_text("", "utf-8")
    (document,) = read_documents(tmp_path)
    (gold,) = document.attributions
    assert (document.name, document.text) == ("one", TEXT)
    assert (gold.source, gold.cue) == ((Span(0, 4),), (Span(5, 9),))
    assert gold.content == (Span(20, 38), Span(44, 52))
