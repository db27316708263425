"""TEMPORARY."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Claim, Decision, Link, Stance, Statement, claim_id


def gather(statements: Mapping[str, Statement], links: Sequence[Link], decisions: Sequence[Decision]) -> list[Claim]:
    """TEMPORARY."""
    lead = {one: one for one in statements}

    def led(one: str) -> str:
        while lead[one] != one:
            one = lead[one]
        return one

    apart = {(d.a, d.b) for d in decisions if d.verdict == "not the same claim"}
    pairs = [(link.a, link.b) for link in links if link.relation == "same"]
    pairs = [p for p in pairs if p not in apart] + [(d.a, d.b) for d in decisions if d.verdict == "same claim"]
    for a, b in pairs:
        if a in lead and b in lead:
            low, high = sorted((led(a), led(b)))
            lead[high] = low
    groups: dict[str, list[Statement]] = {}
    for one in statements.values():
        groups.setdefault(led(one.id), []).append(one)
    out = []
    for group in groups.values():
        group.sort(key=lambda one: one.order)
        stances = tuple(
            Stance(one.id, "denies" if one.act == "deny" else "doubts" if one.act == "doubt" else "supports", "act") for one in group
        )
        out.append(Claim(claim_id(group[0].id), group[0].text, group[0].id, stances))
    return sorted(out, key=lambda claim: claim.id)
