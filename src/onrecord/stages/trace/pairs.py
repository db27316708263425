"""How the origins of a claim hang together, as far as the record shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.english.bodies import text_words
from onrecord.english.people import office
from onrecord.english.phrases import singular
from onrecord.english.relations import names, owner, speaks_for
from onrecord.model import Claim, Identity, Origin, OriginKind, Statement
from onrecord.stages.trace.line import Line

ON_RECORD: tuple[OriginKind, ...] = ("named", "document")


@dataclass(slots=True)
class Pairs:
    """What the record shows of how the origins of a claim hang together."""

    claim: Claim
    origins: tuple[Origin, ...]
    lines: list[list[Line]]
    by_id: Mapping[str, Identity]
    statements: Mapping[str, Statement]
    shown: dict[tuple[int, int], str] = field(default_factory=dict)

    def dependent(self) -> Iterator[tuple[int, int, str]]:
        """Pairs of which the first rests on the second."""
        meeting = self._meeting()
        for at, origin in enumerate(self.origins):
            for other in meeting[at] if origin.counts else ():
                pair = (min(at, other), max(at, other))
                if self.origins[other].counts and pair not in self.shown and (why := self._rests(at, other)):
                    self.shown[pair] = why
                    yield at, other, why

    def _meeting(self) -> list[list[int]]:
        """Of each origin the others that may be behind it: those whose name it has in its own or in its role, and who holds its words."""
        called: dict[str, set[int]] = defaultdict(set)
        holding: dict[str, int] = {}
        for at, origin in enumerate(self.origins):
            one = self.by_id.get(origin.identity)
            for word in _name_words((origin.name, *one.names) if one else ()):
                called[word].add(at)
            for line in self.lines[at]:
                holding |= {name: at for name in (line.said.id, line.said.who) if name}
        out = []
        for at, origin in enumerate(self.origins):
            me = self.by_id.get(origin.identity)
            told = (origin.name, *(words for _, words in me.stated)) if me else (origin.name,)
            near = {other for word in _name_words(told) for other in called[word]}
            for holder in filter(None, map(self._holder, self.lines[at])):
                near |= {holding[name] for name in (holder.id, holder.who) if name in holding}
            out.append(sorted(near - {at}))
        return out

    def independent(self) -> Iterator[tuple[int, int, str]]:
        """Pairs of which neither rests on the other: they are on one side of a claim that names both, so each speaks for itself."""
        party = [at for at, one in enumerate(self.origins) if one.kind in ON_RECORD and self._direct(at) and self._named(at)]
        for i, at in enumerate(party):
            for other in party[i + 1 :]:
                one, two = self.origins[at], self.origins[other]
                if (at, other) not in self.shown and set(one.positions) & set(two.positions):
                    yield at, other, f"the claim is about both {one.name} and {two.name}, and each speaks for itself"

    def _named(self, at: int) -> bool:
        """Whether the claim names the origin itself: not only its office, or somebody for whom it speaks."""
        one = self.by_id.get(self.origins[at].identity)
        if one is None:
            return False
        whose, _ = owner(one.name)
        if one.kind == "document":
            return bool(whose) and names(self.claim.text, (whose,), "organisation")
        return not whose and names(self.claim.text, (*one.names, one.name), one.kind)

    def _direct(self, at: int) -> bool:
        """Whether an article has it from the origin, and not only in the words of another speaker."""
        return any(not self._holder(line) for line in self.lines[at])

    def _rests(self, at: int, other: int) -> str:
        """Why the origin `at` rests on the `other`; "" where nothing shows that it does."""
        origin, behind = self.origins[at], self.origins[other]
        holders = [self._holder(line) for line in self.lines[at]]
        ids = set(behind.statements("supports", "denies", "doubts"))
        speakers = {line.said.who for line in self.lines[other]} - {""}
        if all(holder and (holder.id in ids or holder.who in speakers) for holder in holders):
            return f"heard only through {behind.name}"
        if not (one := self.by_id.get(behind.identity)):
            return ""
        me = self.by_id.get(origin.identity)
        way = speaks_for(me.name if me else self.lines[at][0].said.speaker, me.stated if me else (), (*one.names, one.name), one.kind)
        if not way:
            return ""
        return (
            f"{origin.name} is a document of {behind.name}"
            if origin.kind == "document"
            else f"{origin.name} speaks for {behind.name}: {way}"
        )

    def _holder(self, line: Line) -> Statement | None:
        return self.statements.get(line.said.parent) if line.said.parent else None


def _name_words(called: Iterable[str]) -> set[str]:
    """The words by which names may meet, a party's or a group's plural under its singular."""
    return {singular(office(word)) for name in called for part in (name, name.split("-")[0]) for word in text_words(part)}
