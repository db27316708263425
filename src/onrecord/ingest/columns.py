"""Rows of Parquet: articles in columns, or readings as `onrecord read --engine ray` writes them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from onrecord.ingest.limits import Limits, size
from onrecord.ingest.rows import parsed
from onrecord.model import Failure, InputError

_ROWS = 64  # read at a time: an article may be large


def rows(stream: io.BufferedReader, origin: str, limits: Limits) -> Iterator[tuple[str, Any] | Failure]:
    """The rows, one by one: where each stands ("news.parquet, row 3") and its value, as `article_of_row` takes it.

    A row with a `reading` is the JSON of that; one with a `failure` and no reading is that failure, told again. A row that is too large or
    holds no JSON is a failure of that row alone, and a part that is broken one of its rows.

    Args:
        stream: the file; one that cannot be searched (a pipe, a gzip file) is held in memory, up to the limits.
        origin: its name for messages.
        limits: bounds on what is read.

    Raises:
        InputError: pyarrow is not installed, or the file as a whole is broken.
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(origin, "what reads Parquet is not installed", "install onrecord[cluster], or give JSON Lines") from None
    broken = (pyarrow.ArrowException, OSError, ValueError, OverflowError)
    try:
        file = ParquetFile(stream if stream.seekable() else _held(stream, origin, limits))
    except broken as error:
        raise InputError(origin, "the Parquet is broken", "get or make it anew") from error
    if not file.metadata.num_rows:
        raise InputError(origin, "it holds no article", "give one article a row")
    end = 0
    for group in range(file.num_row_groups):
        number, end = end, end + file.metadata.row_group(group).num_rows
        try:
            for batch in file.iter_batches(_ROWS, row_groups=[group]):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(row, f"{origin}, row {number}", limits)
        except broken:
            yield Failure(f"{origin}, rows {number + 1} to {end}", "the Parquet is broken there", "get or make it anew")


def _held(stream: io.BufferedReader, origin: str, limits: Limits) -> io.BytesIO:
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise InputError(origin, f"it has more than {size(limits.file_bytes)}", "give the path of the file, unpacked")
    return io.BytesIO(data)


def _row(row: dict[str, Any], where: str, limits: Limits) -> tuple[str, Any] | Failure:
    if any(isinstance(value, str) and len(value) > limits.file_bytes for value in row.values()):
        return Failure(where, f"the row has more than {size(limits.file_bytes)}", "split it, or give the part you need")
    try:
        if isinstance(reading := row.get("reading"), str):
            return where, parsed(reading, where)
    except InputError as error:
        return Failure(error.origin, error.what, error.remedy)
    if isinstance(failure := row.get("failure"), str):
        return Failure(str(row.get("origin") or where), failure)
    return where, {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
