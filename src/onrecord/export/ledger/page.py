"""A sheet as one self-contained HTML page: no script, nothing asked for from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.export.ledger.sheet import Cell, Column, Lit, Section, Sheet
from onrecord.export.page.frame import framed


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    lit: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table: its style, what stands above it, and its words, some of them lit."""

    style: str
    heading: str
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    empty: str


def chunks(sheet: Sheet) -> Iterator[str]:
    """The page."""
    yield framed("sheet.html.jinja", style="sheet.css", title=sheet.title, notes=sheet.notes, sections=list(map(_table, sheet.sections)))


def _table(section: Section) -> _Table:
    rows = tuple(tuple(_cell(column, row.get(column.key, "")) for column in section.columns) for row in section.rows)
    return _Table(section.heading, section.columns, rows, section.empty)


def _cell(column: Column, cell: Cell) -> _Cell:
    style = "number" if isinstance(cell, int) else "wide body" if column.body else "wide" if column.wide else "dim" if column.dim else ""
    return _Cell(style, column.heading, tuple(_pieces(cell)))


def _pieces(cell: Cell) -> Iterator[_Piece]:
    if not isinstance(cell, Lit):
        yield _Piece(f"{cell:,}" if isinstance(cell, int) else cell, lit=False)
        return
    at = 0
    for span in cell.spans:
        if at < span.start:
            yield _Piece(cell.text[at : span.start], lit=False)
        yield _Piece(span.of(cell.text), lit=True)
        at = span.end
    if at < len(cell.text):
        yield _Piece(cell.text[at:], lit=False)
