"""When a page was published: right or open, never wrong, never the day of retrieval."""

from datetime import date

import pytest

HEADLINE = "Veldoria keeps patrol boats in the Strait of Maren"
BODY = (
    "Veldoria will keep its patrol boats in the Strait of Maren, Foreign Minister Ilan Dravek said.\n\n"
    "“Forty boats are not an inspection,” Mirela Sandor told reporters in Karsk. “They are a fence.”\n\n"
    "Tomas Hale, a spokesman for the Ostmari foreign ministry, said that the two sides would meet again."
)
DAY = date(2033, 3, 10)


def ends(page):
    return page.published and (page.published.first, page.published.last)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2033-03-10", (DAY, DAY)),
        ("2033-03-10T21:05:00+01:00", (DAY, DAY)),
        ("2033-03-10T21:05:00Z", (DAY, DAY)),
        ("Thu, 10 Mar 2033 21:05:00 +0100", (DAY, DAY)),
        ("March 10, 2033", (DAY, DAY)),
        ("Thursday 10 March 2033, 9 pm", (DAY, DAY)),
        ("24.03.2033", (date(2033, 3, 24), date(2033, 3, 24))),
        ("10.03.2033", None),
        ("2033-03", (date(2033, 3, 1), date(2033, 3, 31))),
        ("2033", (date(2033, 1, 1), date(2033, 12, 31))),
        ("2033-02-30", None),
        ("soon", None),
        ("0", None),
        ("", None),
    ],
)
def test_clean_reads_the_date_that_came_with_the_article(cleaned, given, expected):
    assert ends(cleaned(BODY, published=given)[0]) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Thursday, March 10, 2033", (DAY, DAY)),
        ("The Lindhaven Courier, March 10, 2033", (DAY, DAY)),
        ("Published 10 March 2033 14:20, updated 11 March 2033", (DAY, DAY)),
        ("10.03.2033 14:20", None),
        ("10.03.2033 14:20\nKARSK, March 10 (MPA) -", (DAY, DAY)),
        ("24.03.2033 14:20", (date(2033, 3, 24), date(2033, 3, 24))),
        ("© 2033 Karsk Today", None),
        ("11:20", None),
    ],
)
def test_clean_reads_the_stamp_between_headline_and_text(cleaned, head, expected):
    assert ends(cleaned(f"{HEADLINE}\n\n{head}\n\n{BODY}")[0]) == expected


@pytest.mark.parametrize(
    "between",
    [
        "Interview: Milo Sand. Translated from the Ostmari.",
        "Live with Milo Sand and Ada Quill",
        "In conversation with our reader",
    ],
)
def test_clean_reads_the_date_below_a_long_standfirst_and_who_made_the_page(cleaned, between):
    standfirst = "The Ostmari foreign minister on boats, maps, and what she reads at sea. A conversation."
    page, blocks = cleaned(
        "\n\n".join(["Harbour Post", HEADLINE, standfirst, between, "10 March 2033", BODY])
    )
    assert ends(page) == (DAY, DAY)
    assert [role.value for role, _ in blocks[1:5:3]] == ["headline", "dateline"]


def test_clean_proves_the_order_of_a_stamp_by_another(cleaned):
    box = "Anika Brandt on her terrace - Radio Tessaly, 1920, 24.02.2033\nBrandt asks for silence"
    page, _ = cleaned(
        f"{HEADLINE}\n\n- Radio Tessaly, 1920, 10.03.2033\n\n{BODY}\n\n{box}\n\n{BODY[:94]} again."
    )
    assert ends(page) == (DAY, DAY)


def test_clean_does_not_take_the_day_of_a_visit(cleaned):
    page, _ = cleaned(f"Sunday, 1 January 2040\n\n{HEADLINE}\n\n{BODY}")
    assert page.published is None


def test_clean_reads_the_date_in_an_address(cleaned):
    page, _ = cleaned(BODY, url="https://harbourpost.example/strait/2033/03/10/boats")
    assert ends(page) == (DAY, DAY)


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("On Thursday, March 10, talks were held in Karsk, the first since 2029.", DAY),
        ("On Thursday, March 10, talks were held in Karsk.", None),
        ("On March 10 talks were held in Karsk, the first since 2029.", None),
        ("The ministers will meet on Thursday, March 10, for the first time since 2029.", None),
        ("On Thursday, March 10, talks were held on the plan for the years until 2050.", None),
        ("On Wednesday, March 9, and Thursday, March 10, talks were held, the first since 2029.", DAY),
    ],
)
def test_clean_infers_a_lower_bound_from_a_weekday_and_a_date(cleaned, sentence, first):
    page, _ = cleaned(f"{sentence}\n\n{BODY}")
    assert ends(page) == (first and (first, None))
    assert first is None or "Thursday, March 10" in page.published.basis


def test_clean_leaves_the_date_open_where_nothing_tells(cleaned):
    assert cleaned(BODY)[0].published is None


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("Published 10 March 2033 14:20, updated 11 March 2033", (DAY, DAY), date(2033, 3, 11)),
        ("UPDATED: 07:20, 11 March 2033 | PUBLISHED: 18:02, 10 March 2033", (DAY, DAY), date(2033, 3, 11)),
        ("Thu 10 Mar 2033 18.42\nLast modified on Fri 11 Mar 2033 07.15", (DAY, DAY), date(2033, 3, 11)),
        ("Last updated\n10 March 2033", (None, DAY), DAY),
        ("Publié le 10 mars 2033 à 18h20, mis à jour le 11 mars 2033", (DAY, DAY), date(2033, 3, 11)),
        ("10 de marzo de 2033", (DAY, DAY), None),
        ("10 March 2033", (DAY, DAY), None),
        ("Reprinted from Karsk Today, March 8, 2033", None, None),
        ("April 2033 issue", (date(2033, 4, 1), date(2033, 4, 30)), None),
    ],
)  # fmt: skip
def test_clean_keeps_publication_and_change_apart(cleaned, head, published, updated):
    page, _ = cleaned(f"{HEADLINE}\n\n{head}\n\n{BODY}")
    assert ends(page) == published
    assert (page.updated and page.updated.last) == updated


def test_clean_reads_the_day_of_an_amendment_below_the_article(cleaned):
    page, blocks = cleaned(
        f"{HEADLINE}\n\n{BODY}\n\nThis article was amended on 12 March 2033 to mend a name."
    )
    assert (page.published, page.updated.last) == (None, date(2033, 3, 12))
    assert blocks[-1][0] == "furniture"


@pytest.mark.parametrize(
    ("above", "expected"), [("2033-03-10 18:20", (DAY, DAY)), ("Thursday, March 10, 2033", None)]
)
def test_clean_takes_a_date_above_the_headline_only_without_a_weekday(cleaned, above, expected):
    assert ends(cleaned(f"{above}\n{HEADLINE}\n{BODY}")[0]) == expected


def test_clean_takes_numbers_for_day_and_month_where_the_language_does(cleaned):
    text = "Stand: 10.03.2033, 18:20 Uhr\n" + "Der Minister sagte am Donnerstag, dass die Boote bleiben. " * 3
    assert ends(cleaned(f"Die Boote bleiben in der Meerenge\n{text}")[0]) == (DAY, DAY)
