"""The set phrase by which news says that somebody holds something to be so: "the agency has reason to believe that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.english.telling import Telling, subject, trimmed
from onrecord.model import Span
from onrecord.model.segment import sentences

_HOLDS = re.compile(
    r"(?P<cue>\b(?:has|have|had)(?: (?:also|now|still|no|every|good|strong|ample|little|\w+ly))* reasons? to "
    r"(?:believe|think|suspect|doubt)) (?P<content>\w[^.;“”\"\n]*)"
)


def holdings(text: str) -> Iterator[Telling]:
    """The set phrases of a text, in order, where what stands in front reads as a subject."""
    for sentence in sentences(text):
        for match in _HOLDS.finditer(text, sentence.start, sentence.end):
            if who := subject(text, sentence.start, match.start()):
                yield Telling(who, Span(*match.span("cue")), trimmed(text, *match.span("content")))
