"""Through whom an attribution reaches the article: who relays it, and where it was said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from onrecord.english import Name
from onrecord.english.words import BODIES, OUTLET_NOUNS
from onrecord.model import Article, Attribution, Hop, Span
from onrecord.model.segment import sentence_at, sentences
from onrecord.stages.resolve.cast import Cast, Member, is_outlet, last_outlet
from onrecord.stages.resolve.party import Party

_TELLING = re.compile(
    r"\b(?:told|tells?|telling|informed|sp(?:oke|eaking) (?:to|with)|talking to|gave|(?:wrote|confirmed|said) to)(?: \w+ly)? "
    r"(?:[Tt]he )?[“\"']?$"
)
# "Told the publication": the outlet named last.
_TOLD_AN_OUTLET = re.compile(rf"\b(?:told|telling|tells|interview with|spoke to|speaking to) (the (?:{'|'.join(sorted(OUTLET_NOUNS))}))\b")
_VENUE = re.compile(
    r"\b(?:interviews?(?: \w+){0,3} (?:with|on|to|by|published (?:in|by))|appear(?:ance|ing|ed)(?: \w+)? (?:on|before)"
    r"|(?:statement|comments?|remarks|e-?mail|op-ed|column|essay) (?:to|for|in|on)|as (?:first )?reported by|according to"
    r"|published (?:by|in|on)|writing in|reports? (?:by|from|in)|on|citing)(?: (?:a|an) [\w’'-]+ (?:by|from|in))? (?:[Tt]he )?"
    r"(?:[A-Z][\w’'-]+ )?[“\"']?$"
)
_REPORTING = re.compile(
    r"^,?(?: has| have| had| also| first| recently| reportedly)*[ ,]"
    r"(?:reports|reported|reporting|revealed|disclosed|writes|wrote|noted|said|says)\b"
)
_GOES_ON = re.compile(
    r"\b(?:said|says|told|add(?:s|ed|ing)?|continu\w+|reiterat\w+|went on|insist\w*|repl\w+|explain\w*|joked|conceded|acknowledged)\b"
)
# "The Post reports:", "the Post updated its story: ": what stands behind the colon is from there.
_INTRODUCES = re.compile(r"(?: (?:has|had|also|first|then|later|now))* (?:[a-z]+(?:ed|es|s)|wrote|put|said|has it)\b[^.;:“”\"\n]{0,60}:")
_REPORTS = re.compile(r" report(?:s|ed)\b")  # what nobody but an outlet does
THIS_ARTICLE = "this article"  # the first hop where the outlet is not known
_FAR = 2  # sentences over which an interview goes on without being named again


def chains(article: Article, attributions: Sequence[Attribution], parties: Mapping[str, Party], cast: Cast) -> dict[str, tuple[Hop, ...]]:
    """The chain of each attribution, from the article's outlet to the last relay before its speaker."""
    first = Hop(article.outlet or THIS_ARTICLE, None, outlet=True)
    by_id = {one.id: one for one in attributions}
    told: dict[str, tuple[Hop, ...]] = {}
    venues: list[tuple[int, Party, Hop]] = []
    room = _Room(article, attributions, cast)
    for one in sorted(attributions, key=lambda one: one.cue[0]):
        party = parties[one.id]
        hops = list(_holders(one, by_id, parties))
        at = sentence_at(article.text, one.cue[0].start)
        venue = _citing(one, party) or room.venue(one, party) or room.introduced(one, party)
        if venue is None and not hops and _GOES_ON.search(article.quote(one.cue).casefold()):
            near = ((who, hop) for i, who, hop in reversed(venues) if 0 <= at - i <= _FAR and _one_breath(article, hop, one))
            venue = next((hop for who, hop in near if who.key == party.key), None)
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


def _one_breath(article: Article, hop: Hop, one: Attribution) -> bool:
    """Whether what was said to an outlet may go on in an attribution: it is quoted, or stands in the same paragraph."""
    return one.form != "indirect" or (hop.span is not None and "\n" not in article.text[hop.span.end : one.cue[0].start])


def _citing(one: Attribution, party: Party) -> Hop | None:
    """The outlet that is the source, where those speak whom it cites."""
    return Hop(party.through.name, Span(one.source[0].start, one.source[-1].end), outlet=True) if party.through else None


class _Room:
    """An article, and what stands in it beside an attribution."""

    def __init__(self, article: Article, attributions: Sequence[Attribution], cast: Cast) -> None:
        self._text, self._cast, self._own = article.text, cast, _words(article.outlet or "")
        self._sentences = sentences(article.text)
        self._cues = sorted(span for one in attributions for span in one.cue)
        self._furniture = [block.span for block in article.blocks if block.kind == "furniture"]

    def venue(self, one: Attribution, party: Party) -> Hop | None:
        """The outlet that its sentence says it was said to, on or by."""
        sentence = self._sentences[sentence_at(self._text, one.cue[0].start)]
        start, end = sentence.start, sentence.end
        for name, member in self._cast.within(sentence):
            if not self._may_relay(name, member, one, party) or self._is_another_s(name.span, one):
                continue
            before = self._text[start : name.span.start]
            outlet = is_outlet(member)
            if _TELLING.search(before) and (outlet or not any(word in BODIES for word in name.key)):
                return Hop(member.name, name.span, outlet=True)
            if outlet and (_VENUE.search(before) or _REPORTING.match(self._text[name.span.end : end])):
                return Hop(member.name, name.span, outlet=True)
        told = _TOLD_AN_OUTLET.search(self._text, one.cue[-1].start, end)
        meant = last_outlet(self._cast, told.start()) if told else None
        if told and meant and meant is not party.member and not self._is_own(meant):
            return Hop(meant.name, Span(*told.span(1)), outlet=True)
        return None

    def introduced(self, one: Attribution, party: Party) -> Hop | None:
        """The outlet that introduces, with a colon, what it stands in: in its sentence, or at the end of the paragraph before."""
        for head in self._heads(one.cue[0].start):
            for name, member in self._cast.within(head):
                colon = _INTRODUCES.match(self._text, name.span.end, head.end)
                shown = colon and (is_outlet(member) or _REPORTS.match(self._text, name.span.end, colon.end()))
                if shown and self._may_relay(name, member, one, party):
                    return Hop(member.name, name.span, outlet=True)
        return None

    def _heads(self, place: int) -> Iterator[Span]:
        """What stands before a place in its sentence, and the last sentence of the paragraph before where that ends with a colon."""
        at = sentence_at(self._text, place)
        if self._sentences[at].start < place:
            yield Span(self._sentences[at].start, place)
        line = self._text.rfind("\n", 0, place) + 1
        while at >= 0 and (self._sentences[at].end > line or self._is_furniture(self._sentences[at])):
            at -= 1
        if at >= 0 and self._sentences[at].of(self._text).endswith(":"):
            yield self._sentences[at]

    def _is_furniture(self, span: Span) -> bool:
        at = bisect_left(self._furniture, span.end, key=lambda one: one.start) - 1
        return at >= 0 and self._furniture[at].overlaps(span)

    def _is_another_s(self, venue: Span, one: Attribution) -> bool:
        """Whether a place belongs to what is said last before it: "insisted on it, and said on Channel News that …"."""
        between = self._cues[bisect_left(self._cues, one.cue[-1].end, key=_start) : bisect_left(self._cues, venue.start, key=_start)]
        return any(not any(span.covers(cue) for span in one.content) for cue in between)

    def _may_relay(self, name: Name, member: Member, one: Attribution, party: Party) -> bool:
        """Whether a name can be that of a relay: of nobody, not the speaker's or this outlet's, and not only spoken of."""
        spoken_of = any(name.span.overlaps(span) for span in one.content)
        return not (spoken_of or member.person or member is party.member or self._is_own(member))

    def _is_own(self, member: Member) -> bool:
        """Whether a name is that of the outlet that publishes the article."""
        # A paper calls itself by the end of its name: "told the Ledger" in the Northbank Ledger.
        return any(key and list(key) == self._own[-len(key) :] for key in member.keys)


def _words(outlet: str) -> list[str]:
    return [word for word in re.findall(r"\w+", outlet.casefold()) if word != "the"]


def _start(span: Span) -> int:
    return span.start
