"""What can be written into a ledger, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert, select, update

from onrecord.model import Appearance, Decision, Edition, Identity, Link, Reading, Span, Statement, Verdict, Weighed, claim_id, identity_id
from onrecord.model.forms import plain
from onrecord.model.segment import paragraphs
from onrecord.store import schema as tables
from onrecord.store.looks import Looks, some_of
from onrecord.store.outlines import outlined

_LONGEST = 100_000  # code points of a passage: PostgreSQL indexes no more than a megabyte of words at once


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it is entered: its reading, its statements with their vectors [statements, width], and what finds copies of it.

    `appearances` are its speakers as other articles are compared with it, `bands` the signature of its text.
    """

    reading: Reading
    statements: tuple[Statement, ...]
    vectors: NDArray[np.float16]
    appearances: tuple[Appearance, ...]
    edition: Edition
    bands: tuple[int, ...]


class Writes(Looks):
    """Questions and changes on one connection; all changes are kept together, or none."""

    def add(self, entry: Entry, *, at: str) -> str | None:
        """Enter an article that the ledger does not hold; one of the same origin that was added before is superseded by it.

        Args:
            entry: the article.
            at: when it was added (ISO 8601); before others of its origin, where another ledger had it and hands it on.

        Returns:
            The id of the article whose place it takes; None where it is the first of its origin, or a later one is there.
        """
        article = entry.reading.article
        before, after = self._neighbours(article.origin, at)
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
                "superseded": after,
                "edition": json.dumps(plain(entry.edition)),
                "house": entry.edition.house,
                "reading": json.dumps(entry.reading.to_dict()),
            },
        )
        self._insert(
            tables.passages,
            [{"article": article.id, "start": span.start, "text": span.of(article.text)} for span in _passages(article.text)],
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
                    "folded": one.name.casefold(),
                    "kind": one.kind,
                    "stale": True,
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
                    "current": after is None,
                    "stale": after is None,
                    "record": json.dumps(plain(one)),
                    "vector": vector.astype("<f2").tobytes(),
                }
                for one, vector in zip(entry.statements, entry.vectors, strict=True)
            ],
        )
        if entry.statements:
            mine = tables.statements.c
            numbers = self._ask.execute(select(mine.number).where(mine.article == article.id).order_by(mine.number)).scalars().all()
            self._ask.execute(insert(tables.outlines), {"article": article.id, **outlined(numbers, entry.vectors)})
        if before is None or after is None:
            if before is not None:
                self._supersede(before, article.id)
            return before
        self._ask.execute(update(tables.articles).where(tables.articles.c.id == before).values(superseded=article.id))
        return None

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
        speakers = self.speakers_of(article)
        named = set(self.identities_of(speakers).values())
        self.spoil_speakers(self.alike(speakers) - set(speakers))
        column, other = tables.articles.c, tables.statements.c
        before = self._ask.execute(select(column.id).where(column.superseded == article)).scalars().all()
        after = self._ask.execute(select(column.superseded).where(column.id == article)).scalar()
        self._forget_claims(mine)
        self._ask.execute(delete(tables.articles).where(column.id == article))
        self._forget_identities(named)
        for one in before:
            self.spoil_speakers(self.speakers_of(one))
            self._ask.execute(update(tables.articles).where(column.id == one).values(superseded=after))
            if after is None:
                self._ask.execute(update(tables.statements).where(other.article == one).values(current=True, stale=True))

    def spoil(self, statements: Iterable[str]) -> None:
        """Mark statements around which claims must be made anew."""
        self._stale(tables.statements.c.id.in_(some) for some in some_of(statements))

    def spoil_speakers(self, speakers: Iterable[str]) -> None:
        """Mark speakers around whom it must be made anew who is one."""
        for some in some_of(speakers):
            self._ask.execute(update(tables.speakers).where(tables.speakers.c.id.in_(some)).values(stale=True))

    def spoil_said(self, speakers: Iterable[str]) -> None:
        """Mark the statements of these speakers."""
        self._stale(tables.statements.c.speaker.in_(some) for some in some_of(speakers))

    def handle(self, handles: Mapping[str, Iterable[str]]) -> None:
        """Keep the words by which speakers are compared, in the place of those that were kept of them."""
        for some in some_of(handles):
            self._ask.execute(delete(tables.handles).where(tables.handles.c.speaker.in_(some)))
        self._insert(tables.handles, [{"speaker": one, "handle": handle} for one, words in handles.items() for handle in sorted(words)])

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
        self._insert(tables.marks, [{"mark": mark, "claim": one.claim.id} for one in claims for mark in dict.fromkeys(one.standing.marks)])
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

    def name(self, identities: Sequence[Identity], among: Collection[str] | None = None) -> set[str]:
        """Put these identities in the place of those of some speakers, or of all that are there; only what differs is written.

        Args:
            identities: of speakers that are all among these.
            among: the ids of the speakers, who are stale no more; none is one with any other.

        Returns:
            The ids of the speakers whose identity, or its name, is another than before.
        """
        bearer, named = tables.bearers.c, tables.identities.c
        if among is None:
            among = set(self._ask.execute(select(tables.speakers.c.id)).scalars())
        borne = self.identities_of(among)
        before = select(named.id, named.name, named.record)
        ids = set(borne.values())
        old = {row.id: (row.name, row.record) for some in some_of(ids) for row in self._ask.execute(before.where(named.id.in_(some)))}
        new = {one.id: (one.name, json.dumps(plain(one))) for one in identities}
        bears = {speaker: one.id for one in identities for speaker in one.speakers}
        rows = {
            one.id: {"id": one.id, "name": one.name, "folded": one.name.casefold(), "kind": one.kind, "record": new[one.id][1]}
            for one in identities
        }
        moved = {speaker for speaker, identity in bears.items() if borne.get(speaker) != identity}
        gone = borne.keys() - bears.keys()
        for some in some_of(gone | (moved & borne.keys())):
            self._ask.execute(delete(tables.bearers).where(bearer.speaker.in_(some)))
        altered = {identity for identity, row in new.items() if old.get(identity) != row}
        for some in some_of(old.keys() - new.keys()):
            self._ask.execute(delete(tables.identities).where(named.id.in_(some)))
        for identity in altered & old.keys():
            self._ask.execute(update(tables.identities).where(named.id == identity).values(**rows[identity]))
        self._insert(tables.identities, [rows[identity] for identity in sorted(altered - old.keys())])
        self._insert(tables.bearers, [{"speaker": speaker, "identity": bears[speaker]} for speaker in sorted(moved)])
        for some in some_of(among):
            self._ask.execute(update(tables.speakers).where(tables.speakers.c.id.in_(some)).values(stale=False))
        renamed = {one for one in altered & old.keys() if old[one][0] != new[one][0]}
        return moved | gone | {speaker for speaker, identity in bears.items() if identity in renamed}

    def decide(self, verdict: Verdict, a: str, b: str, *, by: str, at: str) -> Decision:
        """Keep a decision; an earlier one on the same two is undone by it."""
        decision = Decision(self._next(), verdict, a, b, by, at)
        self._decide(decision, {_subject(one): one for one in self.decisions()}.get(_subject(decision)))
        return decision

    def take(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Keep what another ledger hands on of decisions, in order, under numbers of this one.

        One that is here already is not kept twice; it is taken back here if it was there. Of two on the same things the one that was made
        later stands, whichever ledger it is from.

        Returns:
            Those that made a difference.
        """
        here: dict[Decision, list[Decision]] = {}
        for one in self.decisions(undone=True):
            here.setdefault(_itself(one), []).append(one)
        standing = {_subject(one): one for one in self.decisions()}
        changed = []
        for one in decisions:
            if known := here.get(_itself(one)):
                found = known.pop(0)
                if not one.undone or found.undone:
                    continue
                self.undo(found.number)
            else:
                rival = standing.get(_subject(one))
                kept = replace(one, number=self._next(), undone=one.undone or (rival is not None and rival.at > one.at))
                self._decide(kept, rival)
                if not kept.undone:
                    standing[_subject(kept)] = kept
            changed.append(one)
        return changed

    def _decide(self, decision: Decision, rival: Decision | None) -> None:
        """Keep a decision; unless it is undone itself, a rival is."""
        if rival and not decision.undone:
            self.undo(rival.number)
        self._ask.execute(insert(tables.decisions), plain(decision))

    def _next(self) -> int:
        return (self._ask.execute(select(func.max(tables.decisions.c.number))).scalar() or 0) + 1

    def undo(self, number: int) -> Decision | None:
        """Take a decision back; None where there is none of this number that stands."""
        found = next((one for one in self.decisions() if one.number == number), None)
        if found:
            self._ask.execute(update(tables.decisions).where(tables.decisions.c.number == number).values(undone=True))
        return found

    def _neighbours(self, origin: str, at: str) -> tuple[str | None, str | None]:
        """The revisions of an origin between which one comes that was added at this time; None at either end."""
        column = tables.articles.c
        rows = self._ask.execute(select(column.id, column.added, column.superseded).where(column.origin == origin)).all()
        added, following = {row.id: row.added for row in rows}, {row.id: row.superseded for row in rows}
        before, after = None, next(iter(following.keys() - following.values()), None)
        while after is not None and added[after] <= at:
            before, after = after, following[after]
        return before, after

    def _supersede(self, before: str, after: str) -> None:
        """Let a revision take the place of an article: its text stays, and what was said in it is not on the record any more."""
        self.spoil_speakers(self.speakers_of(before))
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
            self._ask.execute(delete(tables.marks).where(tables.marks.c.claim.in_(some)))
            self._ask.execute(delete(tables.claims).where(tables.claims.c.id.in_(some)))

    def _forget_identities(self, identities: Iterable[str]) -> None:
        """Remove those of these identities that nobody bears any more."""
        for some in some_of(identities):
            borne = select(tables.bearers.c.identity).where(tables.bearers.c.identity.in_(some))
            column = tables.identities.c.id
            self._ask.execute(delete(tables.identities).where(column.in_(some), column.not_in(borne)))

    def _stale(self, conditions: Iterable[Any]) -> None:
        for condition in conditions:
            self._ask.execute(update(tables.statements).where(condition, tables.statements.c.current).values(stale=True))

    def _insert(self, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._ask.execute(insert(table), list(rows))


def _passages(text: str) -> Iterator[Span]:
    """The paragraphs of a text, one that is very long in several pieces."""
    for span in paragraphs(text):
        start = span.start
        while span.end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
            yield Span(start, cut)
            start = cut
        yield Span(start, span.end)


def _itself(one: Decision) -> Decision:
    """A decision without what depends on the ledger that it is in."""
    return replace(one, number=0, undone=False)


def _subject(one: Decision) -> tuple[str, frozenset[str]]:
    """What a decision is on; only one on each can stand."""
    return one.verdict.split()[-1], frozenset([one.a] if one.verdict == "name" else [one.a, one.b])


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
        "record": json.dumps(plain(one)),
    }
