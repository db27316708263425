"""Answers about articles: what a search found, what each outlet carries, and what a new version changed."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.export.ledger.lines import LINE_COLUMNS, line_row, line_values, place
from onrecord.export.ledger.sheet import Cell, Column, Lit, Section, Sheet
from onrecord.model import Held, Hit, Line, Revision, Statement, Weighed
from onrecord.model.forms import plain

_PASSAGES = (
    Column("words", "Passage", wide=True, body=True),
    Column("outlet", "Where"),
    Column("published", "When"),
    Column("title", "Article"),
)
_ARTICLES = (
    Column("published", "When"),
    Column("outlet", "Where"),
    Column("title", "Headline", wide=True, body=True),
    Column("origin", "From"),
    Column("state", ""),
    Column("id", "Article", dim=True),
)
_CHANGES = (Column("what", "What", body=True), Column("who", "Who"), Column("before", "Before", wide=True), Column("now", "Now", wide=True))
_CLAIM = (Column("claim", "What is said", wide=True, body=True), Column("id", "Claim", dim=True))
_DOES = {"supports": "says so", "denies": "denied", "doubts": "doubted", "neutral": "no side"}
_AGAINST = ("denies", "doubts")


def found(asked: str, passages: Sequence[tuple[Hit, Held]], lines: Sequence[Line]) -> Sheet:
    """What holds the words asked for, and what means the like."""
    rows: tuple[dict[str, Cell], ...] = tuple(
        {"words": Lit(hit.snippet, hit.lit), "outlet": held.outlet or place(held.origin), "published": _day(held), "title": held.title}
        for hit, held in passages
    )
    records = tuple(
        {"article": held.id, "origin": held.origin, "outlet": held.outlet, "published": held.published, "snippet": hit.snippet}
        for hit, held in passages
    )
    columns = (*LINE_COLUMNS, Column("claim", "Claim", dim=True))
    sections = (
        Section("These words", _PASSAGES, rows, "No passage holds all of these words."),
        Section("The like of it", columns, tuple(map(line_row, lines)), "No statement means the like."),
    )
    data = {"asked": asked, "passages": list(records), "lines": [line_values(line) for line in lines]}
    return Sheet(f"Search: {asked}", (), sections, data, records)


def listed(found: Sequence[Held]) -> Sheet:
    """The articles of a ledger."""
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            "published": _day(one),
            "outlet": one.outlet or "no outlet named",
            "title": one.title or "no headline",
            "origin": one.origin,
            "state": "revised since" if one.superseded else "",
            "id": one.id,
        }
        for one in found
    )
    data = [{field: value for field, value in plain(one).items() if field != "edition"} for one in found]
    section = Section(f"{len(rows):,} article{'' if len(rows) == 1 else 's'}", _ARTICLES, rows, "The ledger is empty.")
    return Sheet("Articles on record", (), (section,), data, tuple(data))


def revised(found: Sequence[tuple[Held, Held, Revision]]) -> Sheet:
    """What changed between the versions of articles."""
    sections = []
    for _, new, revision in found:
        rows: list[dict[str, Cell]] = [{"what": "came", "who": _who(one), "now": one.text} for one in revision.came]
        rows += [{"what": "went", "who": _who(one), "before": one.text} for one in revision.went]
        rows += [{"what": "changed", "who": _who(after), "before": before.text, "now": after.text} for before, after in revision.changed]
        sections.append(Section(f"{place(new.origin)} (added {new.added})", _CHANGES, tuple(rows), "No statement changed."))
    data = [{"origin": new.origin, **plain(revision)} for _, new, revision in found]
    notes = () if found else ("No article of this ledger was revised.",)
    return Sheet("What revisions changed", notes, tuple(sections), data, tuple(data))


def comparison(articles: Sequence[Held], claims: Sequence[Weighed], lines: Sequence[Line]) -> Sheet:
    """Which claims and which denials each article carries or leaves out, those first that most carry."""
    kept: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        kept.setdefault((line.claim, line.statement.article), []).append(line)
    order = sorted(claims, key=lambda one: (-sum((one.claim.id, held.id) in kept for held in articles), one.claim.id))
    columns = (*_CLAIM, *(Column(held.id, held.outlet or place(held.origin), wide=True) for held in articles))

    def row(one: Weighed, positions: Sequence[str], otherwise: str) -> dict[str, Cell]:
        told = {held.id: _told(kept.get((one.claim.id, held.id), ()), positions) or otherwise for held in articles}
        return {"claim": one.claim.text, "id": one.claim.id, **told}

    against = {line.claim for line in lines if line.position in _AGAINST}
    rows = tuple(row(one, tuple(_DOES), "—") for one in order)
    denied = tuple(row(one, _AGAINST, "left out") for one in order if one.claim.id in against)
    data = [
        {
            "id": one.claim.id,
            "claim": one.claim.text,
            "articles": {held.id: [line_values(line) for line in kept.get((one.claim.id, held.id), ())] for held in articles},
        }
        for one in order
    ]
    records = tuple({column.heading: str(row[column.key]) for column in columns} for row in rows)
    sections = (
        Section("Claims, and what each article has of them", columns, rows, "These articles make no claim."),
        Section("Denials and doubts, and who carries them", columns, denied, "Nothing is denied in any of them."),
    )
    notes = tuple(f"{held.outlet or place(held.origin)}: {held.title or 'no headline'} ({_day(held)})" for held in articles)
    return Sheet("What each carries, and what it leaves out", notes, sections, data, records)


def _told(lines: Sequence[Line], positions: Sequence[str]) -> str:
    """What an article has of a claim, and on whose word: "denied (Ada Lind, the port)"; empty where it has nothing."""
    parts = []
    for position in positions:
        who = dict.fromkeys(one.speaker or one.statement.speaker or "in its own voice" for one in lines if one.position == position)
        if who:
            parts.append(f"{_DOES[position]} ({', '.join(who)})")
    return "; ".join(parts)


def _who(one: Statement) -> str:
    return one.speaker or "the outlet itself"


def _day(one: Held) -> str:
    return one.published[:10] or "no date"
