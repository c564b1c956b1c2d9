"""Names as whole numbers of 64 bits: hashes, the same in every process and in every year."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b


@lru_cache(maxsize=1 << 16)
def number_of(name: str) -> int:
    """The number of a name: 64 bits of its hash."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def code_of(id: str) -> int:
    """The id of a statement as a whole number of 64 bits; codes have the order of ids."""
    if _DIGITS.fullmatch(id, 1):
        return int(id[1:], 16) - _HALF
    return number_of(id)


def id_of(code: int, prefix: str = "s") -> str:
    """The id of a statement (or, by its prefix, of an article) with some code."""
    return f"{prefix}{code + _HALF:016x}"


_DIGITS, _HALF = re.compile("[0-9a-f]{16}"), 1 << 63
