"""What a large ledger is asked by: outlines of articles, the marks of claims, names as they are looked for."""

import json

import numpy as np
import sqlalchemy as sa
from alembic import op

from onrecord.store.outlines import outlined

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and columns, and fill them from what is there."""
    op.create_table(
        "outlines",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("mean", sa.LargeBinary, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
        sa.Column("signs", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "marks",
        sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("claim", sa.Text, sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    )
    op.create_table(
        "handles",
        sa.Column("speaker", sa.Text, sa.ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("handle", sa.Text, primary_key=True, index=True),
    )
    op.add_column("speakers", sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("ix_speakers_stale", "speakers", ["stale"])
    for table, column in (("articles", "house"), ("speakers", "folded"), ("identities", "folded")):
        op.add_column(table, sa.Column(column, sa.Text, nullable=False, server_default=""))
        op.create_index(f"ix_{table}_{column}", table, [column])
    connection = op.get_bind()
    _outlines(connection)
    _houses(connection)
    _marks(connection)
    for table in ("speakers", "identities"):
        _folded(connection, table)
    op.drop_column("claims", "marks")


def _outlines(connection: sa.Connection) -> None:
    statements = sa.table("statements", sa.column("number"), sa.column("article"), sa.column("vector", sa.LargeBinary))
    outlines = sa.table("outlines", *(sa.column(name) for name in ("article", "mean", "numbers", "signs")))
    there = sa.select(statements.c.article).group_by(statements.c.article).order_by(sa.func.min(statements.c.number))
    for article in connection.execute(there).scalars().all():
        query = sa.select(statements.c.number, statements.c.vector).where(statements.c.article == article).order_by(statements.c.number)
        rows = connection.execute(query).all()
        matrix = np.stack([np.frombuffer(row.vector, "<f2") for row in rows])
        connection.execute(sa.insert(outlines), {"article": article, **outlined([row.number for row in rows], matrix)})


def _houses(connection: sa.Connection) -> None:
    articles = sa.table("articles", sa.column("id"), sa.column("edition"), sa.column("house"))
    for row in connection.execute(sa.select(articles.c.id, articles.c.edition)).all():
        edition = json.loads(row.edition)
        connection.execute(sa.update(articles).where(articles.c.id == row.id).values(house=edition["agency"] or edition["outlet"]))


def _marks(connection: sa.Connection) -> None:
    claims, marks = sa.table("claims", sa.column("id"), sa.column("marks")), sa.table("marks", sa.column("mark"), sa.column("claim"))
    rows = connection.execute(sa.select(claims.c.id, claims.c.marks)).all()
    given = [{"mark": mark, "claim": row.id} for row in rows for mark in row.marks.strip("|").split("|") if mark]
    if given:
        connection.execute(sa.insert(marks), given)


def _folded(connection: sa.Connection, name: str) -> None:
    table = sa.table(name, sa.column("id"), sa.column("name"), sa.column("folded"))
    for row in connection.execute(sa.select(table.c.id, table.c.name)).all():
        connection.execute(sa.update(table).where(table.c.id == row.id).values(folded=row.name.casefold()))
