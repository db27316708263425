"""Answers of a ledger: what is on record as a sheet, and the sheet in the format that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.ledger import page, terminal, values
from onrecord.export.ledger.sheet import Sheet

FORMATS = ("terminal", "json", "jsonl", "csv", "html")


def chunks(sheet: Sheet, form: str) -> Iterator[str]:
    """The sheet in one of `FORMATS`, as text.

    Raises:
        ValueError: there is no such format.
    """
    ways = {"terminal": terminal.chunks, "json": values.as_json, "jsonl": values.as_lines, "csv": values.as_csv, "html": page.chunks}
    if form not in ways:
        raise ValueError(f"unknown format {form!r}")
    return ways[form](sheet)
