"""Stories that went: their addresses lead on to the stories that tell of most of their articles."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger.browse_articles import articles
from dragoman.ledger.browse_rows import ArticleRow
from dragoman.ledger.database import Database
from dragoman.ledger.facets import clean

_SHOWN = 50  # articles of a story that went

_NOW = """
SELECT member.story FROM story_former AS former
CROSS JOIN story_article AS member ON member.article = former.article
WHERE former.story = ? GROUP BY member.story ORDER BY count(*) DESC, member.story LIMIT 1
"""

_ARTICLES = """
SELECT page.number FROM story_former AS former
CROSS JOIN browse_article AS page ON page.article = former.article
WHERE former.story = ? ORDER BY page.day, page.number LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerStory:
    """A story that is told no more. ``now`` is the story (id) that most of its articles are of today,
    ``None`` where they are of none; ``articles`` are those that it had, the first published first."""

    now: str | None
    articles: tuple[ArticleRow, ...]


def former_story(db: Database, id: str) -> FormerStory | None:
    """What became of a story; ``None`` for one that never was, or whose articles were all forgotten."""
    numbers = [row["number"] for row in db.rows(_ARTICLES, clean(id), _SHOWN)]
    if not numbers:
        return None
    return FormerStory(now=db.value(_NOW, clean(id)), articles=articles(db, numbers))
