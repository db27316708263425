"""A sheet in the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.export.ledger.sheet import Cell, Lit, Section, Sheet
from onrecord.export.visible import one_line, visible

_AROUND = 60  # code points shown on either side of lit words: enough to see what they stand in


def view(sheet: Sheet) -> Group:
    """What Rich prints for a sheet. Nothing in it is read as markup, and no control character of it is left."""
    return Group(Text(one_line(sheet.title), style="bold"), *(Text(one_line(note), style="dim") for note in sheet.notes), *_sections(sheet))


def chunks(sheet: Sheet, *, width: int = 120) -> Iterator[str]:
    """The same as plain text of `width` columns."""
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False, _environ={})
    console.print(view(sheet))
    yield "".join(f"{line.rstrip()}\n" for line in out.getvalue().split("\n")[:-1])


def _sections(sheet: Sheet) -> Iterator[RenderableType]:
    for section in sheet.sections:
        yield Text()
        yield Text(one_line(section.heading), style="bold underline")
        yield _table(section) if section.rows else Text(section.empty, style="dim")


def _table(section: Section) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0), expand=True)
    for column in section.columns:
        number = all(isinstance(row.get(column.key, ""), int) for row in section.rows)
        table.add_column(
            column.heading,
            style="dim" if column.dim else "",
            ratio=3 if column.wide else None,
            justify="right" if number else "left",
            no_wrap=column.dim or number,
            overflow="fold",
        )
    for row in section.rows:
        table.add_row(*(_cell(row.get(column.key, "")) for column in section.columns))
    return table


def _cell(cell: Cell) -> Text:
    if isinstance(cell, Lit) and cell.spans:
        start, end = max(0, cell.spans[0].start - _AROUND), min(len(cell.text), cell.spans[-1].end + _AROUND)
        out, at = Text("…" if start else ""), start
        for span in cell.spans:
            out.append(visible(cell.text[at : span.start].replace("\n", " ")), "dim")
            out.append(visible(span.of(cell.text).replace("\n", " ")), "bold")
            at = span.end
        out.append(visible(cell.text[at:end].replace("\n", " ")), "dim")
        return out.append("…" if end < len(cell.text) else "")
    return Text(f"{cell:,}" if isinstance(cell, int) else one_line(str(cell)))
