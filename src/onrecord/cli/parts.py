"""What the command line needs done, as an argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.reader import Reads

LEDGER = "onrecord.db"


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
