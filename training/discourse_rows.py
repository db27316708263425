"""Rows of the research data as what the discourse heads learn from: names, mentions with their entities, predicates and certainty."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.encoder.coreference import TYPES
from onrecord.encoder.marks import NAME_TYPES
from onrecord.encoder.tags import Ints, tags_of_runs
from onrecord.encoder.tokens import Tokens
from training.corpus import Row, pieces_of, read_rows

LITBANK_TYPES = {"PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "VEH": "object"}
UNER_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Location"}
CERTAINTY_SETS = ("uds_ih2", "uw", "meantime", "mv2", "cb")
DEV_SHARE = 8  # every eighth document of a set without a dev part is for tuning


def split(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows to train on, and every eighth, by document, to tune on."""
    return [row for at, row in enumerate(rows) if at % DEV_SHARE], list(rows[::DEV_SHARE])


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention, in pieces of its text; `entity` is the number of what it means, -1 if unknown, `type` an index of TYPES or -1."""

    begin: int
    end: int
    entity: int
    type: int


def mentions_of(row: Row, tokens: Tokens) -> list[Mention]:
    """The mentions of a row of GUM or LitBank, in the order of the text; of two over the same pieces the first."""
    numbers: dict[Any, int] = {}
    out: dict[tuple[int, int], Mention] = {}
    for one in row["mentions"]:
        begin, end = pieces_of(tokens, one["start"], one["end"])
        if begin >= end or (begin, end) in out:
            continue
        kind = LITBANK_TYPES.get(one["type"], one["type"])
        entity = -1 if one["cluster"] is None else numbers.setdefault(one["cluster"], len(numbers))
        out[begin, end] = Mention(begin, end, entity, TYPES.index(kind) if kind in TYPES else -1)
    return sorted(out.values(), key=lambda one: (one.begin, -one.end))


def name_tags(row: Row, tokens: Tokens) -> Ints:
    """The tag of each piece of a row of `data/ner`."""
    runs: list[tuple[int, int, int]] = []
    for one in sorted(row["entities"], key=lambda one: (one["start"], -one["end"])):
        kind = UNER_TYPES.get(one["type"], one["type"])
        begin, end = pieces_of(tokens, one["start"], one["end"])
        if begin < end and kind in NAME_TYPES and (not runs or runs[-1][1] <= begin):
            runs.append((begin, end, NAME_TYPES.index(kind)))
    return tags_of_runs(runs, len(tokens))


@dataclass(frozen=True, slots=True)
class Told:
    """A text with the places of its predicates and their scores (-3 to 3); `complete` where all predicates are marked."""

    text: str
    targets: tuple[tuple[int, int, float], ...]
    complete: bool


def told(path: Path, name: str) -> list[Told]:
    """The sentences of a factuality file, each with all its targets, in the order of the file."""
    by_text: dict[str, list[tuple[int, int, float]]] = {}
    for row in read_rows(path):
        by_text.setdefault(row["text"], []).append((*row["target"], row["score"]))
    return [Told(text, tuple(targets), name == "uds_ih2") for text, targets in by_text.items()]


def joined(sentences: Sequence[Told], rng: random.Random, most: int) -> Iterator[Told]:
    """Sentences put together to texts of up to `most`, as they stand in an article."""
    at = 0
    while at < len(sentences):
        some = sentences[at : at + rng.randint(1, most)]
        at += len(some)
        text, targets = "", []
        for one in some:
            begin = len(text)
            text += one.text + " "
            targets += [(begin + s, begin + e, score) for s, e, score in one.targets]
        yield Told(text.rstrip(), tuple(targets), some[0].complete)
