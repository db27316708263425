"""Which of all statements on record are near enough to fresh ones to be compared with them: exact, by vectors alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.stages.link.relate import ALONE, NAMED, STORY
from onrecord.stages.link.sketch import VIEWS, Floats

_AT_A_TIME = 65_536  # statements whose products are in memory at once
_ROUNDED = 0.002  # what a cosine of means may lose as vectors are kept


def near(fresh: Floats, known: npt.NDArray[np.float16], articles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows of `known` that `relate` may link with one of `fresh`, in order: no pair that it would look at is lost.

    Args:
        fresh: vectors of the statements of one article, (statements, VIEWS * width).
        known: those of others, in the same form, each article's all together.
        articles: (statements,) the article of each, by a number.
    """
    if not len(fresh) or not len(known):
        return np.zeros(0, np.int64)
    mine = fresh.reshape(len(fresh), VIEWS, -1)
    about = mine[:, 2].sum(0)
    about /= max(1e-6, float(np.linalg.norm(about)))
    names, of = np.unique(articles, return_inverse=True)
    sums = np.zeros((len(names), mine.shape[2]), np.float32)
    rows = []
    for at in range(0, len(known), _AT_A_TIME):
        theirs = known[at : at + _AT_A_TIME].astype(np.float32).reshape(-1, VIEWS, mine.shape[2])
        np.add.at(sums, of[at : at + _AT_A_TIME], theirs[:, 2])
        alone = (mine[:, 0] @ theirs[:, 0].T).max(0)
        within = (mine[:, 2] @ theirs[:, 2].T).max(0)
        rows.append((alone >= ALONE) | (within >= NAMED))
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return np.flatnonzero(np.concatenate(rows) | (sums @ about >= STORY - _ROUNDED)[of])
