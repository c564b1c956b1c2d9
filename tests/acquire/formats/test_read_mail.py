"""Mail, mailboxes and saved pages."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime

import pytest
from made_samples import PAGE, SAID, articles, mail, mhtml, one, read_bytes, skipped

from dragoman.acquire.limits import MAX_PACKAGE_BYTES
from dragoman.ids import article_id
from dragoman.model import Article, Given, Skipped

WRAPPED = f"""Lindhaven, 2 May. The foreign ministry of Ostmar said on Friday
that the talks in Port Amiel had failed, and that it would not
return to them before the summer.

{SAID}

- one
- two
"""
UNWRAPPED = [
    "Lindhaven, 2 May. The foreign ministry of Ostmar said on Friday that the talks in Port Amiel had "
    "failed, and that it would not return to them before the summer.",
    SAID,
    "- one",
    "- two",
]
FORWARD = f"""Have a look.

---------- Forwarded message ---------
From: Tomas Hale <press@mfa.ostmar.example>
Date: Thu, 1 May 2031 at 18:00
Subject: Statement on the strait
To: Editors

{SAID}
"""


def test_plain_mail_is_unwrapped_into_paragraphs() -> None:
    article = one(mail(WRAPPED).as_bytes(), ".eml")
    assert article.text.split("\n") == UNWRAPPED
    assert article.flattener == "dragoman-mail/1"
    assert [block.path for block in article.source_map] == ["line 1", "line 5", "line 7", "line 7"]
    assert article.given == Given(
        title="Talks fail", published="Fri, 02 May 2031 10:00:00 +0000", author="The Harbour Post"
    )
    assert article.extra["message_id"] == "<1@harbour.example>"
    assert article.id == article_id(article.raw, "<1@harbour.example>")


def test_html_is_read_before_plain_text() -> None:
    article = one(mail("See the page.", html=PAGE).as_bytes(), ".eml")
    assert article.text == f"Dravek refuses\n{SAID}"
    assert article.flattener == "dragoman-flat/1"
    assert article.given.title == "Talks fail"


def test_plain_text_is_read_where_the_html_shows_nothing() -> None:
    assert one(mail(SAID, html="<img src='x'>").as_bytes(), ".eml").text == SAID


@pytest.mark.parametrize(
    ("sender", "headers", "author", "outlet"),
    [
        ("Karsk Today <n@k.example>", {}, "Karsk Today", None),
        ("Karsk Today <n@k.example>", {"List_Id": "<n.k.example>"}, None, "Karsk Today"),
        ("Anika Brandt from The Harbour Post <n@k.example>", {}, "Anika Brandt", "The Harbour Post"),
        ("Anika Brandt | MPA <n@k.example>", {"List_Id": "<n>"}, "Anika Brandt", "MPA"),
        ("n@k.example", {"List_Id": "<n>"}, None, None),
        ("=?utf-8?q?Zo=C3=AB_Voss?= <z@k.example>", {}, "Zoë Voss", None),
    ],
)
def test_sender_is_author_or_outlet(
    sender: str, headers: dict[str, str], author: str | None, outlet: str | None
) -> None:
    head = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in {"From": sender, **headers}.items())
    given = one(f"{head}Subject: S\r\n\r\n{SAID}".encode(), ".eml").given
    assert (given.author, given.outlet) == (author, outlet)


def test_forwarded_mail_speaks_for_itself() -> None:
    article = one(mail(FORWARD, From="Petra Voss <p@x.example>").as_bytes(), ".eml")
    assert article.given.author == "Tomas Hale"
    assert article.given.published == "Thu, 1 May 2031 at 18:00"
    assert article.given.title == "Statement on the strait"
    assert "forwarded" in article.notes[0]
    assert article.text.endswith(SAID)


def test_attached_mail_is_an_article_of_its_own() -> None:
    inner = mail("Inner words.", From="Tomas Hale <t@x.example>", Message_ID="<2@x>", Subject="Inner")
    outer, attached = articles(mail("Outer words.", attached=[inner]).as_bytes(), ".eml")
    assert (outer.text, attached.text) == ("Outer words.", "Inner words.")
    assert attached.given.author == "Tomas Hale"
    assert (outer.doc, attached.doc) == ("m", "m-2")
    assert outer.id != attached.id
    (alone,) = articles(mail("", attached=[inner]).as_bytes(), ".eml")
    assert alone.text == "Inner words."


def test_attachments_are_named_and_not_read() -> None:
    message = mail("Body words.")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="release.pdf")
    message.add_attachment("Attached words.", filename="words.txt")
    article = one(message.as_bytes(), ".eml")
    assert article.text == "Body words."
    assert article.extra["attachments"] == ["release.pdf", "words.txt"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"From: a@b.example\nSubject: S\n\n", "the mail has no text"),
        (b"Subject: S\nContent-Type: image/png\n\nwords", "the mail has no text"),
        (b"\x89PNG\r\n\x1a\n\0", "it looks like a PNG picture"),
    ],
)
def test_bad_mail_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".eml").why == why


@pytest.mark.parametrize(
    "head",
    [
        "From: =?x-unknown?b?!!!?=",
        "Date: not a date",
        "Content-Type: text/plain; charset=nonsense",
        "Content-Type: multipart/mixed",
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64",
        "Subject: \udcff",
        "From: " + "<" * 5000,
    ],
)
def test_odd_headers_cost_nothing(head: str) -> None:
    raw = f"{head}\r\nMIME-Version: 1.0\r\n\r\n{SAID}".encode("utf-8", "surrogateescape")
    assert one(raw, ".eml").text


def test_deep_nesting_is_skipped_or_read() -> None:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    assert read_bytes(parts.encode() + b"\nwords", ".eml")


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@x.example Fri May  2 10:00:00 2031\n" + each + b"\n\n" for each in mails)


@pytest.mark.parametrize("suffix", [".mbox", ""])
def test_mailbox_gives_each_mail(suffix: str) -> None:
    first = mail("First.\n>From here on.", Message_ID="<a@x>").as_bytes()
    raw = mailbox(first, b"Subject: empty\n\n", mail("Third.", Message_ID="<c@x>").as_bytes())
    found = read_bytes(raw, suffix)
    texts = [each.text if isinstance(each, Article) else each.why for each in found]
    assert texts == ["First.\nFrom here on.", "the mail has no text", "Third."]
    assert isinstance(found[0], Article)
    assert (found[0].doc, found[0].path) == ("m-1", f"m{suffix}#1")


def test_mailbox_mail_beyond_the_limit_costs_no_other() -> None:
    huge = b"Subject: huge\n\n" + b"x" * 70 + b"\n"
    huge += (b"y" * 999 + b"\n") * (MAX_PACKAGE_BYTES // 1000 + 1)
    found = read_bytes(mailbox(huge, mail("Second.").as_bytes()), ".mbox")
    assert isinstance(found[0], Skipped)
    assert found[0].why.startswith("too large")
    assert isinstance(found[1], Article)


def test_mailbox_without_mail_is_skipped() -> None:
    assert skipped(b"words\n", ".mbox").why == "no mail in it"


@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ""])
def test_saved_page_is_read_with_its_address(suffix: str) -> None:
    article = one(mhtml(), suffix)
    assert article.text == f"Dravek refuses\n{SAID}"
    assert article.given.url == "https://karsk.example/1"
    assert article.given.published is None
    assert article.retrieved == datetime(2031, 5, 3, 8, 30, tzinfo=UTC)
    assert article.raw.decode() == PAGE.replace("\n", "\r\n") or article.raw.decode() == PAGE
    assert article.media_type == "text/html"
    assert article.id == article_id(article.raw, "https://karsk.example/1")


def test_saved_page_is_the_part_named_as_the_start() -> None:
    frame = "--b0\r\nContent-Type: text/html\r\nContent-ID: <f>\r\n\r\n<p>Frame.</p>\r\n"
    assert one(mhtml(more=frame, head='; start="<f>"'), ".mhtml").text == "Frame."
    assert one(mhtml(more=frame), ".mhtml").text.startswith("Dravek refuses")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "it is empty"),
        (b"words", "there is no HTML page in it"),
        (mhtml(page="<html><script>x()</script></html>"), "the page has no visible text"),
        (mhtml().replace(b"text/html\r\n", b"text/css\r\n"), "there is no HTML page in it"),
    ],
)
def test_bad_saved_page_is_skipped_with_its_reason(raw: bytes, why: str) -> None:
    assert skipped(raw, ".mhtml").why == why


def test_pictures_of_a_saved_page_cost_no_memory() -> None:
    picture = b"--b0\r\nContent-Type: image/png\r\n\r\n" + (b"A" * 76 + b"\r\n") * 500_000
    raw = mhtml().replace(b"--b0\r\nContent-Type: text/html", picture + b"--b0\r\nContent-Type: text/html")
    tracemalloc.start()
    assert one(raw, ".mhtml").text.startswith("Dravek refuses")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 42_000_000  # the test's own bytes are held as a stream of the same size


def test_mail_too_large_to_keep_is_kept_without_its_attachments() -> None:
    message = mail("Body words.")
    message.add_attachment(b"x" * 9_000_000, maintype="application", subtype="pdf", filename="big.pdf")
    article = one(message.as_bytes(), ".eml")
    assert article.text == "Body words."
    assert len(article.raw) < 1_000
    assert "without its attachments" in article.notes[-1]


def test_saved_page_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    raw = mhtml()
    assert one(raw[: raw.index(b"said")], ".mhtml").text.startswith("Dravek refuses")


@pytest.mark.parametrize(
    "text",
    [
        "He said that the talks had failed and that they would not begin again.\n" * 50_000,
        "-" * 500_000,
        "- \n" * 50_000,
        "a" * 500_000 + "-\nb",
        "> " * 300_000,
        "From: x\n" * 50_000,
    ],
    ids=["lines", "dashes", "items", "word", "quotes", "heads"],
)
def test_long_plain_mail_takes_linear_time(text: str) -> None:
    assert one(f"From: a@x.example\nSubject: S\n\n{text}".encode(), ".eml").text
