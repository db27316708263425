"""A ledger for another ledger: what was read in its articles, and what people decided, as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from onrecord.model import DECISION, Decision, Kept
from onrecord.model.forms import plain
from onrecord.model.proof import proven


def chunks(kept: Iterable[Kept], decisions: Iterable[Decision]) -> Iterator[str]:
    """A line for each article, `onrecord/reading/1` with `added`, and then one for each decision, `onrecord/decision/1`.

    Every letter that is not ASCII is escaped: the lines come through any pipe and terminal as they are.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    for one in kept:
        yield json.dumps({**proven(one.reading).to_dict(), "added": one.added}) + "\n"
    for decision in decisions:
        yield json.dumps({"schema": DECISION, **plain(decision)}) + "\n"
