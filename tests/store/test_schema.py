"""The tables that migrations make are those that the code asks for."""

from __future__ import annotations

from importlib import resources

import numpy as np
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.store import Store, address
from onrecord.store.engine import REVISION
from onrecord.store.schema import metadata
from tests.store.conftest import NOW, entry


def test_migrations_end_at_the_version_that_the_code_expects() -> None:
    with resources.as_file(resources.files("onrecord.store").joinpath("migrations")) as scripts:
        settings = Config()
        settings.set_main_option("script_location", str(scripts))
        assert ScriptDirectory.from_config(settings).get_current_head() == REVISION


def test_migrated_tables_are_those_of_the_schema(store: Store) -> None:
    with store._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one for one in differences if "passages_fts" not in str(one)] == []


def test_an_older_ledger_is_given_the_outlines_of_its_articles(url: str) -> None:
    store = Store(address(url), create=True)
    with store.write() as write:
        write.add(entry("{source|Ada Lind} {cue|said} {content|the quay is safe}."), at=NOW)
        write.add(entry("{source|Per Holm} {cue|denied} {content|that the quay leans}.", origin="mole.txt"), at=NOW)
    with store.look() as look:
        before = look.outlines()
    with store.write() as write:
        write._ask.exec_driver_sql("DROP TABLE outlines")
        write._ask.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    store.close()
    again = Store(address(url))
    with again.look() as look:
        after = look.outlines()
    again.close()
    assert after.ids == before.ids
    assert np.array_equal(after.means, before.means)
    assert np.array_equal(after.signs, before.signs)
    assert np.array_equal(after.numbers, before.numbers)
