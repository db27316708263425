"""Answers about articles: what a search found, what each outlet carries, and what a new version changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.ledger.lines import LINE_COLUMNS, line_row, line_values
from onrecord.export.ledger.sheet import Cell, Column, Lit, Section, Sheet
from onrecord.model import Line, Weighed

NOT_CARRIED = "—"
_PASSAGES = (
    Column("words", "Passage", wide=True),
    Column("outlet", "Where"),
    Column("published", "When"),
    Column("title", "Article", wide=True),
)
_CLAIM = (Column("claim", "What is said", wide=True), Column("id", "Claim", dim=True))
_DOES = {"supports": "says so", "denies": "denied", "doubts": "doubted", "neutral": "no side"}
_AGAINST = ("denies", "doubts")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that a search found, with each find lit, and its article."""

    words: Lit
    article: str
    outlet: str
    title: str
    published: str
    origin: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article of a comparison: its id, what its column is called, and its title."""

    id: str
    name: str
    title: str


def found(asked: str, passages: Sequence[Passage], lines: Sequence[Line]) -> Sheet:
    """What holds the words asked for, and what means the like."""
    rows: tuple[dict[str, Cell], ...] = tuple(
        {"words": one.words, "outlet": one.outlet or one.origin, "published": one.published[:10] or "no date", "title": one.title}
        for one in passages
    )
    records = tuple(
        {"article": one.article, "origin": one.origin, "outlet": one.outlet, "published": one.published, "snippet": one.words.text}
        for one in passages
    )
    columns = (*LINE_COLUMNS, Column("claim", "Claim", dim=True))
    sections = (
        Section("These words", _PASSAGES, rows, "No passage holds all of these words."),
        Section("The like of it", columns, tuple(map(line_row, lines)), "No statement means the like."),
    )
    data = {"asked": asked, "passages": list(records), "lines": [line_values(line) for line in lines]}
    return Sheet(f"Search: {asked}", (), sections, data, records)


def comparison(carriers: Sequence[Carrier], claims: Sequence[Weighed], lines: Sequence[Line]) -> Sheet:
    """Which claims and which denials each article carries or leaves out, those first that most carry."""
    kept: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        kept.setdefault((line.claim, line.statement.article), []).append(line)
    order = sorted(claims, key=lambda one: (-sum((one.claim.id, carrier.id) in kept for carrier in carriers), one.claim.id))
    columns = (*_CLAIM, *(Column(carrier.id, carrier.name) for carrier in carriers))

    def row(one: Weighed, positions: Sequence[str], otherwise: str) -> dict[str, Cell]:
        told = {carrier.id: _told(kept.get((one.claim.id, carrier.id), ()), positions) or otherwise for carrier in carriers}
        return {"claim": one.claim.text, "id": one.claim.id, **told}

    against = {line.claim for line in lines if line.position in _AGAINST}
    rows = tuple(row(one, tuple(_DOES), NOT_CARRIED) for one in order)
    denied = tuple(row(one, _AGAINST, "left out") for one in order if one.claim.id in against)
    data = [
        {
            "id": one.claim.id,
            "claim": one.claim.text,
            "articles": {carrier.id: [line_values(line) for line in kept.get((one.claim.id, carrier.id), ())] for carrier in carriers},
        }
        for one in order
    ]
    records = tuple({column.heading: str(row[column.key]) for column in columns} for row in rows)
    sections = (
        Section("Claims, and what each article has of them", columns, rows, "These articles make no claim."),
        Section("Denials and doubts, and who carries them", columns, denied, "Nothing is denied in any of them."),
    )
    notes = tuple(f"{carrier.name}: {carrier.title}" for carrier in carriers)
    return Sheet("What each carries, and what it leaves out", notes, sections, data, records)


def _told(lines: Sequence[Line], positions: Sequence[str]) -> str:
    """What an article has of a claim, and on whose word: "denied (Ada Lind, the port)"; empty where it has nothing."""
    parts = []
    for position in positions:
        who = dict.fromkeys(one.speaker or one.statement.speaker or "in its own voice" for one in lines if one.position == position)
        if who:
            parts.append(f"{_DOES[position]} ({', '.join(who)})")
    return "; ".join(parts)
