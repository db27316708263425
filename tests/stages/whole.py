"""Marked prose read by all stages behind `attribute`."""

from onrecord.model import Reading
from onrecord.pipeline import understood
from tests.marked import read


def whole(prose: str) -> Reading:
    """The reading of marked prose."""
    given = read(prose)
    return understood(given.article, given.attributions)
