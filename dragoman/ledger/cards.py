"""What articles tell of actors, kept for linking: words that may name states, cards, and who bears them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import values
from dragoman.ledger.database import Database, Row
from dragoman.model import Actor, ActorKind, Interval, Role, Span

Member = tuple[str, str]
_AMONG = "IN (SELECT value FROM json_each(?))"
_OF_BLOCK = "link_card.block = ? AND link_card.block <> ''"  # as the index, which leaves out the empty block


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as plain cells. ``block`` is empty where each bearer stands alone; ``given`` is the key of a
    whole given name; ``posts`` are the blocks of those who may be meant by its offices alone."""

    number: int
    block: str
    given: str | None
    cells: Sequence[Any]
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredMember:
    """An actor of an article, the number of its card, its person as far as decided, and the article's day."""

    member: Member
    card: int
    person: str | None
    published: Interval | None


class Cards:
    """The cards of one ledger."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def actors(self, articles: Collection[str]) -> dict[str, list[Actor]]:
        """The actors of each of some articles with their offices, without the places that name them."""
        wanted = json.dumps(list(articles))
        roles: dict[Member, list[Role]] = defaultdict(list)
        for article, id, title, of, start, end, past in self._db.tuples(
            f"""SELECT article, actor, title, "of", start_at, end_at, past FROM role
            WHERE article {_AMONG} ORDER BY article, actor, ordinal""",
            wanted,
        ):
            roles[article, id].append(Role(title, of, Span(start, end), None, bool(past)))
        found: dict[str, list[Actor]] = {article: [] for article in articles}
        for article, id, name, kind in self._db.tuples(
            f"SELECT article, id, name, kind FROM actor WHERE article {_AMONG} ORDER BY article, ordinal",
            wanted,
        ):
            held = tuple(roles.get((article, id), ()))
            found[article].append(Actor(id=id, name=name, kind=ActorKind(kind), mentions=(), roles=held))
        return found

    # ------------------------------------------------------------ states

    def put_words(self, words: Mapping[str, Mapping[str, tuple[str, int]]]) -> None:
        """Keep the words of some articles that may name states, with their beginnings and uses."""
        wanted = {
            (start, word, article, use)
            for article, several in words.items()
            for word, (start, use) in several.items()
        }
        rows = self._db.tuples(
            f"SELECT start, word, article, use FROM link_word WHERE article {_AMONG}",
            json.dumps(list(words)),
        )
        gone, fresh = set(rows) - wanted, sorted(wanted.difference(rows))
        self._db.run_many(
            "DELETE FROM link_word WHERE start = ? AND word = ? AND article = ?", (row[:3] for row in gone)
        )
        self._db.run_many("INSERT INTO link_word (start, word, article, use) VALUES (?, ?, ?, ?)", fresh)
        self._db.run_many(
            "INSERT OR IGNORE INTO link_due VALUES ('states', ?)", {(start,) for start, *_ in fresh}
        )

    def words_from(self, start: str) -> dict[str, int]:
        """The words with some beginning, over all articles, with all their uses."""
        found: dict[str, int] = {}
        for row in self._db.rows("SELECT DISTINCT word, use FROM link_word WHERE start = ?", start):
            found[row["word"]] = found.get(row["word"], 0) | row["use"]
        return found

    def states(self) -> frozenset[str]:
        """What was learnt."""
        return frozenset(row["state"] for row in self._db.rows("SELECT state FROM link_state"))

    def learn(self, start: str, states: Collection[str]) -> bool:
        """Keep what the words with some beginning teach; whether that is news. Then all articles that use
        such words are due."""
        rows = self._db.rows("SELECT state FROM link_state WHERE substr(state, 1, ?) = ?", len(start), start)
        held = {row["state"] for row in rows}
        if held == set(states):
            return False
        self._db.run_many("DELETE FROM link_state WHERE state = ?", ((s,) for s in held))
        self._db.run_many("INSERT INTO link_state VALUES (?)", ((s,) for s in states))
        self._db.run(
            """INSERT OR IGNORE INTO link_due
            SELECT DISTINCT 'article', article FROM link_word WHERE start = ?""",
            start,
        )
        return True

    # ------------------------------------------------------------ cards and bearers

    def put_members(
        self, articles: Iterable[str], told: Mapping[Member, StoredCard], people: Mapping[Member, str]
    ) -> dict[Member, StoredCard]:
        """Keep the cards of some articles' actors; those that were not there before. ``people`` are the
        people (ids) of those for whom the card alone decides."""
        rows = self._db.rows(
            "SELECT article, actor, card FROM link_member WHERE article IN (SELECT value FROM json_each(?))",
            json.dumps(list(articles)),
        )
        held = {(row["article"], row["actor"]): row["card"] for row in rows}
        gone = [m for m, card in held.items() if m not in told or told[m].number != card]
        self._db.run_many("DELETE FROM link_member WHERE article = ? AND actor = ?", gone)
        fresh = {m: card for m, card in told.items() if held.get(m) != card.number}
        self._put_cards({card.number: card for card in fresh.values()}.values())
        self._db.run_many(
            "INSERT INTO link_member (article, actor, card, person) VALUES (?, ?, ?, ?)",
            ((*m, card.number, people.get(m)) for m, card in fresh.items()),
        )
        known = {m: people[m] for m in fresh if m in people}
        self._touch(known, set(known.values()))
        return fresh

    def _put_cards(self, cards: Collection[StoredCard]) -> None:
        self._db.run_many(
            """INSERT INTO link_card (number, block, given, cells) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET block = excluded.block WHERE block <> excluded.block""",
            ((c.number, c.block, c.given, _line(c.cells)) for c in cards),
        )
        self._db.run_many(
            "INSERT OR IGNORE INTO link_card_post VALUES (?, ?)",
            ((post, card.number) for card in cards for post in card.posts),
        )

    def _touch(self, members: Iterable[Member], people: Iterable[str]) -> None:
        """The articles of some actors are to show these as whom they are, some people to be described."""
        self._db.run_many("INSERT OR IGNORE INTO link_due VALUES ('person', ?)", ((p,) for p in people))
        articles = {(article,) for article, _ in members}
        self._db.run_many("INSERT OR IGNORE INTO link_due VALUES ('shown', ?)", articles)

    def of_block(self, block: str) -> list[StoredCard]:
        """The cards of a block that somebody bears, in order."""
        rows = self._db.rows(
            f"""SELECT * FROM link_card WHERE {_OF_BLOCK}
            AND EXISTS (SELECT 1 FROM link_member WHERE card = number) ORDER BY number""",
            block,
        )
        return [_card(row) for row in rows]

    def rank(self, block: str) -> int:
        """Which blocks are decided first: 0 where somebody is named in full, 1 for other names, 2 for
        offices."""
        if not block.startswith("name "):
            return 2
        full = f"""SELECT 1 FROM link_card JOIN link_member ON card = number
            WHERE {_OF_BLOCK} AND given IS NOT NULL LIMIT 1"""
        return 0 if self._db.rows(full, block) else 1

    def people_of(self, articles: Iterable[str]) -> list[str]:
        """The people (ids) whom some articles name, as far as decided."""
        rows = self._db.rows(
            """SELECT DISTINCT person FROM link_member
            WHERE article IN (SELECT value FROM json_each(?)) AND person IS NOT NULL""",
            json.dumps(list(articles)),
        )
        return [row["person"] for row in rows]

    def has_block(self, block: str) -> bool:
        """Whether some card is of a block."""
        return bool(self._db.rows(f"SELECT 1 FROM link_card WHERE {_OF_BLOCK} LIMIT 1", block))

    def bearers(self, card: int) -> list[StoredMember]:
        """Who bears a card, by article and actor."""
        return [_member(row) for row in self._db.rows(f"{_BEARERS} WHERE card = ? ORDER BY 1, 2", card)]

    def company(self, article: str) -> frozenset[tuple[str, str]]:
        """Who is named in full in an article: surname and given name."""
        rows = self._db.rows(
            """SELECT DISTINCT substr(block, 6) AS surname, given FROM link_member
            JOIN link_card ON number = card WHERE article = ? AND given IS NOT NULL""",
            article,
        )
        return frozenset((row["surname"], row["given"]) for row in rows)

    def company_of(self, cards: Collection[int]) -> frozenset[tuple[str, str]]:
        """Who is named in full in the articles of some cards' bearers: surname and given name."""
        rows = self._db.tuples(
            f"""SELECT substr(block, 6), given FROM link_card WHERE given IS NOT NULL AND number IN (
                SELECT other.card FROM link_member AS own CROSS JOIN link_member AS other USING (article)
                WHERE own.card {_AMONG})""",
            json.dumps(list(cards)),
        )
        return frozenset(rows)

    def has_met(self, cards: Collection[int], surname: str, given: str) -> bool:
        """Whether somebody is named in full in an article of some cards' bearers."""
        row = self._db.one(
            f"""SELECT 1 FROM link_card JOIN link_member AS other ON other.card = number
            WHERE {_OF_BLOCK} AND given = ? AND EXISTS (
                SELECT 1 FROM link_member AS own WHERE own.article = other.article
                AND own.card IN (SELECT value FROM json_each(?))
            ) LIMIT 1""",
            f"name {surname}",
            given,
            json.dumps(list(cards)),
        )
        return row is not None

    def are_few(self, cards: Collection[int], most: int) -> bool:
        """Whether so many at most bear some cards."""
        rows = self._db.rows(
            "SELECT 1 FROM link_member WHERE card IN (SELECT value FROM json_each(?)) LIMIT ?",
            json.dumps(list(cards)),
            most + 1,
        )
        return len(rows) <= most

    def articles_of(self, cards: Collection[int]) -> list[str]:
        """The articles of some cards' bearers."""
        rows = self._db.rows(
            "SELECT DISTINCT article FROM link_member WHERE card IN (SELECT value FROM json_each(?))",
            json.dumps(list(cards)),
        )
        return [row["article"] for row in rows]

    def named_first(self, given: str) -> list[tuple[StoredCard, str]]:
        """The cards of people with this whole given name, each with the people (ids) that bear it."""
        rows = self._db.rows(
            """SELECT DISTINCT link_card.*, person FROM link_card JOIN link_member ON card = number
            WHERE given = ? AND person IS NOT NULL""",
            given,
        )
        return [(_card(row), row["person"]) for row in rows]

    # ------------------------------------------------------------ offices

    def holders(self, block: str) -> list[tuple[StoredCard, str, str | None, str | None]]:
        """Cards of named people with an office, the people, and first and last day of publication."""
        rows = self._db.rows(
            """SELECT DISTINCT link_card.*, person, published_first, published_last
            FROM link_card_post AS post JOIN link_card ON number = post.card
            JOIN link_member ON link_member.card = number
            JOIN reading ON reading.article = link_member.article
            WHERE post.block = ? AND person IS NOT NULL""",
            block,
        )
        return [(_card(row), row["person"], row["published_first"], row["published_last"]) for row in rows]

    def present(self, block: str, people: Collection[str]) -> list[tuple[str, str]]:
        """Which of some people are named in articles of a block's bearers: article and person."""
        rows = self._db.rows(
            f"""SELECT DISTINCT own.article, other.person FROM link_card
            JOIN link_member AS own ON own.card = link_card.number
            JOIN link_member AS other ON other.article = own.article
            JOIN link_card AS named ON named.number = other.card AND named.block LIKE 'name %'
            WHERE {_OF_BLOCK} AND other.person IN (SELECT value FROM json_each(?))""",
            block,
            json.dumps(list(people)),
        )
        return [(row["article"], row["person"]) for row in rows]

    # ------------------------------------------------------------ people

    def assign(self, person_of: Mapping[Member, str], cards: Mapping[int, str]) -> list[tuple[Member, int]]:
        """Say which people (ids) some actors, and all bearers of some cards, are; who changed, with their
        cards. The people are due to be described."""
        changed = []
        for card, person in cards.items():
            rows = self._db.rows(
                "SELECT article, actor, person FROM link_member WHERE card = ? AND person IS NOT ?",
                card,
                person,
            )
            changed += [((row["article"], row["actor"]), card, row["person"], person) for row in rows]
        for (article, actor), person in person_of.items():
            row = self._db.one(
                "SELECT card, person FROM link_member WHERE article = ? AND actor = ?", article, actor
            )
            if row is not None and row["person"] != person:
                changed.append(((article, actor), row["card"], row["person"], person))
        self._db.run_many(
            "UPDATE link_member SET person = ? WHERE article = ? AND actor = ?",
            ((person, *member) for member, _, _, person in changed),
        )
        touched = {p for _, _, *both in changed for p in both if p is not None}
        self._touch((member for member, *_ in changed), touched)
        return [(member, card) for member, card, _, _ in changed]

    def office_blocks(self, members: Collection[tuple[Member, int]]) -> set[str]:
        """The blocks of those called by an office whom a change of some actors, given with their cards, may
        concern: by the offices of these, or by standing in their articles."""
        rows = self._db.tuples(
            f"""SELECT block FROM link_card_post WHERE card {_AMONG} UNION
            SELECT block FROM link_member CROSS JOIN link_card ON number = card
            WHERE article {_AMONG} AND block >= 'office ' AND block < 'office!'""",
            json.dumps(sorted({card for _, card in members})),
            json.dumps(sorted({article for (article, _), _ in members})),
        )
        return {block for (block,) in rows}

    def cards_of(self, person: str) -> list[tuple[StoredCard, int]]:
        """The cards of a person, and how many bear each."""
        rows = self._db.rows(
            """SELECT link_card.*, times FROM link_card JOIN (
                SELECT card, count(*) AS times FROM link_member WHERE person = ? GROUP BY card
            ) ON card = number ORDER BY number""",
            person,
        )
        return [(_card(row), row["times"]) for row in rows]

    def describe(
        self, person: str, name: str, kind: ActorKind, names: Sequence[str], within: str | None
    ) -> None:
        """Keep what a person is called."""
        self._db.run(
            """INSERT INTO person (id, name, kind, names, within) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET name = ?2, kind = ?3, names = ?4, within = ?5
            WHERE (name, kind, names, within) IS NOT (?2, ?3, ?4, ?5)""",
            person,
            name,
            kind.value,
            json.dumps(names),
            within,
        )

    def bear(self, person: str, held: Collection[tuple[str, str]]) -> None:
        """Keep what articles that tell of events ask for and find this person: keys and values."""
        rows = self._db.rows("SELECT key, value FROM link_bears WHERE person = ?", person)
        before = {(row["key"], row["value"]) for row in rows}
        self._db.run_many(
            "DELETE FROM link_bears WHERE person = ? AND key = ? AND value = ?",
            ((person, *cells) for cells in before - set(held)),
        )
        self._db.run_many(
            "INSERT INTO link_bears VALUES (?, ?, ?)", ((person, *cells) for cells in set(held) - before)
        )

    def in_order(self, articles: Iterable[str]) -> list[str]:
        """Some articles in the order in which they were read: rows of what was read together stand beside
        each other in the file."""
        rows = self._db.tuples(
            """SELECT value FROM json_each(?) LEFT JOIN browse_article ON browse_article.article = value
            ORDER BY number, value""",
            json.dumps(list(articles)),
        )
        return [article for (article,) in rows]

    def introduce(self, articles: Collection[str]) -> None:
        """Show the actors of some articles as the people that they are."""
        wanted = json.dumps(list(articles))
        self._db.run(
            f"""DELETE FROM person_actor WHERE article {_AMONG} AND person IS NOT (
                SELECT person FROM link_member AS own
                WHERE own.article = person_actor.article AND own.actor = person_actor.actor)""",
            wanted,
        )
        self._db.run(
            """INSERT OR IGNORE INTO person_actor (article, actor, person)
            SELECT article, actor, person FROM json_each(?) CROSS JOIN link_member ON article = value
            WHERE person IS NOT NULL""",
            wanted,
        )

    def dismiss(self, people: Iterable[str]) -> None:
        """Remove people whom no article names, and cards that nobody bears."""
        self._db.run_many(
            "DELETE FROM person WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM link_member WHERE person = ?1)",
            ((p,) for p in people),
        )


_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_BEARERS = """SELECT link_member.article, actor, card, person, published_first, published_last,
    published_precision, published_basis FROM link_member
    JOIN reading ON reading.article = link_member.article"""


def _card(row: Row) -> StoredCard:
    return StoredCard(row["number"], row["block"], row["given"], json.loads(row["cells"]))


def _member(row: Row) -> StoredMember:
    return StoredMember(
        (row["article"], row["actor"]), row["card"], row["person"], values.interval(row, "published")
    )
