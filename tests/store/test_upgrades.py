"""A ledger of another version: an older one is brought to this version with all that it holds, a newer one is left as it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from onrecord.ingest.rows import kept_of_row
from onrecord.ledger import Ledger
from onrecord.model import Kept, LedgerError
from onrecord.store import Store, address
from onrecord.store.engine import REVISION, scripts
from tests.cli.desk import PARTS
from tests.store.conftest import NOW, entry
from tests.store.rows import entered

LEDGERS = sorted(Path(__file__).with_name("ledgers").glob("*.json"))
PROSE = "{source|Ada Lind} {cue|said} {content|the quay is safe}."
NewLedger = Callable[[], str]


def older(new_ledger: NewLedger, file: Path) -> str:
    """The address of a ledger as an older version left it."""
    url = new_ledger()
    engine = create_engine(address(url).url)
    entered(engine, file.stem, json.loads(file.read_text("utf-8")))
    engine.dispose()
    return url


def version(url: str) -> str:
    engine = create_engine(address(url).url)
    with engine.connect() as connection:
        found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
    engine.dispose()
    return found


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations as the next version of the program will have them: one more, which paints every article grey."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(str(scripts())), folder)
    migration = folder / "versions" / "9000_colour.py"
    migration.write_text(
        f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9000", "{REVISION}"


def upgrade() -> None:
    op.add_column("articles", sa.Column("colour", sa.Text, nullable=False, server_default="grey"))
    op.execute("UPDATE decisions SET at = 'then'")
""",
        "utf-8",
    )
    monkeypatch.setattr("onrecord.store.engine.scripts", lambda: folder)
    monkeypatch.setattr("onrecord.store.engine.REVISION", "9000")
    return migration


def test_every_older_version_is_tried() -> None:
    assert {file.stem for file in LEDGERS} >= {f"{number:04}" for number in range(1, int(REVISION))}


@pytest.mark.parametrize("file", LEDGERS, ids=lambda file: file.stem)
def test_a_ledger_of_an_older_version_keeps_all_that_it_holds(new_ledger: NewLedger, file: Path) -> None:
    rows = json.loads(file.read_text("utf-8"))
    ledger = PARTS.ledger(older(new_ledger, file), False)
    assert {held.id for held in ledger.articles()} == {row["id"] for row in rows["articles"]}
    assert [(one.number, one.verdict, one.undone) for one in ledger.decisions(undone=True)] == [
        (1, "name", False),
        (2, "same speaker", True),
    ]
    assert {line.statement.id for line in ledger.lines()} == {row["id"] for row in rows["statements"] if row["current"]}
    assert {line.speaker for line in ledger.lines()} == {"The Mayor", "Tom Orr", "port"}
    assert list(ledger.verify()) == []
    (passage,), _ = ledger.search('"gulls are loud"', limit=5)
    assert passage[1].origin == "https://herald.example/1"
    ledger.close()


@pytest.mark.parametrize("file", LEDGERS, ids=lambda file: file.stem)
def test_an_older_ledger_goes_on_like_a_new_one(new_ledger: NewLedger, file: Path) -> None:
    old, new = PARTS.ledger(older(new_ledger, file), False), PARTS.ledger(new_ledger(), True)
    for ledger in (old, new):
        for kept in old.kept():
            ledger.add(kept.reading, at=kept.added)
        for reading in _more():
            ledger.add(reading.reading, at=NOW)
        ledger.take(old.decisions(undone=True))
        ledger.settle()
    assert _content(old) == _content(new)
    old.close()
    new.close()


def _more() -> list[Kept]:
    rows = [entry(PROSE, origin="later.txt").reading.to_dict(), entry(PROSE, origin="https://herald.example/1").reading.to_dict()]
    return [kept for row in rows if isinstance(kept := kept_of_row(row, "here"), Kept)]


def _content(ledger: Ledger) -> object:
    return ledger.articles(), list(ledger.lines()), ledger.claims(own_voice=True), ledger.speakers(), ledger.decisions(undone=True)


def test_the_next_version_finds_what_this_one_wrote(store: Store, new_ledger: NewLedger, next_version: Path) -> None:
    one = entry(PROSE)
    with store.write() as write:
        write.add(one, at=NOW)
        write.decide("name", "spk_1", "Ada", by="Ida", at=NOW)
    url = store._engine.url.render_as_string(hide_password=False)
    following = Store(address(url))
    with following.look() as look:
        assert look.reading(one.reading.article.id) == one.reading
        assert [decision.at for decision in look.decisions()] == ["then"]
        assert look._ask.execute(text("SELECT colour FROM articles")).scalars().all() == ["grey"]
    following.close()
    assert version(url) == "9000"


def test_a_migration_that_fails_halfway_leaves_the_ledger_as_it_was(store: Store, next_version: Path) -> None:
    with store.write() as write:
        write.add(entry(PROSE), at=NOW)
    next_version.write_text(next_version.read_text("utf-8").replace("UPDATE decisions", "UPDATE nothing"), "utf-8")
    url = store._engine.url.render_as_string(hide_password=False)
    with pytest.raises(LedgerError):
        Store(address(url))
    assert version(url) == REVISION
    with store.look() as look:
        assert len(look.articles()) == 1
        assert "colour" not in set(look._ask.execute(text("SELECT * FROM articles")).keys())


def test_two_that_open_an_older_ledger_at_once_migrate_it_once(store: Store, next_version: Path) -> None:
    url = store._engine.url.render_as_string(hide_password=False)
    with ThreadPoolExecutor(4) as pool:
        opened = [future.result() for future in [pool.submit(Store, address(url)) for _ in range(4)]]
    for one in opened:
        one.close()
    assert version(url) == "9000"


def test_a_ledger_of_a_newer_version_is_left_as_it_is(store: Store) -> None:
    url = store._engine.url.render_as_string(hide_password=False)
    with store.write() as write:
        write.add(entry(PROSE), at=NOW)
        write._ask.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for create in (True, False):
        with pytest.raises(LedgerError, match="newer OnRecord"):
            Store(address(url), create=create)
    assert version(url) == "9999"
