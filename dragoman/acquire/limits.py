"""How much is read at most, and why that much. Every limit turns into a ``Skipped`` that says the
number; none is ever met by cutting a text short."""

from __future__ import annotations

from typing import Final

MAX_ARTICLE_BYTES: Final = 10_000_000
"""One article, one row of JSON Lines, or one JSON file. An article of 100,000 words is about 600 kB
of text; the heaviest saved news pages are 3 to 5 MB, nearly all of it scripts."""

MAX_LINES: Final = 200_000
"""Lines of one flattened page. A novel has about 10,000; more is a data dump, and each line costs
about a kilobyte of memory while it is mapped."""

MAX_MEMBERS: Final = 20_000
"""Files in one zip archive. Each costs about a kilobyte before the first article is read."""

MAX_DIRECTORY_BYTES: Final = 8_000_000
"""The table of contents of a zip archive, which has to be held in memory as a whole: 400 bytes a
member, where a long path takes about 150."""

MAX_UNPACKED_BYTES: Final = 1_000_000_000
"""All files of one zip archive together, unpacked. Members are read one at a time, so this bounds
the time spent on an archive (about 10 s), not memory."""

MAX_RATIO: Final = 200
"""Unpacked to packed size of one member. Prose packs 3 to 4 times, the most repetitive pages about
40 times; deflate itself ends at 1,032, where bombs live."""

RATIO_FREE_BYTES: Final = 1_000_000
"""Members smaller than this are never called a bomb, whatever their ratio: they harm nobody."""

MAX_PACKAGE_BYTES: Final = 25_000_000
"""A mail with its attachments, a saved page (MHTML) without its pictures, the parts of a Word document
that hold words. Of these only the words are kept; mail servers refuse more than 25 MB."""

MAX_PAGES: Final = 2_000
"""Pages of one PDF document; press releases have one to five, the longest reports several hundred."""

MAX_SECONDS: Final = 60
"""Time for the pages of one PDF document. A page of prose takes about 50 ms; this is met by drawings
that are made of text, and by documents made to keep readers busy."""

HEAD_BYTES: Final = 65_536
"""How much of a file is looked at to tell what it is."""


def shown_size(count: int) -> str:
    """A size for people: ``50.0 MB``, ``30 kB``."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} kB"
