"""What each format gives when all is well."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from dragoman.acquire import FORMATS, acquire, from_text
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

PAGE = """<!doctype html><html lang="en-GB"><head><title>Dravek refuses | Karsk Today</title>
<meta property="og:site_name" content="Karsk Today"><meta property="og:title" content="Dravek refuses">
<link rel="canonical" href="https://karsk.example/1"></head>
<body><nav><a>Home</a></nav><h1>Dravek refuses</h1><p>“No,” said Ilan Dravek.</p></body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(path: Path, **options: Given) -> Article:
    (article,) = acquire([path], **options)
    assert isinstance(article, Article), article
    return article


def rows(path: Path) -> list[Article | Skipped]:
    return list(acquire([path]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "“No,” he said.\r\nThen he left.\n\n"),
        ("a.txt", "  led by spaces\tand a tab\n"),
        ("a.txt", "\ufeffkept mark"),
        ("a.md", "# Head\n\nBody\u2028with odd\x0bbreaks"),
    ],
)
def test_text_is_the_decoded_bytes_unchanged(tmp_path: Path, name: str, content: str) -> None:
    article = one(write(tmp_path / name, content))
    assert article.text == content
    assert article.raw == content.encode()
    assert article.doc == "a"
    assert article.charset == "utf-8"
    assert article.notes == ()


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.txt", "text/plain"), ("a.md", "text/markdown"), ("a", "text/plain")]
)
def test_text_has_its_media_type(tmp_path: Path, name: str, media_type: str) -> None:
    assert one(write(tmp_path / name, "He left.")).media_type == media_type


def test_html_gives_flat_text_map_and_what_the_page_says(tmp_path: Path) -> None:
    article = one(write(tmp_path / "page.html", PAGE))
    assert article.text == "Home\nDravek refuses\n“No,” said Ilan Dravek."
    assert article.flattener == "dragoman-flat/1"
    assert [block.path.rsplit("/", 1)[1] for block in article.source_map] == ["nav[1]", "h1[1]", "p[1]"]
    assert article.given == Given(
        url="https://karsk.example/1", title="Dravek refuses", outlet="Karsk Today", language="en"
    )
    assert article.id == article_id(article.raw, None)


def test_given_fills_what_the_input_does_not_say(tmp_path: Path) -> None:
    given = Given(outlet="The Harbour Post", published="2031-05-02", url="https://harbour.example/9")
    article = one(write(tmp_path / "page.html", PAGE), given=given)
    assert article.given.outlet == "Karsk Today"
    assert article.given.published == "2031-05-02"
    assert article.id == article_id(article.raw, "https://harbour.example/9")


def test_json_lines_give_one_article_a_row(tmp_path: Path) -> None:
    lines = [
        {"id": "mpa-7", "text": "Sandor agreed.\r\n", "outlet": "MPA", "author": ["A", "B"], "desk": 3},
        {"id": 12, "text": "Hale declined.", "language": "en-US"},
        {"html": PAGE, "outlet": "StraitBlog"},
    ]
    path = write(tmp_path / "wire.jsonl", "\n".join(json.dumps(line) for line in lines))
    first, second, third = rows(path)
    assert (first.doc, second.doc, third.doc) == ("mpa-7", "12", "wire-3")
    assert first.text == "Sandor agreed.\r\n"
    assert first.given == Given(outlet="MPA", author="A, B")
    assert dict(first.extra) == {"desk": 3}
    assert first.raw == json.dumps(lines[0]).encode()
    assert first.id == article_id(first.raw, "mpa-7")
    assert second.given.language == "en"
    assert third.given.outlet == "StraitBlog"
    assert third.given.title == "Dravek refuses"
    assert third.text.startswith("Home\n")
    assert third.flattener
    assert third.path.endswith("wire.jsonl:3")


def test_row_with_an_address_is_identified_by_it(tmp_path: Path) -> None:
    path = write(tmp_path / "wire.jsonl", '{"id":"7","url":"https://mpa.example/7","text":"Sandor agreed."}')
    article = one(path)
    assert article.id == article_id(article.raw, "https://mpa.example/7")
    assert article.doc == "7"


@pytest.mark.parametrize(
    ("content", "docs"),
    [
        ('{"text": "Alone."}', ["news"]),
        ('{"text": "Alone.", "id": "x"}', ["x"]),
        ('[{"text": "One."}, {"text": "Two.", "id": "b"}]', ["news-1", "b"]),
        ('{"text": "One."}\n{"text": "Two."}\n', ["news-1", "news-2"]),
        ('{\n  "text": "Over lines."\n}', ["news"]),
    ],
)
def test_json_file_holds_an_object_a_list_or_lines(tmp_path: Path, content: str, docs: list[str]) -> None:
    assert [article.doc for article in rows(write(tmp_path / "news.json", content))] == docs


@pytest.mark.parametrize("content", ['[\n{"text": "One."},\n{"text": "Two."}\n]', '{\n "text": "One."\n}'])
def test_json_under_the_suffix_of_json_lines_is_read(tmp_path: Path, content: str) -> None:
    assert rows(write(tmp_path / "news.jsonl", content))[0].text == "One."


def test_list_element_has_the_same_id_however_the_file_is_laid_out(tmp_path: Path) -> None:
    wide = one(write(tmp_path / "a.json", '[ {"text": "One.",   "url": "https://x.example"} ]'))
    tight = one(write(tmp_path / "b.json", '[{"url":"https://x.example","text":"One."}]'))
    assert wide.id == tight.id


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ({"text": "One.", "title": 5}, {"title": 5}),
        ({"text": "One.", "published": {"year": 2031}}, {"published": {"year": 2031}}),
        ({"text": "One.", "id": True}, {"id": True}),
    ],
)
def test_field_of_the_wrong_type_is_kept_and_noted(tmp_path: Path, row: dict, kept: dict) -> None:
    article = one(write(tmp_path / "a.json", json.dumps(row)))
    assert dict(article.extra) == kept
    assert "not used" in article.notes[0]


def test_lone_surrogate_becomes_one_replacement_character(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.jsonl", r'{"text": "a\ud800b \ud83d\ude00", "title": "\udfff"}'))
    assert article.text == "a\ufffdb 😀"
    assert article.given.title == "\ufffd"
    assert from_text("a\ud800b").text == "a\ufffdb"


def test_zip_members_are_read_like_files(tmp_path: Path) -> None:
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("south/report.txt", "From the south.")
        archive.writestr("north/report.txt", "From the north.")
        archive.writestr("page.html", PAGE)
        archive.writestr("rows.jsonl", '{"text": "One."}\n{"text": "Two."}\n')
        archive.writestr(".hidden.txt", "no")
        archive.writestr("__MACOSX/._page.html", "no")
    found = rows(path)
    docs = [article.doc for article in found]
    assert docs == ["north/report", "page", "rows-1", "rows-2", "south/report"]
    assert found[0].path == f"{path}/north/report.txt"


@pytest.mark.parametrize(
    ("content", "text", "flattened"),
    [
        ("Just words.\n", "Just words.\n", False),
        (PAGE, "Home\nDravek refuses\n“No,” said Ilan Dravek.", True),
        ("<!-- saved --> <html><p>Saved.", "Saved.", True),
        ('{"text": "Row."}', "Row.", False),
        ("a < b, he wrote", "a < b, he wrote", False),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(content: str, text: str, flattened: bool) -> None:
    (article,) = acquire(["-"], stdin=io.BytesIO(content.encode()))
    assert article.text == text
    assert article.doc == "stdin"
    assert (article.flattener is not None) == flattened


def test_standard_input_is_read_once() -> None:
    assert len(list(acquire(["-", "-"], stdin=io.BytesIO(b"Words.")))) == 1


def test_file_without_suffix_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    assert one(write(tmp_path / "story", PAGE)).flattener
    assert one(write(tmp_path / "note.2031", "He left.")).text == "He left."


def test_from_text_takes_the_text_as_it_is() -> None:
    article = from_text(" He left.\r\n", given=Given(outlet="MPA"), doc="wire")
    assert article.text == " He left.\r\n"
    assert article.raw == article.text.encode()
    assert (article.doc, article.given.outlet) == ("wire", "MPA")


def test_acquire_takes_a_single_path(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "He left.")
    assert [article.doc for article in acquire(str(path))] == ["a"]


def test_retrieved_carries_its_time_zone(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.txt", "He left.")).retrieved.tzinfo is not None


def test_every_suffix_belongs_to_one_format() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_formats_page_names_every_suffix() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats-read.md").read_text("utf-8")
    assert [s for format in FORMATS for s in format.suffixes if f"`{s}`" not in page] == []


def test_row_with_a_text_learns_of_its_page_from_the_markup_beside_it(tmp_path: Path) -> None:
    row = {"id": "a", "text": "Dravek refuses.", "html": PAGE, "outlet": "StraitBlog"}
    [article] = rows(write(tmp_path / "wire.jsonl", json.dumps(row)))
    assert (article.text, article.flattener) == ("Dravek refuses.", None)
    assert (article.given.outlet, article.given.title) == ("StraitBlog", "Dravek refuses")


@pytest.mark.parametrize("markup", ["", "  ", "no markup", "<", 7, None])
def test_markup_that_is_none_costs_the_row_nothing(tmp_path: Path, markup: object) -> None:
    [article] = rows(write(tmp_path / "wire.jsonl", json.dumps({"text": "Sandor agreed.", "html": markup})))
    assert article.text == "Sandor agreed."
