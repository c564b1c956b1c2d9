"""What linking sees of an article: its reading, and how it stands to other articles.

Every part of linking works from sheets, so none of them knows where sheets are stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.model import Actor, Reading, Spans, Statement

_CONTROLS = dict.fromkeys((*range(32), 127), " ")


@dataclass(frozen=True)
class Sheet:
    """One article laid out for linking.

    ``copy_of`` is the id of the article it is a near copy of: copies are one carrier. ``primary``
    marks an official transcript: its wording is the reference.
    """

    reading: Reading
    copy_of: str | None = None
    primary: bool = False

    @property
    def id(self) -> str:
        """The article's id."""
        return self.reading.article.id

    @property
    def text(self) -> str:
        """What all spans count in."""
        return self.reading.article.text

    @property
    def outlet(self) -> str | None:
        """Who carried it: the original outlet of a repost does not count as a carrier."""
        return self.reading.page.outlet

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.reading.actors}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that communicate something; attitudes are no utterances."""
        return tuple(s for s in self.reading.statements if s.mode == "said")

    @cached_property
    def plain(self) -> str:
        """The text in lower case: asked for words before it is read for them."""
        return self.text.lower()

    def words(self, spans: Spans) -> str:
        """The words of some spans, gaps shown as " ... "."""
        if len(spans) == 1:
            return spans[0].of(self.text)
        return " ... ".join([s.of(self.text) for s in spans])

    def content(self, statement: Statement) -> str:
        """What the statement says was said."""
        return self.words(statement.content)

    def shown(self, statement: Statement) -> str:
        """The same on one line, for people to read; gaps shown as " … "."""
        return " … ".join(s.of(self.text).translate(_CONTROLS) for s in statement.content)

    def speaker(self, statement: Statement) -> Actor | None:
        """Who said it, as far as the article tells."""
        return self.actors.get(statement.speaker) if statement.speaker else None
