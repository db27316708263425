"""Whether the rows of a ledger are such as this program writes: somebody may have changed them by other means."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, LargeBinary, Table, exists, select, type_coerce
from sqlalchemy.types import NullType

from onrecord.model import Decision, Edition, Link, Reading, UnprovenQuoteError
from onrecord.model.forms import appearance_of, identity_of, statement_of, weighed_of
from onrecord.model.typed import misfit
from onrecord.store import schema as tables

_AT_A_TIME = 200
_Row = Mapping[Any, Any]
# What the columns of a row stand for, as records.
_RECORDS: dict[str, Callable[[_Row], tuple[Any, ...]]] = {
    "articles": lambda row: (Reading.from_dict(json.loads(zlib.decompress(row["reading"]))), Edition(**json.loads(row["edition"]))),
    "speakers": lambda row: (appearance_of(json.loads(row["record"])),),
    "statements": lambda row: (statement_of(json.loads(row["record"])),),
    "identities": lambda row: (identity_of(json.loads(row["record"])),),
    "claims": lambda row: (weighed_of(json.loads(row["record"])),),
    "links": lambda row: (Link(**row),),
    "decisions": lambda row: (Decision(**{**row, "undone": bool(row["undone"])}),),
}
# What no foreign key says, for it may point at what is gone.
_POINTERS = (
    (tables.articles.c.superseded, tables.articles.c.id),
    (tables.statements.c.speaker, tables.speakers.c.id),
)


def unsound(connection: Connection) -> Iterator[str]:
    """A line for each row that holds no record, or points at a row that is not there."""
    for table in tables.metadata.sorted_tables:
        # As the driver gives them, for each is made a record by itself, and some at a time: readings are large.
        query = select(*(type_coerce(column, NullType()).label(column.name) for column in table.c)).execution_options(yield_per=_AT_A_TIME)
        for row in connection.execute(query).mappings():
            if flaw := _flaw(table, row):
                origin = row.get("origin")
                yield f"{origin if isinstance(origin, str) else f'{table.name}, {next(iter(row.values()))!r}'}: {flaw}"
        for column in table.c:
            for target in (*(key.column for key in column.foreign_keys), *(to for of, to in _POINTERS if of is column)):
                other = target.table.alias()
                there = exists().where(other.c[target.name] == column)
                for lost in connection.execute(select(type_coerce(column, NullType())).where(column.is_not(None), ~there)).scalars():
                    yield f"{table.name}: {column.name} {lost!r} is in no row of {target.table.name}"


def _flaw(table: Table, row: _Row) -> str:
    """What is wrong with a row; empty where nothing is."""
    if wrong := next((column.name for column in table.c if not _fits(row[column.name], column)), ""):
        return f"{wrong} holds what this program does not write"
    try:
        records = _RECORDS[table.name](row) if table.name in _RECORDS else ()
    except UnprovenQuoteError as error:
        return str(error)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError, zlib.error) as error:
        return f"it holds no record ({type(error).__name__}: {error})"
    if wrong := next(filter(None, map(misfit, records)), ""):
        return f"{wrong} holds what this program does not write"
    if "record" in row and getattr(records[0], "id", row["id"]) != row["id"]:
        return "its record is another's"
    return ""


def _fits(value: Any, column: Column[Any]) -> bool:
    """Whether a value, as the driver gives it, is one of its column's."""
    if value is None:
        return bool(column.nullable)
    match column.type:
        case Boolean():
            return value in (0, 1)
        case Integer():
            return isinstance(value, int)
        case Float():
            return isinstance(value, int | float)
        case LargeBinary() | tables.Packed():
            return isinstance(value, bytes)
    return isinstance(value, str)
