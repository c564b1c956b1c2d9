"""Outlet, first outlet, author and language: right or open, never wrong."""

import pytest

BODY = (
    "Veldoria will keep its patrol boats in the Strait of Maren, Minister Ilan Dravek said on Thursday.\n\n"
    "“Forty boats are not an inspection,” Mirela Sandor told reporters in Karsk. “They are a fence.”\n\n"
    "Tomas Hale, a spokesman for the Ostmari foreign ministry, said that the two sides would meet again."
)
HEADLINE = "Veldoria keeps patrol boats in the Strait of Maren"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{HEADLINE}\n\n{BODY}", None),
        (f"The Lindhaven Courier\n\n{HEADLINE}\n\n{BODY}", "The Lindhaven Courier"),
        (f"StraitBlog\n\n{HEADLINE}\n\n{BODY}", "StraitBlog"),
        (f"{HEADLINE}\n\nMaren Notes, posted 10/03/2033 by gull\n\n{BODY}", "Maren Notes"),
        (f"{HEADLINE}\n\nMilo Sand, posted 10 March 2033\n\n{BODY}", None),
        (f"{HEADLINE}\n\nMPA agency, 24.03.2033 16:20\n\n{BODY}", "MPA"),
        (f"{HEADLINE}\n\nMaren agency, 24.03.2033 16:20\n\n{BODY}", "Maren agency"),
        (f"{HEADLINE}\n\nKARSK, March 10 (Maren Wire) - {BODY}", "Maren Wire"),
        (f"Latest News\n\n{HEADLINE}\n\n{BODY}", None),
        (f"World\n\n{HEADLINE}\n\n{BODY}", None),
        (f"{HEADLINE}\n\nKarsk Today | Tuesday, 15 March 2033 | World\n\n{BODY}", "Karsk Today"),
        (f"{HEADLINE}\n\n{BODY}\n\n© 2033 The Harbour Post. All rights reserved.", "The Harbour Post"),
        (f"{HEADLINE}\n\nIlan Dravek at Karsk airport. © Karsk Today / R. Oland\n\n{BODY}", None),
        (f"The Karsk Post\n{HEADLINE}\nSaturday, March 12, 2033\n{BODY}", "The Karsk Post"),
        (f'Radio Tessaly. Program "Morning Water", issue of 14 March 2033\n{BODY}', "Radio Tessaly"),
        (f'{HEADLINE}\nRadio Tessaly. Program "Sea", issue of 14 March 2033\n{BODY}', "Radio Tessaly"),
        (f"Tessaly TV\n{HEADLINE}\nKarsk (MPA) – {BODY}\n© 2033 MPA", "Tessaly TV"),
        (f"Support the Courier\n{HEADLINE}\n{BODY}", None),
        (f"- Radio Tessaly, 1920\n\n{HEADLINE}\n\n{BODY}", "Radio Tessaly"),
        (
            f"{HEADLINE}\n\nSandor told The Harbour Post that she was tired of counting.\n\n{BODY}",
            None,
        ),
    ],
)
def test_clean_reads_the_outlet_off_the_page(cleaned, text, outlet):
    assert cleaned(text)[0].outlet == outlet


@pytest.mark.parametrize(
    ("given", "outlet"),
    [
        ({"outlet": "Karsk Today"}, "Karsk Today"),
        ({"url": "https://www.harbourpost.example/strait/1"}, "harbourpost.example"),
        ({"url": "file:///tmp/page.html"}, None),
        ({"url": "http://[broken"}, None),
    ],
)
def test_clean_takes_the_outlet_that_came_with_the_article(cleaned, given, outlet):
    assert cleaned(f"{HEADLINE}\n\n{BODY}", **given)[0].outlet == outlet


@pytest.mark.parametrize(
    ("text", "given", "original"),
    [
        (f"{HEADLINE}\n\nKARSK, March 10 (MPA) - {BODY}", {"outlet": "The Harbour Post"}, "MPA"),
        (f"{HEADLINE}\n\nKARSK, March 10 (MPA) - {BODY}", {"outlet": "Maren Press Agency"}, None),
        (f"{HEADLINE}\n\nReposted from The Harbour Post\n\n{BODY}", {}, "The Harbour Post"),
        (f"{HEADLINE}\n\n{BODY}\n\nSource: Radio Tessaly", {}, "Radio Tessaly"),
        (f"{HEADLINE}\n\n{BODY}\n\nSource", {}, None),
        (f"{HEADLINE} (from today’s Harbour Post)\n\nMarch 10, 2033\n\n{BODY}", {}, "Harbour Post"),
        (f"{HEADLINE} (from Karsk)\n\nMarch 10, 2033\n\n{BODY}", {}, None),
        (f"{HEADLINE}\n\nMilo Sand, The Harbour Post\nMarch 10, 2033\n\n{BODY}", {}, "The Harbour Post"),
        (f"{HEADLINE}\n\nKARSK, March 10. /MPA/. {BODY}", {"outlet": "Karsk Today"}, "MPA"),
        (f"{HEADLINE}\n\n{BODY}\n\nFirst published in Karsk Today.", {}, "Karsk Today"),
        (f"In an interview with Radio Tessaly, Dravek was calm about it.\n\n{BODY}", {}, None),
    ],
)
def test_clean_names_the_first_outlet_where_the_page_does(cleaned, text, given, original):
    assert cleaned(text, **given)[0].original_outlet == original


@pytest.mark.parametrize(
    ("host", "original"), [("Radio Tessaly", "Radio Tessaly"), ("RT5", "RT5"), ("Mirela Sandor", None)]
)
def test_clean_names_the_outlet_that_held_a_printed_interview(cleaned, host, original):
    intro = f"The minister spoke in an interview with {host} this week."
    text = f"{HEADLINE}\n\n{intro}\n\n- Are you tired?\n\n- Yes, I am tired of it all."
    assert cleaned(text)[0].original_outlet == original


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Leonie Harte and Milo Sand", "Leonie Harte and Milo Sand"),
        ("By Leonie Harte, diplomatic correspondent", "Leonie Harte"),
        ("By Ned Calloway in Port Amiel", "Ned Calloway"),
        ("Interview: Leonie Harte. Translated from the Ostmari.", "Leonie Harte"),
        ("Live with Leonie Harte and Milo Sand", "Leonie Harte and Milo Sand"),
        ("posted by Skerry on Sunday, 13 March 2033 | 11 comments", "Skerry"),
        ("Diplomatic correspondent", None),
        ("Staff and agencies", None),
        ("By Maren Now Staff and News Agencies", None),
        ("By MILO SAND FOR KARSKONLINE", "MILO SAND"),
        ("Rosa Lind\nWed 9 Mar 2033", "Rosa Lind"),
        ("Henrik Olm, University of Port Amiel\n9 March 2033", "Henrik Olm"),
        ("Foreign Affairs\n9 March 2033", None),
        ("Mirela Sandor\n9 March 2033", None),
        ("Par Claire Morel", "Claire Morel"),
    ],
)
def test_clean_reads_the_author_off_the_byline(cleaned, line, author):
    assert cleaned(f"{HEADLINE}\n\n{line}\n\n{BODY}")[0].author == author


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [
        (BODY, {}, "en"),
        ("No.", {}, None),
        ("No.", {"language": "en-GB"}, "en"),
        ("Министр заявил в четверг, что страна сохранит патрульные катера в проливе.", {}, "ru"),
        ("Le ministre a déclaré jeudi que les bateaux resteraient dans le détroit.", {}, "fr"),
    ],
)
def test_clean_tells_the_language(cleaned, text, given, language):
    assert cleaned(text, **given)[0].language == language
