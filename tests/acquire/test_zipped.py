"""Archives that lie, bomb, or are damaged; every limit, lowered so that the tests stay quick."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import acquire
from dragoman.acquire.formats import zipped
from dragoman.model import Article, Skipped


def pack(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def whys(path: Path) -> list[str]:
    return [item.why for item in acquire([path]) if isinstance(item, Skipped)]


def docs(path: Path) -> list[str]:
    return [item.doc for item in acquire([path]) if isinstance(item, Article)]


def test_bomb_needs_no_more_memory_than_the_limit(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"bomb.jsonl": b'{"text": "' + b"0" * 60_000_000})
    tracemalloc.start()
    assert whys(path) == ["58 kB that unpack to 60.0 MB: a zip bomb"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_bomb_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"bomb.txt": b"0" * 9_000_000})
    whole = path.read_bytes()
    path.write_bytes(whole.replace(struct.pack("<I", 9_000_000), struct.pack("<I", 900_000)))
    assert len(whys(path)) == 1


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("MAX_MEMBERS", 1, "it holds 2 files; the limit is 1"),
        ("MAX_DIRECTORY_BYTES", 50, "its table of contents is too large"),
        ("MAX_UNPACKED_BYTES", 100, "the archive unpacks to more than"),
    ],
)
def test_archive_beyond_a_limit_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, why: str
) -> None:
    monkeypatch.setattr(zipped, limit, value)
    path = pack(tmp_path / "a.zip", {"a.txt": "word " * 30, "b.txt": "word " * 30})
    assert any(found.startswith(why) for found in whys(path))


def test_archive_inside_an_archive_is_refused(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", {"a.txt": "One."}).read_bytes()
    path = pack(tmp_path / "outer.zip", {"inner.zip": inner, "b.txt": "Two."})
    assert whys(path) == ["an archive inside an archive"]
    assert docs(path) == ["b"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_method_is_refused(tmp_path: Path, method: int) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": "One."}, method)
    assert whys(path) == [f"packed by a rare method (number {method})"]


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": "One.", "b.txt": "Two."}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert whys(path) == ["it is encrypted"]
    assert docs(path) == ["b"]


def test_damaged_member_costs_no_other(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.txt": "One article.", "b.txt": "Two."}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"One article.", b"One artifice"))
    assert [why.split(" (")[0] for why in whys(path)] == ["damaged inside the archive"]
    assert docs(path) == ["b"]


def test_names_that_climb_are_harmless(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"../../up.txt": "One.", "/root.txt": "Two.", "bell\x07.txt": "Three."})
    assert docs(path) == ["up", "root", "bell\ufffd"]
    assert [child.name for child in tmp_path.iterdir()] == ["a.zip"]


def test_archive_of_nothing_says_so(tmp_path: Path) -> None:
    assert whys(pack(tmp_path / "a.zip", {})) == ["the archive holds no files"]
    assert whys(pack(tmp_path / "b.zip", {"folder/": "", ".hidden": "x"})) == ["the archive holds no files"]


def test_archive_on_standard_input_is_refused(tmp_path: Path) -> None:
    raw = pack(tmp_path / "a.zip", {"a.txt": "One."}).read_bytes()
    (skipped,) = acquire(["-"], stdin=io.BytesIO(raw))
    assert skipped.why == "a zip archive cannot be read from standard input"


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, bytes], Path]:
    folder = tmp_path_factory.mktemp("damaged")
    whole = pack(folder / "whole.zip", {"a.txt": "One. " * 50, "b.html": "<p>Two."}).read_bytes()

    def damage(at: int, patch: bytes) -> Path:
        at %= len(whole)
        path = folder / "damaged.zip"
        path.write_bytes(whole[:at] + patch + whole[at + len(patch) :])
        return path

    return damage


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 2000), patch=st.binary(max_size=4))
def test_damaged_archive_never_raises(damaged: Callable[[int, bytes], Path], at: int, patch: bytes) -> None:
    assert list(acquire([damaged(at, patch)]))
