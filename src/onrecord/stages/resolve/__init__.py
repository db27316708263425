"""Turn the words of sources into speakers: one for all the places of a name, with what the article says of each."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.english import names
from onrecord.model import Article, Attribution, Reference, Span, Speaker, Voicing, speaker_id
from onrecord.model.annotation import NameSighting
from onrecord.stages.resolve.cast import Cast, cast
from onrecord.stages.resolve.party import Party
from onrecord.stages.resolve.profile import anonymity, apart, profile
from onrecord.stages.resolve.references import references
from onrecord.stages.resolve.relays import chains
from onrecord.stages.resolve.scene import Scene
from onrecord.stages.resolve.sources import parties


def resolve(
    article: Article, attributions: Sequence[Attribution], sighted: Sequence[NameSighting] = ()
) -> tuple[tuple[Speaker, ...], tuple[Voicing, ...], tuple[Reference, ...]]:
    """The speakers of an article, who speaks in each of its attributions, through whom, and whom the pronouns in them mean.

    `sighted` are names as the model sees them, in the order of the text; they say what a name is of where its form does not.
    """
    furniture = [block.span for block in article.blocks if block.kind == "furniture"]
    found = [name for name in names(article.text) if not any(name.span.overlaps(span) for span in furniture)]
    named = cast(article.text, found, sighted)
    scene = Scene(article.text, named, found, article.title or "")
    speaking = parties(scene, attributions)
    places: dict[tuple[object, ...], list[Span]] = {}
    for one in attributions:
        if one.source:
            places.setdefault(speaking[one.id].key, []).append(Span(one.source[0].start, one.source[-1].end))
    speakers: dict[tuple[object, ...], Speaker] = {}
    for party in speaking.values():
        if party.key not in speakers:
            speakers[party.key] = _speaker(article, party, named, places.get(party.key, []))
    through = chains(article, attributions, speaking, named)
    voicings = tuple(Voicing(one.id, speakers[speaking[one.id].key].id, through[one.id]) for one in attributions)
    return tuple(speakers.values()), voicings, references(scene, attributions, speaking)


def _speaker(article: Article, party: Party, cast: Cast, sources: list[Span]) -> Speaker:
    text, member = article.text, party.member
    mentions = apart([*(name.span for name in member.names), *sources] if member else sources)
    stated = profile(text, member, cast).spans() if member and member.person else {}
    hidden = anonymity(text, party) if party.kind == "anonymous" else None
    name = speaker_id(article.id, party.kind, party.name)
    return Speaker(name, article.id, party.name, party.kind, mentions, **stated, anonymity=hidden)
