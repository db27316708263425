"""Circles of outlets in which one cites the next and the last the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.stages.trace.line import Line

Ring = tuple[str, ...]


def circles(lines: Sequence[Line]) -> tuple[Ring, ...]:
    """The outlets of each circle, whichever side of the claim they take."""
    sides = dict.fromkeys(line.position for line in lines)
    return tuple(sorted({ring for side in sides for ring in rings(line for line in lines if line.position == side)}))


def rings(lines: Iterable[Line]) -> set[Ring]:
    """The outlets that reach each other by the citations in these lines, those of each circle in order."""
    cited: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.cites and line.house:
            cited[line.house].add(line.cites)
    reach = {house: _reached(house, cited) for house in cited}
    found = {tuple(sorted(other for other in reach[house] if house in reach.get(other, ()))) for house in cited}
    return {ring for ring in found if len(ring) > 1}


def _reached(house: str, cited: Mapping[str, set[str]]) -> set[str]:
    out: set[str] = set()
    ahead = [house]
    while ahead:
        for other in cited.get(ahead.pop(), ()):
            if other not in out:
                out.add(other)
                ahead.append(other)
    return out
