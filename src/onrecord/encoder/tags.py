"""Tag sequences: BIOES labels, their legal order, the best path, and the runs that a path marks.

Viterbi decoding (Forney 1973) over a linear-chain model (Lafferty et al. 2001), for many sequences at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

OUTSIDE = 0
_BEGIN, _INSIDE, _END, _SINGLE = range(4)
FORBIDDEN = -1e4


def tag_count(kinds: int) -> int:
    """How many tags `kinds` kinds of runs need: outside, and begin, inside, end, single of each."""
    return 1 + 4 * kinds


def legal_order(kinds: int) -> tuple[Floats, Floats, Floats]:
    """Which tags may follow, start and end a sequence: 0 where legal, `FORBIDDEN` where not.

    Returns:
        (from, to) of shape (tags, tags), first of shape (tags,), last of shape (tags,).
    """
    tags = tag_count(kinds)
    follow = np.full((tags, tags), FORBIDDEN, np.float32)
    opens = [OUTSIDE] + [1 + 4 * kind + part for kind in range(kinds) for part in (_BEGIN, _SINGLE)]
    closes = [OUTSIDE] + [1 + 4 * kind + part for kind in range(kinds) for part in (_END, _SINGLE)]
    follow[np.ix_(closes, opens)] = 0
    for kind in range(kinds):
        first = 1 + 4 * kind
        for a in (_BEGIN, _INSIDE):
            for b in (_INSIDE, _END):
                follow[first + a, first + b] = 0
    start, end = np.full(tags, FORBIDDEN, np.float32), np.full(tags, FORBIDDEN, np.float32)
    start[opens] = 0
    end[closes] = 0
    return follow, start, end


def tags_of_runs(runs: list[tuple[int, int, int]], length: int) -> Ints:
    """The tag of each of `length` places for runs (begin, end, kind) that do not overlap."""
    tags = np.zeros(length, np.int64)
    for begin, end, kind in runs:
        first = 1 + 4 * kind
        if end - begin == 1:
            tags[begin] = first + _SINGLE
        else:
            tags[begin] = first + _BEGIN
            tags[begin + 1 : end - 1] = first + _INSIDE
            tags[end - 1] = first + _END
    return tags


def runs_of_tags(tags: npt.NDArray[np.integer]) -> list[tuple[int, int, int]]:
    """The runs (begin, end, kind) that a legal sequence of tags marks, in order."""
    out: list[tuple[int, int, int]] = []
    marked = np.nonzero(tags)[0]
    begin = 0
    for i in marked.tolist():
        kind, part = divmod(int(tags[i]) - 1, 4)
        if part in (_BEGIN, _SINGLE):
            begin = i
        if part in (_END, _SINGLE):
            out.append((begin, i + 1, kind))
    return out


def best_path(scores: Floats, lengths: Ints, follow: Floats, start: Floats, end: Floats) -> Ints:
    """The best legal tags of each sequence.

    Args:
        scores: (N, T, tags); what lies beyond a sequence's length is ignored.
        lengths: (N,), each at least 1.
        follow: (tags, tags) scores of a tag followed by another.
        start: (tags,) scores of a first tag.
        end: (tags,) scores of a last tag.

    Returns:
        (N, T) tags, `OUTSIDE` beyond each length.
    """
    n, width, tags = scores.shape
    # Sequences lie along the last axis: a step is then one addition and one maximum over whole rows.
    by_place = np.ascontiguousarray(scores.transpose(1, 2, 0))
    best = np.empty((width, tags, n), np.float32)
    best[0] = by_place[0] + start[:, None]
    moves, paths = follow[:, :, None], np.empty((tags, tags, n), np.float32)
    for t in range(1, width):
        np.add(best[t - 1][:, None], moves, out=paths)
        np.add(paths.max(0), by_place[t], out=best[t])
    last = lengths - 1
    out = np.full((width, n), OUTSIDE, np.int64)
    at = (best[last, :, np.arange(n)] + end).argmax(1)
    for t in range(width - 1, -1, -1):
        inside = last >= t
        out[t] = np.where(inside, at, OUTSIDE)
        if t:
            # Which tag a path came from is looked up only along the best one.
            at = np.where(inside, (best[t - 1] + follow[:, at]).argmax(0), at)
    return np.ascontiguousarray(out.T)
