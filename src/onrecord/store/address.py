"""Where a ledger is: a path, or a URL of SQLite or PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.model import LedgerError

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


@dataclass(frozen=True, slots=True)
class Address:
    """A ledger's place: `shown` is safe to print (no password), `path` its file where it is one."""

    url: URL
    shown: str
    path: Path | None


def address(given: str) -> Address:
    """The address that a user gave.

    Raises:
        LedgerError: it is the URL of something else, or cannot be understood.
    """
    if "://" not in given:
        path = Path(given)
        return Address(URL.create("sqlite+pysqlite", database=str(path)), given, path)
    try:
        url = make_url(given)
    except ArgumentError:
        raise LedgerError(given, "this is no address of a ledger", "give a path, sqlite:///PATH or postgresql://HOST/NAME") from None
    shown = url.render_as_string(hide_password=True)
    kind = url.drivername.split("+")[0]
    if kind not in _DRIVERS:
        raise LedgerError(shown, f"a ledger cannot be kept in {kind}", "give a path, sqlite:///PATH or postgresql://HOST/NAME")
    if kind == "sqlite" and not url.database:
        raise LedgerError(shown, "the address names no file", "give sqlite:///PATH")
    return Address(url.set(drivername=_DRIVERS[kind]), shown, Path(str(url.database)) if kind == "sqlite" else None)
