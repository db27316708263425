"""The research data beside the repository: where it lies, and its rows as articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.ingest import article_of_text
from onrecord.model import Article

Row = dict[str, Any]

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
POLNEAR_DEV = SHARED / "data" / "polnear" / "dev.jsonl"
GUM_DEV = SHARED / "data" / "gum" / "dev.jsonl"
BASIL = SHARED / "data" / "basil" / "articles.jsonl"
SCORER = SHARED / "eval" / "score_attributions.py"
LEDGER_SCORER = SHARED / "eval" / "score_ledger.py"


def rows(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_rows(path: Path, given: Iterable[Row]) -> None:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in given), encoding="utf8")


def articles(given: Iterable[Row], origin: Path) -> list[Article]:
    """Each row's text as an article with the row's id, as the program takes it in; offsets are into that text."""
    return [article_of_text(row["text"], str(origin), id=row["id"], title=row.get("title"), outlet=row.get("outlet")) for row in given]


def digest(path: Path) -> str:
    """SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
