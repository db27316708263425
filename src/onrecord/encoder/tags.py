"""Tag sequences: BIOES labels, their legal order, the best path, and the runs that a path marks.

Viterbi decoding (Forney 1973) over a linear-chain model (Lafferty et al. 2001), for many sequences at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
    n, width, _ = scores.shape
    best = scores[:, 0] + start
    back = np.zeros((n, width, scores.shape[2]), np.int16)
    final = best.copy()
    rows = np.arange(n)
    for t in range(1, width):
        paths = best[:, :, None] + follow
        back[:, t] = paths.argmax(1)
        best = np.take_along_axis(paths, back[:, t][:, None].astype(np.int64), 1)[:, 0] + scores[:, t]
        final[lengths == t + 1] = best[lengths == t + 1]
    tags = np.zeros((n, width), np.int64)
    at = (final + end).argmax(1)
    for t in range(width - 1, -1, -1):
        inside = lengths > t
        tags[inside, t] = at[inside]
        if t:
            at = np.where(inside, back[rows, t, at], at)
    return tags
