"""What can be looked up in a ledger: rows as records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, text, union

from onrecord.model import Appearance, Decision, Edition, Held, Identity, Link, Reading, Relation, Stance, Statement, Weighed
from onrecord.model.forms import appearance_of, identity_of, statement_of, weighed_of
from onrecord.store import schema as tables
from onrecord.store.outlines import Outlines, outlines
from onrecord.store.sound import unsound

_Value = TypeVar("_Value", str, int)
_AT_A_TIME = 500  # values of one question: SQLite takes 999 at least


@dataclass(frozen=True, slots=True)
class Vectors:
    """Statements by their ids, the articles of each, and their vectors, [statements, width]."""

    ids: tuple[str, ...]
    articles: tuple[str, ...]
    matrix: NDArray[np.float16]


class Looks:
    """Questions to a ledger on one connection; all answers are of one moment."""

    def __init__(self, connection: Connection) -> None:
        self._ask = connection

    def unsound(self) -> Iterator[str]:
        """A line for each row that this program did not write so, or that points at one that is not there."""
        return unsound(self._ask)

    # -- articles

    def holds(self, article: str) -> bool:
        """Whether an article of this id is in the ledger."""
        return self._ask.execute(select(tables.articles.c.id).where(tables.articles.c.id == article)).first() is not None

    def articles(self, where: ColumnElement[bool] | None = None) -> list[Held]:
        """The articles, revised ones too, the first published first."""
        columns = [column for column in tables.articles.c if column.name not in ("reading", "digest", "house")]
        query = select(*columns).order_by(tables.articles.c.published, tables.articles.c.id)
        rows = self._ask.execute(query if where is None else query.where(where)).mappings()
        return [Held(**{**row, "edition": Edition(**json.loads(row["edition"]))}) for row in rows]

    def articles_of(self, ids: Iterable[str]) -> dict[str, Held]:
        """The articles of these ids."""
        return {held.id: held for some in some_of(ids) for held in self.articles(tables.articles.c.id.in_(some))}

    def article(self, given: str) -> list[Held]:
        """The articles that a user may mean by an id, the beginning of one, an origin or the end of one."""
        column = tables.articles.c
        exact = self.articles(or_(column.id == given, column.origin == given))
        return exact or self.articles(or_(column.id.startswith(given, autoescape=True), column.origin.endswith(given, autoescape=True)))

    def reading(self, article: str) -> Reading:
        """What was read in an article, every quote compared with its place.

        Raises:
            UnprovenQuoteError: the row was altered.
            LookupError: there is no such article.
        """
        found = self._ask.execute(select(tables.articles.c.reading).where(tables.articles.c.id == article)).scalar()
        if found is None:
            raise LookupError(article)
        return Reading.from_dict(json.loads(found))

    def outlets(self) -> list[str]:
        """The names of all outlets and agencies whose texts are here."""
        return sorted(set(self._ask.execute(select(tables.articles.c.house).distinct()).scalars()) - {""})

    def revised(self) -> list[tuple[Held, Held]]:
        """Each article that was revised, and the version after it."""
        old = self.articles(tables.articles.c.superseded.is_not(None))
        new = self.articles_of(held.superseded for held in old if held.superseded)
        return [(held, new[held.superseded]) for held in old if held.superseded in new]

    def copies(self, articles: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs of articles with one text of which one is among these."""
        a, b = tables.copies.c.a, tables.copies.c.b
        return sorted(
            {(row.a, row.b) for some in some_of(articles) for row in self._ask.execute(select(a, b).where(or_(a.in_(some), b.in_(some))))}
        )

    def banded(self, bands: Collection[int], least: int) -> list[str]:
        """The articles whose signatures have so many of these bands, or all of these, or no others."""
        column = tables.bands.c
        shared: Counter[str] = Counter()
        for some in some_of(bands):
            query = select(column.article, func.count()).where(column.band.in_(some)).group_by(column.article)
            shared.update({row[0]: row[1] for row in self._ask.execute(query)})
        least = min(least, len(set(bands)))
        few = [article for article, count in shared.items() if count < least]
        whole = select(column.article, func.count()).group_by(column.article)
        sizes = {row[0]: row[1] for some in some_of(few) for row in self._ask.execute(whole.where(column.article.in_(some)))}
        return sorted(article for article, count in shared.items() if count >= min(least, sizes.get(article, least)))

    # -- statements

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements of these ids."""
        column = tables.statements.c
        return {s.id: s for some in some_of(ids) for s in self._statements(select(column.record).where(column.id.in_(some)))}

    def statements_in(self, articles: Iterable[str], *, current: bool = False) -> list[Statement]:
        """The statements of these articles, in the order of each text; with `current` those of revised articles are left out."""
        column = tables.statements.c
        found: list[Statement] = []
        for some in some_of(articles):
            query = select(column.record).where(column.article.in_(some))
            found += self._statements(query.where(column.current) if current else query)
        return sorted(found, key=lambda one: (one.article, one.voice, one.evidence[0].start, one.id))

    def statements_by(self, speakers: Iterable[str]) -> list[Statement]:
        """The current statements of these speakers, the first published first."""
        column = tables.statements.c
        found = (
            s for some in some_of(speakers) for s in self._statements(select(column.record).where(column.speaker.in_(some), column.current))
        )
        return sorted(found, key=lambda one: one.order)

    def _statements(self, query: Select[Any]) -> Iterator[Statement]:
        return (statement_of(json.loads(row.record)) for row in self._ask.execute(query))

    def vectors(self, articles: Iterable[str]) -> Vectors:
        """The vectors of the statements of these articles, revised ones too, each article's together."""
        column = tables.statements.c
        query = select(column.id, column.article, column.vector).order_by(column.article, column.number)
        return _vectors([row for some in some_of(articles) for row in self._ask.execute(query.where(column.article.in_(some)))])

    def outlines(self, after: int = 0) -> Outlines:
        """The outlines of the articles added after the one of this number, revised ones too."""
        column = tables.outlines.c
        query = select(column.number, column.article, column.mean, column.numbers, column.signs).where(column.number > after)
        return outlines([tuple(row) for row in self._ask.execute(query.order_by(column.number))], after)

    def vectored(self, articles: Iterable[str]) -> tuple[list[Statement], NDArray[np.float32]]:
        """All statements of these articles, revised ones too, each article's together, and their vectors, [statements, width]."""
        column = tables.statements.c
        query = select(column.record, column.vector).order_by(column.article, column.id)
        rows = [row for some in some_of(articles) for row in self._ask.execute(query.where(column.article.in_(some)))]
        return [statement_of(json.loads(row.record)) for row in rows], _matrix([row.vector for row in rows]).astype(np.float32)

    def numbered(self, numbers: Iterable[int]) -> Vectors:
        """The current statements of these numbers."""
        column = tables.statements.c
        query = select(column.number, column.id, column.article, column.vector).where(column.current).order_by(column.number)
        return _vectors([row for some in some_of(numbers) for row in self._ask.execute(query.where(column.number.in_(some)))])

    # -- links and claims

    def links(self, statements: Iterable[str], relation: Relation | None = None) -> list[Link]:
        """The links that touch one of these statements, or those of them of this relation."""
        column = tables.links.c
        wanted = [column.relation == relation] if relation else []
        rows: set[Any] = set()
        for some in some_of(statements):
            for end in (column.a, column.b):
                rows |= {tuple(row) for row in self._ask.execute(select(tables.links).where(end.in_(some), *wanted))}
        return sorted((Link(*row) for row in rows), key=lambda link: (link.a, link.b))

    def stale(self, most: int | None = None) -> set[str]:
        """The current statements around which claims must be made anew, the first so many of them."""
        column = tables.statements.c
        query = select(column.id).where(column.stale, column.current).order_by(column.number).limit(most)
        return set(self._ask.execute(query).scalars())

    def together(self, statements: Iterable[str]) -> set[str]:
        """These statements and all that hang together with them by links of one claim, by decisions, or in a claim as it was made."""
        a, b, member = tables.links.c.a, tables.links.c.b, tables.members.c
        joined = self._decided("same claim")
        found: set[str] = set()
        edge = set(statements)
        while edge:
            found |= edge
            beyond: set[str] = {other for one in edge for other in joined.get(one, ())}
            for some in some_of(edge):
                same = tables.links.c.relation == "same"
                ways = union(select(b).where(same, a.in_(some)), select(a).where(same, b.in_(some)))
                beyond |= set(self._ask.execute(ways).scalars())
                claims = select(member.claim).where(member.statement.in_(some))
                beyond |= set(self._ask.execute(select(member.statement).where(member.claim.in_(claims))).scalars())
            edge = self._current(beyond - found)
        return found

    def _current(self, ids: Iterable[str]) -> set[str]:
        column = tables.statements.c
        return {
            one
            for some in some_of(ids)
            for one in self._ask.execute(select(column.id).where(column.id.in_(some), column.current)).scalars()
        }

    def _decided(self, *verdicts: str) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for one in self.decisions():
            if one.verdict in verdicts:
                out.setdefault(one.a, set()).add(one.b)
                out.setdefault(one.b, set()).add(one.a)
        return out

    def claims(
        self,
        *,
        marks: Sequence[str] = (),
        since: str = "",
        among: Iterable[str] | None = None,
        own_voice: bool = False,
        limit: int | None = None,
    ) -> list[Weighed]:
        """The claims that bear all these marks, those first that most articles carry.

        Args:
            marks: of the standing.
            since: an ISO 8601 date; only claims of which something was published then or later.
            among: ids of claims to keep to.
            own_voice: also claims that nobody but outlets themselves makes.
            limit: so many at most.
        """
        column, marked = tables.claims.c, tables.marks.c
        wanted: list[ColumnElement[bool]] = [column.id.in_(select(marked.claim).where(marked.mark == mark)) for mark in marks]
        if since:
            wanted.append(column.latest >= since)
        if not own_voice:
            wanted.append(column.attributed > 0)
        first = (column.articles.desc(), column.attributed.desc(), column.latest.desc(), column.id)
        query = select(column.record, column.articles, column.attributed, column.latest).order_by(*first).limit(limit)
        if among is None:
            found = list(self._ask.execute(query.where(and_(True, *wanted))))
        else:
            # Of questions in several parts each has its first; asked for by id, equals stay in that order.
            found = [row for some in some_of(among) for row in self._ask.execute(query.where(column.id.in_(some), *wanted))]
            found.sort(key=lambda row: (row.articles, row.attributed, row.latest), reverse=True)
        return [weighed_of(json.loads(row.record)) for row in found[:limit]]

    def claim(self, given: str) -> list[Weighed]:
        """The claims that a user may mean by an id of a claim, of a statement of it, or the beginning of one."""
        column, member = tables.statements.c, tables.members.c
        meant = or_(column.id.startswith(given, autoescape=True), column.founds.startswith(given, autoescape=True))
        ids = set(self._ask.execute(select(member.claim).join(tables.statements, column.id == member.statement).where(meant)).scalars())
        return self.claims(among=ids, own_voice=True)

    def claims_of(self, statements: Iterable[str]) -> dict[str, str]:
        """The id of the claim of each of these statements."""
        member = tables.members.c
        query = select(member.statement, member.claim)
        return {
            row.statement: row.claim for some in some_of(statements) for row in self._ask.execute(query.where(member.statement.in_(some)))
        }

    def members(self, statements: Iterable[str]) -> dict[str, tuple[str, Stance]]:
        """The id of the claim of each of these statements, and how it stands to it."""
        member = tables.members.c
        query = select(member.statement, member.claim, member.position, member.rule)
        rows = (row for some in some_of(statements) for row in self._ask.execute(query.where(member.statement.in_(some))))
        return {row.statement: (row.claim, Stance(row.statement, row.position, row.rule)) for row in rows}

    # -- speakers

    def spoken(self) -> dict[str, tuple[int, int]]:
        """The numbers of current statements and of articles of each identity that has any."""
        column, bearer = tables.statements.c, tables.bearers.c
        counted = (func.count(), func.count(func.distinct(column.article)))
        query = select(bearer.identity, *counted).join(tables.bearers, bearer.speaker == column.speaker)
        rows = self._ask.execute(query.where(column.current).group_by(bearer.identity))
        return {row[0]: (row[1], row[2]) for row in rows}

    def appearances(self, ids: Iterable[str] | None = None) -> list[Appearance]:
        """The speakers of current articles, all or those of these ids."""
        column, article = tables.speakers.c, tables.articles.c
        query = select(column.record).join(tables.articles, article.id == column.article).where(article.superseded.is_(None))
        query = query.order_by(column.id)
        if ids is None:
            rows = self._ask.execute(query).all()
        else:
            rows = [row for some in some_of(ids) for row in self._ask.execute(query.where(column.id.in_(some)))]
        return [appearance_of(json.loads(row.record)) for row in rows]

    def unsettled(self, most: int | None = None) -> list[Appearance]:
        """The speakers around whom it must be made anew who is one, those of revised articles too; so many of them at most."""
        column = tables.speakers.c
        query = select(column.record).where(column.stale).limit(most)
        return [appearance_of(json.loads(one)) for one in self._ask.execute(query).scalars()]

    def speakers_of(self, article: str) -> list[str]:
        """The ids of the speakers of an article."""
        return list(self._ask.execute(select(tables.speakers.c.id).where(tables.speakers.c.article == article)).scalars())

    def alike(self, speakers: Iterable[str]) -> set[str]:
        """These speakers and all that are compared with them, over others too: by a handle that they share, or by a decision on both."""
        column = tables.handles.c
        decided = self._decided("same speaker", "not the same speaker")
        found: set[str] = set()
        asked: set[str] = set()
        edge = set(speakers)
        while edge:
            found |= edge
            beyond = {other for one in edge for other in decided.get(one, ())}
            words = {
                word
                for some in some_of(edge)
                for word in self._ask.execute(select(column.handle).where(column.speaker.in_(some)).distinct()).scalars()
            } - asked
            asked |= words
            for some in some_of(words):
                beyond |= set(self._ask.execute(select(column.speaker).where(column.handle.in_(some))).scalars())
            edge = beyond - found
        return found

    def identities(self, ids: Iterable[str] | None = None) -> list[Identity]:
        """The identities, or those of these ids, by name."""
        column = tables.identities.c
        query = select(column.record)
        rows = (
            self._ask.execute(query).all()
            if ids is None
            else [r for some in some_of(ids) for r in self._ask.execute(query.where(column.id.in_(some)))]
        )
        # Sorted here: a server sorts names by the rules of its own language.
        return sorted((identity_of(json.loads(row.record)) for row in rows), key=lambda one: (one.name, one.id))

    def identity(self, given: str) -> list[Identity]:
        """The identities that a user may mean by an id of one, of a speaker of it, or a part of a name."""
        column, speaker = tables.bearers.c, tables.speakers.c
        meant = (
            or_(speaker.id == given, speaker.founds.startswith(given, autoescape=True))
            if "_" in given
            else (speaker.folded == given.casefold())
        )
        query = select(column.identity).join(tables.speakers, speaker.id == column.speaker)
        ids = set(self._ask.execute(query.where(meant)).scalars())
        if not ids and "_" not in given:
            ids = set(self._ask.execute(query.where(speaker.folded.contains(given.casefold(), autoescape=True))).scalars())
        named = select(tables.identities.c.id).where(tables.identities.c.folded == given.casefold())
        return self.identities(set(self._ask.execute(named).scalars()) or ids)

    def identities_of(self, speakers: Iterable[str]) -> dict[str, str]:
        """The id of the identity of each of these speakers."""
        column = tables.bearers.c
        query = select(column.speaker, column.identity)
        return {row.speaker: row.identity for some in some_of(speakers) for row in self._ask.execute(query.where(column.speaker.in_(some)))}

    # -- decisions

    def decisions(self, *, undone: bool = False) -> list[Decision]:
        """What people decided, in order; with `undone` also what was taken back."""
        column = tables.decisions.c
        query = select(column.number, column.verdict, column.a, column.b, column.by, column.at, column.undone).order_by(column.number)
        return [Decision(*row) for row in self._ask.execute(query if undone else query.where(~column.undone))]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        named = (tables.articles, tables.statements, tables.speakers, tables.links, tables.claims, tables.identities, tables.decisions)
        return {table.name: self._ask.execute(select(func.count()).select_from(table)).scalar_one() for table in named}

    def size(self) -> int:
        """Bytes that the ledger takes on disk."""
        if self._ask.dialect.name == "sqlite":
            query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        else:
            query = "SELECT pg_database_size(current_database())"
        return int(self._ask.execute(text(query)).scalar_one())


def some_of(values: Iterable[_Value]) -> Iterator[tuple[_Value, ...]]:
    """The values, each once and in order, no more at a time than one question may hold."""
    ordered = sorted(set(values))
    return (tuple(ordered[at : at + _AT_A_TIME]) for at in range(0, len(ordered), _AT_A_TIME))


def _vectors(rows: Sequence[Any]) -> Vectors:
    """The vectors of rows with an id, an article and a vector."""
    return Vectors(tuple(row.id for row in rows), tuple(row.article for row in rows), _matrix([row.vector for row in rows]))


def _matrix(vectors: Sequence[bytes]) -> NDArray[np.float16]:
    """Stored vectors as a matrix, [vectors, width]."""
    return np.frombuffer(b"".join(vectors), dtype="<f2").reshape(len(vectors), len(vectors[0]) // 2 if vectors else 0)
