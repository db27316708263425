"""Assess a claim: what the record shows of it, mark by mark, each with its reason.

The rules are the table `RULES`; docs/standing.md shows it, and a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.english.amends import withdraws
from onrecord.english.relations import concerns
from onrecord.model import Claim, Identity, Lineage, Mark, Origin, Position, Reason, Standing, Statement

_FOR: tuple[Position, ...] = ("supports",)
_AGAINST: tuple[Position, ...] = ("denies", "doubts")
_FEW = 4  # names that a reason lists; the rest is counted


@dataclass(frozen=True)
class Case:
    """A claim with all that its standing follows from."""

    claim: Claim
    statements: Mapping[str, Statement]
    lineage: Lineage
    identities: Mapping[str, Identity]

    @cached_property
    def supporting(self) -> tuple[Origin, ...]:
        """The origins that support the claim."""
        return tuple(origin for _, origin in self.lineage.on(*_FOR))

    @cached_property
    def counted(self) -> tuple[Origin, ...]:
        """Those of them that count."""
        return tuple(origin for origin in self.supporting if origin.counts)

    @cached_property
    def resting(self) -> dict[int, str]:
        """Those that rest on another that counts and supports the claim, by index, with the reason."""
        origins = self.lineage.origins
        return {a: why for a, b, why in self.lineage.dependent if origins[a] in self.counted and origins[b] in self.counted}

    @cached_property
    def roots(self) -> tuple[Origin, ...]:
        """Those that count and of which the record does not show that they rest on another."""
        return tuple(origin for at, origin in enumerate(self.lineage.origins) if origin in self.counted and at not in self.resting)

    @cached_property
    def opposing(self) -> tuple[Origin, ...]:
        """The origins that deny or doubt it."""
        return tuple(origin for _, origin in self.lineage.on(*_AGAINST))

    @cached_property
    def concerned(self) -> tuple[Origin, ...]:
        """The origins that deny it and that it is about, or that speak for somebody whom it is about."""
        return tuple(origin for _, origin in self.lineage.on("denies") if self._concerns(origin))

    @cached_property
    def withdrawals(self) -> tuple[str, ...]:
        """The statements that take back what their own outlet, or their own speaker, had put on record in support."""
        out = []
        for _, origin in self.lineage.on("denies"):
            for name in origin.statements("denies"):
                said = self.statements[name]
                own = origin in self.supporting or any(one.outlet and one.outlet == origin.outlet for one in self.supporting)
                if own and withdraws(f"{said.title}. {said.setting}"):
                    out.append(name)
        return tuple(out)

    @cached_property
    def shown(self) -> tuple[tuple[Origin, Origin, str], ...]:
        """The pairs of supporting origins that are shown to be independent, with the reason."""
        origins = self.lineage.origins
        pairs = ((origins[a], origins[b], why) for a, b, why in self.lineage.independent)
        return tuple((one, other, why) for one, other, why in pairs if one in self.counted and other in self.counted)

    def circling(self, ring: Sequence[str]) -> tuple[str, ...]:
        """The statements through which the outlets of a circle cite each other."""
        cited = (backing for origin in self.lineage.origins for backing in origin.backings if backing.way == "citation")
        return tuple(backing.statement for backing in cited if self._house(backing.statement) in ring)

    def _house(self, statement: str) -> str:
        return self.statements[statement].outlet

    def _concerns(self, origin: Origin) -> bool:
        said = self.statements[origin.backings[0].statement]
        if origin.kind in ("anonymous", "unrecorded"):
            return False
        stand_in = Identity("unknown", said.speaker, said.kind, (said.speaker,), (said.who,)) if said.speaker else None
        return concerns(self.claim.text, origin.name, self.identities.get(said.who) or stand_in)


Found = tuple[dict[str, str], Iterable[str]] | None
"""What the sentence of a rule says, by its blanks, and the statements that show it; None where the rule does not hold."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a mark is given, in words and as a condition, and the sentence that says why."""

    mark: Mark
    when: str
    why: str
    holds: Callable[[Case], Found]


def assess(
    claim: Claim, statements: Mapping[str, Statement], lineage: Lineage, identities: Mapping[str, Identity] | None = None
) -> Standing:
    """How a claim stands: each rule of `RULES` that holds, in their order, with its reason and the statements that show it.

    Args:
        claim: the claim.
        statements: at least its statements, by id.
        lineage: what `trace` says of it.
        identities: those of its speakers, by the id of the speaker in its article (`Statement.who`).
    """
    case = Case(claim, statements, lineage, identities or {})
    return Standing(claim.id, tuple(reason for rule in RULES if (reason := _reason(rule, case))))


def _reason(rule: Rule, case: Case) -> Reason | None:
    found = rule.holds(case)
    if found is None:
        return None
    blanks, shown = found
    sentence = rule.why.format(**blanks)
    return Reason(rule.mark, sentence[:1].upper() + sentence[1:], tuple(dict.fromkeys(shown)))


def _uncontested(case: Case) -> Found:
    if not case.supporting or case.opposing:
        return None
    return {"supporters": _names(case.supporting)}, _told(case.supporting, *_FOR)


def _contested(case: Case) -> Found:
    if not case.supporting or not case.opposing:
        return None
    deniers = [origin for origin in case.opposing if origin.statements("denies")]
    what = "denied" if len(deniers) == len(case.opposing) else "denied or doubted" if deniers else "doubted"
    blanks = {"supporters": _names(case.supporting), "opposed": what, "opponents": _names(case.opposing)}
    return blanks, (*_told(case.supporting, *_FOR), *_told(case.opposing, *_AGAINST))


def _asserted_by_nobody(case: Case) -> Found:
    if case.supporting:
        return None
    return {}, _told(case.opposing, *_AGAINST) or (stance.statement for stance in case.claim.stances)


def _denied_by_the_party(case: Case) -> Found:
    if not case.concerned:
        return None
    return {"deniers": _names(case.concerned)}, _told(case.concerned, "denies")


def _single(case: Case) -> Found:
    if len(case.roots) != 1:
        return None
    return {"origin": case.roots[0].name + _known(case)}, _told(case.counted, *_FOR)


def _anonymous(case: Case) -> Found:
    if not case.roots or any(origin.kind != "anonymous" for origin in case.roots):
        return None
    return {"origins": _names(case.roots)}, _told(case.roots, *_FOR)


def _unrecorded(case: Case) -> Found:
    if not case.supporting or case.counted:
        return None
    return {"supporters": _names(case.supporting)}, _told(case.supporting, *_FOR)


def _not_established(case: Case) -> Found:
    if len(case.roots) < 2 or case.shown:
        return None
    blanks = {"count": str(len(case.roots)), "origins": _names(case.roots) + _known(case)}
    return blanks, _told(case.counted, *_FOR)


def _known(case: Case) -> str:
    return f" ({'; '.join(case.resting.values())})" if case.resting else ""


def _corroborated(case: Case) -> Found:
    if not case.shown:
        return None
    both = [origin for one, other, _ in case.shown for origin in (one, other)]
    return {"why": "; ".join(why for _, _, why in case.shown)}, _told(both, *_FOR)


def _circular(case: Case) -> Found:
    shown = [name for ring in case.lineage.circles for name in case.circling(ring)]
    if not shown:
        return None
    return {"rings": "; ".join(" and ".join(ring) for ring in case.lineage.circles)}, shown


def _withdrawn(case: Case) -> Found:
    if not case.withdrawals:
        return None
    said = [case.statements[name] for name in case.withdrawals]
    return {"who": ", ".join(dict.fromkeys(one.outlet if one.voice else one.speaker for one in said))}, case.withdrawals


RULES: tuple[Rule, ...] = (
    Rule(
        "uncontested",
        "somebody supports it, and nobody denies or doubts it",
        "supported by {supporters}; nobody denies or doubts it",
        _uncontested,
    ),
    Rule(
        "contested",
        "somebody supports it, and somebody denies or doubts it",
        "supported by {supporters}; {opposed} by {opponents}",
        _contested,
    ),
    Rule("asserted by nobody", "no statement supports it", "nobody on the record says so", _asserted_by_nobody),
    Rule(
        "denied by the party concerned",
        "somebody denies it whom the claim names, or who speaks for or belongs to somebody whom it names",
        "it is about {deniers}, or those for whom they speak, and they deny it",
        _denied_by_the_party,
    ),
    Rule(
        "single origin",
        "one origin that counts supports it, and no other but such as rest on it",
        "all support goes back to {origin}",
        _single,
    ),
    Rule(
        "anonymous only",
        "origins that count support it, and all of them are anonymous or rest on those that are",
        "nobody who is named supports it: {origins}",
        _anonymous,
    ),
    Rule(
        "lineage not recorded",
        "statements support it, and no origin that counts is behind them",
        "no source is on the record: {supporters}",
        _unrecorded,
    ),
    Rule(
        "independence not established",
        "two or more origins that count support it that rest on no other, and of no two it is shown that they are independent",
        "{count} origins support it, of no two of which the record shows that they are independent: {origins}",
        _not_established,
    ),
    Rule(
        "corroborated by independent origins",
        "two origins that count support it, and it is shown that they are independent",
        "two independent origins support it: {why}",
        _corroborated,
    ),
    Rule("circular", "outlets cite each other in a circle for it", "in a circle, each has it from the other: {rings}", _circular),
    Rule(
        "withdrawn",
        "an outlet or a speaker that supported it denies it, in words that take it back",
        "{who} took it back",
        _withdrawn,
    ),
)
"""The rules, in the order of `onrecord.model.MARKS`. A claim has every mark whose rule holds."""


def _told(origins: Iterable[Origin], *positions: Position) -> tuple[str, ...]:
    return tuple(name for origin in origins for name in origin.statements(*positions))


def _names(origins: Sequence[Origin]) -> str:
    called = list(dict.fromkeys(origin.name for origin in origins))
    return ", ".join(called[:_FEW]) + (f" and {len(called) - _FEW} more" if len(called) > _FEW else "")
