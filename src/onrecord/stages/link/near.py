"""Which articles on record may say the same as a fresh one: only their statements are compared with its statements.

Whether two articles are near is said by the two alone, so it makes no difference what else is on record or which came first. It is asked
twice: of the whole ledger by outlines (`glanced`), and of the few that are left by their vectors (`near`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.stages.link.sketch import VIEWS, Floats

Ints = npt.NDArray[np.int64]
Signs = npt.NDArray[np.uint8]

# Two articles are near where the means of their statements, within the article, have such a cosine, and two of the statements have such a
# one. Of the article pairs behind the pairs of one claim it keeps all in data/claims and 93 % in data/bounty; of those on different
# events 3 % in BASIL, 1.5 % in newspapers of one region, 0.2 % of one with the other. Either alone lets through five times as many.
ABOUT, NEAREST = 0.6, 0.7
# The share of signs that may differ between those two: a quarter is a cosine of 0.7 in the mean (Charikar 2002). It loses 1.4 % of the near
# pairs of articles on one event of BASIL, and a tenth of those on different events.
_APART = 0.25
_ROUNDED = 0.002  # what a cosine of means may lose as they are kept
_AT_A_TIME = 1 << 20  # statements whose signs are compared at once


def near(fresh: Floats, known: Floats, articles: Ints) -> Ints:
    """The rows of `known` that are of articles near the fresh one, in order.

    Args:
        fresh: vectors of the statements of one article, (statements, VIEWS * width).
        known: those of others, in the same form.
        articles: (statements,) the article of each, by numbers from 0 on, none left out, in order.
    """
    if not len(fresh) or not len(known):
        return np.zeros(0, np.int64)
    mine, theirs = (some.reshape(len(some), VIEWS, -1)[:, VIEWS - 1] for some in (fresh, known))
    begins = np.flatnonzero(np.diff(articles, prepend=-1))
    sums = np.add.reduceat(theirs, begins)
    nearest = np.maximum.reduceat((mine @ theirs.T).max(0), begins)
    of_one = (unit(sums) @ unit(mine.sum(0)[None])[0] >= ABOUT) & (nearest >= NEAREST)
    return np.flatnonzero(of_one[articles])


def glanced(fresh: Floats, about: Floats, signs: Signs, of: Ints) -> Ints:
    """The articles that may be near the fresh one, by their rows in `about`: those that `near` keeps, but for few, and some more.

    This too is said of the two alone, and the same whichever of them is the fresh one.

    Args:
        fresh: vectors of the statements of one article, (statements, VIEWS * width).
        about: (articles, width) the means of the articles' statements within the article, of unit length.
        signs: (statements, bytes) the signs of the articles' statements within the article, as `signs_of` makes them.
        of: (statements,) the row of the article of each.
    """
    mine = fresh.reshape(len(fresh), VIEWS, -1)[:, VIEWS - 1]
    story = about @ unit(mine.sum(0)[None])[0] >= ABOUT - _ROUNDED
    some = np.flatnonzero(story[of])
    if not len(some):
        return np.zeros(0, np.int64)
    own = signs_of(mine)
    most = _APART * mine.shape[1]
    found = [some[at : at + _AT_A_TIME][apart(own, signs[some[at : at + _AT_A_TIME]]) <= most] for at in range(0, len(some), _AT_A_TIME)]
    return np.unique(of[np.concatenate(found)])


def signs_of(vectors: Floats) -> Signs:
    """The signs of vectors (vectors, width), eight a byte."""
    return np.packbits(vectors > 0, axis=1)


def apart(some: Signs, others: Signs) -> npt.NDArray[np.uint16]:
    """(others,) how many signs each of the others differs in from that of `some` which it differs from least."""
    words = np.uint64 if some.shape[1] % 8 == 0 else np.uint8
    mine, theirs = np.ascontiguousarray(some).view(words), np.ascontiguousarray(others).view(words)
    least = np.full(len(theirs), np.iinfo(np.uint16).max, np.uint16)
    for one in mine:
        # Column by column: adding up along short rows takes numpy three times as long.
        differ = np.zeros(len(theirs), np.uint16)
        for column, word in zip(theirs.T, one, strict=True):
            differ += np.bitwise_count(column ^ word)
        np.minimum(least, differ, out=least)
    return least


def unit(vectors: Floats) -> Floats:
    """The vectors at a length of 1."""
    made: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return made
