"""What linking found, as people see it: what they decided holds at once, not only after the next linking.

Statements judged wrong are in no utterance, and an utterance of such statements alone is none; where all
that report an utterance have a corrected speaker, so has it. An exchange judged wrong is gone, one judged
right is sure, and stays where linking no longer finds it. Linking itself writes and reads its own tables
underneath.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.errors import NotInLedger
from dragoman.ids import tie_id
from dragoman.ledger.database import Row
from dragoman.ledger.links import Links
from dragoman.model import Evidence, Exchange, ExchangeKind, Figure, Span, Utterance, Verdict

_Tie = tuple[str, str, str]

# The latest decision on an exchange comes last.
_EXCHANGES = """
SELECT pair_decision.*, origin.utterance AS origin, target.utterance AS target FROM pair_decision
JOIN utterance_statement AS origin ON origin.statement = one
JOIN utterance_statement AS target ON target.statement = other
WHERE pair_decision.kind <> 'utterance' ORDER BY at, judgement
"""

_EMPTY = """
SELECT DISTINCT held.utterance FROM decision
JOIN utterance_statement AS held ON held.statement = decision.statement
WHERE verdict = 'wrong' AND NOT EXISTS (
    SELECT 1 FROM utterance_statement AS left_over WHERE left_over.utterance = held.utterance
    AND left_over.statement NOT IN (SELECT statement FROM decision WHERE verdict = 'wrong')
)
"""


@dataclass(frozen=True, slots=True)
class _Decided:
    wrong: bool
    corrected: bool
    speaker_name: str | None


class JudgedLinks(Links):
    """``Links`` with judgements laid over what is read out of them."""

    def utterances(self) -> Iterator[Utterance]:
        """All utterances, by id."""
        decided = self._decided()
        seen = (_seen(utterance, decided) for utterance in super().utterances())
        return (utterance for utterance in seen if utterance)

    def utterance(self, name: str) -> Utterance:
        """The utterance with this id, a former id, or that of one of its statements.
        Raises ``NotInLedger``, also where all of it was judged wrong."""
        found = super().utterance(name)
        utterance = _seen(found, self._decided(found.statements))
        if utterance is None:
            raise NotInLedger(f"{name} was judged wrong", f"`dragoman judge {found.id} undo` takes that back")
        return utterance

    def exchanges(self, about: str | None = None) -> Iterator[Exchange]:
        """All exchanges, or those of the utterance with this very id, by id."""
        decided = self._ties()
        empty = {row["utterance"] for row in self._db.rows(_EMPTY)}
        found = {(x.kind.value, x.origin, x.target): x for x in super().exchanges(about)}
        for tie, row in decided.items():
            if row["verdict"] == Verdict.WRONG:
                found.pop(tie, None)
            elif about is None or about in tie[1:]:
                known = found.get(tie)
                found[tie] = replace(known, doubt=0.0) if known else self._told(tie, row["one"])
        kept = (x for x in found.values() if not empty & {x.origin, x.target})
        return iter(sorted(kept, key=lambda x: x.id))

    def exchange(self, id: str) -> Exchange:
        """The exchange with this id as linking found it, also one that was judged wrong; or one that only
        people see. Raises ``NotInLedger``."""
        if found := self.found_exchange(id):
            return found
        for tie, row in self._ties().items():
            if tie_id("x", *tie) == id:
                return self._told(tie, row["one"])
        raise NotInLedger(f"no exchange {id!r} in this ledger", "`dragoman export exchanges` shows ids")

    def _ties(self) -> dict[_Tie, Row]:
        """The latest decision of people on each exchange."""
        return {(row["kind"], row["origin"], row["target"]): row for row in self._db.rows(_EXCHANGES)}

    def _told(self, tie: _Tie, statement: str) -> Exchange:
        """An exchange that only people see; the words of its first statement show it."""
        kind, origin, target = tie
        spans = self._db.rows(
            """SELECT article, start_at, end_at FROM statement
            JOIN statement_span ON statement_span.statement = statement.number
            WHERE id = ? AND part = 'content' ORDER BY statement_span.ordinal""",
            statement,
        )
        return Exchange(
            id=tie_id("x", kind, origin, target),
            kind=ExchangeKind(kind),
            origin=origin,
            target=target,
            evidence=tuple(Evidence(s["article"], Span(s["start_at"], s["end_at"])) for s in spans),
            inferred=not spans,
            doubt=0.0,
        )

    def figures(self) -> Iterator[Figure]:
        """All figures, in the order of their articles' ids and their places; nobody asserts one in a
        statement that is none."""
        decided = self._decided()
        for figure in super().figures():
            judged = decided.get(figure.by or "")
            yield replace(figure, by=None) if judged and judged.wrong else figure

    def _decided(self, statements: Iterable[str] | None = None) -> dict[str, _Decided]:
        """What was decided about statements: about these, or about all."""
        sql = "SELECT statement, verdict, changed, speaker_name FROM decision"
        if statements is None:
            rows = self._db.rows(sql)
        else:
            rows = [row for id in statements for row in self._db.rows(f"{sql} WHERE statement = ?", id)]
        return {
            row["statement"]: _Decided(
                row["verdict"] == Verdict.WRONG, '"speaker"' in row["changed"], row["speaker_name"]
            )
            for row in rows
        }


def _seen(utterance: Utterance, decided: dict[str, _Decided]) -> Utterance | None:
    """An utterance as people see it; ``None`` where nothing of it is left."""
    known = {s: decided[s] for s in utterance.statements if s in decided}
    if not known:
        return utterance
    left = tuple(s for s in utterance.statements if s not in known or not known[s].wrong)
    names = {known[s].speaker_name if s in known and known[s].corrected else "" for s in left}
    if len(names) == 1 and "" not in names:
        utterance = replace(utterance, speaker_name=names.pop())
    return replace(utterance, statements=left) if left else None
