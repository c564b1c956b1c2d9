"""News and the stories around it: what articles lead with or carry, what each hangs on, and which story it is
of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dragoman.ledger import values
from dragoman.ledger.database import Database
from dragoman.model import Interval, Story


@dataclass(frozen=True, slots=True)
class StoredNews:
    """News (id): its first day (ISO), the articles that carry it with whether they lead with it, these with
    copies taken for one, what it hangs on, and the news in the middle of its story."""

    id: str
    day: str | None
    articles: tuple[tuple[str, bool], ...]
    carriers: frozenset[str]
    above: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFront:
    """An article as stories and loans see it: its name, what it is a copy of, when it was published, and the
    statements (ids) that it leads with."""

    article: str
    doc: str
    original: str
    published: Interval | None
    leading: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A statement as stories and loans see it: its traits as bytes, and its article."""

    statement: str
    traits: bytes
    front: StoredFront


class Storied:
    """The news and stories of one ledger."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # ------------------------------------------------------------ articles

    def put_fronts(self, told: Mapping[str, tuple[str, Collection[str], str]]) -> set[str]:
        """Keep what some articles are copies of and what they lead with; the last cell tells one state of
        an article's statements from another. Those of which anything changed."""
        rows = self._db.tuples(
            "SELECT * FROM link_front WHERE article IN (SELECT value FROM json_each(?))",
            json.dumps(list(told)),
        )
        fronts = {(a, original, json.dumps(list(ids)), mark) for a, (original, ids, mark) in told.items()}
        changed = sorted(fronts.difference(rows))
        self._db.run_many(
            """INSERT INTO link_front VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET original = ?2, leading = ?3, mark = ?4""",
            changed,
        )
        return {article for article, *_ in changed}

    def drop_front(self, article: str) -> None:
        """Forget what an article leads with."""
        self._db.run("DELETE FROM link_front WHERE article = ?", article)

    def twins(self, articles: Iterable[str]) -> set[str]:
        """The articles of the same text as some, as far as what they lead with is kept."""
        rows = self._db.rows(
            """SELECT twin FROM article_twin JOIN link_front ON link_front.article = twin
            WHERE article_twin.article IN (SELECT value FROM json_each(?))""",
            json.dumps(list(articles)),
        )
        return {row["twin"] for row in rows}

    def settle_original(self, article: str) -> None:
        """Take over what an article is a copy of."""
        self._db.run(
            """UPDATE link_front SET original = coalesce(
                (SELECT copy_of FROM article_copy WHERE article_copy.article = ?1), ?1) WHERE article = ?1""",
            article,
        )

    def originals(self, articles: Iterable[str]) -> dict[str, str]:
        """What some articles are copies of; themselves for those that are none."""
        rows = self._db.rows(
            "SELECT article, original FROM link_front WHERE article IN (SELECT value FROM json_each(?))",
            json.dumps(list(articles)),
        )
        return {row["article"]: row["original"] for row in rows}

    def reports(self, codes: Iterable[int]) -> dict[str, StoredReport]:
        """Statements (codes) as stories and loans see them, by id."""
        rows = self._db.tuples(
            """SELECT statement, traits, article FROM json_each(?)
            JOIN link_statement AS kept ON kept.code = value""",
            json.dumps(list(codes)),
        )
        fronts = self._fronts({article for _, _, article in rows})
        return {id: StoredReport(id, traits, fronts[a]) for id, traits, a in rows if a in fronts}

    def _fronts(self, articles: Collection[str]) -> dict[str, StoredFront]:
        rows = self._db.rows(
            """SELECT front.article, doc, original, leading, published_first, published_last,
                published_precision, published_basis
            FROM json_each(?) JOIN link_front AS front ON front.article = value
            JOIN reading ON reading.article = value JOIN article ON article.id = value""",
            json.dumps(list(articles)),
        )
        return {
            row["article"]: StoredFront(
                row["article"],
                row["doc"],
                row["original"],
                values.interval(row, "published"),
                frozenset(json.loads(row["leading"])),
            )
            for row in rows
        }

    def news_in(self, articles: Iterable[str]) -> set[str]:
        """The news (ids) that some articles, or copies that are kept of the same one, carry."""
        rows = self._db.rows(
            """SELECT news FROM json_each(?1) JOIN link_news_article ON article = value
            UNION SELECT news FROM json_each(?1) JOIN link_front AS own ON own.article = value
            JOIN link_front AS copy ON copy.original = own.original
            JOIN link_news_article AS carried ON carried.article = copy.article""",
            json.dumps(list(articles)),
        )
        return {row["news"] for row in rows}

    def utterances_in(self, articles: Iterable[str]) -> set[str]:
        """The utterances (ids) that some articles report."""
        rows = self._db.rows(
            """SELECT DISTINCT utterance FROM statement JOIN utterance_statement ON statement = id
            WHERE article IN (SELECT value FROM json_each(?))""",
            json.dumps(list(articles)),
        )
        return {row["utterance"] for row in rows}

    # ------------------------------------------------------------ news

    def load(self, ids: Iterable[str]) -> dict[str, StoredNews]:
        """News by id."""
        wanted = json.dumps(list(ids))
        rows = self._db.tuples(
            """SELECT news, article, leads FROM link_news_article
            WHERE news IN (SELECT value FROM json_each(?)) ORDER BY news, article""",
            wanted,
        )
        originals = self.originals({article for _, article, _ in rows})
        articles: dict[str, list[tuple[str, bool]]] = {}
        for news, article, leads in rows:
            articles.setdefault(news, []).append((article, bool(leads)))
        found = {}
        for id, day, above, story in self._db.tuples(
            "SELECT id, day, above, story FROM link_news WHERE id IN (SELECT value FROM json_each(?))", wanted
        ):
            own = tuple(articles.get(id, ()))
            carriers = frozenset([originals.get(article, article) for article, _ in own])
            found[id] = StoredNews(id, day, own, carriers, above, story)
        return found

    def above(self, ids: Iterable[str]) -> dict[str, StoredNews]:
        """News by id, and all that they hang on, without the articles that carry them."""
        rows = self._db.tuples(
            """WITH RECURSIVE wanted (id) AS (
                SELECT value FROM json_each(?)
                UNION SELECT above FROM wanted JOIN link_news USING (id) WHERE above IS NOT NULL
            ) SELECT id, day, above, story FROM wanted JOIN link_news USING (id)""",
            json.dumps(list(ids)),
        )
        return {id: StoredNews(id, day, (), frozenset(), above, story) for id, day, above, story in rows}

    def put(self, news: StoredNews) -> None:
        """Keep news; what they hang on, and their story, stay as they are."""
        self._db.run(
            """INSERT INTO link_news (id, day, weight) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET day = ?2, weight = ?3""",
            news.id,
            news.day,
            len(news.carriers),
        )
        self._db.run("DELETE FROM link_news_article WHERE news = ?", news.id)
        self._db.run_many(
            "INSERT INTO link_news_article VALUES (?, ?, ?)",
            ((news.id, article, int(leads)) for article, leads in news.articles),
        )

    def drop(self, id: str) -> None:
        """Remove news."""
        self._db.run("DELETE FROM link_news WHERE id = ?", id)

    def neighbours(self, articles: Iterable[str]) -> set[str]:
        """The news (ids) that some articles carry."""
        rows = self._db.rows(
            """SELECT DISTINCT news FROM link_news_article
            WHERE article IN (SELECT value FROM json_each(?))""",
            json.dumps(list(articles)),
        )
        return {row["news"] for row in rows}

    def carried(self, articles: Iterable[str]) -> dict[str, list[str]]:
        """The news (ids) that each of some articles carries."""
        found: dict[str, list[str]] = {}
        for row in self._db.rows(
            "SELECT article, news FROM json_each(?) JOIN link_news_article ON article = value",
            json.dumps(list(articles)),
        ):
            found.setdefault(row["article"], []).append(row["news"])
        return found

    def by_day(self, ids: Iterable[str]) -> list[str]:
        """Some news in the order of their days."""
        rows = self._db.rows(
            """SELECT value FROM json_each(?) LEFT JOIN link_news ON link_news.id = value
            ORDER BY day, value""",
            json.dumps(list(ids)),
        )
        return [row["value"] for row in rows]

    def hang(self, id: str, above: str | None) -> None:
        """Say what news hang on."""
        self._db.run("UPDATE link_news SET above = ? WHERE id = ?", above, id)

    def below(self, ids: Iterable[str]) -> list[str]:
        """All that hangs on some news, and these."""
        rows = self._db.rows(
            """WITH RECURSIVE under (id) AS (
                SELECT value FROM json_each(?)
                UNION SELECT link_news.id FROM under JOIN link_news ON above = under.id
            ) SELECT id FROM under""",
            json.dumps(list(ids)),
        )
        return [row["id"] for row in rows]

    def tell(self, id: str, story: str) -> None:
        """Say which news are in the middle of the story of some."""
        self._db.run("UPDATE link_news SET story = ? WHERE id = ?", story, id)

    # ------------------------------------------------------------ stories

    def of_story(self, id: str) -> list[str]:
        """The news of a story, by the news in its middle."""
        rows = self._db.rows("SELECT id FROM link_news WHERE story = ? ORDER BY id", id)
        return [row["id"] for row in rows]

    def fronts(self, news: Iterable[str]) -> list[tuple[str, str | None, str, Interval | None]]:
        """The articles that carry some news, and all that are copies of the same: id, title, name and when
        each was published."""
        rows = self._db.rows(
            """SELECT id, title, doc, published_first, published_last, published_precision, published_basis
            FROM (
                SELECT DISTINCT copy.article FROM (
                    SELECT DISTINCT article FROM json_each(?) JOIN link_news_article ON news = value
                ) AS carried JOIN link_front AS own ON own.article = carried.article
                JOIN link_front AS copy ON copy.original = own.original
            ) JOIN reading USING (article) JOIN article ON article.id = article""",
            json.dumps(list(news)),
        )
        return [(row["id"], row["title"], row["doc"], values.interval(row, "published")) for row in rows]

    def show(self, story: Story) -> None:
        """Show a story."""
        events = json.dumps(story.events)
        self._db.run(
            """INSERT INTO story (id, title, events) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET title = ?2, events = ?3 WHERE (title, events) IS NOT (?2, ?3)""",
            story.id,
            story.title,
            events,
        )
        rows = self._db.rows("SELECT article, ordinal FROM story_article WHERE story = ?", story.id)
        held = {(row["article"], row["ordinal"]) for row in rows}
        wanted = {(article, n) for n, article in enumerate(story.articles)}
        self._db.run_many(
            "DELETE FROM story_article WHERE story = ? AND article = ?",
            ((story.id, article) for article, _ in held - wanted),
        )
        self._db.run_many(
            "INSERT INTO story_article VALUES (?, ?, ?)", ((story.id, *cells) for cells in wanted - held)
        )

    def hide(self, id: str) -> None:
        """Remove a story."""
        self._db.run("DELETE FROM story WHERE id = ?", id)
