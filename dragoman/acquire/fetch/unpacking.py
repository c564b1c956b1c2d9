"""Bodies unpacked as they come in, piece by piece and never further than a limit.

urllib3 unpacks too, but takes a stream that was cut off for a whole one, and half a page must never
pass for a page.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

_GZIP: Final = 16 + zlib.MAX_WBITS
_PIECE: Final = 262_144
_WINDOW: Final = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}
PLAIN: Final = frozenset(("", "identity"))


class Damaged(Exception):
    """The packed data contradict themselves."""


def is_known(coding: str) -> bool:
    """Whether bodies of this Content-Encoding can be unpacked."""
    return coding in PLAIN or coding in _WINDOW


class Unpacker:
    """Undoes one Content-Encoding."""

    def __init__(self, coding: str) -> None:
        self._window = _WINDOW.get(coding)
        self._stream = zlib.decompressobj(self._window) if self._window else None
        self._begun = False

    def unpack(self, packed: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in pieces of bounded size. Raises ``Damaged``."""
        if self._stream is None:
            yield packed
            return
        while packed:
            piece = self._step(self._stream, packed)
            if piece:
                yield piece
            packed = self._stream.unconsumed_tail
            if self._stream.eof:
                packed = self._stream.unused_data
                if self._window != _GZIP or not packed.startswith(b"\x1f\x8b"):
                    return  # what stands behind the end is no part of it
                self._stream = zlib.decompressobj(_GZIP)

    def _step(self, stream: zlib._Decompress, packed: bytes) -> bytes:
        try:
            piece = stream.decompress(packed, _PIECE)
        except zlib.error as fault:
            if self._begun or self._window != zlib.MAX_WBITS:
                raise Damaged(str(fault)) from fault
            self._begun = True
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers leave the wrapping out
            return self._step(self._stream, packed)
        self._begun = True
        return piece

    @property
    def is_whole(self) -> bool:
        """Whether the end was reached. Nothing at all is whole as well."""
        return self._stream is None or self._stream.eof or not self._begun
