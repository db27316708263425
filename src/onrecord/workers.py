"""Processes that read, each with a model of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from threading import Thread
from types import TracebackType
from typing import Self

from onrecord.model import Article, Failure, Reading
from onrecord.pipeline import Annotator, read

Make = Callable[[], Annotator]


def attempted(articles: Sequence[Article], encoder: Annotator) -> list[Reading | Failure]:
    """The reading of each article, in order; one that breaks a rule of ours is a failure of that article alone."""
    try:
        return list(read(articles, encoder))
    except Exception:
        # One article of the batch is at fault, or a rule of ours is: each is read alone, so that it fails alone.
        return [_alone(article, encoder) for article in articles]


def _alone(article: Article, encoder: Annotator) -> Reading | Failure:
    try:
        return read([article], encoder)[0]
    except Exception as error:
        return Failure(article.origin, f"could not be read ({type(error).__name__}: {error})", "please report it with the text")


class Workers:
    """Processes that read what is submitted; they start with the first of it, and end with the block or with this process.

    Each is a fresh interpreter, whatever the system's custom is: a copy of this one would share its locks and its threads' work.

    Args:
        make: makes the encoder of a process, once; a function or class of a module, which a process can import.
        count: how many there are.
    """

    def __init__(self, make: Make, count: int) -> None:
        self._make, self._count = make, count
        self._pool: ProcessPoolExecutor | None = None
        self._leash: Connection | None = None

    def submit(self, articles: Sequence[Article]) -> Future[list[Reading | Failure]]:
        """The readings to come.

        Raises:
            BrokenProcessPool: a process has ended before its time; the future may raise it too.
        """
        with _unhurried():
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                theirs, self._leash = context.Pipe(duplex=False)
                self._pool = ProcessPoolExecutor(self._count, context, initializer=_begin, initargs=(theirs,))
            return self._pool.submit(_read, self._make, articles)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool and self._leash:
            self._leash.close()
            self._pool.shutdown(cancel_futures=True)


def _begin(leash: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the one that was called decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    """End this process when the other end of the leash is let go of, or whoever held it was killed."""
    leash.poll(None)
    os._exit(1)


@cache
def _made(make: Make) -> Annotator:
    return make()


def _read(make: Make, articles: Sequence[Article]) -> list[Reading | Failure]:
    return attempted(articles, _made(make))


@contextmanager
def _unhurried() -> Iterator[None]:
    """Keep Ctrl-C waiting while processes start, in which it would otherwise end the start with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which lets Ctrl-C through again once it runs, so it must run before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
