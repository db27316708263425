"""The ledger on disk: records in tables of SQLite or PostgreSQL. Nothing outside this package knows SQL."""

from onrecord.store.address import DEFAULT, Address, address
from onrecord.store.store import Store

__all__ = ["DEFAULT", "Address", "Store", "address"]
