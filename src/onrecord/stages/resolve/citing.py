"""Whom an outlet cites for what it tells ("the Post, citing two officials, said"): they speak, and the outlet passes it on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.english import singular
from onrecord.english.words import ANONYMOUS
from onrecord.model import Attribution, Span
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.resolve.cast import is_outlet
from onrecord.stages.resolve.descriptions import describe
from onrecord.stages.resolve.party import Party
from onrecord.stages.resolve.scene import Said, Scene

_CITING = re.compile(r"\b[Cc]iting (?P<whom>\w[^,.;:“”\"\n()]*?)(?= who (?:said|say|told|tell|claim|confirm)|[,.;:“”\"\n()]|$)")
_BESIDE = re.compile(r"[\s,.”\"]*(?:[Tt]he )?")  # all that may part it from what it belongs to
_WHO = ("anonymous", "person", "document")


def cited(scene: Scene, one: Attribution, outlet: Party) -> Party | None:
    """Whom the outlet that speaks in an attribution cites for it; None where it cites nobody, or gives a reason ("citing a leak")."""
    if outlet.member is None or not is_outlet(outlet.member):
        return None
    for whom in _cited(scene.text, one):
        party = describe(scene, scene.phrase(whom))
        if party.kind in _WHO or (party.phrase and singular(party.phrase.head) in ANONYMOUS):
            scene.said.append(Said(whom.start, party))
            return replace(party, through=outlet.member)
    return None


def _cited(text: str, one: Attribution) -> Iterator[Span]:
    """Those cited beside the source, behind the cue, or at the end of what is told."""
    sentence = sentences(text)[sentence_at(text, one.source[0].start)]
    source, cue, told = Span(one.source[0].start, one.source[-1].end), one.cue[-1], one.content[-1].end
    for match in _CITING.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        gaps = ((source.end, start), (end, source.start), (cue.end, start), (told, start), (end, told))
        if not cue.overlaps(Span(start, end)) and any(a <= b and _BESIDE.fullmatch(text, a, b) for a, b in gaps):
            yield Span(*match.span("whom"))
