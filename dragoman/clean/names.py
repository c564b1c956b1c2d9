"""What kind of name a line is: an outlet's, or the name of somebody who may have written the page."""

from __future__ import annotations

import re

from dragoman.clean.phrases import Phrases

_WORD = re.compile(r"\w+")
_LONGEST_NAME = 6  # words of an outlet's name
_SMALL = ("of", "the", "and", "de", "du", "des", "di", "del", "della", "la", "do", "da", "der", "für")
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w’.-]+(?: (?:van|von|de|den|der|al|el|bin|da|di|le|la))?(?: [A-ZÀ-Þ][\w’.-]*){1,2}"
    r"(?:,? (?:and|&) [A-ZÀ-Þ][\w’.-]+(?: [A-ZÀ-Þ][\w’.-]*){1,2})?"
)
_REST = 6  # words behind a name and a comma


def plain(text: str) -> str:
    """Words alone, for comparing lines that differ in marks and case."""
    return " ".join(_WORD.findall(text.casefold()))


def is_title_case(line: str) -> bool:
    """Whether every word but the small ones is capitalised."""
    return all(w[0].isupper() or w in _SMALL for w in line.split())


def is_outlet_name(name: str, phrases: Phrases) -> bool:
    """Whether words are of the shape of an outlet's name ("The Lindhaven Courier", "StraitBlog")."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST_NAME or not is_title_case(name):
        return False
    low = [w.casefold().strip(".,") for w in words]
    if any(w in phrases.section_words for w in low) or low == ["the"] or ":" in name:
        return False
    joined = (
        len(words) == 1
        and low[0].endswith(phrases.outlet_endings)
        and any(low[0].endswith(w) and low[0] != w for w in phrases.outlet_endings)
    )
    return joined or (len(words) > 1 and any(w in phrases.outlet_words for w in low))


def is_person_line(line: str, phrases: Phrases) -> bool:
    """Whether a line is one or two people's names, alone or with what they are ("Milo Sand, The Harbour
    Post"), and not an outlet's or a section's."""
    name, comma, rest = line.partition(", ")
    if not _PERSON.fullmatch(name) or (comma and len(rest.split()) > _REST):
        return False
    low = [w.casefold() for w in name.split()]
    return not any(w in phrases.section_words or w in phrases.outlet_words for w in low)
