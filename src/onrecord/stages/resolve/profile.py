"""What the article states of a speaker: of a person the role, affiliation, party and country; of the nameless what is said of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.english import Name
from onrecord.english.words import COUNTRIES, DEMONYMS, NUMBERS, OFFICES, PARTIES
from onrecord.model import Anonymity, Span, Spans
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.resolve.cast import Cast, Member
from onrecord.stages.resolve.party import Party

# A seat as American papers set it: "(R-Ohio)", ", D-Ohio,".
_SEAT = re.compile(r"[( ]((?:[RDI]|Rep|Dem)\.?-[A-Z][\w.]*)\)?")
_APPOSITIVE = re.compile(
    r"(?: \([^)\n]{1,30}\)| of [A-Z][\w.]+(?: [A-Z][\w.]+)?)?, "
    r"((?:(?:an?|the|his|her|its|their|then|former|one of|(?:[A-Z][\w.]*\.? ){0,2}[A-Z][\w.]*[’']s|"
    r"[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,3} (?:of|for|at|in|to|with))\b"
    r"|Republican|Democrat|Labour|Conservative)[^,.;:\n“”\"]{0,90})(?=[,.;\n]|$)"
)
_ROLE_BEFORE = re.compile(
    r"\b((?:(?:then|former|acting|deputy|senior|chief|special|national|foreign|press|prime|vice)[- ])*[a-z][a-z-]+),? $"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_KNOWLEDGE = re.compile(
    r"\b((?:who (?:is|are|was|were) )?(?:(?:directly |closely )?familiar with|with (?:\w+ )?knowledge of|knowledgeable about|"
    r"briefed on|close to|involved in|who (?:saw|read|reviewed|attended|worked on))(?: [^,.;\n]{1,80})?)"
)
_REASON = re.compile(
    r"\b((?:who )?(?:spoke|speaking|spoken|granted|insisted|requested|asked|agreed)?[^,.;\n]{0,30}"
    r"(?:on (?:the )?condition (?:of anonymity|that)|anonymity|"
    r"not to be (?:named|identified)|(?:was|were|is|are) not authori[sz]ed)[^.;\n]{0,120})"
)


@dataclass(slots=True)
class Profile:
    """The places where the article states what somebody is."""

    role: list[Span] = field(default_factory=list)
    affiliation: list[Span] = field(default_factory=list)
    party: list[Span] = field(default_factory=list)
    country: list[Span] = field(default_factory=list)

    def spans(self) -> dict[str, Spans]:
        """Each field's places, in order, none overlapping another."""
        return {name: apart(getattr(self, name)) for name in ("role", "affiliation", "party", "country")}


def apart(spans: list[Span]) -> Spans:
    """The spans in order; of two that overlap, the longer."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (-len(one), one)):
        at = bisect_left(out, span)
        # None of `out` overlaps another, so only the neighbours can overlap this one.
        if not any(span.overlaps(other) for other in out[max(0, at - 1) : at + 1]):
            out.insert(at, span)
    return tuple(out)


def profile(text: str, member: Member, cast: Cast) -> Profile:
    """What the article states of a person, at all places where it names the person."""
    out = Profile()
    for name in member.names:
        for span in _descriptions(text, name):
            words = [(match.group().casefold(), match) for match in _WORD.finditer(text, span.start, span.end)]
            out.party += [Span(*match.span()) for word, match in words if word in PARTIES]
            out.country += [Span(*match.span()) for word, match in words if word in COUNTRIES or word in DEMONYMS]
            if any(word in OFFICES - PARTIES for word, _ in words) or (len(words) > 2 and any(word in OFFICES for word, _ in words)):
                out.role.append(span)
                out.affiliation += [other.span for other, body in cast.within(span) if not body.person and span.covers(other.span)]
        if seat := _SEAT.match(text, name.span.end) or _SEAT.match(text, name.span.end + 1):
            out.party.append(Span(*seat.span(1)))
    return out


def _descriptions(text: str, name: Name) -> Iterator[Span]:
    """The title before a name, the role right before it, and what stands behind it between commas."""
    title_end = name.span.end - len(name.text)
    if name.title and name.span.start < title_end:
        yield Span(name.span.start, name.span.start + len(text[name.span.start : title_end].rstrip()))
    before = _ROLE_BEFORE.search(text[max(0, name.span.start - 60) : name.span.start])
    if before and any(word in OFFICES for word in before.group(1).split()):
        start = max(0, name.span.start - 60) + before.start(1)
        yield Span(start, start + len(before.group(1)))
    if not name.possessive and (after := _APPOSITIVE.match(text, name.span.end)):
        yield Span(*after.span(1))


def anonymity(text: str, party: Party) -> Anonymity:
    """What the article says of a nameless speaker, and by leaving a field None, what it does not say."""
    given = party.phrase
    if given is None:
        return Anonymity()
    sentence = sentences(text)[sentence_at(text, given.span.start)]
    words = list(_WORD.finditer(text, given.span.start, given.span.end))
    number = next((Span(*match.span()) for match in words if match.group().casefold() in NUMBERS), None)
    knowledge = _KNOWLEDGE.search(text, given.span.start, given.span.end)
    reason = _REASON.search(text, given.span.start, sentence.end)
    stop = knowledge.start() if knowledge else given.span.end
    core = [match for match in words if match.end() <= stop and match.group().casefold() not in NUMBERS | {"the", "some", "of"}]
    head = next((i for i, match in enumerate(core) if match.group().casefold().removesuffix("’s") == given.head), None)
    role = Span(core[0].start(), core[head].end()) if head is not None else None
    return Anonymity(
        number=number,
        role=role if role and given.head not in ("people", "person", "source", "sources", "someone") else None,
        knowledge=Span(knowledge.start(1), knowledge.start(1) + len(knowledge.group(1).rstrip())) if knowledge else None,
        reason=Span(reason.start(1), reason.start(1) + len(reason.group(1).rstrip())) if reason else None,
    )
