"""Pictures as pages show them. One that was drawn lately is not drawn again: somebody who turns over a list,
or comes back to a page, is shown the same picture. All that it shows tells it, so it is never out of date."""

from __future__ import annotations

from functools import lru_cache

from dragoman.report import dialogue, months, pictures, shares, tone

_KEPT = 256  # pictures of each sort, of some ten thousand characters

draw_coverage = lru_cache(maxsize=_KEPT)(pictures.draw_coverage)
draw_dialogue = lru_cache(maxsize=_KEPT)(dialogue.draw_dialogue)
draw_months = lru_cache(maxsize=_KEPT)(months.draw_months)
draw_shares = lru_cache(maxsize=_KEPT)(shares.draw_shares)
draw_timeline = lru_cache(maxsize=_KEPT)(pictures.draw_timeline)
draw_tone = lru_cache(maxsize=_KEPT)(tone.draw_tone)
