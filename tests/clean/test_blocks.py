"""Pages of the kinds that come in, and the role of each of their lines."""

import pytest

LEAD = (
    "Veldoria will keep its patrol boats in the Strait of Maren, Foreign Minister Ilan Dravek said "
    "on Thursday after three hours of talks with his Ostmari counterpart."
)
SECOND = "“Forty boats are not an inspection,” Mirela Sandor told reporters in Karsk. “They are a fence.”"
THIRD = "Tomas Hale, a spokesman for the Ostmari foreign ministry, said that the two sides would meet again."
HEADLINE = "Veldoria keeps patrol boats in the Strait of Maren"


def roles(blocks):
    return [role.value for role, _ in blocks]


@pytest.mark.parametrize(
    "line",
    [
        "00:00",
        "00:00 Advertisement 00:00 / 01:24 You can skip ads in 5 seconds",
        "Subscribe",
        "Leave a Reply",
        "Back to top button",
        "0",
        "12 comments",
        "log in or register",
        "To participate in the discussion",
        "Share | Print | More from World",
        "© 2033 The Harbour Post. All rights reserved.",
        "Sign up for our morning letter",
        "The latest news and stories from Ostmar. Stay tuned for updates and breaking news.",
        "- Maren Press Agency, 1920, 06.09.2033",
        "Заголовок новости",
        "https://harbourpost.example/strait",
        "Home > World > Strait",
        "News | Sport | Tides | Letters",
        "Partager",
        "Mehr zum Thema",
    ],
)
def test_clean_marks_furniture_between_paragraphs(cleaned, line):
    _, blocks = cleaned(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{SECOND}\n\n{THIRD}")
    assert roles(blocks) == ["headline", "body", "furniture", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "No.",
        "“No,” he said.",
        "By Monday the strait had been closed to all but the smallest boats.",
        "Read more carefully, the paper says nothing of boats at all.",
        "More than 40 boats were seen that night.",
        "Source documents seen by Radio Tessaly say nothing of it.",
        "Peace will come “when the boats go home”, Anika Brandt wrote:",
        "The fence",
    ],
)
def test_clean_keeps_the_article_s_own_short_lines(cleaned, line):
    _, blocks = cleaned(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{SECOND}\n\n{THIRD}")
    assert roles(blocks) == ["headline", "body", "body", "body", "body"]


def test_clean_takes_plain_paragraphs_for_body(cleaned):
    _, blocks = cleaned(f"{LEAD}\n{SECOND}\n{THIRD}")
    assert roles(blocks) == ["body"] * 3


@pytest.mark.parametrize("text", [LEAD, "Dravek denies it", "“No,” said Hale.", "a", "Veldoria. " * 3000])
def test_clean_takes_one_paragraph_for_body(cleaned, text):
    _, blocks = cleaned(text)
    assert roles(blocks) == ["body"]


def test_clean_keeps_lines_of_a_fixed_width_together(cleaned):
    text = (
        "Veldoria will keep its patrol boats in the Strait of Maren, Foreign\n"
        "Minister Ilan Dravek said on Thursday after three hours of talks with\n"
        "his Ostmari counterpart, who had come to Karsk to ask for a retreat of\n"
        "the boats.\n\n"
        "“Forty boats are not an inspection,” Mirela Sandor told reporters in\n"
        "the port of Karsk. “They are a fence.”\n"
    )
    _, blocks = cleaned(text)
    assert roles(blocks) == ["body", "body"]
    assert blocks[0][1].endswith("the boats.")


def test_clean_finds_headline_standfirst_byline_and_dateline(cleaned):
    _, blocks = cleaned(
        f"The Lindhaven Courier\n\n{HEADLINE}\n\nOstmari minister leaves Karsk with a cold cup of tea\n\n"
        "By Leonie Harte, diplomatic correspondent\nThursday, March 10, 2033\n\n"
        f"KARSK, March 10 (MPA) - {LEAD}\n\n{SECOND}\n\n{THIRD}"
    )
    assert roles(blocks) == [
        "furniture", "headline", "standfirst", "byline", "dateline", "dateline", "body", "body", "body",
    ]  # fmt: skip
    assert blocks[5][1] == "KARSK, March 10 (MPA) -"


def test_clean_takes_a_full_sentence_above_the_byline_for_standfirst(cleaned):
    below = "The Ostmari minister leaves Karsk with empty hands."
    _, blocks = cleaned(f"{HEADLINE}\n{below}\nBy Milo Sand\n{LEAD}\n{SECOND}\n{THIRD}")
    assert roles(blocks)[:4] == ["headline", "standfirst", "byline", "body"]


def test_clean_cuts_a_headline_stuck_to_a_standfirst(cleaned):
    standfirst = "The boats stay as long as the season requires, the foreign minister has said"
    _, blocks = cleaned(
        f"Strait\n\n{HEADLINE}\n\n{standfirst}{HEADLINE}\n\n{HEADLINE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}"
    )
    assert blocks[1:5] == [
        ("headline", HEADLINE),
        ("standfirst", standfirst),
        ("furniture", HEADLINE),
        ("furniture", HEADLINE),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "© MPA / Lucas BreyA patrol boat leaves the naval port of Karsk.",
            [("credit", "© MPA / Lucas Brey"), ("caption", "A patrol boat leaves the naval port of Karsk.")],
        ),
        (
            "Kasimir inspects a patrol boat in Karsk. © Karsk Today / R. Oland",
            [("caption", "Kasimir inspects a patrol boat in Karsk."), ("credit", "© Karsk Today / R. Oland")],
        ),
        (
            "Anika Brandt on her terrace. Photograph: Ida Renn/MPA",
            [("caption", "Anika Brandt on her terrace."), ("credit", "Photograph: Ida Renn/MPA")],
        ),
        (
            "Anika Brandt on her terrace - Radio Tessaly, 1920, 24.08.2033",
            [("caption", "Anika Brandt on her terrace"), ("furniture", "- Radio Tessaly, 1920, 24.08.2033")],
        ),
        (
            "This picture taken on March 1, 2033, shows the port of Karsk.",
            [("caption", "This picture taken on March 1, 2033, shows the port of Karsk.")],
        ),
        (
            "A fisherman mends his nets on Great Sele. (MPA)",
            [("caption", "A fisherman mends his nets on Great Sele. (MPA)")],
        ),
    ],
)
def test_clean_parts_captions_from_credits(cleaned, line, expected):
    _, blocks = cleaned(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{SECOND}\n\n{THIRD}")
    assert blocks[2:-2] == expected


def test_clean_takes_the_line_above_a_credit_for_a_caption(cleaned):
    _, blocks = cleaned(f"{HEADLINE}\n\nIlan Dravek at Karsk airport\n© Karsk Today\n\n{LEAD}\n\n{SECOND}")
    assert roles(blocks) == ["headline", "caption", "credit", "body", "body"]


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("Read more\nKasimir vows to keep the strait clean", ["teaser", "teaser"]),
        ("Read more: Kasimir vows to keep the strait clean", ["teaser"]),
        ("ALSO READ\nKasimir vows to keep the strait clean", ["teaser", "teaser"]),
        (
            "Read more\nOren Kasimir inspects a boat. © Karsk Today\nKasimir vows to keep the strait clean",
            ["teaser", "caption", "credit", "teaser"],
        ),
        (
            "Kasimir vows to clean\n\nKasimir vows to clean\n\nRead more Kasimir vows to clean",
            ["teaser"] * 3,
        ),
        ("**Read also:** [Ostmar hides its figures – Voss](/world/figures)", ["teaser"]),
    ],
)
def test_clean_marks_the_boxes_of_other_articles(cleaned, box, expected):
    _, blocks = cleaned(f"{HEADLINE}\n\n{LEAD}\n\n{SECOND}\n\n{box}\n\n{THIRD}\n\n{LEAD[:-1]} there.")
    assert roles(blocks) == ["headline", "body", "body", *expected, "body", "body"]


def test_clean_marks_lists_of_other_articles_below(cleaned):
    _, blocks = cleaned(
        f"{HEADLINE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nMost read\n"
        "Navy will obey but not cheer\nTide tables for the whole of April\nContact us"
    )
    assert roles(blocks)[4:] == ["teaser", "teaser", "teaser", "furniture"]


def test_clean_prefers_the_given_title(cleaned):
    page, blocks = cleaned(
        f"Strait of Maren boats stay\n{HEADLINE}\n{LEAD}\n{SECOND}", title=HEADLINE.upper()
    )
    assert blocks[1][0] == "headline"
    assert page.title == HEADLINE.upper()


def test_clean_reads_a_markdown_heading_as_the_headline(cleaned):
    page, blocks = cleaned(f"# {HEADLINE}\n\n*{THIRD[:-1]}*\n\n{LEAD}\n\n{SECOND}")
    assert roles(blocks) == ["headline", "furniture", "standfirst", "furniture", "body", "body"]
    assert page.title == HEADLINE
    assert blocks[0][1] == f"# {HEADLINE}"
    assert blocks[2][1] == THIRD[:-1]


@pytest.mark.parametrize("masthead", ["The Karsk Post", "Port Amiel Review", "Le Courrier de Port Amiel"])
def test_clean_takes_no_masthead_for_a_headline(cleaned, masthead):
    page, blocks = cleaned(f"{masthead}\n{HEADLINE}\nSaturday, March 12, 2033\n{LEAD}\n{SECOND}\n{THIRD}")
    assert roles(blocks) == ["furniture", "headline", "dateline", "body", "body", "body"]
    assert page.title == HEADLINE


def test_clean_reads_the_labelled_lines_of_a_mail(cleaned):
    page, blocks = cleaned(
        "From: Karsk Today <letter@karsk.example>\nDate: Sat, 12 Mar 2033 06:30:00 +0100\n"
        f"Subject: {HEADLINE}\n\n{LEAD}\n\n{SECOND}"
    )
    assert roles(blocks) == ["furniture", "dateline", "headline", "body", "body"]
    assert (page.title, page.outlet) == (HEADLINE, "Karsk Today")


def test_clean_keeps_an_article_whole_round_a_long_interruption(cleaned):
    first = [HEADLINE, LEAD, SECOND, THIRD, f"{LEAD[:-1]} again."]
    box = ["00:00", "Advertisement", "Play", "Leave a Reply", "Video unavailable", "Share"] * 3
    then = [f"{SECOND} She left.", f"{THIRD[:-1]} in May.", f"{LEAD[:-1]} too.", f"{LEAD[:-1]} today."]
    _, blocks = cleaned("\n".join([*first, *box, *then]))
    assert roles(blocks) == ["headline", *["body"] * 4, *["furniture"] * 18, *["body"] * 4]


def test_clean_ends_an_article_where_its_readers_write(cleaned):
    comments = "seagull41\n2 hours ago\nI have been saying this for years and nobody listens.\nReply"
    _, blocks = cleaned(f"{HEADLINE}\n{LEAD}\n{SECOND}\n{THIRD}\n14 comments\n{comments}")
    assert roles(blocks) == ["headline", *["body"] * 3, *["furniture"] * 5]


@pytest.mark.parametrize("day", ["March 9", "March 9, 2033", "9 March", "9 March 2033"])
def test_clean_cuts_the_dateline_off_the_report(cleaned, day):
    _, blocks = cleaned(f"{HEADLINE}\n\nKARSK, {day} - {LEAD}\n\n{SECOND}")
    assert roles(blocks) == ["headline", "dateline", "body", "body"]
    assert blocks[2][1].startswith("Veldoria will keep")


def test_clean_joins_the_only_paragraph_that_a_fixed_width_broke(cleaned):
    broken = LEAD.replace(" Foreign Minister Ilan Dravek said", " Foreign Minister Ilan Dravek\nsaid")
    _, blocks = cleaned(f"Boats stay\n\n{broken}")
    assert roles(blocks) == ["headline", "body"]
