"""Attributions as the rows of a table: nested ones under their parents, sources gathered into groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.beside import speaker_beside
from onrecord.export.denied import denied
from onrecord.export.page.words import cited, date_of, one_line
from onrecord.export.sure import sure
from onrecord.model import Attribution, Reading


@dataclass(frozen=True, slots=True)
class Place:
    """An attribution's place in the table: how deep it is nested, and the number of its parent's row."""

    attribution: Attribution
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number among the rows of the page, the words it shows, and the line it copies.

    `speaker` is as of `speaker_beside`, `sure` as of `export.sure`; `through` are the relays before the speaker. `reads` is the content
    worded to stand alone, empty where that says no more.
    """

    number: int
    place: Place
    source: str
    cue: str
    content: str
    group: int
    page: int | None
    copy: str
    speaker: str
    kind: str
    through: tuple[str, ...]
    act: str
    sure: str
    hedges: str
    said: str
    reads: str
    denies: str


@dataclass(frozen=True, slots=True)
class Group:
    """A speaker, or a source by its words where nobody has resolved it, and how many rows it has; without a name no source is stated."""

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


def table(reading: Reading, places: Sequence[Place]) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """The rows of one reading, and the groups of those who speak: the most frequent first, "not stated" last."""
    article = reading.article
    numbers = {one.id: at for at, one in enumerate(reading.attributions)}
    names = [_group(reading, numbers[place.attribution.id]) for place in places]
    counts = Counter(name.casefold() for name in names)
    keys = sorted(counts, key=lambda key: (not key, -counts[key], key))
    groups = {key: number for number, key in enumerate(keys)}
    rows = []
    for number, (place, name) in enumerate(zip(places, names, strict=True)):
        attribution, at = place.attribution, numbers[place.attribution.id]
        source, cue, content = (article.quote(spans) for spans in (attribution.source, attribution.cue, attribution.content))
        words = one_line(source)
        rows.append(
            Row(
                number,
                place,
                words,
                cue,
                content,
                group=groups[name.casefold()],
                page=article.page_of(attribution.content[0]),
                copy=cited(content, source, cue, article.outlet, date_of(article.published)),
                speaker=speaker_beside(reading, at),
                kind=reading.speaker(at).kind if reading.voicings else "",
                through=tuple(one_line(hop.name) for hop in reading.voicings[at].chain[1:]) if reading.voicings else (),
                act=reading.qualifications[at].act if reading.qualifications else "",
                sure=sure(reading, at),
                hedges=one_line(article.quote(reading.qualifications[at].hedges)) if reading.qualifications else "",
                said=_said(reading, at),
                reads=one_line(reading.propositions[at].text) if reading.propositions and reading.propositions[at].references else "",
                denies=denied(article, denial) if (denial := reading.denial(at)) else "",
            )
        )
    first = {name.casefold(): name for name in reversed(names)}
    return tuple(rows), tuple(Group(first[key], counts[key]) for key in keys)


def _group(reading: Reading, at: int) -> str:
    if not reading.voicings:
        return one_line(reading.article.quote(reading.attributions[at].source))
    speaker = reading.speaker(at)
    return "" if speaker.kind == "unstated" else one_line(speaker.name)


def _said(reading: Reading, at: int) -> str:
    said = reading.qualifications[at].said if reading.qualifications else None
    return f"{one_line(said.span.of(reading.article.text))} ({said.placed})" if said else ""
