"""Whom the pronouns of contents and sources mean, where the article leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.english import pronouns
from onrecord.english.words import COUNTRIES, DEMONYMS, OFFICES, PARTIES
from onrecord.model import Attribution, Reference, Span
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.resolve.descriptions import describe
from onrecord.stages.resolve.party import Party, of_member
from onrecord.stages.resolve.scene import Scene

_IN_OFFICE = re.compile(rf"\b[Tt]he (?:[a-z-]+ ){{0,2}}?(?:{'|'.join(sorted(OFFICES))})\b(?! [A-Z])")
_DEPENDS = re.compile(r"\b(?:of|in|for|with|by|to|from|like|at|on|against|about|than|and|or|after|before)(?: the)? $")
_ACTS = re.compile(r" (?:is|was|has|had|will|would|did|does|can|could|\w+ed)\b")
# A sentence that opens so may name only behind the pronoun whom it means.
_AHEAD = re.compile(
    r"[“\"‘']*(?:With|By|In|On|At|For|From|While|When|After|Before|Upon|Towards?|Through|During|Despite|Although|Though|As|Since|Because|Until|To|If)"
    r" [^,]*$"
)
_OPENING = 12  # code points from the start of a sentence within which a pronoun is its subject
_NOBODY = DEMONYMS | COUNTRIES | PARTIES


def references(scene: Scene, attributions: Sequence[Attribution], speaking: Mapping[str, Party]) -> tuple[Reference, ...]:
    """What each pronoun for a person means that is a source or stands in a content, in the order of the text.

    Looked for is the one person of that gender that its sentence names before it, or else the sentence before; in reported words the
    speaker is one more, in quoted ones he is none. Where two fit, or nobody does, the pronoun is left out: no bracket is better than a
    wrong one.
    """
    found: dict[Span, Reference] = {}
    for one in sorted(attributions, key=lambda one: sum(map(len, one.content))):
        party = speaking[one.id]
        for span in one.source:
            if pronouns.ANY.fullmatch(span.of(scene.text)) and (named := _named(party, span)):
                found.setdefault(span, named)
        for span in _pronouns(scene.text, one):
            if span not in found and (meant := _meant(scene, span, one, party)) and (named := _named(meant, span)):
                found[span] = named
    return tuple(found[span] for span in sorted(found))


def _pronouns(text: str, one: Attribution) -> Iterator[Span]:
    for content in one.content:
        for match in pronouns.ANY.finditer(text, content.start, content.end):
            if match.group().casefold() in pronouns.HE | pronouns.SHE:
                yield Span(*match.span())


def _meant(scene: Scene, span: Span, one: Attribution, party: Party) -> Party | None:
    """The person that a pronoun of somebody's content means."""
    at = sentence_at(scene.text, span.start)
    bounds = sentences(scene.text)
    if _AHEAD.match(scene.text, bounds[at].start, span.start):
        return None
    gender = "m" if span.of(scene.text).casefold() in pronouns.HE else "f"

    def others(start: int, end: int) -> list[_Person]:
        fitting = (who for who in _persons(scene, start, end) if who.party.gender in ("", gender))
        return [who for who in fitting if not one.source or who.party.key != party.key]

    near = others(bounds[at].start, span.start)
    reported = bool(one.source) and party.kind in ("person", "anonymous") and not party.plural and not scene.quoted(span.start)
    if reported and party.gender in ("", gender):
        near.append(_Person(party, governs=True))
    if not near and at and span.start - bounds[at].start <= _OPENING:
        near = others(bounds[at - 1].start, bounds[at - 1].end)
    fits = len({who.party.key for who in near}) == 1 and any(who.governs for who in near)
    return near[0].party if fits else None


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody named in a sentence, and whether as what the sentence is about: neither whose, nor behind a preposition."""

    party: Party
    governs: bool


def _persons(scene: Scene, start: int, end: int) -> Iterator[_Person]:
    """Who is named inside a stretch of the text, or called by an office."""
    if start >= end:
        return
    text = scene.text
    for name, member in scene.cast.within(Span(start, end)):
        if name.span.end > end or _NOBODY & set(name.key):
            continue
        # A lone name may be a person's where nothing shows it to be a body's; it is taken for one where it does what persons do.
        alone = len(name.key) == 1 and not name.title and name.kind != "organisation"
        if member.person or alone:
            governs = not name.possessive and not _DEPENDS.search(text, start, name.span.start)
            sure = not alone or max(len(key) for key in member.keys) > 1
            yield _Person(of_member(member), governs and (sure or bool(_ACTS.match(text, name.span.end))))
    for match in _IN_OFFICE.finditer(text, start, end):
        party = describe(scene, scene.phrase(Span(*match.span())))
        if party.kind in ("person", "anonymous"):
            yield _Person(party, governs=not _DEPENDS.search(text, start, match.start()))


def _named(party: Party, span: Span) -> Reference | None:
    """The reference to somebody by the place of his fullest name, or by what he was called."""
    if party.member:
        return Reference(span, party.name, party.member.fullest.span)
    return Reference(span, party.name, party.phrase.span) if party.phrase and party.phrase.span != span else None
