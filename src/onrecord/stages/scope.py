"""Say what each denial denies: its scope, what that goes back to, and how much of it is denied."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property

from onrecord.english import denials
from onrecord.english.words import DOCUMENTS, OUTLETS
from onrecord.model import Attribution, Denial, Extent, Reading, Reference, Span, Spans, Speaker
from onrecord.model.segment import sentence_at, sentences

_OPENING = re.compile(r"[ ,“\"‘']*(?:that|whether) ")
_EMPTY: frozenset[str] = frozenset()
_LONGEST_THING = 90  # code points between a cue and what a thing is called
_ALIKE, _ALL = 0.4, 0.6  # shares of the words of what is denied, and of what was said: to be about the same, and to deny all of it
_FEWEST = 3  # words of a content that can be denied by its words
_NAMELESS = ("anonymous", "unstated")
_CHARGED: tuple[str, ...] = ("assert", "believe", "confirm", "doubt", "evaluate")  # acts that can be answered with a denial


def scope(reading: Reading, references: Sequence[Reference]) -> tuple[Denial, ...]:
    """The denials of a reading whose speakers are resolved and whose acts are told, in the order of their attributions."""
    room = _Room(reading, references)
    return tuple(denial for at in range(len(reading.attributions)) if (denial := room.denial(at)))


class _Room:
    """A reading, and what was said in it that can be denied."""

    def __init__(self, reading: Reading, references: Sequence[Reference]) -> None:
        self.text, self.attributions, self.qualifications = reading.article.text, reading.attributions, reading.qualifications
        self._references = references
        self._voices = [voicing.speaker for voicing in reading.voicings]
        self._documents = [speaker for speaker in reading.speakers if speaker.kind == "document" and speaker.mentions]
        # What an outlet reports: in its own name, or on the word of the nameless.
        outlets = {hop.name for voicing in reading.voicings for hop in voicing.chain[1:] if hop.outlet}
        self._reported = [
            _is_outlet(speaker := reading.speaker(at), outlets)
            or (speaker.kind in _NAMELESS and any(hop.outlet for hop in voicing.chain[1:]))
            for at, voicing in enumerate(reading.voicings)
        ]

    def denial(self, at: int) -> Denial | None:
        """The denial in the attribution number `at`, if it is one."""
        one, act = self.attributions[at], self.qualifications[at].act
        said = " ".join(span.of(self.text) for span in sorted((*one.cue, *one.content)))
        cue = one.cue[-1].of(self.text)
        if denials.NEITHER.search(said) or denials.LEAVES_OPEN.search(cue):
            return Denial(one.id, self._denied(one), None, None, "none")
        if act != "deny":
            return None
        denied = self._denied(one)
        words = " ".join(span.of(self.text) for span in denied)
        document, told, whole = self._antecedent(at, denied, words)
        if told is None:
            return Denial(one.id, denied, document, None, _extent(words, "all" if document else "other"))
        whole = whole or self._covers(words, told)
        return Denial(one.id, denied, self._place(told), self.attributions[told].id, _extent(words, "all" if whole else "part"))

    # -- what is denied

    def _denied(self, one: Attribution) -> Spans:
        """The words for what is denied: the thing that is called false, the subject of "is false", or the content up to its reasons."""
        cue, first = one.cue[-1], one.content[0]
        last = max(span.end for span in one.content)
        if denials.CALLED.search(cue.of(self.text)) and last > cue.end:
            # "called the story a hoax": the thing stands behind the cue, inside the content or before it.
            reach = Span(cue.end, min(last, cue.end + _LONGEST_THING))
            cut = denials.AS_FALSE.search(self.text, reach.start + 1, reach.end)
            thing = _trimmed(self.text, Span(reach.start, cut.start() if cut else reach.end))
            if thing and "\n" not in thing.of(self.text):
                return (thing,)
        sentence = sentences(self.text)[sentence_at(self.text, first.start)]
        clause = Span(first.start, max(first.start + 1, min(first.end, sentence.end)))
        if is_false := denials.IS_FALSE.search(self.text, clause.start, clause.end):
            subject = _trimmed(self.text, Span(clause.start, is_false.start()))
            if subject and denials.FALSEHOOD.match(self.text, is_false.end(), clause.end):
                return (subject,)
        reason = denials.REASON.search(self.text, clause.start + 1, clause.end)
        found = _trimmed(self.text, Span(clause.start, reason.start() if reason else clause.end))
        return (found,) if found else one.content

    # -- what it goes back to

    def _antecedent(self, at: int, denied: Spans, words: str) -> tuple[Span | None, int | None, bool]:
        """The document that the words go back to, or else the number of the attribution answered, with whether it is meant as a whole."""
        if back := denials.GOES_BACK.search(words):
            noun = (back.group("noun") or back.group("of")).casefold()
            if noun in DOCUMENTS and (document := self._document(noun, denied[0].start)):
                return document, None, True
            # "The allegation that …" says itself what was alleged, and the likest of what was said is meant; else the last is.
            itself = denials.gist(words[back.end() :])
            first = bool(denials.FIRST.search(words))
            return None, self._answered(at, itself if len(itself) > 1 else _EMPTY, outlet=noun in DOCUMENTS, first=first), True
        if denials.BARE.match(words.strip("“”\"' ")):
            return None, self._answered(at, _EMPTY, outlet=False), True
        return None, self._answered(at, self._gist(denied), outlet=False), False

    def _covers(self, words: str, told: int) -> bool:
        """Whether the words deny most of what an attribution says."""
        said = self._gists[told]
        return bool(said) and len(said & denials.gist(words)) / len(said) >= _ALL

    def _place(self, at: int) -> Span:
        """The place of a content: its longest stretch."""
        return max(self.attributions[at].content, key=len)

    def _document(self, noun: str, before: int) -> Span | None:
        """Where a document that speaks here is called by its full name, else where it is brought in, else where it first speaks."""
        ending = re.compile(rf"\b{re.escape(noun)}\W*$", re.IGNORECASE)
        for speaker in self._documents:
            named = [span for span in speaker.mentions if ending.search(span.of(self.text))]
            if not named:
                continue
            full = re.escape(speaker.name).replace(r"\ ", r"(?:['’]s)? (?:[a-z-]+ )?")
            for pattern in (rf"\b(?:[Tt]he )?{full}", rf"\ban? (?:[\w-]+ )?{re.escape(noun)}\b"):
                if match := re.compile(pattern).search(self.text, 0, before):
                    return Span(*match.span())
            return named[0] if named[0].end <= before else None
        return None

    @cached_property
    def _gists(self) -> list[frozenset[str]]:
        """What carries each content; asked for only where something is denied."""
        return [self._gist(one.content) for one in self.attributions]

    def _gist(self, spans: Spans) -> frozenset[str]:
        """The words that carry a stretch of the text, with the names that its pronouns stand for."""
        meant = " ".join(one.name for one in self._references if any(span.covers(one.span) for span in spans))
        return denials.gist(" ".join([*(span.of(self.text) for span in spans), meant]))

    def _answered(self, at: int, wanted: frozenset[str], *, outlet: bool, first: bool = False) -> int | None:
        """The attribution of another speaker that is answered: the likest in words; if none are given, the last, or first, before it."""
        here = self.attributions[at].cue[0].start
        best: tuple[float, int] | None = None
        before: list[int] = []
        told: set[str] = set()
        for i, other in enumerate(self.attributions):
            if i == at or self._voices[i] == self._voices[at] or self.qualifications[i].act not in _CHARGED:
                continue
            if any(span.overlaps(mine) for span in other.content for mine in self.attributions[at].content):
                continue
            alike = _alike(wanted, self._gists[i])
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = alike, i
            # What lies in a report is not reported twice.
            if other.cue[0].start < here and (self._reported[i] or not outlet) and other.parent not in told:
                before.append(i)
                told.add(other.id)
        if best:
            return best[1]
        return (before[0] if first else before[-1]) if before and not wanted else None


def _extent(words: str, otherwise: Extent) -> Extent:
    """How much is denied: a part where the words name one, of whatever they go back to."""
    return "part" if otherwise != "other" and denials.IN_PART.search(words) else otherwise


def _is_outlet(speaker: Speaker, known: Set[str]) -> bool:
    return speaker.kind == "organisation" and (speaker.name in known or any(word.casefold() in OUTLETS for word in speaker.name.split()))


def _alike(denied: frozenset[str], said: frozenset[str]) -> float:
    """The share of what is denied that was said; none where they have but one word in common, or little was said."""
    both = len(denied & said)
    return both / len(denied) if both > 1 and len(said) >= _FEWEST else 0.0


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without the marks and spaces around it; None where nothing is left."""
    start, end = span.start, span.end
    if opening := _OPENING.match(text, start, end):
        start = opening.end()
    while start < end and text[start] in " ,;:.“”\"'‘’\n":
        start += 1
    while start < end and text[end - 1] in " ,;:.“”\"'‘\n":
        end -= 1
    return Span(start, end) if start < end else None
