"""Answers about speakers: the list of them, and one with all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from onrecord.export.ledger.lines import LINE_COLUMNS, line_row, line_values
from onrecord.export.ledger.sheet import Column, Section, Sheet
from onrecord.model import Contradiction, Identity, Line
from onrecord.model.forms import plain

_LIST = (
    Column("id", "Speaker", dim=True),
    Column("name", "Name", wide=True),
    Column("kind", "Kind"),
    Column("stated", "As articles state", wide=True),
    Column("statements", "Statements"),
    Column("articles", "Articles"),
)
_CLASHES = (Column("a", "Said", wide=True), Column("b", "And said", wide=True), Column("why", "Because"))
_OPEN = (Column("name", "May be the same as", wide=True), Column("id", "Speaker", dim=True))


def speakers(found: Sequence[tuple[Identity, int, int]]) -> Sheet:
    """The list of speakers, each with the numbers of statements and of articles."""
    rows = tuple(_row(one, statements, articles) for one, statements, articles in found)
    values = [speaker_values(one) | {"statements": statements, "articles": articles} for one, statements, articles in found]
    number = f"{len(rows):,} speaker{'' if len(rows) == 1 else 's'}"
    return Sheet("Speakers on record", (), (Section(number, _LIST, rows, "Nobody is on record."),), values, rows)


def speaker(one: Identity, lines: Sequence[Line], clashes: Sequence[Contradiction], unsettled: Sequence[Identity]) -> Sheet:
    """One speaker: what articles state, where the speaker's own statements contradict each other, and all that was said, day by day."""
    by_id = {line.statement.id: line for line in lines}
    against = tuple(
        {"a": _dated(by_id[clash.a]), "b": _dated(by_id[clash.b]), "why": clash.why}
        for clash in clashes
        if {clash.a, clash.b} <= by_id.keys()
    )
    sections = [Section("Both cannot hold", _CLASHES, against)] if against else []
    if unsettled:
        sections.append(Section("Not settled", _OPEN, tuple({"name": other.name, "id": other.id} for other in unsettled)))
    for day, group in groupby(lines, key=lambda line: line.statement.published[:10] or "no date"):
        sections.append(Section(day, LINE_COLUMNS, tuple(line_row(line) for line in group)))
    notes = [f"Speaker {one.id} · {one.kind}"]
    if len(one.names) > 1:
        notes.append(f"Also called {', '.join(name for name in one.names if name != one.name)}")
    notes += [f"{field}: {words}" for field, words in one.stated]
    values = speaker_values(one) | {"contradictions": plain(tuple(clashes)), "lines": [line_values(line) for line in lines]}
    return Sheet(one.name, tuple(notes), tuple(sections), values, tuple(line_values(line) for line in lines))


def speaker_values(one: Identity) -> dict[str, Any]:
    """A speaker as JSON values."""
    values: dict[str, Any] = plain(one)
    return values


def _row(one: Identity, statements: int, articles: int) -> dict[str, str | int]:
    stated = "; ".join(words for _, words in one.stated)
    return {"id": one.id, "name": one.name, "kind": one.kind, "stated": stated, "statements": statements, "articles": articles}


def _dated(line: Line) -> str:
    return f"{line.words} ({line.statement.outlet or line.origin}, {line.statement.published[:10] or 'no date'})"
