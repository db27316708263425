"""Reading many articles at once: in order, in bounded memory, first on threads and then in processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from threading import Lock
from typing import Protocol

from onrecord.model import Article, Failure, Reading, WorkerError
from onrecord.pipeline import Annotator, read
from onrecord.workers import Make, Workers, attempted

# Articles that share a batch: enough windows of like length to fill it, few enough that the first answers come soon.
ARTICLES_A_BATCH = 8


class Reads(Protocol):
    """What reads articles: `Reader`, or another of its shape."""

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order; what is read already, and each failure, is passed on in its place."""


class Reader:
    """Reads articles, several batches at a time, in bounded memory and in the order given.

    Args:
        make: makes an encoder, when there is something to read: one that all threads share, whose sessions release the interpreter while
            they compute, and one for each process.
        jobs: how many batches are read at a time.
        few: how many articles are read on threads before processes take over, which take their time to start; None for threads alone.
    """

    def __init__(self, make: Make, jobs: int, *, few: int | None = None) -> None:
        self._make, self._jobs, self._few = make, jobs, few if jobs > 1 else None
        self._made: Annotator | None = None
        self._making = Lock()

    def _encoder(self) -> Annotator:
        with self._making:
            self._made = self._made or self._make()
            return self._made

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return read([article], self._encoder())[0]

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
                        if not articles:
                            future = _nothing()
                        elif self._few is None or taken < self._few:
                            future = threads.submit(attempted, articles, self._encoder())
                        else:
                            future = workers.submit(articles)
                        pending.append((batch, future))
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


def _nothing() -> Future[list[Reading | Failure]]:
    future: Future[list[Reading | Failure]] = Future()
    future.set_result([])
    return future
