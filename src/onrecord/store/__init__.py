"""The ledger on disk: records in tables of SQLite or PostgreSQL. Nothing outside this package knows SQL."""

from onrecord.store.address import Address, address
from onrecord.store.looks import Looks
from onrecord.store.outlines import Outlines
from onrecord.store.store import Store
from onrecord.store.writes import Entry, Writes

__all__ = ["Address", "Entry", "Looks", "Outlines", "Store", "Writes", "address"]
