"""Which files a call leads to, in which order, and under which names."""

import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import acquire
from dragoman.acquire.naming import Names, distinct_docs
from dragoman.acquire.walk import FoundFile, find_files
from dragoman.model import Skipped


def make(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Words of {name}.", "utf-8")
    return folder


def below(folder: Path, *paths: Path) -> list[str]:
    found = [item for item in find_files(paths or [folder]) if isinstance(item, FoundFile)]
    return [str(Path(item.shown).relative_to(folder)) for item in found]


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    make(tmp_path, "b/2.txt", "b/1.txt", "a.txt", "c.txt", "a/1.txt")
    assert below(tmp_path) == ["a.txt", "c.txt", "a/1.txt", "b/1.txt", "b/2.txt"]


def test_hidden_files_are_passed_over_unless_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".b.txt", ".c/d.txt")
    assert below(tmp_path) == ["a.txt"]
    assert below(tmp_path, tmp_path / ".b.txt", tmp_path / ".c") == [".b.txt", ".c/d.txt"]


def test_each_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert below(tmp_path, tmp_path, tmp_path / "a.txt", tmp_path / "b") == ["a.txt", "b/c.txt"]


def test_folder_given_as_a_link_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert below(tmp_path, tmp_path / "link") == ["link/a.txt"]


def test_link_that_leads_elsewhere_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "real/a.txt", "here/b.txt", "here/.store/c.txt")
    (tmp_path / "here" / "out").symlink_to(tmp_path / "real")
    (tmp_path / "here" / "store").symlink_to(".store")
    assert below(tmp_path, tmp_path / "here") == ["here/b.txt", "here/out/a.txt", "here/store/c.txt"]


@pytest.mark.parametrize(
    ("target", "why"),
    [(".", "a directory loop"), ("..", "a directory loop"), ("sub", "a linked folder that is read")],
)
def test_link_back_into_the_folder_is_skipped(tmp_path: Path, target: str, why: str) -> None:
    make(tmp_path, "here/a.txt", "here/sub/b.txt")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "here" / target)
    found = list(find_files([tmp_path / "here"]))
    skipped = [item.why for item in found if isinstance(item, Skipped)]
    assert len(skipped) == 1
    assert skipped[0].startswith(why)
    assert below(tmp_path, tmp_path / "here") == ["here/a.txt", "here/sub/b.txt"]


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 120)
    make(deep, "a.txt")
    assert len(below(tmp_path)) == 1


def test_name_that_is_no_utf8_is_read_and_shown(tmp_path: Path) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:  # noqa: PTH123 (bytes)
            file.write("Words.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (article,) = acquire([tmp_path])
    assert article.doc == "caf\ufffd"
    assert article.path.encode()


@pytest.mark.parametrize(
    ("paths", "docs"),
    [
        (["a.txt", "b.txt"], ["a", "b"]),
        (["north/r.txt", "south/r.txt"], ["north/r", "south/r"]),
        (["r.txt", "south/r.txt"], ["r", "south/r"]),
        (["r.txt", "r.html"], ["r.txt", "r.html"]),
        (["r.txt", "r.html", "s/r.txt"], ["r.txt", "r.html", "s/r"]),
        (["x/north/r.txt", "y/north/r.txt", "z/r.txt"], ["x/north/r", "y/north/r", "z/r"]),
        (["/x/r.txt", "/y/r.txt"], ["x/r", "y/r"]),
        (["r.txt", "r.txt"], ["r.txt", "r.txt-2"]),
        (["2031.05.02.txt"], ["2031.05.02"]),
        ([], []),
    ],
)
def test_docs_are_stems_or_as_much_path_as_needed(paths: list[str], docs: list[str]) -> None:
    assert distinct_docs([PurePosixPath(path) for path in paths]) == docs


NAMES = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)
PATHS = st.lists(
    st.tuples(NAMES, st.sampled_from([".txt", ".html", ""])).map("".join), unique=True, max_size=8
)


@settings(max_examples=150, deadline=None)
@given(PATHS, st.randoms())
def test_docs_differ_and_do_not_depend_on_order(paths: list[str], random: object) -> None:
    docs = dict(zip(paths, distinct_docs([PurePosixPath(path) for path in paths]), strict=True))
    assert len(set(docs.values())) == len(paths)
    shuffled = sorted(paths, key=lambda path: random.random())  # type: ignore[attr-defined]
    again = dict(zip(shuffled, distinct_docs([PurePosixPath(path) for path in shuffled]), strict=True))
    assert again == docs


def test_files_of_equal_path_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    docs = [article.doc for article in acquire([tmp_path / "one", tmp_path / "two"])]
    assert docs == ["one/a", "two/a", "b"]


def test_row_gives_way_to_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}', "utf-8")
    make(tmp_path, "z/a.txt")
    assert [article.doc for article in acquire([tmp_path])] == ["rows-1", "rows-2", "a"]


def test_names_number_the_last_candidate_when_all_are_taken() -> None:
    names = Names(["a", "b"])
    assert [names.take(["a", "b"]), names.take(["a", "b"]), names.take(["a", "c"])] == ["b-2", "b-3", "c"]
