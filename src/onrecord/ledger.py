"""The work on a ledger: enter readings, weigh what they say, answer questions. The store keeps, the pipeline decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.flaws import flaws
from onrecord.model import (
    Appearance,
    Article,
    Contradiction,
    Decision,
    Held,
    Hit,
    Identity,
    Kept,
    LedgerError,
    Line,
    Reading,
    Revision,
    Span,
    Statement,
    Verdict,
    Weighed,
)
from onrecord.model.segment import paragraphs
from onrecord.pipeline import Judge, weigh
from onrecord.seen import Seen
from onrecord.stages.collate import ASKED, edition, is_copy, signature, together, wording
from onrecord.stages.contradict import contradict
from onrecord.stages.enter import enter
from onrecord.stages.identify import appearances, handles, identify
from onrecord.stages.link import VIEWS, Sketch, near, relate, sketches, views
from onrecord.stages.revise import revise
from onrecord.store import Entry, Looks, Store, Writes

Outcome = Literal["added", "revised", "held"]
# Statements whose vectors are looked at for each one asked for: those with the most signs in common. Of the twenty that mean most the like
# of a question this finds 99 in 100 among 18,000.
_LOOKED_AT = 40
_ARTICLES = 256  # whose vectors are in memory at once
_AT_ONCE = 20_000  # statements, or speakers, around which claims, or identities, are made anew at a time: some seven hundred articles
_MEANS_THE_LIKE = 0.4  # cosine below which two texts have little to do with each other


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: `added`, `revised` (it is a new version of one that was there), or `held` already.

    `twins` are the origins of other articles of the ledger that carry the same text.
    """

    article: Article
    outcome: Outcome
    statements: int = 0
    revision: Revision | None = None
    twins: tuple[str, ...] = ()


class Ledger:
    """One ledger, and the judge of its claims.

    Args:
        store: where it is kept.
        judge: makes vectors of texts, and says how two texts stand to each other; asked for only where something is added or looked for
            by meaning.
        now: tells the time, in ISO 8601.
    """

    def __init__(self, store: Store, judge: Callable[[], Judge], now: Callable[[], str]) -> None:
        self._store, self._judge, self._now = store, judge, now
        self._seen = Seen()

    @property
    def shown(self) -> str:
        """The ledger's address, without a password."""
        return self._store.shown

    def close(self) -> None:
        """Let go of every connection."""
        self._store.close()

    # -- adding and removing

    def holds(self, article: Article) -> bool:
        """Whether the ledger has this article: this text from this origin."""
        with self._store.look() as look:
            return look.holds(article.id)

    def add(self, reading: Reading, *, at: str = "") -> Added:
        """Enter an article; its claims are made by the next `settle`. Adding it twice changes nothing.

        Args:
            reading: what was read in it.
            at: when it was added (ISO 8601); by default now.

        Raises:
            LedgerError: the ledger cannot be written; nothing of the article was kept.
        """
        article = reading.article
        if self.holds(article):
            return Added(article, "held")
        statements = enter(reading)
        # As they are kept: so it makes no difference which of two statements came first.
        made = self._judge().vectors(views(statements)) if statements else np.zeros((0, 1), np.float32)
        vectors = made.reshape(len(statements), VIEWS * made.shape[1]).astype(np.float16)
        marks = signature(wording(article))
        entry = Entry(reading, statements, vectors, appearances(reading), edition(article), marks)
        fresh = sketches(statements, vectors.astype(np.float32))
        # The judge takes its time: all that is there already is judged before the ledger is held against other writers.
        with self._store.look() as look:
            links = relate(fresh, self._others(look, fresh, 0), self._judge().pairs)
        seen = len(self._seen)
        with self._store.write() as write:
            if write.holds(article.id):
                return Added(article, "held")
            if late := self._others(write, fresh, seen):
                mine = {one.id for one in statements}
                links += [link for link in relate(fresh, late, self._judge().pairs) if not {link.a, link.b} <= mine]
            twins = [one for one in write.banded(marks, ASKED) if is_copy(wording(article), wording(write.reading(one).article))]
            known = write.articles_of(twins)
            before = write.add(entry, at=at or self._now())
            write.pair((min(article.id, twin), max(article.id, twin)) for twin in twins)
            there = write.statements(name for link in links for name in (link.a, link.b))
            write.link(link for link in links if link.a in there and link.b in there)
            old = write.statements_in([before]) if before else []
        revision = revise(old, statements) if before else None
        origins = tuple(known[twin].origin for twin in twins if known[twin].origin != article.origin)
        return Added(article, "revised" if before else "added", len(statements), revision, origins)

    def settle(self) -> int:
        """Make anew the speakers across articles, and the claims around all that changed since the last time.

        Returns:
            How many claims were made anew.
        """
        with self._store.write() as write:
            while fresh := write.unsettled(_AT_ONCE):
                self._identify(write, fresh)
            made = 0
            while stale := write.stale(_AT_ONCE):
                made += self._weigh(write, stale)
            return made

    def remove(self, given: str) -> list[Held]:
        """Take the articles of an id or an origin out of the ledger, with all their revisions.

        Raises:
            LedgerError: there is none, or it fits several origins.
        """
        with self._store.write() as write:
            found = write.article(given)
            if not found:
                raise LedgerError(self.shown, f"there is no article {given!r}", "`onrecord search` finds articles")
            if len({held.origin for held in found}) > 1:
                named = ", ".join(sorted({held.origin for held in found})[:3])
                raise LedgerError(self.shown, f"{given!r} fits several articles ({named}, …)", "give more of it")
            for held in found:
                write.remove(held.id)
        self.settle()
        return found

    def _others(self, look: Looks, fresh: Sequence[Sketch], since: int) -> list[Sketch]:
        """The statements on record that may be linked with fresh ones, but for those of the first so many articles that were seen.

        A statement is seen against what its article is about, so they come by whole articles.
        """
        self._seen.take(look.outlines(self._seen.last))
        if not fresh:
            return []
        mine = np.stack([one.vectors for one in fresh]).reshape(len(fresh), -1)
        glanced_at = self._seen.near(mine, since)
        found: set[str] = set()
        for at in range(0, len(glanced_at), _ARTICLES):
            known = look.vectors(glanced_at[at : at + _ARTICLES])
            number = {article: row for row, article in enumerate(dict.fromkeys(known.articles))}
            rows = near(mine, known.matrix.astype(np.float32), np.array([number[article] for article in known.articles], np.int64))
            found |= {known.articles[row] for row in rows.tolist()}
        return sketches(*look.vectored(found))

    def _identify(self, write: Writes, fresh: Sequence[Appearance]) -> None:
        """Make anew who is one with whom, around speakers that are new, gone, or decided on."""
        write.handle({one.id: handles(one) for one in fresh})
        around = write.alike(one.id for one in fresh)
        write.spoil_said(write.name(identify(write.appearances(around), write.decisions()), around))

    def _weigh(self, write: Writes, stale: Iterable[str]) -> int:
        ids = write.together(stale)
        statements = write.statements(ids)
        articles = write.articles_of({one.article for one in statements.values()})
        editions = together((held.edition for held in articles.values()), write.copies(articles))
        beside = {one.id: one for one in write.statements_in(articles, current=True)}
        identities = _identities(write, beside.values())
        weighed = weigh(statements, write.links(ids), write.decisions(), editions, identities, beside=beside, outlets=write.outlets())
        write.weighed(ids, weighed, statements)
        return len(weighed)

    # -- deciding

    def decide(self, verdict: Verdict, a: str, b: str, *, by: str) -> Decision:
        """Keep a decision of a person and make anew what it touches.

        Args:
            verdict: what was decided.
            a: an id or name of what it is about: a claim or a statement, or a speaker.
            b: the same of the other; the new name for "name".
            by: who decided.

        Raises:
            LedgerError: there is no such thing, or a name fits several.
        """
        with self._store.write() as write:
            if verdict in ("same claim", "not the same claim"):
                one, other = self._statement(write, a), self._statement(write, b)
                decision = write.decide(verdict, min(one, other), max(one, other), by=by, at=self._now())
            elif verdict == "name":
                decision = write.decide(verdict, self._identity(write, a).speakers[0], b, by=by, at=self._now())
            else:
                # Of two that are parted the first keeps the rest, so the order stays.
                decision = write.decide(verdict, self._speaker(write, a), self._speaker(write, b), by=by, at=self._now())
            _spoil(write, decision)
        self.settle()
        return decision

    def undo(self, number: int) -> Decision:
        """Take a decision back and make anew what it touched.

        Raises:
            LedgerError: there is none of this number that stands.
        """
        with self._store.write() as write:
            decision = write.undo(number)
            if decision is None:
                raise LedgerError(self.shown, f"no decision number {number} stands", "`onrecord decisions` lists them")
            _spoil(write, decision)
        self.settle()
        return decision

    def take(self, decisions: Sequence[Decision]) -> int:
        """Keep what another ledger hands on of decisions, after its articles; the next `settle` makes anew what they touch.

        Returns:
            How many made a difference.
        """
        if not decisions:
            return 0
        with self._store.write() as write:
            changed = write.take(decisions)
            for one in changed:
                _spoil(write, one)
        return len(changed)

    def decisions(self, *, undone: bool = False) -> list[Decision]:
        """What people decided, in order; with `undone` also what was taken back or overruled."""
        with self._store.look() as look:
            return look.decisions(undone=undone)

    def _statement(self, look: Looks, given: str) -> str:
        """The statement that is meant: itself, or the one that words the claim that is meant."""
        if given.startswith(("att_", "voi_")) and given in look.statements([given]):
            return given
        return self._claim(look, given).claim.wording

    def _speaker(self, look: Looks, given: str) -> str:
        """The speaker of one article that is meant: itself, or the first of the identity that is meant."""
        if given.startswith("spk_") and look.appearances([given]):
            return given
        return self._identity(look, given).speakers[0]

    # -- asking

    def claims(
        self, *, marks: Sequence[str] = (), about: str = "", since: str = "", own_voice: bool = False, limit: int | None = None
    ) -> list[Weighed]:
        """The claims that bear all these marks, those first that most articles carry.

        Args:
            marks: of the standing.
            about: words; only claims one of whose statements has them all, or means the like.
            since: an ISO 8601 date; only claims of which something was published then or later.
            own_voice: also claims that only outlets themselves make.
            limit: so many at most.
        """
        with self._store.look() as look:
            among = None
            if about:
                among = set(look.claims_of(self._like(look, about, limit=200)).values()) | self._worded(look, about)
            return look.claims(marks=marks, since=since, among=among, own_voice=own_voice, limit=limit)

    def claim(self, given: str) -> tuple[Weighed, list[Line]]:
        """A claim by its id, the id of one of its statements, or the beginning of either; with its lines.

        Raises:
            LedgerError: there is none, or it fits several.
        """
        with self._store.look() as look:
            found = self._claim(look, given)
            return found, self._lines(look, [stance.statement for stance in found.claim.stances])

    def speakers(self) -> list[tuple[Identity, int, int]]:
        """All speakers with the numbers of their statements and articles, those first that say most."""
        with self._store.look() as look:
            counted = look.spoken()
            found = [(one, *counted.get(one.id, (0, 0))) for one in look.identities()]
        return sorted(found, key=lambda each: (-each[1], each[0].name, each[0].id))

    def speaker(self, given: str) -> tuple[Identity, list[Line], list[Contradiction], list[Identity]]:
        """A speaker by id or name: who it is, all lines, which of them clash, and who may be the same.

        Raises:
            LedgerError: there is none, or the name fits several.
        """
        with self._store.look() as look:
            one = self._identity(look, given)
            said = look.statements_by(one.speakers)
            lines = self._lines(look, [statement.id for statement in said])
            claims = [weighed.claim for weighed in look.claims(among={line.claim for line in lines}, own_voice=True)]
            about = look.statements(stance.statement for claim in claims for stance in claim.stances)
            links = look.links((statement.id for statement in said), "contradicts")
            clashes = contradict(claims, about, links, _identities(look, about.values()))
            mine = [clash for clash in clashes if clash.identity == one.id]
            return one, sorted(lines, key=lambda line: line.statement.order), mine, look.identities(one.unsettled)

    def search(self, asked: str, *, limit: int) -> tuple[list[tuple[Hit, Held]], list[Line]]:
        """The passages that hold the words asked for, and the statements that mean the like, the most fitting first."""
        hits = self._store.find(asked, limit)
        with self._store.look() as look:
            articles = look.articles_of(hit.article for hit in hits)
            lines = self._lines(look, self._like(look, asked, limit=limit))
        return [(hit, articles[hit.article]) for hit in hits if hit.article in articles], lines

    def compare(self, given: Sequence[str]) -> tuple[list[Held], list[Weighed], list[Line]]:
        """What articles have of the claims that any of them carries.

        Raises:
            LedgerError: there is no such article, or it fits several.
        """
        with self._store.look() as look:
            articles = [self._article(look, one) for one in dict.fromkeys(given)]
            said = look.statements_in([held.id for held in articles])
            lines = self._lines(look, [statement.id for statement in said])
            attributed = {line.claim for line in lines}
            return articles, look.claims(among=attributed), lines

    def lines(self) -> Iterator[Line]:
        """Every line of the record, article by article in the order of publication."""
        with self._store.look() as look:
            for held in look.articles():
                if held.superseded is None:
                    yield from self._lines(look, [one.id for one in look.statements_in([held.id])])

    def kept(self) -> Iterator[Kept]:
        """What was read in every article, for another ledger to keep: a revision comes after what it revised."""
        with self._store.look() as look:
            held = {one.id: one for one in look.articles()}
            revisions = {one.superseded for one in held.values()}
            for first in held.values():
                at = None if first.id in revisions else first.id
                while at is not None:
                    yield Kept(look.reading(at), held[at].added)
                    at = held[at].superseded

    def articles(self) -> list[Held]:
        """The articles, revised ones too, the first published first."""
        with self._store.look() as look:
            return look.articles()

    def revisions(self) -> list[tuple[Held, Held, Revision]]:
        """Each article that was revised, the version after it, and what changed."""
        with self._store.look() as look:
            return [(old, new, revise(look.statements_in([old.id]), look.statements_in([new.id]))) for old, new in look.revised()]

    def verify(self) -> Iterator[str]:
        """Check every row, every article against its id and every quote against its article; yields a line for each thing that is wrong.

        Where rows are not as they were written, the rest is not looked at: it is made of them.
        """
        with self._store.look() as look:
            yield from flaws(look)

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        with self._store.look() as look:
            return look.counts()

    def size(self) -> int:
        """Bytes that the ledger takes on disk."""
        with self._store.look() as look:
            return look.size()

    # -- what answers are made of

    def _lines(self, look: Looks, ids: Sequence[str]) -> list[Line]:
        """The lines of these statements, in the order given."""
        statements, claims = look.statements(ids), look.members(ids)
        identities = _identities(look, statements.values())
        articles = look.articles_of({one.article for one in statements.values()})
        texts = {article: look.reading(article).article for article in articles}
        out = []
        for statement in (statements[one] for one in ids if one in statements and one in claims):
            identity = identities.get(statement.who)
            claim, stance = claims[statement.id]
            passage, lit = _in_place(texts[statement.article], statement)
            name = identity.name if identity else statement.speaker
            origin = articles[statement.article].origin
            out.append(Line(statement, claim, stance.position, stance.rule, identity.id if identity else "", name, origin, passage, lit))
        return out

    def _like(self, look: Looks, words: str, *, limit: int) -> list[str]:
        """The statements that mean the like of these words, the most alike first."""
        self._seen.take(look.outlines(self._seen.last))
        if not len(self._seen) or not words.strip():
            return []
        asked = self._judge().vectors([words])[0]
        known = look.numbered(self._seen.like(asked, _LOOKED_AT * limit))
        alike = known.matrix[:, : len(asked)].astype(np.float32) @ asked
        best = sorted(np.flatnonzero(alike >= _MEANS_THE_LIKE), key=lambda at: (-float(alike[at]), known.ids[at]))
        return [known.ids[at] for at in best[:limit]]

    def _worded(self, look: Looks, words: str) -> set[str]:
        """The claims of statements that stand in a passage with these words."""
        hits = self._store.find(words, 200)
        inside = {(hit.article, hit.start) for hit in hits}
        ids = []
        for one in look.statements_in({hit.article for hit in hits}, current=True):
            start = max((at for article, at in inside if article == one.article and at <= one.evidence[0].start), default=None)
            if start is not None and one.evidence[0].start - start < 2_000:
                ids.append(one.id)
        return set(look.claims_of(ids).values())

    def _claim(self, look: Looks, given: str) -> Weighed:
        found = look.claim(given) if given.startswith(("clm_", "att_", "voi_")) else []
        if not found:
            raise LedgerError(self.shown, f"there is no claim {given!r}", "`onrecord claims` lists them")
        if len(found) > 1:
            raise LedgerError(self.shown, f"{given!r} fits {len(found)} claims", "give more of the id")
        return found[0]

    def _identity(self, look: Looks, given: str) -> Identity:
        found = look.identity(given) if given.strip() else []
        if not found:
            raise LedgerError(self.shown, f"there is no speaker {given!r}", "`onrecord speakers` lists them")
        if len(found) > 1:
            named = ", ".join(f"{one.name} ({one.id})" for one in found[:4])
            raise LedgerError(self.shown, f"{given!r} fits several speakers: {named}", "give the id")
        return found[0]

    def _article(self, look: Looks, given: str) -> Held:
        found = look.article(given) if given.strip() else []
        current = [held for held in found if held.superseded is None] or found
        if not current:
            raise LedgerError(self.shown, f"there is no article {given!r}", "give its origin or its id; `onrecord articles` lists them")
        if len(current) > 1:
            raise LedgerError(self.shown, f"{given!r} fits {len(current)} articles", "give more of it")
        return current[0]


def _spoil(write: Writes, decision: Decision) -> None:
    """Mark what a decision is about."""
    write.spoil((decision.a, decision.b))
    write.spoil_speakers((decision.a, decision.b))


def _identities(look: Looks, statements: Iterable[Statement]) -> dict[str, Identity]:
    """The identities of the speakers of these statements, by the id of the speaker in its article."""
    bearers = look.identities_of(one.who for one in statements if one.who)
    identities = {one.id: one for one in look.identities(bearers.values())}
    return {speaker: identities[identity] for speaker, identity in bearers.items()}


def _in_place(article: Article, one: Statement) -> tuple[str, tuple[Span, ...]]:
    """The paragraphs of an article that hold a statement, and the places of its words in them."""
    holding = [span for span in paragraphs(article.text) if any(span.overlaps(piece) for piece in one.evidence)]
    start = min([span.start for span in holding] + [one.evidence[0].start])
    end = max([span.end for span in holding] + [one.evidence[-1].end])
    return article.text[start:end], tuple(Span(piece.start - start, piece.end - start) for piece in one.evidence)
