"""Marked prose read by all stages behind `attribute`."""

from onrecord.model import Reading
from onrecord.model.annotation import Annotation
from onrecord.pipeline import understood
from tests.marked import read


def whole(prose: str) -> Reading:
    """The reading of marked prose, of which the model has seen nothing else."""
    given = read(prose)
    return understood(given.article, given.attributions, Annotation(given.article.id, (), (), by="marked/1"))
