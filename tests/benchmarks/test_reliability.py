from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.quality.reliability import drawing, table

CURVES = {"speakers": [[(0.95, True)] * 3, [(0.55, False), (0.55, True)]]}


def test_table_has_a_line_a_tenth() -> None:
    rows = [line.split() for line in table(CURVES).splitlines()[1:]]
    assert rows == [
        ["speakers", "0.5", "to", "0.6", "2", "0.55", "0.50"],
        ["speakers", "0.9", "to", "1.0", "3", "0.95", "1.00"],
    ]


def test_drawing_has_a_point_a_tenth() -> None:
    root = ElementTree.fromstring(drawing(CURVES))
    points = root.iter("{http://www.w3.org/2000/svg}circle")
    assert [(float(p.attrib["cx"]), float(p.attrib["cy"])) for p in points] == [(224.0, 208.0), (352.0, 48.0)]
