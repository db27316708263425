"""The tables of a ledger.

What articles say (`articles`, `passages`, `bands`, `copies`, `speakers`, `statements`, `outlines`, `links`) and what people decided
(`decisions`) is kept as it came; what follows from it (`handles`, `identities`, `bearers`, `claims`, `marks`, `members`) can be made anew
from the rest at any time. Each row holds its record as JSON beside the columns that are asked for.
"""

from __future__ import annotations

import zlib
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

APPLICATION = 0x4F6E5265  # "OnRe", in the header of an SQLite file
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


class Words(TypeDecorator[str]):
    """Text of an article: what no database can hold (NUL, lone surrogates) becomes U+FFFD, one code point for one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 (the signature is SQLAlchemy's)
        """The text as it is stored."""
        return value if value is None or (value.isascii() and "\0" not in value) else value.translate(_UNSTORABLE)


class Packed(TypeDecorator[str]):
    """Long JSON text, deflated: readings repeat themselves, and are a sixth of their size so."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The bytes that are stored."""
        return value if value is None else zlib.compress(value.encode(), 6)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text of stored bytes."""
        return None if value is None else zlib.decompress(value).decode()


metadata = MetaData(
    naming_convention={"ix": "ix_%(column_0_label)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)


def _of_article() -> Column[str]:
    return Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)


articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("origin", Words, nullable=False, index=True),
    Column("digest", Text, nullable=False, index=True),
    Column("outlet", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("published", Text, nullable=False, index=True),
    Column("added", Text, nullable=False),
    Column("superseded", Text),  # the id of the revision that came after
    Column("edition", Words, nullable=False),  # what tracing its lineage needs
    Column("house", Words, nullable=False, index=True),  # whose reporting it is
    Column("reading", Packed, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_article(),
    Column("start", Integer, nullable=False),
    Column("text", Words, nullable=False),
)

speakers = Table(
    "speakers",
    metadata,
    Column("id", Text, primary_key=True),
    _of_article(),
    Column("founds", Text, nullable=False, index=True),  # the id of the identity that it would found
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False, index=True),  # the name as it is looked for
    Column("kind", Text, nullable=False),
    Column("stale", Boolean, nullable=False),  # true until who is one with whom is made anew around it
    Column("record", Words, nullable=False),
    Index("ix_speakers_stale", "stale"),
)

handles = Table(  # the words by which speakers are compared
    "handles",
    metadata,
    Column("speaker", Text, ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True),
    Column("handle", Words, primary_key=True, index=True),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),  # grows as statements are added
    Column("id", Text, nullable=False, unique=True),
    _of_article(),
    Column("founds", Text, nullable=False, index=True),  # the id of the claim that it would found
    Column("speaker", Text, index=True),  # the id of the speaker; null where the outlet speaks itself
    Column("act", Text, nullable=False),
    Column("current", Boolean, nullable=False),  # false in an article that was revised
    Column("stale", Boolean, nullable=False),  # true until the claims around it are made anew
    Column("record", Words, nullable=False),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian
    Index("ix_statements_stale", "stale"),
)

outlines = Table(  # what the vectors of an article's statements say at a glance
    "outlines",
    metadata,
    Column("number", Integer, primary_key=True),  # grows as articles are added
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("mean", LargeBinary, nullable=False),  # float16, little-endian
    Column("numbers", LargeBinary, nullable=False),  # of its statements; int64, little-endian
    Column("signs", LargeBinary, nullable=False),  # of their vectors, eight a byte
    sqlite_autoincrement=True,
)

bands = Table(  # of the signatures of texts: near-duplicates share one
    "bands",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("band", BigInteger, primary_key=True, index=True),
)

copies = Table(
    "copies",
    metadata,
    Column("a", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("b", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True),
)

links = Table(
    "links",
    metadata,
    Column("a", Text, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("b", Text, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("relation", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("rule", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("record", Words, nullable=False),
)

bearers = Table(
    "bearers",
    metadata,
    Column("speaker", Text, ForeignKey("speakers.id", ondelete="CASCADE"), primary_key=True),
    Column("identity", Text, ForeignKey("identities.id", ondelete="CASCADE"), nullable=False, index=True),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", Words, nullable=False),
    Column("first", Text, nullable=False),  # when its first statement was published
    Column("latest", Text, nullable=False, index=True),
    Column("attributed", Integer, nullable=False),  # statements that are on somebody's word
    Column("articles", Integer, nullable=False),
    Column("record", Words, nullable=False),
)

marks = Table(  # of the standing of claims
    "marks",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
)

members = Table(
    "members",
    metadata,
    Column("statement", Text, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", Text, ForeignKey("claims.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Text, nullable=False),
    Column("rule", Text, nullable=False),
)
