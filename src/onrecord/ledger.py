"""The work on a ledger: enter readings, weigh what they say, answer questions. The store keeps, the pipeline decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Article, Line, Reading, Revision
from onrecord.pipeline import Judge, Neighbours, copied, entered, identified, related, weigh
from onrecord.stages.revise import revise
from onrecord.store import Held, Hit, Store, Writes

Outcome = Literal["added", "revised", "held"]
_FOUND_BY_MEANING = 0.35  # cosine below which two texts have nothing to do with each other


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


@dataclass(frozen=True, slots=True)
class Found:
    """What answers a search: passages that hold the words, each with its article, and lines of the record that mean the like."""

    passages: tuple[tuple[Hit, Held], ...]
    lines: tuple[tuple[float, Line], ...]


class Ledger:
    """One ledger and the judge of its claims.

    Args:
        store: where it is kept.
        judge: makes vectors of texts, and says how two texts stand to each other; asked for only where something is added or looked for
            by meaning.
        now: tells the time, in ISO 8601.
    """

    def __init__(self, store: Store, judge: Callable[[], Judge], now: Callable[[], str]) -> None:
        self._store, self._judging, self._now = store, judge, now
        self._neighbours: Neighbours | None = None

    @property
    def shown(self) -> str:
        """The ledger's address, without a password."""
        return self._store.shown

    # -- adding

    def holds(self, article: Article) -> bool:
        """Whether the ledger has this article: this text from this origin."""
        with self._store.look() as look:
            return look.holds(article.id)

    def add(self, reading: Reading) -> Added:
        """Enter an article; its claims are made by the next `settle`. Adding it twice changes nothing.

        Raises:
            LedgerError: the ledger cannot be written; nothing of the article was kept.
        """
        article = reading.article
        entry = entered(reading, self._judging())
        with self._store.write() as write:
            if write.holds(article.id):
                return Added(article, "held")
            near = self._near(write)
            twins = [pair for pair in copied(article, ((held.id, write.reading(held.id).article) for held in _alike(write, entry.bands)))]
            before = write.add(entry, at=self._now())
            write.pair((min(pair), max(pair)) for pair in ((article.id, twin) for twin in twins))
            fresh = {one.id: one for one in entry.statements}
            candidates = near.of(entry)
            write.link(related(fresh, write.statements(candidates.ids), candidates, self._judging()))
            near.take(entry)
            old = tuple(write.statements_in([before])) if before else ()
            known = write.articles_of(twins)
        revision = revise(old, entry.statements) if before else None
        origins = tuple(known[twin].origin for twin in twins if twin != before)
        return Added(article, "revised" if before else "added", len(entry.statements), revision, origins)

    def settle(self) -> int:
        """Make anew the speakers across articles, and the claims around all that changed since the last time.

        Returns:
            How many claims were made anew.
        """
        with self._store.write() as write:
            moved = write.name(identified(write.bearings(), write.decisions()))
            write.spoil(one.id for one in write.statements_by(moved))
            return self._weigh(write)

    def _weigh(self, write: Writes) -> int:
        stale = write.stale()
        if not stale:
            return 0
        ids = write.together(stale)
        statements = write.statements(ids)
        articles = {one.article for one in statements.values()}
        editions = {held.id: held.edition for held in write.articles_of(articles).values()}
        names = self._names(write, ids)
        claims = weigh(statements, write.links(ids), write.decisions(), editions, write.copies(articles), names)
        write.weighed(ids, claims, statements)
        return len(claims)
