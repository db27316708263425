"""Word each content so that it can be read alone: the article's own words, and in square brackets what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.english import clauses, denials, pronouns
from onrecord.english.acting import act_of
from onrecord.english.certainty import certainty
from onrecord.model import UNSTATED, Attribution, Denial, Part, Proposition, Reading, Reference, Span, Spans, Speaker
from onrecord.model.annotation import PredicateSighting
from onrecord.model.quotation import is_quoted

_EDGE = re.compile(r"^[\s,;:]*(?:[“\"]?that (?=\S))?|[\s,;:.]+$", re.IGNORECASE)
_MARKS = re.compile(r"[“”\"]")
_COMMA = re.compile(r",(?=[”\"’']?$)")
_SPACES = re.compile(r"\s+")
# A content without a subject, whose subject is the speaker: "to reopen the bridge", "ever being told".
_SUBJECTLESS = re.compile(r"(?:to (?!the\b|an?\b)[a-z]+|not to [a-z]+|(?:ever |never |not )?(?:having|being) \w+)\b")
_OWN_SUBJECT = ("assert", "deny", "intend", "confirm", "believe", "doubt")
_LONGEST_ANTECEDENT = 160  # code points of what a phrase goes back to that a bracket can hold


def distil(reading: Reading, references: Sequence[Reference], predicates: Sequence[PredicateSighting] = ()) -> tuple[Proposition, ...]:
    """The proposition of each attribution of a reading whose speakers, acts and denials are known, in their order.

    Args:
        reading: with all that is known before contents are worded.
        references: whom its pronouns mean.
        predicates: those of the article, in the order of the text: how sure a speaker is of each part of what he says.
    """
    meanings = {one.span: one for one in references}
    held: dict[str | None, list[Span]] = {}
    for one in reading.attributions:
        held.setdefault(one.parent, []).extend(one.content)
    out = []
    for at, one in enumerate(reading.attributions):
        wording = _Wording(reading.article.text, reading.speaker(at), meanings, held.get(one.id, []), predicates)
        out.append(wording.of(one, reading.qualifications[at].act, reading.denial(at)))
    return tuple(out)


class _Wording:
    """What is needed to word the contents of one speaker."""

    def __init__(
        self,
        text: str,
        speaker: Speaker,
        meanings: Mapping[Span, Reference],
        nested: Sequence[Span],
        predicates: Sequence[PredicateSighting],
    ) -> None:
        self._text, self._speaker, self._nested, self._by_span, self._predicates = text, speaker, nested, meanings, predicates
        self._used: list[Reference] = []
        self._open: list[Span] = []

    def of(self, one: Attribution, act: str, denial: Denial | None) -> Proposition:
        """The proposition of an attribution."""
        back = self._goes_back(one, denial)
        whole = self._worded(one.content, back, act, direct=one.form == "direct")
        used, still = tuple(sorted(self._used, key=lambda reference: reference.span)), tuple(sorted(self._open))
        cut = clauses.parts(self._text, one.content)
        several = [self._part(replace(one, content=part), back) for part in cut] if len(cut) > 1 else []
        return Proposition(one.id, whole, one.content, used, still, tuple(several))

    def _part(self, one: Attribution, back: Reference | None) -> Part:
        """One of several things that a content says, as if it were all of it."""
        cue, content = (_SPACES.sub(" ", " ".join(span.of(self._text) for span in spans)).strip() for spans in (one.cue, one.content))
        act = act_of(cue, content, own=bool(one.source))
        words = self._worded(one.content, back, act, direct=one.form == "direct")
        return Part(words, one.content, act, certainty(self._text, one, self._predicates))

    def _worded(self, content: Spans, back: Reference | None, act: str, *, direct: bool) -> str:
        """The words of a content or of a part of it."""
        words = ""
        for span in content:
            piece = _SPACES.sub(" ", self._piece(span, back)).strip()
            # A quotation that a cue interrupts at the end of its sentence has a comma there that is the paper's.
            words = f"{_COMMA.sub('.', words)} {piece}" if piece[:2].strip('“"‘')[:1].isupper() else f"{words} {piece}"
        words = _unquoted(words.strip(), whole=direct)
        if _SUBJECTLESS.match(words) and act in _OWN_SUBJECT and self._speaker.name != UNSTATED:
            words = f"[{self._speaker.name}] {words}"
        return words or _SPACES.sub(" ", content[0].of(self._text)).strip() or "…"

    def _goes_back(self, one: Attribution, denial: Denial | None) -> Reference | None:
        """Where a denial's scope ends in a phrase for what was said before, that phrase with the words it goes back to."""
        if denial is None or denial.antecedent is None or not denial.scope:
            return None
        scope = denial.scope[-1]
        match = denials.GOES_BACK.search(self._text, scope.start, scope.end)
        antecedent = denial.antecedent.of(self._text)
        if match is None or len(antecedent) > _LONGEST_ANTECEDENT or not any(span.covers(Span(*match.span())) for span in one.content):
            return None
        return Reference(Span(*match.span()), _unquoted(_SPACES.sub(" ", antecedent), whole=True), denial.antecedent)

    def _piece(self, span: Span, back: Reference | None) -> str:
        """One stretch of the content with its brackets."""
        text, out, at = self._text, [], span.start
        if back and span.covers(back.span):
            # The phrase keeps its own place; what stands before it and behind it is worded by itself.
            self._used.append(back)
            before, after = Span(span.start, back.span.end), back.span.end
            rest = self._piece(Span(after, span.end), None) if after < span.end else ""
            return f"{self._piece(before, None)} [{back.name}]{rest}"
        for match in pronouns.ANY.finditer(text, span.start, span.end):
            word, place = match.group().casefold(), Span(*match.span())
            if place.start < at:
                continue
            name = self._meaning(word, place)
            if name is None:
                continue
            taken, verb = pronouns.verb_after(text, place.end, first=word == "i") if word not in pronouns.OWNING else (0, "")
            if word in pronouns.OWNING:
                name += "’" if name.endswith("s") else "’s"
            out += [text[at : place.start], f"[{name}{verb}]" if word == "i" and verb else f"[{name}]{verb}"]
            at = place.end + taken
        out.append(text[at : span.end])
        return "".join(out)

    def _meaning(self, word: str, place: Span) -> str | None:
        """Whom a pronoun of the content means, None where it stays."""
        if word in pronouns.REFLEXIVE:
            return None
        quoted = is_quoted(self._text, place.start)
        if quoted and any(span.covers(place) for span in self._nested):
            return None
        if word in pronouns.I or (word in pronouns.WE and self._speaker.kind in ("organisation", "group")):
            if quoted and self._speaker.kind != "unstated":
                self._used.append(Reference(place, self._speaker.name, self._speaker.mentions[0] if self._speaker.mentions else place))
                return self._speaker.name
            self._open.append(place)
            return None
        if reference := self._by_span.get(place):
            self._used.append(reference)
            return reference.name
        if word not in pronouns.IT:
            self._open.append(place)
        return None


def _unquoted(words: str, *, whole: bool) -> str:
    """The words without marks where all are quoted, or where a mark has lost its fellow; and without what opens and closes a clause."""
    words = _EDGE.sub("", words)
    if whole or words.count("“") != words.count("”") or words.count('"') % 2:
        words = _EDGE.sub("", _MARKS.sub("", words))
    return words
