"""Settings and the wiring of real parts: the one place that says which encoder reads, and how many times at once."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from functools import cache
from itertools import islice

from onrecord.encoder import Encoder, Judge
from onrecord.ledger import Ledger
from onrecord.model import Article, Failure, Reading, WorkerError
from onrecord.pipeline import read
from onrecord.store import Store, address
from onrecord.workers import Make, Workers, attempted

# Articles that share a batch: enough windows of like length to fill it, few enough that the first answers come soon.
ARTICLES_A_BATCH = 8
# Articles that are read before processes start. Two of them cost the processor time of eight articles to start, and gain what threads lose
# to each other over the interpreter: a seventh of the work is Python's own.
FEW = 128


class Reader:
    """Reads articles, several batches at a time, in bounded memory and in the order given.

    Args:
        make: makes an encoder: one that all threads share, whose sessions release the interpreter while they compute, and one for each
            process.
        jobs: how many batches are read at a time.
        few: how many articles are read on threads before processes take over, which take their time to start; None for threads alone.
    """

    def __init__(self, make: Make, jobs: int, *, few: int | None = None) -> None:
        self._make, self._jobs, self._few = make, jobs, few if jobs > 1 else None
        self._encoder = make()

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return read([article], self._encoder)[0]

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article; what is read already, and each failure, is passed on in its place.

        Raises:
            WorkerError: a process that reads was ended from outside.
        """
        source, taken = iter(things), 0
        pending: deque[tuple[list[Article | Reading | Failure], Future[list[Reading | Failure]]]] = deque()
        with Workers(self._make, self._jobs) as workers, ThreadPoolExecutor(self._jobs, "onrecord-read") as threads:
            try:
                while True:
                    while len(pending) <= self._jobs and (batch := list(islice(source, ARTICLES_A_BATCH))):
                        articles = [thing for thing in batch if isinstance(thing, Article)]
                        if self._few is None or taken < self._few or not articles:
                            pending.append((batch, threads.submit(attempted, articles, self._encoder)))
                        else:
                            pending.append((batch, workers.submit(articles)))
                        taken += len(articles)
                    if not pending:
                        return
                    batch, future = pending.popleft()
                    readings = iter(future.result())
                    yield from (next(readings) if isinstance(thing, Article) else thing for thing in batch)
            except BrokenProcessPool as error:
                what = (
                    "a process that reads was ended from outside, perhaps for want of memory; run the same command again, with fewer --jobs"
                )
                raise WorkerError(what) from error
            finally:
                for _, future in pending:
                    future.cancel()


def reader(threads: int | None = None) -> Reader:
    """A reader with the shipped model bundle, on `threads` threads (by default one for each processor).

    Raises:
        BundleError: the shipped bundle is absent or altered.
    """
    return Reader(_encoder, threads or _processors())


def reader_of_many(jobs: int | None = None) -> Reader:
    """The same for a program of ours: where there is much to read, in `jobs` processes.

    A process imports what its parent was started with, so it is no way to read for a program that was not written for that.

    Raises:
        BundleError: the shipped bundle is absent or altered.
    """
    return Reader(_encoder, jobs or _processors(), few=FEW)


def _encoder() -> Encoder:
    return Encoder(threads=1)


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
