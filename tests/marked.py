"""Readings as marked prose, for golden cases that a reporter could read and correct.

    {source|Mayor Ann Lee} {cue|said} {content|the bridge is safe.}

Marks may nest. A number after the role links the parts of one attribution; without it all belong to the first, and a comma shares a part:
`{source:1,2|The mayor} {cue:1|said} {content:1|it is safe} and {cue:2|denied} {content:2|any crack.}`. A part that is interrupted is marked
in pieces. An attribution whose cue stands in another's content is nested in it. Blocks: `{headline|…}`, `{furniture:appeal|…}`, and the
other kinds of `Block`; `{voice|…}` is the outlet's own voice. Braces cannot be part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from onrecord.model import (
    BLOCK_KINDS,
    Article,
    Attribution,
    Block,
    BlockKind,
    Form,
    FurnitureReason,
    Reading,
    Span,
    article_id,
    attribution_id,
)

ROLES = ("source", "cue", "content")
ORIGIN = "marked.txt"
_TOKEN = re.compile(r"\{(\w+)(?::([\w,]+))?\||(\})|[^{}]+")
_QUOTED = re.compile('“[^”]*”?|"[^"]*"?|‘[^’]*’')


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked run: its role or block kind, its label ("1" or a reason; "" where none was given) and its place."""

    role: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what was marked in it, in the order of the text."""

    text: str
    marks: tuple[Mark, ...]

    def spans(self, role: str, label: str = "1") -> tuple[Span, ...]:
        """The places of a role of one attribution, in order."""
        return tuple(mark.span for mark in self.marks if mark.role == role and (mark.label or "1") == label)

    def labels(self) -> list[str]:
        """The labels of the attributions, in the order of their cues."""
        return list(dict.fromkeys(mark.label or "1" for mark in self.marks if mark.role == "cue"))


def marked(prose: str) -> Marked:
    """Parse marked prose.

    Raises:
        ValueError: a brace is not closed or opens no mark, or a mark is empty.
    """
    text, marks = "", list[Mark]()
    opened: list[tuple[str, str, int]] = []
    at = 0
    while at < len(prose):
        match = _TOKEN.match(prose, at)
        if match is None:
            raise ValueError(f"a brace that opens no mark, before {prose[at : at + 30]!r}")
        at = match.end()
        if match[1]:
            opened.append((match[1], match[2] or "", len(text)))
        elif match[3]:
            if not opened:
                raise ValueError(f"a brace too many, before {prose[at : at + 30]!r}")
            role, labels, start = opened.pop()
            marks += [Mark(role, label, Span(start, len(text))) for label in labels.split(",")]
        else:
            text += match[0]
    if opened:
        raise ValueError(f"{{{opened[-1][0]}|… is not closed")
    return Marked(text, tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))))


def read(prose: str, *, origin: str = ORIGIN, **fields: Any) -> Reading:
    """The reading that marked prose describes; `fields` are more fields of its `Article` (title, outlet, published, …)."""
    given = marked(prose)
    article = Article(
        id=fields.pop("id", article_id(origin, given.text)),
        origin=origin,
        text=given.text,
        blocks=tuple(
            Block(mark.span, cast(BlockKind, mark.role), cast(FurnitureReason, mark.label) if mark.role == "furniture" else None)
            for mark in given.marks
            if mark.role in BLOCK_KINDS
        ),
        **fields,
    )
    places = {label: tuple(given.spans(role, label) for role in ROLES) for label in given.labels()}
    ids = {label: attribution_id(article.id, *spans) for label, spans in places.items()}
    attributions = []
    for label, (source, cue, content) in places.items():
        holding = [other for other in places if other != label and any(span.covers(cue[0]) for span in places[other][2])]
        parent = min(holding, key=lambda other: sum(map(len, places[other][2])), default=None)
        form = form_of(given.text, content)
        attributions.append(
            Attribution(ids[label], article.id, source, cue, content, form, ids[parent] if parent else None, 0.9, "marked/1")
        )
    return Reading(article, tuple(attributions), given.spans("voice"))


def prose(reading: Reading, *, blocks: bool = True) -> str:
    """A reading as marked prose, its attributions numbered in order where there are several: the inverse of `read`.

    Body blocks, which say nothing new, are left out; `blocks=False` leaves out all blocks and the outlet's own voice.

    Raises:
        ValueError: marks cross, so that none can stand inside the other.
    """
    article = reading.article
    several = len(reading.attributions) > 1
    found: dict[tuple[str, Span], list[str]] = {}
    for number, one in enumerate(reading.attributions, 1):
        for role, spans in zip(ROLES, (one.source, one.cue, one.content), strict=True):
            for span in spans:
                found.setdefault((role, span), []).append(str(number) if several else "")
    if blocks:
        found |= {(block.kind, block.span): [block.reason or ""] for block in article.blocks if block.kind != "body"}
        found |= {("voice", span): [""] for span in reading.voice}
    # Of two marks at one place, the block or content holds the cue or source.
    order = (*BLOCK_KINDS, "voice", "content", "source", "cue")
    out, at, opened = "", 0, list[int]()
    for (role, span), labels in sorted(found.items(), key=lambda item: (item[0][1].start, -item[0][1].end, order.index(item[0][0]))):
        while opened and opened[-1] <= span.start:
            out += article.text[at : opened[-1]] + "}"
            at = opened.pop()
        if opened and span.end > opened[-1]:
            raise ValueError(f"{role} {span} crosses the end of another mark at {opened[-1]}")
        label = ":" + ",".join(labels) if any(labels) else ""
        out += article.text[at : span.start] + f"{{{role}{label}|"
        at = span.start
        opened.append(span.end)
    while opened:
        out += article.text[at : opened[-1]] + "}"
        at = opened.pop()
    return out + article.text[at:]


def form_of(text: str, content: tuple[Span, ...]) -> Form:
    """Direct where all words of the content are between quotation marks, indirect where none are, else mixed."""
    quoted = {at for match in _QUOTED.finditer(text) for at in range(*match.span())}
    inside = {at in quoted for span in content for at in range(span.start, span.end) if text[at].isalnum()}
    return "mixed" if len(inside) == 2 else "direct" if True in inside else "indirect"
