"""The ledger with its lists. What makes them loads when the first one is asked for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dragoman.ledger import Ledger

if TYPE_CHECKING:
    from dragoman.model import Article, Exchange, Figure, Statement, Utterance
    from dragoman.notebook.asked import Day
    from dragoman.notebook.listing import Listing


class Notebook(Ledger):
    """An open ledger whose holdings can be listed, narrowed, and turned into frames.

    ``words`` are looked up as ``dragoman search`` does: all have to occur. A name is asked for by any of
    its words. Days are ISO or ``date``, both ends included, and what may be of one of them is found. At
    most ``limit`` things are listed. ``InputError`` is raised for what cannot be meant.
    """

    def articles(
        self,
        words: str | None = None,
        *,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        language: str | None = None,
        with_text: bool = False,
        limit: int | None = None,
    ) -> Listing[Article]:
        """Articles: with these words in the headline, of an outlet, published between two days, in a
        language (ISO 639-1). ``with_text`` adds their text to the rows."""
        from dragoman.notebook import lists
        from dragoman.notebook.asked import days

        return lists.articles(self, words, outlet, days(since, until), language, with_text, limit)

    def statements(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        kind: str | None = None,
        act: str | None = None,
        attitudes: bool = False,
        limit: int | None = None,
    ) -> Listing[Statement]:
        """Statements: who said what, in the order of their articles. A speaker is found by all names that
        linking knows for them. What has no date of its own counts by its article's."""
        from dragoman.notebook import lists
        from dragoman.notebook.asked import ask

        asked = ask(
            words=words,
            speaker=speaker,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            act=act,
            attitudes=attitudes,
        )
        return lists.statements(self, asked, limit)

    def utterances(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        kind: str | None = None,
        act: str | None = None,
        limit: int | None = None,
    ) -> Listing[Utterance]:
        """Acts of speech in all their wordings, of which one statement at least is asked for. None before
        the ledger was linked."""
        from dragoman.notebook import lists
        from dragoman.notebook.asked import ask

        asked = ask(words=words, speaker=speaker, outlet=outlet, since=since, until=until, kind=kind, act=act)
        return lists.utterances(self, asked, limit)

    def exchanges(
        self,
        words: str | None = None,
        *,
        kind: str | None = None,
        about: str | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
    ) -> Listing[Exchange]:
        """Who answers, denies or contradicts whom. ``kind`` is that of the exchange, ``about`` the id of an
        utterance or of one of its statements; all else that is asked for holds of one of both sides.
        Raises ``NotInLedger`` where nothing is called as ``about`` says."""
        from dragoman.model import ExchangeKind
        from dragoman.notebook import lists
        from dragoman.notebook.asked import ask, one_of

        asked = ask(words=words, speaker=speaker, outlet=outlet, since=since, until=until)
        subject = self.links.utterance(about).id if about is not None else None
        return lists.exchanges(self, asked, one_of(ExchangeKind, kind), subject, limit)

    def figures(
        self,
        words: str | None = None,
        *,
        unit: str | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
    ) -> Listing[Figure]:
        """Quantities that somebody asserts: with these words in what is counted, in a unit, asserted by a
        speaker, in articles of an outlet that were published between two days."""
        from dragoman.notebook import lists
        from dragoman.notebook.asked import ask

        asked = ask(words=words, speaker=speaker, outlet=outlet, since=since, until=until)
        return lists.figures(self, asked, unit, limit)

    def _repr_html_(self) -> str:
        """How much it holds."""
        held = self.counts()
        return (
            f"<p><b>{escape(self.path.name)}</b>: {held.articles:,} articles, {held.said:,} statements, "
            f"{held.statements - held.said:,} attitudes, {held.skipped:,} skipped</p>"
        )
