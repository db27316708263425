"""Places in a text: half-open ranges of code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` to `end` (exclusive) of one article's text.

    Raises:
        ValueError: a bound is negative, or the span is empty.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def spans_of(pairs: Iterable[Sequence[int]]) -> Spans:
    """Spans from `[[start, end], …]`, as JSON carries them.

    Raises:
        ValueError: a pair is no pair of whole numbers, is empty, or the pairs overlap or are out of order.
    """
    spans: list[Span] = []
    for pair in pairs:
        if len(pair) != 2 or not all(type(bound) is int for bound in pair):
            raise ValueError(f"a span is [start, end] in whole numbers, not {pair!r}")
        spans.append(Span(pair[0], pair[1]))
    require_ordered(spans)
    return tuple(spans)


def require_ordered(spans: Sequence[Span]) -> None:
    """Raise ValueError unless the spans follow each other without overlap."""
    for before, after in pairwise(spans):
        if before.end > after.start:
            raise ValueError(f"spans overlap or are out of order: {before} and {after}")


def pairs_of(spans: Spans) -> list[list[int]]:
    """`[[start, end], …]`, as JSON carries them."""
    return [[span.start, span.end] for span in spans]


def merged(spans: Iterable[Span]) -> Spans:
    """The union of `spans`: ordered, touching and overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def gaps(spans: Spans, whole: Span) -> Iterator[Span]:
    """The parts of `whole` that the ordered `spans` leave free."""
    at = whole.start
    for span in spans:
        if span.start > at and at < whole.end:
            yield Span(at, min(span.start, whole.end))
        at = max(at, span.end)
    if at < whole.end:
        yield Span(at, whole.end)
