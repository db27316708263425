"""What the command line needs done, as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.model import Article, Failure, Reading

LEDGER = "onrecord.db"


class Reads(Protocol):
    """What reads articles: `onrecord.compose.Reader`, or another of its shape."""

    def read_many(self, things: Iterable[Article | Reading | Failure]) -> Iterator[Reading | Failure]:
        """The reading of each article, in order; what is read already, and each failure, is passed on in its place."""


def _shipped(jobs: int | None) -> Reads:
    from onrecord.compose import reader_of_many

    return reader_of_many(jobs)


def _opened(where: str, create: bool) -> Ledger:
    from onrecord.compose import ledger

    return ledger(where, create=create)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that do the work.

    `reader` makes, for a number of jobs or None, what reads; `ledger` opens the ledger at an address, and makes it where told to.
    """

    reader: Callable[[int | None], Reads] = _shipped
    ledger: Callable[[str, bool], Ledger] = _opened
