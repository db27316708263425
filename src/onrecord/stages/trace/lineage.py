"""What was found of a claim's lines, as a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Backing, Claim, Identity, Lineage, Origin, OriginKind, Statement, Way
from onrecord.stages.trace.ground import CIRCLE
from onrecord.stages.trace.line import Key, Line
from onrecord.stages.trace.pairs import ON_RECORD, Pairs
from onrecord.stages.trace.rings import circles


def lineage(claim: Claim, lines: Sequence[Line], by_id: Mapping[str, Identity], statements: Mapping[str, Statement]) -> Lineage:
    """The origins of lines whose keys are known, how they hang together, and the circles."""
    grouped: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.key].append(line)
    origins = tuple(_origin(key, some, by_id) for key, some in grouped.items())
    pairs = Pairs(claim, origins, list(grouped.values()), by_id, statements)
    return Lineage(origins, tuple(pairs.dependent()), tuple(pairs.independent()), circles(lines))


def _origin(key: Key, lines: list[Line], by_id: Mapping[str, Identity]) -> Origin:
    kind: OriginKind = key[0]  # type: ignore[assignment]
    named = key[1] if kind in ON_RECORD or (kind == "group" and len(key) == 2) else ""
    house = "" if named or key[1] == CIRCLE else key[1]
    return Origin(lines[0].name, kind, house, tuple(_backings(lines)), named if named in by_id else "")


def _backings(lines: Sequence[Line]) -> Iterator[Backing]:
    """How each line of an origin comes from it."""
    first = next((line for line in lines if not line.cites), None)
    texts: dict[str, Line] = {}
    for line in lines:
        way: Way = "first"
        why = line.why
        earlier = texts.setdefault(line.text, line)
        if line.cites:
            way, why = "citation", why or f"through {line.cites}"
        elif earlier.said.article != line.said.article:
            way, why = "copy", f"the text of {earlier.said.outlet or earlier.house or 'another article'}"
        elif first and line.said.article != first.said.article:
            way, why = "repeat", why or f"said again in {line.house or 'another article'}"
        yield Backing(line.said.id, line.position, way, why)
