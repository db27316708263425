"""A clause of telling at the head of what somebody tells: "the paper reported that {the agency} {had concluded} {that the pier leaks}"."""

from __future__ import annotations

import re

from onrecord.english.telling import Telling
from onrecord.model import Span
from onrecord.model.segment import sentence_at, sentences

_TELL = (
    "conclude[ds]?|determine[ds]?|assesse[ds]|confirm(?:s|ed)?|found|finds|believe[sd]?|suspect(?:s|ed)?|warn(?:s|ed)|claim(?:s|ed)|said|says"
    "|allege[sd]|report(?:s|ed)|denie[sd]|deny|insist(?:s|ed)|argue[sd]|estimate[sd]|predict(?:s|ed)|acknowledge[sd]|admit(?:s|ted)"
    "|maintain(?:s|ed)|announce[sd]|stated?|states|think|thinks|thought|told \\w+|told (?:the )?[A-Z]\\w+(?: [A-Z]\\w+){0,2}"
)
_AGO = r"(?:(?:\w+ )?(?:months?|weeks?|days?|years?) ago|earlier|last \w+|on \w+day)"
_HEAD = re.compile(
    r"[“\"‘' ]*(?:that )?(?P<source>(?:(?:the|an?|its|their|his|her|some|many|several|two|three|both|other|senior|top) )?"
    r"(?:[\w.’'&-]+ ){0,5}?[\w.’'&-]+) (?P<cue>(?:(?:has|have|had|also|since|already|privately|publicly|long|now|later|first|\w+ly) ){0,3}"
    rf"(?:{_TELL})(?: {_AGO})?),? (?P<content>that (?=\w))"
)
_NO_SUBJECT = re.compile(
    r"\b(?:i|we|you|do|does|did|one|reasons?|and|or|but|who|which|that|if|when|while|as|because|to|was|were|is|are|be|been|not|it|there)\b",
    re.IGNORECASE,
)


def within(text: str, content: Span) -> Telling | None:
    """The clause of telling at the head of a content; None where it opens otherwise."""
    end = min(content.end, sentences(text)[sentence_at(text, content.start)].end)
    match = _HEAD.match(text, content.start, end)
    if match is None or _NO_SUBJECT.search(match.group("source")):
        return None
    while text[end - 1] in " .,;:”\"’'\n":
        end -= 1
    start = match.start("content")
    return Telling(Span(*match.span("source")), Span(*match.span("cue")), Span(start, end)) if start < end else None
