"""JSON Lines: one article a line, in the format `onrecord/reading/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.visible import escaped
from onrecord.model import Reading
from onrecord.model.proof import proven


def chunks(readings: Iterable[Reading]) -> Iterator[str]:
    """One line of JSON for each reading.

    Raises:
        UnprovenQuoteError: a quote is not at its place.
    """
    for reading in readings:
        yield escaped(proven(reading).to_json()) + "\n"
