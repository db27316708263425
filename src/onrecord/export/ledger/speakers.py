"""Answers about speakers: the list of them, and one with all that was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from onrecord.export.ledger.lines import LINE_COLUMNS, line_row, line_values, place
from onrecord.export.ledger.sheet import Column, Section, Sheet
from onrecord.model import Contradiction, Identity, Line
from onrecord.model.forms import plain

_LIST = (
    Column("name", "Name", wide=True, body=True),
    Column("kind", "Kind"),
    Column("statements", "Statements"),
    Column("articles", "Articles"),
    Column("stated", "As articles state"),
    Column("id", "Speaker", dim=True),
)
_CLASHES = (Column("why", "Because", body=True), Column("first", "Said", wide=True), Column("second", "And said", wide=True))
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
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
        {"first": _dated(by_id[clash.first]), "second": _dated(by_id[clash.second]), "why": clash.why}
        for clash in clashes
        if {clash.first, clash.second} <= by_id.keys()
    )
    sections = [Section("Both cannot hold", _CLASHES, against)] if against else []
    if unsettled:
        sections.append(Section("Not settled", _OPEN, tuple({"name": other.name, "id": other.id} for other in unsettled)))
    for day, group in groupby(lines, key=lambda line: line.statement.published[:10] or "no date"):
        sections.append(Section(day, LINE_COLUMNS, tuple(line_row(line) for line in group)))
    notes = [f"Speaker {one.id} · {one.kind}"]
    if len(one.names) > 1:
        notes.append(f"Also called {', '.join(name for name in one.names if name != one.name)}")
    notes += [f"{field}: {words}" for field, words in _stated(one)]
    values = speaker_values(one) | {"contradictions": plain(tuple(clashes)), "lines": [line_values(line) for line in lines]}
    return Sheet(one.name, tuple(notes), tuple(sections), values, tuple(line_values(line) for line in lines))


def speaker_values(one: Identity) -> dict[str, Any]:
    """A speaker as JSON values."""
    values: dict[str, Any] = plain(one)
    return values


def _row(one: Identity, statements: int, articles: int) -> dict[str, str | int]:
    stated = "; ".join(words for _, words in _stated(one))
    return {"id": one.id, "name": one.name, "kind": one.kind, "stated": stated, "statements": statements, "articles": articles}


def _stated(one: Identity) -> list[tuple[str, str]]:
    """What articles state of a speaker, what they word alike once: "the mayor" and "Mayor"."""
    alike: dict[tuple[str, str], str] = {}
    for field, words in one.stated:
        alike.setdefault((field, _ARTICLE.sub("", words.casefold())), _ARTICLE.sub("", words))
    return [(field, words) for (field, _), words in alike.items()]


def _dated(line: Line) -> str:
    return f"{line.words} ({line.statement.outlet or place(line.origin)}, {line.statement.published[:10] or 'no date'})"
