"""Lines of the record as rows and as JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from onrecord.export.ledger.sheet import Cell, Column, Lit, Section, Sheet
from onrecord.model import Line, pairs_of

LINE_COLUMNS = (
    Column("speaker", "Who"),
    Column("act", "Does"),
    Column("words", "In the words of the article", wide=True, body=True),
    Column("outlet", "Where"),
    Column("published", "When"),
    Column("statement", "Statement", dim=True),
)
OWN_VOICE = "the outlet itself"


def place(origin: str) -> str:
    """What an article without an outlet is called: the name of its file, or its address without what goes before the host."""
    return origin.split("://", 1)[1] if "://" in origin else PurePath(origin).name


def line_row(line: Line) -> dict[str, Cell]:
    """A line for the eye."""
    one = line.statement
    return {
        "speaker": line.speaker or one.speaker or OWN_VOICE,
        "act": one.act if not one.negated else f"{one.act} (negated)",
        "words": Lit(line.passage, line.lit),
        "outlet": " < ".join((one.outlet or place(line.origin), *one.via)),
        "published": one.published[:10] or "no date",
        "statement": one.id,
        "claim": line.claim,
        "position": line.position,
    }


def line_values(line: Line) -> dict[str, Any]:
    """A line as JSON values: what a statement says, on whose word, through whom, in which claim. Spans are code points of the article."""
    one = line.statement
    return {
        "id": one.id,
        "article": one.article,
        "origin": line.origin,
        "outlet": one.outlet,
        "published": one.published,
        "title": one.title,
        "voice": one.voice,
        "source": pairs_of(one.source),
        "cue": pairs_of(one.cue),
        "content": pairs_of(one.evidence),
        "words": line.words,
        "proposition": one.text,
        # What nobody is quoted for is on the word of who publishes it.
        "speaker": line.speaker or one.speaker or one.outlet,
        "speaker_kind": "organisation" if one.voice and one.outlet else one.kind,
        "identity": line.identity,
        "via": list(one.via),
        "act": one.act,
        "claim": line.claim,
        "stance": line.position,
        "rule": line.rule,
    }


def export(lines: Sequence[Line]) -> Sheet:
    """Every line of a ledger."""
    values = [line_values(line) for line in lines]
    columns = (*LINE_COLUMNS, Column("claim", "Claim", dim=True), Column("position", "Stance"))
    section = Section(
        f"{len(lines):,} statement{'' if len(lines) == 1 else 's'}", columns, tuple(map(line_row, lines)), "The ledger is empty."
    )
    return Sheet("All that is on record", (), (section,), values, tuple(values))
