"""A reading under another origin."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model.article import article_id
from onrecord.model.attribution import attribution_id
from onrecord.model.reading import Reading
from onrecord.model.speaker import speaker_id


def moved(reading: Reading, origin: str) -> Reading:
    """What would have been read had the article come from this origin: the same words at the same places, every id made anew."""
    article = replace(reading.article, origin=origin, id=article_id(origin, reading.article.text))
    names = {one.id: attribution_id(article.id, one.source, one.cue, one.content) for one in reading.attributions}
    who = {one.id: speaker_id(article.id, one.kind, one.name) for one in reading.speakers}
    return Reading(
        article,
        tuple(replace(one, id=names[one.id], article=article.id, parent=one.parent and names[one.parent]) for one in reading.attributions),
        reading.voice,
        tuple(replace(one, id=who[one.id], article=article.id) for one in reading.speakers),
        tuple(replace(one, attribution=names[one.attribution], speaker=who[one.speaker]) for one in reading.voicings),
        tuple(replace(one, attribution=names[one.attribution]) for one in reading.qualifications),
        # What a denial answers may have been left out of the reading, as by `onrecord read --act`.
        tuple(replace(one, attribution=names[one.attribution], answers=names.get(one.answers or "")) for one in reading.denials),
        tuple(replace(one, attribution=names[one.attribution]) for one in reading.propositions),
    )
