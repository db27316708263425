"""A ledger, opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from onrecord.model import Hit
from onrecord.store.address import Address
from onrecord.store.engine import opened
from onrecord.store.looks import Looks
from onrecord.store.search import full_text
from onrecord.store.trouble import translated
from onrecord.store.writes import Writes


class Store:
    """The tables of one ledger.

    Args:
        where: its address.
        create: make it where there is none.

    Raises:
        LedgerError: it cannot be opened, or is no ledger of this version.
    """

    def __init__(self, where: Address, *, create: bool = False) -> None:
        self.shown = where.shown
        self._engine: Engine = opened(where, create=create)

    @contextmanager
    def look(self) -> Iterator[Looks]:
        """Questions, all answered as of one moment.

        Raises:
            LedgerError: the database complains.
        """
        with translated(self.shown), self._engine.connect() as connection:
            yield Looks(connection)

    @contextmanager
    def write(self) -> Iterator[Writes]:
        """Questions and changes, kept together at the end; where anything fails, none is.

        Raises:
            LedgerError: the database complains.
        """
        with translated(self.shown), self._engine.execution_options(writes=True).begin() as connection:
            yield Writes(connection)

    def find(self, asked: str, limit: int) -> list[Hit]:
        """The passages that hold the words asked for, the most fitting first.

        Raises:
            LedgerError: the database complains.
        """
        with translated(self.shown), self._engine.connect() as connection:
            return full_text(connection, asked, limit)
