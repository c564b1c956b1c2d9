"""The spaCy component: a doc gets the statements of its text."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import dragoman.component
from dragoman.errors import InputError, MissingReader

TEXT = "KARSK - The boats will leave tomorrow.\n\nThe maps are false, Petra Voss said on Monday."


def pipeline(language: str = "en", **config: str) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe(dragoman.component.NAME, config=config)
    return nlp


def test_doc_gets_statements_whose_spans_count_in_its_text() -> None:
    doc = pipeline()(TEXT)
    (statement,) = doc._.statements
    assert [span.of(doc.text) for span in statement.source] == ["Petra Voss"]
    (content,) = statement.content
    assert doc.char_span(content.start, content.end).text == "The maps are false"
    assert [actor.name for actor in doc._.actors if actor.id == statement.speaker] == ["Petra Voss"]


@pytest.mark.parametrize("text", ["", " \n", "The boats left."])
def test_doc_without_statements_gets_none(text: str) -> None:
    assert pipeline()(text)._.statements == ()


def test_day_of_publication_can_be_configured() -> None:
    (statement,) = pipeline(published="2033-03-09")(TEXT)._.statements
    assert statement.said_on is not None
    assert str(statement.said_on.first) == "2033-03-07"


def test_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError):
        pipeline(published="yesterday")


def test_language_without_reader_is_refused() -> None:
    with pytest.raises(MissingReader):
        pipeline("ru")("Мы не согласны.")


def test_component_may_be_added_to_several_pipelines() -> None:
    assert pipeline().pipe_names == pipeline().pipe_names == ["dragoman"]
    assert Doc.has_extension("statements")
