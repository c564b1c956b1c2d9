"""Addresses that lead elsewhere by now, and those that lead nowhere any more."""

from __future__ import annotations

from dragoman.errors import NotInLedger
from dragoman.ledger.browse_rows import StoryRow
from dragoman.web.contexts import Link
from dragoman.web.desk import Desk
from dragoman.web.parts import article_href, short
from dragoman.web.render import segment


class Moved(Exception):
    """What is asked for stands at ``href`` now, and may go on from there some day."""

    def __init__(self, href: str) -> None:
        super().__init__(href)
        self.href = href


class Gone(NotInLedger):
    """What was here is here no more; ``links`` lead to what is left of it."""

    slug = "gone"

    def __init__(self, message: str, advice: str, links: tuple[Link, ...]) -> None:
        super().__init__(message, advice)
        self.links = links


def story_at(desk: Desk, id: str, path: str) -> StoryRow:
    """The story with this id, for the page whose addresses begin with ``path``. Raises ``Moved`` where its
    articles are told of in another story by now, ``Gone`` where they are in none, and ``NotInLedger``."""
    try:
        return desk.ledger.browse.story(id)
    except NotInLedger:
        former = desk.ledger.browse.former_story(id)
        if former is None:
            raise
        if former.now is not None:
            raise Moved(path + segment(former.now)) from None
        links = tuple(Link(label=short(a.title or a.doc), href=article_href(a.id)) for a in former.articles)
        raise Gone(
            "this story is told no more: its articles share no news by now",
            "the articles that it had are still here",
            links,
        ) from None
