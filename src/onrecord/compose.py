"""Settings and the wiring of real parts: the one place that says which encoder reads, and how many times at once."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache

from onrecord.encoder import Encoder, Judge
from onrecord.ledger import Ledger
from onrecord.reader import ARTICLES_A_BATCH, Reader
from onrecord.store import Store, address

__all__ = ["ARTICLES_A_BATCH", "Reader", "ledger", "reader", "reader_of_many"]

# Articles that are read before processes start. Two of them cost the processor time of eight articles to start, and gain what threads lose
# to each other over the interpreter: a seventh of the work is Python's own.
FEW = 128


def reader(threads: int | None = None) -> Reader:
    """A reader with the shipped model bundle, on `threads` threads (by default one for each processor)."""
    return Reader(_encoder, threads or _processors())


def reader_of_many(jobs: int | None = None) -> Reader:
    """The same for a program of ours: where there is much to read, in `jobs` processes.

    A process imports what its parent was started with, so it is no way to read for a program that was not written for that.
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
