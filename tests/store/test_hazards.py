"""What can go wrong with a ledger: each is one clear line, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3 as driver
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.model import LedgerError
from onrecord.store import Store, address
from onrecord.store.schema import APPLICATION
from tests.store.conftest import NOW, entry

PROSE = "{source|Ada Lind} {cue|said} {content|the quay is safe}."


def complaint(given: Path | str, *, create: bool = False) -> str:
    with pytest.raises(LedgerError) as caught:
        Store(address(str(given)), create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_ledger_that_is_absent_is_not_made_by_asking(path: Path) -> None:
    assert "there is no ledger here" in complaint(path)
    assert not path.exists()


def test_a_folder_that_is_absent_is_named(tmp_path: Path) -> None:
    assert "there is no folder" in complaint(tmp_path / "absent" / "ledger.db", create=True)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "this is a folder" in complaint(tmp_path, create=True)


@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_left_as_it_is(path: Path, create: bool) -> None:
    path.write_text("Dear diary, the quay is safe.")
    assert "no ledger" in complaint(path, create=create)
    assert path.read_text() == "Dear diary, the quay is safe."


@pytest.mark.parametrize("mark", [0, 77])
def test_a_database_of_another_application_is_left_as_it_is(path: Path, mark: int) -> None:
    with driver.connect(path) as other:
        other.execute("CREATE TABLE diary (page TEXT)")
        other.execute(f"PRAGMA application_id = {mark}")
    before = path.read_bytes()
    assert "another application" in complaint(path, create=True)
    assert path.read_bytes() == before


def test_a_ledger_says_what_it_is(path: Path, sqlite: Store) -> None:
    with driver.connect(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_torn_file_is_told(path: Path, sqlite: Store) -> None:
    with sqlite.write() as write:
        write.add(entry(PROSE), at=NOW)
    with driver.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"damaged|complains|no ledger"), Store(address(str(path))).look() as look:
        look.articles()


def test_a_ledger_that_another_program_writes_to_is_told(path: Path, sqlite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.engine._PATIENCE", 0.1)
    other = driver.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="another program is writing"), Store(address(str(path))).write() as write:
        write.add(entry(PROSE), at=NOW)
    with Store(address(str(path))).look() as look:  # readers go on
        assert look.articles() == []
    other.execute("ROLLBACK")
    with sqlite.write() as write:
        write.add(entry(PROSE), at=NOW)


def test_a_disk_that_fills_keeps_what_was_there(path: Path, sqlite: Store) -> None:
    with sqlite.write() as write:
        write.add(entry(PROSE), at=NOW)
    tight = Store(address(str(path)))
    room = path.stat().st_size // 4096 + 40  # pages

    def fill(raw: driver.Connection, _: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {room}")  # SQLite itself then says that the disk is full

    event.listen(tight._engine, "connect", fill)
    with pytest.raises(LedgerError, match="the disk is full"):
        for number in range(50):
            with tight.write() as write:
                write.add(entry(PROSE * 40, origin=f"{number}.txt"), at=NOW)
    with sqlite.look() as look:
        kept = {held.origin: look.reading(held.id) for held in look.articles()}
    assert "quay.txt" in kept
    assert len(kept) < 50


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to read-only files too")
def test_a_read_only_ledger_is_told(path: Path, sqlite: Store) -> None:
    path.chmod(0o444)
    with pytest.raises(LedgerError, match="read-only"), Store(address(str(path))).write() as write:
        write.add(entry(PROSE), at=NOW)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("mysql://host/name", "cannot be kept in mysql"),
        ("sqlite://", "names no file"),
        ("://", "no address"),
    ],
)
def test_an_address_of_something_else(given: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        address(given)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in address("postgresql://ida:secret@desk.example/ledger").shown
