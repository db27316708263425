"""All rows of a ledger as JSON, and back: a ledger of an older version, to be opened by this one on each database.

    python -m tests.store.rows LEDGER > tests/store/ledgers/VERSION.json

Done once for each version of the tables, before a migration is written that leads away from it.
"""

from __future__ import annotations

import base64
import json
import sys
from importlib import resources
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, create_engine

from onrecord.store import address
from onrecord.store.engine import scripts

COUNTED = {"passages": "id", "statements": "number"}  # what each database counts for itself


def dumped(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, in an order in which they can be entered."""
    with engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            table.name: [
                {name: _plain(value) for name, value in row.items() if name != COUNTED.get(table.name)}
                for row in connection.execute(table.select().order_by(*table.primary_key)).mappings()
            ]
            for table in tables.sorted_tables
            if not table.name.startswith(("passages_fts", "alembic"))
        }


def entered(engine: Engine, version: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Make the tables of a version, and enter rows."""
    with resources.as_file(scripts()) as folder, engine.begin() as connection:
        settings = Config()
        settings.set_main_option("script_location", str(folder))
        settings.attributes["connection"] = connection
        command.upgrade(settings, version)
        tables = MetaData()
        tables.reflect(connection)
        for name, some in rows.items():
            if some:
                given = [{column: _value(value) for column, value in row.items()} for row in some]
                connection.execute(tables.tables[name].insert(), given)


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def _value(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value


if __name__ == "__main__":
    print(json.dumps(dumped(create_engine(address(sys.argv[1]).url)), indent=1))
