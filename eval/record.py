"""All figures of a ledger at once, as a user gets them: `onrecord add` takes the articles of a set, and `onrecord export` is scored.

    python -m eval.record            the table of `data/claims` and `data/bounty`

The weights of links and the score from which two statements are of one claim were fitted on these sets: `python -m eval.linking` says what
is reached without the event that is scored.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.corpus import LEDGER_SCORER, SHARED, Row, rows, write_rows
from eval.ledger import SETS, folder

PERCENT, F1 = ("found", "voice found", "speaker", "kind", "act", "stance"), ("via", "same claim", "across")


def exported(name: str, scratch: Path) -> list[Row]:
    """The lines of a ledger to which the articles of a set were added, each with the id that the set gives the article."""
    path, where = folder(name) / "articles.jsonl", str(scratch / "ledger.db")
    told(["add", str(path), "--ledger", where, "--quiet"])
    ids = {origin: row["id"] for row, origin in placed(rows(path), path)}
    lines = map(json.loads, told(["export", "--format", "jsonl", "--ledger", where]).splitlines())
    return [{**line, "article": ids[line["origin"]]} for line in lines]


def told(arguments: Sequence[str]) -> str:
    """What the program prints."""
    command = [sys.executable, "-m", "onrecord", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def placed(given: Iterable[Row], path: Path) -> Iterator[tuple[Row, str]]:
    """The rows with the origins that they get: an address is that of the first article there."""
    first: dict[str, str] = {}
    for row in given:
        address = row.get("url") or ""
        if address and first.setdefault(address, row["id"]) == row["id"]:
            yield row, address
        else:
            yield row, f"{address or path.resolve()}#{row['id']}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    print(f"{'':8}" + "".join(f"{aspect:>12}" for aspect in (*PERCENT, *F1)))
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder_:
            predicted = Path(folder_) / "predicted.jsonl"
            write_rows(predicted, exported(name, Path(folder_)))
            command = [sys.executable, *map(str, (LEDGER_SCORER, folder(name) / "articles.jsonl", folder(name) / "gold.jsonl", predicted))]
            found = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
        figures = [*(found[aspect]["percent"] for aspect in PERCENT), *(found[aspect]["f1"] for aspect in F1)]
        print(f"{name:8}" + "".join(f"{figure:12.1f}" for figure in figures), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
