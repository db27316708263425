"""Which of all statements on record are near enough to fresh ones to be compared with them: exact, by vectors alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.stages.link.relate import ACROSS, ALONE, NAMED
from onrecord.stages.link.sketch import VIEWS, Floats

_AT_A_TIME = 65_536  # statements whose products are in memory at once


def near(fresh: Floats, known: npt.NDArray[np.float16]) -> npt.NDArray[np.int64]:
    """The rows of `known` that `relate` may link with one of `fresh`, in order: no pair that it would look at is lost.

    Args:
        fresh: vectors of statements, (statements, VIEWS * width).
        known: those of others, in the same form.
    """
    if not len(fresh) or not len(known):
        return np.zeros(0, np.int64)
    mine = fresh.reshape(len(fresh), VIEWS, -1)
    found = []
    for at in range(0, len(known), _AT_A_TIME):
        theirs = known[at : at + _AT_A_TIME].astype(np.float32).reshape(-1, VIEWS, mine.shape[2])
        alone = (mine[:, 0] @ theirs[:, 0].T).max(0)
        across = np.maximum((mine[:, 0] @ theirs[:, 1].T).max(0), (mine[:, 1] @ theirs[:, 0].T).max(0))
        within = (mine[:, 2] @ theirs[:, 2].T).max(0)
        found.append(at + np.flatnonzero((alone >= ALONE) | (across >= ACROSS) | (within >= NAMED)))
    return np.concatenate(found)
