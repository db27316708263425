"""Outlines of articles, so that what is near is found without all vectors."""

import numpy as np
import sqlalchemy as sa
from alembic import op

from onrecord.store.outlines import outlined

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and the outlines of the articles that are there."""
    op.create_table(
        "outlines",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("mean", sa.LargeBinary, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
        sa.Column("signs", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    statements = sa.table("statements", sa.column("number"), sa.column("article"), sa.column("vector", sa.LargeBinary))
    outlines = sa.table("outlines", *(sa.column(name) for name in ("article", "mean", "numbers", "signs")))
    there = sa.select(statements.c.article).group_by(statements.c.article).order_by(sa.func.min(statements.c.number))
    for article in connection.execute(there).scalars().all():
        query = sa.select(statements.c.number, statements.c.vector).where(statements.c.article == article).order_by(statements.c.number)
        rows = connection.execute(query).all()
        matrix = np.stack([np.frombuffer(row.vector, "<f2") for row in rows])
        connection.execute(sa.insert(outlines), {"article": article, **outlined([row.number for row in rows], matrix)})
