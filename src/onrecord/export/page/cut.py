"""An article's text cut at every place where a mark begins or ends, so that a page only has to switch classes on and off."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.model import Attribution, Block, Reading, Span, Spans, UnprovenQuoteError

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")

_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words belong to attribution number `number` (in the order of the rows) in this role."""

    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is the same all through: its marks (innermost first), its block, whether it is the outlet's own voice.

    `notes` are the numbers of the attributions whose content ends with this run.
    """

    span: Span
    marks: tuple[Mark, ...]
    block: Block | None
    voice: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or (`is_break`) the white space with a line break between two of them."""

    segments: tuple[Segment, ...]
    is_break: bool


def spans_in(attribution: Attribution, role: Role) -> Spans:
    """The places of an attribution's words in `role`."""
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}[role]


def cut(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Line, ...]:
    """The whole text of `reading` as lines of segments; `attributions` are its attributions in the order of the rows.

    Raises:
        UnprovenQuoteError: the segments do not give back the text, or the words of an attribution.
    """
    text = reading.article.text
    if not text:
        return ()
    runs = _runs(text)
    notes = _notes(text, attributions)
    bounds = {0, len(text), *notes, *(run.start for run, _ in runs)}
    opens: dict[int, list[Mark]] = defaultdict(list)
    closes: dict[int, list[Mark]] = defaultdict(list)
    for number, attribution in enumerate(attributions):
        for role in ROLES:
            for span in spans_in(attribution, role):
                opens[span.start].append(Mark(number, role))
                closes[span.end].append(Mark(number, role))
    bounds.update(opens, closes)
    blocks = tuple(block.span for block in reading.article.blocks)
    for spans in (blocks, reading.voice):
        bounds.update(bound for span in spans for bound in (span.start, span.end))

    # The shorter its content, the further in an attribution lies: what is nested is always shorter than what it is nested in.
    size = [(sum(map(len, attribution.content)), -number) for number, attribution in enumerate(attributions)]
    active: set[Mark] = set()
    segments = []
    places = sorted(bounds)
    for start, end in pairwise(places):
        active.difference_update(closes.get(start, ()))
        active.update(opens.get(start, ()))
        marks = tuple(sorted(active, key=lambda mark: (size[mark.number], mark.role)))
        at_block, at_voice = _holding(blocks, start), _holding(reading.voice, start)
        block = None if at_block is None else reading.article.blocks[at_block]
        segments.append(Segment(Span(start, end), marks, block, at_voice is not None, tuple(notes.get(end, ()))))
    prove(text, segments, attributions)

    lines, at = [], 0
    for run, is_break in runs:
        begin = at
        while at < len(segments) and segments[at].span.end <= run.end:
            at += 1
        lines.append(Line(tuple(segments[begin:at]), is_break))
    return tuple(lines)


def prove(text: str, segments: Sequence[Segment], attributions: Sequence[Attribution]) -> None:
    """Check that what a page will show and light is what the text holds at the attributions' places.

    Raises:
        UnprovenQuoteError: the segments leave out or repeat some of the text, or a role's words differ from those at its place.
    """
    if "".join(segment.span.of(text) for segment in segments) != text:
        raise UnprovenQuoteError("the text as cut for the page is not the article's text")
    lit: dict[Mark, list[str]] = defaultdict(list)
    for segment in segments:
        for mark in segment.marks:
            lit[mark].append(segment.span.of(text))
    for number, attribution in enumerate(attributions):
        for role in ROLES:
            spans = spans_in(attribution, role)
            if "".join(lit[Mark(number, role)]) != "".join(span.of(text) for span in spans) or any(span.end > len(text) for span in spans):
                raise UnprovenQuoteError(f"{attribution.id}: its {role} is not at the place given")


def _runs(text: str) -> list[tuple[Span, bool]]:
    """Paragraphs and breaks by turns, together the whole text."""
    runs, at = [], 0
    for match in _BREAK.finditer(text):
        if match.start() > at:
            runs.append((Span(at, match.start()), False))
        runs.append((Span(*match.span()), True))
        at = match.end()
    if at < len(text):
        runs.append((Span(at, len(text)), False))
    return runs


def _notes(text: str, attributions: Sequence[Attribution]) -> Mapping[int, list[int]]:
    """Where each attribution's number stands: behind the last word of its content."""
    notes: dict[int, list[int]] = defaultdict(list)
    for number, attribution in enumerate(attributions):
        last = attribution.content[-1]
        notes[last.start + (len(last.of(text).rstrip()) or len(last))].append(number)
    return notes


def _holding(spans: Spans, place: int) -> int | None:
    """The index of the one of the ordered `spans` that holds the code point at `place`."""
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return index if index >= 0 and place < spans[index].end else None
