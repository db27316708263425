"""What a question to the ledger is answered with, before it is any format: headings, notes, and rows of cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import Spans


@dataclass(frozen=True, slots=True)
class Lit:
    """Words with some of them lit: half-open code points of `text`."""

    text: str
    spans: Spans = ()

    def __str__(self) -> str:
        return self.text


Cell = str | int | Lit


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells in a row, and its heading.

    The `body` is what a row is about; `wide` ones (a body is one too) take the room that is left; `dim` ones are told in passing.
    """

    key: str
    heading: str
    wide: bool = False
    dim: bool = False
    body: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with rows below it; `empty` is said where there is none."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    empty: str = "None."


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer.

    `data` is the whole of it as JSON values, an object or an array of objects; the sections are the same for the eye. In CSV and JSON Lines
    the first section that has a `key` in `records` is one record a row.
    """

    title: str
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    data: Any = None
    records: tuple[Mapping[str, Any], ...] = field(default=())
