"""``python -m benchmarks.quality.reliability``: print how often findings are right that the reader is so sure
of, tenth by tenth, and draw it as ``docs/reliability.svg``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import drawsvg

from benchmarks.quality.calibration import Verdict, reliability
from benchmarks.quality.score_speakers import GOLD, HELD_OUT, score, verdicts
from benchmarks.quality.sets import POLNEAR, ROOT
from benchmarks.reader.findings import ties

PICTURE = ROOT / "docs" / "reliability.svg"
SIDE, MARGIN = 320, 48  # pixels
COLOURS = ("#0b6e99", "#b5541c", "#6b4f9e")
INK, PALE = "#333333", "#bbbbbb"
Curves = Mapping[str, Sequence[Sequence[Verdict]]]


def main(picture: Path = PICTURE) -> None:
    """Read, print and draw; without PolNeAR on the machine the speakers alone."""
    curves = {"speakers": verdicts(score(GOLD)), "speakers, held out": verdicts(score(HELD_OUT))}
    if POLNEAR.exists():
        curves = {"ties, PolNeAR dev": list(ties(POLNEAR)), **curves}
    print(table(curves))
    picture.write_text(drawing(curves), "utf-8")


def table(curves: Curves) -> str:
    """One line a tenth: how many findings, how sure on average, how many of them right."""
    lines = [f"{'':<20} {'sure':<11} {'findings':>8} {'mean':>6} {'right':>6}"]
    for name, documents in curves.items():
        for low, count, sure, right in reliability(documents):
            lines.append(f"{name:<20} {low:.1f} to {low + 0.1:.1f} {count:>9} {sure:>6.2f} {right:>6.2f}")
    return "\n".join(lines)


def drawing(curves: Curves) -> str:
    """The diagram: how sure across, how many right upwards; larger points stand for more findings."""
    size = SIDE + 2 * MARGIN
    picture = drawsvg.Drawing(size, size, font_family="sans-serif", font_size=12)
    picture.append(drawsvg.Rectangle(0, 0, size, size, fill="white"))
    picture.append(drawsvg.Line(*_at(0, 0), *_at(1, 1), stroke=PALE, stroke_dasharray="4"))
    for share in (0.0, 0.5, 1.0):
        x, y = _at(share, share)
        label = f"{share:.0%}"
        picture.append(drawsvg.Text(label, 12, x, size - MARGIN + 18, text_anchor="middle", fill=INK))
        picture.append(drawsvg.Text(label, 12, MARGIN - 6, y + 4, text_anchor="end", fill=INK))
    picture.append(drawsvg.Rectangle(MARGIN, MARGIN, SIDE, SIDE, fill="none", stroke=PALE))
    picture.append(drawsvg.Text("how sure", 12, size / 2, size - 10, text_anchor="middle", fill=INK))
    picture.append(drawsvg.Text("right", 12, 8, MARGIN - 14, fill=INK))
    for row, ((name, documents), colour) in enumerate(zip(curves.items(), COLOURS, strict=False)):
        picture.append(drawsvg.Text(name, 12, MARGIN + 12, MARGIN + 20 + 18 * row, fill=colour))
        points = list(reliability(documents))
        line = drawsvg.Path(stroke=colour, fill="none", stroke_width=1.5)
        for place, (_, count, sure, right) in enumerate(points):
            (line.L if place else line.M)(*_at(sure, right))
            radius = 2 + 0.15 * min(count, 1600) ** 0.5
            picture.append(drawsvg.Circle(*_at(sure, right), round(radius, 1), fill=colour))
        picture.append(line)
    return str(picture.as_svg()) + "\n"


def _at(sure: float, right: float) -> tuple[float, float]:
    return round(MARGIN + SIDE * sure, 1), round(MARGIN + SIDE * (1 - right), 1)


if __name__ == "__main__":
    main()
