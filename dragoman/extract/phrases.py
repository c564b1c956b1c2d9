"""Reporting without a verb of its own: "according to X", "his claim that ...", and the marks of
headlines ("X: ...", "... – X")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.draft import Draft, without
from dragoman.extract.parse import Parsed
from dragoman.languages.profile import Cues
from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME = r"(?:the )?[A-Z][\w’'.-]*(?: (?:of |the |de |von |van |al-)?[A-Z][\w’'.-]*){0,4}"
_LABEL = re.compile(
    rf"(?P<source>{_NAME})(?: (?P<dash>[–—-]) [A-Z][\w .]{{1,30}})?(?P<cue>:) ?(?=[\w“\"«‘'])"
)
_HEADLINE = re.compile(
    r"(?P<source>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,4}?) "
    r"(?P<cue>[A-Za-z]+(?:s|ed)|told|said) (?P<content>\S.+)"
)
_SIGNED = re.compile(rf"^(?P<content>.{{15,}}?) (?P<cue>[–—-]|,) ?(?P<source>{_NAME})$")


def find_according(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """According to X, ...; ..., according to X; ..., according to X, ..."""
    for phrase in cues.according:
        words = phrase.split()
        for token in parsed.doc:
            if [t.lower_ for t in parsed.doc[token.i : token.i + len(words)]] == words:
                draft = _read_according(parsed, parsed.doc[token.i : token.i + len(words)][-1], token)
                if draft is not None:
                    yield draft


def _read_according(parsed: Parsed, last: Token, first: Token) -> Draft | None:
    pobj = next((c for c in last.children if c.dep_ in ("pobj", "pcomp") and c.i > last.i), None)
    if pobj is None:
        return None
    cue = parsed.span(first, last)
    end = pobj.right_edge
    comma = next((t for t in parsed.doc[pobj.i : end.i] if t.text == "," and t.i > pobj.i), None)
    if comma is not None and not _identifies(parsed.doc[comma.i + 1]):
        end = parsed.doc[comma.i - 1]
    source = parsed.span(pobj.left_edge, end)
    sentence = parsed.sentence(first)
    content = without(sentence, [Span(cue.start, source.end)])
    return Draft("according", "accord", [cue], [source], content, doubt=0.15)


def _identifies(token: Token) -> bool:
    """Whether what follows a comma still tells who the source is."""
    return token.lower_ in ("who", "a", "an", "the", "which") and token.sent.end - token.i > 1


def find_nouns(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """Moscow's argument that ..., his call for ..., the claim by X that ..."""
    for token in parsed.doc:
        if token.pos_ != "NOUN":
            continue
        source = _owner(parsed, token)
        content = _told(parsed, token, cues)
        if content is not None and source is not None:
            cue = parsed.span(token, token)
            yield Draft("noun", token.lemma_.lower(), [cue], [source], [content], doubt=0.4)


def _owner(parsed: Parsed, noun: Token) -> Span | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return parsed.span(child.left_edge, child.right_edge)
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
            if pobj is not None:
                return parsed.span(pobj.left_edge, pobj)
    return None


def _told(parsed: Parsed, noun: Token, cues: Cues) -> Span | None:
    lemma = noun.lemma_.lower()
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl"):
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            if (that and lemma in cues.nouns["that"]) or (to and lemma in cues.nouns["infinitive"]):
                return parsed.subtree(child)
        if (
            child.dep_ == "prep"
            and lemma in cues.nouns.get(child.lower_, ())
            and child.right_edge.i > child.i
        ):
            return parsed.span(child.nbor(), child.right_edge)
    return None


def find_label(text: str, block: Span) -> Draft | None:
    """A block that opens with a name and a colon: "Dravek: we shall not wait"."""
    match = _LABEL.match(text, block.start, block.end)
    if match is None:
        return None
    cue = Span(match.start("dash") if match["dash"] else match.start("cue"), match.end("cue"))
    source = Span(*match.span("source"))
    return Draft("label", "", [cue], [source], [Span(match.end(), block.end)], doubt=0.35)


def find_headline(text: str, block: Span, cues: Cues) -> Draft | None:
    """A headline of the shape Name Verb Words: "Dravek Vows to Reopen Strait"."""
    match = _HEADLINE.match(text, block.start, block.end)
    if match is None or cues.lemma(match["cue"]) not in cues.clause | cues.infinitive | cues.object:
        return None
    cue, source, content = (Span(*match.span(group)) for group in ("cue", "source", "content"))
    lemma = cues.lemma(match["cue"])
    return Draft("headline", lemma, [cue], [source], [content], lemma in cues.attitudes, doubt=0.35)


def find_signature(text: str, block: Span) -> Draft | None:
    """A headline that ends with its source: "Talks will go on – Ostmar"."""
    match = _SIGNED.match(text[block.start : block.end])
    if match is None or match["cue"] == ",":
        return None

    def at(group: str) -> Span:
        return Span(block.start + match.start(group), block.start + match.end(group))

    return Draft("signature", "", [at("cue")], [at("source")], [at("content")], doubt=0.35)
