"""What pages read of a ledger: lists with places to go on from, counts, and the neighbours of a finding.

Every call is a few lookups in indexes whatever the size of the ledger: ``limit`` bounds what comes back,
and where a count would mean to look at very many rows, it is taken over the newest ones and says so.
A place in a list (``next``, given back as ``cursor``) names the last row that was shown and stays right
when articles come in. A ``cursor`` that is none raises ``InputError``, an id that is not here
``NotInLedger``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from dragoman.ledger import (
    browse_article,
    browse_articles,
    browse_people,
    browse_review,
    browse_sides,
    browse_stories,
    browse_ties,
    browse_voices,
    browse_wordings,
    covered,
)
from dragoman.ledger.browse_lines import lines, numbers_of
from dragoman.ledger.browse_meaning import Meaning, find_near, nearest
from dragoman.ledger.browse_rows import (
    Answering,
    ArticleRow,
    Delays,
    EventRow,
    ExchangeRow,
    Found,
    Month,
    OutletRow,
    Part,
    PersonRow,
    Quotes,
    RoleRow,
    Share,
    SkippedRow,
    StatementRow,
    StoryRow,
    Surroundings,
    Totals,
    UtterancePage,
    UtteranceRow,
)
from dragoman.ledger.browse_search import find
from dragoman.ledger.browse_sides import SaidOf, SideRow
from dragoman.ledger.browse_stories import Told, ToldRows
from dragoman.ledger.browse_voices import VoiceRow
from dragoman.ledger.browse_wordings import WordingRow
from dragoman.ledger.covered import CoveringRow
from dragoman.ledger.database import Database
from dragoman.ledger.facets import Query
from dragoman.ledger.former_stories import FormerStory, former_story
from dragoman.model import ExchangeKind, Person, Utterance

Sort = Literal["date", "relevance"]


class Browse:
    """The lists of one ledger. Every method raises ``LedgerError`` where the file cannot be used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def totals(self) -> Totals:
        """How much there is."""
        return browse_articles.totals(self._db)

    # Searching and lists of statements

    def search(
        self,
        query: Query,
        *,
        sort: Sort = "relevance",
        limit: int = 20,
        cursor: str | None = None,
        facets: bool = True,
    ) -> Found:
        """Statements that match, with what they fall into. Without words they are always by date, the
        newest first. Nothing that is typed as words is an error."""
        return find(self._db, query, sort=sort, limit=limit, cursor=cursor, with_facets=facets)

    def near(
        self,
        query: Query,
        meaning: Meaning,
        *,
        sort: Sort = "relevance",
        limit: int = 20,
        cursor: str | None = None,
        facets: bool = True,
    ) -> Found:
        """Statements nearest in meaning, at most ``browse_meaning.NEAREST``, with what they fall into. Of the
        query the facts alone count. What was not encoded, as attitudes are not, is not found."""
        return find_near(self._db, query, meaning, sort=sort, limit=limit, cursor=cursor, with_facets=facets)

    def nearest(self, meaning: Meaning, *, limit: int) -> tuple[str, ...]:
        """The ids of the statements nearest in meaning, the nearest first; fewer are looked at than for
        ``near``."""
        return nearest(self._db, meaning, limit)

    def statements(
        self, query: Query | None = None, *, limit: int = 50, cursor: str | None = None
    ) -> Part[StatementRow]:
        """Statements that match, newest first: a person's, an outlet's, those of some days."""
        found = find(self._db, query or Query(), sort="date", limit=limit, cursor=cursor, with_facets=False)
        return Part(found.rows, found.next)

    def statements_of(self, ids: Iterable[str]) -> tuple[StatementRow, ...]:
        """The statements with these ids, in this order; what is not here is left out."""
        return lines(self._db, numbers_of(self._db, ids))

    def wordings_of(
        self, ids: Sequence[str], *, others: int = browse_wordings.OTHERS
    ) -> tuple[WordingRow, ...]:
        """The wordings of the statements with these ids, in this order, then some others of each of the same
        utterances."""
        return browse_wordings.wordings(self._db, ids, others)

    def copies_among(self, articles: Iterable[str]) -> dict[str, str]:
        """Those of some articles (ids) that are copies, with the article that each is a copy of."""
        return browse_wordings.copies_among(self._db, articles)

    def voices(self, articles: Sequence[str]) -> Iterator[VoiceRow]:
        """These articles (ids) as far as it is asked what their outlets say themselves."""
        return browse_voices.voices(self._db, articles)

    # Stories

    def stories(self, *, limit: int = 20, cursor: str | None = None) -> Part[StoryRow]:
        """Stories, the one with the newest article first."""
        return browse_stories.stories(self._db, limit, cursor)

    def story(self, id: str) -> StoryRow:
        """The story with this id."""
        return browse_stories.story(self._db, id)

    def story_articles(self, id: str, *, limit: int = 50, cursor: str | None = None) -> Part[ArticleRow]:
        """Its articles, the first published first."""
        return browse_articles.of_story(self._db, id, limit, cursor)

    def story_events(self, id: str, *, limit: int = 20) -> tuple[EventRow, ...]:
        """Its events by their days: its news, and others that its articles tell of and that were not long
        before or after; what most tell of where there are more than ``limit``."""
        return browse_stories.events(self._db, id, limit)

    def story_utterances(self, id: str, *, limit: int = 20, cursor: str | None = None) -> Part[UtteranceRow]:
        """What was said in it, what most outlets carried first."""
        return browse_stories.told_in(self._db, id, limit, cursor)

    def former_story(self, id: str) -> FormerStory | None:
        """What became of a story that is told no more; ``None`` for one that never was."""
        return former_story(self._db, id)

    def story_told(self, id: str, limits: Told, *, cursor: str | None = None) -> ToldRows:
        """What was said in it (what most outlets carried first), who answered whom by days, and what more
        than one outlet carried, by outlets; ``cursor`` goes on in the utterances."""
        return browse_stories.told(self._db, id, limits, cursor)

    def covering(self, articles: Collection[str]) -> dict[str, CoveringRow]:
        """Those of these articles (ids) in which nobody decided anything, as far as it is asked how they
        cover a story."""
        return covered.covering(self._db, articles)

    def told_in(self, articles: Collection[str]) -> dict[str, Utterance]:
        """The utterance that each statement of some articles reports, by statement id; of its statements it
        has those of these articles alone."""
        return covered.told_in(self._db, articles)

    def people_in(self, articles: Collection[str]) -> Iterator[Person]:
        """The actors over articles who occur in some articles, each with its members there alone."""
        return covered.people_in(self._db, articles)

    # Utterances and exchanges

    def utterance(self, name: str) -> UtterancePage:
        """The utterance with this id, a former id, or that of one of its statements; its ``id`` tells
        where it stands now. A statement that was never linked is an utterance by itself."""
        return browse_ties.utterance_page(self._db, name)

    def utterances_of(self, ids: Iterable[str]) -> tuple[UtteranceRow, ...]:
        """The utterances with these very ids, in this order; what is not here is left out."""
        return browse_ties.utterances(self._db, ids)

    def exchanges(
        self,
        *,
        person: str | None = None,
        side: Literal["origin", "target"] = "origin",
        kind: ExchangeKind | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Part[ExchangeRow]:
        """Exchanges, the newest first: all, or those in which a person answers (``origin``) or is answered
        (``target``). Where somebody was denied is ``side="target", kind=ExchangeKind.DENIES``."""
        return browse_ties.exchanges(self._db, person, side, kind, limit, cursor)

    # People

    def people(self, prefix: str = "", *, limit: int = 50, cursor: str | None = None) -> Part[PersonRow]:
        """Who speaks, the most quoted first; those in whose names words begin so."""
        return browse_people.people(self._db, prefix, limit, cursor)

    def person(self, name: str) -> PersonRow:
        """The speaker with this address or name; its ``id`` tells where it stands now."""
        return browse_people.person(self._db, name)

    def person_months(self, name: str) -> tuple[Month, ...]:
        """How many statements each month has; months without any are left out."""
        number = browse_people.number_of_person(self._db, name)
        return browse_people.months(self._db, "person month", number)

    def person_roles(self, name: str) -> tuple[RoleRow, ...]:
        """The offices in which articles let them speak, the first one first."""
        return browse_people.roles(self._db, name)

    def person_words(self, name: str, *, limit: int = 200) -> tuple[tuple[str, str], ...]:
        """The words of their newest statements, each with its utterance (its own id where it has none)."""
        return browse_people.words_of(self._db, name, limit)

    def person_outlets(self, name: str, *, limit: int = 30) -> tuple[Share, ...]:
        """Which outlets carry them, the one with the most statements first."""
        return browse_people.outlets_of(self._db, name, limit)

    def person_answers(
        self, name: str, *, side: Literal["origin", "target"] = "origin", limit: int = 20
    ) -> tuple[Answering, ...]:
        """Whom they answer (``origin``), or who answers them (``target``), the most frequent first."""
        return browse_ties.answering(self._db, name, side, limit)

    # Sides

    def states(self, *, limit: int = 30) -> tuple[Share, ...]:
        """States by how many statements those who speak for them have, the most first; those for whom
        nobody much quoted speaks are left out."""
        return browse_sides.states(self._db, limit)

    def side(self, name: str, *, limit: int = 12) -> SideRow | None:
        """A state with its most quoted speakers, or the speaker with this address or name; ``None`` for
        nobody."""
        return browse_sides.side(self._db, name, limit)

    def said_of(
        self, people: Sequence[str], words: Sequence[str], *, limit: int = 300
    ) -> tuple[tuple[SaidOf, ...], bool]:
        """What speakers (addresses) said with one of these words or phrases, the statements that were read
        last, by days; and whether these are all. ``*`` at its end makes a word the beginning of one."""
        return browse_sides.said_of(self._db, people, words, limit)

    # Outlets and articles

    def outlets(self, *, limit: int = 50, cursor: str | None = None) -> Part[OutletRow]:
        """Outlets, the one with the most statements first."""
        return browse_people.outlets(self._db, limit, cursor)

    def outlet(self, name: str) -> OutletRow:
        """The outlet of this name."""
        return browse_people.outlet(self._db, name)

    def outlet_months(self, name: str) -> tuple[Month, ...]:
        """How many statements each month has; months without any are left out."""
        number = browse_people.number_of_outlet(self._db, name)
        return browse_people.months(self._db, "outlet month", number)

    def outlet_people(self, name: str, *, limit: int = 30) -> tuple[Share, ...]:
        """Whom it carries, the most quoted first."""
        return browse_people.people_of(self._db, name, limit)

    def outlet_delays(self, name: str) -> Delays:
        """How many days after the first of the others it brings what others carry too."""
        return browse_people.delays(self._db, name)

    def outlet_quotes(self, name: str, *, limit: int = 20) -> tuple[Quotes, ...]:
        """The newest utterances that both this outlet and others quote, with the statements that do."""
        return browse_people.quoted_with_others(self._db, name, limit)

    def newest_articles(self, *, limit: int = 20, cursor: str | None = None) -> Part[ArticleRow]:
        """Articles, the one read last first."""
        return browse_articles.newest(self._db, limit, cursor)

    def articles(
        self, *, outlet: str | None = None, limit: int = 50, cursor: str | None = None
    ) -> Part[ArticleRow]:
        """Articles, of all outlets or one, the newest day of publication first."""
        return browse_articles.by_day(self._db, outlet, limit, cursor)

    def surroundings(self, id: str) -> Surroundings:
        """The people, utterances and newer version that an article (by its id) leads to."""
        return browse_article.surroundings(self._db, id)

    def rewritten(self, *, limit: int = 40, cursor: str | None = None) -> Part[ArticleRow]:
        """The newest version of each page that was read in several, the last retrieved first."""
        return browse_article.rewritten(self._db, limit, cursor)

    def versions(self, id: str, *, limit: int = 100) -> tuple[ArticleRow, ...]:
        """All versions of one page, by the id of one of them, the oldest first."""
        return browse_article.versions(self._db, id, limit)

    def copies(self, id: str, *, limit: int = 100) -> tuple[ArticleRow, ...]:
        """The other members of an article's group of copies."""
        return browse_article.copies(self._db, id, limit)

    def skipped(self, *, limit: int = 20, cursor: str | None = None) -> Part[SkippedRow]:
        """What could not be read, the newest note first."""
        return browse_articles.skipped(self._db, limit, cursor)

    # Review

    def doubtful_statements(self, *, limit: int = 20, cursor: str | None = None) -> Part[StatementRow]:
        """Statements by their greatest doubt, without those that somebody judged."""
        return browse_review.statements(self._db, limit, cursor)

    def doubtful_utterances(self, *, limit: int = 20, cursor: str | None = None) -> Part[UtteranceRow]:
        """Utterances by the doubt that they are one act, without those that somebody judged."""
        return browse_review.ties(self._db, limit, cursor)

    def doubtful_exchanges(self, *, limit: int = 20, cursor: str | None = None) -> Part[ExchangeRow]:
        """Exchanges by doubt, without judged ones."""
        return browse_review.exchanges(self._db, limit, cursor)

    def waiting(self, what: Literal["statements", "utterances", "exchanges"], *, most: int = 1000) -> int:
        """How many findings of one sort those lists hold, counted up to ``most``."""
        return browse_review.waiting(self._db, what, most)

    def told_by(self, ids: Iterable[str], *, most: int = 6) -> dict[str, tuple[StatementRow, ...]]:
        """The statements that report each of these utterances, the first ones of many."""
        return browse_review.told_by(self._db, ids, most)
