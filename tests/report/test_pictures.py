"""Pictures are written as drawsvg writes them."""

from __future__ import annotations

import drawsvg as dw
import pytest

from dragoman.report.pictures import drawing_of, finished, linked, text_at


def _titled(shape: dw.DrawingElement) -> dw.DrawingElement:
    shape.append_title('5 < 6 & "so"')
    return shape


@pytest.mark.parametrize(
    "shapes",
    [
        [],
        [text_at("who <b> & what", 1, 2, "label", text_anchor="end")],
        [dw.Rectangle(1, 2.5, 30, 40, rx=3), dw.Circle(3, 4, 5, class_="dot")],
        [_titled(dw.Rectangle(1, 2, 3, 4))],
        [linked("s-1", text_at("here", 0, 0, "label"), title="there & back"), dw.Line(0, 0, 9, 9)],
        [dw.Group([dw.Group([_titled(dw.Text("two\nlines", 11, 0, 0))], class_="inner")], class_="outer")],
        [dw.Raw('<g class="heat">\n</g>'), dw.Group([dw.Raw("<g></g>")])],
        [dw.Lines(0, 0, 1, 1, 2, 0), dw.Path(class_="way").M(0, 0).L(5, 5), dw.Group()],
    ],
)
def test_finished_is_what_drawsvg_writes(shapes):
    drawing = drawing_of(100, 50, 'a "picture" <of> things')
    drawing.extend(shapes)
    assert finished(drawing) == drawing.as_svg(header="")
