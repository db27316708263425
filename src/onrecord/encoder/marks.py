"""Names and predicates of a window, from the scores of the heads that see them in every article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from onrecord.encoder.tags import OUTSIDE, Flags, Floats
from onrecord.encoder.tokens import Tokens
from onrecord.model import Span
from onrecord.model.annotation import NameSighting, PredicateSighting
from onrecord.model.certainty import MOST

NAME_TYPES = ("Person", "Organization", "Location", "NORP", "Facility", "Product", "Misc", "Date", "Money")
PREDICATE, COMMITS, HAPPENED = range(3)
_NAMED: dict[str, Literal["person", "organisation", "place"]] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "Facility": "place",
}
_OPENS = (0, 3)  # the parts of a tag that begin a name: its first piece, or its only one


class Marks(NamedTuple):
    """What these heads gave for a window of T pieces, special pieces cut off.

    names (T, tags of NAME_TYPES). holds (T, 3): log-odds that a piece opens a predicate, and two scores from -3 to 3 of what that tells:
    how far it commits whoever says it, and whether it has happened.
    """

    names: Floats
    holds: Floats


def name_runs(names: Floats, continues: Flags) -> list[tuple[int, int, int]]:
    """The names of a window as runs (begin, end, index of NAME_TYPES): pieces side by side that are of a name, and their best type.

    Best paths would find names of F1 two points higher on `data/ner`, and take thirty times as long.

    Args:
        names: (T, tags).
        continues: (T,) whether a piece continues the word of the one before; no name begins there.
    """
    tags = names.argmax(1)
    runs: list[list[int]] = []
    for at in np.nonzero(tags != OUTSIDE)[0].tolist():
        opens = (tags[at] - 1) % 4 in _OPENS and not continues[at]
        if runs and runs[-1][1] == at and not opens:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    out = []
    for begin, end in runs:
        by_type = np.logaddexp.reduce(names[begin:end, 1:].reshape(end - begin, len(NAME_TYPES), 4), axis=2)
        out.append((begin, end, int(by_type.sum(0).argmax())))
    return out


def names(tokens: Tokens, first: int, marks: Marks) -> Iterator[NameSighting]:
    """The names of a window that begins at the piece `first`."""
    for begin, end, kind in name_runs(marks.names, tokens.continues[first : first + len(marks.names)]):
        span = Span(int(tokens.start[first + begin]), int(tokens.end[first + end - 1]))
        yield NameSighting(span, _NAMED.get(NAME_TYPES[kind], "other"))


def predicates(tokens: Tokens, first: int, marks: Marks) -> Iterator[PredicateSighting]:
    """The predicates of a window that begins at the piece `first`."""
    pieces = len(marks.holds)
    for at in np.nonzero((marks.holds[:, PREDICATE] > 0) & ~tokens.continues[first : first + pieces])[0].tolist():
        end = at + 1
        while first + end < len(tokens) and tokens.continues[first + end]:
            end += 1
        score = min(MOST, max(-MOST, float(marks.holds[at, COMMITS])))
        yield PredicateSighting(Span(int(tokens.start[first + at]), int(tokens.end[first + end - 1])), score)
