"""Answers about claims: the list of them, and one with all that is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.export.ledger.lines import LINE_COLUMNS, line_row, line_values
from onrecord.export.ledger.sheet import Cell, Column, Section, Sheet
from onrecord.model import POSITIONS, Line, Origin, Weighed
from onrecord.model.forms import plain

_LIST = (
    Column("claim", "What is said", wide=True, body=True),
    Column("standing", "Standing"),
    Column("supports", "For"),
    Column("denies", "Against"),
    Column("doubts", "Doubt"),
    Column("origins", "Origins"),
    Column("id", "Claim", dim=True),
)
_STANDING = (Column("mark", "Mark"), Column("why", "Because", wide=True))
_ORIGINS = (
    Column("origin", "Origin", wide=True),
    Column("kind", "Kind"),
    Column("position", "Side"),
    Column("first", "First"),
    Column("repeats", "Again"),
    Column("copies", "Copies"),
    Column("citations", "Citations"),
)
_KINDS = {
    "named": "on the record",
    "group": "a group",
    "document": "a document",
    "outlet": "another outlet",
    "anonymous": "anonymous",
    "unrecorded": "lineage not recorded",
}
_HEADINGS: Mapping[str, str] = {
    "supports": "Who says so",
    "denies": "Who denies it",
    "doubts": "Who doubts it",
    "neutral": "Who takes no side",
}


def claims(found: Sequence[Weighed]) -> Sheet:
    """The list of claims."""
    rows = tuple(map(_row, found))
    section = Section(f"{len(rows):,} claim{'' if len(rows) == 1 else 's'}", _LIST, rows, "No claim answers to that.")
    return Sheet("Claims on record", (), (section,), [claim_values(one) for one in found], rows)


def claim(one: Weighed, lines: Sequence[Line]) -> Sheet:
    """One claim: its standing with reasons, every line that supports, denies or doubts it, and where it comes from."""
    sections = [
        Section("How it stands", _STANDING, tuple({"mark": reason.mark, "why": reason.why} for reason in one.standing.reasons)),
        *(
            Section(_HEADINGS[position], LINE_COLUMNS, rows)
            for position in POSITIONS
            if (rows := tuple(line_row(line) for line in lines if line.position == position))
        ),
        Section("Where it comes from", _ORIGINS, tuple(map(_origin, one.lineage.origins)), "Nobody takes a side."),
    ]
    circles = [f"These cite each other in a circle: {' > '.join((*circle, circle[0]))}." for circle in one.lineage.circles]
    values = [line_values(line) for line in lines]
    return Sheet(one.claim.text, (f"Claim {one.claim.id}", *circles), tuple(sections), claim_values(one) | {"lines": values}, tuple(values))


def claim_values(one: Weighed) -> dict[str, Any]:
    """A claim with its standing and its origins as JSON values."""
    return {
        "id": one.claim.id,
        "claim": one.claim.text,
        "wording": one.claim.wording,
        "standing": [plain(reason) for reason in one.standing.reasons],
        "stances": plain(one.claim.stances),
        "lineage": plain(one.lineage),
    }


def _row(one: Weighed) -> dict[str, Cell]:
    return {
        "id": one.claim.id,
        "claim": one.claim.text,
        "standing": "; ".join(one.standing.marks),
        **{position: sum(stance.position == position for stance in one.claim.stances) for position in ("supports", "denies", "doubts")},
        "origins": sum(origin.counts for origin in one.lineage.origins),
    }


def _origin(origin: Origin) -> dict[str, Cell]:
    ways = [backing.way for backing in origin.backings]
    return {
        "origin": origin.name,
        "kind": _KINDS[origin.kind],
        "position": ", ".join(origin.positions),
        "first": ways.count("first"),
        "repeats": ways.count("repeat"),
        "copies": ways.count("copy"),
        "citations": ways.count("citation"),
    }
