"""Attributions as the rows of a table: nested ones under their parents, sources gathered into groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.page.words import cited, date_of, one_line
from onrecord.model import Article, Attribution


@dataclass(frozen=True, slots=True)
class Place:
    """An attribution's place in the table: how deep it is nested, and the number of its parent's row."""

    attribution: Attribution
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number among the rows of the page, the words it shows, and the line it copies."""

    number: int
    place: Place
    source: str
    cue: str
    content: str
    group: int
    page: int | None
    copy: str


@dataclass(frozen=True, slots=True)
class Group:
    """A source by its words, and how many rows name it so; empty words mean that no source is stated."""

    name: str
    count: int


def in_order(attributions: Sequence[Attribution]) -> tuple[Place, ...]:
    """The attributions in their given order, each nested one moved under its parent.

    Every attribution comes out exactly once, also where parents form a circle: the first of a circle then counts as not nested.
    """
    children: dict[str, list[int]] = defaultdict(list)
    for index, attribution in enumerate(attributions):
        if attribution.parent is not None:
            children[attribution.parent].append(index)
    out: list[Place] = []
    seen: set[int] = set()
    roots = [index for index, attribution in enumerate(attributions) if attribution.parent is None]
    for root in (*roots, *range(len(attributions))):
        stack: list[tuple[int, int, int | None]] = [(root, 0, None)]
        while stack:
            index, depth, parent = stack.pop()
            if index in seen:
                continue
            seen.add(index)
            attribution = attributions[index]
            stack.extend((child, depth + 1, len(out)) for child in reversed(children.get(attribution.id, ())))
            out.append(Place(attribution, depth, parent))
    return tuple(out)


def table(article: Article, places: Sequence[Place]) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """The rows of one article, and the groups of its sources: the most frequent first, "not stated" last."""
    counts: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for place in places:
        name = one_line(article.quote(place.attribution.source))
        counts[name.casefold()] += 1
        names.setdefault(name.casefold(), name)
    keys = sorted(counts, key=lambda key: (not key, -counts[key], key))
    groups = {key: number for number, key in enumerate(keys)}
    rows = []
    for number, place in enumerate(places):
        attribution = place.attribution
        source, cue, content = (article.quote(spans) for spans in (attribution.source, attribution.cue, attribution.content))
        copy = cited(content, source, cue, article.outlet, date_of(article.published))
        page = article.page_of(attribution.content[0])
        rows.append(Row(number, place, one_line(source), cue, content, groups[one_line(source).casefold()], page, copy))
    return tuple(rows), tuple(Group(names[key], counts[key]) for key in keys)
