"""The HTML view: one self-contained file with the article as it was and, beside it, who says what.

A page asks for nothing from outside and works without a script; its policy (CSP) lets nothing run but the one script and the one
style that it was made with, by their digests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.export.page.cut import Line, Segment, cut
from onrecord.export.page.frame import framed
from onrecord.export.page.rows import Group, Row, in_order, table
from onrecord.export.page.words import date_of, link_of, one_line
from onrecord.model import FORMS, Article, Reading, merged

REASONS = {
    "appeal": "an appeal for money or support",
    "newsletter": "a newsletter promotion",
    "app": "an app promotion",
    "forum": "a forum or comment box",
    "related": "a link to another story",
    "share": "a share bar",
    "navigation": "navigation",
    "timestamp": "a timestamp",
    "credit": "a credit",
    "legal": "a legal line",
    "advertisement": "an advertisement",
    "other": "not part of the article",
}
_PLAIN_ID = re.compile(r"[A-Za-z][\w-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Run:
    """Segments of one line that lie in one block, furniture or not; `label` where a furniture block begins."""

    reason: str | None
    label: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line of the article with the kind that all of it has; a break has none."""

    kind: str | None
    runs: tuple[_Run, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """All that the template shows of one reading. `first` is the number of its first row among all rows of the page."""

    anchor: str
    article: Article
    headline: str
    headline_in_text: bool
    date: str
    link: str | None
    paragraphs: tuple[_Paragraph, ...]
    rows: tuple[Row, ...]
    ids: tuple[str, ...]
    groups: tuple[Group, ...]
    counts: tuple[str, ...]
    first: int
    has_voice: bool


def page(reading: Reading) -> str:
    """One reading as a self-contained HTML page.

    Raises:
        UnprovenQuoteError: an attribution's words are not at its place.
    """
    return pages([reading])


def pages(readings: Sequence[Reading]) -> str:
    """Several readings as one self-contained HTML page with a table of contents; the script shows one article at a time.

    Raises:
        UnprovenQuoteError: an attribution's words are not at its place.
    """
    views: list[_View] = []
    taken: set[str] = set()
    first = 0
    for number, reading in enumerate(readings, 1):
        view = _view(reading, f"article-{number}", first, taken)
        first += len(view.rows)
        views.append(view)
    makers = sorted({attribution.by for reading in readings for attribution in reading.attributions})
    return framed("page.html.jinja", style="page.css", script="page.js", views=views, makers=makers, reasons=REASONS)


def _view(reading: Reading, anchor: str, first: int, taken: set[str]) -> _View:
    article = reading.article
    places = in_order(reading.attributions)
    rows, groups = table(reading, places)
    ids = []
    for row in rows:
        name = row.place.attribution.id
        # A name that a link cannot carry, or that an earlier row has, gives way to the row's number on the page.
        name = name if _PLAIN_ID.fullmatch(name) and name not in taken else f"att-{first + row.number + 1}"
        taken.add(name)
        ids.append(name)
    lines = cut(reading, [place.attribution for place in places])
    in_text = article.quote(block.span for block in article.blocks if block.kind == "headline")
    return _View(
        anchor=anchor,
        article=article,
        headline=one_line(article.title or in_text) or "Without a headline",
        headline_in_text=bool(in_text) and (article.title is None or one_line(article.title) == one_line(in_text)),
        date=date_of(article.published),
        link=link_of(article.origin),
        paragraphs=_paragraphs(lines),
        rows=rows,
        ids=tuple(ids),
        groups=groups,
        counts=_counts(reading),
        first=first,
        has_voice=bool(reading.voice),
    )


def _paragraphs(lines: Sequence[Line]) -> tuple[_Paragraph, ...]:
    out = []
    labelled: set[int] = set()
    for line in lines:
        runs = []
        for reason, group in groupby(line.segments, key=lambda segment: segment.block.reason if segment.block else None):
            segments = tuple(group)
            start = segments[0].block.span.start if reason and segments[0].block else -1
            # White space needs no label; the first words of a block of furniture do.
            label = reason is not None and not line.is_break and start not in labelled
            if label:
                labelled.add(start)
            runs.append(_Run(reason, label, segments))
        out.append(_Paragraph(None if line.is_break else _kind(line), tuple(runs)))
    return tuple(out)


def _kind(line: Line) -> str:
    """The kind of block that the whole line is, furniture left aside; "body" where it is several, or none."""
    kinds = {segment.block.kind if segment.block else "body" for segment in line.segments}
    kinds = (kinds - {"furniture"}) or kinds
    return kinds.pop() if len(kinds) == 1 else "body"


def _counts(reading: Reading) -> tuple[str, ...]:
    forms = Counter[str](attribution.form for attribution in reading.attributions)
    unstated = sum(not attribution.source for attribution in reading.attributions)
    nested = sum(attribution.parent is not None for attribution in reading.attributions)
    aside = sum(block.kind == "furniture" for block in reading.article.blocks)
    voice = len(merged(reading.voice))
    found = len(reading.attributions)
    parts = [f"{found} attribution{'' if found == 1 else 's'}", *(f"{forms[form]} {form}" for form in FORMS if forms[form])]
    parts += [f"{nested} nested"] if nested else []
    parts += [f"{unstated} with no stated source"] if unstated else []
    parts += [f"{voice} passage{'' if voice == 1 else 's'} in the outlet’s own voice"] if voice else []
    parts += [f"{aside} piece{'' if aside == 1 else 's'} of furniture set aside"] if aside else []
    return tuple(parts)
