"""What a database complains of, in words for the person in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError

from onrecord.model import LedgerError, UnfitError

_TOO_MUCH = "54000"  # PostgreSQL: program limit exceeded

# What a driver's message holds, what it means, and what to do; the first that fits is said.
_KNOWN = (
    ("is locked", "another program is writing to it", "try again when that has ended"),
    ("lock timeout", "another program is writing to it", "try again when that has ended"),
    ("readonly database", "it is read-only here", "change its permissions, or give another --ledger"),
    ("disk is full", "the disk is full; what was added before is kept", "make room and run the same command again"),
    ("no space left", "the disk is full; what was added before is kept", "make room and run the same command again"),
    ("disk i/o error", "the disk cannot be read or written", "check the disk, then run `onrecord verify`"),
    ("file is not a database", "this file is no ledger", "give another --ledger"),
    ("malformed", "the file is damaged", "restore a copy, or add the articles to a new ledger"),
    ("fts5", "the search index is damaged", "add the articles to a new ledger"),
    ("vtable constructor", "the search index is damaged", "add the articles to a new ledger"),
    ("unable to open", "it cannot be opened", "check that the folder is there and may be written"),
    ("connection refused", "no database answers there", "check the address, and that the server runs"),
    ("could not translate host", "there is no such host", "check the address"),
    ("failed to resolve host", "there is no such host", "check the address"),
    ("authentication failed", "the name or the password is wrong", "check the address"),
    ("does not exist", "there is no such database", "create it first, or check the address"),
    ("server closed the connection", "the connection broke; what was added before is kept", "run the same command again"),
    ("terminating connection", "the connection broke; what was added before is kept", "run the same command again"),
    ("connection", "the database cannot be reached", "check the address, and that the server runs"),
)


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Let what a database raises leave as one line.

    Raises:
        UnfitError: for what the database cannot hold.
        LedgerError: for any other error of the database.
    """
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        said = " ".join(str(cause).split())
        for words, what, remedy in _KNOWN:
            if words in said.casefold():
                raise LedgerError(shown, what, remedy) from error
        if isinstance(error, DataError) or getattr(cause, "sqlstate", None) == _TOO_MUCH:
            raise UnfitError(shown, f"the database cannot hold it ({said[:200]})", "leave it out, or shorten it") from error
        raise LedgerError(
            shown, f"the database complains: {said[:200]}", "run `onrecord verify`, and report it if that finds nothing"
        ) from error
