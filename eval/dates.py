"""Dates against the gold of GUM dev: how many are placed right, and how many wrong.

    python -m eval.dates              by genre
    python -m eval.dates --wrong      what was placed wrong, too

Right is what holds the gold's days, give or take a day or a tenth of its length: where a text says "between July 2003 and December 2004",
gold has two dates and the stage one period. What the gold itself leaves without a year is left out. `created` stands for the day of
publication; of conversations it is a stand-in. Where gold's own "today" is another day than `created`, the two contradict each other, and
every relative date counts as wrong whatever is done: the last row leaves such texts out.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from eval.corpus import GUM_DEV, Row, rows
from onrecord.english.times import times
from onrecord.model import When

OUTCOMES = ("right", "wrong", "unresolved", "not found")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one gold date."""

    genre: str
    words: str
    gold: tuple[str, str]
    found: When | None
    outcome: str
    anchored: bool


def days(bound: str, *, last: bool) -> date:
    """The first or the last day of a date that is cut at its precision.

    Raises:
        ValueError: it has no year, or one that calendars do not have.
    """
    if not re.fullmatch(r"[12]\d{3}(-\d{1,2}){0,2}", bound):
        raise ValueError(bound)
    year, month, day = [*map(int, bound.split("-")), 0, 0][:3]
    if day:
        return date(year, month, day)
    first = date(year, month or 1, 1)
    return date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(days=1) if last else first


def outcomes(corpus: Sequence[Row]) -> Iterator[Outcome]:
    """Every gold date that can be compared."""
    for row in corpus:
        created = days(row["created"], last=False)
        found = times(row["text"], created)
        anchored = _anchored(row, created)
        for one in row["dates"]:
            gold = (one.get("when") or one.get("from") or one.get("notBefore"), one.get("when") or one.get("to") or one.get("notAfter"))
            try:
                wanted = days(gold[0] or gold[1], last=False), days(gold[1] or gold[0], last=True)
            except ValueError:
                continue
            ours = next((when for when in found if when.span.start < one["end"] and one["start"] < when.span.end), None)
            words = row["text"][one["start"] : one["end"]]
            yield Outcome(row["genre"], words, (gold[0] or "", gold[1] or ""), ours, _outcome(ours, wanted), anchored)


def _anchored(row: Row, created: date) -> bool:
    """Whether gold's "today", where there is one, is the day that the text is said to be of."""
    todays = [one.get("when") for one in row["dates"] if row["text"][one["start"] : one["end"]].casefold() == "today"]
    return all(not when or days(when, last=False) == created for when in todays)


def _outcome(ours: When | None, wanted: tuple[date, date]) -> str:
    if ours is None:
        return "not found"
    if ours.earliest is None or ours.latest is None:
        return "unresolved"
    first, last = days(ours.earliest, last=False), days(ours.latest, last=True)
    slack = timedelta(days=max(1, (last - first).days // 10))
    return "right" if first - slack <= wanted[0] and wanted[1] <= last + slack else "wrong"


def _print(name: str, some: Sequence[Outcome]) -> None:
    counts = Counter(one.outcome for one in some)
    print(f"{name:14}{len(some):7}" + "".join(f"{100 * counts[outcome] / len(some):11.1f}%" for outcome in OUTCOMES))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GUM_DEV, metavar="FILE")
    parser.add_argument("--wrong", action="store_true", help="list what was placed wrong")
    args = parser.parse_args(argv)
    if not args.gold.is_file():
        print(f"{args.gold} is not here: nothing measured")
        return 0
    found = list(outcomes(rows(args.gold)))
    print(f"{'':14}{'dates':>7}" + "".join(f"{name:>12}" for name in OUTCOMES))
    for genre in sorted({one.genre for one in found}):
        _print(genre, [one for one in found if one.genre == genre])
    _print("all", found)
    _print("all, anchored", [one for one in found if one.anchored])
    if args.wrong:
        for one in found:
            if one.outcome == "wrong" and one.found:
                print(f"{one.genre}: {one.words!r}: {one.found.earliest} to {one.found.latest} for {one.gold[0]} to {one.gold[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
