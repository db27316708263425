"""The Parquet of readings: one row for each article, and one for each failure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow
import pyarrow.dataset
from pyarrow.fs import FileSystem

from onrecord.export import jsonl
from onrecord.model import Failure, Reading

SCHEMA = pyarrow.schema([(name, pyarrow.string()) for name in ("id", "origin", "outlet", "title", "published", "reading", "failure")])


@dataclass(frozen=True, slots=True)
class Told:
    """What a job came to: how many readings were written, and what failed."""

    readings: int
    failures: tuple[Failure, ...]


def table(results: Iterable[Reading | Failure]) -> pyarrow.Table:
    """The rows of some results."""
    return pyarrow.Table.from_pylist([_row(result) for result in results], schema=SCHEMA)


def _row(result: Reading | Failure) -> dict[str, str | None]:
    if isinstance(result, Failure):
        return {"origin": result.origin, "failure": f"{result.what}; {result.remedy}" if result.remedy else result.what}
    article = result.article
    (line,) = jsonl.chunks([result])
    return {
        "id": article.id,
        "origin": article.origin,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.value if article.published else None,
        "reading": line.rstrip("\n"),
    }


def told(files: FileSystem, folder: str) -> Told:
    """What a folder of such Parquet holds; the readings themselves stay on the disk."""
    count, failures = 0, []
    for origin, failure in _outcomes(files, folder):
        if failure is None:
            count += 1
        else:
            failures.append(Failure(origin, failure))
    return Told(count, tuple(sorted(failures, key=str)))


def _outcomes(files: FileSystem, folder: str) -> Iterator[tuple[str, str | None]]:
    written = pyarrow.dataset.dataset(folder, schema=SCHEMA, filesystem=files, format="parquet")
    for batch in written.to_batches(columns=["origin", "failure"]):
        yield from zip(batch["origin"].to_pylist(), batch["failure"].to_pylist(), strict=True)
