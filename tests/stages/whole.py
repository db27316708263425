"""Marked prose read by all stages behind `attribute`, as the pipeline puts them together."""

from dataclasses import replace

from onrecord.model import Reading
from onrecord.stages import distil, qualify, resolve, scope
from tests.marked import read


def whole(prose: str) -> Reading:
    """The reading of marked prose."""
    given = read(prose)
    speakers, voicings, references = resolve(given.article, given.attributions)
    reading = Reading(given.article, given.attributions, (), speakers, voicings, qualify(given.article, given.attributions))
    reading = replace(reading, denials=scope(reading, references))
    return replace(reading, propositions=distil(reading, references))
