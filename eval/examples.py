"""The shipped examples against their gold, nested attributions included: no other corpus at hand marks those.

    python -m eval.examples

The pieces were written with the reader in mind and are few: a check that no form is missed, not a figure to quote.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from eval.attributions import predicted, score, table
from eval.corpus import SCORER, Row
from eval.gold import ROLES, gold_of, located, pieces
from onrecord.compose import reader
from onrecord.ingest import Item, load
from onrecord.model import Article, Reading, Span


def places(text: str, quotes: Iterable[dict[str, Any]]) -> list[Span]:
    """Where the gold's words stand in the text."""
    return [span for quote in quotes if (span := located(text, quote))]


def gold_row(article: Article, gold: dict[str, Any]) -> Row:
    """The gold of a piece as the scorer takes it, each attribution with the index of its parent."""
    return {
        "id": article.id,
        "text": article.text,
        "attributions": [
            {role: [[span.start, span.end] for span in places(article.text, one[role])] for role in ROLES} | {"parent": one["parent"]}
            for one in gold["attributions"]
        ],
    }


def nested(rows: Sequence[Row], readings: Sequence[Reading]) -> tuple[int, int, int]:
    """How many attributions are nested in the gold, how many are read as nested, and how many of those in the parent the gold names."""
    marked = read = right = 0
    for row, reading in zip(rows, readings, strict=True):
        by_id = {one.id: one for one in reading.attributions}
        pairs = [(one.cue[0], by_id[one.parent].cue[0]) for one in reading.attributions if one.parent]
        read += len(pairs)
        for one in row["attributions"]:
            if one["parent"] is None:
                continue
            marked += 1
            cues = [Span(*given["cue"][0]) for given in (one, row["attributions"][one["parent"]])]
            right += any(inner.overlaps(cues[0]) and outer.overlaps(cues[1]) for inner, outer in pairs)
    return marked, read, right


def main() -> int:
    """Print the figures."""
    if not SCORER.is_file():
        print(f"{SCORER} is not here: nothing measured")
        return 0
    by = reader()
    rows, readings = [], []
    for piece in pieces():
        for article in load(Item(origin=str(piece))):
            if isinstance(article, Article):
                rows.append(gold_row(article, gold_of(piece)))
                readings.append(by.read(article))
    figures = score(rows, [predicted(one, nested=True) for one in readings])
    print(f"{len(rows)} pieces, {sum(len(row['attributions']) for row in rows)} attributions in the gold, nested ones included")
    print(table(figures))
    marked, read, right = nested(rows, readings)
    print(f"\nnested: {marked} in the gold, {read} read, {right} of the gold's found in the right parent")
    return 0


if __name__ == "__main__":
    sys.exit(main())
