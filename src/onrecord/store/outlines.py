"""The outlines of articles: their statements' vectors at a glance, so small that those of a whole ledger are in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Outlines:
    """Articles, the first added first, by the means of their statements' vectors and by the signs of these.

    `ids` are the articles', `means` [articles, width] their means. `numbers` are those of their statements, each article's together;
    `signs` [statements, bytes] are the signs of the statements' vectors, eight a byte and 1 for above zero, and `of` [statements] the row
    of the article of each. `last` is the number of the last outline.
    """

    ids: tuple[str, ...]
    means: NDArray[np.float16]
    numbers: NDArray[np.int64]
    signs: NDArray[np.uint8]
    of: NDArray[np.int64]
    last: int


def outlined(numbers: Sequence[int], vectors: NDArray[np.float16]) -> dict[str, bytes]:
    """The columns of the outline of an article, by the numbers and the vectors, [statements, width], of its statements."""
    mean = vectors.astype(np.float32).mean(0)
    return {
        "mean": mean.astype("<f2").tobytes(),
        "numbers": np.array(numbers, "<i8").tobytes(),
        "signs": np.packbits(vectors > 0, axis=1).tobytes(),
    }


def outlines(rows: Sequence[tuple[int, str, bytes, bytes, bytes]], after: int) -> Outlines:
    """The outlines of rows (number, article, mean, numbers, signs), in their order; `after` stays the last where there are none."""
    numbers = np.frombuffer(b"".join(row[3] for row in rows), "<i8").astype(np.int64)
    counts = np.array([len(row[3]) // 8 for row in rows], np.int64)
    return Outlines(
        ids=tuple(row[1] for row in rows),
        means=np.frombuffer(b"".join(row[2] for row in rows), "<f2").reshape(len(rows), -1 if rows else 0),
        numbers=numbers,
        signs=np.frombuffer(b"".join(row[4] for row in rows), np.uint8).reshape(len(numbers), -1 if len(numbers) else 0),
        of=np.repeat(np.arange(len(rows)), counts),
        last=rows[-1][0] if rows else after,
    )
