"""The set phrases by which news says that somebody would not speak, or could not be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.english.telling import Telling, subject, trimmed
from onrecord.model import Span
from onrecord.model.segment import sentences

_ASKED = r"(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|messages?|calls?|e-?mails?|questions?)"
_ANSWERED = r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|comment(?:ed)?|be reached)"
_REST = r"[^.;\n“”\"]"
_SILENT = re.compile(
    r"(?P<cue>\b(?:(?:has |have |had )?(?:\w+ly )?(?:declined|refused)"
    rf"|(?:did|has|have|had|could)(?: ?n['’]t| not)(?: \w+ly)?(?: {_ANSWERED})?))"
    rf" (?P<content>(?:to|for) comment\b{_REST}*|(?:to )?(?:(?:an?|the|several|multiple|repeated|any) )?(?:\w+ )?{_ASKED}\b{_REST}*"
    rf"|on the {_REST}+)"
)
_COMMENT = re.compile(r"\b(?:commented|comment|respond|responded|reply|replied|return|returned|reached|declined|refused)\b")


def silences(text: str) -> Iterator[Telling]:
    """The set phrases of a text, in order."""
    for sentence in sentences(text):
        for match in _SILENT.finditer(text, sentence.start, sentence.end):
            if _COMMENT.search(match.group("cue")):
                yield Telling(subject(text, sentence.start, match.start()), Span(*match.span("cue")), trimmed(text, *match.span("content")))
