"""What the words of a source tell of somebody: a name, an office, a state, a gender, a number.

``describe`` reads one noun phrase as the page prints it ("His Ostmari counterpart, Mirela Sandor,") and
needs no parse: capitals, a table of titles and the order of words are enough, and the same function
serves every finder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from dragoman.languages.descriptions import description_words
from dragoman.languages.names import NameWords, name_words
from dragoman.names.holders import office_before, own_words

_TOKEN = re.compile(r"[^\W_][\w.&’'-]*[\w.]|\w|[,;:()–—]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_JOINED = re.compile(r"(?:al|an|ar|as|ash|at|az|ad|el|d|l|dell|o)[-’'](?=[^\W\d_])")
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "from",
        "in",
        "at",
        "with",
        "close",
        "to",
        "on",
        "familiar",
        "near",
        "by",
        "inside",
        "within",
    ]
)
_OWNER = re.compile(r"(?:['’]s|s['’])\s+(?=[a-z])")
_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][\w-]*(?: [A-Z][\w-]*)+(?![\w-]|[’']s\b)")
_REALMS = frozenset(("republic", "kingdom", "federation", "union", "emirate"))
_REFLEXIVE = re.compile(r"(?<=\w) (?:(?:him|her|it)self\b|t?here$)")
_PLURAL = re.compile(r"(?:[^s]s|men|women|people)$")


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase tells.

    ``name`` are the words of a proper name (empty for "the minister"); ``title`` an office in lower case;
    ``of`` the state or body that it belongs to, as printed; ``head`` the last common noun in lower case.
    ``definite`` is false for "a spokesman", "two diplomats".
    """

    words: str
    name: tuple[str, ...] = ()
    title: str | None = None
    office: str | None = None
    of: str | None = None
    head: str | None = None
    past: bool = False
    gender: str | None = None
    plural: bool = False
    definite: bool = True
    counterpart: bool = False

    @property
    def pronoun(self) -> bool:
        """Whether the phrase is a single pronoun."""
        return self.head is None and not self.name and self.title is None


@cache
def _title_pattern(language: str) -> re.Pattern[str]:
    titles = "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in name_words(language).titles)
    return re.compile(rf"(?<![\w-])(?:(?:then|ex)-)?(?:{titles})(?![\w-])", re.IGNORECASE)


def find_titles(words: str, language: str) -> list[re.Match[str]]:
    """Titles of office in a text, longest first at each place, without overlap."""
    return list(_title_pattern(language).finditer(words))


def tokens_of(words: str) -> list[str]:
    """Words and separating marks, possessive endings taken off."""
    return [_POSSESSIVE.sub("", t) for t in _TOKEN.findall(words)]


def is_name_word(word: str, table: NameWords) -> bool:
    """Whether a word may be part of a person's name: a capital, and not a known other word."""
    plain = word.lower().rstrip(".")
    known = plain in table.common or plain in table.adherents
    known = known or plain in table.past or plain in table.qualifiers
    return opens_name(word) and not known and table.state(word) is None


def opens_name(word: str) -> bool:
    """Whether a word is written as names are: with a capital, at once or behind its particle ("al-Rimal")."""
    joined = _JOINED.match(word)
    return word[:1].isupper() or (joined is not None and word[joined.end()].isupper())


@lru_cache(maxsize=1 << 14)
def describe(words: str, language: str = "en") -> Description:
    """Read a noun phrase; never fails, an odd phrase gives a description with little in it."""
    table = name_words(language)
    plain = _REFLEXIVE.sub("", words)
    parts = [p.strip() for p in re.split(r"[,;()]|\s[–—-]\s|\b(?:who|which|whose)\b", plain) if p.strip()]
    if not parts:
        return Description(words)
    readings = [_read_part(p, table, language) for p in parts[:3]]
    named = next((r for r in readings if r.name), readings[0])
    titled = next((r for r in readings if r.title), named)
    tokens = {t.lower() for t in tokens_of(words)}
    return Description(
        words=words,
        name=named.name,
        title=titled.title,
        office=titled.office,
        of=titled.of or readings[0].of,
        head=readings[0].head,
        past=titled.past,
        gender=_gender(tokens, readings[0], table),
        plural=readings[0].plural,
        definite=readings[0].definite,
        counterpart="counterpart" in tokens,
    )


def _read_part(part: str, table: NameWords, language: str) -> Description:
    titles = find_titles(part, language)
    match = _widened(part, _own_title(part, titles), table)
    before = tokens_of(part[: match.start()] if match else part)
    after = tokens_of(part[match.end() :]) if match else []
    nouns = tokens_of(part[_owned_from(part) :])
    first = before[0].lower() if before else ""
    if match is None and len(before) == 1 and table.pronoun(first) is not None:
        return Description(part)
    name = _name_in(after, table) if match else _name_at_end(nouns, table, language)
    if match is not None and not name:
        name = _name_behind(part, match.end(), titles, language)
    elif match is None and _opens_phrase(part, name, table, language):
        name = _name_behind(part, len(name[0]), titles, language)
    title = re.sub(r"\s+", " ", match.group().lower()) if match else None
    if title == "minister" and (portfolio := _portfolio(after, table)):
        title, after = f"{' '.join(portfolio)} minister".lower(), after[len(portfolio) + 1 :]
    past = bool({t.lower() for t in before} & table.past) or bool(title and re.match(r"(?:then|ex)-", title))
    head = _head(nouns, name) if match is None else (title or "").split(" of ")[0].split()[-1]
    return Description(
        words=part,
        name=name,
        title=re.sub(r"^(?:then|ex)-", "", title) if title else None,
        office=_office(part, match, name),
        of=_body(before, after, name, table) if match else _state_in(before, table),
        head=head,
        past=past,
        plural=bool(head and match is None and _PLURAL.search(head) and head not in table.honorifics)
        or first in ("two", "three", "several", "some", "many"),
        definite=first
        not in ("a", "an", "one", "another", "some", "two", "three", "four", "several", "many", "numerous"),
    )


def _owned_from(part: str) -> int:
    """Where what is owned begins ("the president's | envoy"); 0 where nothing is. An owner behind a
    preposition owns something else ("a member of the farmers' union")."""
    words = (word for word in re.finditer(r"\w+", part) if word.start() and word[0].lower() in _PREPOSITIONS)
    end = next((word.start() for word in words), len(part))
    return max((m.end() for m in _OWNER.finditer(part, 0, end)), default=0)


def _own_title(part: str, titles: list[re.Match[str]]) -> re.Match[str] | None:
    """The title of the one who is described: not that of an owner ("the president's envoy") nor of
    somebody behind a preposition ("an aide to the minister")."""
    owner = _owned_from(part)
    for title in titles:
        if title.start() >= owner:
            lead = tokens_of(part[owner : title.start()])
            return None if any(t.lower() in _PREPOSITIONS for t in lead) else title
    return None


def _widened(part: str, title: re.Match[str] | None, table: NameWords) -> re.Match[str] | None:
    """The title with the plain words in front that belong to it: "health secretary"."""
    if title is None:
        return None
    start = title.start()
    for word in reversed(list(re.finditer(r"(?<![\w-])[A-Za-z][a-z-]+", part[:start]))):
        if part[word.end() : start].strip() or part[word.start() - 1 : word.start()] in ("’", "'"):
            break
        plain = word.group().lower()
        if plain in table.qualifiers | table.past | table.common | _PREPOSITIONS:
            break
        if word.group() != plain and (plain not in table.portfolios or title.group()[:1].islower()):
            break
        start = word.start()
    return re.compile(re.escape(part[start : title.end()])).search(part, start)


def _portfolio(after: list[str], table: NameWords) -> list[str]:
    """What somebody is minister of by the words right behind: "of |Water Resources| of Ostmar"."""
    if not after or after[0].lower() not in ("of", "for"):
        return []
    return list(takewhile(lambda t: t.lower() in table.portfolios, after[1:]))


def _name_in(after: list[str], table: NameWords) -> tuple[str, ...]:
    """The capitalised words right behind a title."""
    name: list[str] = []
    for token in after:
        if is_name_word(token, table) or (name and token in table.particles):
            name.append(token)
        elif token.lower().rstrip(".") in table.honorifics and not name:
            continue
        else:
            break
    return tuple(name[:4])


def _name_behind(part: str, end: int, titles: list[re.Match[str]], language: str) -> tuple[str, ...]:
    """The name that closes an office printed whole: "Minister of Justice of the Republic of Ostmar Mirela
    Sandor"; nobody's who has an office of their own ("spokesman for President Anika Brandt")."""
    for run in _CAPITALS.finditer(part, end):
        before = part[: run.start()]
        noun = office_before(before, language)
        if noun is None or any(end <= t.start() < run.end() for t in titles):
            continue
        words = run.group().split()
        cut = own_words(words, before[noun:], "", language)
        if cut:
            return tuple(words[cut:][:4])
    return ()


def _name_at_end(tokens: list[str], table: NameWords, language: str) -> tuple[str, ...]:
    """The capitalised words that close a phrase: "campaign manager Jo Lind", "Lind", "Mr. Lind"; what
    stands behind a preposition belongs to somebody else ("two officials in Karsk")."""
    name: list[str] = []
    tokens = tokens[
        : next((i for i, t in enumerate(tokens) if i and t.lower() in _PREPOSITIONS), len(tokens))
    ]
    for token in reversed(tokens):
        capital = opens_name(token) and token.lower().rstrip(".") not in table.honorifics
        adherent = token.lower() in table.adherents and not token.isupper()
        free = name or not (token.lower() in table.common or adherent)
        if (capital and free and table.state(token) is None) or (name and token in table.particles):
            name.insert(0, token)
        else:
            break
    while name and name[0].lower() in table.common | table.particles | table.past:
        name.pop(0)
    if len(name) > 2 and (name[0].lower() in table.adherents or _is_occupation(name[0], table, language)):
        name.pop(0)
    return tuple(name[-4:])


def _opens_phrase(part: str, name: tuple[str, ...], table: NameWords, language: str) -> bool:
    """Whether what looks like a name is a noun that opens a longer phrase: "Member of Parliament"."""
    alone = len(name) == 1 and part.startswith(f"{name[0]} of ")
    return alone and _is_occupation(name[0], table, language)


def _is_occupation(word: str, table: NameWords, language: str) -> bool:
    """Whether a capitalised word in front of a name tells what its bearer does ("Defender Mirela Sandor")."""
    return table.gender_of(word) is None and description_words(language).is_person(word.lower())


def _head(tokens: list[str], name: tuple[str, ...]) -> str | None:
    """The last common noun before a preposition or the name."""
    plain = tokens[: len(tokens) - len(name)] if name else tokens
    for index, token in enumerate(plain):
        if token.lower() in _PREPOSITIONS:
            plain = plain[:index]
            break
    return plain[-1].lower() if plain else (name[-1].lower() if name else None)


def _office(part: str, match: re.Match[str] | None, name: tuple[str, ...]) -> str | None:
    """The words of the office as printed, with what it belongs to and without the name."""
    if match is None:
        return None
    words = part
    if name and name[0] in part[match.end() :]:
        words = part[: part.index(name[0], match.end())]
    return (
        re.sub(r"^(?:the|a|an|his|her|their|its)\s+", "", words.strip(), flags=re.IGNORECASE).strip() or None
    )


def _body(before: list[str], after: list[str], name: tuple[str, ...], table: NameWords) -> str | None:
    """The state or body of an office: the words before it, or behind "of" and "for"."""
    front = [
        t for t in before if t.lower() not in table.qualifiers | table.past and t.lower() not in table.common
    ]
    if front:
        return " ".join(t.removeprefix("then-").removeprefix("ex-") for t in front)
    rest = _before_name(after, name)
    realm = next((i for i, t in enumerate(rest[:-1]) if t.lower() in _REALMS and rest[i + 1] == "of"), None)
    rest = rest[realm + 1 :] if realm is not None else rest
    if rest and rest[0].lower() in ("of", "for", "at", "to"):
        words = [t for t in rest[1:6] if t.lower() not in ("the", "a")]
        while words and words[-1].lower() in _PREPOSITIONS:
            words.pop()
        return " ".join(words) or None
    return None


def _before_name(after: list[str], name: tuple[str, ...]) -> list[str]:
    """What stands behind a title without the name, which is printed at once or behind the body."""
    if tuple(after[: len(name)]) == name:
        return after[len(name) :]
    places = [i for i in range(len(after)) if tuple(after[i : i + len(name)]) == name]
    return after[: places[0]] if places else after


def _state_in(tokens: list[str], table: NameWords) -> str | None:
    return next((t for t in tokens if table.state(t) is not None), None)


def _gender(tokens: set[str], first: Description, table: NameWords) -> str | None:
    heads = {first.head or "", (first.title or "").split(" ")[-1]} | (
        {t for t in tokens if t.rstrip(".") in table.honorifics} or set()
    )
    heads = {h.rstrip(".") for h in heads} | (tokens & {"himself", "herself"})
    if first.pronoun:
        heads = tokens
    if heads & table.female:
        return "female"
    return "male" if heads & table.male else None


def same_state(one: str | None, other: str | None, language: str = "en") -> bool:
    """Whether two wordings ("Ostmari", "Ostmar's", "Ostmar") mean one state; unknown ones by their stem."""
    if not one or not other:
        return False
    table = name_words(language)
    first, second = ({table.state(t) or t for t in tokens_of(w)} for w in (one, other))
    if first & second:
        return True
    known = {table.state(t) for t in (*tokens_of(one), *tokens_of(other))} - {None}
    stems = [(a, b) for a in first - known for b in second - known]
    return any(a[:1].isupper() and len(_common(a, b)) >= max(4, min(len(a), len(b)) - 1) for a, b in stems)


def _common(one: str, other: str) -> str:
    length = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[:length]
