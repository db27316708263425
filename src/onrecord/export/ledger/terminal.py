"""A sheet in the terminal: each row of a few short cells in a line of a table, each row with words of an article in a block of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.export.ledger.sheet import Cell, Column, Lit, Section, Sheet
from onrecord.export.visible import one_line, visible

_AROUND = 60  # code points shown on either side of lit words: enough to see what they stand in


def view(sheet: Sheet) -> Group:
    """What Rich prints for a sheet. Nothing in it is read as markup, and no control character of it is left."""
    return Group(Text(one_line(sheet.title), style="bold"), *(Text(one_line(note), style="dim") for note in sheet.notes), *_sections(sheet))


def chunks(sheet: Sheet, *, width: int = 100) -> Iterator[str]:
    """The same as plain text of `width` columns."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False, _environ={})
    console.print(view(sheet))
    yield "".join(f"{line.rstrip()}\n" for line in out.getvalue().split("\n")[:-1])


def _sections(sheet: Sheet) -> Iterator[RenderableType]:
    for section in sheet.sections:
        yield Text()
        yield Text(one_line(section.heading), style="bold underline")
        if not section.rows:
            yield Text(section.empty, style="dim")
        elif any(column.body for column in section.columns):
            for row in section.rows:
                yield from _block(section.columns, row)
        else:
            yield _table(section)


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in section.columns:
        number = all(isinstance(row.get(column.key, ""), int) for row in section.rows)
        table.add_column(
            column.heading, style="dim" if column.dim else "", justify="right" if number else "left", no_wrap=number, overflow="fold"
        )
    for row in section.rows:
        table.add_row(*(_cell(row.get(column.key, "")) for column in section.columns))
    return table


def _block(columns: tuple[Column, ...], row: Mapping[str, Cell]) -> Iterator[RenderableType]:
    """The body of a row, its short cells in one line, and each of its wide ones in one below it."""
    body = next(column for column in columns if column.body)
    short = Text("  ").join(_short(column, row[column.key]) for column in columns if not column.wide and row.get(column.key, "") != "")
    below = [
        Text(f"{column.heading}: ", style="dim").append_text(_cell(row[column.key]))
        for column in columns
        if column.wide and not column.body and row.get(column.key)
    ]
    words = _cell(row.get(body.key, ""))
    if isinstance(row.get(body.key), Lit):
        yield Padding(short, (0, 0, 0, 2))
        yield Padding(words, (0, 0, 0, 4))
    else:
        yield Padding(words, (0, 0, 0, 2))
        below.insert(0, short)
    for text in below:
        yield Padding(text, (0, 0, 0, 4))


def _short(column: Column, cell: Cell) -> Text:
    if isinstance(cell, int):
        return Text(f"{column.heading.lower()} ", style="dim").append(f"{cell:,}", "")
    return Text(one_line(str(cell)), style="dim" if column.dim else "")


def _cell(cell: Cell) -> Text:
    if not isinstance(cell, Lit) or not cell.spans:
        return Text(f"{cell:,}" if isinstance(cell, int) else one_line(str(cell)))
    start, end = max(0, cell.spans[0].start - _AROUND), min(len(cell.text), cell.spans[-1].end + _AROUND)
    out, at = Text("…" if start else "", style="dim"), start
    for span in cell.spans:
        out.append(_flat(cell.text[at : span.start]), "dim")
        out.append(_flat(span.of(cell.text)), "not dim bold")
        at = span.end
    out.append(_flat(cell.text[at:end]), "dim")
    return out.append("…" if end < len(cell.text) else "")


def _flat(words: str) -> str:
    return visible(words.replace("\n", " "))
