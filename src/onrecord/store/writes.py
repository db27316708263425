"""What can be written into a ledger, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert, or_, select, update

from onrecord.model import Appearance, Decision, Edition, Identity, Link, Reading, Statement, Verdict, Weighed, claim_id, identity_id
from onrecord.model.forms import plain
from onrecord.model.segment import paragraphs
from onrecord.store import schema as tables
from onrecord.store.looks import Looks, some_of


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is entered: its reading, its statements with their vectors [statements, width], and what finds copies of it.

    `appearances` are its speakers as other articles are compared with it, `bands` the signature of its text.
    """

    reading: Reading
    statements: tuple[Statement, ...]
    vectors: NDArray[np.float32]
    appearances: tuple[Appearance, ...]
    edition: Edition
    bands: tuple[int, ...]


class Writes(Looks):
    """Questions and changes on one connection; all changes are kept together, or none."""

    def add(self, entry: Entry, *, at: str) -> str | None:
        """Enter an article that the ledger does not hold; one of the same origin is superseded by it.

        Args:
            entry: the article.
            at: when (ISO 8601).

        Returns:
            The id of the article that it supersedes, None where it is the first of its origin.
        """
        article = entry.reading.article
        column = tables.articles.c
        before = self._ask.execute(select(column.id).where(column.origin == article.origin, column.superseded.is_(None))).scalar()
        self._ask.execute(
            insert(tables.articles),
            {
                "id": article.id,
                "origin": article.origin,
                "digest": article.digest,
                "outlet": article.outlet or "",
                "title": article.title or "",
                "published": article.published.value if article.published else "",
                "added": at,
                "superseded": None,
                "edition": json.dumps(plain(entry.edition)),
                "reading": json.dumps(entry.reading.to_dict()),
            },
        )
        self._insert(
            tables.passages,
            [{"article": article.id, "start": span.start, "text": span.of(article.text)} for span in paragraphs(article.text)],
        )
        self._insert(tables.bands, [{"article": article.id, "band": band} for band in sorted(set(entry.bands))])
        self._insert(
            tables.speakers,
            [
                {
                    "id": one.id,
                    "article": article.id,
                    "founds": identity_id(one.id),
                    "name": one.name,
                    "kind": one.kind,
                    "record": json.dumps(plain(one)),
                }
                for one in entry.appearances
            ],
        )
        self._insert(
            tables.statements,
            [
                {
                    "id": one.id,
                    "article": article.id,
                    "founds": claim_id(one.id),
                    "speaker": one.who or None,
                    "act": one.act,
                    "current": True,
                    "stale": True,
                    "record": json.dumps(plain(one)),
                    "vector": vector.astype("<f2").tobytes(),
                }
                for one, vector in zip(entry.statements, entry.vectors, strict=True)
            ],
        )
        if before is not None:
            self._supersede(before, article.id)
        return before

    def link(self, links: Iterable[Link]) -> None:
        """Keep links between statements that the ledger holds."""
        self._insert(tables.links, [plain(link) for link in links])

    def pair(self, copies: Iterable[tuple[str, str]]) -> None:
        """Keep pairs of articles, the lesser id first, that carry one text; the claims of both are to be made anew."""
        pairs = sorted(set(copies))
        self._insert(tables.copies, [{"a": a, "b": b} for a, b in pairs])
        self._stale(tables.statements.c.article.in_(some) for some in some_of(one for pair in pairs for one in pair))

    def remove(self, article: str) -> None:
        """Take an article out, with all that was made of it; the revision before it, if there is one, is current again."""
        mine = [one.id for one in self.statements_in([article])]
        self.spoil(self.together(mine) - set(mine))
        column, other = tables.articles.c, tables.statements.c
        before = self._ask.execute(select(column.id).where(column.superseded == article)).scalars().all()
        after = self._ask.execute(select(column.superseded).where(column.id == article)).scalar()
        self._forget_claims(mine)
        self._ask.execute(delete(tables.articles).where(column.id == article))
        for one in before:
            self._ask.execute(update(tables.articles).where(column.id == one).values(superseded=after))
            if after is None:
                self._ask.execute(update(tables.statements).where(other.article == one).values(current=True, stale=True))

    def spoil(self, statements: Iterable[str]) -> None:
        """Mark statements around which claims must be made anew."""
        self._stale(tables.statements.c.id.in_(some) for some in some_of(statements))

    def weighed(self, statements: Iterable[str], claims: Sequence[Weighed], about: Mapping[str, Statement]) -> None:
        """Put these claims in the place of those that the statements were in; the statements are stale no more.

        Args:
            statements: all that were weighed.
            claims: what they are now; together they have all of the statements.
            about: the statements by their ids.
        """
        ids = set(statements)
        self._forget_claims(ids)
        self._insert(tables.claims, [_row(one, about) for one in claims])
        self._insert(
            tables.members,
            [
                {"statement": stance.statement, "claim": one.claim.id, "position": stance.position, "rule": stance.rule}
                for one in claims
                for stance in one.claim.stances
            ],
        )
        for some in some_of(ids):
            self._ask.execute(update(tables.statements).where(tables.statements.c.id.in_(some)).values(stale=False))

    def name(self, identities: Sequence[Identity]) -> set[str]:
        """Put these identities in the place of all that are there.

        Returns:
            The ids of the speakers whose identity, or its name, is another than before.
        """
        new = {speaker: (one.id, one.name) for one in identities for speaker in one.speakers}
        bearer, named = tables.bearers.c, tables.identities.c
        rows = self._ask.execute(select(bearer.speaker, bearer.identity, named.name).join(tables.identities, named.id == bearer.identity))
        old = {row.speaker: (row.identity, row.name) for row in rows}
        self._ask.execute(delete(tables.bearers))
        self._ask.execute(delete(tables.identities))
        self._insert(
            tables.identities,
            [{"id": one.id, "name": one.name, "kind": one.kind, "record": json.dumps(plain(one))} for one in identities],
        )
        self._insert(tables.bearers, [{"speaker": speaker, "identity": one.id} for one in identities for speaker in one.speakers])
        return {speaker for speaker in new.keys() | old.keys() if new.get(speaker) != old.get(speaker)}

    def decide(self, verdict: Verdict, a: str, b: str, *, by: str, at: str) -> Decision:
        """Keep a decision; an earlier one on the same two is undone by it."""
        column = tables.decisions.c
        pair = or_((column.a == a) & (column.b == b), (column.a == b) & (column.b == a)) if verdict != "name" else column.a == a
        kinds = [
            one for one in ("same claim", "not the same claim", "same speaker", "not the same speaker", "name") if one[-5:] == verdict[-5:]
        ]
        self._ask.execute(update(tables.decisions).where(pair, column.verdict.in_(kinds)).values(undone=True))
        number = (self._ask.execute(select(func.max(column.number))).scalar() or 0) + 1
        decision = Decision(number, verdict, a, b, by, at)
        self._ask.execute(insert(tables.decisions), {**plain(decision), "undone": False})
        return decision

    def undo(self, number: int) -> Decision | None:
        """Take a decision back; None where there is none of this number that stands."""
        found = next((one for one in self.decisions() if one.number == number), None)
        if found:
            self._ask.execute(update(tables.decisions).where(tables.decisions.c.number == number).values(undone=True))
        return found

    def _supersede(self, before: str, after: str) -> None:
        """Let a revision take the place of an article: its text stays, and what was said in it is not on the record any more."""
        old = [one.id for one in self.statements_in([before])]
        self.spoil(self.together(old) - set(old))
        self._forget_claims(old)
        self._ask.execute(update(tables.articles).where(tables.articles.c.id == before).values(superseded=after))
        self._ask.execute(update(tables.statements).where(tables.statements.c.article == before).values(current=False, stale=False))

    def _forget_claims(self, statements: Iterable[str]) -> None:
        """Remove the claims that have one of these statements."""
        claims = set(self.claims_of(statements).values())
        for some in some_of(claims):
            self._ask.execute(delete(tables.members).where(tables.members.c.claim.in_(some)))
            self._ask.execute(delete(tables.claims).where(tables.claims.c.id.in_(some)))

    def _stale(self, conditions: Iterable[Any]) -> None:
        for condition in conditions:
            self._ask.execute(update(tables.statements).where(condition, tables.statements.c.current).values(stale=True))

    def _insert(self, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._ask.execute(insert(table), list(rows))


def _row(one: Weighed, about: Mapping[str, Statement]) -> dict[str, Any]:
    said = [about[stance.statement] for stance in one.claim.stances]
    dates = [statement.published for statement in said if statement.published]
    return {
        "id": one.claim.id,
        "text": one.claim.text,
        "first": min(dates, default=""),
        "latest": max(dates, default=""),
        "attributed": sum(not statement.voice for statement in said),
        "articles": len({statement.article for statement in said}),
        "marks": "|" + "".join(f"{mark}|" for mark in dict.fromkeys(one.standing.marks)),
        "record": json.dumps(plain(one)),
    }
