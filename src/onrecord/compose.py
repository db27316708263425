"""Settings and the wiring of real parts: the one place that says which encoder reads, on how many threads."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from itertools import islice

from onrecord.encoder import Encoder, Judge
from onrecord.ledger import Ledger
from onrecord.model import Article, Failure, Reading
from onrecord.pipeline import read
from onrecord.store import Store, address

# Articles that share a batch: enough windows of like length to fill it, few enough that the first answers come soon.
ARTICLES_A_BATCH = 8


class Reader:
    """Reads articles on several threads, in bounded memory and in the order given.

    Args:
        encoder: shared by all threads; its sessions release the interpreter while they compute.
        threads: how many batches are read at a time.
    """

    def __init__(self, encoder: Encoder, threads: int) -> None:
        self._encoder, self._threads = encoder, threads

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return read([article], self._encoder)[0]

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article; what is read already, and each failure, is passed on in its place."""
        source = iter(things)
        pending: deque[Future[list[Reading | Failure]]] = deque()
        with ThreadPoolExecutor(self._threads, "onrecord-read") as pool:
            try:
                while True:
                    while len(pending) <= self._threads and (batch := list(islice(source, ARTICLES_A_BATCH))):
                        pending.append(pool.submit(self._batch, batch))
                    if not pending:
                        return
                    yield from pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()

    def _batch(self, batch: list[Article | Reading | Failure]) -> list[Reading | Failure]:
        articles = [thing for thing in batch if isinstance(thing, Article)]
        try:
            readings: Iterator[Reading | Failure] = iter(read(articles, self._encoder))
        except Exception:
            # One article of the batch is at fault, or a rule of ours is: each is read alone, so that it fails alone.
            readings = iter([self._alone(article) for article in articles])
        return [next(readings) if isinstance(thing, Article) else thing for thing in batch]

    def _alone(self, article: Article) -> Reading | Failure:
        try:
            return self.read(article)
        except Exception as error:
            return Failure(article.origin, f"could not be read ({type(error).__name__}: {error})", "please report it with the text")


def reader(threads: int | None = None) -> Reader:
    """A reader with the shipped model bundle, on `threads` threads (by default one for each processor).

    Raises:
        BundleError: the shipped bundle is absent or altered.
    """
    return Reader(Encoder(threads=1), threads or _processors())


def _processors() -> int:
    """How many processors this process may use."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def ledger(where: str, *, create: bool = False) -> Ledger:
    """The ledger at a path or URL, with the shipped judge, which is loaded when it is first asked.

    Raises:
        LedgerError: there is none, or it cannot be opened.
    """
    return Ledger(Store(address(where), create=create), _judge, _now)


@cache
def _judge() -> Judge:
    return Judge(threads=_processors())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
