"""Floors under the quality that has been reached: no figure drops below its floor by accident.

    python -m eval.gate                                check every floor
    python -m eval.gate --raise                        lift the floors to what is reached now; none is lowered
    python -m eval.gate --lower-on-purpose "REASON"    pin what is reached now, lower or not, and record why and when
    python -m eval.gate --accept-corpus "REASON"       take the digests of the data that is here, and record why and when

Floors stand in `eval/floors.json`, with the digest of the data that they were measured on: a figure on other data is another
figure. Exit code 0 where all floors hold or the research data is not here, 1 where one does not or the data differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval import body, identities, origins
from eval.attributions import HEADLINE, dev_figures
from eval.corpus import POLNEAR_DEV, SHARED, digest
from onrecord.compose import reader

FLOORS = Path(__file__).with_name("floors.json")
# Points that a floor lies below what was reached: int8 arithmetic differs a little between kinds of processors.
SLACK = 0.3

Floors = dict[str, Any]
"""{corpus: {"data": path below ../shared, "sha256": …, "floors": {figure: floor}}, "history": [{…}, …]}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure beside its floor; `floor` is None where none has been pinned."""

    corpus: str
    figure: str
    reached: float
    floor: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is pinned and no lower than its floor."""
        return self.floor is not None and self.reached >= self.floor

    def __str__(self) -> str:
        state = "not pinned: run with --raise" if self.floor is None else "holds" if self.holds else "BELOW ITS FLOOR"
        floor = "–" if self.floor is None else f"{self.floor:.2f}"
        return f"{self.corpus:12} {self.figure:22}{self.reached:9.2f}{floor:>9}  {state}"


class FloorError(Exception):
    """Floors that would be lowered unasked, or data that is not what they were measured on."""


def attribution_figures() -> dict[str, float]:
    """F1 in percent of the shipped bundle on PolNeAR dev."""
    found = dev_figures(reader())
    return {f"{row} F1": found[row]["f1"] for row in HEADLINE}


def body_figures() -> dict[str, float]:
    """Of the English pages of `data/web`: token F1 of the body, and the share of pages without a leftover line, in percent."""
    pages = body.english_pages()
    found = body.scores(pages, body.by_onrecord(pages, reader()))
    clean = sum(not score.leftovers for score in found)
    return {
        "body token F1": round(100 * sum(score.f1 for score in found) / len(found), 2),
        "pages without leftover": round(100 * clean / len(found), 2),
    }


def origin_figures() -> dict[str, float]:
    """Of `data/claims`: F1 in percent of lines led to one origin, and of speakers of two articles who are one."""
    return {
        "one origin F1": round(identities.f1(*origins.counted(origins.traced())), 2),
        "one speaker F1": round(identities.f1(*identities.counted(identities.across(identities.known(), identities.NAMED))), 2),
    }


MEASURES: dict[str, tuple[Path, Callable[[], dict[str, float]]]] = {
    "polnear-dev": (POLNEAR_DEV, attribution_figures),
    "web-pages": (body.WEB / "pages.jsonl", body_figures),
    "claims": (origins.FOLDER / "origins.jsonl", origin_figures),
}


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors on record."""
    floors: Floors = json.loads(path.read_text(encoding="utf8"))
    return floors


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Put floors on record."""
    path.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def compared(corpus: str, reached: dict[str, float], floors: Floors) -> list[Finding]:
    """Each figure reached beside its floor, and each floor whose figure was not measured, as 0."""
    pinned: dict[str, float] = floors[corpus]["floors"]
    return [Finding(corpus, figure, reached.get(figure, 0.0), pinned.get(figure)) for figure in {**reached, **pinned}]


def pinned(floors: Floors, corpus: str, reached: dict[str, float], *, today: str, reason: str | None = None) -> Floors:
    """The floors with those of one corpus set to what is reached, less `SLACK`; what changed is added to the history.

    Without a `reason` floors only rise: one that is higher than what is reached stays.

    Raises:
        FloorError: without a reason, a figure lies below its floor.
    """
    old: dict[str, float] = floors[corpus]["floors"]
    low = [finding for finding in compared(corpus, reached, floors) if finding.floor is not None and not finding.holds]
    if low and reason is None:
        raise FloorError('floors are not lowered unasked: give --lower-on-purpose "REASON"\n' + "\n".join(map(str, low)))
    new = {figure: round(value - SLACK, 2) for figure, value in reached.items()}
    if reason is None:
        new = {figure: max(value, old.get(figure, 0.0)) for figure, value in new.items()}
    if new == old:
        return floors
    entry = {"date": today, "corpus": corpus, "from": old, "to": new, "reason": reason or "raised to what is reached"}
    return {**floors, corpus: {**floors[corpus], "floors": new}, "history": [*floors["history"], entry]}


def require_data(corpus: str, path: Path, floors: Floors) -> None:
    """Raise FloorError unless the data is the one that the floors were measured on."""
    if (found := digest(path)) != floors[corpus]["sha256"]:
        raise FloorError(
            f"{corpus}: {path} is not the data that the floors were measured on\n"
            f"  on record {floors[corpus]['sha256']}\n  found     {found}\n"
            'If it was changed on purpose: python -m eval.gate --accept-corpus "REASON", then --raise or --lower-on-purpose.'
        )


def with_data(floors: Floors, corpus: str, path: Path, *, today: str, reason: str) -> Floors:
    """The floors with the digest of the data at `path`; what changed is added to the history."""
    old, new = floors[corpus]["sha256"], digest(path)
    if old == new:
        return floors
    entry = {"date": today, "corpus": corpus, "from": old, "to": new, "reason": reason}
    return {**floors, corpus: {**floors[corpus], "sha256": new}, "history": [*floors["history"], entry]}


def main(argv: Sequence[str] | None = None) -> int:
    """Check, raise or lower the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to what is reached")
    change.add_argument("--lower-on-purpose", metavar="REASON", type=_reason)
    change.add_argument("--accept-corpus", metavar="REASON", type=_reason)
    args = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing checked")
        return 0
    floors, today = read_floors(), datetime.now(UTC).date().isoformat()
    try:
        return _run(args, floors, today)
    except FloorError as error:
        print(error)
        return 1


def _run(args: argparse.Namespace, floors: Floors, today: str) -> int:
    holds = True
    print(f"{'corpus':12} {'figure':22}{'reached':>9}{'floor':>9}")
    for corpus, (path, measure) in MEASURES.items():
        if args.accept_corpus:
            floors = with_data(floors, corpus, path, today=today, reason=args.accept_corpus)
            continue
        require_data(corpus, path, floors)
        reached = measure()
        if args.lift or args.lower_on_purpose:
            floors = pinned(floors, corpus, reached, today=today, reason=args.lower_on_purpose)
        findings = compared(corpus, reached, floors)
        print("\n".join(map(str, findings)), flush=True)
        holds = holds and all(finding.holds for finding in findings)
    if args.lift or args.lower_on_purpose or args.accept_corpus:
        write_floors(floors)
    print("all floors hold" if holds else "a floor does not hold")
    return 0 if holds else 1


def _reason(text: str) -> str:
    if len(text.split()) < 2:
        raise argparse.ArgumentTypeError("say why, in words")
    return text


if __name__ == "__main__":
    sys.exit(main())
