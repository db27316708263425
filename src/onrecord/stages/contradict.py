"""Contradict: find where one speaker says two things that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import Claim, Contradiction, Identity, Link, Position, Statement, identity_id

_NAMED = ("person", "organisation", "document")
_AGAINST: tuple[Position, ...] = ("denies", "doubts")


def contradict(
    claims: Iterable[Claim],
    statements: Mapping[str, Statement],
    links: Iterable[Link] = (),
    identities: Mapping[str, Identity] | None = None,
) -> tuple[Contradiction, ...]:
    """The contradictions of named speakers: both sides of one claim taken, or two statements that are linked as contradicting.

    Args:
        claims: the claims.
        statements: their statements, by id.
        links: how statements stand to each other.
        identities: those of the speakers, by the id of the speaker in its article (`Statement.who`); a speaker without one is whoever has
            the same name and kind.

    Returns:
        Of each speaker and claim, or pair of claims, the first statement and the first that contradicts it, in the order of the record.
    """
    given = tuple(claims)
    known = identities or {}
    stances = {stance.statement: (claim, stance.position) for claim in given for stance in claim.stances}
    found = [one for claim in given for one in _within(claim, statements, known)]
    found += _between(links, stances, statements, known)
    found.sort(key=lambda one: (statements[one.second].order, statements[one.first].order))
    first: dict[tuple[str, tuple[str, ...]], Contradiction] = {}
    for one in found:
        first.setdefault((one.identity, one.claims), one)
    return tuple(first.values())


def _within(claim: Claim, statements: Mapping[str, Statement], known: Mapping[str, Identity]) -> Iterator[Contradiction]:
    """Of each speaker that takes both sides of a claim, its first statement and the first on the other side."""
    sides: dict[str, list[tuple[Statement, Position]]] = defaultdict(list)
    for stance in claim.stances:
        said = statements[stance.statement]
        if said.kind in _NAMED and not said.voice and stance.position != "neutral":
            sides[_identity(said, known)].append((said, stance.position))
    for identity, taken in sides.items():
        taken.sort(key=lambda pair: pair[0].order)
        (first, position), rest = taken[0], taken[1:]
        other = next((pair for pair in rest if (pair[1] in _AGAINST) != (position in _AGAINST)), None)
        if other:
            yield Contradiction(identity, first.id, other[0].id, (claim.id,), f"{position} it, then {other[1]} it")


def _between(
    links: Iterable[Link], stances: Mapping[str, tuple[Claim, Position]], statements: Mapping[str, Statement], known: Mapping[str, Identity]
) -> Iterator[Contradiction]:
    """Two statements of one speaker that cannot both hold, where the speaker stands behind both."""
    for link in links:
        if link.relation != "contradicts" or link.a not in stances or link.b not in stances:
            continue
        one, other = sorted((statements[link.a], statements[link.b]), key=lambda said: said.order)
        if {one.kind, other.kind} - set(_NAMED) or one.voice or other.voice or _identity(one, known) != _identity(other, known):
            continue
        if stances[one.id][1] == stances[other.id][1] == "supports":
            claims: Sequence[str] = sorted({stances[one.id][0].id, stances[other.id][0].id})
            yield Contradiction(_identity(one, known), one.id, other.id, tuple(claims), f"both are said, and cannot both hold: {link.rule}")


def _identity(said: Statement, known: Mapping[str, Identity]) -> str:
    found = known.get(said.who)
    return found.id if found else identity_id(f"{said.kind}|{said.speaker.casefold()}")
