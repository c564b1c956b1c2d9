"""An address or more of every page, over the ledger of the examples."""

from __future__ import annotations

SAMPLES: dict[str, tuple[str, ...]] = {
    "start": ("/",),
    "article": ("/article/courier-talks",),
    "elements": ("/elements",),
}
