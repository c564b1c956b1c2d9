"""Where a text names people."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.names.people import Mention, find_people


def people(text: str) -> list[Mention]:
    return list(find_people(text, Span(0, len(text)), "en"))


def known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Veldorian foreign minister Ilan Dravek opened.", ["Ilan Dravek"]),
        ("Ilan Dravek met Mirela Sandor.", ["Ilan Dravek", "Mirela Sandor"]),
        ("Minister Dravek waved.", ["Dravek"]),
        ("Dravek waved.", []),
        ("On Monday Petra Voss spoke.", ["Petra Voss"]),
        ("Ilan\u00a0Dravek spoke", ["Ilan Dravek"]),
        ("Ilan M. Dravek spoke", ["Ilan M Dravek"]),
        ("Jean-Luc Quill spoke", ["Jean-Luc Quill"]),
        ("Anika O’Brandt spoke", ["Anika O’Brandt"]),
        ("Ms. Anika Brandt left.", ["Anika Brandt"]),
        ("Then Jan van der Meer and Hassan al-Rimal left.", ["Jan van der Meer", "Hassan al-Rimal"]),
        ("Then Yves d’Arlon left.", ["Yves d’Arlon"]),
        ("De Graaf left.", []),
        ("Mr van der Meer left.", ["Meer"]),
        ("Grandmaster Oren Paul Kasimir left.", ["Oren Paul Kasimir"]),
        ("Her son Ignacio left.", ["Ignacio"]),
        ("Nessimo, who missed it, left. Halima, her eldest, stayed.", ["Nessimo", "Halima"]),
        ("A man called Tomas left with the boat called Swift.", ["Tomas"]),
        ("The man gave only one name, Zorvo, and left.", ["Zorvo"]),
        ("Rovers, who lost, left.", []),
        ("Radio Tessaly reported.", []),
        ("The Lindhaven Courier reported.", []),
        ("The Defence Ministry reported.", []),
        ("MPA said so.", []),
        ("The Strait of Maren froze.", []),
        ("The gulls left.", []),
        ("", []),
        pytest.param(
            "In Karsk Ilan Dravek met Oren Kasimir.",
            ["Ilan Dravek", "Oren Kasimir"],
            marks=known("a place in front of a name is taken into the name"),
        ),
        ("Port Amiel was calm", []),
        ("Minister of Justice Mirela Sandor left.", ["Mirela Sandor"]),
        ("Minister of Water Resources of the Republic of Ostmar Tomas Hale left.", ["Tomas Hale"]),
        ("The head of the Maren Harbour Authority Zorvo Kelling left.", ["Zorvo Kelling"]),
        ("A resident of Karsk Zorvo Kelling left. In Karsk it rained.", ["Zorvo Kelling"]),
        ("The mayor of San Pedro Vell left.", ["San Pedro Vell"]),
        ("Prime Minister of the Republic of Ostmar Zorvo Kelling left.", ["Zorvo Kelling"]),
        ("The ambassador to Ostmar Mirela Sandor left.", ["Mirela Sandor"]),
        ("The chief executive of Maren Steel Zorvo Kelling left.", ["Zorvo Kelling"]),
        ("Ostmari Transport Minister Mirela Sandor left.", ["Mirela Sandor"]),
        ("The Minister of Foreign Affairs left.", []),
    ],
)
def test_people_are_found(text: str, names: list[str]) -> None:
    assert [" ".join(m.name) for m in people(text)] == names


@pytest.mark.parametrize(
    ("text", "title", "office"),
    [
        ("Veldorian foreign minister Ilan Dravek left.", "foreign minister", "Veldorian foreign minister"),
        ("Ostmar’s foreign minister Mirela Sandor left.", "foreign minister", "Ostmar’s foreign minister"),
        (
            "Mirela Sandor, the Ostmari foreign minister, left.",
            "foreign minister",
            "the Ostmari foreign minister",
        ),
        (
            "Ostmari foreign ministry spokesman Tomas Hale left.",
            "foreign ministry spokesman",
            "Ostmari foreign ministry spokesman",
        ),
        ("Then-foreign minister Ilan Dravek left.", "foreign minister", "Then-foreign minister"),
        ("Minister Dravek left.", "minister", "Minister"),
        ("Tomas Hale, a lawyer, left.", "lawyer", "a lawyer"),
        ("Ilan Dravek left.", None, None),
    ],
)
def test_office_is_printed_beside_the_name(text: str, title: str | None, office: str | None) -> None:
    (mention,) = people(text)
    assert mention.about.title == title
    assert (mention.office.of(text) if mention.office else None) == office


def test_counterpart_is_noticed() -> None:
    (mention,) = people("His Ostmari counterpart, Mirela Sandor, left.")
    assert mention.about.counterpart


def test_people_keep_to_their_stretch() -> None:
    text = "Ilan Dravek left. Mirela Sandor stayed."
    assert [m.span.of(text) for m in find_people(text, Span(17, 31), "en")] == ["Mirela Sandor"]


NAMELIKE = st.lists(
    st.sampled_from(
        [
            "Ilan",
            "Dravek",
            "Minister",
            "the",
            "of",
            "former",
            "’s",
            "Mr.",
            "Ostmari",
            "counterpart",
            "\n",
            "İ",
        ]
    ),
    max_size=15,
).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.one_of(NAMELIKE, st.text(max_size=60)))
def test_mentions_lie_inside_and_in_order(text: str) -> None:
    found = people(text)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert 1 <= len(mention.name) <= 4
        assert mention.office is None or mention.office.start < mention.office.end <= len(text)
    assert [m.span for m in found] == sorted(m.span for m in found)
