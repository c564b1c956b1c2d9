"""What an article is compared by: the words of its body, as hashes of runs of five words.

Only body and interviewer's questions count; headline, captions, teasers and furniture may differ
between copies as they like. Words are taken without case, punctuation and the shape of apostrophes.
Hashes are the same on every machine and in every run, since ledgers keep some of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from dragoman.model import Block, BlockRole, Span

RUN = 5
"""Words in a run. Five in a row are seldom shared by chance, and an edit costs at most five runs."""

COMPARED = frozenset({BlockRole.BODY, BlockRole.QUESTION})

_PRIME = (1 << 61) - 1
_BASE = 0x1F3A_5C79_9E2B_64D1 % _PRIME
_LEAVING = pow(_BASE, RUN, _PRIME)

# Scripts without spaces between words are taken sign by sign.
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’][^\W_]+)*"
)
_QUOTED = re.compile(r"""(?<!\w)["“„«][^"“”„«»]{3,1500}["”“»](?!\w)""")


@dataclass(frozen=True, slots=True)
class Body:
    """The words of an article's body, ready to be compared.

    ``runs[i]`` is the hash of the five words from the i-th on; ``quoted[i]`` is 1 where the i-th
    word stands inside quotation marks.
    """

    runs: array[int]
    quoted: bytes

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.quoted)

    @property
    def digest(self) -> str:
        """The same for bodies with the same words in the same order."""
        return blake2b(self.runs.tobytes(), digest_size=12).hexdigest()


def body(text: str, blocks: Iterable[Block]) -> Body:
    """The body of a text, by its blocks."""
    hashes: list[int] = []
    quoted = bytearray()
    for block in blocks:
        if block.role in COMPARED:
            words = list(_WORD.finditer(text, block.span.start, block.span.end))
            hashes += [_hash(word[0]) for word in words]
            quoted += _is_quoted(text, block.span, words)
    return Body(_runs(hashes), bytes(quoted))


def words_of(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The words inside a span as they are compared, each with its place."""
    for match in _WORD.finditer(text, span.start, span.end):
        yield plain(match[0]), Span(match.start(), match.end())


def plain(word: str) -> str:
    """A word as it is compared: without case and the shape of its apostrophes."""
    return word.casefold().replace("’", "'")


def _is_quoted(text: str, block: Span, words: Sequence[re.Match[str]]) -> bytes:
    """For the words of a block, in order, 1 where one is inside quotation marks."""
    marks = bytearray(len(words))
    for quotation in _QUOTED.finditer(text, block.start, block.end):
        begin = bisect_left(words, quotation.start(), key=re.Match.start)
        end = bisect_left(words, quotation.end(), key=re.Match.start)
        marks[begin:end] = b"\1" * (end - begin)
    return bytes(marks)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    digest = blake2b(plain(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % _PRIME


def _runs(hashes: Sequence[int]) -> array[int]:
    """Hashes of all runs of five words, each made from the one before."""
    runs = array("Q")
    rolling = 0
    for number in hashes[:RUN]:
        rolling = (rolling * _BASE + number) % _PRIME
    if len(hashes) >= RUN:
        runs.append(rolling)
    for leaving, entering in zip(hashes, hashes[RUN:], strict=False):
        rolling = (rolling * _BASE + entering - leaving * _LEAVING) % _PRIME
        runs.append(rolling)
    return runs
