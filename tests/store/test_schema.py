"""The tables that migrations make are those that the code asks for."""

from __future__ import annotations

from importlib import resources

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.store import Store
from onrecord.store.engine import REVISION
from onrecord.store.schema import metadata


def test_migrations_end_at_the_version_that_the_code_expects() -> None:
    with resources.as_file(resources.files("onrecord.store").joinpath("migrations")) as scripts:
        settings = Config()
        settings.set_main_option("script_location", str(scripts))
        assert ScriptDirectory.from_config(settings).get_current_head() == REVISION


def test_migrated_tables_are_those_of_the_schema(store: Store) -> None:
    with store._engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one for one in differences if "passages_fts" not in str(one)] == []
