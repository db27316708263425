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
from collections.abc import Sequence
from pathlib import Path

from eval.corpus import SHARED, Row
from eval.ledger import SETS, folder, score
from onrecord.ingest import Item, load
from onrecord.model import Article

ALL = ("found", "voice found", "speaker", "kind", "act", "stance", "via", "same claim", "across")


def exported(name: str, scratch: Path) -> list[Row]:
    """The lines of a ledger to which the articles of a set were added, each with the id that the set gives the article."""
    path, where = (folder(name) / "articles.jsonl").resolve(), str(scratch / "ledger.db")
    told(["add", str(path), "--ledger", where, "--quiet"])
    found = [one for one in load(Item(str(path))) if isinstance(one, Article)]
    # What states no address has the file's, and its own id behind it.
    ids = {one.origin if one.origin != str(path) else f"{path}#{one.id}": one.id for one in found}
    lines = map(json.loads, told(["export", "--format", "jsonl", "--ledger", where]).splitlines())
    return [{**line, "article": ids[line["origin"]]} for line in lines]


def told(arguments: Sequence[str]) -> str:
    """What the program prints."""
    command = [sys.executable, "-m", "onrecord", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    if not SHARED.is_dir():
        print(f"the research data is not here ({SHARED}): nothing measured")
        return 0
    print(f"{'':8}" + "".join(f"{aspect:>12}" for aspect in ALL))
    for name in SETS:
        with tempfile.TemporaryDirectory() as scratch:
            figures = score(name, exported(name, Path(scratch)), ALL)
        print(f"{name:8}" + "".join(f"{figures[aspect]:12.1f}" for aspect in ALL), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
