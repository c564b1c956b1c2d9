"""Reporting verbs in a parse: who (source) says (cue) what (content).

Every verb is asked in which shape it governs its complement (``languages/en/cues.toml``): a clause, an
infinitive, an object, a prepositional object; active, passive, inverted or put between the halves of
what is said. Quotations are added later (``rules``); a verb that stands without any complement in
the parse still gives a draft where a quotation may turn out to be its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from dragoman.extract.draft import Draft, without
from dragoman.extract.parse import Parsed
from dragoman.languages.profile import Cues
from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_BEFORE_VERB = {"aux", "auxpass", "neg", "advmod"}
_CARRIES_SUBJECT = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "pcomp", "prep", "dep"}
_EXPLETIVE = {"it", "there", "this", "that"}
_THINGS = {"it", "this", "that", "which", "these", "those"}


def find_clauses(parsed: Parsed, cues: Cues) -> Iterator[Draft]:
    """Drafts for every reporting verb of a parse, in order."""
    for token in parsed.doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            draft = _read_verb(parsed, token, cues)
            if draft is not None:
                yield draft


def _read_verb(parsed: Parsed, verb: Token, cues: Cues) -> Draft | None:
    lemma = _lemma(verb)
    cue = _cue_tokens(verb)
    if _is_told(verb) or _saying(verb.head.head) == verb:
        return None
    if _saying(verb) is not None:
        return _quoted(parsed, verb)
    found = (
        _light(parsed, verb, lemma, cues)
        or _passive(parsed, verb, lemma, cues)
        or _clause(parsed, verb, lemma, cues)
        or _infinitive(parsed, verb, lemma, cues)
        or _preposition(parsed, verb, lemma, cues)
        or _object(parsed, verb, lemma, cues)
        or _around(parsed, verb, lemma, cues)
    )
    if found is None:
        if lemma not in cues.clause and lemma not in cues.quote_only:
            return None
        found = ("bare", [], None)
    rule, content, last = found
    last = last or cue[-1]
    above, joined_at = _joined(parsed, verb, cues)
    source = _source(parsed, above or verb, passive=rule == "passive")
    if not source and rule not in ("passive", "bare"):
        return None
    if rule in ("object", "infinitive") and source and _only_mentions(parsed.words(source[0]), verb, cues):
        return None
    cue_span = parsed.span(cue[0], last if last.i >= cue[-1].i else cue[-1])
    if any(s.overlaps(cue_span) for s in source):
        cue_span = parsed.span(verb, verb)
    content = [piece for c in content for piece in without(c, [cue_span, *source])]
    return Draft(
        rule=rule,
        lemma=lemma,
        cue=[cue_span],
        source=source,
        content=content,
        attitude=lemma in cues.attitudes,
        doubt=0.15 if rule in ("clause", "around") and source else 0.35,
        joined_at=joined_at,
    )


def _joined(parsed: Parsed, verb: Token, cues: Cues) -> tuple[Token | None, int | None]:
    """Where a reporting clause begins that the parser hung inside another one's content, and the verb
    whose subject it shares if it has none of its own."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.i < verb.i), None)
    if verb.dep_ == "advcl" and mark is not None and mark.lower_ in ("as", "while") and mark.i > 0:
        comma = verb.doc[mark.i - 1]
        return None, parsed.offset + comma.idx if comma.text == "," and _lemma(verb) in cues.clause else None
    if (
        verb.dep_ == "conj"
        and not any(c.dep_ in _SUBJECTS for c in verb.children)
        and verb.tag_ in ("VBD", "VBZ")
    ):
        head = verb.head
        above = next((a for a in head.ancestors if _lemma(a) in cues.clause and a.tag_ == verb.tag_), None)
        there = any(c.lower_ in ("there", "it") for c in head.children)
        if above is not None and (head.tag_ != verb.tag_ or there):
            before = next((c for c in head.children if c.dep_ == "cc" and head.i < c.i < verb.i), verb)
            return above, parsed.offset + before.idx
    return None, None


def _is_told(verb: Token) -> bool:
    """Hale, asked about the maps, ...: a participle of one who is spoken to."""
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not helped


def _saying(verb: Token) -> Token | None:
    """The "saying" of "Dravek quoted Sandor as saying"."""
    as_word = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    inside = as_word.children if as_word is not None else ()
    return next((c for c in inside if c.dep_ == "pcomp" and c.lower_ in ("saying", "telling")), None)


def _quoted(parsed: Parsed, verb: Token) -> Draft | None:
    """Dravek quoted Sandor as saying that ...: the words are hers."""
    saying = _saying(verb)
    who = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if saying is None or who is None:
        return None
    cue = [parsed.span(verb, verb), parsed.span(saying.head, saying)]
    said = [c for v in (saying, verb) for c in v.children if c.dep_ in ("ccomp", "dobj") and c != who]
    content = [parsed.subtree(said[0])] if said else []
    return Draft("quoted", "say", cue, [parsed.subtree(who)], content, doubt=0.2)


def _only_mentions(source: str, verb: Token, cues: Cues) -> bool:
    """Whether a verb names an act of speech that nobody performs: a thing's, one that is asked for
    ("asked them to say nothing"), one that the speaker might do ("I can name them")."""
    wanted = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    asked = wanted and _lemma(verb.head) in cues.infinitive | cues.person
    might = source.lower() in ("i", "we") and any(c.tag_ == "MD" for c in verb.children)
    return source.lower() in _THINGS or asked or might


Found: TypeAlias = "tuple[str, list[Span], Token | None]"  # rule, content, last token of the cue


def _clause(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    clear = next((c for c in verb.children if lemma == "make" and c.lower_ in ("clear", "plain")), None)
    if clear is not None:
        made = [
            c for c in (*clear.children, *verb.children) if c.dep_ in ("ccomp", "advcl") and c.i > clear.i
        ]
        return ("clause", [parsed.subtree(made[0])], clear) if made else None
    if lemma not in cues.clause:
        return None
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "csubj", "csubjpass") and c.pos_ != "PUNCT"]
    after = [c for c in clauses if c.i > verb.i]
    before = [c for c in clauses if c.i < verb.i]
    if not clauses:
        return None
    chosen = after or before
    return "clause", [parsed.subtree(c) for c in chosen], None


def _infinitive(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    if lemma not in cues.infinitive:
        return None
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i:
            to = next((c for c in child.children if c.dep_ == "aux" and c.lower_ == "to"), None)
            if to is not None:
                particle = next(
                    (c for c in verb.children if c.dep_ in ("prep", "prt") and c.i == verb.i + 1), None
                )
                return "infinitive", [parsed.span(to, child.right_edge)], particle
    return None


def _object(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    if lemma not in cues.object and lemma not in cues.accusing:
        return None
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") and c.i > verb.i]
    if not objects or lemma in cues.person:
        return None
    last = objects[-1].right_edge
    if lemma in cues.accusing:
        tails = [c for c in verb.children if c.dep_ in ("prep", "oprd", "ccomp") and c.i > objects[0].i]
        last = max([last, *(t.right_edge for t in tails)], key=lambda t: t.i)
    return "object", [parsed.span(objects[0].left_edge, last)], None


def _preposition(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    for prep in verb.children:
        if (
            prep.dep_ in ("prep", "prt")
            and prep.i > verb.i
            and lemma in cues.prepositions.get(prep.lower_, ())
        ):
            objects = [c for c in prep.children if c.dep_ in ("pobj", "pcomp") and c.i > prep.i]
            if not objects:
                continue
            demand = next(
                (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > objects[0].i), None
            )
            if prep.lower_ == "on" and demand is not None:
                return "preposition", [parsed.span(demand.left_edge, demand.right_edge)], prep
            near = prep if prep.i <= verb.i + 3 else None
            return "preposition", [parsed.span(objects[0].left_edge, objects[-1].right_edge)], near
    return None


def _passive(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    """The naval drills were announced by the ministry; it was reported that ..."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or not (lemma in cues.clause or lemma in cues.object):
        return None
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    agent = any(c.dep_ == "agent" for c in verb.children)
    if subject.lower_ in _EXPLETIVE and clause is not None:
        return "passive", [parsed.subtree(clause)], None
    if lemma in cues.person and clause is not None:
        return "passive", [parsed.subtree(clause)], None
    if agent and lemma in cues.object:
        return "passive", [parsed.subtree(subject)], None
    return None


def _light(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    """Expressed hope that ..., issued a warning about ..."""
    if lemma not in cues.light_verbs:
        return None
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if noun is None or not any(noun.lower_ in nouns for nouns in cues.light_nouns.values()):
        return None
    said = [c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "prep", "relcl", "ccomp")]
    said += [c for c in verb.children if c.i > noun.i and c.dep_ in ("ccomp",)]
    if not said:
        return "light", [parsed.subtree(noun)], None
    first = min(said, key=lambda t: t.i)
    if first.dep_ == "prep":
        inside = [c for c in first.children if c.dep_ in ("pobj", "pcomp")]
        if inside:
            return "light", [parsed.span(inside[0].left_edge, inside[-1].right_edge)], first
    return "light", [parsed.subtree(first)], noun


def _around(parsed: Parsed, verb: Token, lemma: str, cues: Cues) -> Found | None:
    """X, he said, Y: the verb hangs on the sentence that it reports."""
    if lemma not in cues.clause or verb.dep_ not in ("parataxis", "advcl", "ccomp", "conj"):
        return None
    if not any(c.dep_ == "nsubj" for c in verb.children) or any(c.dep_ == "mark" for c in verb.children):
        return None
    head = verb.head
    before = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text in (",", "”", '"', "''", "—", "–")
    after = verb.right_edge.i + 1 < len(verb.doc) and verb.right_edge.i - verb.left_edge.i <= 12
    if not before or not after or verb.dep_ == "conj" or head.i == verb.i:
        return None
    return "around", without(parsed.subtree(head), [parsed.subtree(verb)]), None


# ---------------------------------------------------------------- the source


def _source(parsed: Parsed, verb: Token, *, passive: bool) -> list[Span]:
    if passive:
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        pobj = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        return [parsed.subtree(pobj)] if pobj is not None else []
    subject = _subject(verb)
    if subject is None or (subject.lower_ in _EXPLETIVE and subject.dep_ == "nsubjpass"):
        return []
    return [_noun_phrase(parsed, subject, verb)]


def _subject(verb: Token) -> Token | None:
    """The verb's own subject, or that of the verb it is joined to or hangs on."""
    token = verb
    for _ in range(6):
        own = [c for c in token.children if c.dep_ in _SUBJECTS and c.dep_ != "csubj"]
        if own:
            return min(own, key=lambda c: abs(c.i - token.i))
        if token.dep_ in ("acl", "relcl"):
            return None if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) else token.head
        if token.dep_ == "pcomp" and token.head.lower_ in ("as", "for", "of") and token.tag_ == "VBG":
            blamed = next((c for c in token.head.head.children if c.dep_ == "dobj"), None)
            if blamed is not None:
                return blamed
        if token.dep_ not in _CARRIES_SUBJECT or token.head is token:
            return None
        token = token.head
    return None


def _noun_phrase(parsed: Parsed, noun: Token, verb: Token) -> Span:
    """The subject with what identifies it, but without the reporting verb that hangs on it."""
    first, last = noun.left_edge, noun.right_edge
    if first.i <= verb.i <= last.i:
        inner = [c for c in noun.subtree if c.i < verb.left_edge.i]
        last = inner[-1] if inner else noun
        while last.i > noun.i and (last.is_punct or last.dep_ in ("nsubj", "aux", "punct")):
            last = noun.doc[last.i - 1]
    return parsed.span(first, last)


# ---------------------------------------------------------------- small tools


def _lemma(token: Token) -> str:
    return "hope" if token.lemma_ == "hop" else token.lemma_.lower()


def _cue_tokens(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and adverbs, as far as they touch."""
    helpers = {c.i for c in verb.children if c.dep_ in _BEFORE_VERB and c.i < verb.i and not list(c.children)}
    first = verb.i
    while first - 1 in helpers:
        first -= 1
    return [verb.doc[i] for i in range(first, verb.i + 1)]
