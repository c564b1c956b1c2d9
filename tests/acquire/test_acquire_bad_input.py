"""Ten kinds of bad input and more: each is a Skipped that helps, and costs no other article."""

import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

import pytest

from dragoman.acquire import acquire
from dragoman.acquire.limits import MAX_ARTICLE_BYTES
from dragoman.acquire.walk import FoundPage, find_files
from dragoman.model import Article, Skipped

GOOD = "“No,” said Ilan Dravek."


def found(folder: Path) -> tuple[list[Article], list[Skipped]]:
    items = list(acquire([folder]))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [item for item in items if isinstance(item, Skipped)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article on each side of whatever a test puts in between."""
    (tmp_path / "a-good.txt").write_text(GOOD, "utf-8")
    (tmp_path / "z-good.txt").write_text(GOOD + " Then he left.", "utf-8")
    return tmp_path


def only_skipped(folder: Path) -> Skipped:
    articles, skipped = found(folder)
    assert [article.doc for article in articles] == ["a-good", "z-good"]
    (only,) = skipped
    assert only.stage == "acquire"
    assert only.advice
    return only


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("m.txt", b"", "it is empty"),
        ("m.txt", b" \r\n\t\n", "it is empty"),
        ("m.txt", "\ufeff\n".encode(), "it is empty"),
        ("m.txt", b"\n" * 100_000, "it is empty"),
        ("m.html", b"", "it is empty"),
        ("m.json", b"  ", "it is empty"),
        ("m.json", b"[]", "its list is empty"),
        ("m.jsonl", b"\n\n", "it is empty"),
        ("m.txt", b"%PDF-1.7 ...", "it looks like a PDF document"),
        ("m.html", b"\x89PNG\r\n\x1a\n\0\0", "it looks like a PNG picture"),
        ("m.docx", b"PK\x03\x04" + b"\0" * 30, "not a whole Word document"),
        ("m.txt", b"PK\x03\x04" + b"\0" * 30, "it looks like a zip archive"),
        ("m.gz", b"\x1f\x8b\x08\0\0", "the gzip data breaks off"),
        ("m.txt", b"words \0\x01\x02 words", "it looks like binary data, not text"),
        ("m", bytes(range(1, 32)) * 10, "it looks like binary data, not text"),
        ("m.txt", b"w" * 70_000 + b"\0", "NUL characters in it (1 in 70,001 bytes)"),
        ("m.txt", bytes(range(128, 256)) * 50, "no charset fits its bytes"),
        ("m.css", b"p { color: red }", "no format for “.css” files"),
        ("m.html", b"<html><script>load()</script></html>", "the page has no visible text"),
        ("m.json", b'{"title": "x"}', "it has neither “text” nor “html” (its keys: title)"),
        ("m.json", b'{"text": 5}', "“text” is a number, not text"),
        ("m.json", b'{"text": "  "}', "its text is empty"),
        ("m.json", b'"words"', "a string where an object should be"),
        ("m.json", b'{"text": "wo', "the JSON breaks off at column 10"),
        ("m.json", b"{text: 1}", "not valid JSON"),
        ("m.json", b'{"text":\n "a"} {"text": "b"}', "more than one JSON value"),
        ("m.json", b"[" * 100_000, "the JSON cannot be read (nested too deep)"),
        ("m.jsonl", '{"text": "a"}'.encode("utf-16"), "JSON Lines has to be UTF-8"),
        ("m.zip", b"PK\x03\x04 and no more", "not a whole zip archive"),
        ("m.zip", b"not a zip at all", "not a whole zip archive"),
    ],
)
def test_bad_file_is_skipped_with_its_reason(folder: Path, name: str, content: bytes, why: str) -> None:
    (folder / name).write_bytes(content)
    skipped = only_skipped(folder)
    assert skipped.why.startswith(why)
    assert skipped.subject == str(folder / name)


@pytest.mark.parametrize("name", ["m.txt", "m.html", "m.json"])
def test_fifty_megabytes_of_one_line_are_too_large(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"x" * 50_000_000)
    assert only_skipped(folder).why == "too large (50.0 MB; the limit is 10 MB)"


def test_limit_holds_per_line_of_json_lines(folder: Path) -> None:
    with (folder / "m.jsonl").open("wb") as file:
        file.write(b'{"text": "' + b"x" * 12_000_000 + b'"}\n{"text": "He left."}\n')
    articles, (skipped,) = found(folder)
    assert [article.doc for article in articles] == ["a-good", "m-2", "z-good"]
    assert skipped.subject == f"{folder}/m.jsonl:1"
    assert skipped.why == "too large (more than 10 MB)"


def test_limit_holds_for_standard_input() -> None:
    (skipped,) = acquire(["-"], stdin=io.BytesIO(b"x" * (MAX_ARTICLE_BYTES + 1)))
    assert skipped.why == "too large (more than 10 MB)"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><head><title>T<body><p>One <b>two<p>three", "One two\nthree"),
        ("<div><p>One <a href='x'>two", "One two"),
        ("<table><tr><td>One<td>two", "One\ntwo"),
        ("<p>One<p>tw", "One\ntw"),
        ("<p>One</p><p class='", "One"),
        ("<p>One</p><!-- open", "One"),
        ("<p>One</p><script>var x = '<p>two</p>'", "One"),
        ("<ul><li>One<li>two</ul></div></p>", "One\ntwo"),
    ],
)
def test_unclosed_and_truncated_html_is_read(folder: Path, page: str, text: str) -> None:
    (folder / "m.html").write_text(page, "utf-8")
    articles, skipped = found(folder)
    assert skipped == []
    assert articles[1].text == text


def test_page_cut_within_a_character_is_read(folder: Path) -> None:
    (folder / "m.html").write_bytes("<p>One café".encode()[:-1])
    articles, _ = found(folder)
    assert articles[1].text == "One caf\ufffd"
    assert "cut off" in articles[1].notes[0]


def test_deeply_nested_html_keeps_its_words(folder: Path) -> None:
    (folder / "m.html").write_text("<div>" * 50_000 + "deep" + "</div>" * 50_000 + "<p>after", "utf-8")
    articles, _ = found(folder)
    assert articles[1].text == "deep\nafter"
    assert "nested deeper" in articles[1].notes[0]


def test_wrong_encoding_is_read_and_noted(folder: Path) -> None:
    (folder / "m.html").write_bytes('<meta charset="utf-8"><p>Café “Karsk”'.encode("cp1252"))
    articles, skipped = found(folder)
    assert skipped == []
    assert articles[1].text == "Café “Karsk”"
    assert articles[1].notes[0] == "declares charset utf-8, which its bytes are not"


def test_directory_loop_is_noticed(folder: Path) -> None:
    (folder / "m").symlink_to(folder, target_is_directory=True)
    assert only_skipped(folder).why.startswith("a directory loop: it leads back to")


def test_link_to_itself_is_noticed(folder: Path) -> None:
    (folder / "m.txt").symlink_to("m.txt")
    assert only_skipped(folder).why.startswith("a link that leads nowhere")


def test_dangling_link_is_noticed(folder: Path) -> None:
    (folder / "m.txt").symlink_to("gone.txt")
    assert only_skipped(folder).why.startswith("a link that leads nowhere")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_file_without_permission_is_skipped(folder: Path) -> None:
    (folder / "m.txt").write_text(GOOD, "utf-8")
    (folder / "m.txt").chmod(0)
    assert only_skipped(folder).why == "no permission to read it"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_folder_without_permission_is_skipped(folder: Path) -> None:
    (folder / "m").mkdir(mode=0)
    assert only_skipped(folder).why == "no permission to read it"


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root to become somebody else")
def test_another_user_without_permission_gets_a_reason() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.txt").write_text(GOOD, "utf-8")
        (folder / "b.txt").write_text(GOOD, "utf-8")
        (folder / "b.txt").chmod(0)
        (folder / "c").mkdir(mode=0o700)
        os.seteuid(65534)
        try:
            articles, skipped = found(folder)
        finally:
            os.seteuid(0)
    assert [article.doc for article in articles] == ["a"]
    assert [item.why for item in skipped] == ["no permission to read it"] * 2


def test_pipe_in_a_folder_is_skipped(folder: Path) -> None:
    os.mkfifo(folder / "m.txt")
    assert only_skipped(folder).why == "not a regular file"


def test_half_a_json_line_costs_that_line_only(folder: Path) -> None:
    (folder / "m.jsonl").write_text('{"text": "One."}\n{"text": "Tw\n\nnull\n{"text": "Three."}', "utf-8")
    articles, skipped = found(folder)
    assert [article.doc for article in articles] == ["a-good", "m-1", "m-5", "z-good"]
    assert [item.subject for item in skipped] == [f"{folder}/m.jsonl:2", f"{folder}/m.jsonl:4"]
    assert skipped[0].why == "the JSON breaks off at column 10"


def test_zip_bomb_is_refused_and_its_neighbours_are_read(folder: Path) -> None:
    with zipfile.ZipFile(folder / "m.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 30_000_000)
        archive.writestr("good.txt", GOOD)
    articles, (skipped,) = found(folder)
    assert [article.doc for article in articles] == ["a-good", "good", "z-good"]
    assert skipped.subject == f"{folder}/m.zip/bomb.txt"
    assert skipped.why.endswith("a zip bomb")


def test_path_that_is_not_there_is_skipped(tmp_path: Path) -> None:
    (skipped,) = acquire([tmp_path / "gone"])
    assert (skipped.why, skipped.advice) == ("no such file", "check the spelling of the path")


def test_impossible_path_is_skipped() -> None:
    (null, long) = acquire(["a\0b", "x" * 5000])
    assert isinstance(null, Skipped)
    assert isinstance(long, Skipped)


@pytest.mark.parametrize(
    "address", ["https://karsk.example/1", "HTTP://karsk.example", Path("https://x.example")]
)
def test_web_address_is_told_from_a_path(address: str | Path) -> None:
    (page,) = find_files([address])
    assert isinstance(page, FoundPage)
    assert re.match("https?://[^/]", page.url, re.I)


def test_empty_folder_says_so(tmp_path: Path) -> None:
    (skipped,) = acquire([tmp_path])
    assert skipped.why == "no files in this folder"
