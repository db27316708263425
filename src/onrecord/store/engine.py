"""Opening a ledger: the connection, its settings, and the version of its tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from onrecord.model import LedgerError
from onrecord.store.address import Address
from onrecord.store.schema import APPLICATION
from onrecord.store.trouble import translated

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

REVISION = "0002"  # the newest of `migrations/versions`
_PATIENCE = 120  # seconds that a writer waits for another, whose longest turn is to make many claims anew
_ANSWER = 10  # seconds in which a server must answer


def opened(where: Address, *, create: bool) -> Engine:
    """The engine of a ledger whose tables are those of this version; older ones are migrated, and with `create` absent ones made.

    Raises:
        LedgerError: there is no ledger, it is of another application or a newer version, or it cannot be opened.
    """
    if where.path is not None:
        _check_file(where, create=create)
    with translated(where.shown):
        engine = _engine(where)
        try:
            with engine.connect() as connection:
                found = _revision(connection, where, create=create)
            if found != REVISION:
                _migrate(engine, where)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _engine(where: Address) -> Engine:
    if where.path is None:
        try:
            # A connection that was idle may have been cut by the server: it is tried before it is used.
            return create_engine(
                where.url, pool_pre_ping=True, connect_args={"connect_timeout": _ANSWER, "options": f"-c lock_timeout={_PATIENCE}s"}
            )
        except ImportError:
            raise LedgerError(where.shown, "the driver of PostgreSQL is not installed", "install onrecord[postgresql]") from None
    # A connection of its own for each use: SQLite's are cheap, and none is left open in another thread.
    engine = create_engine(where.url, poolclass=NullPool, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(raw: Any, _: object) -> None:
    """Settings of each SQLite connection. The driver must not open transactions by itself: `_begin` does."""
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA temp_store = MEMORY")
    raw.execute("PRAGMA case_sensitive_like = ON")  # as PostgreSQL has it: a file's name is another in capitals


def _begin(connection: Connection) -> None:
    """Take the write lock at the start where something will be written: two writers then wait for each other, and none fails halfway."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def alone(connection: Connection) -> None:
    """Make a writer wait for every other; SQLite's do by `_begin`."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION})


def _check_file(where: Address, *, create: bool) -> None:
    path = where.path
    assert path is not None
    try:
        if path.is_dir():
            raise LedgerError(where.shown, "this is a folder", "give the path of a file")
        if not path.exists() or path.stat().st_size == 0:
            if not create:
                raise LedgerError(where.shown, "there is no ledger here", "make one with `onrecord add`, or give --ledger")
            if not path.parent.is_dir():
                raise LedgerError(where.shown, f"there is no folder {path.parent}", "make it first")
            return
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise LedgerError(where.shown, f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    if not head.startswith(b"SQLite format 3\0"):
        raise LedgerError(where.shown, "this file is no ledger", "give another --ledger; nothing was changed")
    if int.from_bytes(head[68:72], "big") not in (0, APPLICATION):
        raise LedgerError(where.shown, "this database belongs to another application", "give another --ledger; nothing was changed")


def _revision(connection: Connection, where: Address, *, create: bool) -> str | None:
    """The version of the tables that are there; None where there are none."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables or "statements" not in tables:
        if tables:
            raise LedgerError(where.shown, "this database belongs to another application", "give another --ledger; nothing was changed")
        if not create:
            raise LedgerError(where.shown, "there is no ledger here", "make one with `onrecord add`, or give --ledger")
        return None
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    if not re.fullmatch(r"\d{4}", found, re.ASCII):
        raise LedgerError(where.shown, f"its version, {found!r}, is none that there ever was", "restore a copy; nothing was changed")
    if found > REVISION:
        raise LedgerError(where.shown, "this ledger was written by a newer OnRecord", "install that version; nothing was changed")
    return found


def scripts() -> Traversable:
    """The folder of the migrations."""
    from importlib import resources

    return resources.files("onrecord.store").joinpath("migrations")


def _migrate(engine: Engine, where: Address) -> None:
    """Bring the tables to this version, in one transaction."""
    from importlib import resources

    from alembic import command
    from alembic.config import Config

    if where.path is not None:
        with engine.connect() as connection:
            # Readers go on while somebody writes. It cannot be set inside a transaction, which SQLAlchemy opens by itself.
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute(f"PRAGMA application_id = {APPLICATION}")
    with resources.as_file(scripts()) as folder:
        settings = Config()
        settings.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.execution_options(writes=True).begin() as connection:
            alone(connection)
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
