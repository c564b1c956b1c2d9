"""An address or more of every page, over the ledger of the examples."""

from __future__ import annotations

SAMPLES: dict[str, tuple[str, ...]] = {
    "start": ("/",),
    "utterance": ("/utterance/s386252125a8a1a41", "/utterance/s83ef3520a2e0bb86"),
    "article": ("/article/courier-talks",),
    "elements": ("/elements",),
}
