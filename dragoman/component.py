"""dragoman in a spaCy pipeline: ``nlp.add_pipe("dragoman")`` puts what a text says on its doc.

``doc._.statements`` and ``doc._.actors`` hold the nouns of ``dragoman.model``; their spans count characters
of ``doc.text``, so ``doc.char_span(span.start, span.end, alignment_mode="expand")`` gives the tokens. No
other component of the pipeline is needed, and none is used. ``outlet`` and ``published`` (an ISO date) may be
given in the component's configuration where all texts share them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.acquire import from_text
from dragoman.model import Given
from dragoman.pipeline import check_given, read_article

NAME = "dragoman"


class Component:
    """Reads each doc's text. Raises ``MissingReader`` where its language has no reader."""

    def __init__(self, given: Given) -> None:
        self.given = given

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with its statements and actors."""
        if doc.text.strip():
            reading = read_article(from_text(doc.text, given=self.given))
            doc._.statements, doc._.actors = reading.statements, reading.actors
        return doc


@Language.factory(
    NAME,
    assigns=["doc._.statements", "doc._.actors"],
    default_config={"outlet": None, "published": None},
)
def make(nlp: Language, name: str, outlet: str | None, published: str | None) -> Component:  # noqa: ARG001
    """The component of a pipeline. Raises ``InputError`` for a date that is none."""
    for extension in ("statements", "actors"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=())
    given = Given(language=nlp.lang, outlet=outlet, published=published)
    check_given(given)
    return Component(given)
