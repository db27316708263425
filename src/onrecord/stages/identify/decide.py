"""Let what a person decided hold over what the rules make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Appearance, Decision
from onrecord.stages.identify.joined import Joined


def decide(joined: Joined, given: Mapping[str, Appearance], decisions: Iterable[Decision]) -> dict[str, str]:
    """Let a person's decisions hold; gives the names decided, by the id of the speaker, the latest first.

    The later of two that do not go together holds. Where two are not one whom the rules had joined, the second leaves, and whoever a
    person joined with it goes along; the first keeps the rest.
    """
    there = [one for one in decisions if one.a in given and (one.verdict == "name" or one.b in given)]
    there.sort(key=lambda one: one.number, reverse=True)
    names: dict[str, str] = {}
    together = Joined(given)
    apart: list[tuple[str, str]] = []
    for one in there:
        if one.verdict == "name":
            names.setdefault(one.a, one.b)
        elif one.verdict == "same speaker":
            sides = {together.led(one.a), together.led(one.b)}
            if not any({together.led(a), together.led(b)} == sides for a, b in apart):
                together.join((one.a, one.b))
        elif one.verdict == "not the same speaker" and together.led(one.a) != together.led(one.b):
            apart.append((one.a, one.b))
    for same in together.groups().values():
        if len(same) > 1:
            joined.join(same)
    _part(joined, together, apart[::-1])
    return names


def _part(joined: Joined, together: Joined, apart: Sequence[tuple[str, str]]) -> None:
    """Take the second of each pair out of the group of the first, in the order of deciding; those who leave stay one if they may."""
    bars = {frozenset((together.led(a), together.led(b))) for a, b in apart}
    groups = joined.groups()
    of = {name: (head, 0) for head, members in groups.items() for name in members}
    parts: dict[tuple[str, int], set[str]] = {(head, 0): set(members) for head, members in groups.items()}
    for a, b in apart:
        if of[a] != of[b]:
            continue
        head = of[b][0]
        leaving = {name for name in parts[of[b]] if together.led(name) == together.led(b)}
        parts[of[b]] -= leaving
        at = 1
        while any(frozenset((together.led(name), together.led(b))) in bars for name in parts.get((head, at), ())):
            at += 1
        parts.setdefault((head, at), set()).update(leaving)
        of |= dict.fromkeys(leaving, (head, at))
    if apart:
        joined.leader.clear()
        for members in parts.values():
            joined.join(members)
