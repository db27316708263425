"""The tables that migrations make are those that the code asks for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

import numpy as np
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.stages import identify
from onrecord.store import Store, address
from onrecord.store.engine import REVISION
from onrecord.store.schema import metadata
from tests.store.conftest import NOW, entry
from tests.store.test_records import weighed


def test_migrations_end_at_the_version_that_the_code_expects() -> None:
    with resources.as_file(resources.files("onrecord.store").joinpath("migrations")) as scripts:
        settings = Config()
        settings.set_main_option("script_location", str(scripts))
        assert ScriptDirectory.from_config(settings).get_current_head() == REVISION


def test_migrated_tables_are_those_of_the_schema(store: Store) -> None:
    with store._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one for one in differences if "passages_fts" not in str(one)] == []


# What makes a ledger one of version 0001 again.
BACK = (
    "DROP TABLE outlines",
    "DROP TABLE marks",
    "DROP TABLE handles",
    "DROP INDEX ix_speakers_stale",
    "ALTER TABLE speakers DROP COLUMN stale",
    "DROP INDEX ix_articles_house",
    "ALTER TABLE articles DROP COLUMN house",
    "DROP INDEX ix_speakers_folded",
    "ALTER TABLE speakers DROP COLUMN folded",
    "DROP INDEX ix_identities_folded",
    "ALTER TABLE identities DROP COLUMN folded",
    "ALTER TABLE claims ADD COLUMN marks TEXT NOT NULL DEFAULT '|contested|single origin|'",
    "UPDATE alembic_version SET version_num = '0001'",
)


def test_a_ledger_of_before_is_asked_as_a_new_one(new_ledger: Callable[[], str]) -> None:
    url = new_ledger()
    store = Store(address(url), create=True)
    one = entry("{source|Ada Lind} {cue|said} {content|the quay is safe}.")
    ids = [each.id for each in one.statements]
    with store.write() as write:
        write.add(one, at=NOW)
        write.add(entry("{source|Per Holm} {cue|denied} {content|that the quay leans}.", origin="mole.txt", outlet="The Mole"), at=NOW)
        write.name(identify(write.appearances()))
        write.weighed(ids, [weighed(*ids)], {each.id: each for each in one.statements})
    with store.look() as look:
        before = look.outlines()
    with store.write() as write:
        for change in BACK:
            write._ask.exec_driver_sql(change)
    store.close()
    again = Store(address(url))
    with again.look() as look:
        after = look.outlines()
        assert after.ids == before.ids
        assert all(np.array_equal(getattr(after, name), getattr(before, name)) for name in ("means", "signs", "numbers", "of"))
        assert look.outlets() == ["The Mole", "The Velden Post"]
        assert [found.name for found in look.identity("per holm")] == ["Per Holm"]
        assert look.claims(marks=["contested", "single origin"]) == [weighed(*ids)]
        assert look.claims(marks=["circular"]) == []
    again.close()
