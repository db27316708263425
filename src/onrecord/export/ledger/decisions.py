"""The answer that lists what people decided."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.export.ledger.sheet import Column, Section, Sheet
from onrecord.model import Decision

_COLUMNS = (
    Column("number", "No."),
    Column("verdict", "Decided"),
    Column("a", "Of"),
    Column("b", "And"),
    Column("by", "By"),
    Column("at", "At"),
)


def listed(found: Sequence[Decision]) -> Sheet:
    """The decisions that stand, in order."""
    rows = tuple({column.key: getattr(one, column.key) for column in _COLUMNS} for one in found)
    return Sheet("What was decided", (), (Section(f"{len(rows):,} standing", _COLUMNS, rows, "Nothing was decided."),), list(rows), rows)
