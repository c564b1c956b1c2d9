"""What belongs to a language and not to a stage: its words as data, one folder a language.

A folder holds TOML tables (cue words, titles, quotation marks, months and days ...), each read once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from dragoman.errors import MissingReader

LANGUAGES = ("en",)


@cache
def data(language: str, name: str) -> dict[str, Any]:
    """The table ``name`` of a language.

    Raises ``MissingReader`` for a language without a folder.
    """
    if language not in LANGUAGES:
        raise MissingReader(f"no reader for {language}", f"languages with a reader: {', '.join(LANGUAGES)}")
    text = resources.files(__package__).joinpath(language, f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
