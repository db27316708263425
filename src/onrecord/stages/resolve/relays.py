"""Through whom an attribution reaches the article: who relays it, and where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.english.words import BODIES, OUTLET_NOUNS
from onrecord.model import Article, Attribution, Hop, Span
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.resolve.cast import Cast, Member, is_outlet, last_outlet
from onrecord.stages.resolve.party import Party

_TELLING = re.compile(
    r"\b(?:told|tells?|telling|informed|sp(?:oke|eaking) (?:to|with)|talking to|gave|(?:wrote|confirmed|said) to)(?: \w+ly)? "
    r"(?:the )?[“\"']?$"
)
# "Told the publication": the outlet named last.
_TOLD_AN_OUTLET = re.compile(rf"\b(?:told|telling|tells|interview with|spoke to|speaking to) (the (?:{'|'.join(sorted(OUTLET_NOUNS))}))\b")
_VENUE = re.compile(
    r"\b(?:interviews?(?: \w+){0,3} (?:with|on|to|by|published (?:in|by))|appear(?:ance|ing|ed)(?: \w+)? (?:on|before)"
    r"|(?:statement|comments?|remarks|e-?mail|op-ed|column|essay) (?:to|for|in|on)|reported by|according to|published (?:by|in|on)"
    r"|writing in|reports? (?:by|from|in)|on|citing)(?: (?:a|an) [\w’'-]+ (?:by|from|in))? (?:the )?(?:[A-Z][\w’'-]+ )?[“\"']?$"
)
_REPORTING = re.compile(
    r"^,?(?: has| have| had| also| first| recently| reportedly)*[ ,]"
    r"(?:reports?|reported|reporting|revealed|disclosed|writes|wrote|noted|said|says)\b"
)
_GOES_ON = re.compile(
    r"\b(?:said|says|told|add(?:s|ed|ing)?|continu\w+|reiterat\w+|went on|insist\w*|repl\w+|explain\w*|joked|conceded|acknowledged)\b"
)
THIS_ARTICLE = "this article"  # the first hop where the outlet is not known
_FAR = 2  # sentences over which an interview goes on without being named again


def chains(article: Article, attributions: Sequence[Attribution], parties: Mapping[str, Party], cast: Cast) -> dict[str, tuple[Hop, ...]]:
    """The chain of each attribution, from the article's outlet to the last relay before its speaker."""
    first = Hop(article.outlet or THIS_ARTICLE, None, outlet=True)
    bounds = sentences(article.text)
    by_id = {one.id: one for one in attributions}
    told: dict[str, tuple[Hop, ...]] = {}
    venues: list[tuple[int, Party, Hop]] = []
    for one in sorted(attributions, key=lambda one: one.cue[0]):
        party = parties[one.id]
        hops = list(_holders(one, by_id, parties))
        at = sentence_at(article.text, one.cue[0].start)
        venue = _venue(article, one, party, cast, bounds[at])
        if venue is None and not hops and _GOES_ON.search(article.quote(one.cue).casefold()):
            venue = next((hop for i, who, hop in reversed(venues) if who.key == party.key and 0 <= at - i <= _FAR), None)
        if venue and all(hop.name != venue.name for hop in hops):
            hops.append(venue)
            venues.append((at, party, venue))
        told[one.id] = (first, *hops)
    return told


def _holders(one: Attribution, by_id: Mapping[str, Attribution], parties: Mapping[str, Party]) -> Iterator[Hop]:
    """The speakers whose words hold this attribution, the outermost first."""
    out: list[Hop] = []
    at, seen = one.parent, {one.id}
    # Two that hold each other's cue would go round for ever.
    while at and at not in seen:
        seen.add(at)
        holder = by_id[at]
        if parties[at].kind != "unstated" and parties[at].key != parties[one.id].key:
            span = Span(holder.source[0].start, holder.source[-1].end) if holder.source else holder.cue[0]
            member = parties[at].member
            out.append(Hop(parties[at].name, span, outlet=member is not None and is_outlet(member)))
        at = holder.parent
    yield from reversed(out)


def _venue(article: Article, one: Attribution, party: Party, cast: Cast, sentence: Span) -> Hop | None:
    """The outlet that a sentence says it was said to, on or by."""
    text, start, end = article.text, sentence.start, sentence.end
    for name, member in cast.within(sentence):
        if any(name.span.overlaps(span) for span in one.content):
            continue
        if member is party.member or member.person or _own(article, member):
            continue
        before = text[start : name.span.start]
        outlet = is_outlet(member)
        if _TELLING.search(before) and (outlet or not any(word in BODIES for word in name.key)):
            return Hop(member.name, name.span, outlet=True)
        if outlet and (_VENUE.search(before) or _REPORTING.match(text[name.span.end : end])):
            return Hop(member.name, name.span, outlet=True)
    told = _TOLD_AN_OUTLET.search(text, one.cue[-1].start, end)
    meant = last_outlet(cast, told.start()) if told else None
    if told and meant and meant is not party.member and not _own(article, meant):
        return Hop(meant.name, Span(*told.span(1)), outlet=True)
    return None


def _own(article: Article, member: Member) -> bool:
    """Whether a name is that of the outlet that publishes the article."""
    own = re.findall(r"\w+", (article.outlet or "").casefold())
    own = [word for word in own if word != "the"]
    # A paper calls itself by the end of its name: "told the Ledger" in the Northbank Ledger.
    return any(key and list(key) == own[-len(key) :] for key in member.keys)
