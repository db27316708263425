"""A sheet as JSON, JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from onrecord.export.csv import guarded
from onrecord.export.ledger.sheet import Lit, Sheet
from onrecord.export.visible import encodable, escaped


def as_json(sheet: Sheet) -> Iterator[str]:
    """The whole answer as one JSON value."""
    yield escaped(json.dumps(sheet.data, ensure_ascii=False, indent=1, default=_plain)) + "\n"


def as_lines(sheet: Sheet) -> Iterator[str]:
    """The records of the answer, one JSON object a line."""
    for record in sheet.records:
        yield escaped(json.dumps(record, ensure_ascii=False, default=_plain)) + "\n"


def as_csv(sheet: Sheet) -> Iterator[str]:
    """The records of the answer for spreadsheets, guarded against formulas as readings are; lists are joined by "; "."""
    columns = list(dict.fromkeys(key for record in sheet.records for key in record))
    yield _row(columns)
    for record in sheet.records:
        yield _row([_cell(record.get(column, "")) for column in columns])


def _row(cells: list[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([guarded(encodable(cell)) for cell in cells])
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(":".join(map(str, one)) if isinstance(one, list | tuple) else str(one) for one in value)
    return str(_plain(value))


def _plain(value: Any) -> Any:
    return value.text if isinstance(value, Lit) else value
