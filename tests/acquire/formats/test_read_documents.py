"""PDF and Word documents."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from importlib.util import find_spec

import pytest
from made_samples import SAID, docx, one, paragraph, pdf, skipped, with_part

from dragoman.acquire.formats import pdf as pdf_module
from dragoman.acquire.formats.wrapped import EXACT, PROPORTIONAL, unwrapped, words_in
from dragoman.model import Given

FIRST = [
    "Lindhaven, 2 May. The foreign ministry of Ostmar said on Friday that the talks in",
    "Port Amiel had failed, and that Mirela Sandor would not return to them before the",
    "summer.",
]
SECOND = ["“No,” said Ilan Dravek, who was asked in Karsk whether his govern-", "ment would give way."]
RELEASE = [
    (72, 780, 18, "Statement on the strait"),
    *paragraph(FIRST, 740),
    *paragraph(SECOND, 680),
]


def test_pdf_lines_are_joined_into_paragraphs() -> None:
    article = one(pdf(RELEASE, paragraph(["Press office, Karsk. The government has spoken."], 700)), ".pdf")
    assert article.text.split("\n") == [
        "Statement on the strait",
        " ".join(FIRST),
        "“No,” said Ilan Dravek, who was asked in Karsk whether his govern-ment would give way.",
        "Press office, Karsk. The government has spoken.",
    ]
    assert [block.path for block in article.source_map] == ["1", "1", "1", "2"]
    assert article.flattener == "dragoman-pdf/1"
    assert article.media_type == "application/pdf"


def test_pdf_properties_are_kept_and_its_day_is_not_the_publication() -> None:
    info = "/Title (Statement) /Author (Petra Voss) /CreationDate (D:20310502101500+02'00')"
    article = one(pdf(RELEASE, info=info), ".pdf")
    assert article.given == Given(title="Statement", author="Petra Voss", language="en")
    assert article.extra["created"] == "2031-05-02T10:15:00+02:00"
    assert article.extra["pages"] == 1


@pytest.mark.parametrize("title", ["Microsoft Word - draft.doc", "release.pdf", "Untitled"])
def test_pdf_title_that_its_program_made_is_no_title(title: str) -> None:
    assert one(pdf(RELEASE, info=f"/Title ({title})"), ".pdf").given.title is None


@pytest.mark.parametrize(
    "gap",
    [
        paragraph(["The talks in Port Amiel had failed again, the ministry said on the day."], 700)
        + paragraph(["The second day of talks began without the foreign minister of Veldoria."], 660),
        paragraph(["The talks in Port Amiel had failed again, the ministry said on the day."], 700)
        + paragraph(
            ["The second day of talks began without the foreign minister of Veldoria."], 686, left=90
        ),
        paragraph(["The talks in Port Amiel had failed again, the ministry said on the day."], 700)
        + paragraph(
            ["The second day of talks began without the foreign minister of Veldoria."], 686, size=15
        ),
    ],
    ids=["gap", "indent", "size"],
)
def test_pdf_paragraph_ends_where_the_page_shows_it(gap: list) -> None:
    usual = paragraph(FIRST, 600)
    assert len(one(pdf([*gap, *usual]), ".pdf").text.split("\n")) == 3


def test_pdf_without_suffix_is_told_by_its_first_bytes() -> None:
    assert one(pdf(RELEASE), "").text.startswith("Statement on the strait\n")


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(RELEASE))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    whole = io.BytesIO()
    writer.write(whole)
    return whole.getvalue()


def test_pdf_that_only_forbids_changes_is_read() -> None:
    assert one(encrypted(""), ".pdf").text.startswith("Statement on the strait\n")


def test_pdf_of_strong_encryption_says_what_it_needs() -> None:
    strong = b"/V 4 /CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF"
    raw = encrypted("").replace(b"/V 2", strong)
    if not find_spec("cryptography"):
        assert skipped(raw, ".pdf").why == "it is encrypted (AES)"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7", "a damaged PDF document"),
        (b"words", "a damaged PDF document"),
        (b"\x89PNG\r\n\x1a\n\0", "a damaged PDF document"),
        (pdf([]), "none of its pages has text"),
        (encrypted("secret"), "it is encrypted"),
        (pdf(RELEASE)[:600], "a damaged PDF document"),
        (pdf([], stream=b" " * 60_000_000), "it unpacks to more than a document holds: a bomb"),
    ],
)
def test_bad_pdf_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".pdf").why.startswith(why)


def test_pdf_bomb_needs_no_more_memory_than_the_limit() -> None:
    raw = pdf([], stream=b" " * 200_000_000)
    tracemalloc.start()
    skipped(raw, ".pdf")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_pdf_that_keeps_its_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_SECONDS", -1)
    assert skipped(pdf(RELEASE), ".pdf").why.startswith("reading it takes more than")


def test_pdf_of_too_many_pages_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 1)
    assert skipped(pdf(RELEASE, RELEASE), ".pdf").why == "it has 2 pages; the limit is 1"


@pytest.mark.parametrize(
    ("lines", "fullness", "paragraphs"),
    [
        (FIRST, EXACT, [" ".join(FIRST)]),
        (["Short.", "Lines.", "Stay."], EXACT, ["Short.", "Lines.", "Stay."]),
        (
            [FIRST[0], "- an item of a list that stands below it"],
            EXACT,
            [FIRST[0], "- an item of a list that stands below it"],
        ),
        (["x" * 60, "It ends.", "y " * 30], EXACT, ["x" * 60 + " It ends.", "y " * 30]),
        (
            ["He asked whether the govern-", "ment would stay, and the government would not say."],
            PROPORTIONAL,
            ["He asked whether the govern-", "ment would stay, and the government would not say."],
        ),
        (
            ["He asked in Karsk on Friday whether the govern-", "ment would stay, the government stayed"],
            PROPORTIONAL,
            ["He asked in Karsk on Friday whether the government would stay, the government stayed"],
        ),
        (
            ["He asked in Karsk on Friday whether a well-", "known minister would stay or go away"],
            PROPORTIONAL,
            ["He asked in Karsk on Friday whether a well-known minister would stay or go away"],
        ),
        ([], EXACT, []),
    ],
)
def test_lines_that_the_width_broke_are_joined(
    lines: list[str], fullness: float, paragraphs: list[str]
) -> None:
    assert unwrapped(lines, words_in(lines), fullness) == paragraphs


# ------------------------------------------------------------------- Word


def test_word_document_gives_paragraphs_and_cells() -> None:
    raw = docx("Statement", "", SAID, table=[["North", "South"], ["1", "2"]], title="On the strait")
    article = one(raw, ".docx")
    assert article.text.split("\n") == ["Statement", SAID, "North", "South", "1", "2"]
    assert [block.path for block in article.source_map][:2] == ["body/p[1]", "body/p[3]"]
    assert article.given.title == "On the strait"
    assert article.flattener == "dragoman-docx/1"


def test_word_properties_are_kept_and_its_day_is_not_the_publication() -> None:
    article = one(docx(SAID, author="Petra Voss", language="en-GB", subject="Strait"), ".docx")
    assert (article.given.author, article.given.language) == ("Petra Voss", "en")
    assert article.given.published is None
    assert article.extra["created"]
    assert article.extra["subject"] == "Strait"


def test_word_header_and_footer_are_read() -> None:
    import docx as library

    document = library.Document()
    document.add_paragraph(SAID)
    document.sections[0].header.paragraphs[0].text = "Foreign Ministry of Veldoria"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    whole = io.BytesIO()
    document.save(whole)
    article = one(whole.getvalue(), ".docx")
    assert article.text.split("\n") == ["Foreign Ministry of Veldoria", SAID, "Page 1"]
    assert [block.path for block in article.source_map] == ["header[1]/p[1]", "body/p[1]", "footer[1]/p[1]"]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (b"<w:ins><w:r><w:t>in</w:t></w:r></w:ins>", "Word in end"),
        (b"<w:del><w:r><w:delText>out</w:delText></w:r></w:del>", "Word  end"),
        (b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>", "Word  end"),
        (b'<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "Word seen end"),
        (b"<w:r><w:instrText>PAGE</w:instrText></w:r>", "Word  end"),
        (b"<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "Word a b end"),
        (b"<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "Word link end"),
        (b"<w:sdt><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>", "Word field end"),
        (b"<w:r><w:t>x</w:t><w:noBreakHyphen/><w:t>y</w:t></w:r>", "Word x-y end"),
    ],
)
def test_word_gives_what_is_printed(run: bytes, text: str) -> None:
    around = b"</w:t></w:r>" + run + b'<w:r><w:t xml:space="preserve"> end'
    raw = with_part(docx("Word |"), "word/document.xml", (b"|", around))
    assert one(raw, ".docx").text == " ".join(text.split())


def test_word_text_box_follows_its_paragraph() -> None:
    box = (
        b"</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
        b"</w:pict></w:r><w:r><w:t>after"
    )
    raw = with_part(docx("Before |.", "Last."), "word/document.xml", (b"|", box))
    assert one(raw, ".docx").text.split("\n") == ["Before after.", "Boxed.", "Last."]


def bomb() -> bytes:
    return with_part(docx(SAID), "word/document.xml", b"<w:document>" + b" " * 60_000_000)


def entities() -> bytes:
    declared = b'<!DOCTYPE w [<!ENTITY a "' + b"x" * 1000 + b'">]><w:document '
    raw = with_part(docx("Word |"), "word/document.xml", (b"|", b"&a;" * 100))
    return with_part(raw, "word/document.xml", (b"<w:document ", declared))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"words", "not a whole Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "it is encrypted, or an old Word document"),
        (docx(SAID)[:-40], "not a whole Word document"),
        (docx(), "the document has no text"),
        (with_part(docx(SAID), "word/document.xml", b"not xml"), "a damaged Word document"),
        (with_part(docx(SAID), "[Content_Types].xml", b"<Types/>"), "a damaged Word document"),
        (bomb(), "more than a document holds"),
    ],
)
def test_bad_word_document_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert why in skipped(raw, ".docx").why


def test_entities_of_a_word_document_are_not_expanded() -> None:
    assert one(entities(), ".docx").text == "Word"


def test_word_document_that_lies_about_its_sizes_costs_no_memory() -> None:
    raw = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(raw))) as package:
        size = package.getinfo("word/document.xml").file_size
    lied = bytes(raw).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    tracemalloc.start()
    skipped(lied, ".docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
