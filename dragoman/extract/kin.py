"""Who somebody's kin is: "her sister", "Brandt's husband", "the husband of Anika Brandt"."""

from __future__ import annotations

import re

from dragoman.extract.members import UNSURE, Answer, Member, surname
from dragoman.extract.printed import Printed, Sorts
from dragoman.extract.pronouns import likely_gender
from dragoman.extract.scene import Scene
from dragoman.model import ActorKind

_OWNED = re.compile(
    r"(?:(?P<pronoun>his|her|their|my|our|its)|(?P<name>.+?)(?:[’']s|(?<=s)[’']))\s", re.IGNORECASE
)
_OF = re.compile(r"(?:the\s+)?(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+)\s+of\s+(?P<name>[^,]+)", re.IGNORECASE)


class Kin:
    """Finds kin in the cast of one article."""

    def __init__(self, sorts: Sorts, scene: Scene) -> None:
        self.sorts, self.scene, self.cast, self.table = sorts, scene, sorts.cast, sorts.table

    def is_kin(self, printed: Printed) -> bool:
        """Whether words call somebody by whose kin they are."""
        return printed.about.head in self.table.kin and self._owned(printed) is not None

    def relative(self, printed: Printed) -> Answer:
        """Somebody's sister, husband, son: who was introduced so, or who shares the owner's name."""
        noun = printed.about.head or ""
        gender = self.table.kin.get(noun)
        people = [m for m in self.cast.members if self.sorts.may_be(m, printed)]
        people = [m for m in people if gender is None or gender in (m.gender, likely_gender(m))]
        told = [m for m in people if noun in m.traits.kin]
        owner = self.owner(printed)
        told = [m for m in told if m not in owner] or told
        if len(told) == 1:
            return Answer(told[0], 0.1)
        if told or not owner:
            return UNSURE
        kin = [m for m in people if any(self._share_name(m, o) for o in owner)]
        if not kin:
            everybody = [m for m in self.cast.members if m.kind == ActorKind.PERSON]
            kin = [m for m in people if any(self._share_name(m, o) for o in everybody)]
        if len(kin) == 1 and kin[0] not in owner:
            return Answer(kin[0], 0.2)
        couples = {id(m): m for m in kin if m not in owner}
        return Answer(next(iter(couples.values())), 0.25) if len(couples) == 1 else UNSURE

    def owner(self, printed: Printed) -> list[Member]:
        """Whose kin it is: the one named, or the last mentioned person whom the pronoun fits."""
        match = self._owned(printed)
        if match is None:
            return []
        if match["name"]:
            member = self.sorts.known(match["name"])
            return [member] if member is not None else []
        gender = {"his": "male", "her": "female"}.get(match["pronoun"].lower())
        near = [m.member for m in self.scene.near(printed.span.start, 2)]
        people = [
            m for m in near if m.kind == ActorKind.PERSON and (gender is None or m.gender in (None, gender))
        ]
        sure = [m for m in people if m.gender == gender] or people
        return sure[-1:]

    def _owned(self, printed: Printed) -> re.Match[str] | None:
        """Whose somebody is by the words: "her husband", "the husband of Anika Brandt"."""
        of = _OF.match(printed.words)
        return of if of is not None and of["noun"].lower() in self.table.kin else _OWNED.match(printed.words)

    def _share_name(self, one: Member, other: Member) -> bool:
        return one is not other and len(one.name) > 1 and surname(one.name) == surname(other.name)
