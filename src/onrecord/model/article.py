"""An article as published, and the runs it is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.model.span import Span, Spans, require_ordered

BlockKind = Literal["headline", "standfirst", "byline", "body", "caption", "furniture"]
FurnitureReason = Literal[
    "appeal", "newsletter", "app", "forum", "related", "share", "navigation", "timestamp", "credit", "legal", "advertisement", "other"
]
Precision = Literal["year", "month", "day", "minute", "second"]

BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
FURNITURE_REASONS: tuple[str, ...] = get_args(FurnitureReason)
PRECISIONS: tuple[str, ...] = get_args(Precision)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time with the precision at which it is known.

    `value` is ISO 8601, cut at `precision`: "2031", "2031-05", "2031-05-04", "2031-05-04T06:30+02:00".
    """

    value: str
    precision: Precision

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS:
            raise ValueError(f"unknown precision {self.precision!r}")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of an article's text. Furniture states its reason; nothing else has one."""

    span: Span
    kind: BlockKind
    reason: FurnitureReason | None = None

    def __post_init__(self) -> None:
        if self.kind not in BLOCK_KINDS:
            raise ValueError(f"unknown block kind {self.kind!r}")
        if (self.kind == "furniture") != (self.reason is not None):
            raise ValueError("furniture, and only furniture, states a reason")
        if self.reason is not None and self.reason not in FURNITURE_REASONS:
            raise ValueError(f"unknown furniture reason {self.reason!r}")


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published.

    `text` never changes after it was made, and every offset in every record is a code point index into it. Absence is
    None for what the page does not state (`title`, `outlet`, `byline`, `published`). `pages` are the spans of a paged
    original's pages; `notices` are plain sentences about the reading ("the text is in French …").

    Raises:
        ValueError: blocks or pages overlap, are out of order, or reach beyond the text.
    """

    id: str
    origin: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Moment | None = None
    pages: Spans = ()
    notices: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        for spans in (tuple(block.span for block in self.blocks), self.pages):
            require_ordered(spans)
            if spans and spans[-1].end > len(self.text):
                raise ValueError(f"{spans[-1]} reaches beyond the text of {len(self.text)} code points")

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, as hex: two articles with one text are one text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, spans: Iterable[Span]) -> str:
        """The words at `spans`, pieces joined by " … "."""
        return " … ".join(span.of(self.text) for span in spans)

    def page_of(self, span: Span) -> int | None:
        """The 1-based page on which `span` begins; None where the original had no pages."""
        for number, page in enumerate(self.pages, 1):
            if span.start < page.end:
                return number
        return None


def article_id(origin: str, text: str) -> str:
    """The id of (origin, text): "art_" and 32 hex digits of a SHA-256 over both."""
    digest = hashlib.sha256()
    for part in (origin, text):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return "art_" + digest.hexdigest()[:32]
